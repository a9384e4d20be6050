//! `cargo xtask prove`: the harnesses at their large sizes, slice after slice, and the published account of them.

mod fuzzer;
mod harness;
mod page;
mod tally;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::sentences::Language;
use crate::system::{System, prepare};
use crate::workspace::{cargo, exit_code, root};

pub(crate) use harness::Size;
use harness::{HARNESSES, Harness, Means};
use tally::{Account, Row, Tally};

/// What is to be proved, and how long it may take.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Wanted {
    pub(crate) size: Option<Size>,
    pub(crate) minutes: Option<u64>,
    /// One harness by its name.
    pub(crate) only: Option<String>,
}

/// Where the tally is kept, under version control.
fn tally_path() -> PathBuf {
    root().join("docs/reliability.tsv")
}

/// Proves slice after slice until the size is done or the time is over; each slice is in the tally and on the page before the next.
pub(crate) fn prove(language: Language, wanted: &Wanted) -> Result<(), String> {
    let size = wanted.size.unwrap_or(Size::Night);
    let chosen: Vec<&Harness> =
        HARNESSES.iter().filter(|harness| wanted.only.as_deref().is_none_or(|it| harness.is_called(it))).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = HARNESSES.iter().map(|harness| harness.name).collect();
        return Err(language.no_such_harness(&names));
    }
    prepare(language, System::here().test_needs());
    let ends = wanted.minutes.map(|minutes| Instant::now() + Duration::from_secs(60 * minutes));
    let version = version();
    // Round and round, so that a time that is over leaves a part of each and not the whole of one.
    loop {
        let tally = Tally::read(&tally_path())?;
        let due: Vec<&Harness> = chosen.iter().copied().filter(|harness| harness.is_due(size, &tally)).collect();
        let time_is_over = || ends.is_some_and(|ends| Instant::now() >= ends);
        if due.is_empty() || time_is_over() {
            break;
        }
        for harness in due {
            if time_is_over() {
                break;
            }
            let Slice { account, is_broken, first_seed } = slice(language, harness, size, &tally)?;
            // A slice that broke a rule stands in the tally too.
            Tally::add(&tally_path(), &Row { size, version: version.clone(), account }, publish)?;
            if is_broken {
                return Err(language.breach(harness.name, first_seed));
            }
        }
    }
    let tally = Tally::read(&tally_path())?;
    publish(&tally)?;
    for harness in chosen {
        let (done, goal) = harness.progress(size, &tally);
        println!("{}", language.share(harness.name, done, goal, harness.counted(size)));
    }
    Ok(())
}

/// Makes the published account of a tally.
fn publish(tally: &Tally) -> Result<(), String> {
    page::make(&root().join("docs/reliability.md"), tally)
}

/// What one run did.
struct Slice {
    account: Account,
    is_broken: bool,
    first_seed: u64,
}

/// One slice of one harness.
fn slice(language: Language, harness: &Harness, size: Size, tally: &Tally) -> Result<Slice, String> {
    let count = harness.next_slice(size, tally);
    let first_seed = tally.next_seed(harness.name).max(harness.first_seed);
    println!("\n{}", language.slice(harness.name, &format!("{count} {}", harness.sliced()), first_seed));
    match harness.means {
        Means::Test { target, name } => {
            let report = std::env::temp_dir().join(format!("comptoir-prove-{}", std::process::id()));
            fs::remove_file(&report).unwrap_or_default();
            let built = ["test", "--profile", "proof", "--locked", "-p", "comptoir-tests", "--test", target];
            // What does not build has broken no rule.
            if exit_code(cargo(built).arg("--no-run"), language)? != Some(0) {
                return Err(language.not_built(target));
            }
            let mut command = cargo(built);
            command.args(["--", "--exact", name]);
            command.env("COMPTOIR_PROVE_COUNT", count.to_string());
            command.env("COMPTOIR_PROVE_FIRST_SEED", first_seed.to_string());
            command.env("COMPTOIR_PROVE_REPORT", &report);
            let code = exit_code(&mut command, language)?;
            let told = fs::read_to_string(&report).unwrap_or_default();
            fs::remove_file(&report).unwrap_or_default();
            let is_broken = code != Some(0);
            match told.lines().last().and_then(Account::read) {
                Some(account) => Ok(Slice { account, is_broken, first_seed }),
                None if is_broken => Err(language.breach(harness.name, first_seed)),
                None => Err(language.no_account(harness.name)),
            }
        }
        Means::Fuzzer { target } => {
            let account = fuzzer::run(language, harness, target, count)?;
            Ok(Slice { account, is_broken: false, first_seed })
        }
    }
}

/// The commit that is proved, marked where the tree differs from it.
fn version() -> String {
    let git = |arguments: &[&str]| {
        let told = Command::new("git").args(arguments).current_dir(root()).output().ok().filter(|told| told.status.success())?;
        Some(String::from_utf8_lossy(&told.stdout).trim().to_owned())
    };
    let Some(commit) = git(&["rev-parse", "--short=10", "HEAD"]) else { return env!("CARGO_PKG_VERSION").to_owned() };
    let changed = git(&["status", "--porcelain", "--", ".", ":!docs"]).is_none_or(|told| !told.is_empty());
    if changed { format!("{commit}+") } else { commit }
}

/// Writes a file whole or not at all.
fn replace(path: &Path, text: &str) -> Result<(), String> {
    let beside = path.with_extension("new");
    fs::write(&beside, text).and_then(|()| fs::rename(&beside, path)).map_err(|error| format!("{}: {error}", path.display()))
}
