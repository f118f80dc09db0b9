//! What is shown while a load goes on: part of the truth, and nothing else.

use crate::fetch::several::{cxone_query, day};
use crate::world::{NOW, Reply, World, status};
use data::demo::{Demo, Sample};
use data::fetch::Fetch;
use data::query::Agents;
use data::source::Request;
use model::dataset::{Dataset, DatasetInput};
use model::state::StateKind;
use model::time::{DAY, HOUR, Span};
use model::zone::Zone;
use proptest::prelude::*;

fn so_far(fetch: &Fetch, window: Span) -> Dataset {
    let (series, catalog) = (fetch.series_so_far(), fetch.catalog().clone());
    Dataset::build(DatasetInput { series: &series, catalog, window, now: NOW })
}

/// What a stretch says: agent, state and reason, from when to when.
type Said = (String, String, Option<String>, Span);

/// All that is said of agents, but for what is not here.
fn said(data: &Dataset) -> Vec<Said> {
    let mut said = Vec::new();
    for agent in &data.agents {
        for segment in agent.lane.segments() {
            if data.catalog.kind(segment.activity) == StateKind::NotFetched {
                continue;
            }
            let reason = data.catalog.activity(segment.activity).reason.as_ref().map(ToString::to_string);
            let state = data.catalog.code(segment.activity).to_owned();
            said.push((agent.id.to_string(), state, reason, segment.span));
        }
    }
    said
}

/// Loads step by step: whatever is said in between is said at the end, too.
fn holds(mut world: World<impl FnMut(&Request, usize) -> Reply>, window: Span) -> Result<(), TestCaseError> {
    let mut said_before = Vec::new();
    let mut rows = 0;
    while world.turn() {
        if world.rows() != rows {
            rows = world.rows();
            said_before.push((rows, said(&so_far(&world.fetch, window))));
        }
    }
    let end = said(&so_far(&world.fetch, window));
    let whole = world.fetch.series();
    let data = DatasetInput { series: &whole, catalog: world.fetch.catalog().clone(), window, now: NOW };
    prop_assert!(end.len() > 1 || rows < 2, "{rows} rows say nothing");
    prop_assert_eq!(&end, &said(&Dataset::build(data)), "at the end nothing is to come");
    for (rows, said) in said_before {
        for (agent, state, reason, span) in said {
            let is_said = end.iter().any(|(of, in_state, why, whole)| {
                (of, in_state, why) == (&agent, &state, &reason)
                    && whole.start <= span.start
                    && span.end <= whole.end
            });
            prop_assert!(is_said, "after {rows} rows: {agent} {state} {reason:?} {span:?}");
        }
    }
    Ok(())
}

fn demo(sample: Sample) -> Demo {
    Demo::new(sample, NOW, &Zone::utc())
}

/// What is here once the first answer is.
fn after_the_first(sample: Sample) -> (Dataset, Span) {
    let mut demo = demo(sample);
    let query = demo.query();
    let window = query.span;
    let mut world = World::new(query, |request, _| Ok(demo.answer(request)));
    while world.rows() == 0 {
        assert!(world.turn());
    }
    (so_far(&world.fetch, window), window)
}

#[test]
fn the_last_state_that_came_does_not_go_on_to_the_end_of_the_range() {
    let (data, window) = after_the_first(Sample::Records(9_500));
    let known = window.len() - data.summary(window).kind(StateKind::NotFetched).ms;
    assert!(known > DAY && known < window.len() / 5, "1,000 of 9,500 rows tell of {known} ms of {window:?}");
    let longest = data.agents[0].lane.segments().filter(|segment| {
        data.catalog.kind(segment.activity) == StateKind::OnContact && segment.span.len() > 8 * HOUR
    });
    assert_eq!(longest.count(), 0);
}

#[test]
fn agents_who_were_not_asked_for_yet_are_not_fetched() {
    let (data, _) = after_the_first(Sample::Team { agents: 30, days: 1 });
    let last = data.agents.last().unwrap();
    let kinds: Vec<_> = last.lane.segments().map(|segment| data.catalog.kind(segment.activity)).collect();
    assert_eq!((data.agents.len(), kinds), (30, vec![StateKind::NotFetched]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_said_on_the_way_is_said_at_the_end(
        sample in prop_oneof![
            (0_u32..1_500).prop_map(Sample::Records),
            (1_u32..5, 1_u32..3).prop_map(|(agents, days)| Sample::Team { agents, days }),
        ],
        size in 50_usize..400,
        latencies in prop::collection::vec(1_i64..2_000, 1..20),
        trouble in prop::collection::vec(0_u8..8, 1..20),
    ) {
        let mut demo = demo(sample);
        let mut query = demo.query();
        query.settings.page_size = Some(size);
        let window = query.span;
        let mut number = 0;
        let mut world = World::new(query, move |request: &Request, before| {
            number += 1;
            if trouble[number % trouble.len()] == 0 && before < 3 { Ok(status(500)) } else { Ok(demo.answer(request)) }
        });
        world.latencies(&latencies);
        holds(world, window)?;
    }

    #[test]
    fn whatever_days_say_on_the_way_is_said_at_the_end(
        latencies in prop::collection::vec(1_i64..2_000, 1..20), of_all in any::<bool>(),
    ) {
        let query = cxone_query(if of_all { Agents::All } else { Agents::Named(vec!["7".into()]) });
        let window = query.span;
        let mut world = World::of("cxone", query, |request, _| Ok(day(request)));
        world.latencies(&latencies);
        holds(world, window)?;
    }
}
