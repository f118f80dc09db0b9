//! A rule as it is typed.

use model::limits::{Idle, Limit, Names, PauseStep, Rule, refusals_of, refusals_text};

use super::amount;
use crate::app::words::limits_editor as words;

/// A part of a rule that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Which reasons, or skills.
    Names,
    /// How long, how often, or how large a share.
    Amount,
    /// What is forgiven.
    Grace,
    /// Shortest pause.
    Pause,
}

/// A rule as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Tells it from the others for as long as it is edited.
    pub key: usize,
    /// What it was made from: its kind, and what is not typed.
    rule: Rule,
    /// Whether it is to be in force.
    pub is_on: bool,
    /// Reasons or skills, between commas.
    pub names: String,
    /// How long, how often, or how large a share.
    pub amount: String,
    /// What is forgiven.
    pub grace: String,
    /// Shortest pause.
    pub pause: String,
}

/// What stands before, between and behind what is typed of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What is limited.
    pub about: &'static str,
    /// What the names are of; `None` where none are typed.
    pub names: Option<&'static str>,
    /// Before the amount; `None` where none is typed.
    pub amount: Option<&'static str>,
    /// Behind the amount.
    pub behind: &'static str,
    /// Whether something can be forgiven.
    pub has_grace: bool,
    /// Whether a shortest pause is typed.
    pub has_pause: bool,
}

impl Entry {
    /// A rule to be edited.
    pub(super) fn new(key: usize, rule: Rule, is_on: bool) -> Self {
        let names = match &rule.limit {
            Limit::Acw { skills, .. } => list(skills),
            _ => rule.names().map_or_else(String::new, list),
        };
        let (mut amount, mut pause) = (String::new(), String::new());
        match &rule.limit {
            Limit::Each { max_ms: ms, .. }
            | Limit::Day { max_ms: ms, .. }
            | Limit::Acw { max_ms: ms, .. }
            | Limit::Idle { max_ms: ms, .. }
            | Limit::Session { max_ms: ms }
            | Limit::NoLogout { max_ms: ms }
            | Limit::Rest { min_ms: ms } => amount = amount::text(*ms),
            Limit::Count { max, .. } => amount = max.to_string(),
            Limit::Refused(most) => amount = refusals_text(*most),
            Limit::Stretch { max_ms, pause_ms, .. } => {
                (amount, pause) = (amount::text(*max_ms), amount::text(*pause_ms));
            }
            Limit::Pause { part_ms, .. } => pause = amount::text(*part_ms),
        }
        let grace = amount::text(rule.grace_ms);
        Self { key, rule, is_on, names, amount, grace, pause }
    }

    /// The sentence that it is typed into.
    pub fn sentence(&self) -> Sentence {
        let plain = |about, amount, behind| Sentence {
            about,
            names: None,
            amount: Some(amount),
            behind,
            has_grace: true,
            has_pause: false,
        };
        let reasons = Some(words::REASONS_WITH_WORDS);
        match &self.rule.limit {
            Limit::Each { .. } => {
                Sentence { names: reasons, ..plain(words::ONE_STRETCH_OF, words::AT_MOST, words::EACH) }
            }
            Limit::Day { .. } => {
                Sentence { names: reasons, ..plain(words::ALL_TOGETHER_OF, words::AT_MOST, words::A_DAY) }
            }
            Limit::Count { .. } => Sentence {
                names: reasons,
                has_grace: false,
                ..plain(words::HOW_OFTEN, words::AT_MOST, words::TIMES_A_DAY)
            },
            Limit::Acw { .. } => Sentence {
                names: Some(words::SKILLS),
                ..plain(words::WRAP_UP_OF, words::AT_MOST, words::EACH)
            },
            Limit::Idle { of: Idle::Ready, .. } => {
                plain(words::READY_WITHOUT_CONTACT, words::AT_MOST, words::EACH)
            }
            Limit::Idle { of: Idle::NotReady, .. } => {
                plain(words::NOT_READY_WITHOUT_REASON, words::AT_MOST, words::EACH)
            }
            Limit::Refused(_) => Sentence {
                has_grace: false,
                ..plain(words::REFUSED_CONTACTS, words::AT_MOST, words::A_DAY_OR_PERCENT)
            },
            Limit::Session { .. } => plain(words::FROM_LOGIN_TO_LOGOUT, words::AT_MOST, ""),
            Limit::NoLogout { .. } => plain(words::LOGIN_WITHOUT_LOGOUT, words::AT_MOST, ""),
            Limit::Rest { .. } => plain(words::FROM_LOGOUT_TO_LOGIN, words::AT_LEAST, ""),
            Limit::Stretch { .. } => Sentence {
                names: Some(words::PAUSES),
                has_pause: true,
                ..plain(words::WORK_WITHOUT_PAUSE, words::AT_MOST, "")
            },
            Limit::Pause { .. } => Sentence {
                names: Some(words::PAUSES),
                amount: None,
                has_pause: true,
                has_grace: false,
                ..plain(words::PAUSES_BY_WORK, "", "")
            },
        }
    }

    /// What of a rule is not typed: `more than 6 h of work: 30 min of pauses`.
    pub fn steps(&self) -> Vec<String> {
        let Limit::Pause { steps, .. } = &self.rule.limit else { return Vec::new() };
        let step = |step: &PauseStep| {
            let by = step.by_ms.map_or_else(String::new, |ms| words::begun_within(amount::text(ms)));
            words::pauses_of_work(amount::text(step.over_ms), amount::text(step.need_ms), by)
        };
        steps.iter().map(step).collect()
    }

    /// What is typed there.
    pub fn typed(&self, field: Field) -> &str {
        match field {
            Field::Names => &self.names,
            Field::Amount => &self.amount,
            Field::Grace => &self.grace,
            Field::Pause => &self.pause,
        }
    }

    /// Types there.
    pub fn set(&mut self, field: Field, text: String) {
        match field {
            Field::Names => self.names = text,
            Field::Amount => self.amount = text,
            Field::Grace => self.grace = text,
            Field::Pause => self.pause = text,
        }
    }

    /// The rule that is typed.
    ///
    /// # Errors
    /// The first part that cannot be understood.
    pub fn rule(&self) -> Result<Rule, Field> {
        let ms = |field: Field| amount::parse(self.typed(field)).ok_or(field);
        let names = || named(&self.names).ok_or(Field::Names);
        let limit = match &self.rule.limit {
            Limit::Each { .. } => Limit::Each { names: names()?, max_ms: ms(Field::Amount)? },
            Limit::Day { .. } => Limit::Day { names: names()?, max_ms: ms(Field::Amount)? },
            Limit::Count { .. } => {
                let max = self.amount.trim().parse().map_err(|_| Field::Amount)?;
                Limit::Count { names: names()?, max }
            }
            Limit::Acw { .. } => {
                let skills = if self.names.trim().is_empty() { Names::default() } else { names()? };
                Limit::Acw { skills, max_ms: ms(Field::Amount)? }
            }
            Limit::Idle { of, .. } => Limit::Idle { of: *of, max_ms: ms(Field::Amount)? },
            Limit::Refused(_) => Limit::Refused(refusals_of(&self.amount).map_err(|_| Field::Amount)?),
            Limit::Session { .. } => Limit::Session { max_ms: ms(Field::Amount)? },
            Limit::NoLogout { .. } => Limit::NoLogout { max_ms: ms(Field::Amount)? },
            Limit::Rest { .. } => Limit::Rest { min_ms: ms(Field::Amount)? },
            Limit::Stretch { .. } => {
                Limit::Stretch { names: names()?, max_ms: ms(Field::Amount)?, pause_ms: ms(Field::Pause)? }
            }
            Limit::Pause { steps, .. } => {
                Limit::Pause { names: names()?, steps: steps.clone(), part_ms: ms(Field::Pause)? }
            }
        };
        let grace_ms = if self.sentence().has_grace { ms(Field::Grace)? } else { self.rule.grace_ms };
        Ok(Rule { limit, grace_ms })
    }
}

/// Names between commas.
fn list(names: &Names) -> String {
    names.texts().collect::<Vec<_>>().join(", ")
}

fn named(text: &str) -> Option<Names> {
    Names::parse(text.split(',').map(str::trim).filter(|name| !name.is_empty()))
}
