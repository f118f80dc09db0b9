//! Which rules are about which state.

use super::names::{is_refused, is_system, name_of};
use super::rule::{Idle, Limit, Refusals, Rule, Rules};
use crate::state::{ActivityId, Catalog, StateKind};

/// What a rule is about in a catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// The states with their reasons, by their ids.
    pub activities: Vec<ActivityId>,
    /// Those whose names fit, but which the system gives by itself: nobody takes such a break.
    pub system: Vec<ActivityId>,
}

/// What each rule is about, in the order of the rules. Rules about sessions are about no state.
pub fn matches(rules: &Rules, catalog: &Catalog) -> Vec<Matched> {
    let mut all = vec![Matched::default(); rules.list.len()];
    for (activity, _) in catalog.activities() {
        let state = State::new(catalog, activity);
        for (rule, matched) in rules.list.iter().zip(&mut all) {
            match state.fits(rule) {
                Fit::No => {}
                Fit::Yes => matched.activities.push(activity),
                Fit::System => matched.system.push(activity),
            }
        }
    }
    all
}

/// Which rules are about each activity.
#[derive(Clone, Debug)]
pub struct Matcher {
    /// A bit for each rule.
    rules: Vec<u64>,
}

impl Matcher {
    /// Looks at every activity of a catalogue once.
    pub fn new(rules: &Rules, catalog: &Catalog) -> Self {
        let bits = |activity| {
            let state = State::new(catalog, activity);
            let list = rules.list.iter().take(Rules::MAX).enumerate();
            list.filter(|(_, rule)| state.fits(rule) == Fit::Yes).fold(0, |bits, (at, _)| bits | 1 << at)
        };
        Self { rules: catalog.activities().map(|(activity, _)| bits(activity)).collect() }
    }

    /// A bit for each rule that is about an activity.
    #[inline]
    pub fn rules_about(&self, activity: ActivityId) -> u64 {
        self.rules[activity.column()]
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    No,
    Yes,
    System,
}

/// A state as rules look at it.
struct State<'a> {
    name: &'a str,
    kind: StateKind,
    has_reason: bool,
    is_system: bool,
    is_outbound: bool,
}

impl<'a> State<'a> {
    fn new(catalog: &'a Catalog, activity: ActivityId) -> Self {
        let name = name_of(catalog, activity);
        let reason = catalog.activity(activity).reason.as_deref();
        Self {
            name,
            kind: catalog.kind(activity),
            has_reason: reason.is_some_and(|reason| !reason.trim().is_empty()),
            is_system: is_system(name),
            is_outbound: catalog.code(activity).to_lowercase().contains("outbound"),
        }
    }

    fn fits(&self, rule: &Rule) -> Fit {
        let of = |is: bool| if is { Fit::Yes } else { Fit::No };
        match &rule.limit {
            Limit::Each { names, .. }
            | Limit::Day { names, .. }
            | Limit::Count { names, .. }
            | Limit::Stretch { names, .. }
            | Limit::Pause { names, .. } => match self.is_taken() && names.fit(self.name) {
                true if self.is_system => Fit::System,
                fits => of(fits),
            },
            Limit::Acw { .. } => of(self.kind == StateKind::WrapUp),
            Limit::Idle { of: Idle::Ready, .. } => of(self.kind == StateKind::Available),
            Limit::Idle { of: Idle::NotReady, .. } => {
                of(self.kind == StateKind::NotReady && !self.has_reason)
            }
            Limit::Refused(Refusals::Count(_)) => of(self.is_refused()),
            Limit::Refused(Refusals::Percent(_)) => {
                of(self.is_refused() || self.kind == StateKind::OnContact && !self.is_outbound)
            }
            Limit::Session { .. } | Limit::NoLogout { .. } | Limit::Rest { .. } => Fit::No,
        }
    }

    /// Whether it is a state that people choose: names of others are not looked at.
    fn is_taken(&self) -> bool {
        matches!(self.kind, StateKind::NotReady | StateKind::WrapUp | StateKind::Other)
    }

    fn is_refused(&self) -> bool {
        self.is_taken() && is_refused(self.name)
    }
}
