//! Which hours of a day are seen: those that shifts lie in, unless others are asked for.
//!
//! ```text
//! range    |───────────▇▇▇▇▇▇▇▇▇▇▇▇▇──────|
//! seen               ≷▇▇▇▇▇▇▇▇▇▇▇▇▇─≷
//! ```

use std::ops::Range;

use super::RowLayout;
use crate::rows::LaneMode;
use crate::text::{self, BAR_FONT_PX};
use crate::viewport::Viewport;
use model::format::duration_words;
use model::time::{DAY, Span};
use model::zone::{Run, Zone};

/// Room between an end of the plot and the words of its fold, in CSS pixels.
pub(crate) const FOLD_PAD_PX: f64 = 6.0;

/// How far a fold's zigzag reaches to either side, in CSS pixels.
pub(crate) const FOLD_PX: f64 = 3.0;

/// How the clocks run on the one day that a range lies in; `None` where it touches several.
pub(super) fn one_day(zone: &Zone, window: Span) -> Option<Vec<Run>> {
    match zone.days(window, 2)[..] {
        [(date, day)] => Some(zone.runs(date, day)),
        _ => None,
    }
}

/// Whether a part of each day is all of it.
pub fn is_whole_day(hours: Span) -> bool {
    hours.start.0 <= 0 && hours.end.0 >= DAY
}

impl RowLayout {
    /// The same of what is visible of each day, if somebody chose that: else of the hours that shifts lie in.
    pub fn viewport_in(&self, view: Span, hours: Option<Span>) -> Viewport {
        if self.mode != LaneMode::Day {
            return self.viewport(self.folded(view, hours));
        }
        let whole = self.viewport(view);
        let part = hours.or(self.shift_hours).map(|hours| hours.intersect(whole.span));
        Viewport { span: part.filter(|part| !part.is_empty()).unwrap_or(whole.span), ..whole }
    }

    /// Whether the hours around the shifts of one day are folded away, unless they are asked for.
    pub fn has_fold(&self) -> bool {
        self.fold.is_some()
    }

    /// What is seen of a view of one day: all of the range is shown without the hours before and after the shifts,
    /// unless all hours are asked for. Where rows are days, that is for each of them.
    pub fn folded(&self, view: Span, hours: Option<Span>) -> Span {
        let is_all = view.start <= self.window.start && self.window.end <= view.end;
        match self.fold.filter(|_| is_all && !hours.is_some_and(is_whole_day)) {
            // What is under way goes on to the present.
            Some(fold) if fold.end == self.window.end => Span { end: view.end, ..fold },
            Some(fold) => fold,
            None => view,
        }
    }

    /// How much is folded away before and after what is seen, in milliseconds.
    pub(crate) fn cuts(&self, seen: Span) -> [i64; 2] {
        match (self.mode, self.fold) {
            (LaneMode::Day, _) => [seen.start.0, DAY - seen.end.0],
            (_, Some(fold)) => [
                if seen.start == fold.start { fold.start - self.window.start } else { 0 },
                if seen.end == fold.end { self.window.end - fold.end } else { 0 },
            ],
            (_, None) => [0, 0],
        }
    }

    /// The same in words; none of a zoom, which is called one.
    pub(crate) fn cut_words(&self, seen: Span) -> [Option<String>; 2] {
        let of_shifts = |hours: Span| hours.intersect(Span::new(0, DAY)) == seen;
        let is_fold = self.mode != LaneMode::Day || self.shift_hours.is_some_and(of_shifts);
        let has_words = |ms| ms > 0 && is_fold && !self.cut.is_empty();
        self.cuts(seen).map(|ms| has_words(ms).then(|| duration_words(ms) + self.cut))
    }

    /// Where the axis shows that hours are folded away before and after what is seen: from the zigzag on as far as its words
    /// reach, in CSS pixels from the left edge of the drawing. None of a zoom.
    pub fn folds(&self, seen: Span) -> [Option<Range<f64>>; 2] {
        let most = self.plot_width() / 2.0;
        let reach = |words: String| most.min(FOLD_PAD_PX + text::width(&words, BAR_FONT_PX, false));
        let [before, after] = self.cut_words(seen).map(|words| words.map(reach));
        let (start, end) = (self.gutter, self.plot_end());
        [before.map(|reach| start - FOLD_PX..start + reach), after.map(|reach| end - reach..end + FOLD_PX)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::time::HOUR;

    #[test]
    fn all_hours_of_each_day_are_the_range() {
        for (from, to, expected) in [(0, 24, true), (0, 25, true), (0, 23, false), (1, 24, false)] {
            assert_eq!(is_whole_day(Span::new(from * HOUR, to * HOUR)), expected, "{from} to {to}");
        }
    }
}
