//! The shop's logo as a receipt printer has it: black dots on white paper, once for each width of paper.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Dots of a picture in black and white, row by row from the top, eight to a byte, the leftmost first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Picture {
    row_bytes: u16,
    rows: u16,
    dots: Vec<u8>,
}

/// What stands in the ledger: the dots in hexadecimal digits.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    row_bytes: u16,
    rows: u16,
    dots: String,
}

impl Picture {
    /// So many rows of so many bytes; none where `dots` are not as many, or there are none.
    #[must_use]
    pub fn new(row_bytes: u16, rows: u16, dots: Vec<u8>) -> Option<Self> {
        let fits = usize::from(row_bytes) * usize::from(rows) == dots.len() && !dots.is_empty();
        fits.then_some(Self { row_bytes, rows, dots })
    }

    /// Bytes of a row: an eighth of the picture's width in dots.
    #[must_use]
    pub const fn row_bytes(&self) -> u16 {
        self.row_bytes
    }

    /// The picture's height in dots.
    #[must_use]
    pub const fn rows(&self) -> u16 {
        self.rows
    }

    /// All of its dots.
    #[must_use]
    pub fn dots(&self) -> &[u8] {
        &self.dots
    }

    /// The dots in hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        self.dots.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Where black runs of each row begin and how long they are: row, first dot, dots.
    pub fn runs(&self) -> impl Iterator<Item = (u32, u32, u32)> + '_ {
        let rows = self.dots.chunks(usize::from(self.row_bytes));
        (0..).zip(rows).flat_map(|(row, bytes)| runs_of(bytes).into_iter().map(move |(first, length)| (row, first, length)))
    }
}

fn runs_of(bytes: &[u8]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    let dots = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1));
    for (at, _) in (0..).zip(dots).filter(|(_, black)| *black) {
        match runs.last_mut() {
            Some((first, length)) if *first + *length == at => *length += 1,
            _ => runs.push((at, 1)),
        }
    }
    runs
}

impl From<Picture> for Stored {
    fn from(picture: Picture) -> Self {
        Self { row_bytes: picture.row_bytes, rows: picture.rows, dots: picture.hex() }
    }
}

impl TryFrom<Stored> for Picture {
    type Error = &'static str;

    fn try_from(stored: Stored) -> Result<Self, &'static str> {
        let digits: Option<Vec<u8>> = stored.dots.bytes().map(digit).collect();
        let digits = digits.ok_or("hexadecimal digits")?;
        let dots = digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
        if digits.len() % 2 != 0 {
            return Err("whole bytes");
        }
        Self::new(stored.row_bytes, stored.rows, dots).ok_or("rows of one length")
    }
}

/// Capital letters are none, so that there is one form only.
const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

/// The logo for each paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logo {
    /// For paper of 58 mm.
    pub narrow: Picture,
    /// For paper of 80 mm, and for sheets.
    pub wide: Picture,
}

impl Logo {
    /// Its name: the SHA-256 of all that it is, in hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        for Picture { row_bytes, rows, dots } in [&self.narrow, &self.wide] {
            hasher.update(row_bytes.to_be_bytes());
            hasher.update(rows.to_be_bytes());
            hasher.update(dots);
        }
        hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Picture {
        Picture::new(2, 2, vec![0b1110_0001, 0b1000_0000, 0, 0b0000_0001]).unwrap()
    }

    #[test]
    fn a_picture_is_stored_and_read_back_in_one_form() {
        let stored = serde_json::to_string(&picture()).unwrap();
        assert_eq!(stored, r#"{"row_bytes":2,"rows":2,"dots":"e1800001"}"#);
        assert_eq!(serde_json::from_str::<Picture>(&stored).unwrap(), picture());
        for other in ["E1800001", "e180000", "e18000", "e1800001ff", "g1800001", "é1800001"] {
            assert!(serde_json::from_str::<Picture>(&stored.replace("e1800001", other)).is_err(), "{other}");
        }
        assert_eq!(Picture::new(0, 0, Vec::new()), None);
    }

    #[test]
    fn a_run_goes_on_from_byte_to_byte_and_not_from_row_to_row() {
        assert_eq!(picture().runs().collect::<Vec<_>>(), [(0, 0, 3), (0, 7, 2), (1, 15, 1)]);
    }

    #[test]
    fn every_dot_and_the_shape_are_in_the_digest() {
        let logo = Logo { narrow: picture(), wide: picture() };
        let mut other = logo.clone();
        other.wide.dots[3] = 0;
        let flat = Picture::new(4, 1, picture().dots).unwrap();
        let digests = [logo.digest(), other.digest(), Logo { narrow: flat, wide: picture() }.digest()];
        assert!(digests.iter().all(|digest| digest.len() == 64), "{digests:?}");
        assert!(digests[0] != digests[1] && digests[0] != digests[2]);
    }
}
