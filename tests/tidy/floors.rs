//! Versions below which a known fault lies.

use crate::tree::{File, assert_none, file};

/// Packages, and the oldest version of each that will do.
const FLOORS: [(&str, [u64; 3]); 2] = [
    // CVE-2026-42184, which is in no database that cargo-audit reads: a remote page is taken for a local one.
    ("tauri", [2, 11, 1]),
    // Migrations are numbered by `user_version`, and an older program refuses a newer file.
    ("rusqlite_migration", [2, 0, 0]),
];

/// Up to 3.51.2 two connections could corrupt a write-ahead log that was being reset.
const OLDEST_SQLITE: i32 = 3_051_003;

/// The packages of a lock file that are too old.
fn too_old(lock: &File) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut name = "";
    for line in lock.text.lines() {
        let value = |key: &str| line.strip_prefix(key).map(|value| value.trim_matches('"'));
        if let Some(named) = value("name = ") {
            name = named;
        } else if let Some(version) = value("version = ") {
            let parts = version.split(['.', '-', '+']).map(|part| part.parse::<u64>().unwrap_or(0)).take(3);
            let found: Vec<_> = parts.collect();
            let floor = FLOORS.iter().find(|(package, _)| *package == name);
            wrong.extend(floor.filter(|(_, oldest)| found.as_slice() < oldest.as_slice()).map(|_| format!("{name} {version}")));
        }
    }
    wrong
}

#[test]
fn no_package_is_older_than_its_floor() {
    let lock = |name: &str, version: &str| {
        File::sample("Cargo.lock", &format!("[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n"))
    };
    for version in ["2.11.0", "2.9.12", "1.99.99"] {
        assert_eq!(too_old(&lock("tauri", version)), [format!("tauri {version}")], "the check is blind");
    }
    for version in ["2.11.1", "2.12.0", "3.0.0"] {
        assert_eq!(too_old(&lock("tauri", version)), [""; 0], "{version}");
    }
    let lock = file("Cargo.lock");
    assert!(lock.text.contains("name = \"rusqlite_migration\""), "the lock file was not read");
    assert_none(too_old(lock));
}

#[test]
fn the_sqlite_in_the_program_is_not_one_that_can_corrupt_its_log() {
    assert!(rusqlite::version_number() >= OLDEST_SQLITE, "SQLite {}", rusqlite::version());
    let manifest = file("Cargo.toml").text.lines().find(|line| line.starts_with("rusqlite =")).unwrap();
    assert!(manifest.contains("\"bundled\""), "another machine's SQLite is another version: {manifest}");
}
