//! Holds lanes against rules.

mod counted;
mod pauses;
mod sessions;
mod stretches;
mod sums;

use std::ops::Deref;

use super::breach::{Breach, Excess, Judged};
use super::facts::{Context, Facts, Reading};
use super::matching::Matcher;
use super::names::Names;
use super::rule::{Limit, Rules};
use crate::dataset::Dataset;
use crate::time::{Millis, Span};
use crate::timeline::AgentTimeline;
use crate::zone::Zone;

/// Holds every lane of a data set against rules. Takes time in proportion to the segments.
pub fn judge(data: &Dataset, rules: &Rules, zone: &Zone) -> Judged {
    Judging::new(data, rules.clone(), zone.clone()).finish()
}

/// What a lane costs beside its segments, in segments.
const LANE: usize = 32;

/// Holds one lane after another against rules, a little at a time, for callers who do other things between.
#[derive(Clone, Debug)]
pub struct Judging<D> {
    data: D,
    rules: Rules,
    zone: Zone,
    matcher: Matcher,
    at: Stage,
    judged: Judged,
}

/// How far the lane is that comes next, or is being judged.
#[derive(Clone, Debug)]
enum Stage {
    Next,
    Reading(Reading),
    /// All of it was read; the rule that it is to be held against next.
    Read(Facts, usize),
}

impl<D: Deref<Target = Dataset>> Judging<D> {
    /// For these rules, of which those behind [`Rules::MAX`] do not count; days are those of the zone.
    pub fn new(data: D, rules: Rules, zone: Zone) -> Self {
        let matcher = Matcher::new(&rules, &data.catalog);
        Self { data, rules, zone, matcher, at: Stage::Next, judged: Judged::default() }
    }

    /// Goes on until it has looked at about so many segments and occurrences: at how many. It rests within a lane, too,
    /// and between two rules. `None` when no lane is left.
    pub fn step(&mut self, most: usize) -> Option<usize> {
        let mut looked = self.piece(most.max(1))?;
        while looked < most {
            let Some(more) = self.piece(most - looked) else { break };
            looked = looked.saturating_add(more);
        }
        Some(looked)
    }

    /// Begins with a lane, reads at most so many segments of it, or holds it against one rule.
    fn piece(&mut self, most: usize) -> Option<usize> {
        let Self { data, rules, zone, matcher, at, judged } = self;
        let agent = judged.looked.agents;
        let timeline = data.agents.get(agent)?;
        let context = Context { data, rules, zone, matcher };
        let (next, looked) = match std::mem::replace(at, Stage::Next) {
            Stage::Next => (Stage::Reading(Reading::new(&context, agent, timeline)), LANE),
            Stage::Reading(mut reading) => match reading.go_on(&context, timeline, most) {
                0 => (Stage::Read(reading.finish(timeline), 0), 0),
                read => (Stage::Reading(reading), read),
            },
            Stage::Read(facts, rule) if rule < rules.list.len().min(Rules::MAX) => {
                let case = Case { context: &context, timeline, facts: &facts, rule };
                case.judge(&mut judged.breaches);
                let looked = facts.stays.list.len();
                (Stage::Read(facts, rule + 1), looked)
            }
            Stage::Read(facts, _) => {
                judged.looked.agents += 1;
                judged.looked.occurrences += facts.stays.list.len();
                judged.looked.unknown_ms = judged.looked.unknown_ms.saturating_add(facts.unknown_ms);
                (Stage::Next, 0)
            }
        };
        *at = next;
        Some(looked)
    }

    /// What is over, also in the lanes that were not held against the rules yet.
    pub fn finish(mut self) -> Judged {
        while self.step(usize::MAX).is_some() {}
        self.judged
    }
}

/// One rule and one lane.
#[derive(Clone, Copy)]
struct Case<'a> {
    context: &'a Context<'a>,
    timeline: &'a AgentTimeline,
    facts: &'a Facts,
    rule: usize,
}

impl Case<'_> {
    fn judge(&self, breaches: &mut Vec<Breach>) {
        let rule = &self.context.rules.list[self.rule];
        let most = Most { ms: 0, grace_ms: rule.grace_ms };
        match &rule.limit {
            Limit::Each { max_ms, .. } | Limit::Idle { max_ms, .. } => {
                self.stretches(Most { ms: *max_ms, ..most }, |_| true, breaches);
            }
            Limit::Acw { skills, max_ms } => {
                let is_meant = |segment| skills.is_empty() || self.has_skill(segment, skills);
                self.stretches(Most { ms: *max_ms, ..most }, is_meant, breaches);
            }
            Limit::Day { max_ms, .. } => self.sums(Most { ms: *max_ms, ..most }, breaches),
            Limit::Count { max, .. } => self.counts(*max, breaches),
            Limit::Refused(refusals) => self.refusals(*refusals, breaches),
            Limit::Session { max_ms } => self.sessions(Most { ms: *max_ms, ..most }, breaches),
            Limit::NoLogout { max_ms } => self.no_logouts(Most { ms: *max_ms, ..most }, breaches),
            Limit::Rest { min_ms } => self.rests(Most { ms: *min_ms, ..most }, breaches),
            Limit::Stretch { max_ms, pause_ms, .. } => {
                self.work_without_pause(Most { ms: *max_ms, ..most }, *pause_ms, breaches);
            }
            Limit::Pause { steps, part_ms, .. } => self.pauses(steps, *part_ms, breaches),
        }
    }

    /// Whether a segment's record names one of these skills.
    fn has_skill(&self, segment: usize, skills: &Names) -> bool {
        let detail = self.timeline.lane.segment(segment).and_then(|segment| segment.detail);
        detail.is_some_and(|detail| {
            let named = detail.split(" \u{b7} ").filter_map(|item| item.split_once(": "));
            let mut skill = named.filter(|(name, _)| name.to_lowercase().starts_with("skill"));
            skill.any(|(_, value)| skills.fit(value))
        })
    }

    /// A breach of this rule that spans `span` and is told of the segment at a moment of it.
    fn breach(&self, span: Span, at: Millis, length_ms: i64, excess: Excess) -> Breach {
        let lane = &self.timeline.lane;
        let segment = lane.at(lane.window().clamp(at)).unwrap_or_else(|| lane.len().saturating_sub(1));
        Breach {
            agent: self.facts.agent,
            rule: self.rule,
            activity: lane.activity(segment),
            segment,
            day: self.context.zone.date(span.start),
            span,
            length_ms,
            excess,
            passed: at,
            nth: None,
            so_far: false,
            at_least: false,
            from_contact: false,
        }
    }
}

/// A length and what is forgiven beyond it, in milliseconds.
#[derive(Clone, Copy)]
struct Most {
    ms: i64,
    grace_ms: i64,
}

impl Most {
    /// How far a length is over, when that is not forgiven.
    fn over(self, ms: i64) -> Option<Excess> {
        let is_over = ms > self.ms.saturating_add(self.grace_ms);
        is_over.then(|| Excess::Time { limit_ms: self.ms, over_ms: ms - self.ms })
    }

    /// How far a length is below, when that is not forgiven.
    fn under(self, ms: i64) -> Option<Excess> {
        let is_under = ms.saturating_add(self.grace_ms) < self.ms;
        is_under.then(|| Excess::Time { limit_ms: self.ms, over_ms: self.ms - ms })
    }
}
