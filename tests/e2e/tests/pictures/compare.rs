//! Pictures, and whether two of them look the same.
//!
//! ```text
//! cell    4 × 4 px     how a letter is smoothed changes little of its mean, a dot of another colour much
//! block  16 × 16 px    letters hardly count: a line or a ground of a slightly other colour does
//! ```

use std::io::Cursor;

/// Sides of what is averaged, in pixels, each with the greatest difference of the means that is no
/// difference, of 255.
const TOLERATED: [(usize, f64); 2] = [(4, 40.0), (16, 6.0)];

/// Pixels by which a side may be longer: heights of lines are no whole pixels.
const SIDE_PX: usize = 1;

/// Rows of red, green and blue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// Reads a PNG file.
    pub fn read(png: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(Cursor::new(png));
        decoder.set_transformations(png::Transformations::ALPHA | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        assert_eq!(info.color_type, png::ColorType::Rgba);
        let pixels = bytes.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Self { width: info.width as usize, height: info.height as usize, pixels }
    }

    /// A PNG file of it, as small as can be.
    pub fn png(&self) -> Vec<u8> {
        let mut png = Vec::new();
        let (width, height) = (u32::try_from(self.width).unwrap(), u32::try_from(self.height).unwrap());
        let mut encoder = png::Encoder::new(&mut png, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(self.pixels.as_flattened()).unwrap();
        writer.finish().unwrap();
        png
    }

    /// Its upper left corner.
    #[must_use]
    pub fn corner(&self, width: usize, height: usize) -> Self {
        let (width, height) = (width.min(self.width), height.min(self.height));
        let rows = self.pixels.chunks_exact(self.width).take(height);
        Self { width, height, pixels: rows.flat_map(|row| &row[..width]).copied().collect() }
    }

    /// The mean colour of the square of this side at a place, as far as it lies inside.
    fn mean(&self, (x, y): (usize, usize), side: usize) -> [f64; 3] {
        let (right, bottom) = ((x + side).min(self.width), (y + side).min(self.height));
        let mut sums = [0.0; 3];
        for row in y..bottom {
            for pixel in &self.pixels[row * self.width + x..row * self.width + right] {
                sums.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += f64::from(*value));
            }
        }
        sums.map(|sum| sum / ((right - x) * (bottom - y)) as f64)
    }
}

/// Where and how two pictures differ; `None` where they look the same.
pub fn difference(one: &Picture, other: &Picture) -> Option<String> {
    if one.width.abs_diff(other.width).max(one.height.abs_diff(other.height)) > SIDE_PX {
        return Some(format!(
            "it is {} × {} px, not {} × {}",
            one.width, one.height, other.width, other.height
        ));
    }
    let (width, height) = (one.width.min(other.width), one.height.min(other.height));
    let (one, other) = (one.corner(width, height), other.corner(width, height));
    TOLERATED.iter().find_map(|&(side, tolerated)| {
        let places = (0..height).step_by(side).flat_map(|y| (0..width).step_by(side).map(move |x| (x, y)));
        let of = |at| {
            let (a, b) = (one.mean(at, side), other.mean(at, side));
            a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
        };
        let (most, (x, y)) = places.map(|at| (of(at), at)).max_by(|a, b| a.0.total_cmp(&b.0))?;
        (most > tolerated).then(|| format!("most at x {x}, y {y}: {most:.0} of 255 in {side} × {side} px"))
    })
}

fn plain(colour: [u8; 3]) -> Picture {
    Picture { width: 64, height: 32, pixels: vec![colour; 64 * 32] }
}

/// The same with a square of this side in another colour.
fn with_square(side: usize, colour: [u8; 3]) -> Picture {
    let mut picture = plain([255; 3]);
    for y in 3..3 + side {
        picture.pixels[y * 64 + 9..y * 64 + 9 + side].fill(colour);
    }
    picture
}

#[test]
fn a_picture_survives_its_file() {
    let picture = with_square(9, [16, 163, 127]);
    assert_eq!(Picture::read(&picture.png()), picture);
    assert_eq!(picture.corner(10, 4).pixels.len(), 40);
}

#[test]
fn a_dot_a_ground_and_a_side_are_seen_and_a_smoothed_edge_is_not() {
    let white = plain([255; 3]);
    let dot = with_square(9, [16, 163, 127]);
    assert_eq!(difference(&dot, &dot), None);
    assert_eq!(difference(&white, &with_square(1, [120; 3])), None);
    assert!(difference(&white, &dot).is_some());
    assert!(difference(&dot, &with_square(9, [37, 99, 216])).is_some());
    assert!(difference(&plain([246, 247, 249]), &white).is_some());
    assert!(difference(&white.corner(64, 30), &white).is_some());
    assert_eq!(difference(&white.corner(64, 31), &white), None);
}
