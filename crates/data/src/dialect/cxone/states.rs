//! State and unavailable codes by their numbers.

use crate::acw::UNAVAILABLE;
use model::state::{Reading, StateKind};

/// The states by their ids, 0 to 8: the API's name, what people read, what it means.
const STATES: [(&str, &str, StateKind); 9] = [
    ("LoggedOut", "Logged out", StateKind::LoggedOut),
    ("Available", "Ready", StateKind::Available),
    (UNAVAILABLE, "Not ready", StateKind::NotReady),
    ("InboundContact", "Inbound contact", StateKind::OnContact),
    ("OutboundContact", "Outbound contact", StateKind::OnContact),
    ("InboundConsult", "Inbound consult", StateKind::OnContact),
    ("OutboundConsult", "Outbound consult", StateKind::OnContact),
    ("Dialer", "Dialer", StateKind::OnContact),
    ("LoggedIn", "Logged in", StateKind::LoggedIn),
];

/// A state of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State<'a> {
    /// One that Shiftline knows, by its id.
    Known(usize),
    /// Another, by its name.
    Named(&'a str),
    /// Another, by its id alone.
    Numbered(i64),
}

impl<'a> State<'a> {
    /// The state of an id, a name or both.
    pub fn of(id: Option<i64>, name: Option<&'a str>) -> Option<Self> {
        let known = id.and_then(|id| usize::try_from(id).ok()).filter(|id| *id < STATES.len());
        let by_name = || {
            STATES.iter().position(|(known, ..)| name.is_some_and(|name| name.eq_ignore_ascii_case(known)))
        };
        match (known, id, name) {
            (Some(known), ..) => Some(Self::Known(known)),
            (None, None, _) if by_name().is_some() => by_name().map(Self::Known),
            (None, _, Some(name)) => Some(Self::Named(name)),
            (None, Some(id), None) => Some(Self::Numbered(id)),
            (None, None, None) => None,
        }
    }

    /// How it reads, without regard to the reason.
    pub fn reading(&self, code: &str) -> Reading {
        match self {
            Self::Known(id) => Reading { label: STATES[*id].1.into(), kind: STATES[*id].2 },
            Self::Named(_) | Self::Numbered(_) => super::super::names::read(code),
        }
    }

    /// Its code, where it has a name.
    pub fn name(&self) -> Option<&'a str> {
        match self {
            Self::Known(id) => Some(STATES[*id].0),
            Self::Named(name) => Some(name),
            Self::Numbered(_) => None,
        }
    }

    /// Whether it is the one that has unavailable codes.
    pub fn is_unavailable(&self) -> bool {
        self.name() == Some(UNAVAILABLE)
    }
}

/// The name of an unavailable code that the system gives by itself; they are below zero.
pub const fn system_code(id: i64) -> Option<&'static str> {
    Some(match id {
        -1 => "Refused",
        -2 => "Held party abandoned",
        -3 => "Inbound pending",
        -4 => "Outbound pending",
        -5 => "Consult pending",
        -6 => "Dialer pending",
        -7 => "Transfer pending",
        -8 => "Callback pending",
        -9 => "Promise pending",
        -12 => "Logoff pending",
        -13 => "Preview notification",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_first_and_names_help_out() {
        assert_eq!(State::of(Some(5), Some("whatever")), Some(State::Known(5)));
        assert_eq!(State::of(None, Some("available")), Some(State::Known(1)));
        assert_eq!(State::of(Some(99), Some("Available")), Some(State::Named("Available")));
        assert_eq!(State::of(Some(-4), None), Some(State::Numbered(-4)));
        assert_eq!(State::of(None, Some("Hover")), Some(State::Named("Hover")));
        assert_eq!(State::of(None, None), None);
        assert_eq!(State::of(Some(9), None), Some(State::Numbered(9)));
        let unavailable = |id| State::of(Some(id), None).unwrap().is_unavailable();
        assert_eq!([0, 1, 2, 3, 9].map(unavailable), [false, false, true, false, false]);
    }

    #[test]
    fn codes_below_zero_are_the_systems() {
        let named: Vec<_> = (-20..5).filter_map(|id| Some((id, system_code(id)?))).collect();
        assert_eq!(
            named,
            [
                (-13, "Preview notification"),
                (-12, "Logoff pending"),
                (-9, "Promise pending"),
                (-8, "Callback pending"),
                (-7, "Transfer pending"),
                (-6, "Dialer pending"),
                (-5, "Consult pending"),
                (-4, "Outbound pending"),
                (-3, "Inbound pending"),
                (-2, "Held party abandoned"),
                (-1, "Refused"),
            ]
        );
    }
}
