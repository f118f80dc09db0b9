//! Pictures one after the other, each of which only holds what differs from the one before.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::Cursor;

use gif::{DisposalMethod, Encoder, Frame, Repeat};

/// Colours that a picture may have beside none.
const COLOURS: usize = 255;

/// What stands for none.
const CLEAR: u8 = 255;

type Colour = [u8; 4];

/// The pictures so far.
pub struct Film {
    size: (u16, u16),
    /// The last picture as it was taken, in red, green, blue and strength.
    last: Vec<Colour>,
    frames: Vec<Frame<'static>>,
}

fn decoded(png: &[u8]) -> ((u16, u16), Vec<Colour>) {
    let mut decoder = png::Decoder::new(Cursor::new(png));
    decoder.set_transformations(png::Transformations::ALPHA | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().expect("a PNG file");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut bytes).expect("a picture");
    let side = |side: u32| u16::try_from(side).expect("a window's size");
    ((side(info.width), side(info.height)), bytes.as_chunks().0.to_vec())
}

/// The most frequent colours as they are, and which of them stands for each. A page has few colours and
/// very many shades of its letters.
fn palette<'a>(pixels: impl Iterator<Item = &'a Colour>) -> (Vec<u8>, HashMap<Colour, u8>) {
    let mut counts: HashMap<Colour, usize> = HashMap::new();
    pixels.for_each(|colour| *counts.entry(*colour).or_default() += 1);
    let mut all: Vec<Colour> = counts.keys().copied().collect();
    // A coloured one is missed sooner than a shade of grey.
    let strength = |[r, g, b, _]: &Colour| r.max(g).max(b) - r.min(g).min(b);
    let weight = |colour: &Colour| counts[colour] * (8 + usize::from(strength(colour)));
    all.sort_unstable_by_key(|colour| (Reverse(weight(colour)), *colour));
    let kept = &all[..all.len().min(COLOURS)];
    let apart =
        |a: &Colour, b: &Colour| a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum::<u32>();
    let nearest =
        |colour: &Colour| (0..).zip(kept).min_by_key(|(_, near)| apart(colour, near)).map_or(0, |(n, _)| n);
    let numbers = all.iter().map(|colour| (*colour, nearest(colour))).collect();
    let mut palette: Vec<u8> = kept.iter().flat_map(|colour| colour[..3].to_vec()).collect();
    palette.resize((COLOURS + 1) * 3, 0);
    (palette, numbers)
}

impl Film {
    /// No picture.
    pub fn new() -> Self {
        Self { size: (0, 0), last: Vec::new(), frames: Vec::new() }
    }

    /// Adds a PNG file that stays for so many hundredths of a second.
    pub fn add(&mut self, png: &[u8], hundredths: u16) {
        let (size, now) = decoded(png);
        self.size = size;
        let mut frame = match self.changed(&now) {
            Some(area) => self.part(&now, area),
            // Nothing moved: the one before stays longer.
            None => match self.frames.last_mut() {
                Some(last) => return last.delay += hundredths,
                None => return,
            },
        };
        frame.delay = hundredths;
        frame.dispose = DisposalMethod::Keep;
        self.frames.push(frame);
        self.last = now;
    }

    /// The edges of what differs from the last picture: left, top, right, bottom.
    fn changed(&self, now: &[Colour]) -> Option<[usize; 4]> {
        let width = usize::from(self.size.0);
        let differs = |at: &usize| self.last.get(*at) != Some(&now[*at]);
        (0..now.len()).filter(differs).map(|at| (at % width, at / width)).fold(None, |edges, (x, y)| {
            let [left, top, right, bottom] = edges.unwrap_or([x, y, x + 1, y + 1]);
            Some([left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1)])
        })
    }

    /// That part of a picture, clear where nothing changed.
    fn part(&self, now: &[Colour], [left, top, right, bottom]: [usize; 4]) -> Frame<'static> {
        let width = usize::from(self.size.0);
        let places = (top..bottom).flat_map(|y| (left..right).map(move |x| y * width + x));
        let new: Vec<Option<Colour>> =
            places.map(|at| Some(now[at]).filter(|colour| self.last.get(at) != Some(colour))).collect();
        let (palette, numbers) = palette(new.iter().flatten());
        let pixels: Vec<u8> =
            new.iter().map(|colour| colour.map_or(CLEAR, |colour| numbers[&colour])).collect();
        let side = |side: usize| u16::try_from(side).expect("a part of a window");
        let (width, height) = (side(right - left), side(bottom - top));
        let mut frame = Frame::from_palette_pixels(width, height, pixels, palette, Some(CLEAR));
        (frame.left, frame.top) = (side(left), side(top));
        frame
    }

    /// The file, which begins anew for ever.
    pub fn gif(&self) -> Vec<u8> {
        let mut gif = Vec::new();
        let mut encoder = Encoder::new(&mut gif, self.size.0, self.size.1, &[]).expect("memory takes bytes");
        encoder.set_repeat(Repeat::Infinite).expect("memory takes bytes");
        self.frames.iter().for_each(|frame| encoder.write_frame(frame).expect("memory takes bytes"));
        drop(encoder);
        gif
    }
}
