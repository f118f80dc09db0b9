//! What adherence costs: 500 agents × 28 days, about 1,000,000 records and 300,000 planned activities.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use model::adherence::{Judged, Options, Table, judge};
use model::dataset::{Dataset, DatasetInput};
use model::page::{PageBuilder, Part, Series};
use model::record::{AgentId, Durations, Record};
use model::schedule::{Joining, ScheduleBuilder, Who};
use model::state::{Catalog, Reading, StateKind};
use model::time::{DAY, HOUR, MINUTE, Millis, Span};

const AGENTS: i64 = 500;
const DAYS: i64 = 28;

/// Changes of state and planned activities of an agent's day.
const CHANGES: i64 = 72;
const PLANNED: i64 = 21;

/// Each is measured so often; the median counts.
const TIMES: usize = 9;

const WINDOW: Span = Span::new(0, DAYS * DAY);

fn id(agent: i64) -> AgentId {
    format!("agent-{agent}").as_str().into()
}

/// Shifts of nine hours that go through five states, a little differently for each agent.
fn data() -> Dataset {
    let mut catalog = Catalog::default();
    let kinds = [
        ("READY", None, StateKind::Available),
        ("IN_CONTACT", None, StateKind::OnContact),
        ("ACW", None, StateKind::WrapUp),
        ("NOT_READY", Some("Break"), StateKind::NotReady),
        ("LOGOUT", None, StateKind::LoggedOut),
    ];
    let states = kinds.map(|(code, reason, kind)| catalog.intern(code, reason, |_| Reading::known(kind)));
    let series: Vec<Series> = (0..AGENTS)
        .map(|agent| {
            let mut page = PageBuilder::new();
            for day in 0..DAYS {
                for change in 0..CHANGES {
                    let last = change == CHANGES - 1;
                    let at = day * DAY + 8 * HOUR + change * 9 * HOUR / CHANGES + agent % 7 * MINUTE;
                    let state = if last { 4 } else { ((change * 5 + agent) % 17 % 4) as usize };
                    page.push(&id(agent), Record::new(Millis(at), states[state], None));
                }
            }
            let parts = vec![Part::Page(Arc::new(page.finish()))];
            Series::new(Some(id(agent)), WINDOW, parts, Durations::OfPreviousState)
        })
        .collect();
    Dataset::build(DatasetInput { series: &series, catalog, window: WINDOW, now: WINDOW.end })
}

fn schedule() -> ScheduleBuilder {
    let mut builder = ScheduleBuilder::new();
    let names = ["Open", "Break", "Lunch", "Meeting"].map(|name| builder.activity(name, None));
    for agent in 0..AGENTS {
        let who = id(agent);
        for day in 0..DAYS {
            for place in 0..PLANNED {
                let at = |place: i64| Millis(day * DAY + 8 * HOUR + place * 9 * HOUR / PLANNED);
                let activity = if place % 2 == 0 { names[0] } else { names[(place / 2 % 3 + 1) as usize] };
                builder.push(&who, Span { start: at(place), end: at(place + 1) }, activity, 1);
            }
        }
    }
    builder
}

/// The median of some runs, in milliseconds.
fn median(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..TIMES)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[TIMES / 2]
}

/// Prints the table.
pub fn table() {
    let (data, entries) = (data(), Arc::new(schedule()));
    println!("{} records, {} planned activities\n", data.records(), entries.len());
    let plain = (Table::default(), Options::default());
    let joining = || Joining::new(vec![entries.clone()], &Who::default());
    let plans = median(|| {
        black_box(joining().finish());
    });
    let judged = || judge(&data, joining(), &plain.0, plain.1);
    let verdicts = median(|| {
        black_box(judged());
    });
    let judged: Judged = judged();
    let everyone: Vec<usize> = (0..data.agents.len()).collect();
    let week = [Span::new(9 * DAY + 3 * HOUR, 16 * DAY + 5 * HOUR)];
    let figures = median(|| {
        black_box(judged.figures(&everyone, &week));
    });
    let rows = median(|| {
        for agent in 0..40 {
            black_box(judged.figures(&[agent], &week));
        }
    });
    let listed = median(|| {
        black_box(judged.exceptions(&everyone, &week).count());
    });
    println!("| what | ms |\n| --- | --: |");
    for (what, ms) in [
        ("plans of everyone", plans),
        ("plans and verdicts of everyone", verdicts),
        ("figures of everyone in a view", figures),
        ("figures of 40 rows in a view", rows),
        ("exceptions of everyone in a view", listed),
    ] {
        println!("| {what} | {ms:.2} |");
    }
}
