//! The tally: a line for each slice that was proved, kept under version control.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::harness::Size;

const HEAD: &str = "size\tversion\tharness\tunit\tfirst seed\tlast seed\tcount\tseconds\tbreaches\tmet";

/// A harness' own account of one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) harness: String,
    pub(super) unit: String,
    pub(super) first_seed: u64,
    pub(super) last_seed: u64,
    pub(super) count: u64,
    pub(super) seconds: u64,
    pub(super) breaches: u64,
    /// `name=times` between semicolons.
    pub(super) met: String,
}

impl Account {
    /// Reads the line that `tests/proof.rs` writes.
    pub(super) fn read(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [harness, unit, first_seed, last_seed, count, seconds, breaches, met] = fields.as_slice() else { return None };
        Some(Self {
            harness: (*harness).to_owned(),
            unit: (*unit).to_owned(),
            first_seed: first_seed.parse().ok()?,
            last_seed: last_seed.parse().ok()?,
            count: count.parse().ok()?,
            seconds: seconds.parse().ok()?,
            breaches: breaches.parse().ok()?,
            met: (*met).to_owned(),
        })
    }

    fn line(&self) -> String {
        let Self { harness, unit, first_seed, last_seed, count, seconds, breaches, met } = self;
        format!("{harness}\t{unit}\t{first_seed}\t{last_seed}\t{count}\t{seconds}\t{breaches}\t{met}")
    }
}

/// One slice in the tally.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) size: Size,
    /// The commit that was proved.
    pub(super) version: String,
    pub(super) account: Account,
}

impl Row {
    fn read(line: &str) -> Option<Self> {
        let (size, rest) = line.split_once('\t')?;
        let (version, account) = rest.split_once('\t')?;
        Some(Self { size: Size::named(size)?, version: version.to_owned(), account: Account::read(account)? })
    }

    fn line(&self) -> String {
        format!("{}\t{}\t{}", self.size.name(), self.version, self.account.line())
    }
}

/// All slices, in the order in which they were proved.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tally(Vec<Row>);

impl Tally {
    /// Reads the tally, which is empty if there is none yet.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(format!("{}: {error}", path.display())),
        }
    }

    fn parse(text: &str) -> Result<Self, String> {
        let rows = text.lines().skip(1).map(|line| Row::read(line).ok_or_else(|| format!("docs/reliability.tsv: {line:?}")));
        Ok(Self(rows.collect::<Result<_, _>>()?))
    }

    /// Adds a slice to the file, and hands what then stands there to `publish`. Whoever proves another harness in the same tree waits
    /// for both.
    pub(super) fn add(path: &Path, row: &Row, publish: impl FnOnce(&Self) -> Result<(), String>) -> Result<(), String> {
        let failed = |error| format!("{}: {error}", path.display());
        let mut file = File::options().append(true).create(true).open(path).map_err(failed)?;
        file.lock().map_err(failed)?;
        let head = if file.metadata().map_err(failed)?.len() == 0 { format!("{HEAD}\n") } else { String::new() };
        file.write_all(format!("{head}{}\n", row.line()).as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
        publish(&Self::read(path)?)
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.0
    }

    /// The sum of something over what was proved at this size, whatever the version.
    pub(super) fn sum(&self, harness: &str, size: Size, of: impl Fn(&Account) -> u64) -> u64 {
        let rows = self.0.iter().filter(|row| row.size == size && row.account.harness == harness);
        rows.map(|row| of(&row.account)).sum()
    }

    /// The seed after the last that was used.
    pub(super) fn next_seed(&self, harness: &str) -> u64 {
        let seeds = self.0.iter().filter(|row| row.account.harness == harness).map(|row| row.account.last_seed + 1);
        seeds.max().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(harness: &str, size: Size, last_seed: u64, count: u64) -> Row {
        let account = format!("{harness}\tpayments\t0\t{last_seed}\t{count}\t7\t0\tA1=3;A2=4");
        Row { size, version: "abc".to_owned(), account: Account::read(&account).unwrap() }
    }

    #[test]
    fn slices_that_are_added_side_by_side_are_read_as_they_were_written() {
        let path = std::env::temp_dir().join(format!("comptoir-tally-{}", std::process::id()));
        let rows: Vec<Row> = (0..8).map(|seed| row("SIM", Size::Night, seed, 100)).collect();
        let added: Vec<Result<(), String>> = std::thread::scope(|scope| {
            let add = |row| {
                let path = &path;
                scope.spawn(move || {
                    let is_there = |tally: &Tally| tally.rows().contains(row).then_some(()).ok_or_else(|| "not there".to_owned());
                    Tally::add(path, row, is_there)
                })
            };
            let adding: Vec<_> = rows.iter().map(add).collect();
            adding.into_iter().map(|added| added.join().unwrap()).collect()
        });
        assert_eq!(added, vec![Ok(()); rows.len()]);
        let Tally(mut read) = Tally::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        read.sort_by_key(|row| row.account.last_seed);
        assert_eq!(read, rows);
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        assert!(Tally::parse("head\nnight\tabc\tSIM").unwrap_err().contains("SIM"));
        assert_eq!(Account::read("SIM\tpayments\t0\t1\tmany\t7\t0\t"), None);
    }

    #[test]
    fn what_is_done_is_counted_for_each_size_and_no_seed_is_used_again() {
        let tally =
            Tally(vec![row("SIM", Size::Night, 9, 100), row("SIM", Size::Release, 19, 30), row("SIM", Size::Release, 29, 40)]);
        let count = |size| tally.sum("SIM", size, |account| account.count);
        assert_eq!((count(Size::Night), count(Size::Release)), (100, 70));
        assert_eq!((tally.next_seed("SIM"), tally.next_seed("PWR")), (30, 0));
    }
}
