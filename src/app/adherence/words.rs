//! Adherence in words: the formula with its options, late and early, what was done and what was forgiven.

use crate::app::words::adherence as words;
use model::adherence::{Beyond, Figures, Forgiven, Judged, Options, PlannedShift, Ratio};
use model::format::{Clock, duration_words, isolated, number, percent_fine, span_to_minute, unturned};
use model::time::{Millis, Span};
use model::zone::Zone;

/// The formula with its options: `Adherence = in ÷ (in + out), no grace`.
pub fn formula(options: &Options, has_own_grace: bool) -> String {
    let grace = match (options.grace_ms, options.beyond) {
        (0, _) => words::NO_GRACE.to_owned(),
        (ms, Beyond::Whole) => words::forgiven_whole(duration_words(ms)),
        (ms, Beyond::Excess) => words::forgiven_of_each(duration_words(ms)),
    };
    let mut parts = vec![grace];
    if has_own_grace {
        parts.push(words::GRACES_OF_THEIR_OWN.to_owned());
    }
    if options.contact_over_edge {
        parts.push(words::CONTACT_OVER_EDGE_IS_NEUTRAL.to_owned());
    }
    if options.outside_shift {
        parts.push(words::UNPLANNED_WORK_IS_OUT.to_owned());
    }
    words::adherence_is(parts.join("; "))
}

/// How conformance is worked out.
pub fn conformance_formula(options: &Options) -> String {
    let worked = match options.window_ms {
        None => words::IN_ALL_TIME.to_owned(),
        Some(0) => words::IN_SHIFTS.to_owned(),
        Some(ms) => words::in_shifts_and_around(duration_words(ms)),
    };
    words::conformance_is(worked)
}

/// A ratio: `99.5%`, `–` where there is nothing, `∞` where something is of nothing.
pub fn ratio(ratio: Ratio) -> String {
    match ratio {
        Ratio::None => "–".to_owned(),
        Ratio::Infinite => "∞".to_owned(),
        Ratio::Of(share) => percent_fine(share),
    }
}

/// Adherence: `92.8%`, `–` where nothing is planned of which a state is known.
pub fn adherence(figures: Option<&Figures>) -> String {
    figures.and_then(Figures::adherence).map_or_else(|| "–".to_owned(), percent_fine)
}

/// Late arrivals and early leavings of some shifts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edges {
    /// Shifts that began late, and by how many milliseconds together.
    pub late: (usize, i64),
    /// Shifts that ended early, and by how many milliseconds together.
    pub early: (usize, i64),
    /// Shifts in which nobody worked.
    pub absent: usize,
}

impl Edges {
    /// Adds a shift.
    pub fn add(&mut self, shift: &PlannedShift) {
        let add = |(count, sum): &mut (usize, i64), ms: Option<i64>| {
            if let Some(ms) = ms.filter(|ms| *ms > 0) {
                *count += 1;
                *sum += ms;
            }
        };
        add(&mut self.late, shift.late_ms);
        add(&mut self.early, shift.early_ms);
        self.absent += usize::from(shift.is_absent);
    }
}

/// `7:00`, the sum of several shifts `13 min in 3 shifts`; `–` for none.
pub fn edge((count, ms): (usize, i64)) -> String {
    match count {
        0 => "–".to_owned(),
        1 => Clock::Stretch.text(ms),
        many => words::time_in_shifts(duration_words(ms), number(many)),
    }
}

/// What is planned for an agent at a moment: `Break, 10:05 – 10:20`; `None` without a plan, `nothing` between two.
pub fn planned_at(judged: &Judged, agent: usize, t: Millis, zone: &Zone) -> Option<String> {
    judged.agent(agent)?;
    let Some(planned) = judged.planned(agent, Span { start: t, end: t + 1 }).first() else {
        return Some(words::NOTHING_PLANNED.to_owned());
    };
    let name = isolated(&unturned(judged.name(planned.activity))).into_owned();
    Some(format!("{name}, {}", span_to_minute(planned.span, zone)))
}

/// How much of a stretch of an agent's time was out: `5:00`, or what is forgiven of it.
pub fn out_of(judged: &Judged, agent: usize, span: Span) -> Option<String> {
    let touched = judged.agent(agent)?.exceptions_in(span);
    let out_ms: i64 = touched.iter().map(|one| one.out_in(span)).sum();
    let why = touched.iter().find_map(|one| one.forgiven);
    match (out_ms, why) {
        (0, None) => None,
        (0, Some(why)) => Some(words::none_but(forgiven(why))),
        (ms, _) => Some(Clock::Stretch.text(ms)),
    }
}

/// Why an exception does not count, or not all of it.
pub const fn forgiven(why: Forgiven) -> &'static str {
    match why {
        Forgiven::Grace => words::WITHIN_THE_GRACE,
        Forgiven::Contact => words::ON_CONTACT_OVER_EDGE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::adherence::{Table, judge};
    use model::schedule::ScheduleBuilder;
    use model::state::StateKind;
    use model::testing::{Load, changes, states};
    use model::time::MINUTE;

    #[test]
    fn every_option_is_in_the_formula() {
        let plain = formula(&Options::default(), false);
        assert_eq!(plain, "Adherence = in ÷ (in + out): no grace.");
        let whole = Options {
            grace_ms: 5 * MINUTE,
            contact_over_edge: true,
            outside_shift: true,
            ..Options::default()
        };
        let excess = Options { beyond: Beyond::Excess, ..whole };
        for (options, words) in [
            (whole, "exceptions up to 5 min forgiven, longer ones count whole"),
            (excess, "5 min of each exception forgiven"),
        ] {
            let told = formula(&options, true);
            for words in [words, "grace of their own", "contact", "nothing is planned"] {
                assert!(told.contains(words), "{told}");
            }
        }
        let windows = [None, Some(0), Some(120 * MINUTE)];
        let told = windows.map(|window_ms| conformance_formula(&Options { window_ms, ..Options::default() }));
        assert!(told[2].contains("2 h around") && told[0] != told[1], "{told:?}");
    }

    #[test]
    fn what_there_is_none_of_is_no_nought() {
        assert_eq!([Ratio::None, Ratio::Infinite, Ratio::Of(1.0)].map(ratio), ["–", "∞", "100.0%"]);
        assert_eq!(adherence(None), "–");
        assert_eq!(adherence(Some(&Figures::default())), "–");
        let edges = [(0, 0), (1, 420_000), (3, 750_000), (120, 29_889_000)].map(edge);
        assert_eq!(edges, ["–", "7:00", "13 min in 3 shifts", "8 h 18 min in 120 shifts"]);
    }

    #[test]
    fn edges_are_summed_over_shifts() {
        let shift = |late_ms, early_ms, is_absent| PlannedShift {
            span: Span::new(0, 1),
            open: None,
            late_ms,
            early_ms,
            is_absent,
        };
        let mut edges = Edges::default();
        for one in
            [shift(Some(60_000), Some(0), false), shift(Some(120_000), None, false), shift(None, None, true)]
        {
            edges.add(&one);
        }
        assert_eq!(edges, Edges { late: (2, 180_000), early: (0, 0), absent: 1 });
    }

    #[test]
    fn a_moment_says_what_was_planned_and_how_much_was_out() {
        let (catalog, [ready, pause]) = states([
            ("READY", None, StateKind::Available),
            ("NOT_READY", Some("Break"), StateKind::NotReady),
        ]);
        let rows = changes("ana", [(0, ready), (40 * MINUTE, pause)]).chain(changes("bo", [(0, ready)]));
        let data = Load::new(catalog, Span::new(0, 60 * MINUTE)).rows(rows).build();
        let mut builder = ScheduleBuilder::new();
        let open = builder.activity("Open", None);
        builder.push("ana", Span::new(0, 50 * MINUTE), open, 1);
        let judged = judge(&data, builder, &Table::default(), Options::default());
        let at = |agent, minute| {
            let told = planned_at(&judged, agent, Millis(minute * MINUTE), &Zone::utc());
            told.map(|text| text.replace(['\u{2068}', '\u{2069}'], ""))
        };
        assert!(at(0, 45).unwrap().starts_with("Open, "), "{:?}", at(0, 45));
        assert_eq!((at(0, 55).as_deref(), at(1, 5)), (Some("nothing"), None));
        let out = |from, to| out_of(&judged, 0, Span::new(from * MINUTE, to * MINUTE));
        assert_eq!((out(40, 60).as_deref(), out(0, 40)), (Some("10:00"), None));
    }
}
