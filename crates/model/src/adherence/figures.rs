//! Figures of a span, and what they are shares of.

use super::sums::Sums;

/// A share that may have nothing to be a share of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ratio {
    /// There is nothing on either side.
    None,
    /// Something, of nothing.
    Infinite,
    /// 0 and more; it may exceed 1.
    Of(f64),
}

/// What is said of the time of a span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The sums. In, out, neutral, unscheduled and unknown are together the span.
    pub sums: Sums,
    /// Work that counts for conformance, in milliseconds: all of it, or that in shifts and around them, as the
    /// options have it.
    pub worked_ms: i64,
}

impl Figures {
    /// Whether anything is planned.
    pub fn has_plan(&self) -> bool {
        self.sums.planned_ms > 0
    }

    /// `in / (in + out)`; `None` where nothing is planned of which a state is known: never 0.
    pub fn adherence(&self) -> Option<f64> {
        let Sums { in_ms, out_ms, outside_ms, .. } = self.sums;
        (in_ms + out_ms - outside_ms > 0).then(|| in_ms as f64 / (in_ms + out_ms) as f64)
    }

    /// `worked / open time that was planned`, as far as states are known; none where nothing is planned.
    pub fn conformance(&self) -> Ratio {
        self.ratio(self.worked_ms)
    }

    /// The same of work while open time was planned.
    pub fn conformance_while_open(&self) -> Ratio {
        self.ratio(self.sums.work_open_ms)
    }

    fn ratio(&self, worked_ms: i64) -> Ratio {
        if self.has_plan() { ratio(worked_ms, self.sums.open_ms) } else { Ratio::None }
    }

    /// These and those of another span or agent.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self { sums: self.sums.plus(&other.sums, 1), worked_ms: self.worked_ms + other.worked_ms }
    }
}

/// A share of two lengths in milliseconds.
pub(super) fn ratio(part: i64, whole: i64) -> Ratio {
    match (part, whole) {
        (0, 0) => Ratio::None,
        (_, 0) => Ratio::Infinite,
        _ => Ratio::Of(part as f64 / whole as f64),
    }
}
