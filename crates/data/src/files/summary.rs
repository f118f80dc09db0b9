//! Where the time went, as CSV: a row an agent, day, state and reason. Every moment that is told is in one
//! row, so that sums over the rows are the page's totals.
//!
//! ```text
//! agent_id  agent_name  team  day  from (Europe/Paris)  to (Europe/Paris)  state  label  kind  reason  …
//! ```

use std::collections::{HashMap, HashSet};

use model::dataset::Dataset;
use model::directory::Directory;
use model::index::Total;
use model::plain::length_text;
use model::state::{ActivityId, Catalog};
use model::summary::Summary;
use model::time::Span;
use model::timeline::AgentTimeline;
use model::zone::Zone;

use super::export::local;
use super::write::to_csv;

/// Most agents times days that have rows of their own; beyond, each agent's time is in one part.
const MAX_PARTS: usize = 200_000;

/// What has rows of its own beside agents and states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Each calendar day of the zone.
    pub by_day: bool,
    /// Each reason of a state.
    pub by_reason: bool,
}

/// What a summary is made from.
#[derive(Clone, Copy, Debug)]
pub struct SummaryInput<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// Names and teams.
    pub people: &'a Directory,
    /// The zone of days and times.
    pub zone: &'a Zone,
    /// Whose time: indices into [`Dataset::agents`].
    pub agents: &'a [usize],
    /// The times that are summed up, in order and apart.
    pub spans: &'a [Span],
    /// Activities that are not told; shares are of all logged-in time all the same.
    pub left_out: &'a HashSet<ActivityId>,
    /// What has rows of its own.
    pub split: Split,
}

/// The header, then the rows agent by agent, so that a page stays awake between them.
pub fn summary_csv(input: SummaryInput<'_>) -> impl Iterator<Item = Vec<u8>> {
    let most = MAX_PARTS / (input.agents.len() * input.spans.len()).max(1);
    let spans = input.spans.iter().map(|span| span.intersect(input.data.window));
    let spans: Vec<(Span, Vec<Part>)> = spans.map(|span| (span, parts(&input, span, most))).collect();
    let rows = move |&agent: &usize| {
        let agent = input.data.agents.get(agent)?;
        let of_span = |(span, parts): &(Span, Vec<Part>)| rows(&input, agent, *span, parts);
        Some(to_csv(spans.iter().flat_map(of_span)))
    };
    std::iter::once(to_csv([header(&input)])).chain(input.agents.iter().filter_map(rows))
}

fn header(input: &SummaryInput) -> Vec<String> {
    let zone = input.zone.name();
    let mut names: Vec<String> = ["agent_id", "agent_name", "team"].map(str::to_owned).to_vec();
    names.extend(input.split.by_day.then(|| "day".to_owned()));
    names.extend([format!("from ({zone})"), format!("to ({zone})")]);
    names.extend(["state", "label", "kind"].map(str::to_owned));
    names.extend(input.split.by_reason.then(|| "reason".to_owned()));
    let figures =
        ["time (h:mm:ss)", "time_ms", "share_of_logged_in", "stretches_begun", "longest_ms", "reported_ms"];
    names.extend(figures.map(str::to_owned));
    names
}

/// A part of the span and the day that it is, if it is one.
type Part = (String, Span);

/// At most so many.
fn parts(input: &SummaryInput, span: Span, most: usize) -> Vec<Part> {
    let days = if input.split.by_day { input.zone.days(span, most + 1) } else { Vec::new() };
    if days.is_empty() || days.len() > most {
        return vec![(String::new(), span)];
    }
    let parts = days.into_iter().map(|(date, day)| (date.to_string(), day.intersect(span)));
    parts.collect()
}

fn rows(input: &SummaryInput, agent: &AgentTimeline, whole: Span, parts: &[Part]) -> Vec<Vec<String>> {
    let mut begun = Begun { agent, whole, before: HashMap::new() };
    let of_part = |part: &Part| {
        let begun = begun.in_part(part.1);
        part_rows(input, agent, part, &begun)
    };
    parts.iter().flat_map(of_part).collect()
}

/// Stretches by the part that they begin in: one over midnight counts once.
struct Begun<'a> {
    agent: &'a AgentTimeline,
    whole: Span,
    /// Those up to the next part.
    before: HashMap<ActivityId, u32>,
}

impl Begun<'_> {
    fn in_part(&mut self, part: Span) -> HashMap<ActivityId, u32> {
        let until = Span { start: self.whole.start, end: part.end };
        let totals = self.agent.index.totals(&self.agent.lane, until);
        let counts: HashMap<ActivityId, u32> =
            totals.into_iter().map(|(id, total)| (id, total.count)).collect();
        let before = std::mem::replace(&mut self.before, counts.clone());
        let since =
            |(id, count): (ActivityId, u32)| (id, count - before.get(&id).copied().unwrap_or(0).min(count));
        counts.into_iter().map(since).collect()
    }
}

fn part_rows(
    input: &SummaryInput,
    agent: &AgentTimeline,
    (day, part): &Part,
    begun: &HashMap<ActivityId, u32>,
) -> Vec<Vec<String>> {
    let SummaryInput { zone, split, .. } = input;
    let catalog = &input.data.catalog;
    let summary = Summary::new(&agent.lane, &agent.index, catalog, *part);
    let summary = summary.only(catalog, &|activity| !input.left_out.contains(&activity));
    let name = input.people.name(&agent.id).unwrap_or_default();
    let team = input.people.team(&agent.id).unwrap_or_default();
    let mut first = vec![agent.id.to_string(), name.to_owned(), team.to_owned()];
    first.extend(split.by_day.then(|| day.clone()));
    first.extend([local(part.start, zone), local(part.end, zone)]);
    let row = |activity: ActivityId, reason: Option<&str>, total: &Total, begun: u32| {
        let mut cells = first.clone();
        cells.extend(names(catalog, activity));
        cells.extend(reason.map(str::to_owned));
        cells.extend(figures(&summary, catalog, activity, total, begun));
        cells
    };
    let mut rows = Vec::new();
    for state in &summary.states {
        let count = |id: ActivityId| begun.get(&id).copied().unwrap_or(0);
        if split.by_reason {
            rows.extend(state.reasons.iter().map(|reason| {
                let name = catalog.activity(reason.activity).reason.as_deref().unwrap_or_default();
                row(reason.activity, Some(name), &reason.total, count(reason.activity))
            }));
        } else {
            let begun = state.reasons.iter().map(|reason| count(reason.activity)).sum();
            rows.push(row(state.activity, None, &state.total, begun));
        }
    }
    rows
}

fn names(catalog: &Catalog, activity: ActivityId) -> [String; 3] {
    let kind = catalog.kind(activity).name();
    [catalog.code(activity).to_owned(), catalog.label(activity).to_owned(), kind.to_owned()]
}

fn figures(
    summary: &Summary,
    catalog: &Catalog,
    activity: ActivityId,
    total: &Total,
    begun: u32,
) -> [String; 6] {
    let is_logged_in = catalog.kind(activity).is_logged_in();
    let share = summary.share(total.ms).filter(|_| is_logged_in);
    [
        length_text(total.ms),
        total.ms.to_string(),
        share.map(|share| format!("{share:.4}")).unwrap_or_default(),
        begun.to_string(),
        total.longest_ms.to_string(),
        total.reported_ms.to_string(),
    ]
}
