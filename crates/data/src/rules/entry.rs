//! A rule as JSON has it.

use serde::{Deserialize, Serialize};

use super::EntryFault;
use model::limits::{
    Fault, Limit, Names, PauseStep, Rule, idle_of, idle_word, length, pauses, refusals_of, refusals_text,
};

/// A rule as it stands in a file: which members there are depends on its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reasons: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    skills: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max: Option<Amount>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    min: Option<Amount>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grace: Option<Amount>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pause: Option<Amount>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<StepEntry>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<Amount>,
}

/// A length or a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Amount {
    Number(u64),
    Text(String),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepEntry {
    over: Amount,
    need: Amount,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<Amount>,
}

/// A member, and what is wrong with it.
type Wrong = (&'static str, EntryFault);

impl Amount {
    fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }

    fn length(&self, member: &'static str) -> Result<i64, Wrong> {
        let text = self.text();
        length::parse(&text).ok_or_else(|| (member, EntryFault::Value(Fault::Length(text.trim().to_owned()))))
    }
}

impl From<i64> for Amount {
    fn from(ms: i64) -> Self {
        Self::Text(length::text(ms))
    }
}

/// The members of an entry that nothing has asked for yet.
struct Members(RuleEntry);

impl Members {
    fn amount(&mut self, member: &'static str) -> Result<Amount, Wrong> {
        let amount = match member {
            "max" => self.0.max.take(),
            "min" => self.0.min.take(),
            "pause" => self.0.pause.take(),
            _ => self.0.part.take(),
        };
        amount.ok_or((member, EntryFault::Missing))
    }

    fn length(&mut self, member: &'static str) -> Result<i64, Wrong> {
        self.amount(member)?.length(member)
    }

    fn grace(&mut self) -> Result<i64, Wrong> {
        self.0.grace.take().map_or(Ok(0), |grace| grace.length("grace"))
    }

    fn reasons(&mut self) -> Result<Names, Wrong> {
        let reasons = self.0.reasons.take().ok_or(("reasons", EntryFault::Missing))?;
        names(&reasons, "reasons")
    }

    fn pauses(&mut self) -> Result<Names, Wrong> {
        if self.0.reasons.is_some() { self.reasons() } else { Ok(pauses()) }
    }

    fn skills(&mut self) -> Result<Names, Wrong> {
        let skills = self.0.skills.take().filter(|skills| !skills.is_empty());
        skills.map_or_else(|| Ok(Names::default()), |skills| names(&skills, "skills"))
    }

    fn steps(&mut self) -> Result<Vec<PauseStep>, Wrong> {
        let steps = self.0.steps.take().ok_or(("steps", EntryFault::Missing))?;
        if steps.is_empty() || steps.len() > PauseStep::MAX {
            return Err(("steps", EntryFault::Value(Fault::Parts)));
        }
        let step = |step: &StepEntry| {
            Ok(PauseStep {
                over_ms: step.over.length("over")?,
                need_ms: step.need.length("need")?,
                by_ms: step.by.as_ref().map(|by| by.length("by")).transpose()?,
            })
        };
        steps.iter().map(step).collect()
    }

    fn limit(&mut self) -> Result<Limit, Wrong> {
        let value = |member| move |fault| (member, EntryFault::Value(fault));
        Ok(match self.0.kind.as_str() {
            "each" => Limit::Each { names: self.reasons()?, max_ms: self.length("max")? },
            "day" => Limit::Day { names: self.reasons()?, max_ms: self.length("max")? },
            "count" => {
                let (names, max) = (self.reasons()?, self.amount("max")?.text());
                let max = max.trim().parse().map_err(|_| value("max")(Fault::Number(max)))?;
                Limit::Count { names, max }
            }
            "acw" => Limit::Acw { skills: self.skills()?, max_ms: self.length("max")? },
            "idle" => {
                let state = self.0.state.take();
                let of = idle_of(state.as_deref().unwrap_or("ready")).map_err(value("state"))?;
                Limit::Idle { of, max_ms: self.length("max")? }
            }
            "refused" => Limit::Refused(refusals_of(&self.amount("max")?.text()).map_err(value("max"))?),
            "session" => Limit::Session { max_ms: self.length("max")? },
            "no-logout" => Limit::NoLogout { max_ms: self.length("max")? },
            "rest" => Limit::Rest { min_ms: self.length("min")? },
            "stretch" => Limit::Stretch {
                names: self.pauses()?,
                max_ms: self.length("max")?,
                pause_ms: self.length("pause")?,
            },
            "pause" => {
                Limit::Pause { names: self.pauses()?, steps: self.steps()?, part_ms: self.length("part")? }
            }
            other => return Err(("kind", EntryFault::Value(Fault::Kind(other.to_owned())))),
        })
    }

    /// A member that the kind does not have.
    fn rest(&self) -> Option<&'static str> {
        let RuleEntry { kind: _, reasons, skills, state, max, min, grace, pause, steps, part } = &self.0;
        let left = [
            ("reasons", reasons.is_some()),
            ("skills", skills.is_some()),
            ("state", state.is_some()),
            ("max", max.is_some()),
            ("min", min.is_some()),
            ("grace", grace.is_some()),
            ("pause", pause.is_some()),
            ("steps", steps.is_some()),
            ("part", part.is_some()),
        ];
        left.into_iter().find(|(_, is)| *is).map(|(member, _)| member)
    }
}

fn names(texts: &[String], member: &'static str) -> Result<Names, Wrong> {
    let names = Names::parse(texts.iter().map(String::as_str));
    names.ok_or_else(|| (member, EntryFault::Value(Fault::Names(texts.join(", ")))))
}

impl RuleEntry {
    /// The rule that it means, or the first member that is wrong.
    pub(super) fn rule(&self) -> Result<Rule, Wrong> {
        let mut members = Members(self.clone());
        let limit = members.limit()?;
        let is_counted = matches!(limit, Limit::Count { .. } | Limit::Refused(_) | Limit::Pause { .. });
        let grace_ms = if is_counted { 0 } else { members.grace()? };
        members.rest().map_or(Ok(Rule { limit, grace_ms }), |member| Err((member, EntryFault::NotOfKind)))
    }
}

impl From<&Rule> for RuleEntry {
    fn from(rule: &Rule) -> Self {
        let listed = |names: &Names| Some(names.texts().map(str::to_owned).collect());
        let bare = Self { kind: rule.word().to_owned(), ..Self::default() };
        let entry = match &rule.limit {
            Limit::Each { names, max_ms } | Limit::Day { names, max_ms } => {
                Self { reasons: listed(names), max: Some((*max_ms).into()), ..bare }
            }
            Limit::Count { names, max } => {
                Self { reasons: listed(names), max: Some(Amount::Number((*max).into())), ..bare }
            }
            Limit::Acw { skills, max_ms } => {
                let skills = listed(skills).filter(|_| !skills.is_empty());
                Self { skills, max: Some((*max_ms).into()), ..bare }
            }
            Limit::Idle { of, max_ms } => {
                Self { state: Some(idle_word(*of).to_owned()), max: Some((*max_ms).into()), ..bare }
            }
            Limit::Refused(most) => Self { max: Some(Amount::Text(refusals_text(*most))), ..bare },
            Limit::Session { max_ms } | Limit::NoLogout { max_ms } => {
                Self { max: Some((*max_ms).into()), ..bare }
            }
            Limit::Rest { min_ms } => Self { min: Some((*min_ms).into()), ..bare },
            Limit::Stretch { names, max_ms, pause_ms } => Self {
                reasons: listed(names),
                max: Some((*max_ms).into()),
                pause: Some((*pause_ms).into()),
                ..bare
            },
            Limit::Pause { names, steps, part_ms } => Self {
                reasons: listed(names),
                steps: Some(steps.iter().map(StepEntry::from).collect()),
                part: Some((*part_ms).into()),
                ..bare
            },
        };
        Self { grace: (rule.grace_ms > 0).then(|| rule.grace_ms.into()), ..entry }
    }
}

impl From<&PauseStep> for StepEntry {
    fn from(step: &PauseStep) -> Self {
        Self { over: step.over_ms.into(), need: step.need_ms.into(), by: step.by_ms.map(Amount::from) }
    }
}
