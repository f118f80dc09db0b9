//! What state names mean, whichever API or file they come from.

use super::json::same;
use crate::domain::state::{ActivityId, Catalog, Reading, StateKind};

/// The meaning of a state's name, whatever its case and whatever parts its words; `None` when
/// Shiftline does not know it.
pub fn kind_of(name: &str) -> Option<StateKind> {
    let plain: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    Some(match plain.as_str() {
        "READY" | "AVAILABLE" => StateKind::Available,
        "NOTREADY" | "UNAVAILABLE" => StateKind::NotReady,
        "WRAPUP" | "ACW" | "AFTERCALLWORK" | "AFTERCONTACTWORK" => StateKind::WrapUp,
        "LOGIN" | "LOGGEDIN" => StateKind::LoggedIn,
        "LOGOUT" | "LOGGEDOUT" => StateKind::LoggedOut,
        "ONCONTACT" | "INBOUNDCONTACT" | "OUTBOUNDCONTACT" | "INBOUNDCONSULT" | "OUTBOUNDCONSULT"
        | "DIALER" | "ONCALL" | "INBOUNDCALL" | "OUTBOUNDCALL" | "TALKING" | "WORKING" => {
            StateKind::OnContact
        }
        _ => return None,
    })
}

/// How a state's name reads.
pub fn read(name: &str) -> Reading {
    kind_of(name).map_or_else(|| Reading::other(name), Reading::known)
}

/// The activities that the rows of one page came across: a page of a thousand rows has a handful,
/// so that looking here first saves the catalogue's hashing and copying.
#[derive(Debug, Default)]
pub struct Seen {
    pairs: Vec<(Box<str>, Option<Box<str>>, ActivityId)>,
    last: usize,
}

impl Seen {
    /// Pairs kept; what comes beyond is looked up in the catalogue each time.
    const ROOM: usize = 64;

    /// The activity of a state with a reason; `read` is asked when it is new to the catalogue.
    pub fn activity(
        &mut self,
        catalog: &mut Catalog,
        code: &str,
        reason: Option<&str>,
        read: impl FnOnce(Option<&str>) -> Reading,
    ) -> ActivityId {
        let is = |(c, r, _): &(Box<str>, Option<Box<str>>, ActivityId)| {
            let same_reason = match (r, reason) {
                (Some(r), Some(reason)) => same(r.as_bytes(), reason.as_bytes()),
                (r, reason) => r.is_none() && reason.is_none(),
            };
            same_reason && same(c.as_bytes(), code.as_bytes())
        };
        if !self.pairs.get(self.last).is_some_and(is) {
            self.last = self.pairs.iter().position(is).unwrap_or(self.pairs.len());
        }
        if let Some((.., id)) = self.pairs.get(self.last) {
            return *id;
        }
        let id = catalog.intern(code, reason, read);
        if self.pairs.len() < Self::ROOM {
            self.pairs.push((code.into(), reason.map(Into::into), id));
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_spelling() {
        for (name, kind) in [
            ("READY", StateKind::Available),
            ("not_ready", StateKind::NotReady),
            ("Wrap-Up", StateKind::WrapUp),
            ("LoggedOut", StateKind::LoggedOut),
            ("LOGIN", StateKind::LoggedIn),
            ("InboundContact", StateKind::OnContact),
        ] {
            assert_eq!(kind_of(name), Some(kind), "{name}");
        }
        assert_eq!(kind_of("HOVERING"), None);
        assert_eq!(kind_of("未知"), None);
        assert_eq!(read("<b>").label.as_ref(), "<b>");
    }

    #[test]
    fn a_pair_seen_again_has_the_same_activity() {
        let (mut seen, mut catalog) = (Seen::default(), Catalog::default());
        let mut ids = |n: usize| -> Vec<ActivityId> {
            (0..n)
                .map(|i| {
                    seen.activity(&mut catalog, "NOT_READY", Some(&format!("{i}")), |_| read("NOT_READY"))
                })
                .collect()
        };
        let first = ids(100);
        assert_eq!(ids(100), first);
        assert_eq!(first.iter().collect::<std::collections::BTreeSet<_>>().len(), 100);
    }
}
