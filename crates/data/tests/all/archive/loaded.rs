//! What a page loads from an archive by ranges of bytes is what it loads from the API.

use std::collections::BTreeMap;

use data::archive::MAX_GROUPS;
use data::archive::manifest::{Failed, File};
use data::archive::schema::GROUP_ROWS;
use data::error::ErrorKind;
use data::fetch::FetchState;
use data::query::Agents;
use model::dataset::Dataset;
use model::page::{Part, Series};
use model::record::{AgentId, Durations};
use model::state::ActivityId;
use model::time::{DAY, HOUR, Span};
use model::zone::{Transition, Zone};
use proptest::prelude::*;

use super::folder::{Folder, date};
use super::made::{DAYS, Made, NOW, START, build, catalog, days, dialect, page, records, series};
use super::same::{asked, hides_order};
use crate::zoned::zone;

/// What the API answers for a range, where it never answers for some days of UTC.
fn from_api(made: &[Made], fetched: &[bool], range: Span, durations: Durations) -> Dataset {
    let (catalog, ids) = catalog(dialect(durations));
    let asked = Span { start: range.start + -DAY, ..range };
    let of_day = |number: i64| {
        let span = days(number, number + 1).intersect(asked);
        if usize::try_from(number).ok().and_then(|number| fetched.get(number)) == Some(&true) {
            series(page(made, span, &ids, durations), span, durations)
        } else {
            Series::new(None, span, vec![Part::Missing], durations)
        }
    };
    let all: Vec<Series> = (-2..DAYS + 2).map(of_day).collect();
    build(&all, catalog, range, NOW)
}

/// Each agent's segments, in words.
pub fn seen(data: &Dataset) -> BTreeMap<String, Vec<String>> {
    let mut agents = BTreeMap::new();
    for agent in data.agents.iter().filter(|agent| agent.records > 0 || agent.lane.is_carried_in()) {
        let words = agent.lane.segments().map(|segment| {
            let activity = data.catalog.activity(segment.activity);
            let (code, label) = (data.catalog.code(segment.activity), data.catalog.label(segment.activity));
            let (block, place) = agent.lane.locate(segment.index);
            format!(
                "{:?} {code} {label} {:?} {:?} {:?} {:?} {} {:?} {:?} {}",
                segment.span,
                activity.reason,
                activity.kind,
                segment.reported_ms,
                segment.since,
                segment.running,
                segment.detail,
                block.key(place),
                segment.is_derived,
            )
        });
        agents.insert(agent.id.to_string(), words.collect());
    }
    agents
}

pub fn either() -> impl Strategy<Value = Durations> {
    prop::sample::select(&[Durations::OfOwnState, Durations::OfPreviousState][..])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn an_archive_shows_what_the_api_shows_in_every_zone(
        made in records(30 * HOUR),
        fetched in prop::collection::vec(prop::bool::weighted(0.8), DAYS as usize),
        durations in either(),
        place in prop::sample::select(&["UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland"][..]),
        (number, count) in (1..DAYS, 1..3_u64),
    ) {
        let zone = zone(place);
        let first = date(number);
        let last = first + chrono::Days::new(count);
        let range = Span { start: zone.day(first).start, end: zone.day(last).start };
        let is_told = !hides_order(&made) && !hides_order(&asked(&made, range));
        prop_assume!(durations == Durations::OfOwnState || is_told);
        let folder = Folder::new(&made, &fetched, durations);
        let (read, fetch) = folder.load(&Agents::All, range, |_| false);
        prop_assert_eq!(fetch.state(), FetchState::Finished);
        let api = from_api(&made, &fetched, range, durations);
        prop_assert_eq!(seen(&read), seen(&api));
        prop_assert_eq!(&read.losses.rejected, &api.losses.rejected);
    }

    #[test]
    fn days_of_23_and_25_hours_show_what_the_api_shows(
        made in records(30 * HOUR),
        durations in either(),
        hours in prop::sample::select(&[-1, 1][..]),
        at in 4..20_i64,
        number in 1..DAYS - 1,
    ) {
        let change = Transition { at: days(number, number + 1).start + at * HOUR, offset_s: hours * 3_600 };
        let range = Zone::new("Made/Up", 0, vec![change]).day(date(number));
        prop_assert_eq!(range.len(), DAY - i64::from(hours) * HOUR);
        let is_told = !hides_order(&made) && !hides_order(&asked(&made, range));
        prop_assume!(durations == Durations::OfOwnState || is_told);
        let (read, _) = Folder::new(&made, &[true; DAYS as usize], durations).load(&Agents::All, range, |_| false);
        let api = from_api(&made, &[true; DAYS as usize], range, durations);
        prop_assert_eq!(seen(&read), seen(&api));
        for agent in &read.agents {
            prop_assert_eq!(agent.lane.segments().map(|segment| segment.len()).sum::<i64>(), range.len());
        }
    }

    #[test]
    fn some_agents_are_shown_as_among_all(
        made in records(30 * HOUR),
        durations in either(),
        some in prop::collection::btree_set(0_u8..4, 1..4),
        range in (0..3 * DAY, 1..2 * DAY),
    ) {
        let range = Span::new(START + DAY + range.0, START + DAY + range.0 + range.1);
        let folder = Folder::new(&made, &[true; DAYS as usize], durations);
        let ids: Vec<AgentId> = some.iter().map(|agent| format!("agent {agent}").into()).collect();
        let (read, _) = folder.load(&Agents::Named(ids.clone()), range, |_| false);
        let (all, _) = folder.load(&Agents::All, range, |_| false);
        let mut expected = seen(&all);
        expected.retain(|agent, _| ids.iter().any(|id| **id == **agent));
        prop_assert_eq!(seen(&read), expected);
        let names: Vec<&AgentId> = read.agents.iter().map(|agent| &agent.id).collect();
        prop_assert_eq!(names, ids.iter().collect::<Vec<_>>(), "as they were asked for, with rows or without");
    }

    #[test]
    fn a_piece_that_does_not_come_is_not_fetched_and_the_rest_is_shown(
        made in records(10 * HOUR), durations in either(), lost in 0_usize..5,
    ) {
        let folder = Folder::new(&made, &[true; DAYS as usize], durations);
        let range = days(1, 4);
        let plan = folder.plan(&Agents::All, range);
        let (read, fetch) = folder.load(&Agents::All, range, |number| number == lost);
        let Some(piece) = plan.pieces.get(lost) else { return Ok(()) };
        let is_failed = matches!(fetch.state(), FetchState::Failed { .. });
        prop_assert!(is_failed);
        prop_assert_eq!(fetch.failures().len(), 1);
        let lost = piece.day.intersect(range);
        for agent in read.agents.iter().filter(|agent| piece.may_hold(&agent.id)) {
            let total: i64 = agent.lane.segments().map(|segment| segment.len()).sum();
            prop_assert_eq!(total, range.len());
            let known = agent.lane.segments().filter(|segment| !segment.activity.is_absence());
            if durations == Durations::OfPreviousState {
                prop_assert!(known.into_iter().all(|segment| segment.span.intersect(lost).is_empty()));
            }
            let absent: i64 = agent.lane.segments()
                .filter(|segment| segment.activity == ActivityId::NO_DATA || segment.activity == ActivityId::UNKNOWN)
                .map(|segment| segment.span.intersect(lost).len())
                .sum();
            prop_assert_eq!(absent, 0, "it is not fetched, and not no data");
        }
    }

    #[test]
    fn archives_of_the_first_version_show_the_same(
        made in records(30 * HOUR),
        durations in either(),
        each in 1..30_usize,
        some in prop::option::of(prop::collection::btree_set(0_u8..4, 1..4)),
        (from, length) in (0..3 * DAY, 1..2 * DAY),
    ) {
        let range = Span::new(START + DAY + from, START + DAY + from + length);
        let agents = some.map_or(Agents::All, |some| {
            Agents::Named(some.iter().map(|agent| format!("agent {agent}").into()).collect())
        });
        let of = |folder: Folder| seen(&folder.load(&agents, range, |_| false).0);
        let now = of(Folder::new(&made, &[true; DAYS as usize], durations));
        prop_assert_eq!(of(Folder::of_first_version(&made, each, durations)), now);
    }

    #[test]
    fn damaged_bytes_are_an_error_and_no_panic(
        made in records(30 * HOUR), durations in either(), at in any::<prop::sample::Index>(), by in 1_u8..,
    ) {
        let mut folder = Folder::new(&made, &[true; DAYS as usize], durations);
        let range = days(1, 2);
        let plan = folder.plan(&Agents::All, range);
        let Some(piece) = plan.pieces.last() else { return Ok(()) };
        let file = folder.files.get_mut(&*piece.path).unwrap();
        let place = piece.at as usize + at.index(piece.bytes() as usize);
        file[place] = file[place].wrapping_add(by);
        let (_, fetch) = folder.load(&Agents::All, range, |_| false);
        let failures = fetch.failures();
        prop_assert_eq!(failures.len(), 1);
        prop_assert_eq!(failures[0].error.kind, ErrorKind::Damaged);
    }
}

#[test]
fn what_failed_when_it_was_fetched_is_not_fetched() {
    let made: Vec<Made> =
        vec![(0, DAY + HOUR, 0, Some(22 * HOUR), 1, None), (1, DAY + HOUR, 0, Some(22 * HOUR), 1, None)];
    let mut folder = Folder::new(&made, &[true; DAYS as usize], Durations::OfOwnState);
    let mut day = folder.manifest.day(date(2)).unwrap().clone();
    day.failed = vec![Failed { agent: Some("agent 1".into()), span: days(2, 3) }];
    let file: Option<File> = folder.manifest.file(date(2)).cloned();
    folder.manifest.replace(day, file);
    let (read, _) = folder.load(&Agents::All, days(2, 3), |_| false);
    let of = |agent: &str| {
        let agent = read.agents.iter().find(|one| &*one.id == agent).unwrap();
        agent.lane.segments().map(|segment| segment.activity).collect::<Vec<_>>()
    };
    assert_eq!(of("agent 1"), [ActivityId::NOT_FETCHED]);
    assert_eq!(of("agent 0"), [ActivityId::NO_DATA]);
}

#[test]
fn an_agent_with_more_rows_than_a_piece_has_groups_for_is_read_from_several() {
    let rows = i64::try_from(MAX_GROUPS as u64 * GROUP_ROWS + 5_000).unwrap();
    let each = DAY / (rows + 1);
    let made: Vec<Made> = (0..rows).map(|n| (0, DAY + n * each, (n % 5) as u8, None, 1, None)).collect();
    let folder = Folder::new(&made, &[true; DAYS as usize], Durations::OfPreviousState);
    let agents = Agents::Named(vec!["agent 0".into()]);
    assert_eq!(folder.plan(&agents, days(1, 2)).pieces.len(), 2);
    let (read, _) = folder.load(&agents, days(1, 2), |_| false);
    let api = from_api(&made, &[true; DAYS as usize], days(1, 2), Durations::OfPreviousState);
    assert_eq!(read.records(), rows as usize);
    assert!(seen(&read) == seen(&api), "the figures of rows at the borders of groups, too");
}
