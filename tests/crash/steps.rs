//! What a run does in order, so that it can be killed at a place that has a meaning.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::places::At;
use crate::run::{Ended, Kill, run};
use crate::strace::{self, Call, Point};
use comptoir_tests::dice::Dice;

/// What one call is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// A file of the ledger is changed.
    Write,
    /// What was written is made durable.
    Sync,
    /// A file gets another name.
    Rename,
    /// A line is told.
    Tell,
    /// A connection is made to a gateway.
    Connect,
    /// A request is sent to a gateway.
    Send,
    /// Anything else.
    Other,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Come {
    /// So many lines were told.
    pub(crate) told: usize,
    /// So many whole requests came to the gateway.
    pub(crate) sent: usize,
}

/// What the first thread of a run did, in order.
#[derive(Debug)]
pub(crate) struct Steps(Vec<(Aim, Point)>);

impl Steps {
    /// Runs `command` once to its end.
    pub(crate) fn of(command: &Command, typed: &str, folder: &Path, heard: impl FnMut(&Value)) -> (Self, Ended) {
        let scratch = tempfile::tempdir().unwrap();
        let seen = scratch.path().join("calls");
        let traced = format!("trace=execve,?connect,{}", strace::WRITES);
        let options = ["-yy", "-o", &seen.to_string_lossy(), "-e", &traced];
        let ended = run(strace::under(&options, command), typed, Kill::Never, heard);
        let seen = fs::read_to_string(seen).unwrap_or_default();
        // One thread alone is written down without its number.
        let seen: String = seen.lines().map(|line| format!("1 {line}\n")).collect();
        (Self::read(&seen, &folder.to_string_lossy()), ended)
    }

    fn read(seen: &str, folder: &str) -> Self {
        let calls = strace::calls(seen).into_iter().filter(|call| call.name != "execve" && !call.is_nothing());
        Self(calls.map(|call| (aim(&call, folder), call.point())).collect())
    }

    /// Where to kill a run like this one, and how far it has come by then. None: it has no such place.
    pub(crate) fn find(&self, at: At, dice: &mut Dice) -> Option<(&Point, Come)> {
        let found = match at {
            At::Before(nth) => *self.transaction(nth)?.first()?,
            At::Within(nth) => {
                let writes = self.transaction(nth)?;
                let later = dice.below(writes.len() - 1);
                *writes.get(1 + later)?
            }
            At::Unsynced(nth) => self.transaction(nth)?.last()? + 1,
            At::Next(nth) => self.transaction(nth)?.last()? + 2,
            At::Named => self.first(Aim::Rename)?,
            At::Told => {
                let last = self.0.iter().rposition(|(aim, _)| *aim == Aim::Tell)?;
                last + self.0[last..].iter().position(|(aim, _)| *aim == Aim::Sync)?
            }
            At::Connecting => self.first(Aim::Connect)?,
            At::Sending => self.first(Aim::Send)?,
            At::Telling(_) | At::Silent(_) => return None,
        };
        let (_, point) = self.0.get(found)?;
        let before = |wanted: Aim| self.0[..found].iter().filter(|(aim, _)| *aim == wanted).count();
        Some((point, Come { told: before(Aim::Tell), sent: before(Aim::Send) }))
    }

    fn first(&self, wanted: Aim) -> Option<usize> {
        self.0.iter().position(|(aim, _)| *aim == wanted)
    }

    /// The places of the writes of one transaction: they follow each other, and are made durable. The head of a log is one write alone.
    fn transaction(&self, nth: usize) -> Option<Vec<usize>> {
        let mut writes = Vec::new();
        let mut found = 0;
        for (place, (aim, _)) in self.0.iter().enumerate() {
            match aim {
                Aim::Write => writes.push(place),
                Aim::Sync if writes.len() > 1 && found == nth => return Some(writes),
                Aim::Sync if writes.len() > 1 => {
                    found += 1;
                    writes.clear();
                }
                Aim::Sync | Aim::Rename | Aim::Tell | Aim::Connect | Aim::Send | Aim::Other => writes.clear(),
            }
        }
        None
    }
}

fn aim(call: &Call<'_>, folder: &str) -> Aim {
    match call.name {
        "fsync" | "fdatasync" if call.is_in(folder) => Aim::Sync,
        "pwrite64" if call.is_in(folder) => Aim::Write,
        "rename" | "renameat" | "renameat2" if call.is_in(folder) => Aim::Rename,
        "write" | "writev" if call.arguments.starts_with("1<") => Aim::Tell,
        "connect" if call.arguments.contains("sa_family=AF_INET") => Aim::Connect,
        "write" | "writev" | "sendto" | "sendmsg" if call.arguments.contains("<TCP:") => Aim::Send,
        _ => Aim::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A head of a log, a transaction, a line, a connection, a request, another transaction, another line, the end.
    const SEEN: &str = "\
1 execve(\"/bin/till\", [\"till\"], 0x1 /* 3 vars */) = 0
1 pwrite64(4</till/ledger-wal>, \"h\", 32, 0) = 32
1 fsync(4</till/ledger-wal>) = 0
1 pwrite64(4</till/ledger-wal>, \"a\", 24, 32) = 24
1 write(6<anon_inode:[eventfd]>, \"1\", 8) = 8
1 pwrite64(4</till/ledger-wal>, \"b\", 24, 56) = 24
1 fsync(4</till/ledger-wal>) = 0
1 write(1<pipe:[2]>, \"{}\", 2) = 2
1 connect(9<TCP:[1]>, {sa_family=AF_INET, sin_port=htons(7)}, 16) = 0
1 writev(9<TCP:[127.0.0.1:5->127.0.0.1:7]>, [{iov_base=\"POST\"}], 2) = 4
1 pwrite64(4</till/ledger-wal>, \"c\", 24, 80) = 24
1 pwrite64(4</till/ledger-wal>, \"d\", 24, 104) = 24
1 fsync(4</till/ledger-wal>) = 0
1 write(7</till/log>, \"x\", 1) = 1
1 write(1<pipe:[2]>, \"{}\", 2) = 2
1 rename(\"/till/a\", \"/till/b\") = 0
1 fsync(3</till/ledger>) = 0
";

    #[test]
    fn places_are_found_by_what_they_mean() {
        let steps = Steps::read(SEEN, "/till");
        let at = |at: At| steps.find(at, &mut Dice::of(1)).map(|(point, come)| (format!("{point:?}"), come));
        let point = |call: &str, nth: usize, told: usize, sent: usize| {
            Some((format!("Point {{ call: {call:?}, nth: {nth}, by: First }}"), Come { told, sent }))
        };
        assert_eq!(at(At::Before(0)), point("pwrite64", 2, 0, 0));
        assert_eq!(at(At::Within(0)), point("pwrite64", 3, 0, 0));
        assert_eq!(at(At::Unsynced(0)), point("fsync", 2, 0, 0));
        assert_eq!(at(At::Next(0)), point("write", 2, 0, 0));
        assert_eq!(at(At::Connecting), point("connect", 1, 1, 0));
        assert_eq!(at(At::Sending), point("writev", 1, 1, 0));
        assert_eq!(at(At::Before(1)), point("pwrite64", 4, 1, 1));
        assert_eq!(at(At::Unsynced(1)), point("fsync", 3, 1, 1));
        assert_eq!(at(At::Named), point("rename", 1, 2, 1));
        assert_eq!(at(At::Told), point("fsync", 4, 2, 1));
        assert_eq!(at(At::Before(2)), None);
    }
}
