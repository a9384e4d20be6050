//! The README's map is true: it names every room, and everything it names is there.

use std::collections::BTreeSet;

use crate::tree::{File, assert_none, file, files, folders, root};

/// The rows of a map in `readme`: the path in the first cell, and the words in the second.
fn rows(readme: &File) -> Vec<(&str, &str)> {
    let rows = readme.text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split('|');
        let path = cells.next()?.trim().strip_suffix('`')?;
        Some((path, cells.next()?))
    });
    rows.collect()
}

/// What stands between backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// What is wrong with the map, where `is_there` tells whether a folder is, and `rooms` must all be named.
fn untrue(readme: &File, rooms: &BTreeSet<String>, is_there: impl Fn(&str) -> bool) -> Vec<String> {
    let rows = rows(readme);
    let named: BTreeSet<_> = rows.iter().map(|(path, _)| (*path).to_owned()).collect();
    let missing = rooms.difference(&named).map(|room| format!("{room} is not on the map"));
    let gone = named.iter().filter(|path| !is_there(path)).map(|path| format!("the map names {path}, which is not there"));
    // The row of the tests names each of its rooms.
    let tests = rows.iter().filter(|(path, _)| *path == "tests").flat_map(|(_, words)| quoted(words));
    let gone_tests = tests.map(|name| format!("tests/{name}")).filter(|path| !is_there(path));
    missing.chain(gone).chain(gone_tests.map(|path| format!("the map names {path}, which is not there"))).collect()
}

/// Paths of files that `text` names and that are neither at the root nor among the crates.
fn lost_files(text: &File, is_there: impl Fn(&str) -> bool) -> Vec<String> {
    let named = quoted(&text.text).chain(text.text.split("](").skip(1).filter_map(|rest| rest.split(')').next()));
    let paths = named.filter(|name| name.contains('/') && !name.contains(|c: char| c.is_whitespace() || "{}:*…<>$".contains(c)));
    let files = paths.filter(|path| [".rs", ".md", ".json", ".sql", ".toml"].iter().any(|ending| path.ends_with(ending)));
    let lost = files.filter(|path| !is_there(path) && !is_there(&format!("src-tauri/crates/{path}")));
    lost.map(|path| format!("{} names {path}, which is not there", text.path)).collect()
}

#[test]
fn the_map_names_every_room_and_nothing_else() {
    let sample =
        File::sample("README.md", "| `a/b` | one |\n| `gone` | two |\n| `tests` | `story` (a), `lost` (b) |\n| x | y |\n");
    let there = |path: &str| ["a/b", "tests", "tests/story"].contains(&path);
    let wrong = untrue(&sample, &["a/b".to_owned(), "a/c".to_owned()].into(), there);
    let found =
        ["a/c is not on the map", "the map names gone, which is not there", "the map names tests/lost, which is not there"];
    assert_eq!(wrong, found, "the check is blind");

    let crates = folders("src-tauri/crates").into_iter().map(|room| format!("src-tauri/crates/{room}"));
    let rooms = crates.chain(["src-tauri/src", "ui", "icons", "tests", "docs", "xtask"].map(str::to_owned)).collect();
    assert_none(untrue(file("README.md"), &rooms, |path| root().join(path).is_dir()));
}

#[test]
fn every_file_that_a_document_names_is_there() {
    let sample = File::sample(
        "A.md",
        "read `core/src/gone.rs`, `engine/src/here.rs` and [this](docs/lost.md) or [that](docs/x.md), not `a b/c.rs`",
    );
    let there = |path: &str| ["src-tauri/crates/engine/src/here.rs", "docs/x.md"].contains(&path);
    let found = ["A.md names core/src/gone.rs, which is not there", "A.md names docs/lost.md, which is not there"];
    assert_eq!(lost_files(&sample, there), found, "the check is blind");
    let documents = files().iter().filter(|file| file.path.ends_with(".md"));
    assert_none(documents.flat_map(|document| lost_files(document, |path| root().join(path).is_file())).collect());
}
