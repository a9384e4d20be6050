//! `strace` counts the writes of one run, and kills another run at one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use comptoir_tests::proof::Portion;
use serde_json::Value;

use crate::run::{Ended, Kill, run, run_telling_into};

/// The calls by which a program changes a folder or says something to anybody. `?`: not every machine has all of them.
pub(crate) const WRITES: &str = "?write,?writev,?pwrite64,?pwritev,?pwritev2,?sendto,?sendmsg,?sendmmsg,?fsync,?fdatasync,?ftruncate,\
                      ?fallocate,?rename,?renameat,?renameat2,?unlink,?unlinkat,?mkdir,?mkdirat,?openat";

/// Where a run is killed: at the entry of this call, which is not carried out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Point {
    call: String,
    /// Among the calls of this name by one thread, from one.
    pub(crate) nth: usize,
    by: Thread,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thread {
    /// The first one, which writes the ledger, talks to the gateway and to whoever runs it.
    First,
    /// Whichever comes to it first: they talk to the keychain and to printers.
    Any,
}

impl Point {
    /// It is one of a thread beside the first: they talk to the keychain and to printers, not to the gateway.
    pub(crate) fn is_beside(&self) -> bool {
        self.by == Thread::Any
    }
}

/// Runs `command` once to its end, and tells where it can be killed.
pub(crate) fn points(command: &Command, typed: &str, folder: &Path, heard: impl FnMut(&Value)) -> (Vec<Point>, Ended) {
    let scratch = tempfile::tempdir().unwrap();
    let seen = scratch.path().join("calls");
    let traced = format!("trace=execve,{WRITES}");
    let ended = run(under(&["-f", "-y", "-o", &seen.to_string_lossy(), "-e", &traced], command), typed, Kill::Never, heard);
    let points = read(&fs::read_to_string(seen).unwrap_or_default(), &folder.to_string_lossy());
    assert!(!points.is_empty(), "strace is not allowed to trace here");
    (points, ended)
}

/// One page of a transaction is killed like the next: every run of the tests takes one in four. With
/// `COMPTOIR_PROVE_COUNT` in the environment all are taken.
pub(crate) fn thin(points: &mut Vec<Point>) {
    if !Portion::is_asked() {
        points.retain(|point| point.call != "pwrite64" || point.nth % 4 == 2);
    }
}

/// Runs `command` until it comes to `point`, where it is killed.
pub(crate) fn killed_at(point: &Point, command: &Command, typed: &str, heard: impl FnMut(&Value)) -> Ended {
    let Point { call, nth, by } = point;
    let (traced, injected) = (format!("trace={call}"), format!("inject={call}:signal=SIGKILL:when={nth}"));
    let mut options = vec!["-o", "/dev/null", "-e", &traced, "-e", &injected];
    if *by == Thread::Any {
        options.push("-f");
    }
    run(under(&options, command), typed, Kill::Never, heard)
}

/// Runs `command` until it tells its line `nth` (from one), and kills it before that.
pub(crate) fn killed_telling(nth: usize, command: &Command, typed: &str, heard: impl FnMut(&Value)) -> Ended {
    let scratch = tempfile::tempdir().unwrap();
    // A run wakes itself by writes too, more or less often; strace tells them apart by the name of a file.
    let told = scratch.path().join("told");
    let injected = format!("inject=write:signal=SIGKILL:when={nth}");
    let options = ["-o", "/dev/null", "-P", &told.to_string_lossy(), "-e", "trace=write", "-e", &injected];
    run_telling_into(under(&options, command), typed, &told, heard)
}

pub(crate) fn under(options: &[&str], command: &Command) -> Command {
    static FOUND: OnceLock<bool> = OnceLock::new();
    let found = FOUND.get_or_init(|| Command::new("strace").arg("-V").output().is_ok_and(|version| version.status.success()));
    assert!(found, "strace is missing: install the package strace");
    let mut traced = Command::new("strace");
    traced.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    traced.arg("-qq").args(options).arg("--").arg(command.get_program()).args(command.get_args());
    traced
}

/// One call as strace wrote it down.
pub(crate) struct Call<'a> {
    thread: &'a str,
    pub(crate) name: &'a str,
    pub(crate) arguments: &'a str,
    /// Among the calls of this name by this thread, from one.
    nth: usize,
}

/// The calls in what strace wrote down: a thread, a call and its arguments a line. The first one is the start of the program.
pub(crate) fn calls(seen: &str) -> Vec<Call<'_>> {
    let lines = seen.lines().filter_map(|line| line.split_once(' '));
    let mut made = BTreeMap::<(&str, &str), usize>::new();
    let mut calls = Vec::new();
    for (thread, line) in lines {
        let Some((name, arguments)) = line.trim_start().split_once('(') else { continue };
        // A line with a blank before the bracket is the end of a call that another thread's was written into.
        if name.contains(' ') {
            continue;
        }
        let nth = made.entry((thread, name)).or_default();
        *nth += 1;
        calls.push(Call { thread, name, arguments, nth: *nth });
    }
    calls
}

impl Call<'_> {
    /// To be killed at this call of the first thread.
    pub(crate) fn point(&self) -> Point {
        Point { call: self.name.to_owned(), nth: self.nth, by: Thread::First }
    }

    pub(crate) fn is_in(&self, folder: &str) -> bool {
        self.arguments.contains(folder) && (self.name != "openat" || self.arguments.contains("O_CREAT"))
    }

    /// Its own wake-up, and the index of the log, which whoever opens the ledger first makes anew.
    pub(crate) fn is_nothing(&self) -> bool {
        ["[eventfd]", "-shm>"].iter().any(|end| self.arguments.contains(end))
    }
}

/// The points in what strace wrote down.
fn read(seen: &str, folder: &str) -> Vec<Point> {
    let calls = calls(seen);
    let first = calls.first().map_or("", |call| call.thread);
    let mut points = BTreeSet::new();
    for call in calls.into_iter().filter(|call| call.name != "execve") {
        let by = if call.thread == first { Thread::First } else { Thread::Any };
        // Because of this, a kill at each write of the first thread is one at each write of the program.
        let Call { name, arguments, nth, .. } = call;
        assert!(by == Thread::First || !call.is_in(folder), "another thread writes in the folder: {name}({arguments}");
        let counts = match by {
            Thread::First => (call.is_in(folder) || name != "openat") && !call.is_nothing(),
            Thread::Any => name.starts_with("send"),
        };
        if counts {
            points.insert(Point { call: name.to_owned(), nth, by });
        }
    }
    points.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_the_calls_of_each_thread_and_of_files_only_those_that_make_one() {
        let seen = "\
7  execve(\"/bin/till\", [\"till\"], 0x1 /* 3 vars */) = 0
7  openat(AT_FDCWD</>, \"/lib/libc.so\", O_RDONLY) = 3
7  openat(AT_FDCWD</>, \"/till/ledger\", O_RDWR|O_CREAT, 0600) = 4
7  pwrite64(4</till/ledger>, \"x\", 1, 0) = 1
8  sendmsg(5<socket:[1]>, {msg_name=NULL} <unfinished ...>
7  write(1<pipe:[2]>, \"{}\", 2) = 2
8  <... sendmsg resumed>) = 9
7  write(6<anon_inode:[eventfd]>, \"1\", 8) = 8
7  pwrite64(9</till/ledger-shm>, \"i\", 1, 4095) = 1
7  pwrite64(4</till/ledger>, \"y\", 1, 1) = 1
";
        let point = |call: &str, nth, by| Point { call: call.to_owned(), nth, by };
        let expected = [
            point("openat", 2, Thread::First),
            point("pwrite64", 1, Thread::First),
            point("pwrite64", 3, Thread::First),
            point("sendmsg", 1, Thread::Any),
            point("write", 1, Thread::First),
        ];
        assert_eq!(read(seen, "/till"), expected);
    }

    #[test]
    #[should_panic(expected = "another thread writes in the folder")]
    fn a_second_thread_that_writes_in_the_folder_is_noticed() {
        read("7  execve(\"/bin/till\") = 0\n8  fsync(4</till/ledger>) = 0\n", "/till");
    }

    #[test]
    fn a_run_is_killed_before_the_call_that_is_its_point() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo 1; echo 2; echo 3"]).env("PATH", std::env::var_os("PATH").unwrap());
        let (points, ended) = points(&shell, "", Path::new("/till"), |_| {});
        assert_eq!((points.len(), ended.was_killed(), ended.told.len()), (3, false, 3));
        for (before, point) in points.iter().enumerate() {
            for ended in [killed_at(point, &shell, "", |_| {}), killed_telling(before + 1, &shell, "", |_| {})] {
                assert!(ended.was_killed());
                assert_eq!(ended.told.len(), before);
            }
        }
    }
}
