//! « Le hash renvoyé par PayDunya est le hash de votre MasterKey (clé principale). […] L'algorithme utilisé pour obtenir le hash
//! est du SHA-512. »
//!
//! It is the same on every message, so that whoever has seen one can write it: it proves nothing. One that differs is a message
//! about another account. It is never kept, because it opens the way to notifications that look true.

use sha2::{Digest, Sha512};
use subtle::ConstantTimeEq;

use super::MASTER_KEY;
use crate::account::Keys;
use crate::json::Field;
use crate::notification::Seal;

/// Whether the hashes that a message has are the one of our key. The time that it takes does not tell how much is equal.
pub(super) fn judged<'a>(hashes: impl IntoIterator<Item = &'a Field>, keys: &Keys) -> Seal {
    let Some(ours) = keys.exposed(MASTER_KEY).map(hash) else { return Seal::Absent };
    let mut seal = Seal::Absent;
    for given in hashes {
        let equal = match given {
            Field::Text(given) => bool::from(given.as_bytes().ct_eq(ours.as_bytes())),
            Field::Whole(_) | Field::Strange => false,
        };
        if !equal {
            return Seal::Differs;
        }
        seal = Seal::Equal;
    }
    seal
}

fn hash(key: &str) -> String {
    Sha512::digest(key.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
