//! The visit: a practice payment in the terminal, step by step, through the real program.

use std::ffi::OsString;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::sentences::Language;
use crate::system::{Need, prepare};
use crate::workspace::{build, exit_code, root};

/// What a step of the visit shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scene {
    Push,
    Page,
    Receipt,
    List,
}

/// One command of the visit. Every one of them must end with 0.
#[derive(Debug)]
struct Step {
    scene: Scene,
    arguments: Vec<String>,
}

/// Builds the terminal program, then walks a newcomer through a payment.
pub(crate) fn take(language: Language, without_pause: bool) -> Result<(), String> {
    let folder = data_folder(std::env::consts::OS, |name| std::env::var_os(name)).ok_or_else(|| language.no_data_folder())?;
    let missing = prepare(language, &[Need::CCompiler]);
    if !missing.is_empty() {
        return Err(language.nothing_without(&missing));
    }
    println!("{}", language.building_visit());
    let program = build(language, "comptoir-cli")?;
    // Kept as it is: a folder's name need not be Unicode.
    let common: [OsString; 5] =
        ["--data-dir".into(), folder.clone().into(), "--lang".into(), language.tag().into(), "--training".into()];
    let shown = shown_command(&program, &common);

    println!("\n{}", language.welcome(&shown));
    let pauses = !without_pause && std::io::stdin().is_terminal();
    walk(
        language,
        &steps(&new_payment_id()),
        || {
            if pauses {
                wait_for_enter(language);
            }
        },
        |step| {
            let mut command = Command::new(&program);
            command.args(&common).args(&step.arguments);
            exit_code(&mut command, language)
        },
    )?;
    println!("\n{}", language.what_next(&shown, &folder));
    Ok(())
}

/// The visit, in order. The first payment gets its id from here, so that its receipt can be asked for.
fn steps(payment_id: &str) -> [Step; 4] {
    let step = |scene, line: &str| Step { scene, arguments: line.split(' ').map(str::to_owned).collect() };
    [
        step(Scene::Push, &format!("pay 12500 --method push --phone 90000000 --payment-id {payment_id} --wait 60")),
        step(Scene::Page, "pay 2500 --method page --wait 60"),
        step(Scene::Receipt, &format!("receipt {payment_id}")),
        step(Scene::List, "list --limit 10"),
    ]
}

/// Shows and runs each step, with a pause between two, and stops at the first that does not end as expected.
fn walk(
    language: Language,
    steps: &[Step],
    mut pause: impl FnMut(),
    mut run: impl FnMut(&Step) -> Result<Option<i32>, String>,
) -> Result<(), String> {
    for (place, step) in (1..).zip(steps) {
        if place > 1 {
            pause();
        }
        let line = format!("comptoir-cli {}", step.arguments.join(" "));
        println!("\n{place}/{} {}", steps.len(), language.scene(step.scene));
        println!("$ {line}\n");
        let code = run(step)?;
        if code != Some(0) {
            return Err(language.step_failed(place, &line, code));
        }
    }
    Ok(())
}

fn wait_for_enter(language: Language) {
    print!("\n{}", language.press_enter());
    // A terminal that went away shows nothing and answers nothing: the visit then goes on by itself.
    let _ = std::io::stdout().flush();
    let _ = std::io::stdin().read_line(&mut String::new());
}

/// The folder in which the user's programs keep their data, and ours in it; or the one asked for.
fn data_folder(os: &str, variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(asked) = path("COMPTOIR_DATA_DIR") {
        // Absolute, so that the commands shown at the end work from anywhere.
        return std::path::absolute(asked).ok();
    }
    let parent = match os {
        "windows" => path("LOCALAPPDATA"),
        "macos" => path("HOME").map(|home| home.join("Library").join("Application Support")),
        // A relative XDG_DATA_HOME is to be ignored, says the XDG base directory specification.
        _ => path("XDG_DATA_HOME")
            .filter(|folder| folder.is_absolute())
            .or_else(|| path("HOME").map(|home| home.join(".local").join("share"))),
    };
    parent.map(|parent| parent.join("comptoir"))
}

/// The command as a person can type it again from where they stand.
fn shown_command(program: &Path, common: &[OsString]) -> String {
    let here = std::env::current_dir().unwrap_or_else(|_| root());
    let near = program.strip_prefix(here).unwrap_or(program);
    let mut words = vec![quoted(&near.to_string_lossy())];
    words.extend(common.iter().map(|word| quoted(&word.to_string_lossy())));
    words.join(" ")
}

fn quoted(word: &str) -> String {
    if word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.to_owned() }
}

fn new_payment_id() -> String {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH);
    let ms = since_epoch.map_or(0, |since| since.as_millis());
    uuid_v7(ms, (random_bits(), random_bits()))
}

/// The standard library's hash maps are seeded by the operating system; this borrows that seed.
fn random_bits() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// A version 7 UUID (RFC 9562, section 5.7).
fn uuid_v7(ms: u128, (first, second): (u64, u64)) -> String {
    format!(
        "{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}",
        (ms >> 16) & 0xffff_ffff,
        ms & 0xffff,
        first & 0xfff,
        0x8000 | (second >> 48) & 0x3fff,
        second & 0xffff_ffff_ffff,
    )
}

#[cfg(test)]
mod tests;
