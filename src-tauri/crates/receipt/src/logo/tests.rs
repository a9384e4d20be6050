use png::{BitDepth, ColorType, Encoder};
use proptest::prelude::*;

use super::*;

fn file(width: u32, height: u32, color: ColorType, samples: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(color);
    encoder.set_depth(BitDepth::Eight);
    encoder.write_header().unwrap().write_image_data(samples).unwrap();
    file
}

/// A square of `tone` in the middle of white paper.
fn square(side: u32, tone: u8) -> Vec<u8> {
    let inside = |at: u32| at >= side / 4 && at < side * 3 / 4;
    let tones = (0..side).flat_map(|y| (0..side).map(move |x| if inside(x) && inside(y) { tone } else { 255 }));
    file(side, side, ColorType::Grayscale, &tones.collect::<Vec<_>>())
}

fn black(picture: &Picture) -> u32 {
    picture.dots().iter().map(|byte| byte.count_ones()).sum()
}

#[test]
fn a_logo_in_light_grey_alone_is_printed_black() {
    for tone in [0, 128, 211, 240] {
        let logo = logo(&square(80, tone)).unwrap();
        assert_eq!((logo.wide.row_bytes(), logo.wide.rows()), (5, 40), "the white around it is cut off");
        assert_eq!(black(&logo.wide), 40 * 40, "{tone}");
    }
    assert_eq!(logo(&square(80, 250)), Err(NoLogo::Blank));
}

#[test]
fn a_light_tone_beside_black_is_many_dots_and_white_stays_white() {
    // Black, light grey, white, black, each 20 dots wide.
    let tones: Vec<u8> = (0..80 * 40).map(|at| [0, 230, 255, 0][at % 80 / 20]).collect();
    let picture = logo(&file(80, 40, ColorType::Grayscale, &tones)).unwrap().wide;
    let count = |from: u32, to: u32| {
        let inside = picture.runs().map(|(_, first, length)| (first.max(from), (first + length).min(to)));
        inside.map(|(first, end)| end.saturating_sub(first)).sum::<u32>()
    };
    assert_eq!((count(0, 20), count(40, 60), count(60, 80)), (800, 0, 800));
    assert!((200..500).contains(&count(20, 40)), "{}", count(20, 40));
}

#[test]
fn it_fits_on_each_paper_and_is_never_larger_than_it_was() {
    for (side, narrow, wide) in [(40, 20, 20), (2_000, 160, 208)] {
        let logo = logo(&square(side, 0)).unwrap();
        assert_eq!((u32::from(logo.narrow.rows()), u32::from(logo.wide.rows())), (narrow, wide));
    }
    let wide = logo(&file(1_500, 20, ColorType::Grayscale, &[0; 30_000])).unwrap();
    assert_eq!((wide.narrow.row_bytes(), wide.wide.row_bytes(), wide.wide.rows()), (48, 64, 6));
}

#[test]
fn a_thin_line_in_a_light_tone_is_whole() {
    // Two dots wide in a light grey, between black bars that are further away.
    let tones: Vec<u8> = (0..80 * 40)
        .map(|at| match at % 80 {
            0..20 | 60.. => 0,
            39 | 40 => 225,
            _ => 255,
        })
        .collect();
    let picture = logo(&file(80, 40, ColorType::Grayscale, &tones)).unwrap().wide;
    let line: Vec<_> = picture.runs().filter(|(_, first, _)| *first == 39).collect();
    assert_eq!((line.len(), line[0]), (40, (0, 39, 2)));
    assert_eq!(black(&picture), 40 * 42);
}

/// The same grey square as a JPEG has it: at once, in passes, and in four inks.
const JPEGS: [&[u8]; 3] = [include_bytes!("grey.jpg"), include_bytes!("passes.jpg"), include_bytes!("inks.jpg")];

#[test]
fn a_jpeg_is_read_as_a_png_is_and_its_noise_is_no_print() {
    for (at, file) in JPEGS.into_iter().enumerate() {
        let picture = logo(file).unwrap().wide;
        assert_eq!(u32::from(picture.rows()) / 4, 10, "{at}: {} rows", picture.rows());
        assert!((1_580..1_700).contains(&black(&picture)), "{at}: {} dots", black(&picture));
    }
}

#[test]
fn colours_and_what_is_seen_through_are_as_on_white_paper() {
    let seen = |color, dot: &[u8]| logo(&file(8, 1, color, &dot.repeat(8))).map(|logo| black(&logo.wide));
    assert_eq!(seen(ColorType::Rgb, &[200, 30, 30]), Ok(8));
    assert_eq!(seen(ColorType::Rgb, &[255, 255, 255]), Err(NoLogo::Blank));
    assert_eq!(seen(ColorType::GrayscaleAlpha, &[0, 200]), Ok(8));
    assert_eq!(seen(ColorType::Rgba, &[0, 0, 0, 0]), Err(NoLogo::Blank), "black that nobody sees");
    assert_eq!(seen(ColorType::Rgba, &[255, 255, 255, 255]), Err(NoLogo::Blank), "white ink on nothing");
}

#[test]
fn what_is_seen_through_is_no_ground_of_a_logo() {
    // A black bar on what is black too, and seen through: as most logos come.
    let dots: Vec<u8> = (0..80 * 40).flat_map(|at| [0, 0, 0, if at % 80 / 20 == 1 { 255 } else { 0 }]).collect();
    let picture = logo(&file(80, 40, ColorType::Rgba, &dots)).unwrap().wide;
    assert_eq!((black(&picture), picture.rows()), (20 * 40, 40));
}

#[test]
fn what_is_no_picture_is_refused() {
    let whole = square(80, 0);
    assert_eq!(logo(b""), Err(NoLogo::NoPicture));
    assert_eq!(logo(b"GIF89a"), Err(NoLogo::NoPicture));
    assert_eq!(logo(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Err(NoLogo::NoPicture));
    assert_eq!(logo(&whole[..whole.len() / 2]), Err(NoLogo::NoPicture));
    assert_eq!(logo(&[0xff, 0xd8, 0xff, 0xe0]), Err(NoLogo::NoPicture));
    for file in JPEGS {
        assert_eq!(logo(&file[..file.len() / 3]), Err(NoLogo::NoPicture));
    }
}

#[test]
fn what_promises_more_dots_than_a_logo_has_is_refused_before_they_are_made() {
    assert_eq!(logo(&vec![0; LARGEST_FILE + 1]), Err(NoLogo::TooLarge));
    assert_eq!(logo(&file(2_001, 1, ColorType::Grayscale, &[0; 2_001])), Err(NoLogo::TooLarge));
    assert_eq!(logo(&file(1, 2_001, ColorType::Grayscale, &[0; 2_001])), Err(NoLogo::TooLarge));
    // The head alone, of four thousand million dots.
    let mut bomb = Vec::new();
    let mut encoder = Encoder::new(&mut bomb, 65_000, 65_000);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Sixteen);
    drop(encoder.write_header().unwrap());
    assert_eq!(logo(&bomb), Err(NoLogo::TooLarge));
    for file in JPEGS {
        let mut file = file.to_vec();
        // The frame's head: marker, length, precision, height and width.
        let frame = file.windows(2).position(|pair| pair == [0xff, 0xc0] || pair == [0xff, 0xc2]).unwrap();
        file[frame + 5..frame + 9].copy_from_slice(&[0xfd, 0xe8, 0xfd, 0xe8]);
        assert_eq!(logo(&file), Err(NoLogo::TooLarge));
    }
}

proptest! {
    #[test]
    fn no_file_is_more_than_refused(whole in 0..4_usize, at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut file = JPEGS.get(whole).map_or_else(|| square(24, 0), |jpeg| jpeg.to_vec());
        let at = at.index(file.len());
        file[at] = byte;
        if let Ok(logo) = logo(&file) {
            prop_assert!(logo.wide.rows() <= 208 && logo.wide.row_bytes() <= 64);
        }
    }
}
