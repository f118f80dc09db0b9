//! Holds lanes against rules.

mod counted;
mod pauses;
mod sessions;
mod stretches;
mod sums;

use std::ops::Deref;

use super::breach::{Breach, Excess, Judged};
use super::facts::{Context, Facts};
use super::matching::Matcher;
use super::rule::{Limit, Rules};
use crate::dataset::Dataset;
use crate::time::{Millis, Span};
use crate::zone::Zone;

/// Holds every lane of a data set against rules. Takes time in proportion to the segments.
pub fn judge(data: &Dataset, rules: &Rules, zone: &Zone) -> Judged {
    Judging::new(data, rules.clone(), zone.clone()).finish()
}

/// Holds one lane after another against rules, for callers who do other things between.
#[derive(Clone, Debug)]
pub struct Judging<D> {
    data: D,
    rules: Rules,
    zone: Zone,
    matcher: Matcher,
    judged: Judged,
}

impl<D: Deref<Target = Dataset>> Judging<D> {
    /// For these rules, of which those behind [`Rules::MAX`] do not count; days are those of the zone.
    pub fn new(data: D, rules: Rules, zone: Zone) -> Self {
        let matcher = Matcher::new(&rules, &data.catalog);
        Self { data, rules, zone, matcher, judged: Judged::default() }
    }

    /// Adds what is over in the lane of the next agent: how many segments it has. `None` when there is none left.
    pub fn judge_next(&mut self) -> Option<usize> {
        let Self { data, rules, zone, matcher, judged } = self;
        let agent = judged.looked.agents;
        let timeline = data.agents.get(agent)?;
        let context = Context { data, rules, zone, matcher };
        let facts = Facts::read(&context, agent, timeline);
        judged.looked.agents += 1;
        judged.looked.occurrences += facts.stays.list.len();
        judged.looked.unknown_ms = judged.looked.unknown_ms.saturating_add(facts.unknown_ms);
        for rule in 0..rules.list.len().min(Rules::MAX) {
            Case { context: &context, facts: &facts, rule }.judge(&mut judged.breaches);
        }
        Some(timeline.lane.len())
    }

    /// What is over, also in the lanes that were not held against the rules yet.
    pub fn finish(mut self) -> Judged {
        while self.judge_next().is_some() {}
        self.judged
    }
}

/// One rule and one lane.
#[derive(Clone, Copy)]
struct Case<'a> {
    context: &'a Context<'a>,
    facts: &'a Facts<'a>,
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
                let is_meant = |segment| skills.is_empty() || self.facts.has_skill(segment, skills);
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

    /// A breach of this rule that spans `span` and is told of the segment at a moment of it.
    fn breach(&self, span: Span, at: Millis, length_ms: i64, excess: Excess) -> Breach {
        let lane = &self.facts.timeline.lane;
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
