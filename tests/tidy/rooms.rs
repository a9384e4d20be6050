//! Below the composition root there is no wall clock, no thread, no chance and no random order, so that a seed replays a run; and `core`
//! does nothing but think.

use crate::source::{code, running, stands};
use crate::tree::{File, assert_none};

/// What the composition root hands things down to.
const BELOW: [&str; 6] = ["core", "gateway", "ledger", "receipt", "words", "engine"];

/// What nothing below may do by itself.
const NOT_BELOW: &[&str] = &[
    "SystemTime",
    "Instant",
    "Timestamp::now",
    "Zoned::now",
    "thread::spawn",
    "thread::sleep",
    "thread::Builder",
    "spawn_blocking",
    "tokio::spawn",
    "task::spawn",
    "rand::",
    "getrandom",
    "Uuid::new_v4",
    "Uuid::now_v7",
    "HashMap",
    "HashSet",
    "env::var",
    "env::args",
    "print!",
    "println!",
    "eprint!",
    "eprintln!",
    "static mut",
    "thread_local!",
];

/// What `core` has no business with besides.
const NOT_IN_CORE: &[&str] = &[
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::env",
    "std::thread",
    "std::sync",
    "async fn",
    "async move",
    "async {",
    ".await",
    "tokio",
    "futures",
    "async_trait",
    "tracing",
];

fn named<'a>(files: impl IntoIterator<Item = &'a File>, words: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files {
        for (number, line) in code(file) {
            for word in words.iter().filter(|word| stands(word, line)) {
                wrong.push(format!("{}: {word}", file.line(number)));
            }
        }
    }
    wrong
}

#[test]
fn nothing_below_the_composition_root_has_a_clock_a_thread_or_chance_of_its_own() {
    for word in NOT_BELOW {
        let sample = File::sample("a.rs", &format!("fn a() {{\n    let b = {word};\n}}\n"));
        assert_eq!(named([&sample], NOT_BELOW).first(), Some(&format!("a.rs:2: {word}")), "the check is blind");
    }
    assert_none(BELOW.iter().flat_map(|room| named(running(room), NOT_BELOW)).collect());
}

#[test]
fn core_does_nothing_but_think() {
    for word in NOT_IN_CORE {
        let sample = File::sample("a.rs", &format!("    b({word});\n"));
        assert_eq!(named([&sample], NOT_IN_CORE).first(), Some(&format!("a.rs:1: {word}")), "the check is blind");
    }
    assert_none(named(running("core"), NOT_IN_CORE));
}
