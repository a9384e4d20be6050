//! The keychain against a real Secret Service, in sessions of the tests' own.

#![cfg(target_os = "linux")]
#![cfg(test)]

mod session;

use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use comptoir_engine::ports::{SecretSlot, Secrets, SecretsError};
use comptoir_keychain::{DEADLINE, Keychain};
use secrecy::ExposeSecret;
use session::{Keyring, in_sessions, start_bus, start_keyring, unlock};

const KEY: &str = "practice-key-in-a-real-keyring";

fn slot(folder_id: &str) -> SecretSlot {
    SecretSlot { folder_id: folder_id.to_owned(), account: "boutique".to_owned(), field: "auth_token".to_owned() }
}

async fn read(keychain: &Keychain, folder_id: &str) -> Option<String> {
    let value = keychain.read(&slot(folder_id)).await.unwrap();
    value.map(|value| value.expose_secret().to_owned())
}

async fn store(keychain: &Keychain, folder_id: &str, key: &str) {
    keychain.store(&slot(folder_id), key.into()).await.unwrap();
}

/// Asks until the keychain answers well, as the cashier would.
async fn until_it_works(keychain: &Keychain) {
    let since = Instant::now();
    while let Err(error) = keychain.probe().await {
        assert!(since.elapsed() < DEADLINE, "still {error:?}");
    }
}

/// Every call fails with `expected`.
async fn every_call_is(keychain: &Keychain, expected: SecretsError) {
    assert_eq!(keychain.probe().await, Err(expected));
    assert_eq!(keychain.read(&slot("one")).await.err(), Some(expected));
    assert_eq!(keychain.store(&slot("one"), KEY.into()).await, Err(expected));
    assert_eq!(keychain.erase(&slot("one")).await, Err(expected));
}

#[test]
fn a_key_is_kept_replaced_and_erased() {
    in_sessions("a_key_is_kept_replaced_and_erased", &[Keyring::Unlocked], async |_| {
        let keychain = Keychain::new();
        keychain.probe().await.unwrap();
        assert_eq!(read(&keychain, "one").await, None);
        store(&keychain, "one", "an older practice-key").await;
        store(&keychain, "one", KEY).await;
        assert_eq!(read(&keychain, "one").await.as_deref(), Some(KEY));

        keychain.erase(&slot("one")).await.unwrap();
        keychain.erase(&slot("one")).await.unwrap();
        assert_eq!(read(&keychain, "one").await, None);
    });
}

#[test]
fn a_key_outlives_the_session_and_stands_in_no_file() {
    let sessions = [Keyring::Unlocked, Keyring::Unlocked];
    in_sessions("a_key_outlives_the_session_and_stands_in_no_file", &sessions, async |number| {
        let keychain = Keychain::new();
        if number == 0 {
            store(&keychain, "one", KEY).await;
        }
        assert_eq!(read(&keychain, "one").await.as_deref(), Some(KEY));

        let home = env::var_os("HOME").unwrap();
        let files = files_under(Path::new(&home));
        assert!(files.iter().any(|(name, _)| name.ends_with("login.keyring")), "the keyring is on disk");
        for (name, content) in files {
            assert!(!content.windows(KEY.len()).any(|part| part == KEY.as_bytes()), "the key is in {name}");
        }
    });
}

fn files_under(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            files.extend(files_under(&entry.path()));
        } else if kind.is_file() {
            files.push((entry.path().display().to_string(), fs::read(entry.path()).unwrap()));
        }
    }
    files
}

#[test]
fn accounts_of_the_same_name_in_two_folders_never_meet() {
    in_sessions("accounts_of_the_same_name_in_two_folders_never_meet", &[Keyring::Unlocked], async |_| {
        let keychain = Keychain::new();
        store(&keychain, "one", "practice-key of one").await;
        store(&keychain, "two", "practice-key of two").await;
        assert_eq!(read(&keychain, "one").await.as_deref(), Some("practice-key of one"));
        keychain.erase(&slot("one")).await.unwrap();
        assert_eq!(read(&keychain, "two").await.as_deref(), Some("practice-key of two"));
    });
}

#[test]
fn an_entry_is_found_by_other_programs_under_its_documented_name() {
    in_sessions("an_entry_is_found_by_other_programs_under_its_documented_name", &[Keyring::Unlocked], async |_| {
        store(&Keychain::new(), "one", KEY).await;
        let attributes = ["lookup", "service", "Comptoir", "username", "one/boutique/auth_token"];
        let seen = Command::new("secret-tool").args(attributes).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&seen.stdout), KEY);
    });
}

#[test]
fn a_key_of_1280_characters_is_kept_whole_and_one_of_1281_leaves_it_in_place() {
    let test = "a_key_of_1280_characters_is_kept_whole_and_one_of_1281_leaves_it_in_place";
    in_sessions(test, &[Keyring::Unlocked], async |_| {
        let keychain = Keychain::new();
        let longest = "k".repeat(1_280);
        store(&keychain, "one", &longest).await;
        let refused = keychain.store(&slot("one"), "l".repeat(1_281).into()).await;
        assert_eq!(refused, Err(SecretsError::TooLong { limit: 1_280 }));
        assert_eq!(read(&keychain, "one").await, Some(longest));
    });
}

#[test]
fn no_bus_is_no_keychain() {
    in_sessions("no_bus_is_no_keychain", &[Keyring::NoBus], async |_| {
        every_call_is(&Keychain::new(), SecretsError::Absent).await;
    });
}

#[test]
fn a_bus_on_which_nothing_keeps_secrets_is_no_keychain() {
    in_sessions("a_bus_on_which_nothing_keeps_secrets_is_no_keychain", &[Keyring::NoProvider], async |_| {
        every_call_is(&Keychain::new(), SecretsError::Absent).await;
    });
}

#[test]
fn a_locked_keychain_without_a_display_says_so_at_once() {
    let sessions = [Keyring::Unlocked, Keyring::NotUnlocked];
    in_sessions("a_locked_keychain_without_a_display_says_so_at_once", &sessions, async |number| {
        let keychain = Keychain::new();
        if number == 0 {
            keychain.probe().await.unwrap();
            store(&keychain, "one", KEY).await;
            return;
        }
        let since = Instant::now();
        every_call_is(&keychain, SecretsError::Locked).await;
        // Were it the deadline that ended them, four calls would take four times as long.
        assert!(since.elapsed() < DEADLINE);
    });
}

#[test]
fn a_keychain_never_probed_before_is_seen_to_be_locked() {
    let sessions = [Keyring::Unlocked, Keyring::NotUnlocked];
    in_sessions("a_keychain_never_probed_before_is_seen_to_be_locked", &sessions, async |number| {
        // In the first session nothing of ours is kept, so the locked keychain of the second has no entry to ask about.
        if number == 1 {
            assert_eq!(Keychain::new().probe().await, Err(SecretsError::Locked));
        }
    });
}

#[test]
fn a_keychain_without_a_keyring_to_keep_keys_in_does_not_pass_for_good() {
    let test = "a_keychain_without_a_keyring_to_keep_keys_in_does_not_pass_for_good";
    in_sessions(test, &[Keyring::NotUnlocked], async |_| {
        assert_eq!(Keychain::new().probe().await, Err(SecretsError::Locked));
    });
}

#[test]
fn a_keychain_unlocked_later_is_used_without_a_restart() {
    let sessions = [Keyring::Unlocked, Keyring::NotUnlocked];
    in_sessions("a_keychain_unlocked_later_is_used_without_a_restart", &sessions, async |number| {
        let keychain = Keychain::new();
        if number == 0 {
            store(&keychain, "one", KEY).await;
            return;
        }
        assert_eq!(keychain.read(&slot("one")).await.err(), Some(SecretsError::Locked));
        unlock();
        keychain.probe().await.unwrap();
        assert_eq!(read(&keychain, "one").await.as_deref(), Some(KEY));
    });
}

#[test]
fn a_keychain_that_starts_late_or_again_is_used_without_a_restart() {
    let test = "a_keychain_that_starts_late_or_again_is_used_without_a_restart";
    in_sessions(test, &[Keyring::NoBus], async |_| {
        let keychain = Keychain::new();
        assert_eq!(keychain.probe().await, Err(SecretsError::Absent));

        let bus = start_bus();
        assert_eq!(keychain.probe().await, Err(SecretsError::Absent));

        let keyring = start_keyring();
        until_it_works(&keychain).await;
        store(&keychain, "one", KEY).await;

        drop(keyring);
        assert_eq!(keychain.read(&slot("one")).await.err(), Some(SecretsError::Absent));
        let keyring = start_keyring();
        until_it_works(&keychain).await;
        assert_eq!(read(&keychain, "one").await.as_deref(), Some(KEY));

        drop(bus);
        assert_eq!(keychain.read(&slot("one")).await.err(), Some(SecretsError::Absent));
        drop(keyring);
        let _bus = start_bus();
        let _keyring = start_keyring();
        until_it_works(&keychain).await;
        assert_eq!(read(&keychain, "one").await.as_deref(), Some(KEY));
    });
}

#[test]
fn many_questions_leave_no_connection_open() {
    in_sessions("many_questions_leave_no_connection_open", &[Keyring::Unlocked], async |_| {
        let keychain = Keychain::new();
        store(&keychain, "one", KEY).await;
        for _ in 0..40 {
            assert!(read(&keychain, "one").await.is_some());
        }
        let open = |folder: &str| fs::read_dir(folder).unwrap().count();
        let since = Instant::now();
        // A connection closes a moment after its answer.
        while open("/proc/self/fd").max(open("/proc/self/task")) >= 40 {
            assert!(since.elapsed() < DEADLINE, "connections stay open");
        }
    });
}
