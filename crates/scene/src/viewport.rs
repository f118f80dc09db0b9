//! The visible part of time and its width in CSS pixels: the only place where times become pixels
//! and pixels times.

use model::time::{Millis, SECOND, Span};

/// Shortest visible span, in milliseconds.
pub const MIN_SPAN: i64 = SECOND;

/// A span of time laid over a width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// What is visible.
    pub span: Span,
    /// Its width in CSS pixels.
    pub width_px: f64,
}

impl Viewport {
    /// Pixels from the left edge to `t`; may lie outside.
    pub fn px(&self, t: Millis) -> f64 {
        (t - self.span.start) as f64 / self.ms_per_px()
    }

    /// The time at `px` pixels from the left edge.
    pub fn time(&self, px: f64) -> Millis {
        self.span.start + (px * self.ms_per_px()).round() as i64
    }

    /// Milliseconds a CSS pixel; never 0.
    pub fn ms_per_px(&self) -> f64 {
        self.span.len().max(1) as f64 / self.width_px.max(1.0)
    }

    /// Zooms by `factor` (above 1 goes in) around the pixel `at_px`, inside `bounds`. The time under that pixel
    /// stays under it, to the pixel, unless an edge of the bounds is in the way.
    pub fn zoom(&self, factor: f64, at_px: f64, bounds: Span) -> Span {
        let longest = bounds.len().max(1);
        let shortest = MIN_SPAN.min(longest);
        let len = ((self.span.len() as f64 / factor).round() as i64).clamp(shortest, longest);
        let share = at_px / self.width_px.max(1.0);
        let anchor = self.span.start.0 as f64 + share * self.span.len() as f64;
        fit(Millis((anchor - share * len as f64).round() as i64), len, bounds)
    }

    /// Moves by `px` pixels (positive shows later times), inside `bounds`.
    pub fn pan(&self, px: f64, bounds: Span) -> Span {
        fit(self.time(px), self.span.len(), bounds)
    }
}

/// The span of length `len` that begins at `start`, or as near to it as `bounds` allow.
pub fn fit(start: Millis, len: i64, bounds: Span) -> Span {
    let len = len.clamp(0, bounds.len());
    let start = start.min(bounds.end + -len).max(bounds.start);
    Span { start, end: start + len }
}

/// A view that shows `span` with a margin of a tenth on either side, inside `bounds`.
pub fn around(span: Span, bounds: Span) -> Span {
    let shortest = MIN_SPAN.min(bounds.len());
    let len = (span.len() + span.len() / 5).clamp(shortest, bounds.len().max(shortest));
    fit(span.start + -((len - span.len()) / 2), len, bounds)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn zooming_keeps_the_time_under_the_cursor(
            start in 0_i64..10_000_000, len in 1_000_i64..10_000_000,
            factor in 0.1_f64..10.0, share in 0.0_f64..=1.0, width in 200.0_f64..3_000.0,
        ) {
            let bounds = Span::new(-1_000_000_000, 1_000_000_000);
            let before = Viewport { span: Span::new(start, start + len), width_px: width };
            let at = share * width;
            let after = Viewport { span: before.zoom(factor, at, bounds), width_px: width };
            let moved_px = after.px(before.time(at)) - at;
            let rounding_px = 1.5 / after.ms_per_px();
            prop_assert!(moved_px.abs() <= 1.0_f64.max(rounding_px), "moved {} px", moved_px);
        }

        #[test]
        fn views_stay_inside_their_bounds(
            start in -500_i64..20_000, len in 0_i64..30_000, px in -5_000.0_f64..5_000.0, factor in 0.01_f64..100.0,
        ) {
            let bounds = Span::new(0, 20_000);
            let viewport = Viewport { span: fit(Millis(start), len, bounds), width_px: 800.0 };
            for span in [viewport.pan(px, bounds), viewport.zoom(factor, px, bounds), around(viewport.span, bounds)] {
                prop_assert!(bounds.start <= span.start && span.end <= bounds.end);
            }
            prop_assert_eq!(viewport.pan(px, bounds).len(), viewport.span.len());
        }
    }

    #[test]
    fn zoom_ends_at_a_second_and_at_the_whole_range() {
        let bounds = Span::new(0, 86_400_000);
        let viewport = Viewport { span: bounds, width_px: 1_000.0 };
        assert_eq!(viewport.zoom(1e9, 500.0, bounds).len(), MIN_SPAN);
        assert_eq!(viewport.zoom(1e-9, 500.0, bounds), bounds);
    }
}
