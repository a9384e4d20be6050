//! Whether the shop's keys stand in what a gateway or anybody else has written.

/// A shorter key would be found in innocent words, and no gateway hands one out.
pub(crate) const SHORTEST_KEY: usize = 8;

/// Whether anything of `hidden` stands in `text`, as it is or written as in an address. Words shorter than a key stand in innocent ones.
pub(crate) fn tells(text: &str, hidden: &[&str]) -> bool {
    let read = unescaped(text);
    let stands = |key: &str| text.contains(key) || read.windows(key.len()).any(|part| part == key.as_bytes());
    hidden.iter().any(|key| key.len() >= SHORTEST_KEY && stands(key))
}

/// The bytes that an address writes: a sign that has a meaning in addresses stands in a key as `%` and two digits.
fn unescaped(address: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (mut read, mut rest) = (Vec::with_capacity(address.len()), address.as_bytes());
    while let Some((&byte, after)) = rest.split_first() {
        let written = match after {
            [high, low, behind @ ..] if byte == b'%' => {
                digit(*high).zip(digit(*low)).map(|(high, low)| (high * 16 + low, behind))
            }
            _ => None,
        };
        let (byte, after) = written.unwrap_or((byte, after));
        read.push(byte);
        rest = after;
    }
    read
}
