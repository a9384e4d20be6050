use super::*;
use crate::samples::Till;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn a_day_has_one_copy() {
    let mut till = Till::new();
    till.paid();
    let dir = till.dir.path();
    let made = daily_backup(dir, day("2026-11-27")).unwrap().unwrap();
    assert_eq!(made.receipts, 1);
    assert_eq!(daily_backup(dir, day("2026-11-27")).unwrap(), None);
    assert!(daily_backup(dir, day("2026-11-28")).unwrap().is_some());
    assert_eq!(newest_backup(dir).unwrap(), Some(dir.join("backups/ledger-2026-11-28.sqlite")));
}

#[test]
fn no_ledger_has_no_copy() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(daily_backup(dir.path(), day("2026-11-27")).unwrap(), None);
    assert_eq!(newest_backup(dir.path()).unwrap(), None);
    assert!(!dir.path().join(BACKUPS).exists());
}

#[test]
fn the_newest_sound_copy_is_found_behind_one_that_is_not() {
    let mut till = Till::new();
    till.paid();
    let dir = till.dir.path();
    for text in ["2026-11-25", "2026-11-26", "2026-11-27"] {
        daily_backup(dir, day(text)).unwrap().unwrap();
    }
    let path = |text: &str| dir.join(BACKUPS).join(name_of(day(text)));
    fs::write(path("2026-11-27"), "torn").unwrap();
    let mut bytes = fs::read(path("2026-11-26")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 20_000].fill(0x55);
    fs::write(path("2026-11-26"), bytes).unwrap();
    assert_eq!(newest_backup(dir).unwrap(), Some(path("2026-11-25")));
}

#[test]
fn a_copy_that_a_wrong_clock_has_dated_does_not_go_before_what_goes_further() {
    let mut till = Till::new();
    till.paid();
    let dir = till.dir.path().to_owned();
    let path = |day: &str| dir.join(BACKUPS).join(format!("ledger-{day}.sqlite"));
    daily_backup(&dir, day("2030-01-01")).unwrap().unwrap();
    till.paid();
    daily_backup(&dir, day("2026-11-27")).unwrap().unwrap();
    assert_eq!(newest_backup(&dir).unwrap(), Some(path("2026-11-27")));
}

#[test]
fn fourteen_days_and_the_first_of_twelve_months_stay() {
    let mut days: Vec<Date> = Vec::new();
    let mut kept_on = day("2024-01-05");
    while kept_on <= day("2026-11-27") {
        days.push(kept_on);
        let gone = surplus(&days, kept_on);
        days.retain(|day| !gone.contains(day));
        kept_on = kept_on.tomorrow().unwrap();
    }
    let months: Vec<String> = days.iter().filter(|day| day.day() == 1).map(ToString::to_string).collect();
    assert_eq!((months.len(), months.first().map(String::as_str)), (12, Some("2025-12-01")));
    assert_eq!(days.len(), 12 + 14);
    assert_eq!(days.last(), Some(&day("2026-11-27")));
}

#[test]
fn a_clock_that_is_wrong_has_its_own_copy_kept_and_takes_one_place_at_most() {
    let mut days: Vec<Date> = (1..=20).map(|number| Date::new(2026, 11, number).unwrap()).collect();
    days.insert(0, day("1970-01-01"));
    days.push(day("2099-01-01"));
    let gone = surplus(&days, day("1970-01-01"));
    assert!(!gone.contains(&day("1970-01-01")) && !gone.contains(&day("2026-11-20")));
    assert_eq!(gone.len(), 20 - 13 - 1);
}

#[test]
fn files_of_other_names_are_left_alone() {
    let till = Till::new();
    let dir = till.dir.path();
    let backups = dir.join(BACKUPS);
    fs::create_dir(&backups).unwrap();
    for name in ["mine.sqlite", "ledger-20261127.sqlite", "ledger-2026-11-27.sqlite.unfinished"] {
        fs::write(backups.join(name), "x").unwrap();
    }
    assert_eq!(days(&backups).unwrap(), []);
}
