//! A range that ends now, between two loads: the view goes on with the time, though nothing is known
//! of what came after the last load.
//!
//! ```text
//! loaded   |---------------------|            views that end here ...
//! shown    |---------------------|░░░░░|      ... are shown up to the present
//!                         window.end   present
//! ```

use model::time::{Millis, SECOND, Span};

/// A loaded range, and a present that is later than its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveEdge {
    window: Span,
    present: Millis,
}

impl LiveEdge {
    /// The present moves on in steps that can be seen: a pixel of `ms_per_px`, and a second at least.
    /// `None` until the first step is made.
    pub fn new(window: Span, present: Millis, ms_per_px: f64) -> Option<Self> {
        let step = (ms_per_px.ceil() as i64).max(SECOND);
        let lag = (present - window.end).div_euclid(step).saturating_mul(step);
        (lag > 0 && !window.is_empty()).then_some(Self { window, present: window.end + lag })
    }

    /// The present, as it is shown.
    pub fn present(self) -> Millis {
        self.present
    }

    /// The range with what came after it.
    pub fn bounds(self) -> Span {
        Span { start: self.window.start, end: self.present }
    }

    /// What came after the range.
    pub fn unknown(self) -> Span {
        Span { start: self.window.end, end: self.present }
    }

    /// How a view is shown: the whole range grows, a part that ends with it slides along, and any
    /// other stays.
    #[must_use]
    pub fn shown(self, view: Span) -> Span {
        if view == self.window {
            self.bounds()
        } else if view.end == self.window.end {
            moved(view, self.unknown().len())
        } else {
            view
        }
    }

    /// The view that is shown as `view`: one that ends with the present is one that ends with the
    /// loaded range.
    #[must_use]
    pub fn kept(self, view: Span) -> Span {
        if view == self.bounds() {
            self.window
        } else if view.end == self.present {
            moved(view, -self.unknown().len()).intersect(self.window)
        } else {
            view
        }
    }
}

/// Where a view goes when the loaded range grows from `before` to `after`: one that ended with it
/// goes on ending with it.
#[must_use]
pub fn followed(view: Span, before: Span, after: Span) -> Span {
    let grew = before.start == after.start && before.end < after.end;
    if grew && view.end == before.end && view != before { moved(view, after.end - before.end) } else { view }
}

fn moved(span: Span, by_ms: i64) -> Span {
    Span { start: span.start + by_ms, end: span.end + by_ms }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use model::time::{HOUR, MINUTE};

    const WINDOW: Span = Span::new(0, 8 * HOUR);

    fn live_edge(lag: i64) -> LiveEdge {
        LiveEdge::new(WINDOW, WINDOW.end + lag, 1.0).unwrap()
    }

    #[test]
    fn the_present_moves_on_by_seconds_or_by_pixels_whichever_are_rarer() {
        let lag = |lag, ms_per_px| {
            LiveEdge::new(WINDOW, WINDOW.end + lag, ms_per_px)
                .map(|live_edge| live_edge.present() - WINDOW.end)
        };
        assert_eq!([lag(-5, 1.0), lag(0, 1.0), lag(999, 1.0)], [None; 3]);
        assert_eq!([lag(1_999, 1.0), lag(2_000, 999.9)], [Some(1_000), Some(2_000)]);
        assert_eq!([lag(22_000, 22_500.0), lag(50_000, 22_500.0)], [None, Some(45_000)]);
        assert_eq!(LiveEdge::new(Span::default(), Millis(HOUR), 1.0), None);
    }

    #[test]
    fn the_whole_grows_its_end_slides_and_the_rest_stays() {
        let live_edge = live_edge(MINUTE);
        assert_eq!(live_edge.shown(WINDOW), Span::new(0, 8 * HOUR + MINUTE));
        let end = Span::new(7 * HOUR, 8 * HOUR);
        assert_eq!(live_edge.shown(end), Span::new(7 * HOUR + MINUTE, 8 * HOUR + MINUTE));
        let before = Span::new(7 * HOUR, 8 * HOUR - 1);
        assert_eq!(live_edge.shown(before), before);
        let between = Span::new(7 * HOUR, 8 * HOUR + 1);
        assert_eq!((live_edge.shown(between), live_edge.kept(between)), (between, between));
    }

    #[test]
    fn a_view_that_ended_with_the_range_ends_with_the_longer_one() {
        let after = Span { end: WINDOW.end + MINUTE, ..WINDOW };
        let end = Span::new(7 * HOUR, 8 * HOUR);
        assert_eq!(followed(end, WINDOW, after), moved(end, MINUTE));
        let before = Span::new(HOUR, 2 * HOUR);
        assert_eq!(followed(before, WINDOW, after), before);
        let other = Span::new(HOUR, 9 * HOUR);
        assert_eq!(followed(end, WINDOW, other), end, "another range");
    }

    proptest! {
        #[test]
        fn what_is_shown_of_a_view_is_that_view(start in 0..8 * HOUR, len in 1..8 * HOUR, lag in SECOND..HOUR) {
            let view = Span::new(start, (start + len).min(8 * HOUR));
            let live_edge = live_edge(lag);
            prop_assert_eq!(live_edge.kept(live_edge.shown(view)), view);
            prop_assert!(live_edge.shown(view).end <= live_edge.present());
        }

        #[test]
        fn whatever_is_kept_lies_in_the_bounds(start in 0..9 * HOUR, len in 1..9 * HOUR, lag in SECOND..HOUR) {
            let live_edge = live_edge(lag);
            let view = Span::new(start, start + len).intersect(live_edge.bounds());
            let kept = live_edge.kept(view);
            prop_assert_eq!(kept.intersect(live_edge.bounds()), kept);
        }
    }
}
