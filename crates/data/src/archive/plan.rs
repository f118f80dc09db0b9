//! What of an archive is wanted for some agents and a range: which bytes of which files, and what of it the archive
//! does not have. Rows are sorted by agent and start, and an agent's day lies in one group of rows.
//!
//! ```text
//! day before │ first day │ …        UTC days that the range reaches into, and one for what was carried in
//!  ░░▓▓░░░░  │ ░░▓▓▓░░░  │          ▓ groups that may hold a wanted agent: neighbours are one piece
//! ```

use std::collections::{BTreeSet, HashMap};
use std::ops::{Bound, RangeBounds};
use std::sync::Arc;

use super::manifest::{Day, File, Manifest, day_of, span_of};
use crate::query::Agents;
use model::record::AgentId;
use model::time::{DAY, Millis, Span};

/// Most groups of rows in a piece: what is decoded at a time, so that the page has its turn in between.
pub const MAX_GROUPS: usize = 8;

/// How long before a range records are looked for that were carried in, in milliseconds.
pub const LOOK_BACK: i64 = DAY;

/// A run of bytes of a file that is asked for at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The file, below the archive.
    pub path: Arc<str>,
    /// The file's size in bytes.
    pub file_bytes: u64,
    /// The UTC day that its records began in.
    pub day: Span,
    /// Where the bytes begin in the file.
    pub at: u64,
    /// The groups of rows in them, one behind the other.
    pub groups: Vec<Shape>,
    /// No agent before this one is in it.
    pub first: AgentId,
    /// Nor one beyond this.
    pub end: Bound<AgentId>,
}

/// A group of rows within a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Its length in bytes.
    pub bytes: u64,
    /// Its rows.
    pub rows: u64,
}

impl Piece {
    /// Its length in bytes.
    pub fn bytes(&self) -> u64 {
        self.groups.iter().map(|group| group.bytes).sum()
    }

    /// Rows in it, those of other agents included.
    pub fn rows(&self) -> u64 {
        self.groups.iter().map(|group| group.rows).sum()
    }

    /// Whether rows of this agent may be in it.
    pub fn may_hold(&self, agent: &AgentId) -> bool {
        (Bound::Included(&self.first), self.end.as_ref()).contains(agent)
    }
}

/// A time that the archive does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// Whose; `None`: everyone's.
    pub agent: Option<AgentId>,
    /// When.
    pub span: Span,
}

/// What is wanted of an archive, and what it does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the order of days, then agents.
    pub pieces: Vec<Piece>,
    /// In the order of agents (everyone's first), then of time; those of one apart from each other.
    pub lacking: Vec<Lacking>,
    /// The agents that are known without a look at rows: those named, in their order, or those that were fetched.
    pub agents: Vec<AgentId>,
    /// Rows of the range's days that came when these were fetched and could not be read.
    pub refused: u64,
}

impl Plan {
    /// Bytes that are asked for.
    pub fn bytes(&self) -> u64 {
        self.pieces.iter().map(Piece::bytes).sum()
    }

    /// Rows that come, those of other agents included.
    pub fn rows(&self) -> u64 {
        self.pieces.iter().map(Piece::rows).sum()
    }
}

/// The lists of agents that days were fetched for, by their hashes.
pub type Rosters = HashMap<String, BTreeSet<AgentId>>;

/// The hashes of the lists of agents that are wanted for a range, each once.
pub fn rosters_of(manifest: &Manifest, range: Span, now: Millis) -> BTreeSet<&str> {
    let days = days_of(reach_of(range, now)).filter_map(|day| manifest.day(day_of(day.start)?));
    days.filter_map(|day| day.agents.as_deref()).collect()
}

/// What is wanted of an archive for some agents and a range; nothing is known after `now`. A list that is not among
/// `rosters` has nobody.
pub fn plan(manifest: &Manifest, rosters: &Rosters, agents: &Agents, range: Span, now: Millis) -> Plan {
    let reach = reach_of(range, now);
    let known = |day: Span| manifest.day(day_of(day.start)?);
    let named: Vec<AgentId> = match agents {
        Agents::Named(ids) => ids.clone(),
        Agents::All => {
            let listed = days_of(reach).filter_map(|day| rosters.get(known(day)?.agents.as_deref()?));
            listed.flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect()
        }
    };
    let all: BTreeSet<AgentId> = named.iter().cloned().collect();
    let wanted = (*agents != Agents::All).then_some(&all);
    let mut plan = Plan { agents: named, ..Plan::default() };
    for span in days_of(reach) {
        let Some(day) = known(span) else {
            plan.lacking.push(Lacking { agent: None, span });
            continue;
        };
        plan.lacking.extend(failed(day, wanted).chain([later(day)]));
        if let Some(list) = &day.agents {
            let list = rosters.get(list);
            let unasked = all.iter().filter(|agent| list.is_none_or(|list| !list.contains(*agent)));
            plan.lacking.extend(unasked.map(|agent| Lacking { agent: Some(agent.clone()), span }));
        }
        if !span.intersect(range).is_empty() {
            plan.refused += day.refused;
        }
        let file = manifest.file(day.day);
        plan.pieces.extend(file.into_iter().flat_map(|file| pieces_of(file, span, wanted)));
    }
    plan.lacking = joined(plan.lacking, reach);
    plan
}

/// The range, from a while before it to the present.
pub(super) fn reach_of(range: Span, now: Millis) -> Span {
    let start = if range.is_empty() { range.start } else { range.start + -LOOK_BACK };
    Span { start, end: range.end.min(now).max(start) }
}

/// The UTC days that a time reaches into.
fn days_of(reach: Span) -> impl Iterator<Item = Span> {
    let first = reach.start.0.div_euclid(DAY);
    let end = if reach.is_empty() { first } else { (reach.end.0 - 1).div_euclid(DAY) + 1 };
    (first..end).map(|day| Span::new(day * DAY, (day + 1) * DAY))
}

/// What of a day could not be fetched.
fn failed<'a>(day: &'a Day, wanted: Option<&'a BTreeSet<AgentId>>) -> impl Iterator<Item = Lacking> + 'a {
    let is_wanted = move |agent: &Option<AgentId>| match (agent, wanted) {
        (Some(agent), Some(wanted)) => wanted.contains(agent),
        _ => true,
    };
    let failed = day.failed.iter().filter(move |failed| is_wanted(&failed.agent));
    failed.map(|failed| Lacking { agent: failed.agent.clone(), span: failed.span })
}

/// What of a day came after it was fetched.
fn later(day: &Day) -> Lacking {
    let span = span_of(day.day);
    Lacking { agent: None, span: Span { start: day.fetched.max(span.start), ..span } }
}

/// The parts of a file that may hold agents that are wanted.
fn pieces_of(file: &File, day: Span, wanted: Option<&BTreeSet<AgentId>>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let path: Arc<str> = file.path().into();
    for (number, group) in file.groups.iter().enumerate() {
        let end = file.end_of(number);
        if wanted.is_some_and(|wanted| !has_any(wanted, (&group.agent, end.as_ref()))) {
            continue;
        }
        let shape = Shape { bytes: group.bytes, rows: group.rows };
        match pieces.last_mut() {
            Some(piece) if piece.groups.len() < MAX_GROUPS && piece.at + piece.bytes() == group.at => {
                piece.groups.push(shape);
                piece.end = end;
            }
            _ => pieces.push(Piece {
                path: path.clone(),
                file_bytes: file.bytes,
                day,
                at: group.at,
                groups: vec![shape],
                first: group.agent.clone(),
                end,
            }),
        }
    }
    pieces
}

fn has_any(wanted: &BTreeSet<AgentId>, (first, end): (&AgentId, Bound<&AgentId>)) -> bool {
    let from = wanted.range(first.clone()..).next();
    from.is_some_and(|agent| (Bound::Included(first), end).contains(agent))
}

/// Each agent's times in order and apart, none of them beyond what is looked at.
fn joined(mut all: Vec<Lacking>, reach: Span) -> Vec<Lacking> {
    for lacking in &mut all {
        lacking.span = lacking.span.intersect(reach);
    }
    all.retain(|lacking| !lacking.span.is_empty());
    all.sort_by(|a, b| (&a.agent, a.span.start).cmp(&(&b.agent, b.span.start)));
    all.dedup_by(|next, kept| {
        let is_one = next.agent == kept.agent && next.span.start <= kept.span.end;
        kept.span.end = if is_one { kept.span.end.max(next.span.end) } else { kept.span.end };
        is_one
    });
    all
}

#[cfg(test)]
mod tests;
