//! A picture of the window, and what a phone's camera would read in it.

use rqrr::PreparedImage;

/// Brightness, a byte a pixel, row by row.
pub(crate) struct Picture {
    width: usize,
    height: usize,
    brightness: Vec<u8>,
}

impl Picture {
    /// The picture in a PNG file of eight bits a channel.
    pub(crate) fn of_png(file: &[u8]) -> Self {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        let channels = info.color_type.samples();
        let brightness =
            pixels[..info.buffer_size()].chunks(channels).map(|pixel| pixel[0] / 3 + pixel[channels.min(3) - 1] / 3 * 2);
        Self { width: info.width as usize, height: info.height as usize, brightness: brightness.collect() }
    }

    /// The text of the one QR code in it.
    pub(crate) fn code(&self) -> String {
        let at = |x: usize, y: usize| self.brightness[y * self.width + x];
        let mut image = PreparedImage::prepare_from_greyscale(self.width, self.height, at);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "one code is seen");
        grids[0].decode().expect("the code can be read").1
    }
}
