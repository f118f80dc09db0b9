//! Where it comes from which states fit which planned activity, and which is in force: what was changed here, over a
//! file, over what this computer keeps, over the host's, over the usual.

use std::sync::Arc;

use crate::app::beneath::{Beneath, Whose};
use data::adherence::{AdherenceFileError, AdherenceRules, format, of_settings, parse};

/// Where the rules in force come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// They were changed on this page.
    Here,
    /// A file of this name.
    File(String),
    /// This computer keeps them.
    Computer,
    /// The host's settings.
    Host,
    /// Nobody said any.
    #[default]
    Usual,
}

/// Rules that were passed over, because they cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Those kept on this computer.
    Computer(AdherenceFileError),
    /// The host's.
    Host(AdherenceFileError),
}

/// All rules that there are, one above the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    changed: Option<Arc<AdherenceRules>>,
    file: Option<(String, Arc<AdherenceRules>)>,
    /// What this computer keeps, and the host's settings.
    pub beneath: Beneath,
}

/// The rules in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InForce {
    /// The rules.
    pub rules: Arc<AdherenceRules>,
    /// Where they come from.
    pub origin: Origin,
    /// What was passed over.
    pub troubles: Vec<Trouble>,
}

impl Sources {
    /// Puts what was changed here above all others.
    pub fn change(&mut self, rules: AdherenceRules) {
        self.changed = Some(rules.into());
    }

    /// Takes away what was changed here: the next ones are in force.
    pub fn take_back(&mut self) {
        self.changed = None;
    }

    /// Whether what was changed here is in force.
    pub fn is_changed(&self) -> bool {
        self.changed.is_some()
    }

    /// Takes over the rules of a file. What was changed here before gives way.
    pub fn open_file(&mut self, name: &str, rules: AdherenceRules) {
        self.file = Some((name.to_owned(), rules.into()));
        self.changed = None;
    }

    /// Which are in force.
    pub fn in_force(&self) -> InForce {
        let mut troubles = Vec::new();
        let (rules, origin) = self.found(&mut troubles);
        InForce { rules, origin, troubles }
    }

    fn found(&self, troubles: &mut Vec<Trouble>) -> (Arc<AdherenceRules>, Origin) {
        if let Some(rules) = &self.changed {
            return (rules.clone(), Origin::Here);
        }
        if let Some((name, rules)) = &self.file {
            return (rules.clone(), Origin::File(name.clone()));
        }
        let of_settings = |text: &str| Some(of_settings(text)?.map_err(Trouble::Host));
        let kept = |text: &str| parse(text).map_err(Trouble::Computer);
        match self.beneath.read(kept, of_settings, troubles) {
            Some((rules, Whose::Computer)) => (rules.into(), Origin::Computer),
            Some((rules, Whose::Host)) => (rules.into(), Origin::Host),
            None => (AdherenceRules::default().into(), Origin::Usual),
        }
    }
}

/// Rules as this computer keeps them.
pub fn text(rules: &AdherenceRules) -> String {
    format(rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(grace: &str) -> AdherenceRules {
        parse(&format!(r#"{{"activities": {{"Project": ["Meeting"]}}, "grace": "{grace}"}}"#)).unwrap()
    }

    #[test]
    fn each_source_stands_above_the_next() {
        let mut sources = Sources::default();
        let mut steps = Vec::new();
        let mut note = |sources: &Sources| {
            let found = sources.in_force();
            assert_eq!(found.troubles, []);
            steps.push((found.origin, found.rules.options.grace_ms / 60_000));
        };
        note(&sources);
        sources
            .beneath
            .configure(Some(r#"{"base": "/x", "adherence": {"activities": {}, "grace": "1m"}}"#.to_owned()));
        note(&sources);
        sources.beneath.keep(Some(text(&rules("2m"))));
        note(&sources);
        sources.open_file("adherence.json", rules("3m"));
        note(&sources);
        sources.change(rules("4m"));
        note(&sources);
        sources.take_back();
        note(&sources);
        sources.change(rules("5m"));
        sources.open_file("b.json", rules("6m"));
        note(&sources);
        let file = |name: &str| Origin::File(name.to_owned());
        let expected = [
            (Origin::Usual, 0),
            (Origin::Host, 1),
            (Origin::Computer, 2),
            (file("adherence.json"), 3),
            (Origin::Here, 4),
            (file("adherence.json"), 3),
            (file("b.json"), 6),
        ];
        assert_eq!(steps, expected);
    }

    #[test]
    fn what_cannot_be_read_is_passed_over_with_a_word() {
        let mut sources = Sources::default();
        sources.beneath.keep(Some("{".to_owned()));
        sources.beneath.configure(Some(r#"{"adherence": {"grace": "long"}}"#.to_owned()));
        let found = sources.in_force();
        assert_eq!((found.origin, &*found.rules), (Origin::Usual, &AdherenceRules::default()));
        assert!(matches!(
            found.troubles[..],
            [Trouble::Computer(_), Trouble::Host(AdherenceFileError::Length { .. })]
        ));
    }
}
