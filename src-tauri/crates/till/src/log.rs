//! The log: a file a day in the data folder, with keys and phone numbers taken out.

use std::io::{self, Write};
use std::path::Path;

use tracing::level_filters::LevelFilter;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::fmt::MakeWriter;

const KEPT_DAYS: usize = 14;

/// Starts the log in `folder`, unless the program has one already. A log that cannot be written stops no payment.
pub fn start(folder: &Path) {
    if tracing::dispatcher::has_been_set() {
        return;
    }
    let logs = folder.join("logs");
    if std::fs::create_dir_all(&logs).is_err() {
        return;
    }
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("comptoir")
        .filename_suffix("log")
        .max_log_files(KEPT_DAYS)
        .build(logs);
    let Ok(appender) = appender else { return };
    let log = tracing_subscriber::fmt().with_max_level(LevelFilter::INFO).with_ansi(false).with_writer(Redacted(appender));
    // Lost only to a start at the same moment, whose log is as good.
    log.try_init().unwrap_or_default();
}

/// Passes lines on without what must not stand in a file.
struct Redacted<M>(M);

impl<'a, M: MakeWriter<'a>> MakeWriter<'a> for Redacted<M> {
    type Writer = RedactedLine<M::Writer>;

    fn make_writer(&'a self) -> Self::Writer {
        RedactedLine(self.0.make_writer())
    }
}

struct RedactedLine<W>(W);

impl<W: Write> Write for RedactedLine<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.write_all(redacted(&String::from_utf8_lossy(line)).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// No line of ours holds a key or a whole number; this catches one that a library writes. What has the shape of a phone number
/// (eight digits or more in a row) or of a key (a UUID, or sixteen and more letters and digits mixed, that is not a reference
/// of ours) becomes a mark.
fn redacted(line: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find(is_word) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !is_word(c)).unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(if is_sensitive(word) { "[…]" } else { word });
        rest = after;
    }
    out.push_str(rest);
    out
}

fn is_sensitive(word: &str) -> bool {
    let digits_in_a_row = word.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let looks_like_a_key = word.len() >= 16 && digits >= 3 && letters >= 3 && !is_ours(word);
    digits_in_a_row >= 8 || looks_like_a_key
}

/// Payment references and times stand in the log on purpose.
fn is_ours(word: &str) -> bool {
    word.parse::<comptoir_core::reference::MerchantReference>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use comptoir_core::reference::{Epoch, IdentifierSecret, MerchantReference};

    #[test]
    fn keys_and_phone_numbers_do_not_pass() {
        let reference = MerchantReference::derived(&IdentifierSecret::new([1; 32]), Epoch::FIRST, 9);
        let line =
            format!("2026-11-26T14:05:09.123456Z  INFO reference={reference} from=\"sending\" phone=90123456 +22890123456");
        let out = redacted(&line);
        assert!(out.contains(reference.as_str()) && out.contains("2026-11-26T14:05:09.123456Z"), "{out}");
        assert!(!out.contains("90123456"), "{out}");
        // In two pieces, so that no file of ours holds what looks like a key.
        let keys = (["a1b2c3d4-e5f6", "7890-abcd-ef0123456789"].join("-"), ["sk_", "9f8e7d6c5b4a3210ff"].concat());
        let out = redacted(&format!("auth_token={} token={}", keys.0, keys.1));
        assert_eq!(out, "auth_token=[…] token=[…]");
    }

    #[test]
    fn what_is_written_is_taken_as_written() {
        let mut file = Vec::new();
        let line = "phone 90123456 é\n".as_bytes();
        assert_eq!(RedactedLine(&mut file).write(line).unwrap(), line.len());
        assert_eq!(String::from_utf8(file).unwrap(), "phone […] é\n");
    }
}
