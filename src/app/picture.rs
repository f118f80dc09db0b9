//! The picture to take away: exactly what the timeline shows, with title, range, zone, legend and
//! totals.

mod beside;
mod pages;

pub use pages::sharpness;

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use crate::app::figures::Figures;
use crate::app::legend::{Entry, entries};
use crate::app::limits::list::in_scope;
use crate::app::row_figures::Column;
use crate::app::scope::{Scope, ScopeKind, hours_words};
use crate::app::words::low;
use crate::app::words::picture as words;
use model::adherence::Judged;
use model::dataset::Dataset;
use model::directory::Directory;
use model::format::{duration_words, isolated, number, span_words};
use model::locale::for_files;
use model::plain::{iso_date, minutes_text};
use model::time::Span;
use model::zone::Zone;
use scene::Scene;
use scene::build::{SceneInput, build};
use scene::caption::{self, Caption, full_height, with_caption};
use scene::layout::{Beside, Group, Grouping, LayoutInput, RowLayout};
use scene::others::Others;
use scene::overruns::Overruns;
use scene::rows::{LaneMode, StateRows};
use scene::staffing::{Stack, Staffing, bins_of};
use scene::theme::Role;

/// Narrowest picture, in CSS pixels: captions need room.
const LEAST_WIDTH: f64 = 640.0;

/// Width of the timeline on paper, in CSS pixels.
const PAPER_WIDTH: f64 = 1_000.0;

/// Legends longer than this are on the first picture on paper alone.
const LONG_LEGEND: usize = 12;

/// What a picture is made from.
#[derive(Clone, Debug)]
pub struct PictureInput<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// The zone of all times.
    pub zone: &'a Zone,
    /// Names of the agents.
    pub people: &'a Directory,
    /// Keys of the states that are not drawn.
    pub hidden: &'a BTreeSet<String>,
    /// What rows stand for.
    pub lanes: LaneMode,
    /// The agent whose rows are shown.
    pub agent: usize,
    /// What is shown: the time, and where rows stand for agents whose rows.
    pub scope: &'a Scope,
    /// The part of each day that is seen, if somebody chose one.
    pub hours: Option<Span>,
    /// How rows by agent stand together, and which of them are opened.
    pub grouping: Grouping<'a>,
    /// Where limits are passed.
    pub overruns: &'a Overruns,
    /// What was planned, and what of it was not kept.
    pub plans: &'a Judged,
    /// Width of the timeline in CSS pixels.
    pub width: f64,
}

/// The timeline of a picture, laid out.
struct Drawing<'a> {
    input: &'a PictureInput<'a>,
    legend: StateRows,
    layout: RowLayout,
    columns: &'static [Column],
    staffing: Option<Stack>,
    groups: Vec<Stack>,
}

impl<'a> Drawing<'a> {
    /// At this width in CSS pixels, with a row of all agents together or without.
    fn new(input: &'a PictureInput, width: f64, team: bool) -> Self {
        let legend = StateRows::with_others(&input.data.catalog, input.hidden, &others(input), low::others);
        let plan = input.plans.agent(input.agent).is_some();
        let columns = beside::columns(input, width);
        let groups = groups(input);
        let figures = beside::width(columns);
        let layout = RowLayout::new(&LayoutInput {
            grouping: Grouping { groups: &groups, expanded: input.grouping.expanded },
            data: input.data,
            legend: &legend,
            zone: input.zone,
            people: input.people,
            mode: input.lanes,
            agent: input.agent,
            order: &input.scope.agents,
            width,
            beside: Beside { figures, team, plan, ..Beside::default() },
            plans: Some(input.plans),
            words: &low::ROWS,
        });
        let by_agent = input.lanes == LaneMode::Agent;
        let staffing = (team && by_agent).then(|| counted(input, &legend, &input.scope.agents));
        let groups =
            layout.groups.iter().filter(|_| by_agent).map(|group| counted(input, &legend, &group.agents));
        let groups = groups.collect();
        Self { input, legend, layout, columns, staffing, groups }
    }

    /// The rows between two heights.
    fn between(&self, top: f64, bottom: f64) -> Scene {
        let PictureInput { scope, hours, .. } = *self.input;
        let mut scene = build(&SceneInput {
            groups: &self.groups,
            data: self.input.data,
            legend: &self.legend,
            layout: &self.layout,
            viewport: self.layout.viewport_in(scope.span, scope.hours.or(hours)),
            zone: self.input.zone,
            pixel_ratio: 1.0,
            scroll: top,
            height: full_height(bottom - top),
            team: self.staffing.as_ref(),
            overruns: Some(self.input.overruns),
            plans: Some(self.input.plans),
        });
        scene.labels.extend(beside::labels(self, (top, bottom)));
        scene
    }
}

/// How many of these agents were in each state.
fn counted(input: &PictureInput, legend: &StateRows, agents: &[usize]) -> Stack {
    let staffing = Staffing::new(input.data, agents, bins_of(input.data.window));
    Stack::new(&staffing.with_plan(input.plans, agents), legend)
}

/// The groups with those of their agents that are shown, and how many these are.
fn groups(input: &PictureInput) -> Vec<Group> {
    let shown: HashSet<usize> = input.scope.agents.iter().copied().collect();
    let left = |group: &Group| {
        let agents: Vec<usize> = group.agents.iter().copied().filter(|agent| shown.contains(agent)).collect();
        let label = format!("{} · {}", group.label, number(agents.len()));
        (!agents.is_empty()).then(|| Group { label, agents, ..group.clone() })
    };
    input.grouping.groups.iter().filter_map(left).collect()
}

/// The picture, as high as all of its rows.
pub fn picture(input: &PictureInput) -> Scene {
    let drawing = Drawing::new(input, input.width.max(LEAST_WIDTH), true);
    with_caption(drawing.between(0.0, drawing.layout.rows_height()), &caption(input))
}

/// The picture for paper, in pieces that a page has room for, each with the caption and which rows it has.
pub fn sheets(input: &PictureInput) -> Vec<Scene> {
    let drawing = Drawing::new(input, PAPER_WIDTH, false);
    let rows = &drawing.layout.rows;
    let caption = caption(input);
    let sheet = |piece: Range<usize>| {
        let mut caption = caption.clone();
        if piece.len() < rows.len() {
            caption.lines.push(piece_words(&piece, rows.len()));
        }
        if piece.start > 0 && caption.entries.len() > LONG_LEGEND {
            caption.entries.clear();
        }
        let (first, last) = (rows.get(piece.start)?, rows.get(piece.end.checked_sub(1)?)?);
        Some(with_caption(drawing.between(first.y, last.y + last.height), &caption))
    };
    pages::pieces(rows).into_iter().filter_map(sheet).collect()
}

/// `Rows 21 to 40 of 500`.
fn piece_words(piece: &Range<usize>, all: usize) -> String {
    let of = if all > pages::MAX_ROWS {
        words::first_rows(number(pages::MAX_ROWS), number(all))
    } else {
        number(all)
    };
    words::rows_of(number(piece.start + 1), number(piece.end), of)
}

fn others(input: &PictureInput) -> Others {
    Others::of(input.data, input.lanes.rows_of(input.agent))
}

/// Whose picture it is.
pub fn title(input: &PictureInput) -> String {
    let agents = &input.data.agents;
    match agents.get(input.agent) {
        _ if input.lanes == LaneMode::Agent && agents.len() > 1 => match input.scope.agents[..] {
            [one] => name(input, one),
            _ => words::agents(number(input.scope.agents.len())),
        },
        Some(_) => name(input, input.agent),
        None => words::NO_AGENT.to_owned(),
    }
}

fn name(input: &PictureInput, agent: usize) -> String {
    let label = input.data.agents.get(agent).map(|agent| isolated(input.people.label(&agent.id)));
    words::agent(label.unwrap_or_default())
}

/// Which times a picture shows, and in which zone.
pub fn times(input: &PictureInput) -> String {
    let span = input.scope.span;
    let zone = match (input.zone.name(), input.zone.offset_text(span.start)) {
        (name, offset) if name == offset => words::times_in(name),
        (name, offset) => words::times_in_at(name, offset),
    };
    let scope = match input.scope.kind {
        ScopeKind::Range => String::new(),
        kind => format!(" ({})", kind.word()),
    };
    let hours = input.scope.hours.map_or(String::new(), |hours| format!(", {}", hours_words(hours)));
    format!("{}{hours}{scope} · {zone}", span_words(span, input.zone))
}

fn caption(input: &PictureInput) -> Caption {
    let others = others(input);
    let shows = |id| !input.hidden.contains(others.key(&input.data.catalog, id));
    let figures = Figures::of(input.data, input.scope, input.zone, &shows);
    let logged_in = figures.summary.whole_logged_in_ms();
    let mut lines = vec![times(input), words::logged_in(duration_words(logged_in))];
    if !input.hidden.is_empty() {
        lines.push(words::SOME_STATES_ARE_HIDDEN.to_owned());
    }
    let entries = entries(&figures.summary, &input.data.catalog, &others);
    let entries = entries.iter().map(Entry::caption).chain(passed(input));
    Caption { title: title(input), lines, entries: entries.collect() }
}

/// What the marks of limits mean, where there are any.
fn passed(input: &PictureInput) -> Option<caption::Entry> {
    let count = in_scope(input.overruns, input.scope, &input.scope.spans(input.zone)).len();
    let figures = format!("{}×", number(count));
    let entry =
        caption::Entry { label: words::LIMIT_PASSED.to_owned(), role: Role::Danger, absent: false, figures };
    (count > 0).then_some(entry)
}

/// A file name that says whose time, which days and which part of them it is, without what file systems refuse.
pub fn file_name(input: &PictureInput, what: &str, extension: &str) -> String {
    let day = |t| iso_date(input.zone.date(t));
    let Scope { kind, span, hours, .. } = *input.scope;
    let (first, last) = (day(span.start), day(span.end + -1));
    let days = if first == last { first } else { format!("{first}_{last}") };
    let clock = |t| for_files(|| minutes_text(input.zone.local(t))).replace(':', "");
    let part = match (kind, hours) {
        (ScopeKind::Range, _) => String::new(),
        (_, Some(hours)) => format!("-{}-{}", kind.word(), for_files(|| hours_words(hours)).replace(':', "")),
        (_, None) => format!("-{}-{}-{}", kind.word(), clock(span.start), clock(span.end)),
    };
    let part = part.replace(" – ", "-");
    let plain = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '-' };
    let title: String = for_files(|| title(input)).chars().map(plain).take(60).collect();
    format!("shiftline-{title}-{days}{part}{what}.{extension}")
}

#[cfg(test)]
mod tests;
