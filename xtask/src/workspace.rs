//! Where the workspace is, and how the commands start other programs in it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sentences::Language;

/// The folder of the root `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

/// The cargo that started this program, in the root folder.
pub(crate) fn cargo<I>(arguments: I) -> Command
where
    I: IntoIterator,
    I::Item: AsRef<OsStr>,
{
    let program = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    // `cargo run` describes this package in its environment. Handed on, these variables would make
    // the build script of `ring`, which watches them, run again at every change of command.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(describes_a_package) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a program to its end, its output streamed; `None` when a signal ended it.
pub(crate) fn exit_code(command: &mut Command, language: Language) -> Result<Option<i32>, String> {
    match command.status() {
        Ok(status) => Ok(status.code()),
        Err(error) => {
            let program = command.get_program().to_string_lossy();
            Err(language.cannot_start(&program, &error))
        }
    }
}

/// Builds a program of the workspace and tells where it is.
pub(crate) fn build(language: Language, program: &str) -> Result<PathBuf, String> {
    let built = exit_code(&mut cargo(["build", "--locked", "-p", program]), language)?;
    if built != Some(0) {
        return Err(language.not_built(program));
    }
    beside_this_program(program).map_err(|path| language.not_found(program, &path))
}

/// A program built beside this one, or the path where it should have been.
fn beside_this_program(name: &str) -> Result<PathBuf, PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let own = std::env::current_exe().unwrap_or_default();
    let path = own.with_file_name(file);
    if path.is_file() { Ok(path) } else { Err(path) }
}

/// Whether a variable is one of those that `cargo run` sets about the package it runs.
fn describes_a_package(variable: &str) -> bool {
    variable.starts_with("CARGO_PKG_") || variable.starts_with("CARGO_MANIFEST_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_lock_file() {
        assert!(root().join("Cargo.lock").is_file());
    }

    #[test]
    fn a_program_is_looked_for_beside_this_one() {
        let own = std::env::current_exe().unwrap();
        let name = own.file_stem().unwrap().to_str().unwrap();
        assert_eq!(beside_this_program(name), Ok(own.clone()));
        let elsewhere = beside_this_program("comptoir-no-such-program").unwrap_err();
        assert_eq!(elsewhere.parent(), own.parent());
    }

    #[test]
    fn what_cargo_says_of_this_package_is_not_handed_on() {
        assert!(std::env::var_os("CARGO_MANIFEST_DIR").is_some());
        let command = cargo(["--version"]);
        let removed = command.get_envs().any(|(name, value)| name == "CARGO_MANIFEST_DIR" && value.is_none());
        assert!(removed);
    }

    #[test]
    fn the_users_own_cargo_settings_are_handed_on() {
        assert!(!describes_a_package("CARGO_TARGET_DIR"));
        assert!(!describes_a_package("CARGO_HOME"));
    }
}
