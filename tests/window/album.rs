//! The pictures of a gallery: of one look of the window, numbered in the order in which they are taken, and small.

use std::cell::Cell;
use std::collections::HashMap;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Transformations};

use crate::window::Window;

/// Where `cargo xtask gallery` wants the pictures. Without it each is taken and looked at, and none is kept.
const FOLDER: &str = "COMPTOIR_GALLERY";

/// How many colours a picture may have.
const COLOURS: usize = 256;

/// How the window is to look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) name: &'static str,
    pub(crate) lang: &'static str,
    pub(crate) theme: &'static str,
    pub(crate) size: (u32, u32),
    /// The screens that are kept; every one, where none is named.
    pub(crate) only: &'static [&'static str],
}

pub(crate) struct Album {
    look: Look,
    folder: Option<PathBuf>,
    taken: Cell<usize>,
}

type Colour = [u8; 3];

impl Album {
    pub(crate) fn new(look: Look) -> Self {
        Self { look, folder: std::env::var_os(FOLDER).map(PathBuf::from), taken: Cell::new(0) }
    }

    pub(crate) const fn look(&self) -> Look {
        self.look
    }

    /// Takes the picture of what is on the screen.
    #[track_caller]
    pub(crate) fn take(&self, window: &Window<'_>, screen: &str) {
        self.taken.set(self.taken.get() + 1);
        if !self.look.only.is_empty() && !self.look.only.contains(&screen) {
            return;
        }
        window.comes_to_rest();
        let (width, height, colours) = pixels(&window.png());
        assert_eq!((width, height), self.look.size, "{screen} has another size");
        assert!(colours.iter().any(|colour| *colour != colours[0]), "nothing is drawn of {screen}");
        if let Some(folder) = &self.folder {
            let file = folder.join(format!("{:02}-{screen}-{}.png", self.taken.get(), self.look.name));
            fs::write(&file, small(width, height, &colours)).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        }
    }
}

fn pixels(file: &[u8]) -> (u32, u32, Vec<Colour>) {
    let mut decoder = Decoder::new(Cursor::new(file));
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let channels = info.color_type.samples();
    assert!(channels >= 3, "the driver's pictures are in colour");
    let colours = pixels[..info.buffer_size()].chunks(channels).map(|pixel| [pixel[0], pixel[1], pixel[2]]);
    (info.width, info.height, colours.collect())
}

/// The picture with its most frequent colours: what an edge of a letter has beyond them goes to the nearest.
fn small(width: u32, height: u32, colours: &[Colour]) -> Vec<u8> {
    let mut counts: HashMap<Colour, usize> = HashMap::new();
    for colour in colours {
        *counts.entry(*colour).or_default() += 1;
    }
    let mut palette: Vec<Colour> = counts.keys().copied().collect();
    palette.sort_unstable_by_key(|colour| (usize::MAX - counts[colour], *colour));
    palette.truncate(COLOURS);
    let places: HashMap<Colour, u8> = counts.keys().map(|colour| (*colour, nearest(&palette, *colour))).collect();
    let indices: Vec<u8> = colours.iter().map(|colour| places[colour]).collect();

    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::High);
    // What a palette's numbers differ by says nothing.
    encoder.set_filter(Filter::NoFilter);
    encoder.write_header().unwrap().write_image_data(&indices).unwrap();
    file
}

fn nearest(palette: &[Colour], colour: Colour) -> u8 {
    let distance = |other: &Colour| -> u32 { other.iter().zip(colour).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum() };
    let found = palette.iter().enumerate().min_by_key(|(_, other)| distance(other));
    u8::try_from(found.expect("a colour").0).expect("no more colours than a byte tells apart")
}

#[test]
fn a_picture_made_small_has_its_own_colours_still() {
    let drawn: Vec<Colour> = (0..=255).flat_map(|tone| [[tone, 0, 255], [tone, 0, 255]]).collect();
    assert_eq!(pixels(&small(256, 2, &drawn)), (256, 2, drawn.clone()));
    let rare = [drawn, vec![[7, 1, 255]; 1], vec![[9, 0, 255]; 1]].concat();
    let (_, _, kept) = pixels(&small(257, 2, &rare));
    assert_eq!(kept[512..], [[7, 0, 255], [9, 0, 255]]);
}
