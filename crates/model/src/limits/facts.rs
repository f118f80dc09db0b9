//! What rules look at in one lane, from one walk over it.

use super::days::{Day, Days};
use super::matching::Matcher;
use super::rule::{Per, Rules};
use super::sessions::{Edge, Session, SessionsBuilder, Shift, shifts};
use super::stays::{Seen, Stays, StaysBuilder};
use crate::dataset::Dataset;
use crate::record::Durations;
use crate::state::{ActivityId, StateKind};
use crate::time::{Millis, SECOND, Span};
use crate::timeline::AgentTimeline;
use crate::zone::Zone;

/// What all lanes are judged with.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The data set.
    pub data: &'a Dataset,
    /// The rules.
    pub rules: &'a Rules,
    /// Whose days count.
    pub zone: &'a Zone,
    /// Which rules are about which activity.
    pub matcher: &'a Matcher,
}

/// What rules look at in one lane.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The agent's position.
    pub agent: usize,
    /// Occurrences that rules are about.
    pub stays: Stays,
    /// From login to logout.
    pub sessions: Vec<Session>,
    /// Sessions that belong together.
    pub shifts: Vec<Shift>,
    /// When shifts begin.
    shift_starts: Vec<Millis>,
    /// Times that were not fetched.
    unfetched: Vec<Span>,
    /// Time of which nothing is known, in milliseconds.
    pub unknown_ms: i64,
}

/// A walk over the lane of an agent, which can rest after any segment.
#[derive(Clone, Debug)]
pub struct Reading {
    agent: usize,
    /// The next segment.
    next: usize,
    stays: StaysBuilder,
    sessions: SessionsBuilder,
    unfetched: Vec<Span>,
    unknown_ms: i64,
    last: ActivityId,
}

impl Reading {
    /// Before the first segment of an agent's lane.
    pub fn new(context: &Context, agent: usize, timeline: &AgentTimeline) -> Self {
        Self {
            agent,
            next: 0,
            stays: StaysBuilder::new(timeline.index.columns().len(), context.rules.join_ms),
            sessions: SessionsBuilder::new(context.data.now, timeline.lane.since(0)),
            unfetched: Vec::new(),
            unknown_ms: 0,
            last: ActivityId::UNKNOWN,
        }
    }

    /// Walks over at most so many segments more: over how many. 0 when there is none left.
    pub fn go_on(&mut self, context: &Context, timeline: &AgentTimeline, most: usize) -> usize {
        let Context { data, matcher, .. } = context;
        let is_cut_at_start = !data.is_saved && !timeline.lane.is_carried_in();
        let from = self.next;
        for (start, end, activity) in timeline.lane.walk(from).take(most) {
            let (index, kind) = (self.next, data.catalog.kind(activity));
            let seen = Seen { index, span: Span { start, end }, activity, kind };
            let rules = matcher.rules_about(activity);
            self.stays.observe(timeline, &seen, rules, index == 0 && is_cut_at_start);
            self.sessions.observe(&seen);
            if kind == StateKind::NotFetched {
                self.unfetched.push(seen.span);
            }
            if kind.is_absence() && (kind != StateKind::NoData || start < data.now) {
                self.unknown_ms += seen.span.len();
            }
            self.last = activity;
            self.next += 1;
        }
        self.next - from
    }

    /// What there was, after the last segment.
    pub fn finish(self, timeline: &AgentTimeline) -> Facts {
        let AgentTimeline { lane, index, .. } = timeline;
        let Self { agent, unfetched, unknown_ms, last, .. } = self;
        let running = lane.running().map(|index| lane.activity(index));
        let open = Some(last).filter(|_| running.is_none() && !ends_as_said(timeline));
        let sessions = self.sessions.finish(running.is_some());
        let shifts = shifts(&sessions);
        let shift_starts = shifts.iter().map(|shift| shift.span.start).collect();
        let stays = self.stays.finish(index.columns(), running, open);
        Facts { agent, stays, sessions, shifts, shift_starts, unfetched, unknown_ms }
    }
}

impl Facts {
    /// The days, or shifts, that sums are of.
    pub fn days<'b>(&'b self, context: &Context<'b>) -> Days<'b> {
        match context.rules.per {
            Per::Day => Days::calendar(context.zone),
            Per::Shift => Days::shifts(context.zone, &self.shift_starts),
        }
    }

    /// Whether not all of a day, or shift, is known.
    pub fn is_partial(&self, context: &Context, day: Day) -> bool {
        let next = self.unfetched.partition_point(|lost| lost.end <= day.span.start);
        let is_lost = self.unfetched.get(next).is_some_and(|lost| lost.start < day.span.end);
        is_lost
            || match context.rules.per {
                Per::Day => is_cut(context.data, day.span),
                Per::Shift => self.is_shift_cut(day.span.start),
            }
    }

    fn is_shift_cut(&self, start: Millis) -> bool {
        let shift = self.shift_starts.partition_point(|other| *other <= start).saturating_sub(1);
        let is_cut = |shift: &Shift| {
            shift.begun == Edge::Lost || matches!(shift.ended, Edge::Lost | Edge::End) && !shift.is_left_alone
        };
        self.shifts.get(shift).is_none_or(is_cut)
    }
}

/// Whether a day reaches out of the window to where things were.
fn is_cut(data: &Dataset, day: Span) -> bool {
    let Dataset { window, now, is_saved, .. } = *data;
    !is_saved && (day.start < window.start || day.end > window.end && window.end < now)
}

/// Whether the last row says itself that it ends with the window.
fn ends_as_said(timeline: &AgentTimeline) -> bool {
    let lane = &timeline.lane;
    let Some(last) = lane.len().checked_sub(1).filter(|_| lane.open().is_none()) else { return false };
    let figure = lane.reported_ms(last).filter(|_| timeline.documented == Durations::OfOwnState);
    figure.is_some_and(|ms| lane.start(last) + ms <= lane.window().end + SECOND)
}
