//! What is to be drawn, in CSS pixels, without colours and without a canvas.
//!
//! It knows the model: neither where records come from nor what paints.
//!
//! ```
//! use model::time::{HOUR, Millis, Span};
//! use model::zone::Zone;
//! use scene::ticks::ticks;
//! use scene::viewport::Viewport;
//!
//! let viewport = Viewport { span: Span::new(0, 8 * HOUR), width_px: 800.0 };
//! assert_eq!(viewport.px(Millis(2 * HOUR)), 200.0);
//! assert!(ticks(&viewport, &Zone::utc()).len() > 4);
//! ```

mod bars;
pub mod bins;
pub mod build;
pub mod caption;
mod clock;
pub mod hit;
pub mod layout;
pub mod live_edge;
pub mod others;
pub mod overruns;
pub mod overview;
mod packed;
mod plans;
mod reasons;
pub mod rows;
pub mod share;
mod shifts;
pub mod staffing;
pub mod text;
pub mod theme;
pub mod ticks;
pub mod viewport;

use share::LEAST_STRENGTH;
use theme::Role;

/// How a bar is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarStyle {
    /// One segment, from edge to edge, with the pattern of its state.
    Solid,
    /// Still going on: it ends in a point.
    Running,
    /// Began before the range: a notch is cut into its left edge.
    CarriedIn,
    /// No state is known: hatched and outlined after its role.
    Absent,
    /// A share of a bin: without a pattern.
    Share,
    /// It was planned: an outline alone.
    Outlined,
}

impl BarStyle {
    /// How something whole is drawn that is an absence or not.
    pub fn whole(is_absent: bool) -> Self {
        if is_absent { Self::Absent } else { Self::Solid }
    }
}

/// A stretch of time in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Left edge.
    pub x0: f64,
    /// Right edge.
    pub x1: f64,
    /// Top edge.
    pub y: f64,
    /// Height.
    pub height: f64,
    /// Colour.
    pub role: Role,
    /// How it is drawn.
    pub style: BarStyle,
}

impl Bar {
    /// How strong its colour is, 0 to 1, with so many device pixels a CSS pixel: a bar narrower than a pixel is
    /// painted as wide as one, but weaker.
    pub fn strength(&self, pixel_ratio: f64) -> f64 {
        ((self.x1 - self.x0) * pixel_ratio).clamp(f64::from(LEAST_STRENGTH), 1.0)
    }
}

/// A row of cells of one colour and many strengths.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// Left edge of the first cell.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Height.
    pub height: f64,
    /// Width of a cell.
    pub cell: f64,
    /// Colour.
    pub role: Role,
    /// Strength of each cell: 0 shows nothing, 255 the full colour.
    pub strengths: Vec<u8>,
}

/// A thin line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// One end.
    pub from: (f64, f64),
    /// The other.
    pub to: (f64, f64),
    /// Colour.
    pub role: Role,
    /// Whether it is broken.
    pub dashed: bool,
}

/// Which point of a text its position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// The colour of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// That of a role.
    Of(Role),
    /// Whatever can be read on a bar of this role.
    On(Role),
}

/// A line of text, centred on its height.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Where.
    pub at: (f64, f64),
    /// What.
    pub text: String,
    /// Colour.
    pub ink: Ink,
    /// Size of its font, in CSS pixels.
    pub size: f64,
    /// Whether it is set bold.
    pub strong: bool,
    /// Which point of the text is at `at`.
    pub anchor: Anchor,
    /// It is cut to this width.
    pub max_width: f64,
    /// Whether it lies on a patch of the panel's colour, to be read on a pattern.
    pub backed: bool,
}

/// A drawing without colours. Lines lie lowest, then strips, bars and labels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Grid, axis and marks.
    pub lines: Vec<Line>,
    /// Dense rows.
    pub strips: Vec<Strip>,
    /// Segments and bins.
    pub bars: Vec<Bar>,
    /// Text.
    pub labels: Vec<Label>,
}
