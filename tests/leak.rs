//! Looks for what must not be anywhere: a key or a phone number, in any of the ways in which bytes are written down.

use std::fs;
use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Secrets, to be looked for in many places at once, however they are written.
pub struct Secrets {
    searcher: AhoCorasick,
    /// Of each pattern the secret, and how it writes it.
    patterns: Vec<(String, &'static str)>,
}

impl Secrets {
    /// These secrets.
    #[must_use]
    pub fn of<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let spelt =
            |secret: &'a str| spellings(secret).into_iter().map(move |(name, needle)| ((secret.to_owned(), name), needle));
        let (patterns, needles): (Vec<_>, Vec<_>) = secrets.into_iter().flat_map(spelt).unzip();
        Self { searcher: AhoCorasick::new(needles).expect("a few hundred short patterns"), patterns }
    }

    /// A secret that stands in `bytes`, and how it is written there, if there is one.
    #[must_use]
    pub fn found(&self, bytes: &[u8]) -> Option<(&str, &'static str)> {
        let (secret, spelling) = &self.patterns[self.searcher.find(bytes)?.pattern().as_usize()];
        Some((secret, spelling))
    }
}

/// How `secret` is written in `bytes`, if it stands there at all.
#[must_use]
pub fn found(secret: &str, bytes: &[u8]) -> Option<&'static str> {
    Secrets::of([secret]).found(bytes).map(|(_, spelling)| spelling)
}

/// `secret` stands nowhere in `bytes`, which are called `name`.
#[track_caller]
pub fn assert_free_of(secret: &str, name: &str, bytes: &[u8]) {
    if let Some(spelling) = found(secret, bytes) {
        panic!("{secret:?} stands in {name} as {spelling}");
    }
}

/// Every file under `folder`, with what it holds.
#[must_use]
pub fn files_under(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_under(&path));
        } else if let Ok(content) = fs::read(&path) {
            files.push((path, content));
        }
    }
    files
}

fn spellings(secret: &str) -> Vec<(&'static str, Vec<u8>)> {
    assert!(secret.len() >= 8, "too short to be told from chance");
    let bytes = secret.as_bytes();
    let hex = |format: fn(&u8) -> String| bytes.iter().map(format).collect::<String>().into_bytes();
    let utf16 = |to: fn(u16) -> [u8; 2]| secret.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let mut spellings = vec![
        ("it is", bytes.to_vec()),
        ("capitals", secret.to_ascii_uppercase().into_bytes()),
        ("hexadecimal", hex(|byte| format!("{byte:02x}"))),
        ("hexadecimal capitals", hex(|byte| format!("{byte:02X}"))),
        ("UTF-16", utf16(u16::to_le_bytes)),
        ("UTF-16 with the high byte first", utf16(u16::to_be_bytes)),
        ("a URL writes it", escaped(bytes, |byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte))),
        ("a URL may write it", escaped(bytes, |_| false)),
        ("its bytes in a list", bytes.iter().map(u8::to_string).collect::<Vec<_>>().join(",").into_bytes()),
        ("its bytes in a list with blanks", bytes.iter().map(u8::to_string).collect::<Vec<_>>().join(", ").into_bytes()),
    ];
    for before in 0..3 {
        let standard = base64_inside(bytes, before);
        let for_urls = |letter: &u8| match letter {
            b'+' => b'-',
            b'/' => b'_',
            other => *other,
        };
        let for_urls = standard.iter().map(for_urls).collect();
        spellings.extend([("base64", standard), ("base64 for URLs", for_urls)]);
    }
    spellings
}

fn escaped(bytes: &[u8], is_plain: fn(u8) -> bool) -> Vec<u8> {
    let letter = |byte: &u8| if is_plain(*byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") };
    bytes.iter().map(letter).collect::<String>().into_bytes()
}

/// The part of the base64 of a longer text that `bytes` alone decide, when `before` bytes (modulo three) stand before them.
fn base64_inside(bytes: &[u8], before: usize) -> Vec<u8> {
    let bit = |place: usize| (bytes[place / 8] >> (7 - place % 8)) & 1;
    // The first letter that begins inside `bytes`.
    let first = (6 - (before * 8) % 6) % 6;
    let letters = (bytes.len() * 8 - first) / 6;
    (0..letters)
        .map(|letter| ALPHABET[(0..6).fold(0, |value, place| (value << 1) | usize::from(bit(first + letter * 6 + place)))])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "planted/key+é";

    #[test]
    fn a_secret_is_found_however_it_is_written() {
        // Each as another program writes it, with something before and after.
        let cases: [(&[u8], &str); 8] = [
            ("… planted/key+é …".as_bytes(), "it is"),
            (b"x cGxhbnRlZC9rZXkrw6k= x", "base64"),
            // The base64 of "xplanted/key+é" and of "xxplanted/key+éx".
            (b"eHBsYW50ZWQva2V5K8Op", "base64"),
            (b"eHhwbGFudGVkL2tleSvDqXg=", "base64"),
            (b"706c616e7465642f6b65792bc3a9", "hexadecimal"),
            (b"706C616E7465642F6B65792BC3A9", "hexadecimal capitals"),
            (b"?token=planted%2Fkey%2B%C3%A9&amount=5", "a URL writes it"),
            (b"p\0l\0a\0n\0t\0e\0d\0/\0k\0e\0y\0+\0\xe9\0", "UTF-16"),
        ];
        for (bytes, spelling) in cases {
            assert_eq!(found(SECRET, bytes), Some(spelling), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn what_only_resembles_it_is_not_found() {
        for text in ["", "planted/key", "planted/key+e", "cGxhbnRlZC9rZXk="] {
            assert_eq!(found(SECRET, text.as_bytes()), None, "{text}");
        }
    }
}
