//! The code of a Rust file: without its comments, and without what is compiled for tests only. It relies on the formatter, which every
//! file has gone through.

use crate::tree::{File, rust};

/// The lines of `file` that run in the program, each with its number.
pub(crate) fn code(file: &File) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut rest = file.text.lines().enumerate();
    while let Some((number, line)) = rest.next() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            skip_item(&mut rest);
        } else {
            lines.push((number, without_comment(line)));
        }
    }
    lines
}

/// Passes the item that an attribute stands before: to its semicolon, or to the closing brace under its first line.
fn skip_item<'a>(lines: &mut impl Iterator<Item = (usize, &'a str)>) {
    let mut end = None;
    for (_, line) in lines {
        match &end {
            None if line.trim_end().ends_with(';') => return,
            None if line.trim_end().ends_with('{') => {
                let indent = line.len() - line.trim_start().len();
                end = Some(format!("{}}}", " ".repeat(indent)));
            }
            Some(end) if line == end => return,
            None | Some(_) => {}
        }
    }
}

fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") {
        return "";
    }
    // A comment after code has a blank before it; an address in a text has not.
    line.find(" // ").map_or(line, |start| &line[..start])
}

/// Whether `word` stands in `line` on its own: `rand::` does not stand in `brand::`.
pub(crate) fn stands(word: &str, line: &str) -> bool {
    let part_of_a_name = |c: char| c.is_alphanumeric() || c == '_';
    let joined = |here: Option<char>, there: Option<char>| here.is_some_and(part_of_a_name) && there.is_some_and(part_of_a_name);
    line.match_indices(word).any(|(start, found)| {
        let (before, after) = (&line[..start], &line[start + found.len()..]);
        !joined(before.chars().next_back(), found.chars().next()) && !joined(found.chars().next_back(), after.chars().next())
    })
}

/// The folders and files, without `.rs`, of modules that are compiled for tests only.
fn test_modules() -> Vec<String> {
    let declared = rust().flat_map(|file| {
        let lines: Vec<_> = file.text.lines().map(str::trim).collect();
        let modules = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]").filter_map(|pair| {
            let name = pair[1].strip_suffix(';')?.split("mod ").nth(1)?;
            Some(format!("{}/{name}", folder_of_modules(&file.path)))
        });
        modules.collect::<Vec<_>>()
    });
    declared.collect()
}

fn folder_of_modules(path: &str) -> &str {
    let stem = path.trim_end_matches(".rs");
    ["/lib", "/main", "/mod"].iter().find_map(|root| stem.strip_suffix(root)).unwrap_or(stem)
}

/// The files of a crate that run in the program: what is under its `src`, but for modules of tests.
pub(crate) fn running(room: &str) -> Vec<&'static File> {
    let (src, tests) = (format!("src-tauri/crates/{room}/src/"), test_modules());
    let is_test =
        |path: &str| tests.iter().any(|module| path.strip_prefix(module).is_some_and(|rest| rest.starts_with(['.', '/'])));
    let files: Vec<_> = rust().filter(|file| file.path.starts_with(&src) && !is_test(&file.path)).collect();
    assert!(!files.is_empty(), "{room} has no source");
    files
}

#[test]
fn only_what_runs_is_code() {
    let text = "use a; // rand::\n//! rand::\n#[cfg(test)]\nmod tests;\nlet url = \"http://x\";\n#[cfg(test)]\nmod tests {\n    b\n}\nlast\n";
    let sample = File::sample("a.rs", text);
    let lines: Vec<_> = code(&sample).iter().map(|(_, line)| *line).collect();
    assert_eq!(lines, ["use a;", "", "let url = \"http://x\";", "last"]);
    assert!(stands("rand::", "use rand::Rng;") && !stands("rand::", "Network::brand::x") && !stands("HashMap", "MyHashMap"));
    let tests = test_modules();
    assert!(tests.iter().any(|module| module == "src-tauri/crates/core/src/payment/samples"), "{tests:?}");
    assert!(running("core").iter().all(|file| !file.path.ends_with("payment/samples.rs") && !file.path.ends_with("tests.rs")));
}
