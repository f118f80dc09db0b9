//! The visible part over a strip of the whole range: shade on both sides, and its edges.

use plotters_backend::{BackendColor, DrawingBackend, DrawingErrorKind};

use super::with_alpha;
use scene::theme::{Role, Theme};

/// Width of an edge, in CSS pixels.
const EDGE_PX: f64 = 3.0;

/// How much of what is not visible the shade hides, 0 to 1.
const SHADE: f64 = 0.72;

/// How strong the edges are, 0 to 1.
const EDGE: f64 = 0.95;

/// A window over a strip; all in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OverviewBrush {
    /// Left edge of what is visible, from the strip's left.
    pub left: f64,
    /// Right edge of it.
    pub right: f64,
    /// Width and height of the strip.
    pub size: (f64, f64),
}

/// Paints a window over whatever lies below; a CSS pixel becomes `scale` pixels of the surface.
///
/// # Errors
/// Those of the surface; what was painted until then stays.
pub fn paint_overview_brush<S: DrawingBackend>(
    window: &OverviewBrush,
    theme: Theme,
    scale: f64,
    surface: &mut S,
) -> Result<(), DrawingErrorKind<S::ErrorType>> {
    let (width, height) = window.size;
    let px = |css: f64| (css * scale).round() as i32;
    let mut fill = |from: f64, to: f64, colour: BackendColor| {
        if px(from) < px(to) {
            surface.draw_rect((px(from), 0), (px(to), px(height)), &colour, true)
        } else {
            Ok(())
        }
    };
    let shade = with_alpha(theme.colour(Role::PanelRaised), SHADE);
    fill(0.0, window.left, shade)?;
    fill(window.right, width, shade)?;
    let edge = with_alpha(theme.colour(Role::Accent), EDGE);
    fill(window.left, window.left + EDGE_PX, edge)?;
    fill(window.right - EDGE_PX, window.right, edge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display_list::{Command, DisplayList};

    fn rects(left: f64, right: f64, scale: f64) -> Vec<(f32, f32)> {
        let mut picture = DisplayList::new(200, 26);
        let window = OverviewBrush { left, right, size: (100.0, 13.0) };
        paint_overview_brush(&window, Theme::Light, scale, &mut picture).unwrap();
        let across = |command: &Command| match *command {
            Command::Rect { x, width, .. } => Some((x, x + width)),
            _ => None,
        };
        picture.commands().iter().filter_map(across).collect()
    }

    #[test]
    fn what_is_outside_is_shaded_and_the_edges_lie_inside() {
        assert_eq!(rects(20.0, 60.0, 2.0), [(0.0, 40.0), (120.0, 200.0), (40.0, 46.0), (114.0, 120.0)]);
    }

    #[test]
    fn there_is_no_shade_over_a_range_that_is_visible_as_a_whole() {
        assert_eq!(rects(0.0, 100.0, 1.0), [(0.0, 3.0), (97.0, 100.0)]);
    }
}
