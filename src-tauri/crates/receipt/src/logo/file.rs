//! What is in the file of a logo, a PNG or a JPEG. Its size is looked at before its dots are: a few bytes may promise gigabytes.

use std::io::Cursor;

use png::{ColorType, Decoder, DecodingError, Limits, Transformations};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{Grey, LARGEST_SIDE, NoLogo};

/// Bytes that a PNG may take while it is read.
const ROOM: usize = 32 << 20;
/// How a JPEG begins.
const JPEG: &[u8] = &[0xff, 0xd8, 0xff];
/// Passes in which a JPEG may come: each is as much work as the whole.
const MOST_PASSES: usize = 32;

pub(super) fn read(file: &[u8]) -> Result<Grey, NoLogo> {
    if file.starts_with(JPEG) { jpeg(file) } else { png(file) }
}

fn png(file: &[u8]) -> Result<Grey, NoLogo> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(file), Limits { bytes: ROOM });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    let refused = |error| if matches!(error, DecodingError::LimitsExceeded) { NoLogo::TooLarge } else { NoLogo::NoPicture };
    let head = decoder.read_header_info().map_err(refused)?;
    let (width, height) = (head.width, head.height);
    if width.max(height) > LARGEST_SIDE {
        return Err(NoLogo::TooLarge);
    }
    let mut reader = decoder.read_info().map_err(refused)?;
    let mut samples = vec![0; reader.output_buffer_size().ok_or(NoLogo::TooLarge)?];
    reader.next_frame(&mut samples).map_err(refused)?;
    let color = reader.output_color_type().0;
    let tone: fn(&[u8]) -> u8 = match color {
        ColorType::Grayscale => |dot| on_paper(dot, [0, 0, 0], None),
        ColorType::GrayscaleAlpha => |dot| on_paper(dot, [0, 0, 0], Some(1)),
        ColorType::Rgb => |dot| on_paper(dot, [0, 1, 2], None),
        ColorType::Rgba => |dot| on_paper(dot, [0, 1, 2], Some(3)),
        ColorType::Indexed => return Err(NoLogo::NoPicture),
    };
    Ok(Grey { width, height, tones: samples.chunks(color.samples()).map(tone).collect() })
}

fn jpeg(file: &[u8]) -> Result<Grey, NoLogo> {
    let options = DecoderOptions::new_safe()
        .set_strict_mode(true)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_max_scans(MOST_PASSES)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(file), options);
    decoder.decode_headers().map_err(|_| NoLogo::NoPicture)?;
    let info = decoder.info().ok_or(NoLogo::NoPicture)?;
    let (width, height) = (info.width.into(), info.height.into());
    if LARGEST_SIDE < width || LARGEST_SIDE < height {
        return Err(NoLogo::TooLarge);
    }
    let samples = decoder.decode().map_err(|_| NoLogo::NoPicture)?;
    let tones = samples.chunks(3).map(|dot| on_paper(dot, [0, 1, 2], None)).collect();
    Ok(Grey { width, height, tones })
}

/// How light a dot is on white paper, to the eye.
fn on_paper(dot: &[u8], colours: [usize; 3], alpha: Option<usize>) -> u8 {
    let sample = |at: usize| u32::from(dot.get(at).copied().unwrap_or(u8::MAX));
    let [red, green, blue] = colours.map(sample);
    let light = (red * 299 + green * 587 + blue * 114) / 1_000;
    let cover = alpha.map_or(255, sample);
    u8::try_from((light * cover + 255 * (255 - cover)) / 255).unwrap_or(u8::MAX)
}
