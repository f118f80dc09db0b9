//! Patterns: stripes, and the hatches of absences, which cannot be mistaken for a state, nor for each other.

use plotters_backend::{BackendColor, BackendStyle, DrawingBackend, DrawingErrorKind};

use super::{PxRect, fill, solid, with_alpha};
use model::state::StateKind;
use scene::theme::{Rgb, Role};

/// Distance between the lines of a hatch, in CSS pixels.
const HATCH_PX: f64 = 8.0;

/// Bars wider than this, in CSS pixels, have half as many lines: a picture is to be small.
const WIDE_PX: f64 = 160.0;

/// Strength of the ground below a hatch, and of its lines, 0 to 1.
const GROUND: f64 = 0.10;
const LINES: f64 = 0.60;

/// Distance between stripes and their width, in CSS pixels.
const STRIPES_PX: f64 = 6.0;
const STRIPE_PX: f64 = 1.5;

/// Length of a dash, in CSS pixels; gaps are as long.
const DASH_PX: f64 = 4.0;

/// What is around an absence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outline {
    /// There is nothing: all around.
    Full,
    /// Something should be here, and could not be had: broken.
    Dashed,
    /// It is not known which state this was.
    None,
}

fn outline_of(role: Role) -> Outline {
    match role {
        Role::State(StateKind::NotFetched) => Outline::Dashed,
        Role::State(StateKind::Unknown) => Outline::None,
        _ => Outline::Full,
    }
}

/// Fills a rectangle with the pattern of an absence.
pub(super) fn hatch<S: DrawingBackend>(
    surface: &mut S,
    rect: PxRect,
    role: Role,
    colour: Rgb,
    scale: f64,
) -> Result<(), DrawingErrorKind<S::ErrorType>> {
    let px = |css: f64| ((css * scale).round() as i32).max(1);
    let outline = outline_of(role);
    fill(surface, rect, with_alpha(colour, GROUND))?;
    let is_wide = f64::from(rect.x1 - rect.x0) > WIDE_PX * scale;
    let step = px(if is_wide { 2.0 * HATCH_PX } else { HATCH_PX });
    let ink = with_alpha(colour, LINES);
    for (from, to) in diagonals(rect, step, outline != Outline::None) {
        surface.draw_line(from, to, &ink)?;
    }
    let (unit, dash) = (px(1.0), px(DASH_PX));
    edges(rect, unit).into_iter().try_for_each(|edge| match outline {
        Outline::Full => fill(surface, edge, solid(colour)),
        Outline::Dashed => dashes(edge, dash).try_for_each(|dash| fill(surface, dash, solid(colour))),
        Outline::None => Ok(()),
    })
}

/// Draws the edges of a rectangle, so many pixels thick.
pub(super) fn outline<S: DrawingBackend>(
    surface: &mut S,
    rect: PxRect,
    colour: Rgb,
    unit: i32,
) -> Result<(), DrawingErrorKind<S::ErrorType>> {
    edges(rect, unit).into_iter().try_for_each(|edge| fill(surface, edge, solid(colour)))
}

/// Draws stripes over a rectangle.
pub(super) fn stripes<S: DrawingBackend>(
    surface: &mut S,
    rect: PxRect,
    colour: Rgb,
    scale: f64,
) -> Result<(), DrawingErrorKind<S::ErrorType>> {
    let px = |css: f64| ((css * scale).round() as i32).max(1);
    let pen = Pen { colour: solid(colour), width: px(STRIPE_PX) as u32 };
    diagonals(rect, px(STRIPES_PX), true).try_for_each(|(from, to)| surface.draw_line(from, to, &pen))
}

struct Pen {
    colour: BackendColor,
    width: u32,
}

impl BackendStyle for Pen {
    fn color(&self) -> BackendColor {
        self.colour
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// Top, bottom, left and right edge.
fn edges(rect: PxRect, unit: i32) -> [PxRect; 4] {
    [
        PxRect { y1: rect.y0 + unit, ..rect },
        PxRect { y0: rect.y1 - unit, ..rect },
        PxRect { x1: rect.x0 + unit, ..rect },
        PxRect { x0: rect.x1 - unit, ..rect },
    ]
}

/// An edge in dashes.
fn dashes(edge: PxRect, dash: i32) -> impl Iterator<Item = PxRect> {
    let (width, height) = (edge.x1 - edge.x0, edge.y1 - edge.y0);
    let step = 2 * dash as usize;
    (0..width.max(height)).step_by(step).map(move |at| {
        if width >= height {
            PxRect { x0: edge.x0 + at, x1: (edge.x0 + at + dash).min(edge.x1), ..edge }
        } else {
            PxRect { y0: edge.y0 + at, y1: (edge.y0 + at + dash).min(edge.y1), ..edge }
        }
    })
}

type Stroke = ((i32, i32), (i32, i32));

/// Lines at 45° through a rectangle, cut to it. They stand at multiples of `step`, so that
/// neighbouring rectangles share one pattern.
fn diagonals(rect: PxRect, step: i32, rises: bool) -> impl Iterator<Item = Stroke> {
    let height = rect.y1 - rect.y0;
    let first = (rect.x0 - height).div_euclid(step) * step;
    let starts = (0..).map(move |i| first + i * step).take_while(move |x| *x < rect.x1);
    starts.filter_map(move |x| {
        // From (x, one edge) to (x + height, the other edge).
        let enter = (rect.x0 - x).max(0);
        let leave = (rect.x1 - x).min(height);
        let y = |along: i32| if rises { rect.y1 - along } else { rect.y0 + along };
        (enter < leave).then(|| ((x + enter, y(enter)), (x + leave, y(leave))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_inside_and_cover_the_rectangle() {
        let rect = PxRect { x0: 13, y0: 5, x1: 50, y1: 40 };
        for rises in [true, false] {
            let lines: Vec<_> = diagonals(rect, 9, rises).collect();
            assert!(lines.len() >= 7);
            for point in lines.iter().flat_map(|(from, to)| [from, to]) {
                assert!((13..=50).contains(&point.0) && (5..=40).contains(&point.1), "{point:?}");
            }
        }
    }

    #[test]
    fn dashes_stay_on_their_edge() {
        let rect = PxRect { x0: 13, y0: 5, x1: 50, y1: 40 };
        for edge in edges(rect, 1) {
            let dashes: Vec<_> = dashes(edge, 4).collect();
            assert!(dashes.len() >= 4);
            for dash in dashes {
                assert!(edge.x0 <= dash.x0 && dash.x0 < dash.x1 && dash.x1 <= edge.x1, "{dash:?}");
                assert!(edge.y0 <= dash.y0 && dash.y0 < dash.y1 && dash.y1 <= edge.y1, "{dash:?}");
            }
        }
    }
}
