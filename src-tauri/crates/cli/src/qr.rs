//! A page's address as a QR code of block characters.

use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};

/// The code, two modules a character, with its quiet zone; none when the address is too long for one. In a terminal it is black
/// on white whatever the terminal's colours are.
pub(crate) fn drawn(address: &str, coloured: bool) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::L).ok()?;
    let blocks = code.render::<Dense1x2>().quiet_zone(true).build();
    if !coloured {
        return Some(blocks);
    }
    Some(blocks.lines().map(|line| format!("\u{1b}[30;107m{line}\u{1b}[0m")).collect::<Vec<_>>().join("\n"))
}
