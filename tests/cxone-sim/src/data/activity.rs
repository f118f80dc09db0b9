//! What an agent does, and what each API calls it.

/// Why an agent is not ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Lunch,
    Break,
    Training,
    Coaching,
    Meeting,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Lunch, Self::Break, Self::Training, Self::Coaching, Self::Meeting];

    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lunch => "Lunch",
            Self::Break => "Break",
            Self::Training => "Training",
            Self::Coaching => "Coaching",
            Self::Meeting => "Meeting",
        }
    }

    /// Unavailable code, as CXone numbers it.
    pub fn code(self) -> i64 {
        20_061 + self as i64
    }
}

/// A conversation, by CXone's state id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contact {
    Inbound = 3,
    Outbound = 4,
    InboundConsult = 5,
    OutboundConsult = 6,
    Dialer = 7,
}

/// What an agent does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    Login,
    Ready,
    Contact(Contact),
    WrapUp,
    NotReady(Option<Reason>),
    Logout,
}

impl Activity {
    /// The `state` of Reporting v2, which has none for conversations: an agent stays `READY`.
    pub fn state(self) -> &'static str {
        match self {
            Self::Login => "LOGIN",
            Self::Ready | Self::Contact(_) => "READY",
            Self::WrapUp => "WRAP_UP",
            Self::NotReady(_) => "NOT_READY",
            Self::Logout => "LOGOUT",
        }
    }

    /// The reason's name, when there is one.
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::NotReady(reason) => reason.map(Reason::name),
            _ => None,
        }
    }

    /// The `agentStateId` of CXone, where after-call work is a kind of being unavailable.
    pub fn state_id(self) -> i64 {
        match self {
            Self::Logout => 0,
            Self::Ready => 1,
            Self::WrapUp | Self::NotReady(_) => 2,
            Self::Contact(contact) => contact as i64,
            Self::Login => 8,
        }
    }

    /// The `agentStateName` of CXone.
    pub fn state_name(self) -> &'static str {
        match self {
            Self::Logout => "LoggedOut",
            Self::Ready => "Available",
            Self::WrapUp | Self::NotReady(_) => "Unavailable",
            Self::Contact(Contact::Inbound) => "InboundContact",
            Self::Contact(Contact::Outbound) => "OutboundContact",
            Self::Contact(Contact::InboundConsult) => "InboundConsult",
            Self::Contact(Contact::OutboundConsult) => "OutboundConsult",
            Self::Contact(Contact::Dialer) => "Dialer",
            Self::Login => "LoggedIn",
        }
    }
}
