//! What state names mean, whichever API or file they come from.

use model::bytes::same;
use model::state::{ActivityId, Catalog, Reading, StateKind};

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
    pairs: Vec<Pair>,
    /// The pair of the row before.
    last: usize,
}

#[derive(Debug)]
struct Pair {
    code: Box<str>,
    reason: Option<Box<str>>,
    activity: ActivityId,
    /// The pair that came after this one the last time: a working day goes round in circles.
    after: usize,
}

impl Pair {
    fn is(&self, code: &str, reason: Option<&str>) -> bool {
        let same_reason = match (&self.reason, reason) {
            (Some(known), Some(reason)) => same(known.as_bytes(), reason.as_bytes()),
            (known, reason) => known.is_none() && reason.is_none(),
        };
        same_reason && same(self.code.as_bytes(), code.as_bytes())
    }
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
        let guess = self.pairs.get(self.last).map_or(0, |pair| pair.after);
        if let Some(pair) = self.pairs.get(guess).filter(|pair| pair.is(code, reason)) {
            self.last = guess;
            return pair.activity;
        }
        let found = self.pairs.iter().position(|pair| pair.is(code, reason));
        let place = found.unwrap_or(self.pairs.len());
        if found.is_none() {
            let activity = catalog.intern(code, reason, read);
            if place == Self::ROOM {
                return activity;
            }
            let reason = reason.map(Into::into);
            self.pairs.push(Pair { code: code.into(), reason, activity, after: 0 });
        }
        self.pairs[self.last].after = place;
        self.last = place;
        self.pairs[place].activity
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
