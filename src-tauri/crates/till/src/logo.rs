//! The shop's logo, out of a file.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use comptoir_core::code::Code;
use comptoir_core::logo::Logo;
use comptoir_engine::Refusal;
use comptoir_receipt::{LARGEST_FILE, NoLogo, logo};

/// The logo in this file, of which no more is read than a logo has.
///
/// # Errors
/// `logo_invalid`, `logo_too_large` or `logo_blank`, where there is none in it.
pub fn read_logo(path: &Path) -> Result<Logo, Refusal> {
    let mut bytes = Vec::new();
    let most = u64::try_from(LARGEST_FILE).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(|_| Code::LogoInvalid)?;
    logo_in(&bytes)
}

/// The logo in the bytes of a file.
///
/// # Errors
/// `logo_invalid`, `logo_too_large` or `logo_blank`, where there is none in it.
pub fn logo_in(bytes: &[u8]) -> Result<Logo, Refusal> {
    let code = |none| match none {
        NoLogo::NoPicture => Code::LogoInvalid,
        NoLogo::TooLarge => Code::LogoTooLarge,
        NoLogo::Blank => Code::LogoBlank,
    };
    logo(bytes).map_err(|none| code(none).into())
}
