//! The program under test.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

/// `comptoir-cli` as it stands in the sources, built at the first call of the process in the profile of the tests.
#[must_use]
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(build)
}

/// The profile that this program was built in, by the folder that it lies in.
fn profile() -> String {
    let program = env::current_exe().expect("a test knows where it is");
    let folder = program.parent().and_then(Path::parent).and_then(Path::file_name).expect("a folder of the profile");
    match folder.to_string_lossy().as_ref() {
        "debug" => "dev".to_owned(),
        name => name.to_owned(),
    }
}

fn build() -> PathBuf {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // The messages tell where the program was put, whatever the target folder and the profile.
    cargo.args(["build", "--locked", "-p", "comptoir-cli", "--message-format=json-render-diagnostics", "--profile", &profile()]);
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    // `cargo test` describes this package in its environment. Handed on, these variables would make the build script of `ring`,
    // which watches them, run again at every change of command.
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            cargo.env_remove(name);
        }
    }
    let built = cargo.output().expect("cargo starts");
    assert!(built.status.success(), "comptoir-cli cannot be built:\n{}", String::from_utf8_lossy(&built.stderr));
    let messages = String::from_utf8_lossy(&built.stdout);
    let mut programs = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let path = message.get("executable")?.as_str()?;
        Some(PathBuf::from(path)).filter(|path| path.file_stem().is_some_and(|stem| stem == "comptoir-cli"))
    });
    programs.next_back().expect("cargo says where comptoir-cli is")
}
