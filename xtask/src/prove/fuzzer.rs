//! One target of libFuzzer, for so many seconds.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Stdio;

use crate::sentences::Language;
use crate::workspace::{cargo, exit_code, root};

use super::harness::Harness;
use super::tally::Account;

/// What drives libFuzzer. It is no dependency of the project, and is installed beside what is built.
const TOOL: &str = "cargo-fuzz";
const VERSION: &str = "0.13.1";

/// How the fuzzer says how much it did.
const EXECUTED: &str = "stat::number_of_executed_units:";

/// Runs the target from its corpus. What it finds lies in `tests/fuzz/artifacts`, and the run ends in an error.
pub(super) fn run(language: Language, harness: &Harness, target: &str, seconds: u64) -> Result<Account, String> {
    let tool = tool(language)?;
    // What it learns is kept beside what is built: the corpus under version control grows by hand.
    let learned = root().join("target/fuzz").join(target);
    std::fs::create_dir_all(&learned).map_err(|error| format!("{}: {error}", learned.display()))?;
    let mut command = cargo(["fuzz", "run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", target]);
    command.arg(learned).arg(format!("tests/fuzz/corpus/{target}"));
    command.args([
        "--",
        "-max_len=4096",
        "-malloc_limit_mb=64",
        "-timeout=5",
        "-print_final_stats=1",
        "-dict=tests/fuzz/words.dict",
    ]);
    command.arg(format!("-max_total_time={seconds}"));
    // The fuzzer's marks in the code are not stable yet; a stable compiler makes them if it is told so.
    command.env("RUSTC_BOOTSTRAP", "1").env("PATH", tool).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| language.cannot_start(TOOL, &error))?;
    let mut executed = None;
    for line in child.stderr.take().map(BufReader::new).into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
        if let Some(number) = line.strip_prefix(EXECUTED) {
            executed = number.trim().parse().ok();
        }
        eprintln!("{line}");
    }
    let ended = child.wait().map_err(|error| language.cannot_start(TOOL, &error))?;
    if !ended.success() {
        return Err(language.breach(harness.name, 0));
    }
    Ok(Account {
        harness: harness.name.to_owned(),
        unit: harness.unit.to_owned(),
        first_seed: 0,
        last_seed: 0,
        count: executed.ok_or_else(|| language.no_account(harness.name))?,
        seconds,
        breaches: 0,
        met: String::new(),
    })
}

/// The search path with the tool on it, which is installed if it is not there.
fn tool(language: Language) -> Result<std::ffi::OsString, String> {
    let folder = root().join("target/tools");
    if !folder.join("bin").join(TOOL).is_file() {
        let mut install = cargo(["install", TOOL, "--locked", "--version", VERSION, "--root"]);
        if exit_code(install.arg(&folder), language)? != Some(0) {
            return Err(language.not_built(TOOL));
        }
    }
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(folder.join("bin")).chain(std::env::split_paths(&paths)).collect::<Vec<PathBuf>>();
    std::env::join_paths(all).map_err(|error| error.to_string())
}
