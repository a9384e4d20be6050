//! One run of the program, killed after a time or left to end as it will.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use comptoir_tests::BOUND;
use serde_json::Value;

const SIGKILL: i32 = 9;

/// How a run ended, and what it had said by then.
pub(crate) struct Ended {
    status: ExitStatus,
    /// The whole lines of standard output. What a kill cut short was said to nobody.
    pub(crate) told: Vec<Value>,
}

impl Ended {
    pub(crate) fn was_killed(&self) -> bool {
        self.status.signal() == Some(SIGKILL)
    }

    /// It ended by itself and without an error, whatever the state of its payments.
    #[track_caller]
    pub(crate) fn came_to_its_end(&self) {
        assert!(matches!(self.status.code(), Some(0 | 3 | 4)), "{} after {:?}", self.status, self.told);
    }
}

/// Runs `command` with `typed` on its standard input, and kills it once it has run for so long. Each line is heard as it comes.
pub(crate) fn run(mut command: Command, typed: &str, kill_after: Option<Duration>, mut heard: impl FnMut(&Value)) -> Ended {
    // What it says on standard error belongs to a failure of the test.
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    // strace and the program that it runs, which are ended together if they have to be.
    command.process_group(0);
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let started = Instant::now();
    // A program that was killed before it read has closed its end.
    drop(child.stdin.take().unwrap().write_all(typed.as_bytes()));
    let out = child.stdout.take().unwrap();
    let (tell, lines) = mpsc::channel();
    thread::spawn(move || read_lines(out, |line| drop(tell.send(line))));
    let mut instant = kill_after.map(|delay| started + delay);
    let mut told = Vec::new();
    loop {
        let due = instant.unwrap_or(started + BOUND);
        match lines.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Ok(line) => {
                let line = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error} in {line}"));
                heard(&line);
                told.push(line);
            }
            Err(RecvTimeoutError::Timeout) if instant.take().is_some() => child.kill().unwrap(),
            Err(RecvTimeoutError::Timeout) => give_up(&child, &told),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    Ended { status: child.wait().unwrap(), told }
}

fn give_up(child: &Child, told: &[Value]) -> ! {
    let group = format!("-{}", child.id());
    drop(Command::new("sh").args(["-c", "kill -KILL \"$1\"", "sh", &group]).status());
    panic!("no end in time after {told:?}");
}

fn read_lines(from: impl Read, mut tell: impl FnMut(String)) {
    let mut reader = BufReader::new(from);
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|length| length > 0) && line.ends_with('\n') {
        tell(line.trim_end().to_owned());
        line.clear();
    }
}
