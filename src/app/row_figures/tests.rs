mod growing;
mod plan;

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use model::dataset::DatasetInput;
use model::directory::Directory;
use model::page::{PageBuilder, Part, Series};
use model::record::{Durations, Record};
use model::state::{ActivityId, Catalog, Reading};
use model::time::{DAY, HOUR, MINUTE, Millis};
use model::zone::Zone;
use scene::layout::{Beside, LayoutInput, RowLayout};

const WINDOW: Span = Span::new(0, 3 * DAY);

/// Three agents, c, a and b in rows: changes at these minutes (0 is a); all that c should have is lost.
fn data(changes: &[(u8, i64, u32)]) -> Dataset {
    let mut catalog = Catalog::default();
    let known = |kind| move |_: Option<&str>| Reading::known(kind);
    for (reason, kind) in [
        (None, StateKind::Available),
        (None, StateKind::OnContact),
        (None, StateKind::WrapUp),
        (Some("Lunch"), StateKind::NotReady),
        (Some("Break"), StateKind::NotReady),
        (None, StateKind::LoggedOut),
    ] {
        catalog.intern(kind.label(), reason, known(kind));
    }
    catalog.intern("ZEN", None, |_| Reading::other("ZEN"));
    let ids = ["a", "b", "c"];
    let mut page = PageBuilder::new();
    for &(agent, minute, state) in changes {
        let activity = ActivityId(3 + state % 7);
        page.push(&ids[usize::from(agent % 3)].into(), Record::new(Millis(minute * MINUTE), activity, None));
    }
    let all =
        Series::new(None, WINDOW, vec![Part::Page(Arc::new(page.finish()))], Durations::OfPreviousState);
    let lost = Series::new(Some("c".into()), WINDOW, vec![Part::Missing], Durations::OfPreviousState);
    Dataset::build(DatasetInput { series: &[all, lost], catalog, window: WINDOW, now: WINDOW.end })
}

/// Judged, and nothing over.
fn judged_none(data: &Dataset) -> Overruns {
    Overruns::new(&model::limits::Judged::default(), data.window, data.agents.len(), |_| true)
}

fn figures(data: &Dataset, mode: LaneMode, agent: usize, span: Span) -> Vec<RowFigures> {
    let legend = StateRows::new(&data.catalog);
    let order: Vec<usize> = (0..data.agents.len()).collect();
    let layout = RowLayout::new(&LayoutInput {
        grouping: scene::layout::Grouping::default(),
        data,
        legend: &legend,
        zone: &Zone::utc(),
        people: &Directory::default(),
        mode,
        agent,
        order: &order,
        width: 1_000.0,
        beside: Beside { team: true, ..Beside::default() },
        plans: None,
        words: &crate::app::words::low::ROWS,
    });
    let input = RowsInput {
        groups: &[],
        data,
        legend: &legend,
        agent,
        order: &order,
        span,
        overruns: &judged_none(data),
        plans: &Judged::default(),
    };
    layout.rows.iter().map(|row| input.row(&row.kind).unwrap()).collect()
}

fn value(row: &RowFigures, column: Column) -> i64 {
    row.cell(column).and_then(Cell::value).unwrap_or(0)
}

fn sum(rows: &[RowFigures], column: Column) -> i64 {
    rows.iter().map(|row| value(row, column)).sum()
}

/// Time of one agent in a span, segment by segment.
fn truth(data: &Dataset, agent: usize, span: Span, of: impl Fn(StateKind) -> bool) -> i64 {
    let segments = data.agents[agent].lane.segments();
    let own = segments.filter(|segment| of(data.catalog.kind(segment.activity)));
    own.map(|segment| segment.span.intersect(span).len()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rows_add_up_to_what_the_data_hold(
        changes in prop::collection::vec((0_u8..3, 0_i64..4_320, 0_u32..7), 1..60),
        start in 0..3 * DAY, len in 1..3 * DAY,
    ) {
        let data = data(&changes);
        let span = Span::new(start, (start + len).min(WINDOW.end.0));
        let summary = data.summary(span);
        let by_agent = figures(&data, LaneMode::Agent, 0, span);
        let (team, agents) = if data.agents.len() > 1 { by_agent.split_at(1) } else { (&[][..], &by_agent[..]) };
        for rows in [team, agents].into_iter().filter(|rows| !rows.is_empty()) {
            prop_assert_eq!(sum(rows, Column::In), summary.logged_in_ms());
            prop_assert_eq!(sum(rows, Column::NotReady), summary.kind(StateKind::NotReady).ms);
        }
        for (agent, row) in agents.iter().enumerate() {
            prop_assert_eq!(value(row, Column::In), truth(&data, agent, span, StateKind::is_logged_in));
            let not_ready = |kind| kind == StateKind::NotReady;
            prop_assert_eq!(value(row, Column::NotReady), truth(&data, agent, span, not_ready));
            let days = figures(&data, LaneMode::Day, agent, span);
            prop_assert_eq!(sum(&days, Column::In), value(row, Column::In));
            prop_assert_eq!(sum(&days, Column::NotReady), value(row, Column::NotReady));
            let states = figures(&data, LaneMode::State, agent, span);
            let known = truth(&data, agent, span, |kind| !kind.is_absence());
            prop_assert_eq!(sum(&states, Column::Time), known);
            prop_assert!(days.iter().all(|day| day.worked.is_none_or(|worked| span.intersect(worked) == worked)));
        }
    }
}

/// Agent a: in from 8 to 17 on each of two days, an hour of lunch at 12; agent b never; agent c is lost.
fn two_days() -> Dataset {
    let day = |d: i64| {
        [(0, 8, 0), (0, 9, 1), (0, 11, 2), (0, 12, 3), (0, 13, 1), (0, 17, 5)]
            .map(|(agent, hour, state)| (agent, (24 * d + hour) * 60, state))
    };
    data(&[&day(0)[..], &day(1)[..], &[(1, 0, 5)]].concat())
}

fn texts(row: &RowFigures) -> Vec<String> {
    row.cells.iter().map(Cell::text).collect()
}

#[test]
fn cells_say_their_figures_in_the_unit_of_their_column() {
    let data = two_days();
    let days = figures(&data, LaneMode::Day, 1, WINDOW);
    assert_eq!(texts(&days[0]), ["9:00", "67%", "1:00", "88%", "60:00", "0"]);
    assert_eq!(texts(&days[2]), ["–"; 6], "nobody was there");
    assert_eq!(days[1].worked, Some(Span::new(32 * HOUR, 41 * HOUR)));
    let states = figures(&data, LaneMode::State, 1, WINDOW);
    assert_eq!(texts(&states[0]), ["12:00:00", "66.7%", "4", "180:00", "240:00"]);
    let logged_out = texts(&states[4]);
    assert_eq!((&*logged_out[0], &*logged_out[1]), ("46:00:00", "–"), "no share of logged-in time");
    let agents = figures(&data, LaneMode::Agent, 0, WINDOW);
    assert_eq!(texts(&agents[0]), ["18:00", "67%", "2:00", "88%", "60:00", "0"], "all together");
    assert_eq!(texts(&agents[1]), ["?"; 6], "what was not fetched is never nothing");
    assert_eq!(texts(&agents[3]), ["–"; 6]);
    assert_eq!(agents.iter().map(|row| row.is_partial).collect::<Vec<_>>(), [true, true, false, false]);
    assert_eq!(agents[2].cells[0].spoken(), "18 hours");
    assert_eq!(agents[2].cells[1].value(), Some(6_667));
}

#[test]
fn rows_are_sorted_and_those_without_a_figure_come_last() {
    let data = data(&[(0, 0, 3), (0, 60, 1), (0, 120, 5), (1, 0, 3), (1, 90, 1), (1, 900, 5), (2, 0, 5)]);
    let legend = StateRows::new(&data.catalog);
    let order = [0, 1, 2];
    let input = RowsInput {
        groups: &[],
        data: &data,
        legend: &legend,
        agent: 0,
        order: &order,
        span: WINDOW,
        overruns: &Overruns::default(),
        plans: &Judged::default(),
    };
    let sorted = |sort: RowSort| sort.apply(order.to_vec(), |&agent| input.row(&RowKind::Agent { agent }));
    let by = |column, descending| sorted(RowSort { by: Some(column), descending });
    assert_eq!((by(Column::In, true), by(Column::In, false)), (vec![2, 1, 0], vec![1, 2, 0]));
    assert_eq!(
        by(Column::NotReady, true),
        [1, 2, 0],
        "an hour of two is more than one and a half of fifteen"
    );
    assert_eq!(sorted(RowSort { by: None, descending: true }), [2, 1, 0]);
    let sort = RowSort::default().clicked(Some(Column::In));
    assert_eq!((sort.aria(Some(Column::In)), sort.aria(None)), ("descending", "none"));
    assert_eq!(sort.clicked(Some(Column::In)).aria(Some(Column::In)), "ascending");
    assert_eq!(sort.clicked(None), RowSort::default());
}

#[test]
fn columns_fold_from_wide_to_narrow() {
    for mode in [LaneMode::State, LaneMode::Day, LaneMode::Agent] {
        for has_plan in [false, true] {
            let widths = [1_392.0, 1_000.0, 700.0, 340.0];
            let counts = widths.map(|width| Column::shown(mode, width, has_plan).len());
            let expected = match (mode, has_plan) {
                (LaneMode::State, _) => [5, 4, 2, 2],
                (_, false) => [6, 5, 3, 2],
                (_, true) => [8, 5, 4, 2],
            };
            assert_eq!(counts, expected);
            for width in widths {
                let shown = Column::shown(mode, width, has_plan);
                assert!(shown.iter().all(|column| Column::all(mode).contains(column)));
                assert!(has_plan || !shown.iter().any(|column| column.needs_plan()));
                // Those of a plan take some more of the widest.
                let plot = if has_plan { 0.58 } else { 0.6 };
                assert!(width - Column::width_of(shown) > width * plot);
            }
        }
    }
}

#[test]
fn hidden_states_count_for_nothing() {
    let data = data(&[(0, 0, 0), (0, 60, 3), (0, 120, 1), (0, 240, 5)]);
    let hidden = std::collections::BTreeSet::from(["not-ready".to_owned()]);
    let legend =
        StateRows::with_others(&data.catalog, &hidden, &scene::others::Others::default(), |_| String::new());
    let input = RowsInput {
        groups: &[],
        data: &data,
        legend: &legend,
        agent: 1,
        order: &[1],
        span: data.window,
        overruns: &Overruns::default(),
        plans: &Judged::default(),
    };
    for kind in [RowKind::Agent { agent: 1 }, RowKind::Team] {
        let row = input.row(&kind).unwrap();
        let figure = |column| row.cell(column).unwrap().figure;
        assert_eq!(figure(Column::In), Figure::Length(3 * HOUR));
        assert_eq!(figure(Column::LongestNotReady), Figure::None);
        // Shares stay of all logged-in time.
        assert_eq!(figure(Column::Contact), Figure::Share(0.5));
    }
}

#[test]
fn days_and_agents_count_the_limits_that_are_passed_in_them() {
    // Breaks of a: 20 minutes on the first day, 30 over the first midnight; of b one of 40 minutes on the third.
    let (ready, pause) = (0, 4);
    let data = data(&[
        (0, 0, ready),
        (0, 600, pause),
        (0, 620, ready),
        (0, 1_435, pause),
        (0, 1_465, ready),
        (1, 0, ready),
        (1, 3_000, pause),
        (1, 3_040, ready),
    ]);
    let rules = model::limits::Rules::parse("each:break:15m").unwrap();
    let judged = model::limits::judge(&data, &rules, &Zone::utc());
    let overruns = Overruns::new(&judged, data.window, data.agents.len(), |_| true);
    let legend = StateRows::new(&data.catalog);
    let order: Vec<usize> = (0..data.agents.len()).collect();
    let input = RowsInput {
        groups: &[],
        data: &data,
        legend: &legend,
        agent: 1,
        order: &order,
        span: WINDOW,
        overruns: &overruns,
        plans: &Judged::default(),
    };
    let passed = |kind: &RowKind| value(&input.row(kind).unwrap(), Column::Limits);
    assert_eq!([1, 2].map(|agent| passed(&RowKind::Agent { agent })), [2, 1]);
    assert_eq!(passed(&RowKind::Team), 3);
    let days = Zone::utc().days(WINDOW, 9).into_iter();
    let days: Vec<i64> = days.map(|(date, span)| passed(&RowKind::Day { date, span })).collect();
    assert_eq!(days, [1, 1, 0], "each counts on the day on which its limit is passed");
    let morning = RowsInput { span: Span::new(0, 600 * MINUTE), ..input };
    assert_eq!(value(&morning.row(&RowKind::Agent { agent: 1 }).unwrap(), Column::Limits), 0);
}
