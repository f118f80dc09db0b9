//! Attendance against the definition, with rows so short that everything crosses them.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::index::tests::{ACTIVITIES, index, lane};
use crate::state::{ActivityId, Catalog};
use crate::testing::states;
use crate::time::Span;

/// Activities by number: the absences, then there, and gone or there.
fn catalog(last: StateKind) -> Catalog {
    states([("READY", None, StateKind::Available), ("LAST", None, last)]).0
}

/// What segment by segment is true, each cut to the part: whether the agent is there; `None` where nobody knows.
fn seen(lane: &Lane, catalog: &Catalog, part: Span, now: Millis) -> Vec<(Span, ActivityId, Option<bool>)> {
    let inside = lane.range(part).filter_map(|at| lane.segment(at));
    let cut = inside.map(|segment| (segment.span.intersect(part), segment.activity));
    let is_there = |span: Span, activity| match catalog.kind(activity) {
        StateKind::Unknown | StateKind::NotFetched => None,
        StateKind::NoData if span.start >= now => None,
        kind => Some(kind.is_logged_in()),
    };
    cut.map(|(span, activity)| (span, activity, is_there(span, activity))).collect()
}

/// Sessions, first login and last logout by the definition.
fn truth(seen: &[(Span, ActivityId, Option<bool>)]) -> (u32, Option<Millis>, Option<Millis>) {
    let known: Vec<(Millis, bool)> =
        seen.iter().filter_map(|(span, _, is)| Some((span.start, (*is)?))).collect();
    let before = std::iter::once(false).chain(known.iter().map(|(_, is)| *is));
    let turns: Vec<(Millis, bool)> =
        before.zip(&known).filter(|(before, (_, is))| before != is).map(|(_, turn)| *turn).collect();
    let logins: Vec<Millis> = turns.iter().filter(|(_, is)| *is).map(|(at, _)| *at).collect();
    let last_logout = turns.last().filter(|(_, is)| !is).map(|(at, _)| *at);
    (logins.len() as u32, logins.first().copied(), last_logout)
}

/// How long the longest occurrence of what `counts` is, by the definition: what lasts goes on over what has no length.
fn longest_ms(seen: &[(Span, ActivityId, Option<bool>)], counts: impl Fn(ActivityId) -> bool) -> Option<i64> {
    let lengths = (0..seen.len()).map(|at| {
        let (_, activity, _) = seen[at];
        let back = seen[..=at].iter().rev();
        let own = back
            .take_while(|(span, of, _)| *of == activity || span.is_empty())
            .filter(|(_, of, _)| *of == activity);
        (activity, own.map(|(span, ..)| span.len()).sum::<i64>())
    });
    lengths.filter(|(activity, _)| counts(*activity)).map(|(_, ms)| ms).max()
}

/// Mostly there, in stretches that end and go on.
fn segments() -> impl Strategy<Value = Vec<(i64, u32, i64)>> {
    let activity = prop_oneof![6 => Just(3_u32), 3 => Just(4_u32), 1 => 0..ACTIVITIES as u32];
    let ms = prop_oneof![1 => Just(0_i64), 4 => 1_i64..9, 1 => 9_i64..40];
    prop::collection::vec((ms, activity, Just(0)), 1..120)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_that_are_not_walked_change_nothing(
        segments in segments(), carried in any::<bool>(), stride in 1_usize..9, now in 0_i64..900,
        last in prop::sample::select(vec![StateKind::LoggedOut, StateKind::NotReady]),
        parts in prop::collection::vec((any::<Index>(), any::<Index>(), -2_i64..3), 6),
        counted in prop::sample::select(vec![0_u32, 3, 4]),
    ) {
        let (lane, catalog) = (lane(&segments, carried), catalog(last));
        let (short, long) = (index(&lane, ACTIVITIES, stride), index(&lane, ACTIVITIES, 1_000));
        let counts = |activity: ActivityId| counted == 0 || activity.0 == counted;
        for (from, to, more) in parts {
            let (from, to) = (lane.start(from.index(lane.len() + 1)), lane.start(to.index(lane.len() + 1)));
            let part = Span { start: from + more, end: to }.intersect(lane.window());
            let told = in_part(&lane, &short, &catalog, (part, Millis(now)), &counts);
            let walked = in_part(&lane, &long, &catalog, (part, Millis(now)), &counts);
            prop_assert_eq!(&told, &walked);
            let seen = seen(&lane, &catalog, part, Millis(now));
            let (sessions, first, last) = truth(&seen);
            prop_assert_eq!((told.sessions, told.first_login, told.last_logout), (sessions, first, last));
            let before = lane.at(part.start + -1).map(|at| catalog.kind(lane.activity(at)).is_logged_in());
            let had_begun = before.unwrap_or_else(|| lane.is_carried_in());
            prop_assert_eq!(told.since_before, first == Some(part.start) && had_begun);
            let is_there = |activity: ActivityId| catalog.kind(activity).is_logged_in() && counts(activity);
            let longest = told.longest.map(|longest| longest.span.len());
            prop_assert_eq!(longest, longest_ms(&seen, is_there));
        }
    }
}

/// What is cheap must stay it: a lane of a whole year of one state and one logout is told from a few rows.
#[test]
fn a_row_in_which_nobody_comes_or_goes_is_no_news() {
    let (catalog, rows) = (catalog(StateKind::LoggedOut), 50);
    let segments: Vec<(i64, u32, i64)> =
        (0..rows * 8).map(|at| (5, if at == 200 { 4 } else { 3 }, 0)).collect();
    let lane = lane(&segments, false);
    let index = index(&lane, ACTIVITIES, 8);
    let looked = std::cell::Cell::new(0);
    let counts = |_: ActivityId| {
        looked.set(looked.get() + 1);
        true
    };
    let told = in_part(&lane, &index, &catalog, (lane.window(), Millis(9_000)), &counts);
    assert_eq!((told.sessions, told.longest.map(|longest| longest.span)), (2, Some(Span::new(0, 1_000))));
    assert!(looked.get() < 250, "{}", looked.get());
}
