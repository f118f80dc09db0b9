//! The lists below the timeline that a link can lead to.

/// Such a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// What is over its limit.
    Limits,
    /// What was not kept of a schedule.
    Exceptions,
}

impl Panel {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Limits, Self::Exceptions];

    /// Its word in a link.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Limits => "limits",
            Self::Exceptions => "exceptions",
        }
    }

    /// The list of a card, by the card's name.
    pub fn of_card(name: &str) -> Option<Self> {
        match name {
            "limits" => Some(Self::Limits),
            "adherence" => Some(Self::Exceptions),
            _ => None,
        }
    }
}
