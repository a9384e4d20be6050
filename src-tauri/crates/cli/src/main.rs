//! Comptoir in a terminal: the contract of `docs/cli.md`. It parses, calls and prints.

mod args;
mod commands;
mod exit;
mod input;
mod qr;
mod screen;
mod stop;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use comptoir_core::code::Code;
use comptoir_engine::Refusal;
use comptoir_words::{Label, Words};

use args::Line;
use exit::Exit;
use screen::Screen;

fn main() -> ExitCode {
    let line: Vec<_> = std::env::args_os().collect();
    let guessed = Screen::guessed(&line);
    if asks_for_help(&line) {
        guessed.help();
        return Exit::Done.into();
    }
    let line = match Line::try_parse_from(&line) {
        Ok(line) => line,
        Err(error) => return guessed.refuse(&misread(&error, guessed.words)).into(),
    };
    let screen = Screen::new(&line.options);
    if line.options.version {
        screen.say(concat!("comptoir-cli ", env!("CARGO_PKG_VERSION")));
        return Exit::Done.into();
    }
    let Some(command) = line.command else {
        return screen.refuse(&Refusal::from(Code::Usage).with("detail", "…")).into();
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(_) => return screen.refuse(&Code::Unexpected.into()).into(),
    };
    let exit = runtime.block_on(commands::run(command, &line.options, &screen));
    // A keychain that hangs behind its password window must not keep the program from ending.
    runtime.shutdown_background();
    exit.unwrap_or_else(|refusal| screen.refuse(&refusal)).into()
}

/// What clap did not understand, in our own words only: what was typed can be a key or a number in the wrong place.
fn misread(error: &clap::Error, words: Words) -> Refusal {
    let texts = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(_) | None => Vec::new(),
    };
    let named = texts(ContextKind::InvalidArg).join(", ");
    let possible = [texts(ContextKind::ValidValue), texts(ContextKind::ValidSubcommand)].concat().join(" | ");
    let detail = if error.kind() != ErrorKind::UnknownArgument {
        [named, possible].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" : ")
    } else if named.starts_with('-') {
        named.split('=').next().unwrap_or_default().to_owned()
    } else {
        words.label(Label::OneWordTooMany).to_owned()
    };
    Refusal::from(Code::Usage).with("detail", if detail.is_empty() { "…".to_owned() } else { detail })
}

/// Whether help is asked for, whatever else is missing.
fn asks_for_help(line: &[OsString]) -> bool {
    line.iter().take_while(|word| *word != "--").any(|word| *word == "--help" || *word == "-h")
}
