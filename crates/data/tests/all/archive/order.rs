//! Rows of one moment stand in the order that they were put in when they were fetched, whatever of them is read.

use std::collections::BTreeMap;

use data::archive::row::Row;
use data::query::Agents;
use model::dataset::Dataset;
use model::findings::FindingKind;
use model::lane::Segment;
use model::record::Durations;
use model::time::{DAY, HOUR, SECOND, Span};
use model::timeline::AgentTimeline;
use proptest::prelude::*;

use super::folder::Folder;
use super::loaded::either;
use super::made::{DAYS, Made, START, archived, read_again};

/// Records of few moments, most of which have several. Rows that say how long they last do so, and not by a second
/// more or less: how long the others last, and so which of them is the longest, depends on how much is asked for.
fn crowded() -> impl Strategy<Value = (Vec<Made>, Durations)> {
    let at = (0..DAYS * 4).prop_map(|quarter| quarter * DAY / 4);
    let figure = prop::option::weighted(0.7, prop_oneof![Just(DAY / 4), Just(0), 2 * SECOND..30 * HOUR]);
    let made = (0_u8..2, at, 0_u8..5, figure, 0_u8..3, prop::option::of(0_u8..9));
    (prop::collection::vec(made, 0..24), either()).prop_map(|(mut made, durations)| {
        made.sort_by_key(|(_, at, ..)| *at);
        if durations == Durations::OfOwnState {
            for row in &mut made {
                row.3 = row.3.map(|ms| ms - ms % (10 * SECOND)).filter(|ms| *ms > 0).or(Some(HOUR));
            }
        }
        (made, durations)
    })
}

/// Each agent's rows that began in `span`, in the order of files; where states last until the next begins, the one
/// before them first.
fn told(files: &[Vec<Row>], span: Span, durations: Durations) -> BTreeMap<String, Vec<String>> {
    let mut agents: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in files.iter().flatten().filter(|row| !row.is_derived) {
        agents.entry(row.agent.to_string()).or_default().push(row);
    }
    let words = |rows: Vec<&Row>| {
        let inside = rows.iter().filter(|row| span.contains(row.start));
        let before = rows.iter().rev().find(|row| (span.start + -DAY..span.start).contains(&row.start));
        let is_carried =
            durations == Durations::OfPreviousState && !rows.iter().any(|row| row.start == span.start);
        let carried = before.filter(|_| is_carried);
        let word = |row: &&Row| format!("{:?} {} {:?} {:?}", row.start, row.state, row.reason, row.kind);
        carried.into_iter().chain(inside).map(word).collect::<Vec<_>>()
    };
    agents
        .into_iter()
        .map(|(agent, rows)| (agent, words(rows)))
        .filter(|(_, words)| !words.is_empty())
        .collect()
}

/// The same of what is shown.
fn shown(data: &Dataset, durations: Durations) -> BTreeMap<String, Vec<String>> {
    let is_said = |segment: &Segment| {
        let is_there = durations == Durations::OfPreviousState || segment.since.is_none();
        is_there && !segment.activity.is_absence() && !segment.is_derived
    };
    let word = |segment: Segment| {
        let activity = data.catalog.activity(segment.activity);
        let code = data.catalog.code(segment.activity);
        format!("{:?} {code} {:?} {:?}", segment.start(), activity.reason, activity.kind)
    };
    let agents = data.agents.iter().map(|agent| {
        let words: Vec<String> = agent.lane.segments().filter(is_said).map(word).collect();
        (agent.id.to_string(), words)
    });
    agents.filter(|(_, words)| !words.is_empty()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn rows_of_one_moment_stand_as_in_the_file_in_every_range_and_version(
        (made, durations) in crowded(),
        each in 1..12_usize,
        some in prop::option::of(0_u8..2),
        from in 0..4 * DAY,
        length in prop_oneof![1..2 * DAY, Just(1), (1..8_i64).prop_map(|quarters| quarters * DAY / 4)],
    ) {
        let range = Span::new(START + from, START + from + length);
        let files: Vec<Vec<Row>> = (0..DAYS).map(|day| archived(&made, day, durations)).collect();
        let agents = some.map_or(Agents::All, |agent| Agents::Named(vec![format!("agent {agent}").into()]));
        let mut expected = told(&files, range, durations);
        expected.retain(|agent, _| some.is_none_or(|some| *agent == format!("agent {some}")));
        let folders = [
            Folder::new(&made, &[true; DAYS as usize], durations),
            Folder::of_first_version(&made, each, durations),
        ];
        for folder in folders {
            let (data, _) = folder.load(&agents, range, |_| false);
            prop_assert_eq!(shown(&data, durations), expected.clone());
            let undecided = |agent: &AgentTimeline| agent.findings.count(FindingKind::OrderUnknown);
            prop_assert_eq!(data.agents.iter().map(undecided).sum::<usize>(), 0);
        }
        let written_anew = read_again(&files, range, durations);
        prop_assert_eq!(shown(&written_anew, durations), told(&files, range, durations));
    }
}

#[test]
fn the_second_of_two_rows_of_one_moment_is_carried_in_however_groups_are_cut() {
    let made: Vec<Made> = [(HOUR, 0), (2 * HOUR, 4), (2 * HOUR, 1)]
        .map(|(at, state)| (0, DAY + at, state, None, 0, None))
        .into();
    let range = Span::new(START + DAY + 3 * HOUR, START + DAY + 4 * HOUR);
    for each in 1..4 {
        let folder = Folder::of_first_version(&made, each, Durations::OfPreviousState);
        let (data, _) = folder.load(&Agents::All, range, |_| false);
        let codes: Vec<&str> =
            data.agents[0].lane.segments().map(|segment| data.catalog.code(segment.activity)).collect();
        assert_eq!(codes, ["InboundContact"], "groups of {each}");
    }
}
