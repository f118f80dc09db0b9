//! Where limits come from, and which are in force: those that were changed here or stand in the link, over those of
//! a file, over those kept on this computer, over the host's, over the standard ones.

use std::sync::Arc;

use crate::app::beneath::{Beneath, Whose};
use data::rules::{RulesFileError, of_settings};
use model::limits::{Rules, RulesError};

/// What stands in a link for no limits at all.
const NONE: &str = ";";

/// Where the limits in force come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// They were changed on this page.
    Here,
    /// The link says them.
    Link,
    /// A file of this name.
    File(String),
    /// This computer keeps them.
    Computer,
    /// The host's settings.
    Host,
    /// Nobody said any.
    #[default]
    Standard,
}

/// Limits that were passed over, because they cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Those of the link.
    Link(RulesError),
    /// Those kept on this computer.
    Computer(RulesError),
    /// The host's.
    Host(RulesFileError),
}

/// What stands above all others.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    /// As a link says it.
    text: String,
    /// Whether it was changed here.
    is_own: bool,
    /// Whether a link has room for it.
    fits: bool,
}

/// Limits of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct OfFile {
    name: String,
    rules: Arc<Rules>,
}

/// All limits that there are, one above the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    said: Option<Said>,
    file: Option<OfFile>,
    /// What this computer keeps, and the host's settings.
    pub beneath: Beneath,
}

/// The limits in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InForce {
    /// The rules.
    pub rules: Arc<Rules>,
    /// Where they come from.
    pub origin: Origin,
    /// What was passed over.
    pub troubles: Vec<Trouble>,
}

impl Sources {
    /// What a link says of them; `None` where it says nothing, or has no room.
    pub fn in_link(&self) -> Option<String> {
        self.said.as_ref().filter(|said| said.fits).map(|said| said.text.clone())
    }

    /// Takes over what a link says. What it says already stays as it is.
    pub fn take_link(&mut self, text: Option<&str>) {
        if self.in_link().as_deref() != text {
            let said = |text: &str| Said { text: text.to_owned(), is_own: false, fits: true };
            self.said = text.map(said);
        }
    }

    /// Puts what was changed here above all others.
    pub fn change(&mut self, rules: &Rules) {
        self.said = Some(Said { text: text(rules), is_own: true, fits: rules.link_text().is_some() });
    }

    /// Takes away what stands above the others: the next ones are in force.
    pub fn take_back(&mut self) {
        self.said = None;
    }

    /// Takes over the limits of a file. What was changed here before gives way, what a link says does not.
    pub fn open_file(&mut self, name: &str, rules: Rules) {
        self.file = Some(OfFile { name: name.to_owned(), rules: Arc::new(rules) });
        self.said.take_if(|said| said.is_own);
    }

    /// Which are in force.
    pub fn in_force(&self) -> InForce {
        let mut troubles = Vec::new();
        let (rules, origin) = self.found(&mut troubles);
        InForce { rules, origin, troubles }
    }

    fn found(&self, troubles: &mut Vec<Trouble>) -> (Arc<Rules>, Origin) {
        if let Some(said) = &self.said {
            match Rules::parse(&said.text) {
                Ok(rules) => return (rules.into(), if said.is_own { Origin::Here } else { Origin::Link }),
                Err(error) => troubles.push(Trouble::Link(error)),
            }
        }
        if let Some(file) = &self.file {
            return (file.rules.clone(), Origin::File(file.name.clone()));
        }
        let of_settings = |text: &str| Some(of_settings(text)?.map_err(Trouble::Host));
        let kept = |text: &str| Rules::parse(text).map_err(Trouble::Computer);
        match self.beneath.read(kept, of_settings, troubles) {
            Some((rules, Whose::Computer)) => (rules.into(), Origin::Computer),
            Some((rules, Whose::Host)) => (rules.into(), Origin::Host),
            None => (Rules::standard().into(), Origin::Standard),
        }
    }
}

impl InForce {
    /// What a link that is given away says of them, so that they are in force where it is opened: nothing of those
    /// that are in force there anyway. `None` also where a link has no room.
    pub fn to_share(&self) -> Option<String> {
        match self.origin {
            Origin::Host | Origin::Standard => None,
            Origin::Here | Origin::Link | Origin::File(_) | Origin::Computer => {
                self.rules.link_text().map(|_| text(&self.rules))
            }
        }
    }

    /// Whether a link has no room for them, so that they are to be sent as a file.
    pub fn is_too_long(&self) -> bool {
        self.rules.link_text().is_none()
    }
}

/// Rules as a link says them; no limits are not the same as nothing said.
pub fn text(rules: &Rules) -> String {
    Some(rules.text()).filter(|text| !text.is_empty()).unwrap_or_else(|| NONE.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = r#"{"base": "/x", "rules": [{"kind": "acw", "max": "3m"}]}"#;

    fn rules(text: &str) -> Rules {
        Rules::parse(text).unwrap()
    }

    #[test]
    fn each_source_stands_above_the_next() {
        let mut sources = Sources::default();
        let mut steps = Vec::new();
        let mut note = |sources: &Sources| {
            let found = sources.in_force();
            assert_eq!(found.troubles, []);
            steps.push((found.origin, found.rules.text()));
        };
        note(&sources);
        sources.beneath.configure(Some(SETTINGS.to_owned()));
        note(&sources);
        sources.beneath.keep(Some("acw:4m".to_owned()));
        note(&sources);
        sources.open_file("rules.json", rules("acw:5m"));
        note(&sources);
        sources.take_link(Some("acw:6m"));
        note(&sources);
        sources.change(&rules("acw:7m"));
        note(&sources);
        sources.take_back();
        note(&sources);
        let of = |origin, text: &str| (origin, text.to_owned());
        let file = || Origin::File("rules.json".to_owned());
        assert_eq!(
            steps,
            [
                of(Origin::Standard, &Rules::standard().text()),
                of(Origin::Host, "acw:3m"),
                of(Origin::Computer, "acw:4m"),
                of(file(), "acw:5m"),
                of(Origin::Link, "acw:6m"),
                of(Origin::Here, "acw:7m"),
                of(file(), "acw:5m"),
            ]
        );
    }

    #[test]
    fn a_file_takes_the_place_of_changes_and_not_of_a_link() {
        let mut sources = Sources::default();
        sources.change(&rules("acw:7m"));
        sources.open_file("a.json", rules("acw:5m"));
        assert_eq!(sources.in_force().origin, Origin::File("a.json".to_owned()));
        sources.take_link(Some("acw:6m"));
        sources.open_file("b.json", rules("acw:1m"));
        assert_eq!(sources.in_force().origin, Origin::Link);
    }

    #[test]
    fn what_cannot_be_read_is_passed_over_with_a_word() {
        let mut sources = Sources::default();
        sources.take_link(Some("acw:long"));
        sources.beneath.keep(Some("each:3m".to_owned()));
        sources.beneath.configure(Some(r#"{"rules": [{"kind": "acw"}]}"#.to_owned()));
        let found = sources.in_force();
        assert_eq!((&found.origin, &*found.rules), (&Origin::Standard, &Rules::standard()));
        assert!(matches!(
            found.troubles[..],
            [Trouble::Link(_), Trouble::Computer(_), Trouble::Host(RulesFileError::Entry { entry: 1, .. })]
        ));
    }

    #[test]
    fn no_limits_are_something_else_than_nothing_said() {
        let mut sources = Sources::default();
        sources.change(&Rules::default());
        let text = sources.in_link().unwrap();
        let mut opened = Sources::default();
        opened.take_link(Some(&text));
        assert_eq!((opened.in_force().origin, opened.in_force().rules.is_empty()), (Origin::Link, true));
    }

    #[test]
    fn a_link_takes_along_what_is_not_in_force_elsewhere() {
        let mut sources = Sources::default();
        assert_eq!(sources.in_force().to_share(), None);
        sources.beneath.configure(Some(SETTINGS.to_owned()));
        assert_eq!(sources.in_force().to_share(), None);
        sources.beneath.keep(Some("acw:4m".to_owned()));
        assert_eq!(sources.in_force().to_share().as_deref(), Some("acw:4m"));
        let many = rules(&vec!["each:A rather long name of a break:15m"; 60].join(";"));
        sources.change(&many);
        let found = sources.in_force();
        assert_eq!((found.to_share(), sources.in_link()), (None, None));
        assert!(found.is_too_long() && *found.rules == many, "in force all the same");
        sources.take_link(None);
        assert_eq!(*sources.in_force().rules, many, "and a link that says nothing takes nothing away");
    }
}
