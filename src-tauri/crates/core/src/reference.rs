//! The merchant reference: the name under which a gateway knows a payment.
//!
//! `CPT`, an epoch letter, 20 base32 characters of HMAC-SHA-256(identifier secret, counter), a check character: 25 characters
//! of A–Z and 2–7. Nobody outside can guess the next one, and whoever has the ledger's identifier secret derives any of them
//! again, which a scan after restoring an old copy needs.

use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const PREFIX: &str = "CPT";
const LENGTH: usize = 25;

/// The ledger's own 32 random bytes that references are derived from. It opens nothing by itself and is stored in the ledger.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentifierSecret([u8; 32]);

impl IdentifierSecret {
    /// The secret with these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes, for the ledger that stores it.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A keyed fingerprint of `text`, 64 hexadecimal digits: equal texts are recognised without being kept.
    #[must_use]
    pub fn fingerprint(&self, text: &str) -> String {
        self.mac(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The secret that only the gateway is told with the payment of this reference: derived again whenever it is needed.
    #[must_use]
    pub fn notification_secret(&self, reference: &MerchantReference) -> String {
        self.fingerprint(&format!("notification {reference}"))
    }

    /// What the references of an epoch are derived from. A salt that was drawn when the epoch began keeps two restorations of one
    /// copy, on two machines that know nothing of each other, from ever minting the same reference. The first epoch has none.
    #[must_use]
    pub fn of_epoch(&self, salt: &str) -> Self {
        if salt.is_empty() { self.clone() } else { Self(self.mac(format!("epoch {salt}").as_bytes())) }
    }

    fn mac(&self, message: &[u8]) -> [u8; 32] {
        // HMAC takes a key of any length, so there is no error to be had from 32 bytes.
        Hmac::<Sha256>::new_from_slice(&self.0).map_or([0; 32], |mac| mac.chain_update(message).finalize().into_bytes().into())
    }
}

impl fmt::Debug for IdentifierSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentifierSecret(…)")
    }
}

/// Raised whenever an old copy of the ledger is restored, so that no reference is minted twice. `A` in a new ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Epoch(char);

impl Epoch {
    /// The epoch of a new ledger.
    pub const FIRST: Self = Self('A');

    /// The epoch with this letter.
    #[must_use]
    pub const fn from_letter(letter: char) -> Option<Self> {
        if letter.is_ascii_uppercase() { Some(Self(letter)) } else { None }
    }

    /// The salt that these bytes, drawn for an epoch that begins, are written as.
    #[must_use]
    pub fn salt(drawn: &[u8; 16]) -> String {
        drawn.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The epoch after it; none after the last letter.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        u8::try_from(self.0).ok().and_then(|letter| Self::from_letter(char::from(letter + 1)))
    }

    /// Its letter.
    #[must_use]
    pub const fn letter(self) -> char {
        self.0
    }
}

/// A payment's name at its gateway, unique for ever.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MerchantReference(String);

/// The text is no merchant reference: another shape, or its check character is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a payment reference")]
pub struct NotAReference;

impl MerchantReference {
    /// The reference of the `counter`-th payment of this epoch.
    #[must_use]
    pub fn derived(secret: &IdentifierSecret, epoch: Epoch, counter: u64) -> Self {
        let mac = secret.mac(format!("{}{counter}", epoch.letter()).as_bytes());
        let mut text = format!("{PREFIX}{}{}", epoch.letter(), base32(&mac, LENGTH - PREFIX.len() - 2));
        text.push(check_character(&text));
        Self(text)
    }

    /// Its 25 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MerchantReference {
    type Err = NotAReference;

    fn from_str(text: &str) -> Result<Self, NotAReference> {
        let text = text.trim().to_ascii_uppercase();
        if text.len() != LENGTH
            || !text.is_ascii()
            || !text.starts_with(PREFIX)
            || !text.bytes().all(|byte| ALPHABET.contains(&byte))
        {
            return Err(NotAReference);
        }
        let (body, check) = text.split_at(LENGTH - 1);
        if check.starts_with(check_character(body)) { Ok(Self(text)) } else { Err(NotAReference) }
    }
}

impl TryFrom<String> for MerchantReference {
    type Error = NotAReference;

    fn try_from(text: String) -> Result<Self, NotAReference> {
        text.parse()
    }
}

impl From<MerchantReference> for String {
    fn from(reference: MerchantReference) -> Self {
        reference.0
    }
}

impl fmt::Display for MerchantReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The first `length` base32 characters of `bytes` (RFC 4648).
#[must_use]
pub fn base32(bytes: &[u8], length: usize) -> String {
    let mut text = String::with_capacity(length);
    let (mut buffer, mut bits) = (0u32, 0u32);
    for &byte in bytes {
        buffer = (buffer << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            if text.len() == length {
                return text;
            }
            bits -= 5;
            text.push(character(buffer >> bits));
        }
    }
    text
}

fn character(value: u32) -> char {
    ALPHABET.get((value & 31) as usize).map_or('A', |&byte| char::from(byte))
}

/// Luhn's check modulo 32: every single wrong character is found, and nearly every swap of neighbours.
fn check_character(body: &str) -> char {
    let mut sum = 0;
    for (place, byte) in body.bytes().rev().enumerate() {
        let value = ALPHABET.iter().position(|&other| other == byte).unwrap_or(0);
        let weighted = if place % 2 == 0 { value * 2 } else { value };
        sum += weighted / 32 + weighted % 32;
    }
    u32::try_from((32 - sum % 32) % 32).map_or('A', character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn a_reference_has_the_documented_shape_and_is_derived_again() {
        let secret = IdentifierSecret::new([7; 32]);
        let reference = MerchantReference::derived(&secret, Epoch::FIRST, 1);
        assert_eq!(reference.as_str().len(), 25);
        assert!(reference.as_str().starts_with("CPTA"));
        assert_eq!(MerchantReference::derived(&secret, Epoch::FIRST, 1), reference);
        assert_eq!(reference.as_str().to_lowercase().parse(), Ok(reference));
    }

    #[test]
    fn a_text_of_another_shape_is_no_reference_whatever_its_check_character() {
        let checked = |body: &str| format!("{body}{}", check_character(body)).parse::<MerchantReference>();
        let right = checked("CPTA2345672345672345ABCD").unwrap();
        assert_eq!(format!("{right}A").parse::<MerchantReference>(), Err(NotAReference));
        for body in [
            "CTPA2345672345672345ABCD",
            "CPTA2345672345672345ABC",
            "CPTA2345672345672345ABCDE",
            "CPTA0345672345672345ABCD",
            "CPTAé45672345672345ABCD",
        ] {
            assert_eq!(checked(body), Err(NotAReference), "{body}");
        }
    }

    #[test]
    fn counters_epochs_and_secrets_never_share_a_reference() {
        let mut seen = HashSet::new();
        for byte in 0..4 {
            for epoch in ['A', 'B', 'Z'] {
                for counter in 0..200 {
                    let epoch = Epoch::from_letter(epoch).unwrap();
                    assert!(seen.insert(MerchantReference::derived(&IdentifierSecret::new([byte; 32]), epoch, counter)));
                }
            }
        }
    }

    #[test]
    fn an_epoch_follows_another_up_to_the_last_letter_and_has_references_of_its_own() {
        assert_eq!(Epoch::FIRST.next().map(Epoch::letter), Some('B'));
        assert_eq!(Epoch::from_letter('Z').and_then(Epoch::next), None);
        let secret = IdentifierSecret::new([7; 32]);
        assert_eq!(secret.of_epoch(""), secret);
        let of = |salt: &str| MerchantReference::derived(&secret.of_epoch(salt), Epoch::FIRST, 1);
        assert_ne!(of("one"), of("another"));
        assert_eq!(of("one"), of("one"));
    }

    #[test]
    fn the_secret_does_not_print() {
        assert_eq!(format!("{:?}", IdentifierSecret::new([7; 32])), "IdentifierSecret(…)");
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_found(counter: u64, place in 4usize..24, other in 0usize..32) {
            let reference = MerchantReference::derived(&IdentifierSecret::new([1; 32]), Epoch::FIRST, counter);
            let mut bytes = reference.as_str().as_bytes().to_vec();
            prop_assume!(bytes[place] != ALPHABET[other]);
            bytes[place] = ALPHABET[other];
            let altered = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(altered.parse::<MerchantReference>(), Err(NotAReference));
        }
    }
}
