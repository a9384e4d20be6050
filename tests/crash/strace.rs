//! `strace` counts the writes of one run, and kills another run at one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use crate::run::{Ended, run};

/// The calls by which a program changes a folder or says something to anybody. `?`: not every machine has all of them.
const WRITES: &str = "?write,?writev,?pwrite64,?pwritev,?pwritev2,?sendto,?sendmsg,?sendmmsg,?fsync,?fdatasync,?ftruncate,\
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
    /// The first one, which writes the ledger, talks to the gateway and prints.
    First,
    /// Whichever comes to it first: they talk to the keychain.
    Any,
}

impl Point {
    /// It is one of a thread that talks to the keychain, not to the gateway.
    pub(crate) fn is_at_the_keychain(&self) -> bool {
        self.by == Thread::Any
    }
}

/// Runs `command` once to its end, and tells where it can be killed.
pub(crate) fn points(command: &Command, typed: &str, folder: &Path, heard: impl FnMut(&Value)) -> (Vec<Point>, Ended) {
    let scratch = tempfile::tempdir().unwrap();
    let seen = scratch.path().join("calls");
    let traced = format!("trace=execve,{WRITES}");
    let ended = run(under(&["-f", "-y", "-o", &seen.to_string_lossy(), "-e", &traced], command), typed, None, heard);
    let points = read(&fs::read_to_string(seen).unwrap_or_default(), &folder.to_string_lossy());
    assert!(!points.is_empty(), "strace is not allowed to trace here");
    (points, ended)
}

/// Runs `command` until it comes to `point`, where it is killed.
pub(crate) fn killed_at(point: &Point, command: &Command, typed: &str, heard: impl FnMut(&Value)) -> Ended {
    let Point { call, nth, by } = point;
    let (traced, injected) = (format!("trace={call}"), format!("inject={call}:signal=SIGKILL:when={nth}"));
    let mut options = vec!["-o", "/dev/null", "-e", &traced, "-e", &injected];
    if *by == Thread::Any {
        options.push("-f");
    }
    run(under(&options, command), typed, None, heard)
}

fn under(options: &[&str], command: &Command) -> Command {
    static FOUND: OnceLock<bool> = OnceLock::new();
    let found = FOUND.get_or_init(|| Command::new("strace").arg("-V").output().is_ok_and(|version| version.status.success()));
    assert!(found, "strace is missing: install the package strace");
    let mut traced = Command::new("strace");
    traced.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    traced.arg("-qq").args(options).arg("--").arg(command.get_program()).args(command.get_args());
    traced
}

/// The points in what strace wrote down: a thread, a call and its arguments a line.
fn read(seen: &str, folder: &str) -> Vec<Point> {
    let lines = seen.lines().filter_map(|line| line.split_once(' '));
    let calls: Vec<_> = lines.filter_map(|(thread, call)| Some((thread, call.trim_start().split_once('(')?))).collect();
    let first = calls.first().map_or("", |(thread, _)| *thread);
    let mut made = BTreeMap::<(&str, &str), usize>::new();
    let mut points = BTreeSet::new();
    // A line with a blank before the bracket is the end of a call that another thread's was written into.
    for (thread, (call, arguments)) in calls.into_iter().filter(|(_, (call, _))| !call.contains(' ') && *call != "execve") {
        let nth = made.entry((thread, call)).or_default();
        *nth += 1;
        let in_folder = arguments.contains(folder) && (call != "openat" || arguments.contains("O_CREAT"));
        let by = if thread == first { Thread::First } else { Thread::Any };
        // Because of this, a kill at each write of the first thread is one at each write of the program.
        assert!(by == Thread::First || !in_folder, "another thread writes in the folder: {call}({arguments}");
        // Its own wake-up, and the index of the log, which whoever opens the ledger first makes anew.
        let is_nothing = ["[eventfd]", "-shm>"].iter().any(|end| arguments.contains(end));
        let counts = match by {
            Thread::First => (in_folder || call != "openat") && !is_nothing,
            Thread::Any => call.starts_with("send"),
        };
        if counts {
            points.insert(Point { call: call.to_owned(), nth: *nth, by });
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
            let ended = killed_at(point, &shell, "", |_| {});
            assert!(ended.was_killed());
            assert_eq!(ended.told.len(), before);
        }
    }
}
