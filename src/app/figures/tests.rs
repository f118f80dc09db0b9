use std::sync::Arc;

use super::*;
use crate::app::scope::{ScopeKind, Seen, Selection};
use model::dataset::DatasetInput;
use model::page::{PageBuilder, Part, Series};
use model::record::{Durations, Record};
use model::state::{Catalog, Reading, StateKind};
use model::time::{DAY, HOUR, Millis, Span};

/// Three agents on two days: ready from hour 8 of each, on lunch from 12 for as many hours as their number says,
/// ready again, logged out at 18.
fn data() -> Dataset {
    let mut catalog = Catalog::default();
    let mut of = |code, kind| catalog.intern(code, None, |_| Reading::known(kind));
    let ready = of("READY", StateKind::Available);
    let lunch = of("LUNCH", StateKind::NotReady);
    let out = of("OUT", StateKind::LoggedOut);
    let mut page = PageBuilder::new();
    for (number, id) in ["a", "b", "c"].into_iter().enumerate() {
        page.push(&id.into(), Record::new(Millis(0), out, None));
        for day in 0..2 {
            let after = number as i64 + 1;
            for (hour, state) in [(8, ready), (12, lunch), (12 + after, ready), (18, out)] {
                page.push(&id.into(), Record::new(Millis(day * DAY + hour * HOUR), state, None));
            }
        }
    }
    let window = Span::new(0, 2 * DAY);
    let durations = Durations::OfPreviousState;
    let series = [Series::new(None, window, vec![Part::Page(Arc::new(page.finish()))], durations)];
    Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
}

fn hours(from: i64, to: i64) -> Span {
    Span::new(from * HOUR, to * HOUR)
}

fn seen<'a>(data: &'a Dataset, agents: &'a [usize], selection: Option<&'a Selection>) -> Seen<'a> {
    Seen { data, agents, view: data.window, hours: None, selection }
}

fn of(data: &Dataset, scope: &Scope) -> Figures {
    Figures::of(data, scope, &Zone::utc(), &|_| true)
}

fn not_ready(figures: &Figures) -> i64 {
    figures.summary.kind(StateKind::NotReady).ms / HOUR
}

#[test]
fn a_selection_counts_for_more_than_a_zoom_and_that_for_more_than_the_range() {
    let data = data();
    let selection = Selection::from(hours(12, 13));
    let range = Scope::of(&seen(&data, &[0, 1, 2], None));
    assert_eq!((range.kind, range.span), (ScopeKind::Range, data.window));
    let zoomed = Seen { view: hours(10, 14), ..seen(&data, &[0, 1, 2], None) };
    let zoom = Scope::of(&zoomed);
    assert_eq!((zoom.kind, zoom.span), (ScopeKind::Zoom, hours(10, 14)));
    let selected = Scope::of(&Seen { selection: Some(&selection), ..zoomed });
    assert_eq!((selected.kind, selected.span), (ScopeKind::Selection, hours(12, 13)));
    let nothing = Selection::from(hours(12, 12));
    assert_eq!(Scope::of(&Seen { selection: Some(&nothing), ..zoomed }), zoom);
    assert_eq!([&range, &zoom, &selected].map(|scope| not_ready(&of(&data, scope))), [12, 5, 3]);
}

#[test]
fn figures_are_of_the_agents_who_are_shown_or_selected() {
    let data = data();
    let all: i64 = [[0].as_slice(), &[1], &[2]]
        .map(|agents| not_ready(&of(&data, &Scope::of(&seen(&data, agents, None)))))
        .iter()
        .sum();
    assert_eq!(not_ready(&of(&data, &Scope::of(&seen(&data, &[2, 0, 1], None)))), all);
    let filtered = of(&data, &Scope::of(&seen(&data, &[2, 0], None)));
    assert_eq!((not_ready(&filtered), filtered.agents), (8, 2));
    let selection = Selection { agents: Some(vec!["c".into(), "b".into()]), ..data.window.into() };
    let selected = Scope::of(&seen(&data, &[2, 0], Some(&selection)));
    assert_eq!(selected.agents, [2], "who is not shown is not selected");
    assert_eq!(not_ready(&of(&data, &selected)), 6);
    let nobody = of(&data, &Scope::of(&seen(&data, &[], None)));
    assert_eq!((not_ready(&nobody), nobody.summary.logged_in_ms(), nobody.agents), (0, 0, 0));
}

#[test]
fn a_part_of_each_day_adds_up_over_the_days() {
    let data = data();
    let part = Seen { hours: Some(hours(12, 14)), ..seen(&data, &[2], None) };
    let scope = Scope::of(&part);
    assert_eq!(scope.kind, ScopeKind::Zoom);
    assert_eq!(scope.spans(&Zone::utc()), [hours(12, 14), hours(36, 38)]);
    let figures = of(&data, &scope);
    assert_eq!((not_ready(&figures), figures.summary.logged_in_ms() / HOUR), (4, 4));
    assert_eq!(figures.attendance, None);
    let selection = Selection { span: hours(24, 48), hours: Some(hours(12, 13)), agents: None };
    let selected = Scope::of(&Seen { selection: Some(&selection), ..part });
    assert_eq!(selected.spans(&Zone::utc()), [hours(36, 37)]);
}

#[test]
fn hidden_states_are_in_no_sum_and_shares_stay_true() {
    let data = data();
    let scope = Scope::of(&seen(&data, &[0], None));
    let shows = |id| data.catalog.kind(id) == StateKind::NotReady;
    let figures = Figures::of(&data, &scope, &Zone::utc(), &shows);
    assert_eq!(figures.summary.logged_in_ms(), 2 * HOUR);
    assert_eq!(figures.summary.states.len(), 1);
    assert_eq!(figures.summary.share(2 * HOUR), Some(0.1), "of all time logged in");
    assert_eq!((figures.summary.occupancy(), figures.summary.working_rate()), (None, None));
    assert_eq!(figures.whole.logged_in_ms(), 20 * HOUR);
    let longest = figures.attendance.and_then(|attendance| attendance.longest).unwrap();
    assert_eq!(longest.span, hours(12, 13));
}

#[test]
fn when_the_agent_came_and_went_is_of_the_scope() {
    let data = data();
    let came = |span: Span| {
        let selection = Selection::from(span);
        let scope = Scope::of(&seen(&data, &[0], Some(&selection)));
        let attendance = of(&data, &scope).attendance.unwrap();
        let hour = |at: Option<Millis>| at.map(|at| at.0 / HOUR);
        let longest =
            attendance.longest.map(|longest| (longest.span.start.0 / HOUR, longest.span.len() / HOUR));
        let (first, last) = (hour(attendance.first_login), hour(attendance.last_logout));
        (first, last, attendance.sessions, attendance.since_before, longest)
    };
    assert_eq!(came(data.window), (Some(8), Some(42), 2, false, Some((13, 5))));
    assert_eq!(came(hours(0, 24)), (Some(8), Some(18), 1, false, Some((13, 5))));
    assert_eq!(came(hours(10, 13)), (Some(10), None, 1, true, Some((10, 2))));
    assert_eq!(came(hours(12, 20)), (Some(12), Some(18), 1, true, Some((13, 5))));
    assert_eq!(came(hours(18, 30)), (None, None, 0, false, None));
}

#[test]
fn of_several_it_is_said_who_came_first_left_last_and_had_the_longest_stretch() {
    let data = data();
    let of_span = |agents: &[usize], span: Span| {
        let figures = of(&data, &Scope { span, agents: agents.to_vec(), ..Scope::default() });
        let came = figures.attendance.unwrap();
        let hour = |t: Option<Millis>| t.map(|t| t.0 / HOUR);
        let longest = came.longest.map(|longest| longest.span.len() / HOUR);
        ((hour(came.first_login), hour(came.last_logout), longest), figures.whose)
    };
    let whose = |first, last, longest| Whose { first, last, longest };
    let (all, one) = ([2, 0, 1], [1]);
    assert_eq!(of_span(&all, data.window), ((Some(8), Some(42), Some(5)), whose(Some(2), Some(2), Some(0))));
    // From 13 on: `a` is ready for five hours, `b` an hour less.
    assert_eq!(
        of_span(&[1, 0], hours(13, 20)),
        ((Some(13), Some(18), Some(5)), whose(Some(1), Some(1), Some(0)))
    );
    assert_eq!(of_span(&one, data.window).1, Whose::default(), "of one it is plain");
    let in_still = of_span(&all, hours(9, 12));
    assert_eq!(in_still, ((Some(9), None, Some(3)), whose(Some(2), None, Some(2))));
    let apart = of(
        &data,
        &Scope { span: data.window, hours: Some(hours(9, 10)), agents: vec![0, 1], ..Scope::default() },
    );
    assert_eq!((apart.attendance, apart.whose), (None, Whose::default()));
    for agents in [[0, 1, 2], [2, 1, 0]] {
        let each = agents.map(|agent| of_span(&[agent], data.window).0);
        let (first, last, longest) = of_span(&agents, data.window).0;
        assert_eq!(first, each.iter().map(|one| one.0).min().unwrap());
        assert_eq!(last, each.iter().map(|one| one.1).max().unwrap());
        assert_eq!(longest, each.iter().map(|one| one.2).max().unwrap());
    }
}
