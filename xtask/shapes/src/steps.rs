//! The steps from rows to what is seen.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use data::dialect::{Dialect, PageCursor, PageRequest, Plan, by_name};
use data::files::export::records_csv;
use data::files::summary::{Split, SummaryInput, summary_csv};
use data::files::{self, Import, Imported, Options};
use data::query::{Agents, Query};
use model::dataset::{Dataset, DatasetInput};
use model::directory::Directory;
use model::page::{Page, Part, Series};
use model::record::AgentId;
use model::state::Catalog;
use model::time::{DAY, Millis, Span};
use model::zone::Zone;
use scene::build::{self, SceneInput};
use scene::layout::{Beside, LayoutInput, RowLayout};
use scene::others::Others;
use scene::overview::overview;
use scene::rows::{LaneMode, StateRows};
use scene::staffing::{Stack, Staffing};
use shiftline::app::figures::Figures;
use shiftline::app::find::results::find;
use shiftline::app::find::stretches::{Index, Seen};
use shiftline::app::legend::entries;
use shiftline::app::scope::Scope;
use shiftline::app::words::low;
use shiftline::app::{cards, moment, roster, table, totals};

use crate::shapes::{Row, START, Shape, cxone, report, reporting_v2};

/// The steps, in order.
pub const NAMES: [&str; 15] = [
    "report",
    "own CSV",
    "v2",
    "CXone",
    "build v2",
    "build own",
    "summary",
    "by state",
    "by day",
    "by agent",
    "strips",
    "legend, cards",
    "roster",
    "moment",
    "tables, search",
];

/// Rows in a page of the APIs.
const PAGE: usize = 1_000;

/// Does all steps, and prints a line for each.
pub fn run(shape: &Shape, n: usize) {
    let rows = shape.rows(n);
    let text = report(&rows);
    timed(|| import(&text));
    let (catalog, pages) = decoded("cxone", vec![(None, rows.clone())]);
    let data = build("cxone", &catalog, &pages);
    let own = exported(&data);
    drop(data);
    timed(|| import(&own));
    drop((text, own));
    let mut by_agent: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
    for row in &rows {
        by_agent.entry(row.agent).or_default().push(*row);
    }
    let lists = by_agent.into_iter().map(|(agent, rows)| (Some(agent.to_string().into()), rows)).collect();
    let (v2_catalog, v2) = timed_decode("reporting-v2", lists);
    let (catalog, pages) = timed_decode("cxone", vec![(None, rows)]);
    timed(|| build("reporting-v2", &v2_catalog, &v2));
    let data = timed(|| build("cxone", &catalog, &pages));
    timed(|| data.summary(data.window));
    seen(&data);
}

fn timed<T>(work: impl FnOnce() -> T) -> T {
    let start = Watch::start();
    let done = black_box(work());
    println!("{:.0}", start.ms());
    done
}

/// Processor time, where the system tells it: others on the machine cost none. Else time on the wall.
struct Watch {
    spent_ns: Option<u64>,
    since: Instant,
}

impl Watch {
    fn start() -> Self {
        Self { spent_ns: spent_ns(), since: Instant::now() }
    }

    fn ms(&self) -> f64 {
        match self.spent_ns.zip(spent_ns()) {
            Some((before, now)) => (now - before) as f64 / 1e6,
            None => self.since.elapsed().as_secs_f64() * 1_000.0,
        }
    }
}

/// Time that this process, which has one thread, was on a processor, in nanoseconds.
fn spent_ns() -> Option<u64> {
    std::fs::read_to_string("/proc/self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

fn import(text: &str) -> Imported {
    let mut catalog = Catalog::default();
    let mut import = Import::new(Options::new(Zone::utc()));
    let read = text.as_bytes().chunks(1 << 20).try_for_each(|piece| import.feed(piece, &mut catalog));
    let imported = read.and_then(|()| import.finish(&mut catalog)).expect("a good file");
    assert_eq!(imported.rejected, 0, "every row is one");
    black_box(files::window_of(std::slice::from_ref(&imported)));
    imported
}

fn exported(data: &Dataset) -> String {
    let pieces = records_csv(data, &Zone::utc(), |_| None).flatten().collect();
    String::from_utf8(pieces).expect("text")
}

type List = (Option<AgentId>, Vec<Row>);
type Pages = Vec<(Option<AgentId>, Vec<Arc<Page>>)>;

fn bodies(dialect: &str, lists: Vec<List>) -> Vec<(Option<AgentId>, Vec<String>)> {
    let write = if dialect == "cxone" { cxone } else { reporting_v2 };
    lists.into_iter().map(|(agent, rows)| (agent, rows.chunks(PAGE).map(write).collect())).collect()
}

fn decoded(dialect: &str, lists: Vec<List>) -> (Catalog, Pages) {
    decode(dialect, bodies(dialect, lists))
}

fn timed_decode(dialect: &str, lists: Vec<List>) -> (Catalog, Pages) {
    let bodies = bodies(dialect, lists);
    timed(|| decode(dialect, bodies))
}

fn decode(dialect: &str, bodies: Vec<(Option<AgentId>, Vec<String>)>) -> (Catalog, Pages) {
    let dialect: &dyn Dialect = by_name(dialect).expect("a dialect");
    let query = Query::new(Agents::All, Span::new(START, START + DAY));
    let mut catalog = Catalog::default();
    let mut read = |agent: &Option<AgentId>, body: &String| {
        let plan = Plan { agent: agent.clone(), span: query.span };
        let ask = PageRequest { query: &query, plan: &plan, place: &PageCursor { number: 1, token: None } };
        Arc::new(dialect.decoder().decode(&ask, body.as_bytes(), &mut catalog).expect("a good page").page)
    };
    let pages = bodies
        .iter()
        .map(|(agent, bodies)| (agent.clone(), bodies.iter().map(|body| read(agent, body)).collect()))
        .collect();
    (catalog, pages)
}

fn build(dialect: &str, catalog: &Catalog, pages: &Pages) -> Dataset {
    let blocks = || pages.iter().flat_map(|(_, pages)| pages).flat_map(|page| &page.blocks);
    let last = blocks().map(|(_, block)| block.last()).max().unwrap_or_default();
    let window = Span { start: Millis(START), end: last + 10_000 };
    let durations = by_name(dialect).expect("a dialect").durations();
    let series: Vec<Series> = pages
        .iter()
        .map(|(agent, pages)| {
            let parts = pages.iter().cloned().map(Part::Page).chain([Part::Missing]).collect();
            Series::new(agent.clone(), window, parts, durations)
        })
        .collect();
    Dataset::build(DatasetInput { series: &series, catalog: catalog.clone(), window, now: window.end })
}

/// What the page shows of a data set.
fn seen(data: &Dataset) {
    let (zone, people) = (Zone::utc(), Directory::default());
    let order: Vec<usize> = (0..data.agents.len()).collect();
    for mode in [LaneMode::State, LaneMode::Day, LaneMode::Agent] {
        timed(|| frame(data, &zone, &people, mode, &order));
    }
    timed(|| {
        let legend = StateRows::new(&data.catalog);
        black_box(Stack::new(&Staffing::new(data, &order, 500), &legend).scene((1_000.0, 60.0)));
        overview(data, &legend, 0, (1_000.0, 40.0))
    });
    timed(|| {
        let split = Split { by_day: true, by_reason: true };
        let (agents, span) = (&order, data.window);
        let (spans, left_out) = (&[span], &HashSet::new());
        let input = SummaryInput { data, people: &people, zone: &zone, agents, spans, left_out, split };
        black_box(summary_csv(input).count());
        for mode in [LaneMode::State, LaneMode::Agent] {
            let agents = if mode == LaneMode::Agent { order.clone() } else { vec![0] };
            let scope = Scope { span: data.window, agents, ..Scope::default() };
            let figures = Figures::of(data, &scope, &zone, &|_| true);
            black_box(entries(&figures.summary, &data.catalog, &Others::of(data, mode.rows_of(0))));
            black_box(totals::lines(&figures.summary, &data.catalog));
            black_box(cards::cards(&figures.summary, (None, &cards::Who::default()), &data.catalog, &zone));
        }
    });
    timed(|| {
        black_box(roster::order(data, &people, &roster::Filter::default(), data.window));
    });
    timed(|| {
        let legend = StateRows::new(&data.catalog);
        let states = roster::states_at(data, &order, data.window.start + data.window.len() / 2);
        black_box(roster::count_by_kind(data, &states));
        moment::lines(data, &people, &legend, &states)
    });
    timed(|| {
        let sort = table::Sort { by: table::Column::State, descending: false };
        black_box(table::rows(&data.agents[0].lane, &data.catalog, &[data.window], sort, |_| true));
        let (index, shown) = (Index::new(data, &people), vec![true; data.catalog.len()]);
        let today = zone.date(data.now);
        let seen = Seen { data, index: &index, zone: &zone, today, agents: &order, shown: &shown };
        find("state > 1 s", Some((&seen, &people)), &|_| None)
    });
}

/// A picture of the whole, of what fits on a screen.
fn frame(data: &Dataset, zone: &Zone, people: &Directory, mode: LaneMode, order: &[usize]) -> usize {
    let legend = StateRows::with_others(
        &data.catalog,
        &BTreeSet::new(),
        &Others::of(data, mode.rows_of(0)),
        low::others,
    );
    let layout = RowLayout::new(&LayoutInput {
        grouping: scene::layout::Grouping::default(),
        data,
        legend: &legend,
        zone,
        people,
        mode,
        agent: 0,
        order,
        width: 1_200.0,
        beside: Beside::default(),
        plans: None,
        words: &low::ROWS,
    });
    let input = SceneInput {
        groups: &[],
        data,
        legend: &legend,
        layout: &layout,
        viewport: layout.viewport(data.window),
        zone,
        pixel_ratio: 1.0,
        scroll: 0.0,
        height: 700.0,
        team: None,
        overruns: None,
        plans: None,
    };
    build::build(&input).bars.len()
}
