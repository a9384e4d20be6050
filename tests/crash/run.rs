//! One run of the program, killed after a time or left to end as it will.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use comptoir_tests::BOUND;
use serde_json::Value;

use crate::line::Silent;

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

/// When a run is killed.
pub(crate) enum Kill {
    /// Not from here: it ends by itself, or something else kills it.
    Never,
    /// Once it has run for so long.
    After(Duration),
    /// Once the line to its gateway has fallen silent.
    When(Silent),
}

/// What comes from a run, and for it.
enum News {
    Line(String),
    /// It has closed its standard output.
    End,
    Silence,
}

/// Runs `command` with `typed` on its standard input, and kills it as `kill` says. Each line is heard as it comes.
pub(crate) fn run(mut command: Command, typed: &str, kill: Kill, mut heard: impl FnMut(&Value)) -> Ended {
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
    let mut instant = None;
    match kill {
        Kill::Never => {}
        Kill::After(delay) => instant = Some(started + delay),
        Kill::When(silent) => {
            let tell = tell.clone();
            thread::spawn(move || silent.is_reached().then(|| tell.send(News::Silence)));
        }
    }
    thread::spawn(move || {
        read_lines(out, |line| drop(tell.send(News::Line(line))));
        // The other sender may still wait for a silence that never comes.
        drop(tell.send(News::End));
    });
    let mut told = Vec::new();
    loop {
        let due = instant.unwrap_or(started + BOUND);
        match lines.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Ok(News::Line(line)) => {
                let line = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error} in {line}"));
                heard(&line);
                told.push(line);
            }
            Err(RecvTimeoutError::Timeout) if instant.take().is_some() => child.kill().unwrap(),
            Err(RecvTimeoutError::Timeout) => give_up(&child, &told),
            Ok(News::Silence) => child.kill().unwrap(),
            Ok(News::End) | Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    Ended { status: child.wait().unwrap(), told }
}

/// The same for a run that nothing kills from here, and that tells its lines into a file. They are heard at its end.
pub(crate) fn run_telling_into(mut command: Command, typed: &str, told: &Path, mut heard: impl FnMut(&Value)) -> Ended {
    // Who holds the other end of standard error lives.
    command.stdin(Stdio::piped()).stdout(File::create(told).unwrap()).stderr(Stdio::piped()).process_group(0);
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    drop(child.stdin.take().unwrap().write_all(typed.as_bytes()));
    let mut errors = child.stderr.take().unwrap();
    let (tell, end) = mpsc::channel();
    thread::spawn(move || {
        let mut said = String::new();
        let _ = errors.read_to_string(&mut said);
        // It belongs to a failure of the test.
        eprint!("{said}");
        tell.send(())
    });
    if end.recv_timeout(BOUND) == Err(RecvTimeoutError::Timeout) {
        give_up(&child, &[]);
    }
    let status = child.wait().unwrap();
    let mut lines = Vec::new();
    read_lines(File::open(told).unwrap(), |line| lines.push(serde_json::from_str(&line).unwrap()));
    lines.iter().for_each(&mut heard);
    Ended { status, told: lines }
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
