//! How many agents were in which state, held against brute force.

use std::collections::BTreeSet;

use model::dataset::Dataset;
use model::page::Part;
use model::state::{ActivityId, StateKind};
use model::testing::{Load, changes, states};
use model::time::Span;
use proptest::prelude::*;
use scene::others::Others;
use scene::rows::StateRows;
use scene::staffing::{Stack, Staffing, bins_of};

const WINDOW: Span = Span::new(1_000, 101_003);
const STATES: u32 = 6;

/// The state of each agent (0 to 3) from these moments on.
fn dataset(starts: &[(u8, i64, u32)]) -> Dataset {
    let known = |kind: StateKind| (kind.label(), None, kind);
    let (catalog, _) = states([
        known(StateKind::Available),
        known(StateKind::NotReady),
        known(StateKind::OnContact),
        known(StateKind::LoggedOut),
        ("ZEN", None, StateKind::Other),
        ("ALPHA", None, StateKind::Other),
    ]);
    let id = |agent: u8| ["a", "b", "c", "d"][usize::from(agent % 4)];
    let row =
        |&(agent, at, state): &(u8, i64, u32)| changes(id(agent), [(at, ActivityId(3 + state % STATES))]);
    // The last agent's second page is lost.
    Load::new(catalog, WINDOW).rows(starts.iter().flat_map(row)).series(Some(id(3)), [Part::Missing]).build()
}

/// Time of these agents in an activity, segment by segment. Each is a row of the legend by itself.
fn truth(data: &Dataset, agents: &[usize], activity: ActivityId, span: Span) -> i64 {
    let segments = agents.iter().flat_map(|&agent| data.agents[agent].lane.segments());
    let of = segments.filter(|segment| segment.activity == activity);
    of.map(|segment| segment.span.intersect(span).len()).sum()
}

fn check(data: &Dataset, hidden: &BTreeSet<String>, agents: &[usize], bins: usize) {
    let legend = StateRows::with_others(&data.catalog, hidden, &Others::default(), |_| String::new());
    let staffing = Staffing::new(data, agents, bins);
    assert_eq!((staffing.edges.first(), staffing.edges.last()), (Some(&WINDOW.start), Some(&WINDOW.end)));
    let mut fullest = 0.0_f64;
    for (bin, edges) in staffing.edges.windows(2).enumerate() {
        let span = Span { start: edges[0], end: edges[1] };
        let mut whole = 0;
        for (id, activity) in data.catalog.activities() {
            let counts = !matches!(activity.kind, StateKind::LoggedOut | StateKind::NoData);
            let layer = staffing.layers.iter().find(|layer| layer.activity == id);
            let expected = if counts { truth(data, agents, id, span) } else { 0 };
            assert_eq!(layer.map_or(0, |layer| layer.ms[bin]), expected, "{:?} in bin {bin}", activity.kind);
            whole += if legend.shows(id) { expected } else { 0 };
        }
        fullest = fullest.max(whole as f64 / span.len() as f64);
    }
    let peak = Stack::new(&staffing, &legend).peak();
    assert!((peak - fullest).abs() < 1e-9, "{peak} is not {fullest}");
}

proptest! {
    #[test]
    fn every_bin_holds_the_time_of_all_agents_in_each_state(
        starts in prop::collection::vec((0_u8..4, 0_i64..101_003, 0..STATES), 0..120),
        bins in 1_usize..200,
        hide in any::<bool>(),
    ) {
        let data = dataset(&starts);
        let hidden = BTreeSet::from_iter(hide.then(|| "not-ready".to_owned()));
        let everyone: Vec<usize> = (0..data.agents.len()).rev().collect();
        check(&data, &hidden, &everyone, bins);
        check(&data, &hidden, &everyone[..everyone.len().min(2)], bins);
        for first in 0..=everyone.len() {
            let (some, others) = everyone.split_at(first);
            let groups = [some, others].map(|agents| Staffing::new(&data, agents, bins));
            prop_assert_eq!(Staffing::together(&groups), Staffing::new(&data, &everyone, bins));
        }
    }

    #[test]
    fn the_highest_of_those_who_were_there_and_those_who_were_planned_takes_the_height(
        starts in prop::collection::vec((0_u8..4, 0_i64..101_003, 0..STATES), 0..60),
        planned in prop::collection::vec(0_i64..8_000, 1..100),
        hide in any::<bool>(),
    ) {
        let data = dataset(&starts);
        let hidden = BTreeSet::from_iter(hide.then(|| "not-ready".to_owned()));
        let legend = StateRows::with_others(&data.catalog, &hidden, &Others::default(), |_| String::new());
        let bins = planned.len();
        let staffing = Staffing { planned, ..Staffing::new(&data, &[0, 1, 2], bins) };
        let (mut there, mut highest) = (0.0_f64, 0.0_f64);
        for (bin, edges) in staffing.edges.windows(2).enumerate() {
            let agents = |ms: i64| ms as f64 / (edges[1] - edges[0]) as f64;
            let shown = staffing.layers.iter().filter(|layer| legend.shows(layer.activity));
            there = there.max(agents(shown.map(|layer| layer.ms[bin]).sum()));
            highest = highest.max(there).max(agents(staffing.planned[bin]));
        }
        // Each bin is wide enough to be drawn by itself; 2 pixels stay free above the highest.
        let scene = Stack::new(&staffing, &legend).scene((4.0 * bins as f64, 102.0));
        let top = scene.bars.iter().map(|bar| bar.y).fold(102.0, f64::min);
        prop_assert!((top - (102.0 - 100.0 * there / highest.max(f64::MIN_POSITIVE))).abs() < 1e-6, "{top}");
    }
}

#[test]
fn the_stack_is_as_high_as_the_fullest_bin_and_without_holes() {
    let data = dataset(&[(0, 1_000, 0), (1, 1_000, 2), (2, 1_000, 3), (0, 51_000, 3), (1, 76_000, 1)]);
    let legend = StateRows::new(&data.catalog);
    // The agent whose page was lost comes first.
    let staffing = Staffing::new(&data, &[1, 2, 3], 100);
    assert_eq!(
        staffing.layers.iter().map(|layer| layer.kind).collect::<Vec<_>>(),
        [StateKind::OnContact, StateKind::Available, StateKind::NotReady]
    );
    let scene = Stack::new(&staffing, &legend).scene((200.0, 42.0));
    let at = |x: f64| {
        let bars = scene.bars.iter().filter(move |bar| bar.x0 <= x && x < bar.x1);
        bars.map(|bar| (bar.role, (bar.y, bar.y + bar.height))).collect::<Vec<_>>()
    };
    let role = |kind| scene::theme::Role::State(kind);
    let (contact, ready) = (role(StateKind::OnContact), role(StateKind::Available));
    let inside = scene::theme::Role::ReadyFill;
    assert_eq!(at(20.0), [(contact, (22.0, 42.0)), (inside, (3.0, 22.0)), (ready, (2.0, 3.0))]);
    assert_eq!(at(120.0), [(contact, (22.0, 42.0))]);
    assert_eq!(at(180.0), [(role(StateKind::NotReady), (22.0, 42.0))]);
}

#[test]
fn nothing_comes_of_nothing() {
    let data = dataset(&[]);
    let legend = StateRows::new(&data.catalog);
    for (agents, bins) in [(&[][..], 100), (&[0, 7], 0), (&[], 0)] {
        let staffing = Staffing::new(&data, agents, bins);
        let stack = Stack::new(&staffing, &legend);
        assert!(stack.scene((200.0, 40.0)).bars.is_empty(), "{agents:?} in {bins}");
    }
}

#[test]
fn reasons_of_one_state_are_one_layer_and_unknown_states_have_their_own() {
    let (catalog, [pause, lunch, zen, alpha]) = states([
        ("NOT_READY", Some("Break"), StateKind::NotReady),
        ("NOT_READY", Some("Lunch"), StateKind::NotReady),
        ("ZEN", None, StateKind::Other),
        ("ALPHA", None, StateKind::Other),
    ]);
    let starts = (0..).step_by(1_000).zip([pause, lunch, zen, alpha]);
    let data = Load::new(catalog, Span::new(0, 4_000)).rows(changes("a", starts)).build();
    let staffing = Staffing::new(&data, &[0], 2);
    let layers: Vec<_> = staffing.layers.iter().map(|layer| (layer.activity, &layer.ms[..])).collect();
    assert_eq!(layers, [(pause, &[2_000, 0][..]), (zen, &[0, 1_000]), (alpha, &[0, 1_000])]);
}

#[test]
fn bins_are_of_ten_minutes_where_those_are_neither_few_nor_very_many() {
    let (hour, day) = (3_600_000, 86_400_000);
    for (range, bins) in [(day, 144), (7 * day, 1_008), (hour, 100), (365 * day, 6_000), (3, 3), (0, 0)] {
        assert_eq!(bins_of(Span::new(0, range)), bins, "{range}");
    }
}
