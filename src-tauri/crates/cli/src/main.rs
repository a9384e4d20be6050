//! Comptoir in a terminal: the contract of `docs/cli.md`. It parses, calls and prints.

mod args;
mod commands;
mod exit;
mod qr;
mod screen;
mod stop;

use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use comptoir_core::code::Code;
use comptoir_engine::Refusal;

use args::Line;
use exit::Exit;
use screen::Screen;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    let line = match Line::try_parse_from(&words) {
        Ok(line) => line,
        Err(error) => {
            let screen = Screen::guessed(&words);
            return screen.refuse(&misread(&error)).into();
        }
    };
    let screen = Screen::new(&line.options);
    if line.options.version {
        screen.say(concat!("comptoir-cli ", env!("CARGO_PKG_VERSION")));
        return Exit::Done.into();
    }
    let Some(command) = line.command.filter(|_| !line.options.help) else {
        screen.help();
        return if line.options.help { Exit::Done.into() } else { Exit::BadInput.into() };
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

/// What clap did not understand, named for the catalogue's sentence.
fn misread(error: &clap::Error) -> Refusal {
    let named =
        [ContextKind::InvalidArg, ContextKind::InvalidSubcommand, ContextKind::InvalidValue].into_iter().find_map(|kind| {
            match (error.get(kind)?, error.kind()) {
                // The value of an option can be a key or a number that was put in the wrong place: it is not repeated.
                (_, ErrorKind::UnknownArgument) if kind == ContextKind::InvalidValue => None,
                (ContextValue::String(text), _) if kind != ContextKind::InvalidValue => Some(text.clone()),
                (ContextValue::Strings(texts), _) => Some(texts.join(", ")),
                _ => None,
            }
        });
    let shown = named.map(|name| without_value(&name)).unwrap_or_else(|| "…".to_owned());
    Refusal::naming(Code::Usage, "detail", shown)
}

/// `--option=value` is named without its value, and a word that is no option by its shape only when it is short.
fn without_value(name: &str) -> String {
    let name = name.split('=').next().unwrap_or(name);
    if name.starts_with('-') || name.starts_with('<') || name.chars().count() <= 12 { name.to_owned() } else { "…".to_owned() }
}
