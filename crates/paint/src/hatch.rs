//! Absences: three hatches that cannot be mistaken for a state, nor for each other.

use plotters_backend::{DrawingBackend, DrawingErrorKind};

use super::{PxRect, fill, with_alpha};
use model::state::StateKind;
use scene::theme::{Rgb, Role};

/// How one kind of absence is drawn.
struct Pattern {
    /// Strength of the ground, 0 to 1.
    ground: f64,
    /// Distance between lines in CSS pixels; 0 for none.
    rising: f64,
    /// The same for lines that fall.
    falling: f64,
}

fn pattern(role: Role) -> Pattern {
    match role {
        // Crossed: something should be here, and could not be had.
        Role::State(StateKind::NotFetched) => Pattern { ground: 0.10, rising: 9.0, falling: 9.0 },
        // Rising lines: it is not known which state this was.
        Role::State(StateKind::Unknown) => Pattern { ground: 0.12, rising: 9.0, falling: 0.0 },
        // Nearly empty: there is nothing.
        _ => Pattern { ground: 0.16, rising: 0.0, falling: 22.0 },
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
    let Pattern { ground, rising, falling } = pattern(role);
    fill(surface, rect, with_alpha(colour, ground))?;
    let step = |css: f64| ((css * scale).round() as i32).max(1);
    let ink = with_alpha(colour, 0.75);
    for (gap, rises) in [(rising, true), (falling, false)] {
        if gap > 0.0 {
            for (from, to) in diagonals(rect, step(gap), rises) {
                surface.draw_line(from, to, &ink)?;
            }
        }
    }
    Ok(())
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
}
