//! The frames that TLS puts bytes in: a network sees them, and nothing of what is inside.

use crate::certificates::Version;

/// The kind of a record that holds what was encrypted.
const ENCRYPTED: u8 = 23;

/// Kind, version, length.
const HEADER: usize = 5;

/// Follows what the till sends, and knows where its request begins.
#[derive(Debug, Clone)]
pub(crate) struct Records {
    /// The header of the record that is coming, as far as it has come.
    header: Vec<u8>,
    /// What is still to come of a record.
    left: usize,
    /// Encrypted records that are still the handshake's.
    of_the_handshake: usize,
    request_began: bool,
}

impl Records {
    /// Before the first byte. In TLS 1.3 the till's last word of the handshake is encrypted too.
    pub(crate) fn of(version: Version) -> Self {
        let of_the_handshake = usize::from(version == Version::Tls13);
        Self { header: Vec::new(), left: 0, of_the_handshake, request_began: false }
    }

    /// Whether the request has begun.
    pub(crate) fn request_began(&self) -> bool {
        self.request_began
    }

    /// How many of the next `bytes` are still of the handshake.
    pub(crate) fn handshake_in(&mut self, bytes: &[u8]) -> usize {
        let mut at = 0;
        while at < bytes.len() && !self.request_began {
            if self.left > 0 {
                let taken = self.left.min(bytes.len() - at);
                self.left -= taken;
                at += taken;
                continue;
            }
            if self.header.is_empty() && bytes[at] == ENCRYPTED {
                if self.of_the_handshake == 0 {
                    self.request_began = true;
                    break;
                }
                self.of_the_handshake -= 1;
            }
            self.header.push(bytes[at]);
            at += 1;
            if self.header.len() == HEADER {
                self.left = usize::from(u16::from_be_bytes([self.header[3], self.header[4]]));
                self.header.clear();
            }
        }
        at
    }
}

#[test]
fn a_request_begins_with_the_first_encrypted_record_that_is_not_the_handshakes() {
    let record = |kind: u8, length: usize| [vec![kind, 3, 3, 0, length as u8], vec![7; length]].concat();
    let flight = [record(22, 40), record(20, 1), record(ENCRYPTED, 53), record(ENCRYPTED, 90)].concat();
    for (version, handshake) in [(Version::Tls12, 51), (Version::Tls13, 109)] {
        for size in [1, 2, 3, 5, 50, 52, flight.len()] {
            let mut records = Records::of(version);
            let found: usize = flight.chunks(size).map(|piece| records.handshake_in(piece)).sum();
            assert_eq!((found, records.request_began()), (handshake, true), "{version:?} in pieces of {size}");
        }
    }
}
