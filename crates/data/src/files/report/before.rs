//! What the cells of rows before said, of columns that say something together.

use super::draft::Detail;
use super::known::Known;
use super::states::State;
use crate::files::columns::{Columns, Role};

/// Columns that say whose a row is.
pub(super) const WHOSE: [Role; 4] = [Role::Agent, Role::Name, Role::FirstName, Role::LastName];

/// Columns that say which state a row has, and what is remarked of it.
const SAID: [Role; 6] =
    [Role::Working, Role::Available, Role::Code, Role::State, Role::Reason, Role::LogState];

/// What the cells of rows before said.
#[derive(Debug)]
pub(super) struct Before {
    pub whose: Known<Whose>,
    pub said: Known<Said>,
    pub details: Known<Detail>,
}

/// Whose a row is that names somebody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whose {
    /// A number in the list of agents.
    pub agent: u32,
    /// Whether the id has lost digits.
    pub is_rounded: bool,
}

/// What a row says of its state.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub state: State,
    /// Whether it is the last of its session.
    pub ends_session: bool,
    /// Whether some of it says nothing where it stands.
    pub is_odd: bool,
}

impl Before {
    /// Nothing, of a table with these columns.
    pub fn of(columns: &Columns) -> Self {
        let of = |roles: &[Role]| {
            let mut places: Vec<usize> = roles.iter().filter_map(|role| columns.place(*role)).collect();
            places.sort_unstable();
            places
        };
        let details: Vec<usize> = columns.details().iter().map(|(place, _)| *place).collect();
        Self { whose: Known::new(&of(&WHOSE)), said: Known::new(&of(&SAID)), details: Known::new(&details) }
    }
}
