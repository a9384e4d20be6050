//! A server that cannot prove who it is is told nothing, and nothing can be set so that it is: one place says whom the program believes.

use crate::source::{code, running};
use crate::tree::{File, assert_none, file, files};

/// Ways past the check, in the libraries that there are. Written in two halves, so that this file has none of them.
fn ways_past() -> [String; 9] {
    [
        ["danger_accept_", "invalid"],
        ["tls_danger_", "accept"],
        [".danger", "ous()"],
        ["impl ServerCert", "Verifier"],
        ["ServerCertVerified::", "assertion"],
        ["with_custom_certificate", "_verifier"],
        ["NODE_TLS_REJECT", "_UNAUTHORIZED"],
        ["reject", "Unauthorized"],
        ["strict-ssl=", "false"],
    ]
    .map(|halves| halves.concat())
}

/// Where the system's own verifier is put in, which rustls takes in this way only.
const THE_PLACE: &str = "src-tauri/crates/gateway/src/http/trust.rs";

/// Whom tests believe, who have servers of their own.
const OF_TESTS: &str = "Trust::in_authorities";

fn past<'a>(files: impl IntoIterator<Item = &'a File>) -> Vec<String> {
    let ways = ways_past();
    let mut wrong = Vec::new();
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            wrong
                .extend(ways.iter().filter(|way| line.contains(way.as_str())).map(|way| format!("{}: {way}", file.line(number))));
        }
    }
    wrong
}

fn believing_tests<'a>(files: impl IntoIterator<Item = &'a File>) -> Vec<String> {
    let lines = files.into_iter().flat_map(|file| code(file).into_iter().map(move |(number, line)| (file, number, line)));
    lines.filter(|(_, _, line)| line.contains(OF_TESTS)).map(|(file, number, _)| file.line(number)).collect()
}

#[test]
fn there_is_no_way_past_the_check_of_a_server() {
    for way in ways_past() {
        let sample = File::sample("a.rs", &format!("let client = Client::builder(){way}(true);"));
        assert_eq!(past([&sample]), [format!("a.rs:1: {way}")], "the check is blind");
    }
    assert_none(past(files().iter().filter(|file| file.path != THE_PLACE && !file.path.ends_with("Cargo.lock"))));
    let [_, _, door, _, _, verifier, ..] = ways_past();
    let trust = file(THE_PLACE).text.as_str();
    assert_eq!(trust.matches(&door).count(), 1);
    assert!(trust.contains(&format!("Ok(verifier) => builder{door}.{verifier}(Arc::new(verifier))")), "{trust}");
    assert!(trust.contains("match Verifier::new(provider)") && trust.contains("use rustls_platform_verifier::Verifier;"));
}

#[test]
fn the_program_believes_whom_the_system_believes() {
    let sample = File::sample("a.rs", "let trust = Trust::in_authorities(roots, clock)?;");
    assert_eq!(believing_tests([&sample]), ["a.rs:1"], "the check is blind");
    let rooms = ["core", "gateway", "ledger", "receipt", "words", "engine", "keychain", "practice", "till", "cli"];
    assert_none(rooms.iter().flat_map(|room| believing_tests(running(room))).collect());
    assert_none(believing_tests(files().iter().filter(|file| file.path.starts_with("src-tauri/src/"))));
}
