//! `cargo xtask`: the project's own commands. They need Rust and nothing else to start.

mod gallery;
mod prove;
mod run;
mod screen;
mod seed;
mod sentences;
mod system;
mod test;
mod workspace;

use std::process::ExitCode;

use prove::{Size, Wanted};
use sentences::Language;

/// What the words after `cargo xtask` ask for.
#[derive(Debug, PartialEq, Eq)]
struct Request {
    command: Command,
    language: Option<Language>,
    in_terminal: bool,
    without_pause: bool,
    proof: Wanted,
    seed: seed::Wanted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    Gallery,
    Help,
    Prove,
    Run,
    Seed,
    Test,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let spoken = Language::of_environment(|name| std::env::var(name).ok());
    let request = match request(&words) {
        Ok(request) => request,
        Err(word) => {
            eprintln!("{}\n\n{}", spoken.not_understood(&word), spoken.help());
            return ExitCode::from(2);
        }
    };
    let language = request.language.unwrap_or(spoken);
    let ended = match request.command {
        Command::Help => {
            println!("{}", language.help());
            Ok(())
        }
        Command::Gallery => gallery::gallery(language),
        Command::Run => run::run(language, request.in_terminal, request.without_pause),
        Command::Test => test::test(language),
        Command::Prove => prove::prove(language, &request.proof),
        Command::Seed => seed::seed(language, &request.seed),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\n{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the words, or gives back the one that is not understood.
fn request(words: &[String]) -> Result<Request, String> {
    let mut command = None;
    let mut language = None;
    let mut in_terminal = false;
    let mut without_pause = false;
    let mut proof = Wanted::default();
    let mut seed = seed::Wanted::default();
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        let named = match word.as_str() {
            "--terminal" => {
                in_terminal = true;
                continue;
            }
            "--yes" => {
                without_pause = true;
                continue;
            }
            "--lang" => {
                let tag = rest.next().ok_or("--lang")?;
                language = Some(Language::named(tag).ok_or_else(|| format!("--lang {tag}"))?);
                continue;
            }
            "--size" => {
                let name = rest.next().ok_or("--size")?;
                proof.size = Some(Size::named(name).ok_or_else(|| format!("--size {name}"))?);
                continue;
            }
            "--minutes" => {
                let number = rest.next().ok_or("--minutes")?;
                proof.minutes = Some(number.parse().map_err(|_| format!("--minutes {number}"))?);
                continue;
            }
            "--only" => {
                proof.only = Some(rest.next().ok_or("--only")?.clone());
                continue;
            }
            "--payments" => {
                let number = rest.next().ok_or("--payments")?;
                seed.payments = Some(number.parse().map_err(|_| format!("--payments {number}"))?);
                continue;
            }
            "--data" => {
                seed.data = Some(rest.next().ok_or("--data")?.into());
                continue;
            }
            "help" | "--help" | "-h" => Command::Help,
            "gallery" => Command::Gallery,
            "run" => Command::Run,
            "test" => Command::Test,
            "prove" => Command::Prove,
            "seed" => Command::Seed,
            _ => return Err(word.clone()),
        };
        // `cargo xtask run --help` asks for help, and must not start anything.
        if named == Command::Help || command == Some(Command::Help) {
            command = Some(Command::Help);
        } else if command.replace(named).is_some() {
            return Err(word.clone());
        }
    }
    Ok(Request { command: command.unwrap_or(Command::Help), language, in_terminal, without_pause, proof, seed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Result<Request, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        request(&words)
    }

    #[test]
    fn no_word_at_all_asks_for_help() {
        assert_eq!(asked("").unwrap().command, Command::Help);
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        let wanted = Request {
            command: Command::Run,
            language: Some(Language::English),
            in_terminal: true,
            without_pause: true,
            proof: Wanted::default(),
            seed: seed::Wanted::default(),
        };
        assert_eq!(asked("run --yes --terminal --lang en").unwrap(), wanted);
        assert_eq!(asked("--lang en --terminal --yes run").unwrap(), wanted);
    }

    #[test]
    fn run_alone_asks_for_the_window_and_for_pauses() {
        let wanted = Request {
            command: Command::Run,
            language: None,
            in_terminal: false,
            without_pause: false,
            proof: Wanted::default(),
            seed: seed::Wanted::default(),
        };
        assert_eq!(asked("run").unwrap(), wanted);
    }

    #[test]
    fn a_proof_is_told_its_size_its_time_and_its_harness() {
        let proof = Wanted { size: Some(Size::Release), minutes: Some(30), only: Some("SIM".to_owned()) };
        assert_eq!(asked("prove --size release --minutes 30 --only SIM").unwrap().proof, proof);
        for wrong in ["prove --size huge", "prove --minutes soon", "prove --only"] {
            assert!(asked(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_seed_is_told_how_many_payments_and_where() {
        let seed = seed::Wanted { payments: Some(1_000), data: Some("till".into()) };
        assert_eq!(asked("seed --payments 1000 --data till").unwrap().seed, seed);
        for wrong in ["seed --payments", "seed --payments many", "seed --data"] {
            assert!(asked(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn help_beside_a_command_starts_nothing() {
        assert_eq!(asked("test --help").unwrap().command, Command::Help);
        assert_eq!(asked("help test").unwrap().command, Command::Help);
    }

    #[test]
    fn a_word_that_is_not_understood_is_named() {
        assert_eq!(asked("runn"), Err("runn".to_owned()));
        assert_eq!(asked("run test"), Err("test".to_owned()));
        assert_eq!(asked("run --lang de"), Err("--lang de".to_owned()));
        assert_eq!(asked("run --lang"), Err("--lang".to_owned()));
    }
}
