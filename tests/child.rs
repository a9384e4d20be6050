//! A test that runs once more, in a process of its own: on a small disk, or where a file too large is an error and no death.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use crate::proof::say;

/// Where the child finds the folder that its parent made for it.
const FOLDER: &str = "COMPTOIR_DISK_OF_THE_TEST";

/// Ways to a namespace where a disk can be mounted: as anybody, or as an administrator whom nobody asks for a word.
const WAYS: [&[&str]; 2] = [&["unshare", "-Urm"], &["sudo", "-n", "-E", "unshare", "-m"]];

/// Does `work` in a folder on a disk of `mebibytes`, in a child that runs the test of this name alone.
///
/// # Panics
/// When the child fails, or where CI is set and nothing can be mounted.
#[track_caller]
pub fn on_a_small_disk(test: &str, mebibytes: u32, work: impl FnOnce(&Path)) {
    let mount = format!("mount -t tmpfs -o size={mebibytes}m,mode=700 small \"$0\" && exec \"$@\"");
    again(test, way(), &mount, work);
}

/// Does `work` in a child that hears of a file too large by an error.
///
/// # Panics
/// When the child fails.
#[track_caller]
pub fn without_signals(test: &str, work: impl FnOnce(&Path)) {
    again(test, Some(&[]), "trap '' XFSZ && exec \"$@\"", work);
}

#[track_caller]
fn again(test: &str, way: Option<&'static [&'static str]>, script: &str, work: impl FnOnce(&Path)) {
    if let Some(folder) = env::var_os(FOLDER) {
        return work(Path::new(&folder));
    }
    let Some(way) = way else {
        // On the machines that judge, nothing may be left out.
        assert!(env::var_os("CI").is_none(), "no disk can be mounted here");
        return say(format_args!("{test} was not run: no disk can be mounted on this machine"));
    };
    let folder = tempfile::tempdir().unwrap();
    let program = env::current_exe().unwrap();
    let mut words: Vec<OsString> = way.iter().map(OsString::from).collect();
    words.extend(["sh", "-c", script].map(OsString::from));
    words.extend([folder.path().into(), program.into()]);
    words.extend([test, "--exact", "--nocapture", "--test-threads=1"].map(OsString::from));
    let child = Command::new(&words[0]).args(&words[1..]).env(FOLDER, folder.path()).output().unwrap();
    let said = [child.stdout, child.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(child.status.success() && said.contains("1 passed"), "{test} in a child:\n{said}");
    for account in said.lines().filter(|line| line.contains("DISK\t")) {
        say(format_args!("{account}"));
    }
}

/// The way that works on this machine.
fn way() -> Option<&'static [&'static str]> {
    static WAY: OnceLock<Option<&'static [&'static str]>> = OnceLock::new();
    *WAY.get_or_init(|| {
        let works = |way: &&[&str]| {
            let there = env::temp_dir();
            let probe = Command::new(way[0]).args(&way[1..]).args(["mount", "-t", "tmpfs", "small"]).arg(there).output();
            probe.is_ok_and(|probe| probe.status.success())
        };
        WAYS.into_iter().find(works)
    })
}
