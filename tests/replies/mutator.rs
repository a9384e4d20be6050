//! Changes that a seed makes to bytes: the wire's, a stranger's and a gateway's own.

use comptoir_tests::dice::Dice;

/// Words of the gateways, values that stand where others should, and pieces of JSON and of forms.
const WORDS: [&str; 52] = [
    "0",
    "00",
    "\"0\"",
    "\"00\"",
    "2",
    "4",
    "6",
    "-1",
    "201",
    "600",
    "627",
    "662",
    "completed",
    "pending",
    "cancelled",
    "notcompleted",
    "nocompleted",
    "expired",
    "ACCEPTED",
    "REFUSED",
    "WAITING_FOR_CUSTOMER",
    "live",
    "test",
    "XOF",
    "XAF",
    "952",
    "12500",
    "\"12500\"",
    "12500.0",
    "1.25e4",
    "1250000",
    "12499",
    "-12500",
    "100",
    "1e308",
    "9223372036854775808",
    "null",
    "true",
    "{}",
    "[]",
    "\"\"",
    "\"status\":0,",
    "\"status\":\"completed\",",
    "\"response_code\":\"00\",",
    "\"code\":\"00\",",
    "\"amount\":12500,",
    "&responsecode=0",
    "&amount=12500",
    "(Code00)",
    "\\u0000",
    "\u{feff}",
    "%00",
];

/// `bytes` after up to four changes. `other` is spliced in where one of them is a splice.
pub(crate) fn changed(dice: &mut Dice, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        change(dice, &mut bytes, other);
    }
    bytes
}

fn change(dice: &mut Dice, bytes: &mut Vec<u8>, other: &[u8]) {
    let at = dice.below(bytes.len());
    match dice.below(9) {
        0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
        1 if at < bytes.len() => bytes[at] = u8::try_from(dice.below(256)).unwrap(),
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..(at + 1 + dice.below(16)).min(bytes.len()))),
        // The first bytes of one and the last of another.
        4 => {
            bytes.truncate(at);
            bytes.extend_from_slice(&other[dice.below(other.len())..]);
        }
        // A part that stands twice: a field, if the dice are kind.
        5 => {
            let end = (at + dice.below(64)).min(bytes.len());
            let part = bytes[at.min(end)..end].to_vec();
            bytes.splice(at..at, part);
        }
        6 => insert(bytes, at, WORDS[dice.below(WORDS.len())]),
        // A word, a number or a text in the place of another.
        7 | 8 => {
            let tokens = tokens(bytes);
            if !tokens.is_empty() {
                let (start, end) = tokens[dice.below(tokens.len())];
                bytes.drain(start..end);
                insert(bytes, start, WORDS[dice.below(WORDS.len())]);
            }
        }
        _ => {}
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, word: &str) {
    bytes.splice(at..at, word.bytes());
}

/// Where the words and numbers of the body stand.
fn tokens(bytes: &[u8]) -> Vec<(usize, usize)> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let mut tokens = Vec::new();
    let mut at = 2;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| is_part(byte)).count();
        if length > 0 {
            tokens.push((at, at + length));
        }
        at += length + 1;
    }
    tokens
}
