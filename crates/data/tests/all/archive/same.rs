//! What is read from an archive is what was fetched, to the millisecond.

use std::collections::BTreeMap;

use model::dataset::Dataset;
use model::record::Durations;
use model::time::{DAY, HOUR, Millis, Span};
use proptest::prelude::*;

use super::made::{
    DAYS, Made, NOW, START, archived, build, catalog, days, dialect, page, read_again, records, series,
};

/// All that is seen of a data set: each agent's segments.
fn seen(data: &Dataset) -> BTreeMap<String, Vec<String>> {
    let words = |data: &Dataset, agent: &model::timeline::AgentTimeline| -> Vec<String> {
        let word = |segment: model::lane::Segment| {
            let activity = data.catalog.activity(segment.activity);
            let (code, label) = (data.catalog.code(segment.activity), data.catalog.label(segment.activity));
            let (reason, kind) = (&activity.reason, activity.kind);
            let model::lane::Segment { span, reported_ms, since, running, detail, .. } = segment;
            format!(
                "{span:?} {code} {label} {reason:?} {kind:?} {reported_ms:?} {since:?} {running} {detail:?}"
            )
        };
        (0..agent.lane.len()).filter_map(|i| agent.lane.segment(i)).map(word).collect()
    };
    let agents = data.agents.iter().filter(|agent| agent.records > 0 || agent.lane.is_carried_in());
    agents.map(|agent| (agent.id.to_string(), words(data, agent))).collect()
}

fn fetched(made: &[Made], window: Span, durations: Durations) -> Dataset {
    let (catalog, ids) = catalog(dialect(durations));
    let span = Span { start: window.start + -DAY, ..window };
    build(&[series(page(made, span, &ids, durations), span, durations)], catalog, window, NOW)
}

/// Whether the list of a day shows nothing of its order and has rows whose order counts: none of its agents has rows
/// of two moments, one has several of one. Rows that were once the first and then the second, of a list with the
/// oldest first, and rows that were once the second and then the first, of one with the newest first, are the same
/// answer. A list of several days may show what this one does not.
pub fn hides_order(made: &[Made]) -> bool {
    let mut days: BTreeMap<i64, BTreeMap<u8, Vec<i64>>> = BTreeMap::new();
    for (agent, at, ..) in made {
        days.entry(at.div_euclid(DAY)).or_default().entry(*agent).or_default().push(*at);
    }
    let shows = |times: &Vec<i64>| times.iter().any(|at| *at != times[0]);
    let hides = |list: BTreeMap<u8, Vec<i64>>| {
        !list.values().any(shows) && list.values().any(|times| times.len() > 1)
    };
    days.into_values().any(hides)
}

/// What a question about a range with a day before it is answered.
pub fn asked(made: &[Made], window: Span) -> Vec<Made> {
    let is_asked = |(_, at, ..): &&Made| (window.start + -DAY..window.end).contains(&Millis(START + at));
    made.iter().filter(is_asked).copied().collect()
}

/// Whether of several rows of one moment one has no figure, and the agent's next row is of another day, or beyond the
/// range: then which of them lasts longer depends on how much is known.
fn has_open_moments(made: &[Made], end: Millis) -> bool {
    made.iter().any(|(agent, at, _, figure, ..)| {
        let own = || made.iter().filter(|other| other.0 == *agent);
        let day_ends = (at.div_euclid(DAY) + 1) * DAY;
        let is_next = |other: &Made| (at + 1..day_ends).contains(&other.1) && Millis(START + other.1) < end;
        figure.is_none() && own().filter(|other| other.1 == *at).count() > 1 && !own().any(is_next)
    })
}

fn check(made: &[Made], (from, to): (i64, i64), durations: Durations) -> Result<(), TestCaseError> {
    let window = Span::new(START + DAY + from.min(to), START + DAY + from.max(to) + 1);
    let is_told = !hides_order(made) && !hides_order(&asked(made, window));
    prop_assume!(durations == Durations::OfOwnState || is_told);
    let files: Vec<_> = (0..DAYS).map(|day| archived(made, day, durations)).collect();
    let (read, raw) = (read_again(&files, window, durations), fetched(made, window, durations));
    prop_assert_eq!(seen(&read), seen(&raw));
    Ok(())
}

/// Time in each state, as an engine adds it up from rows: each ends with its duration, with the next row
/// where that is not known, with the range at the latest.
fn added_up(rows: &[Vec<data::archive::row::Row>], window: Span) -> BTreeMap<String, i64> {
    let mut all: Vec<_> = rows.iter().flatten().collect();
    all.sort_by_key(|row| row.order());
    let mut totals = BTreeMap::new();
    for (place, row) in all.iter().enumerate() {
        let next = all.get(place + 1).filter(|next| next.agent == row.agent).map(|next| next.start);
        let end = row.duration_ms.map(|ms| row.start + ms).or(next).unwrap_or(window.end);
        let ms = Span { start: row.start, end }.intersect(window).len();
        *totals.entry(format!("{} {:?}", row.state, row.reason)).or_default() += ms;
    }
    totals.retain(|_, ms| *ms > 0);
    totals
}

fn totals(data: &Dataset) -> BTreeMap<String, i64> {
    let mut totals = BTreeMap::new();
    for segment in
        data.agents.iter().flat_map(|agent| (0..agent.lane.len()).filter_map(|i| agent.lane.segment(i)))
    {
        let activity = data.catalog.activity(segment.activity);
        if !activity.kind.is_absence() {
            let name = format!("{} {:?}", data.catalog.code(segment.activity), activity.reason);
            *totals.entry(name).or_default() += segment.len();
        }
    }
    totals.retain(|_, ms| *ms > 0);
    totals
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_lane_of_rows_with_their_own_lengths_comes_back(
        made in records(30 * HOUR), window in (0..4 * DAY - 1, 0..4 * DAY - 1),
    ) {
        check(&made, window, Durations::OfOwnState)?;
    }

    #[test]
    fn a_lane_of_changes_comes_back(
        made in records(30 * HOUR), window in (0..4 * DAY - 1, 0..4 * DAY - 1),
    ) {
        check(&made, window, Durations::OfPreviousState)?;
    }

    #[test]
    fn durations_add_up_to_the_totals(
        made in records(20 * HOUR),
        window in (0..3 * DAY, 1..3 * DAY),
        durations in prop::sample::select(&[Durations::OfOwnState, Durations::OfPreviousState][..]),
    ) {
        prop_assume!(durations == Durations::OfOwnState || !hides_order(&made));
        let start = START + DAY + window.0.min(window.1);
        let window = Span::new(start, start + (window.0 - window.1).abs() + 1);
        prop_assume!(durations == Durations::OfPreviousState || !has_open_moments(&made, window.end));
        let files: Vec<_> = (0..DAYS).map(|day| archived(&made, day, durations)).collect();
        let (catalog, ids) = catalog(dialect(durations));
        let all = days(0, DAYS);
        let data = build(&[series(page(&made, all, &ids, durations), all, durations)], catalog, window, NOW);
        prop_assert_eq!(added_up(&files, window), totals(&data));
    }

    #[test]
    fn rows_of_a_file_never_overlap(
        made in records(30 * HOUR),
        durations in prop::sample::select(&[Durations::OfOwnState, Durations::OfPreviousState][..]),
    ) {
        for day in 0..DAYS {
            let rows = archived(&made, day, durations);
            for two in rows.windows(2).filter(|two| two[0].agent == two[1].agent) {
                let end = two[0].duration_ms.map_or(Millis(i64::MIN), |ms| two[0].start + ms);
                prop_assert!(end <= two[1].start, "{:?}", two);
            }
        }
    }
}
