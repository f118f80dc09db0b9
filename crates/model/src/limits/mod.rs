//! Limits on breaks, lunch, after-call work, sessions and rest, and what is over them.
//!
//! ```text
//! rules + catalogue  ->  which rule is about which state          matching
//! lane               ->  stays (occurrences), sessions, shifts    facts
//! stays, shifts      ->  breaches                                 judge
//! ```
//! What counts is an occurrence (see [`crate::occurrence`]), by true elapsed time. Time of which nothing is known
//! interrupts an occurrence and is held against nothing. Codes that the system gives by itself are no breaks.

mod breach;
mod days;
mod facts;
mod judge;
pub mod length;
mod matching;
mod names;
mod rule;
mod sessions;
mod standard;
mod stays;
mod text;

pub use breach::{Breach, BreachTotal, Excess, Judged, Looked};
pub use judge::{Judging, judge};
pub use matching::{Matched, matches};
pub use names::{Names, Pattern, is_system, name_of};
pub use rule::{Idle, Limit, PauseStep, Per, Refusals, Rule, Rules};
pub use sessions::SHIFT_GAP;
pub use standard::{Offer, Preset, offers, pauses};
pub use text::{Fault, LINK_MAX, RulesError, idle_of, idle_word, refusals_of, refusals_text};
