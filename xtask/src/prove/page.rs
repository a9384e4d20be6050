//! The part of `docs/reliability.md` that is made from the tally.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::harness::{Goal, HARNESSES, Size};
use super::replace;
use super::tally::{Row, Tally};

const BEGIN: &str = "<!-- made by cargo xtask prove: begin -->\n";
const END: &str = "<!-- made by cargo xtask prove: end -->\n";

/// So many names of what was met stand one by one; of more only the least met do.
const NAMED: usize = 100;
const LEAST_MET: usize = 10;

/// Makes the part between the marks anew, and leaves the rest as it is.
pub(super) fn make(path: &Path, tally: &Tally) -> Result<(), String> {
    let told = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let page = with_part(&told, &part(tally)).ok_or_else(|| format!("{}: {BEGIN}", path.display()))?;
    replace(path, &page)
}

fn with_part(page: &str, part: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}{part}{END}{after}"))
}

fn part(tally: &Tally) -> String {
    let mut text = String::from(
        "| harness | size | done | of | seeds | time | breaches | versions |\n|---|---|---:|---:|---|---:|---:|---|\n",
    );
    for harness in HARNESSES {
        for size in [Size::Night, Size::Release] {
            let rows: Vec<&Row> =
                tally.rows().iter().filter(|row| row.size == size && row.account.harness == harness.name).collect();
            let (Some(first), Some(last)) =
                (rows.iter().map(|row| row.account.first_seed).min(), rows.iter().map(|row| row.account.last_seed).max())
            else {
                continue;
            };
            let sum = |of: fn(&Row) -> u64| rows.iter().map(|row| of(row)).sum::<u64>();
            let mut versions: Vec<&str> = rows.iter().map(|row| row.version.as_str()).collect();
            versions.dedup();
            let goal = match harness.goal(size) {
                Goal::Count(goal) => grouped(goal),
                Goal::Seconds(goal) => lasted(goal),
            };
            let line = format!(
                "| {} | {} | {} {} | {} | {first}–{last} | {} | {} | {} |",
                harness.name,
                size.name(),
                grouped(sum(|row| row.account.count)),
                harness.unit,
                goal,
                lasted(sum(|row| row.account.seconds)),
                sum(|row| row.account.breaches),
                versions.join(", ")
            );
            text.push_str(&line);
            text.push('\n');
        }
    }
    text.push_str(&met(tally));
    text
}

/// What was met how often, over all sizes.
fn met(tally: &Tally) -> String {
    let mut text = String::new();
    for harness in HARNESSES {
        let mut times = BTreeMap::<&str, u64>::new();
        for row in tally.rows().iter().filter(|row| row.account.harness == harness.name) {
            for pair in row.account.met.split(';') {
                if let Some((what, count)) = pair.rsplit_once('=') {
                    *times.entry(what).or_default() += count.parse::<u64>().unwrap_or_default();
                }
            }
        }
        if !times.is_empty() {
            writeln!(text, "\nMet by {}: {}.", harness.name, listed(&times)).unwrap_or_default();
        }
    }
    text
}

fn listed(times: &BTreeMap<&str, u64>) -> String {
    let mut times: Vec<(&str, u64)> = times.iter().map(|(what, count)| (*what, *count)).collect();
    let mut of_more = String::new();
    if times.len() > NAMED {
        let sum = times.iter().map(|(_, count)| count).sum();
        of_more = format!("{} things, {} times in all; the least met are ", times.len(), grouped(sum));
        times.sort_by_key(|(_, count)| *count);
        times.truncate(LEAST_MET);
    }
    let list: Vec<String> = times.iter().map(|(what, count)| format!("{what} {}", grouped(*count))).collect();
    of_more + &list.join(" · ")
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let from_the_right: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|three| std::str::from_utf8(three).unwrap_or_default()).collect();
    from_the_right.join(" ")
}

fn lasted(seconds: u64) -> String {
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7_200 => format!("{} min", seconds / 60),
        _ => format!("{} h {:02}", seconds / 3_600, seconds % 3_600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_made_anew() {
        let page = format!("# Title\n{BEGIN}old\n{END}by hand\n");
        assert_eq!(with_part(&page, "new\n"), Some(format!("# Title\n{BEGIN}new\n{END}by hand\n")));
        assert_eq!(with_part("# Title\n", "new\n"), None);
    }

    #[test]
    fn of_more_than_can_be_read_the_least_met_are_named() {
        let names: Vec<String> = (0..=NAMED).map(|number| format!("point {number:03}")).collect();
        let mut times: BTreeMap<&str, u64> = names.iter().map(|name| (name.as_str(), 20)).collect();
        times.insert("point 050", 1);
        let list = listed(&times);
        assert!(list.starts_with("101 things, 2 001 times in all; the least met are point 050 1 · point 000 20 · "), "{list}");
        assert_eq!(list.split(" · ").count(), LEAST_MET);
        times.pop_last();
        assert!(listed(&times).starts_with("point 000 20 · point 001 20"));
    }

    #[test]
    fn numbers_and_times_can_be_read() {
        assert_eq!((grouped(7).as_str(), grouped(1_234_567).as_str()), ("7", "1 234 567"));
        assert_eq!([lasted(90), lasted(600), lasted(7_260)], ["90 s", "10 min", "2 h 01"]);
    }
}
