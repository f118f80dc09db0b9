//! What agents' time of a day adds up to, in a file of its own: so that a page can show a whole centre's months without
//! their records.
//!
//! ```text
//! PAR1 │ whole day: by agent │ half hours from 00:00 on, each by agent … │ … │ footer │ PAR1
//! ```
//! A day of a zone is days of UTC, less the half hours at one end and with those at the other: most of what is read are
//! sums of whole days, and the figures are those of the zone's days to the millisecond, where these begin on a half
//! hour of UTC.

mod add;
mod file;
mod list;
mod plan;
mod table;

use std::sync::Arc;

use model::record::AgentId;
use model::state::StateKind;

pub use add::sums;
pub use file::{WrittenSums, read_sums, write_sums};
pub use list::{Sums, SumsGroup, SumsList};
pub use plan::{Known, MAX_DAYS, SumsPiece, SumsPlan, plan_sums};
pub use table::{Filling, SumsTable, Times};

/// Half hours of a day.
pub const HALVES: usize = 48;

/// Time of an agent in a state, of a day of UTC or a half hour of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The agent.
    pub agent: AgentId,
    /// The half hour, counted from 00:00; `None`: the whole day.
    pub half: Option<u8>,
    /// The API's own code or name of the state.
    pub state: Arc<str>,
    /// The not ready reason.
    pub reason: Option<Arc<str>>,
    /// What the state means.
    pub kind: StateKind,
    /// Milliseconds.
    pub ms: i64,
}
