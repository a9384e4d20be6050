//! The letters that papers are drawn with: Noto Sans Mono, in two weights, each letter three fifths of its size wide.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

const REGULAR: &[u8] = include_bytes!("../fonts/NotoSansMono-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/NotoSansMono-Bold.ttf");

/// The font's file.
pub(crate) const fn file(strong: bool) -> &'static [u8] {
    if strong { BOLD } else { REGULAR }
}

/// Whether there is such a letter. Both weights have the same ones.
pub(crate) fn has(c: char) -> bool {
    glyph(c, false).is_some()
}

/// The letter's number in the font.
pub(crate) fn glyph(c: char, strong: bool) -> Option<u32> {
    font(strong)?.charmap().map(c).map(GlyphId::to_u32)
}

/// Draws the letter's outline, `size` high, from its foot upwards; nothing where there is no such letter.
pub(crate) fn outline(c: char, strong: bool, size: f32, pen: &mut impl OutlinePen) {
    let drawn = font(strong).and_then(|font| {
        let glyph = font.outline_glyphs().get(font.charmap().map(c)?)?;
        glyph.draw(DrawSettings::unhinted(Size::new(size), LocationRef::default()), pen).ok()
    });
    debug_assert!(drawn.is_some(), "no paper has {c:?}");
}

fn font(strong: bool) -> Option<FontRef<'static>> {
    FontRef::new(file(strong)).ok()
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthChar;

    use super::*;

    #[test]
    fn every_letter_is_in_both_weights_and_as_wide_as_a_column() {
        let mut count = 0;
        for c in ('\0'..=char::MAX).filter(|c| has(*c)) {
            count += 1;
            assert_eq!(c.width(), Some(1), "{c:?}");
            for strong in [false, true] {
                let font = font(strong).unwrap();
                let glyph = GlyphId::new(glyph(c, strong).unwrap());
                let width = font.glyph_metrics(Size::unscaled(), LocationRef::default()).advance_width(glyph);
                assert_eq!(width.map(f32::to_bits), Some(600.0_f32.to_bits()), "{c:?}");
            }
        }
        assert!(count > 800, "{count} letters");
    }

    #[test]
    fn what_is_written_in_the_shops_countries_is_there() {
        for c in "FCFA \u{202f}œŒ—–ɔƆŋŊɛƐɖƉƒƑʋƲɣƔẽõÔÉÀçñ«»’°×€₦№→".chars() {
            assert!(has(c), "{c:?}");
        }
        for c in ['\n', '\u{1b}', '\u{ad}', '米', '👩', '\u{301}', 'م'] {
            assert!(!has(c), "{c:?}");
        }
    }
}
