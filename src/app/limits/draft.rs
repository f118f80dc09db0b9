//! Limits while a person edits them: what is typed, and which are on.

use model::limits::{Limit, Names, Per, Preset, Rule, Rules, offers};
use model::time::MINUTE;

use super::amount;
use super::entry::{Entry, Field};
use crate::app::words::limits_editor as words;

/// All rules that are edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The rules, those that are in force first.
    pub entries: Vec<Entry>,
    next: usize,
    join_ms: i64,
    per: Per,
}

impl Draft {
    /// Rules that are in force, and those that are offered beside them, off.
    pub fn new(rules: &Rules) -> Self {
        let mut draft = Self { join_ms: rules.join_ms, per: rules.per, ..Self::default() };
        for rule in &rules.list {
            draft.push(rule.clone(), true);
        }
        for offer in offers() {
            if !rules.list.iter().any(|rule| is_alike(rule, &offer.rule)) {
                draft.push(offer.rule, false);
            }
        }
        draft
    }

    /// What holds for all of them and is not typed.
    pub fn notes(&self) -> Vec<String> {
        let shifts = (self.per == Per::Shift).then(|| words::SUMS_ARE_OF_SHIFTS.to_owned());
        let joined = (self.join_ms > 0).then(|| {
            let gap = amount::text(self.join_ms);
            words::stretches_joined(gap)
        });
        shifts.into_iter().chain(joined).collect()
    }

    fn push(&mut self, rule: Rule, is_on: bool) {
        self.entries.push(Entry::new(self.next, rule, is_on));
        self.next += 1;
    }

    /// Adds a rule that can be filled in.
    pub fn add(&mut self, kind: Kind) {
        self.push(kind.rule(), true);
    }

    /// Adds the rules that people mention for a place, switched on.
    pub fn add_preset(&mut self, preset: Preset) {
        for rule in preset.rules() {
            self.push(rule, true);
        }
    }

    /// Takes a rule away.
    pub fn remove(&mut self, key: usize) {
        self.entries.retain(|entry| entry.key != key);
    }

    /// The rules that are on.
    ///
    /// # Errors
    /// Each that cannot be understood, by its key, and the part that cannot; too many rules are a fault of the
    /// first that is too many.
    pub fn rules(&self) -> Result<Rules, Vec<(usize, Field)>> {
        let (mut list, mut faults) = (Vec::new(), Vec::new());
        for entry in self.entries.iter().filter(|entry| entry.is_on) {
            match entry.rule() {
                Ok(_) if list.len() == Rules::MAX => faults.push((entry.key, Field::Amount)),
                Ok(rule) => list.push(rule),
                Err(field) => faults.push((entry.key, field)),
            }
        }
        if faults.is_empty() { Ok(Rules { list, join_ms: self.join_ms, per: self.per }) } else { Err(faults) }
    }
}

/// Whether two rules are about the same, whatever their figures.
fn is_alike(a: &Rule, b: &Rule) -> bool {
    let same_idle = match (&a.limit, &b.limit) {
        (Limit::Idle { of: a, .. }, Limit::Idle { of: b, .. }) => a == b,
        _ => true,
    };
    a.word() == b.word() && a.names() == b.names() && same_idle
}

/// A kind of rule that can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One stretch.
    Each,
    /// The sum of a day.
    Day,
    /// How often on a day.
    Count,
    /// Wrap-up.
    Acw,
}

impl Kind {
    /// All of them, with what people read.
    pub const ALL: [(Self, &str); 4] = [
        (Self::Each, words::LIMIT_OF_A_STRETCH),
        (Self::Day, words::LIMIT_OF_A_DAY),
        (Self::Count, words::LIMIT_OF_A_COUNT),
        (Self::Acw, words::LIMIT_OF_WRAP_UP),
    ];

    fn rule(self) -> Rule {
        let names = Names::default();
        Rule::new(match self {
            Self::Each => Limit::Each { names, max_ms: 15 * MINUTE },
            Self::Day => Limit::Day { names, max_ms: 30 * MINUTE },
            Self::Count => Limit::Count { names, max: 2 },
            Self::Acw => Limit::Acw { skills: names, max_ms: 3 * MINUTE },
        })
    }
}

/// The place that a preset is of.
pub const fn place(preset: Preset) -> &'static str {
    match preset {
        Preset::Germany => words::GERMANY,
        Preset::Czechia => words::CZECHIA,
        Preset::Luxembourg => words::LUXEMBOURG,
        Preset::California => words::CALIFORNIA,
        Preset::UnitedKingdom => words::UNITED_KINGDOM,
        Preset::EuropeanUnion => words::EUROPEAN_UNION,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_nobody_changes_stay_as_they_are() {
        let all: Vec<Rule> = offers().into_iter().map(|offer| offer.rule).collect();
        let presets: Vec<Rule> = Preset::ALL.into_iter().flat_map(Preset::rules).collect();
        for list in [Vec::new(), all, presets] {
            let rules = Rules { list, join_ms: 30_000, per: Per::Shift };
            assert_eq!(Draft::new(&rules).rules(), Ok(rules));
        }
        assert_eq!(Draft::new(&Rules::standard()).rules(), Ok(Rules::standard()));
    }

    #[test]
    fn what_holds_for_all_of_them_is_said() {
        assert_eq!(Draft::new(&Rules::standard()).notes().len(), 0);
        let notes = Draft::new(&Rules::parse("acw:3m;join:30s;per:shift").unwrap()).notes();
        assert!(notes[0].contains("shift") && notes[1].contains("30 s"), "{notes:?}");
    }

    #[test]
    fn what_is_offered_stands_once_and_is_off() {
        let draft = Draft::new(&Rules::standard());
        assert_eq!(draft.entries.len(), offers().len());
        assert_eq!(draft.entries.iter().filter(|entry| entry.is_on).count(), Rules::standard().list.len());
        let changed = Draft::new(&Rules::parse("each:break,!lunch,!meal:7m;idle:ready:9m").unwrap());
        assert_eq!(changed.entries.len(), offers().len(), "other figures are the same rule");
    }

    #[test]
    fn rules_are_switched_changed_added_and_removed() {
        let mut draft = Draft::new(&Rules::parse("each:Break:15m+1m;acw:3m").unwrap());
        draft.entries.retain(|entry| entry.is_on);
        draft.entries[0].set(Field::Amount, "20 min".to_owned());
        draft.entries[0].set(Field::Names, " Break , Tea* ,, ".to_owned());
        draft.entries[1].is_on = false;
        draft.add(Kind::Count);
        let key = draft.entries[2].key;
        assert_eq!(draft.rules(), Err(vec![(key, Field::Names)]), "it names nothing yet");
        draft.entries[2].set(Field::Names, "Break".to_owned());
        draft.add_preset(Preset::UnitedKingdom);
        let text = draft.rules().unwrap().text();
        assert!(text.starts_with("each:Break,Tea*:20m+1m;count:Break:2;pause:"), "{text}");
        draft.remove(key);
        assert!(!draft.rules().unwrap().text().contains("count"));
    }

    #[test]
    fn what_cannot_be_understood_is_named() {
        let mut draft = Draft::new(&Rules::parse("each:Break:15m;refused:3;stretch:6h/15m").unwrap());
        draft.entries[0].set(Field::Grace, "a bit".to_owned());
        draft.entries[1].set(Field::Amount, "many".to_owned());
        draft.entries[2].set(Field::Pause, String::new());
        assert_eq!(draft.rules(), Err(vec![(0, Field::Grace), (1, Field::Amount), (2, Field::Pause)]));
        draft.entries[1].is_on = false;
        assert_eq!(draft.rules().unwrap_err().len(), 2, "what is off may wait");
    }
}
