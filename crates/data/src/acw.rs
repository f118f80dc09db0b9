//! Which not ready reasons are after-call work.

use std::collections::HashMap;

use model::state::{Catalog, StateKind};

/// CXone's state for being not ready, after-call work included.
pub const UNAVAILABLE: &str = "Unavailable";

/// An unavailable code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnavailableCode {
    /// Its name.
    pub name: String,
    /// Whether it is after-call work.
    pub is_acw: bool,
}

/// The unavailable codes' own flags where they are known, otherwise a rule on their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcwRule {
    /// A reason whose name contains one of these, whatever its case, is after-call work.
    pub words: Vec<String>,
    /// What the tenant's own list of codes says, by the code's name.
    pub known: HashMap<String, bool>,
}

impl Default for AcwRule {
    fn default() -> Self {
        Self { words: vec!["ACW".into(), "after call".into()], known: HashMap::new() }
    }
}

impl AcwRule {
    /// The rule with what these codes say about themselves.
    #[must_use]
    pub fn with(mut self, codes: Vec<UnavailableCode>) -> Self {
        self.known.extend(codes.into_iter().map(|code| (code.name, code.is_acw)));
        self
    }

    /// Whether a reason of this name is after-call work.
    pub fn holds(&self, reason: &str) -> bool {
        if let Some(flag) = self.known.get(reason) {
            return *flag;
        }
        let reason = fold(reason);
        self.words.iter().map(|word| fold(word)).any(|word| !word.is_empty() && reason.contains(&word))
    }

    /// Gives CXone's `Unavailable` with a reason the meaning that the rule says. States that are
    /// wrap-up by themselves (Reporting v2's `WRAP_UP`) stay what they are.
    pub fn apply(&self, catalog: &mut Catalog) {
        catalog.reclassify(|code, reason, kind| match reason {
            Some(reason) if code.eq_ignore_ascii_case(UNAVAILABLE) => self.kind(reason),
            _ => kind,
        });
    }

    /// What an agent who is unavailable for this reason is.
    pub fn kind(&self, reason: &str) -> StateKind {
        if self.holds(reason) { StateKind::WrapUp } else { StateKind::NotReady }
    }
}

/// Lower case, with dashes and underscores as spaces: `After-Call Work` contains `after call`.
fn fold(text: &str) -> String {
    text.trim().to_lowercase().replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::state::Reading;

    #[test]
    fn by_name_unless_the_tenant_says_otherwise() {
        let mut rule = AcwRule::default();
        assert!(rule.holds("After Call Work") && rule.holds("Team acw") && rule.holds("After-call work"));
        assert!(!rule.holds("Lunch") && !rule.holds(""));
        rule.known = HashMap::from([("ACW training".into(), false), ("Paperwork".into(), true)]);
        assert!(!rule.holds("ACW training") && rule.holds("Paperwork"));
        rule.words = vec![String::new()];
        assert!(!rule.holds("Lunch"), "an empty word is no word");
    }

    #[test]
    fn the_tenants_own_codes_win_over_the_names() {
        let code = |name: &str, is_acw| UnavailableCode { name: name.into(), is_acw };
        let rule = AcwRule::default().with(vec![code("Paperwork", true), code("ACW break", false)]);
        assert!(rule.holds("Paperwork") && !rule.holds("ACW break") && rule.holds("Other ACW"));
    }

    #[test]
    fn a_changed_rule_changes_meanings_both_ways() {
        let mut catalog = Catalog::default();
        let not_ready = |_: Option<&str>| Reading::known(StateKind::NotReady);
        let work = catalog.intern("Unavailable", Some("Paperwork"), not_ready);
        let lunch = catalog.intern("Unavailable", Some("Lunch"), not_ready);
        let rule = |word: &str| AcwRule { words: vec![word.into()], known: HashMap::new() };
        let own = catalog.intern("WRAP_UP", Some("Paper"), |_| Reading::known(StateKind::WrapUp));
        rule("paper").apply(&mut catalog);
        assert_eq!([work, lunch].map(|id| catalog.kind(id)), [StateKind::WrapUp, StateKind::NotReady]);
        rule("lunch").apply(&mut catalog);
        assert_eq!([work, lunch].map(|id| catalog.kind(id)), [StateKind::NotReady, StateKind::WrapUp]);
        assert_eq!(catalog.kind(own), StateKind::WrapUp);
    }
}
