//! Data of odd shapes: so many states, agents or equal times that anything whose cost grows faster than the
//! rows would not end. What is said of them is right.

use std::collections::BTreeSet;

use model::dataset::Dataset;
use model::directory::Directory;
use model::page::Part;
use model::record::{Durations, Record, RowKey};
use model::state::{ActivityId, Catalog, Reading, StateKind};
use model::testing::{Load, changes, of, page};
use model::time::{Millis, SECOND, Span};
use model::zone::Zone;
use scene::build::{SceneInput, build};
use scene::layout::{Beside, LayoutInput, RowLayout};
use scene::others::Others;
use scene::rows::{LaneMode, RowSlot, StateRows};
use scene::share::shares;
use scene::staffing::Staffing;
use scene::viewport::Viewport;
use shiftline::app::figures::Figures;
use shiftline::app::find::results::find;
use shiftline::app::find::stretches::{Index, Seen};
use shiftline::app::legend::entries;
use shiftline::app::roster::{Filter, order, states_at};
use shiftline::app::scope::Scope;
use shiftline::app::words::low::{ROWS, others as others_words};
use shiftline::app::{cards, totals};

/// Rows of many shapes: (agent, start in seconds, activity).
type Row = (usize, i64, ActivityId);

const BOTH: [Durations; 2] = [Durations::OfPreviousState, Durations::OfOwnState];

/// So many states that Shiftline does not know.
fn states(count: usize) -> (Catalog, Vec<ActivityId>) {
    let mut catalog = Catalog::default();
    let ids = (0..count).map(|i| {
        let code = format!("State {i}");
        catalog.intern(&code, None, |_| Reading::other(&code))
    });
    let ids = ids.collect();
    (catalog, ids)
}

/// Each row lasts two seconds, and the range ends with the last of them.
fn dataset(catalog: Catalog, rows: &[Row], durations: Durations) -> Dataset {
    let row = |&(agent, second, activity): &Row| {
        let figure = if durations == Durations::OfOwnState || second > 0 { 2 * SECOND } else { 0 };
        (agent.to_string().into(), Record::new(Millis(second * SECOND), activity, Some(figure)))
    };
    let end = rows.iter().map(|(_, second, _)| second + 2).max().unwrap_or_default();
    let load = Load::new(catalog, Span::new(0, end * SECOND)).measuring(durations);
    load.rows(rows.iter().map(row)).build()
}

/// Figures, lines and pictures all add up to the same.
fn check(data: &Dataset, agent: usize) {
    let (zone, people) = (Zone::utc(), Directory::default());
    let agents: Vec<usize> = (0..data.agents.len()).collect();
    for mode in [LaneMode::State, LaneMode::Agent, LaneMode::Day] {
        let told = if mode == LaneMode::Agent { agents.clone() } else { vec![agent] };
        let whole = told.len() as i64 * data.window.len();
        let scope = Scope { span: data.window, agents: told, ..Scope::default() };
        let figures = Figures::of(data, &scope, &zone, &|_| true);
        let others = Others::of(data, mode.rows_of(agent));
        let entries = entries(&figures.summary, &data.catalog, &others);
        assert_eq!(entries.iter().map(|entry| entry.total.ms).sum::<i64>(), whole);
        assert!(entries.len() <= Others::MAX + 10, "{} entries", entries.len());
        let lines = totals::lines(&figures.summary, &data.catalog);
        let states = lines.iter().filter(|line| line.reason.is_none());
        assert_eq!(states.map(|line| line.total.ms).sum::<i64>(), whole);
        assert!(lines.len() <= 2 * totals::MAX + 10, "{} lines", lines.len());
        assert_ne!(
            cards::cards(&figures.summary, (None, &cards::Who::default()), &data.catalog, &zone),
            cards::Cards::default()
        );
        let legend = StateRows::with_others(&data.catalog, &BTreeSet::new(), &others, others_words);
        let layout = RowLayout::new(&LayoutInput {
            grouping: scene::layout::Grouping::default(),
            data,
            legend: &legend,
            zone: &zone,
            people: &people,
            mode,
            agent,
            order: &agents,
            width: 1_100.0,
            beside: Beside::default(),
            plans: None,
            words: &ROWS,
        });
        let input = SceneInput {
            groups: &[],
            data,
            legend: &legend,
            layout: &layout,
            viewport: layout.viewport(data.window),
            zone: &zone,
            pixel_ratio: 1.0,
            scroll: 0.0,
            height: 600.0,
            team: None,
            overruns: None,
            plans: None,
        };
        assert!(mode == LaneMode::Agent || layout.rows.len() <= Others::MAX + 10);
        let scene = build(&input);
        assert!(!scene.bars.is_empty() || !scene.strips.is_empty());
    }
    let staffing = Staffing::new(data, &agents, 100);
    let counted: i64 = staffing.layers.iter().flat_map(|layer| &layer.ms).sum();
    let summary = data.summary(data.window);
    let absent = summary.kind(StateKind::NoData).ms + summary.kind(StateKind::LoggedOut).ms;
    assert_eq!(counted, agents.len() as i64 * data.window.len() - absent);
    assert!(staffing.layers.len() <= Others::MAX + 10);
    assert_eq!(order(data, &people, &Filter::default(), data.window).len(), agents.len());
    assert_eq!(states_at(data, &agents, Millis(0)).len(), agents.len());
    let (index, shown) = (Index::new(data, &people), vec![true; data.catalog.len()]);
    let today = zone.date(data.now);
    let seen = Seen { data, index: &index, zone: &zone, today, agents: &agents, shown: &shown };
    assert!(!find("state > 1 s", Some((&seen, &people)), &|_| None).is_empty());
}

/// What the strips and bars of rows by state hold is the agent's time.
fn check_shares(data: &Dataset, agent: usize) {
    let legend =
        StateRows::with_others(&data.catalog, &BTreeSet::new(), &Others::of(data, Some(agent)), others_words);
    let viewport = Viewport { span: data.window, width_px: 1_000.0 };
    let shares = shares(&data.agents[agent], &legend, &viewport, 1_000);
    let narrow: f64 = shares.strips.iter().flatten().map(|share| f64::from(share.max(0.0))).sum();
    let wide: i64 = shares.wide.iter().map(|wide| wide.span.len()).sum();
    let error = (narrow * viewport.ms_per_px() + wide as f64 - data.window.len() as f64).abs();
    assert!(error <= data.window.len() as f64 * 1e-3, "{error} of {}", data.window.len());
}

#[test]
fn every_agent_a_state_of_its_own() {
    let count = 12_000;
    for durations in BOTH {
        let (catalog, states) = states(count);
        let rows = (0..count).flat_map(|agent| (0..4).map(move |turn| (agent, turn * 2)));
        let rows: Vec<Row> = rows.map(|(agent, second)| (agent, second, states[agent])).collect();
        let data = dataset(catalog, &rows, durations);
        assert_eq!(data.records(), rows.len());
        for (agent, timeline) in data.agents.iter().enumerate() {
            let totals = timeline.index.totals(&timeline.lane, data.window);
            let [(activity, total)] = totals[..] else { panic!("{totals:?}") };
            assert_eq!((activity, total.ms, total.count), (states[agent], 8 * SECOND, 1));
        }
        // What is held grows with the records, not with the states of others.
        assert!(data.bytes() < count * 1_000, "{} bytes an agent", data.bytes() / count);
        check(&data, count - 1);
        let rows = StateRows::with_others(
            &data.catalog,
            &BTreeSet::new(),
            &Others::of(&data, Some(count - 1)),
            others_words,
        )
        .rows;
        assert_eq!(rows.iter().map(|row| &*row.label).collect::<Vec<_>>(), ["State 11999"]);
    }
}

#[test]
fn very_many_states_of_one_agent() {
    let (catalog, states) = states(20_000);
    let rows: Vec<Row> = (0..100_000).map(|i| (0, i * 2, states[i as usize % states.len()])).collect();
    for durations in BOTH {
        let data = dataset(catalog.clone(), &rows, durations);
        let totals = data.agents[0].index.totals(&data.agents[0].lane, data.window);
        assert_eq!(totals.len(), states.len());
        assert!(totals.iter().all(|(_, total)| (total.ms, total.count) == (10 * SECOND, 5)));
        assert!(data.bytes() < rows.len() * 40, "{} bytes a record", data.bytes() / rows.len());
        check(&data, 0);
        check_shares(&data, 0);
        let others = Others::of(&data, Some(0));
        assert_eq!(others.occurring(), 19_800);
        let legend = StateRows::with_others(&data.catalog, &BTreeSet::new(), &others, others_words);
        assert_eq!((legend.rows.len(), &*legend.rows[200].label), (201, "19,800 others"));
        let hidden = BTreeSet::from([Others::KEY.to_owned()]);
        let without = StateRows::with_others(&data.catalog, &hidden, &others, others_words);
        assert_eq!((without.rows.len(), without.place(states[19_999])), (200, RowSlot::Hidden));
        assert!(without.shows(states[0]));
    }
}

#[test]
fn very_many_reasons() {
    let mut catalog = Catalog::default();
    let reading = |_: Option<&str>| Reading::known(StateKind::NotReady);
    let reasons: Vec<ActivityId> =
        (0..50_000).map(|i| catalog.intern("NOT_READY", Some(&format!("state {i}")), reading)).collect();
    let rows: Vec<Row> =
        (0..100_000).map(|i| (i % 50, (i / 50 * 2) as i64, reasons[i % reasons.len()])).collect();
    let data = dataset(catalog, &rows, Durations::OfOwnState);
    check(&data, 0);
    check_shares(&data, 0);
    let summary = data.summary(data.window);
    assert_eq!((summary.states.len(), summary.states[0].reasons.len()), (1, reasons.len()));
    let entry = &entries(&summary, &data.catalog, &Others::default())[0];
    assert_eq!((entry.reasons.len(), &*entry.reasons[200].0), (201, "49,800 others"));
    assert_eq!(entry.reasons.iter().map(|(_, total)| total.ms).sum::<i64>(), entry.total.ms);
}

#[test]
fn very_many_agents_each_asked_for_and_one_that_failed() {
    let (catalog, states) = states(2);
    let window = Span::new(0, 4 * SECOND);
    let load = (0..50_000).fold(Load::new(catalog, window), |load, agent: usize| {
        let id = agent.to_string();
        let rows = changes(&id, [(0, states[0]), (2 * SECOND, states[1])]);
        load.series(Some(&id), [if agent == 7 { Part::Missing } else { Part::Page(page(rows)) }])
    });
    let data = load.build();
    let summary = data.summary(window);
    assert_eq!(summary.kind(StateKind::NotFetched).ms, window.len());
    assert_eq!(summary.kind(StateKind::Other).ms, 49_999 * window.len());
    check(&data, 7);
}

#[test]
fn very_many_holes_of_one_agent() {
    let (catalog, states) = states(1);
    let page = |second: i64| Part::Page(page(changes("7", [(second * SECOND, states[0])])));
    let parts: Vec<Part> = (0..40_000).flat_map(|i| [page(i * 2), Part::Missing]).collect();
    let window = Span::new(0, 80_000 * SECOND);
    for (durations, missing) in BOTH.into_iter().zip([80_000, 0]) {
        let load = Load::new(catalog.clone(), window).measuring(durations);
        let data = load.series(Some("7"), parts.clone()).build();
        let kind = |kind| data.summary(window).kind(kind).ms;
        assert_eq!(kind(StateKind::NotFetched), missing * SECOND);
        assert_eq!(data.records(), 40_000);
    }
}

#[test]
fn everything_in_one_millisecond() {
    for durations in BOTH {
        let (catalog, states) = states(100_000);
        let rows: Vec<Row> = states.iter().map(|state| (0, 0, *state)).collect();
        let data = dataset(catalog, &rows, durations);
        assert_eq!((data.records(), data.losses.duplicates), (100_000, 0));
        check(&data, 0);
        let totals = data.agents[0].index.totals(&data.agents[0].lane, data.window);
        assert_eq!(totals.len(), states.len());
        assert!(totals.iter().all(|(_, total)| total.count == 1));
    }
}

#[test]
fn rows_inside_rows() {
    let count = 100_000_i64;
    for is_deep in [false, true] {
        let (catalog, states) = states(3);
        let rows = (0..count).map(|i| {
            let seconds = if is_deep {
                (count - i) * 4
            } else if i == 0 {
                count * 4
            } else {
                2
            };
            let key = RowKey { session: i as u64 + 1, index: Some(0) };
            let record =
                Record::new(Millis(i * 4 * SECOND / 2), states[usize::from(i > 0)], Some(seconds * SECOND));
            Record { key, ..record }
        });
        let window = Span::new(0, count * 4 * SECOND);
        let load = Load::new(catalog, window).measuring(Durations::OfOwnState);
        let data = load.rows(of("7", rows)).build();
        assert_eq!(data.records(), count as usize);
        let totals = data.agents[0].index.totals(&data.agents[0].lane, window);
        let ms = |wanted: ActivityId| totals.iter().find(|(id, _)| *id == wanted).map(|(_, total)| total.ms);
        let inner = if is_deep { (count - 1) * 4 } else { (count - 1) * 2 };
        assert_eq!(ms(states[1]), Some(inner * SECOND), "deep: {is_deep}");
        assert_eq!(totals.iter().map(|(_, total)| total.ms).sum::<i64>(), window.len());
    }
}
