//! A run of the program that has not ended yet.

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::BOUND;
use crate::outcome::Outcome;

/// What a person or a system sends to a program that runs.
#[derive(Debug, Clone, Copy)]
pub enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// The system asks it to end.
    Terminate,
}

/// A program that runs, its output read line by line as it comes. Dropping it kills it.
pub struct Running {
    line: String,
    json: bool,
    child: Child,
    lines: Receiver<String>,
    ended: Receiver<()>,
    stdout: Arc<Mutex<String>>,
    stderr: Arc<Mutex<String>>,
}

impl Running {
    /// Starts a command of the test's own, for people to read.
    #[must_use]
    pub fn of(command: Command) -> Self {
        Self::start(format!("{command:?}"), false, command, None)
    }

    pub(crate) fn start(line: String, json: bool, mut command: Command, input: Option<&str>) -> Self {
        let stdin = if input.is_some() { Stdio::piped() } else { Stdio::null() };
        command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{line}: {error}"));
        if let Some(input) = input {
            // A program that refuses its command line before it reads has closed its end: no fault of this side.
            drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
        }
        let (stdout, stderr) = (Arc::<Mutex<String>>::default(), Arc::<Mutex<String>>::default());
        let (tell_line, lines) = mpsc::channel();
        let (tell_end, ended) = mpsc::channel();
        let end_of_errors = tell_end.clone();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let kept = Arc::clone(&stdout);
        thread::spawn(move || {
            read_lines(out, &kept, |line| drop(tell_line.send(line)));
            // Nobody may be there any more to hear it.
            let _ = tell_end.send(());
        });
        let kept = Arc::clone(&stderr);
        thread::spawn(move || {
            read_lines(err, &kept, drop);
            let _ = end_of_errors.send(());
        });
        Self { line, json, child, lines, ended, stdout, stderr }
    }

    /// The process's number.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The next line of standard output.
    #[track_caller]
    pub fn next_line(&mut self) -> String {
        match self.lines.recv_timeout(BOUND) {
            Ok(line) => line,
            Err(RecvTimeoutError::Timeout) => self.give_up("no line in time"),
            Err(RecvTimeoutError::Disconnected) => self.give_up("no further line"),
        }
    }

    /// The next line of standard output, read as JSON.
    #[track_caller]
    pub fn next_json(&mut self) -> Value {
        let line = self.next_line();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error} in {line}\n{self}"))
    }

    /// Reads on until a payment stands in `state`, and gives that line back.
    #[track_caller]
    pub fn until_state(&mut self, state: &str) -> Value {
        loop {
            let line = self.next_json();
            if line["state"] == state {
                return line;
            }
        }
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        let name = match signal {
            Signal::Interrupt => "-INT",
            Signal::Terminate => "-TERM",
        };
        let sent = Command::new("sh").args(["-c", "kill \"$1\" \"$2\"", "sh", name, &self.pid().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()), "{self} cannot be sent a signal");
    }

    /// Ends it as a power cut would: at once and without a word (SIGKILL).
    pub fn kill(mut self) -> Outcome {
        self.child.kill().unwrap();
        self.finish()
    }

    /// What it came to, once it has ended by itself.
    #[track_caller]
    pub fn finish(self) -> Outcome {
        self.finish_within(BOUND)
    }

    /// The same in a time of the test's own.
    #[track_caller]
    pub fn finish_within(mut self, bound: Duration) -> Outcome {
        let until = Instant::now() + bound;
        // Both outputs closed: the process has ended, or is about to.
        for _ in 0..2 {
            if self.ended.recv_timeout(until.saturating_duration_since(Instant::now())) == Err(RecvTimeoutError::Timeout) {
                self.give_up("no end in time");
            }
        }
        let status = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status,
                None if Instant::now() > until => self.give_up("no end in time"),
                None => thread::yield_now(),
            }
        };
        let outcome = Outcome::of(self.line.clone(), status.code(), text(&self.stdout), text(&self.stderr));
        if self.json && status.code().is_some() { outcome.read_as_json() } else { outcome }
    }

    #[track_caller]
    fn give_up(&mut self, why: &str) -> ! {
        drop(self.child.kill());
        panic!("{why}\n{self}")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended cannot be killed, and need not be.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl fmt::Display for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "$ {}\nstandard output:\n{}\nstandard error:\n{}", self.line, text(&self.stdout), text(&self.stderr))
    }
}

fn text(kept: &Mutex<String>) -> String {
    kept.lock().unwrap().clone()
}

fn read_lines(from: impl Read, kept: &Mutex<String>, mut tell: impl FnMut(String)) {
    let mut reader = BufReader::new(from);
    loop {
        let mut line = Vec::new();
        match reader.read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        let line = String::from_utf8_lossy(&line).into_owned();
        kept.lock().unwrap().push_str(&line);
        tell(line.trim_end_matches('\n').to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Running {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        Running::start(script.to_owned(), false, command, Some("typed\n"))
    }

    #[test]
    fn lines_are_read_as_they_come_and_the_rest_at_the_end() {
        let mut running = shell("echo one; read typed; echo $typed; echo oops >&2; exit 3");
        assert_eq!(running.next_line(), "one");
        assert_eq!(running.next_line(), "typed");
        let outcome = running.finish();
        assert_eq!((outcome.exit, outcome.stdout.as_str(), outcome.stderr.as_str()), (Some(3), "one\ntyped\n", "oops\n"));
    }

    #[test]
    fn a_signal_reaches_the_program_and_a_kill_ends_it() {
        let mut running = shell("trap 'echo asked; exit 4' INT; echo ready; while :; do read nothing; done");
        assert_eq!(running.next_line(), "ready");
        running.signal(Signal::Interrupt);
        assert_eq!(running.next_line(), "asked");
        assert_eq!(running.finish().exit, Some(4));
        let mut running = shell("echo ready; while :; do read nothing; done");
        running.next_line();
        assert_eq!(running.kill().exit, None);
    }

    #[test]
    #[should_panic(expected = "no end in time\n$ echo said")]
    fn a_program_without_an_end_is_killed_and_its_words_are_told() {
        let mut running = shell("echo said; while :; do read nothing; done");
        running.next_line();
        running.finish_within(Duration::from_millis(10));
    }
}
