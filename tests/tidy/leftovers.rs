//! Nothing is half done, and every file can be read in one sitting.

use crate::source::stands;
use crate::tree::{File, assert_none, files, rust};

const MOST_LINES: usize = 500;

/// Written in two halves, so that this file has none of them.
fn leftovers() -> [String; 9] {
    [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["XX", "X"],
        ["to", "do!"],
        ["unimple", "mented!"],
        ["db", "g!("],
        ["#[ig", "nore"],
        [".on", "ly("],
        ["debug", "ger;"],
    ]
    .map(|halves| halves.concat())
}

fn left<'a>(files: impl IntoIterator<Item = &'a File>) -> Vec<String> {
    let words = leftovers();
    let mut wrong = Vec::new();
    for file in files.into_iter().filter(|file| !file.path.ends_with("Cargo.lock")) {
        for (number, line) in file.text.lines().enumerate() {
            wrong.extend(words.iter().filter(|word| stands(word, line)).map(|word| format!("{}: {word}", file.line(number))));
        }
    }
    wrong
}

fn too_long<'a>(files: impl IntoIterator<Item = &'a File>) -> Vec<String> {
    let lengths = files.into_iter().map(|file| (file, file.text.lines().count()));
    lengths.filter(|(_, lines)| *lines > MOST_LINES).map(|(file, lines)| format!("{}: {lines} lines", file.path)).collect()
}

#[test]
fn nothing_is_left_to_be_done() {
    for word in leftovers() {
        let sample = File::sample("a.rs", &format!("fn a() {{}}\n    {word} b)\n"));
        assert_eq!(left([&sample]), [format!("a.rs:2: {word}")], "the check is blind");
    }
    assert_none(left(files()));
}

#[test]
fn every_file_can_be_read_in_one_sitting() {
    let line = "a\n";
    assert_eq!(too_long([&File::sample("a.rs", &line.repeat(501))]), ["a.rs: 501 lines"], "the check is blind");
    assert_eq!(too_long([&File::sample("a.rs", &line.repeat(500))]), [""; 0]);
    assert_none(too_long(rust()));
}
