//! What a display list is made of, and how each of it is written.

use scene::theme::Rgb;

/// Something to do to a canvas; lengths in its pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// The colour of what follows, and how strong it is, 0 to 1.
    Colour(Rgb, f32),
    /// Fill a rectangle.
    Rect {
        /// Left edge.
        x: f32,
        /// Top edge.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
    },
    /// Draw a line.
    Line {
        /// One end.
        from: (f32, f32),
        /// The other.
        to: (f32, f32),
        /// How wide it is.
        width: f32,
    },
    /// The font of what follows: the next so many bytes of the texts, as CSS writes it.
    Font(usize),
    /// Which point of a text its position is, from here on: left, centre, right; top, middle, bottom.
    Anchor(u8, u8),
    /// Write the next so many bytes of the texts.
    Text {
        /// From the left.
        x: f32,
        /// From the top.
        y: f32,
        /// Bytes of the text.
        len: usize,
    },
    /// Stretch so many rows of cells, which follow as [`Command::Row`].
    Rows(usize),
    /// Cells of one colour, each as strong as the next of the strengths says.
    Row {
        /// The colour.
        colour: Rgb,
        /// How many cells.
        cells: usize,
        /// Left edge of the first, top edge.
        at: (f32, f32),
        /// Width of all of them, height.
        size: (f32, f32),
    },
}

impl Command {
    /// The number of its kind, and what it says.
    pub(super) fn write(self, number: &mut impl FnMut(f32)) {
        // All of these are exact: colours have 24 bits, and no canvas has sides of 2²⁴ pixels.
        let packed = |Rgb(r, g, b): Rgb| (u32::from(r) << 16 | u32::from(g) << 8 | u32::from(b)) as f32;
        let mut all = |numbers: &[f32]| numbers.iter().for_each(|value| number(*value));
        match self {
            Self::Colour(colour, strength) => all(&[0.0, packed(colour), strength]),
            Self::Rect { x, y, width, height } => all(&[1.0, x, y, width, height]),
            Self::Line { from, to, width } => all(&[2.0, from.0, from.1, to.0, to.1, width]),
            Self::Font(len) => all(&[3.0, len as f32]),
            Self::Anchor(across, down) => all(&[4.0, f32::from(across), f32::from(down)]),
            Self::Text { x, y, len } => all(&[5.0, x, y, len as f32]),
            Self::Rows(count) => all(&[6.0, count as f32]),
            Self::Row { colour, cells, at, size } => {
                all(&[packed(colour), cells as f32, at.0, at.1, size.0, size.1]);
            }
        }
    }
}
