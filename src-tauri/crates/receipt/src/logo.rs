//! A picture as a receipt printer can print it: cut to what is on it, made smaller, and black and white.

use comptoir_core::logo::{Logo, Picture};
use thiserror::Error;

mod file;

/// The most that a logo's file has, in bytes.
pub const LARGEST_FILE: usize = 1 << 20;
/// The most dots that a logo is wide or high.
const LARGEST_SIDE: u32 = 2_000;

/// What it may take of paper of 58 mm and of 80 mm, in dots of a printer that has 203 an inch.
const NARROW: Room = Room { width: 384, height: 160 };
const WIDE: Room = Room { width: 512, height: 208 };

struct Room {
    width: u32,
    height: u32,
}

/// Paper is this light, or lighter.
const PAPER: u8 = 245;
/// Ink is this dark, or darker: what a JPEG makes of black.
const BLACK: u8 = 24;
/// So little ink at an edge, of 255, is what a JPEG makes of paper.
const NOISE: u8 = 24;
/// Dots are few where they are less than one of so many.
const FEW: usize = 32;
/// The lightest ink takes this share of the dots, of 255: a tone that is lighter on screen would be no print.
const FAINTEST: i32 = 90;

/// A file that is no logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoLogo {
    /// It is no picture in PNG or JPEG, or not a whole one.
    #[error("it is no PNG and no JPEG")]
    NoPicture,
    /// It has too many bytes, or too many dots.
    #[error("it is too large")]
    TooLarge,
    /// There is nothing on it that is darker than paper.
    #[error("there is nothing on it")]
    Blank,
}

/// The logo in this file.
///
/// # Errors
/// [`NoLogo`] where there is none in it.
pub fn logo(file: &[u8]) -> Result<Logo, NoLogo> {
    if file.len() > LARGEST_FILE {
        return Err(NoLogo::TooLarge);
    }
    let inked = file::read(file)?.cut().ok_or(NoLogo::Blank)?.darkened();
    let reduced = |room: &Room| inked.within(room).dithered().ok_or(NoLogo::Blank);
    Ok(Logo { narrow: reduced(&NARROW)?, wide: reduced(&WIDE)? })
}

/// A picture in greys, from 0, black, to 255, white.
struct Grey {
    width: u32,
    height: u32,
    tones: Vec<u8>,
}

impl Grey {
    /// Around the picture is paper.
    fn at(&self, x: u32, y: u32) -> u8 {
        let inside = x < self.width && y < self.height;
        self.tones.get(place(x, y, self.width)).copied().filter(|_| inside).unwrap_or(u8::MAX)
    }

    /// The part of it on which there is ink.
    fn cut(self) -> Option<Self> {
        let inked = |x: u32, y: u32| self.at(x, y) < PAPER;
        let across = |y: u32| (0..self.width).any(|x| inked(x, y));
        let down = |x: u32| (0..self.height).any(|y| inked(x, y));
        let (top, bottom) = ((0..self.height).find(|y| across(*y))?, (0..self.height).rfind(|y| across(*y))?);
        let (left, right) = ((0..self.width).find(|x| down(*x))?, (0..self.width).rfind(|x| down(*x))?);
        let tones = (top..=bottom).flat_map(|y| (left..=right).map(move |x| (x, y))).map(|(x, y)| self.at(x, y)).collect();
        Some(Self { width: right - left + 1, height: bottom - top + 1, tones })
    }

    /// The same with its darkest ink black: a logo in light grey alone is printed as a black one. A few dots that are darker, as a JPEG
    /// has them, are not its ink.
    fn darkened(mut self) -> Self {
        let mut inks: Vec<u8> = self.tones.iter().copied().filter(|tone| *tone < PAPER).collect();
        inks.sort_unstable();
        let darkest = u32::from(inks.get(inks.len() / FEW).copied().unwrap_or(0));
        let white = u32::from(u8::MAX);
        for tone in &mut self.tones {
            let lifted = u32::from(*tone).saturating_sub(darkest) * white / (white - darkest).max(1);
            *tone = u8::try_from(lifted).unwrap_or(u8::MAX);
        }
        self
    }

    /// The same, made small enough for this room; never larger. Each dot is the mean of those that it stands for.
    fn within(&self, room: &Room) -> Self {
        let Self { width, height, .. } = *self;
        // The side that is further beyond its room says by how much both are less.
        let (numerator, denominator) = if width * room.height > height * room.width {
            (room.width.min(width), width)
        } else {
            (room.height.min(height), height)
        };
        let reduced = |side: u32| (side * numerator / denominator).max(1);
        let (new_width, new_height) = (reduced(width), reduced(height));
        let mean = |x: u32, y: u32| {
            let span = |at: u32, side: u32, new: u32| at * side / new..((at + 1) * side).div_ceil(new).min(side);
            let (columns, rows) = (span(x, width, new_width), span(y, height, new_height));
            let count = (columns.end - columns.start) * (rows.end - rows.start);
            let sum: u32 = rows.flat_map(|y| columns.clone().map(move |x| (x, y))).map(|(x, y)| u32::from(self.at(x, y))).sum();
            u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX)
        };
        let tones = (0..new_height).flat_map(|y| (0..new_width).map(move |x| (x, y))).map(|(x, y)| mean(x, y)).collect();
        Self { width: new_width, height: new_height, tones }
    }

    /// In black and white. What a dot is lighter or darker than its tone goes on to the dots after it (Floyd and Steinberg), so that a
    /// grey is as many dots as it is dark, and no ink is fewer than the faintest.
    fn dithered(&self) -> Option<Picture> {
        let (width, height) = (usize::try_from(self.width).ok()?, usize::try_from(self.height).ok()?);
        let all = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        let mut wanted: Vec<Dot> = all.map(|(x, y)| self.wanted(x, y)).collect();
        let row_bytes = width.div_ceil(8);
        let mut dots = vec![0_u8; row_bytes * height];
        for y in 0..height {
            for x in 0..width {
                let (black, left) = match wanted.get(y * width + x)? {
                    Dot::Paper => continue,
                    Dot::Ink => (true, 0),
                    Dot::Tone(ink) if *ink >= 128 => (true, ink - 255),
                    Dot::Tone(ink) => (false, *ink),
                };
                if black && let Some(byte) = dots.get_mut(y * row_bytes + x / 8) {
                    *byte |= 0x80 >> (x % 8);
                }
                let mut spread = |x: Option<usize>, y: usize, share: i32| {
                    let there = x.filter(|x| *x < width && y < height).and_then(|x| wanted.get_mut(y * width + x));
                    if let Some(Dot::Tone(ink)) = there {
                        *ink += left * share / 16;
                    }
                };
                spread(x.checked_add(1), y, 7);
                spread(x.checked_sub(1), y + 1, 3);
                spread(Some(x), y + 1, 5);
                spread(x.checked_add(1), y + 1, 1);
            }
        }
        Picture::new(u16::try_from(row_bytes).ok()?, u16::try_from(self.height).ok()?, dots)
    }

    /// What a dot becomes. Near paper it is black or white, so that edges are sharp and the lines of small letters whole, whatever
    /// their colour; a tone is made of dots within an area only.
    fn wanted(&self, x: u32, y: u32) -> Dot {
        let tone = self.at(x, y);
        match tone {
            ..=BLACK => Dot::Ink,
            PAPER.. => Dot::Paper,
            _ if self.around(x, y, 2).all(|near| near < PAPER) => Dot::Tone(i32::from(u8::MAX - tone).max(FAINTEST)),
            _ => {
                let (ink, darkest) = (u8::MAX - tone, u8::MAX - self.around(x, y, 1).min().unwrap_or(tone));
                if ink >= NOISE && ink >= darkest / 5 * 2 { Dot::Ink } else { Dot::Paper }
            }
        }
    }

    /// The tones that are so many dots away at most, its own among them.
    fn around(&self, x: u32, y: u32, reach: u32) -> impl Iterator<Item = u8> + '_ {
        let near = move |at: u32| (0..=2 * reach).map(move |step| at.wrapping_sub(reach).wrapping_add(step));
        near(y).flat_map(move |y| near(x).map(move |x| self.at(x, y)))
    }
}

/// What a dot of a logo becomes: a tone is black or white, as those before it have left it.
enum Dot {
    Paper,
    Ink,
    /// How much ink it wants, of 255.
    Tone(i32),
}

fn place(x: u32, y: u32, width: u32) -> usize {
    usize::try_from(u64::from(y) * u64::from(width) + u64::from(x)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests;
