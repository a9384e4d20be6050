//! Who may know whom.

use crate::manifest::dependencies;
use crate::tree::{File, assert_none, file, folders};

const PREFIX: &str = "comptoir-";

/// The window, which stands above all crates.
const SHELL: &str = "the shell";

/// Each room, and the rooms of ours that it may know. Tests know all.
const ROOMS: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("words", &["core"]),
    ("gateway", &["core"]),
    ("ledger", &["core"]),
    ("receipt", &["core", "words"]),
    ("export", &["core", "words"]),
    ("printing", &["core"]),
    ("engine", &["core", "gateway", "ledger"]),
    ("keychain", &["engine"]),
    ("practice", &[]),
    ("till", &["core", "engine", "export", "gateway", "keychain", "ledger", "practice", "printing", "receipt", "words"]),
    ("cli", &["core", "engine", "gateway", "keychain", "ledger", "practice", "receipt", "till", "words"]),
    (SHELL, &["core", "engine", "gateway", "ledger", "receipt", "till", "words"]),
];

/// What a room may have for its tests besides.
const FOR_TESTS: &[(&str, &[&str])] = &[("engine", &["practice"]), (SHELL, &["tests"])];

/// Packages of others, by how their names begin, and the rooms that may have them.
const KEPT_TO: &[(&str, &[&str])] = &[
    ("tauri", &[SHELL]),
    ("webkit2gtk", &[SHELL]),
    ("keyring", &["keychain"]),
    ("windows-native-keyring-store", &["keychain"]),
    ("apple-native-keyring-store", &["keychain"]),
    ("zbus", &["keychain"]),
    ("security-framework", &["keychain"]),
    ("reqwest", &["gateway"]),
    ("hyper", &["gateway"]),
    ("rustls", &["gateway"]),
    ("ipp", &["printing"]),
    ("printers", &["printing"]),
    ("rusqlite", &["ledger"]),
    ("libsqlite3-sys", &["ledger"]),
    ("axum", &["practice"]),
    ("tokio", &["practice", "keychain", "till", "cli", SHELL]),
    ("clap", &["cli"]),
    ("getrandom", &["till", "cli"]),
    ("rand", &[]),
    ("openssl", &[]),
    ("native-tls", &[]),
    ("chrono", &[]),
];

fn of<'a>(rooms: &[(&str, &'a [&'a str])], room: &str) -> Option<&'a [&'a str]> {
    rooms.iter().find(|(name, _)| *name == room).map(|(_, known)| *known)
}

/// What the manifest of `room` names and should not.
fn astray(room: &str, manifest: &File) -> Vec<String> {
    let Some(known) = of(ROOMS, room) else {
        return vec![format!("{room} has no place in the house: give it one here, in house and map")];
    };
    let mut wrong = Vec::new();
    for dependency in dependencies(manifest) {
        let (name, for_tests) = (dependency.name.as_str(), dependency.for_tests);
        if let Some(other) = name.strip_prefix(PREFIX) {
            let more = of(FOR_TESTS, room).filter(|_| for_tests).unwrap_or_default();
            if !known.contains(&other) && !more.contains(&other) {
                wrong.push(format!("{room} knows {other}"));
            }
        } else if !for_tests {
            let kept = KEPT_TO.iter().filter(|(start, rooms)| name.starts_with(start) && !rooms.contains(&room));
            wrong.extend(kept.map(|_| format!("{room} has {name}")));
        }
    }
    wrong
}

#[test]
fn no_room_knows_more_than_its_place_allows() {
    let manifest = |text: &str| File::sample("Cargo.toml", &format!("[dependencies]\n{text}\n"));
    let shown = [
        ("core", "comptoir-ledger.workspace = true", "core knows ledger"),
        ("ledger", "comptoir-gateway = { path = \"../gateway\" }", "ledger knows gateway"),
        ("gateway", "comptoir-ledger.workspace = true", "gateway knows ledger"),
        ("practice", "comptoir-core.workspace = true", "practice knows core"),
        ("engine", "comptoir-practice.workspace = true", "engine knows practice"),
        ("cli", "tauri.workspace = true", "cli has tauri"),
        ("cli", "tauri-plugin-opener = \"2\"", "cli has tauri-plugin-opener"),
        ("till", "keyring-core.workspace = true", "till has keyring-core"),
        ("engine", "reqwest.workspace = true", "engine has reqwest"),
        ("engine", "rusqlite = \"0.40\"", "engine has rusqlite"),
        ("engine", "tokio.workspace = true", "engine has tokio"),
        ("core", "rand = \"0.9\"", "core has rand"),
    ];
    for (room, text, wrong) in shown {
        assert_eq!(astray(room, &manifest(text)), [wrong], "the check is blind");
    }
    assert_eq!(astray("attic", &manifest("")).len(), 1, "the check is blind");
    assert_eq!(
        astray("engine", &File::sample("Cargo.toml", "[dev-dependencies]\ncomptoir-practice.workspace = true\n")),
        [""; 0]
    );

    let crates = folders("src-tauri/crates");
    let manifests = crates.iter().map(|room| (room, file(&format!("src-tauri/crates/{room}/Cargo.toml"))));
    let shell = astray(SHELL, file("src-tauri/Cargo.toml"));
    assert_none(manifests.flat_map(|(room, manifest)| astray(room, manifest)).chain(shell).collect());
}

#[test]
fn xtask_starts_on_a_bare_machine() {
    let names = |manifest: &File| dependencies(manifest).into_iter().map(|dependency| dependency.name).collect::<Vec<_>>();
    assert_eq!(names(&File::sample("Cargo.toml", "[dependencies]\nserde = \"1\"\n")), ["serde"], "the check is blind");
    assert_none(names(file("xtask/Cargo.toml")));
}
