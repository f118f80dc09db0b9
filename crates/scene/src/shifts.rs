//! Which hours of the day shifts lie in, so that rows by day need not show nights.

use super::plans::open_spans;
use model::adherence::Judged;
use model::dataset::Dataset;
use model::state::{ActivityId, StateKind};
use model::time::{DAY, HOUR, Span};
use model::timeline::AgentTimeline;
use model::zone::{Run, clock_hours};

/// Nights shorter than this are not worth a fold, in milliseconds.
const SHORTEST_NIGHT: i64 = 4 * HOUR;

/// From the earliest login to the latest logout of some agents (indices into the data set's agents) in these days, as
/// clocks show them, and all open time that was planned, rounded out to whole hours; `None` where nobody was logged in,
/// nearly around the clock, and where a part of the one day there is was not fetched and does not come.
/// ```text
/// day 1  ·······▇▇▇▇▇▇▇····
/// day 2  ·····▇▇▇▇▇▇·······
///             └───────┘
/// ```
pub fn shift_hours(
    data: &Dataset,
    agents: &[usize],
    plans: Option<&Judged>,
    days: &[&[Run]],
) -> Option<Span> {
    let has_gaps = days.len() == 1 && !data.is_growing;
    let of_day = |agent: usize, runs: &[Run]| {
        let day = Span { start: runs.first()?.span.start, end: runs.last()?.span.end };
        let worked = data.agents.get(agent).and_then(|timeline| logged_in(data, timeline, day, has_gaps));
        let planned = plans.map_or(Vec::new(), |plans| open_spans(plans, agent, day));
        let all = planned.into_iter().chain(worked).filter_map(|span| clock_hours(runs, span));
        all.reduce(around)
    };
    let all = days.iter().flat_map(|runs| agents.iter().filter_map(|agent| of_day(*agent, runs)));
    let hours = all.reduce(around)?;
    let start = hours.start.0.div_euclid(HOUR) * HOUR;
    let end = (hours.end.0 + HOUR - 1).div_euclid(HOUR) * HOUR;
    (end - start <= DAY - SHORTEST_NIGHT && end > start).then(|| Span::new(start, end))
}

fn around(a: Span, b: Span) -> Span {
    Span { start: a.start.min(b.start), end: a.end.max(b.end) }
}

/// From the first moment of a day that an agent was logged in to the last, with or without what was not fetched; `None`
/// where there is none.
fn logged_in(data: &Dataset, timeline: &AgentTimeline, day: Span, has_gaps: bool) -> Option<Span> {
    let lane = &timeline.lane;
    let lasts = |i: &usize| lane.start(*i) < lane.start(i + 1);
    let is_in = |i: &usize| {
        let activity = lane.activity(*i);
        let is_known = !activity.is_absence() || has_gaps && activity == ActivityId::NOT_FETCHED;
        is_known && data.catalog.kind(activity) != StateKind::LoggedOut && lasts(i)
    };
    let touched = lane.range(day);
    let first = touched.clone().find(is_in)?;
    let last = touched.rev().find(is_in)?;
    Some(Span { start: lane.start(first).max(day.start), end: lane.start(last + 1).min(day.end) })
}

/// Whether an agent was logged out all day, as far as is known.
pub fn is_day_off(data: &Dataset, timeline: &AgentTimeline, day: Span) -> bool {
    let lane = &timeline.lane;
    !lane.range(day).is_empty()
        && lane.range(day).all(|i| data.catalog.kind(lane.activity(i)) == StateKind::LoggedOut)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use model::testing::{Load, changes, states};
    use model::time::MINUTE;
    use model::zone::Zone;

    /// Days of an agent who is logged in for these minutes, rows to the next row.
    fn data(shifts: &[(i64, i64)], days: i64) -> Dataset {
        let (catalog, [ready, out]) =
            states([("READY", None, StateKind::Available), ("LOGOUT", None, StateKind::LoggedOut)]);
        let rows = shifts.iter().flat_map(|&(from, to)| [(from * MINUTE, ready), (to * MINUTE, out)]);
        Load::new(catalog, Span::new(0, days * DAY)).rows(changes("a", rows)).build()
    }

    fn hours(shifts: &[(i64, i64)], days: i64) -> Option<Span> {
        let all = Zone::utc().days(Span::new(0, days * DAY), usize::MAX);
        let runs: Vec<_> = all.into_iter().map(|(date, day)| Zone::utc().runs(date, day)).collect();
        let runs: Vec<&[_]> = runs.iter().map(Vec::as_slice).collect();
        shift_hours(&data(shifts, days), &[0], None, &runs)
    }

    #[test]
    fn nights_are_cut_off_where_nobody_was_logged_in_on_any_day() {
        let clock = |day: i64, hour: i64, minute: i64| (day * 24 + hour) * 60 + minute;
        let shift =
            |day, from: (i64, i64), to: (i64, i64)| (clock(day, from.0, from.1), clock(day, to.0, to.1));
        let usual = [shift(0, (8, 55), (17, 30)), shift(1, (9, 5), (18, 1))];
        assert_eq!(hours(&usual, 3), Some(Span::new(8 * HOUR, 19 * HOUR)));
        let exact = [shift(0, (8, 0), (17, 0))];
        assert_eq!(hours(&exact, 2), Some(Span::new(8 * HOUR, 17 * HOUR)));
        let over_midnight = [shift(0, (20, 0), (28, 0)), shift(1, (20, 0), (28, 0))];
        assert_eq!(hours(&over_midnight, 3), None, "there is no night");
        assert_eq!(hours(&[shift(0, (2, 0), (22, 1))], 1), None, "too short a night");
        assert_eq!(hours(&[], 2), None);
    }

    #[test]
    fn a_day_off_has_nothing_but_logged_out_time() {
        let data = data(&[(9 * 60, 17 * 60), (57 * 60, 60 * 60)], 4);
        let is_off = |day: i64| is_day_off(&data, &data.agents[0], Span::new(day * DAY, (day + 1) * DAY));
        assert_eq!([0, 1, 2, 3].map(is_off), [false, true, false, true]);
    }

    proptest! {
        #[test]
        fn nothing_of_a_shift_is_cut_off(
            raw in prop::collection::vec((0_i64..3 * 24 * 60, 1_i64..600), 1..8),
        ) {
            let mut shifts: Vec<(i64, i64)> = Vec::new();
            for (from, length) in raw {
                let after = shifts.last().map_or(0, |(_, to)| to + 1);
                shifts.push((from.max(after), from.max(after) + length));
            }
            let worked = |day: i64, minute: i64| {
                shifts.iter().any(|&(from, to)| (from..to).contains(&(day * 24 * 60 + minute)))
            };
            let minutes: Vec<i64> =
                (0..24 * 60).filter(|&minute| (0..3).any(|day| worked(day, minute))).collect();
            let (Some(first), Some(last)) = (minutes.first(), minutes.last()) else { return Ok(()) };
            let expected = Span::new(first / 60 * HOUR, (last / 60 + 1) * HOUR);
            let is_worth_it = expected.len() <= 20 * HOUR;
            prop_assert_eq!(hours(&shifts, 3), is_worth_it.then_some(expected));
        }
    }
}
