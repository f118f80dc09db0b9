//! Rules to begin with.

use super::names::Names;
use super::rule::{Idle, Limit, PauseStep, Refusals, Rule, Rules};
use crate::time::{HOUR, MINUTE, SECOND};

/// A rule that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The rule.
    pub rule: Rule,
    /// Whether it is on when nobody has chosen.
    pub is_on: bool,
}

const BREAK: &[&str] = &["break", "!lunch", "!meal"];
const LUNCH: &[&str] = &["lunch", "meal"];
const RESTROOM: &[&str] = &["toilet", "restroom", "bathroom", "comfort", "bio"];

fn names(texts: &[&str]) -> Names {
    Names::parse(texts.iter().copied()).unwrap_or_default()
}

/// Every pause that people take for themselves.
fn personal() -> Names {
    names(&[&["break"], LUNCH, RESTROOM].concat())
}

/// What counts as a pause in rules about work without one.
pub fn pauses() -> Names {
    names(&[&["break"], LUNCH].concat())
}

/// The rules that are offered, in the order in which people read them.
pub fn offers() -> Vec<Offer> {
    let each = |of: &[&str], minutes: i64| Limit::Each { names: names(of), max_ms: minutes * MINUTE };
    let day = |names, minutes: i64| Limit::Day { names, max_ms: minutes * MINUTE };
    let count = |of: &[&str], max| Limit::Count { names: names(of), max };
    let idle = |of, minutes: i64| Limit::Idle { of, max_ms: minutes * MINUTE };
    let on = |limit, grace_ms| Offer { rule: Rule { limit, grace_ms }, is_on: true };
    let off = |limit, grace_ms| Offer { rule: Rule { limit, grace_ms }, is_on: false };
    vec![
        on(each(BREAK, 15), MINUTE),
        on(each(LUNCH, 60), MINUTE),
        on(each(RESTROOM, 10), MINUTE),
        on(day(names(BREAK), 30), 0),
        on(day(names(LUNCH), 60), 0),
        on(day(personal(), 90), 0),
        off(count(BREAK, 2), 0),
        off(count(LUNCH, 1), 0),
        off(Limit::Acw { skills: Names::default(), max_ms: 3 * MINUTE }, 10 * SECOND),
        off(idle(Idle::Ready, 60), 0),
        off(idle(Idle::NotReady, 5), 0),
        off(Limit::Refused(Refusals::Count(3)), 0),
        off(Limit::Session { max_ms: 12 * HOUR }, 0),
        on(Limit::NoLogout { max_ms: 2 * HOUR }, 0),
        off(Limit::Rest { min_ms: 11 * HOUR }, 0),
        off(Limit::Stretch { names: pauses(), max_ms: 6 * HOUR, pause_ms: 15 * MINUTE }, 0),
    ]
}

impl Rules {
    /// The rules that hold when nobody has chosen any. What they name may occur nowhere
    /// ([`super::matches`] tells).
    pub fn standard() -> Self {
        let on = offers().into_iter().filter(|offer| offer.is_on);
        Self { list: on.map(|offer| offer.rule).collect(), ..Self::default() }
    }
}

/// Rules about pauses that people mention, by the place whose law has such. They are no legal advice: sources are
/// second-hand, and what law asks for has more conditions than these rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// More than 6 hours: 30 minutes, more than 9: 45, in parts of at least 15; no more than 6 hours without.
    Germany,
    /// 30 minutes after at most 6 hours, with a part of at least 15.
    Czechia,
    /// More than 6 hours: a pause; 11 hours of rest.
    Luxembourg,
    /// A meal of 30 minutes that begins before the end of the fifth hour, a second one before the end of the tenth.
    California,
    /// More than 6 hours: 20 minutes.
    UnitedKingdom,
    /// 11 hours of rest each day.
    EuropeanUnion,
}

impl Preset {
    /// Every preset.
    pub const ALL: [Self; 6] = [
        Self::Germany,
        Self::Czechia,
        Self::Luxembourg,
        Self::California,
        Self::UnitedKingdom,
        Self::EuropeanUnion,
    ];

    /// Its rules.
    pub fn rules(self) -> Vec<Rule> {
        let step = |over_h: i64, need_min: i64| PauseStep {
            over_ms: over_h * HOUR,
            need_ms: need_min * MINUTE,
            by_ms: None,
        };
        let meal =
            |hours: i64, need_min: i64| PauseStep { by_ms: Some(hours * HOUR), ..step(hours, need_min) };
        let pause = |steps: &[PauseStep], part_min: i64| Limit::Pause {
            names: pauses(),
            steps: steps.to_vec(),
            part_ms: part_min * MINUTE,
        };
        let stretch = Limit::Stretch { names: pauses(), max_ms: 6 * HOUR, pause_ms: 15 * MINUTE };
        let rest = Limit::Rest { min_ms: 11 * HOUR };
        let limits = match self {
            Self::Germany => vec![pause(&[step(6, 30), step(9, 45)], 15), stretch],
            Self::Czechia => vec![pause(&[step(6, 30)], 15), stretch],
            Self::Luxembourg => vec![pause(&[step(6, 1)], 1), rest],
            Self::California => vec![pause(&[meal(5, 30), meal(10, 60)], 30)],
            Self::UnitedKingdom => vec![pause(&[step(6, 20)], 20)],
            Self::EuropeanUnion => vec![rest],
        };
        limits.into_iter().map(Rule::new).collect()
    }
}
