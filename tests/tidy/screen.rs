//! The screen: one door to the program behind it, no text that becomes markup, colours by name only.

use crate::tree::{File, assert_none, files};

const MOST_LINES: usize = 250;

/// The only file that knows Tauri.
const DOOR: &str = "ui/src/host/tauri.ts";

/// What no file of the screen says, and why.
const NEVER: [(&str, &str); 6] = [
    ("{@html", "what a gateway or a customer writes would become markup"),
    ("style=\"", "the window's policy refuses it"),
    (" as any", "a type that is not checked"),
    (": any", "a type that is not checked"),
    ("console.", "nobody reads it, and it can hold a number"),
    ("localhost", "the screen speaks to nobody but the program behind it"),
];

fn written() -> impl Iterator<Item = &'static File> {
    let screen = files().iter().filter(|file| file.path.starts_with("ui/src/") && !file.path.starts_with("ui/src/bindings/"));
    screen.filter(|file| file.path.ends_with(".ts") || file.path.ends_with(".svelte"))
}

fn wrong_in(file: &File) -> Vec<String> {
    let mut wrong = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let found = NEVER.iter().filter(|(word, _)| says(line, word));
        wrong.extend(found.map(|(word, why)| format!("{}: {word}: {why}", file.line(number))));
        if line.contains("@tauri-apps") && file.path != DOOR {
            wrong.push(format!("{}: only {DOOR} knows Tauri", file.line(number)));
        }
        if file.path.ends_with(".svelte") && has_colour(line) {
            wrong.push(format!("{}: a colour without a name", file.line(number)));
        }
    }
    let lines = file.text.lines().count();
    if lines > MOST_LINES {
        wrong.push(format!("{}: {lines} lines", file.path));
    }
    wrong
}

/// Whether `word` stands in the line, and not as the beginning of a longer one (`overflow-wrap: anywhere`).
fn says(line: &str, word: &str) -> bool {
    let goes_on = |at: usize| line[at + word.len()..].starts_with(|next: char| next.is_ascii_alphanumeric());
    line.match_indices(word).any(|(at, _)| !word.ends_with(|last: char| last.is_ascii_alphanumeric()) || !goes_on(at))
}

/// Whether a line writes a colour in hexadecimal. A block of Svelte (`{#if`) begins otherwise.
fn has_colour(line: &str) -> bool {
    line.match_indices('#').any(|(at, _)| {
        let digits = line[at + 1..].chars().take_while(char::is_ascii_hexdigit).count();
        let ends = line[at + 1 + digits..].chars().next().is_none_or(|next| !next.is_ascii_alphanumeric());
        matches!(digits, 3 | 4 | 6 | 8) && ends && !line[..at].ends_with(['{', '&'])
    })
}

#[test]
fn the_screen_has_one_door_no_markup_from_text_and_no_colour_without_a_name() {
    let blind = |path: &str, text: &str| assert_eq!(wrong_in(&File::sample(path, text)).len(), 1, "the check is blind: {text}");
    blind("ui/src/a.svelte", "<p>{@html note}</p>");
    blind("ui/src/a.svelte", "<p style=\"color: red\">x</p>");
    blind("ui/src/a.ts", "const x = y as any;");
    blind("ui/src/a.ts", "function f(x: any): void {}");
    blind("ui/src/a.ts", "console.log(x);");
    blind("ui/src/a.ts", "import { invoke } from '@tauri-apps/api/core';");
    blind("ui/src/a.svelte", "  color: #fff;");
    blind("ui/src/a.svelte", "  color: #22408f;");
    blind("ui/src/a.ts", &"a\n".repeat(MOST_LINES + 1));
    for sound in
        ["{#each rows as row}", "{#if fade}", "&#233;", "const name = '#app';", "href=\"#adding\"", "overflow-wrap: anywhere;"]
    {
        assert_eq!(wrong_in(&File::sample("ui/src/a.svelte", sound)), [""; 0], "{sound}");
    }
    assert!(written().count() > 50, "the screen was not found");
    assert_none(written().flat_map(wrong_in).collect());
}
