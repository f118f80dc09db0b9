//! Rules: what an agent's time is held against.

use super::names::Names;

/// What is limited. Lengths are milliseconds, 0 or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// One occurrence of these is no longer.
    Each {
        /// Which.
        names: Names,
        /// Longest.
        max_ms: i64,
    },
    /// All of these on a day are together no longer.
    Day {
        /// Which.
        names: Names,
        /// Longest sum.
        max_ms: i64,
    },
    /// There are no more of these on a day.
    Count {
        /// Which.
        names: Names,
        /// Most.
        max: u32,
    },
    /// After-call work of one contact is no longer.
    Acw {
        /// Of these skills alone; of all when empty.
        skills: Names,
        /// Longest.
        max_ms: i64,
    },
    /// One stretch without work is no longer.
    Idle {
        /// Of which kind.
        of: Idle,
        /// Longest.
        max_ms: i64,
    },
    /// No more contacts are refused on a day.
    Refused(Refusals),
    /// From login to logout it is no longer.
    Session {
        /// Longest.
        max_ms: i64,
    },
    /// A session ends with a logout. One that does not is a breach when another login follows, or when its last
    /// state lasts longer than this and is no contact.
    NoLogout {
        /// Longest last state.
        max_ms: i64,
    },
    /// From logout to the next day's login it is no shorter.
    Rest {
        /// Shortest.
        min_ms: i64,
    },
    /// Work without a pause is no longer.
    Stretch {
        /// What is a pause, beside being logged out.
        names: Names,
        /// Longest.
        max_ms: i64,
        /// Shortest pause that counts.
        pause_ms: i64,
    },
    /// Long work has pauses.
    Pause {
        /// What is a pause, beside being logged out.
        names: Names,
        /// How much, by the length of work; the longer work later.
        steps: Vec<PauseStep>,
        /// Shortest pause that counts.
        part_ms: i64,
    },
}

/// Time without work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// Ready, and no contact comes.
    Ready,
    /// Not ready without a reason.
    NotReady,
}

/// How many contacts may be refused on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusals {
    /// So many.
    Count(u32),
    /// So many in a hundred of those offered: refused ones and contacts that were no outbound ones.
    Percent(u32),
}

/// Who works longer than `over_ms` has at least `need_ms` of pauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PauseStep {
    /// Length of work, without the pauses that count.
    pub over_ms: i64,
    /// Sum of pauses.
    pub need_ms: i64,
    /// When the pause that makes the sum full is to begin, counted from the shift's beginning.
    pub by_ms: Option<i64>,
}

/// A limit, and what is forgiven beyond it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What is limited.
    pub limit: Limit,
    /// What is longer by no more than this is forgiven whole; beyond it the overrun counts from the limit. In
    /// milliseconds; counts are not forgiven.
    pub grace_ms: i64,
}

impl Rule {
    /// A limit with nothing forgiven.
    pub const fn new(limit: Limit) -> Self {
        Self { limit, grace_ms: 0 }
    }

    /// The reasons that it names; `None` where it is about other things.
    pub fn names(&self) -> Option<&Names> {
        match &self.limit {
            Limit::Each { names, .. }
            | Limit::Day { names, .. }
            | Limit::Count { names, .. }
            | Limit::Stretch { names, .. }
            | Limit::Pause { names, .. } => Some(names),
            Limit::Acw { .. }
            | Limit::Idle { .. }
            | Limit::Refused(_)
            | Limit::Session { .. }
            | Limit::NoLogout { .. }
            | Limit::Rest { .. } => None,
        }
    }

    /// The word for the kind in links and files.
    pub const fn word(&self) -> &'static str {
        match self.limit {
            Limit::Each { .. } => "each",
            Limit::Day { .. } => "day",
            Limit::Count { .. } => "count",
            Limit::Acw { .. } => "acw",
            Limit::Idle { .. } => "idle",
            Limit::Refused(_) => "refused",
            Limit::Session { .. } => "session",
            Limit::NoLogout { .. } => "no-logout",
            Limit::Rest { .. } => "rest",
            Limit::Stretch { .. } => "stretch",
            Limit::Pause { .. } => "pause",
        }
    }
}

/// What sums and counts are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Per {
    /// A calendar day of the zone.
    #[default]
    Day,
    /// A shift: logged-in times with less than [`super::SHIFT_GAP`] between them. For those who work at night.
    Shift,
}

/// Rules, and what holds for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// The rules, at most [`Rules::MAX`].
    pub list: Vec<Rule>,
    /// Two occurrences of one state with no more than this of others between them are one; what lies between
    /// does not count. In milliseconds.
    pub join_ms: i64,
    /// What sums and counts are of.
    pub per: Per,
}

impl Rules {
    /// Most rules.
    pub const MAX: usize = 64;

    /// Whether nothing is limited.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
