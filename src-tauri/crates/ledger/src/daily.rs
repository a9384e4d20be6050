//! The automatic copies: one a day in the data folder, of which fourteen days and twelve months stay.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::backup::{self, Contents, Numbers};
use crate::error::{Doing, LedgerError};
use crate::folder::{self, BACKUPS};
use crate::reader::Reader;

const DAYS: usize = 14;
const MONTHS: usize = 12;

/// Copies the ledger of `dir` once a `day`, and removes copies that are too many. None if that day has its copy. It holds no payer's
/// number and no customer's particulars: it stays longer than they may.
///
/// # Errors
/// As [`Reader::back_up`]; no copy was removed then.
pub fn daily_backup(dir: &Path, day: Date) -> Result<Option<Contents>, LedgerError> {
    let Some(reader) = Reader::open(dir)? else { return Ok(None) };
    let backups = dir.join(BACKUPS);
    let path = backups.join(name_of(day));
    if folder::size(&path)?.is_some() {
        return Ok(None);
    }
    folder::create_private_dir(&backups)?;
    let contents = reader.back_up(dir, &path, Numbers::LeftOut)?;
    let days: Vec<Date> = days(&backups)?;
    for surplus in surplus(&days, day) {
        fs::remove_file(backups.join(name_of(surplus))).doing("removing an old backup")?;
    }
    Ok(Some(contents))
}

/// The automatic copy in `dir` that is sound and goes furthest: a wrong clock may have dated them, the journal counts for itself.
///
/// # Errors
/// [`LedgerError`] when the folder cannot be read.
pub fn newest_backup(dir: &Path) -> Result<Option<PathBuf>, LedgerError> {
    let backups = dir.join(BACKUPS);
    let (mut furthest, mut older) = (None, None);
    for day in days(&backups)? {
        let path = backups.join(name_of(day));
        match backup::contents_of_sound(&path) {
            Ok(contents) => {
                let reach = (contents.epoch, contents.entries);
                if furthest.as_ref().is_none_or(|(other, _)| reach >= *other) {
                    furthest = Some((reach, path));
                }
            }
            // An older program's copy is brought up to date, and verified, when it is restored.
            Err(LedgerError::Older { .. }) => older = Some(path),
            Err(error @ (LedgerError::Newer { .. } | LedgerError::SqliteTooOld { .. })) => return Err(error),
            Err(_) => {}
        }
    }
    Ok(furthest.map(|(_, path)| path).or(older))
}

fn name_of(day: Date) -> String {
    format!("ledger-{day}.sqlite")
}

/// The days that have a copy, first to last. Files of other names are nobody's business here.
fn days(backups: &Path) -> Result<Vec<Date>, LedgerError> {
    let entries = match fs::read_dir(backups) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).doing("looking for backups"),
    };
    let mut days = Vec::new();
    for entry in entries {
        let name = entry.doing("looking for backups")?.file_name();
        let day = name.to_str().and_then(|name| name.strip_prefix("ledger-")?.strip_suffix(".sqlite")?.parse::<Date>().ok());
        // Only the one form: jiff reads others too, which would be removed under a name that they do not have.
        days.extend(day.filter(|day| name == *name_of(*day)));
    }
    days.sort_unstable();
    Ok(days)
}

/// The days whose copies are neither among the last fourteen nor the first of one of the last twelve months, nor `today`'s: a clock
/// that is wrong must not have its copy removed as it is made.
fn surplus(days: &[Date], today: Date) -> Vec<Date> {
    let month = |day: &Date| (day.year(), day.month());
    let mut kept: BTreeSet<Date> = days.iter().rev().take(DAYS).copied().collect();
    let months: BTreeSet<_> = days.iter().map(month).collect();
    for last in months.into_iter().rev().take(MONTHS) {
        kept.extend(days.iter().find(|day| month(day) == last));
    }
    kept.insert(today);
    days.iter().filter(|day| !kept.contains(day)).copied().collect()
}

#[cfg(test)]
mod tests;
