//! The pure model: times, agent states, records, lanes, totals and findings.
//! Knows no browser, no wire format and no pixel.

pub mod block;
pub mod record;
pub mod state;
pub mod time;
