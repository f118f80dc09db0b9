//! The pure model: times, agent states, records, lanes, totals and findings.
//! Knows no browser, no wire format and no pixel.

pub mod bare;
pub mod block;
pub mod build;
pub mod columns;
pub mod dataset;
pub mod directory;
pub mod findings;
mod gather;
pub mod index;
pub mod lane;
pub mod merge;
mod missing;
pub mod occurrence;
pub mod page;
pub mod record;
pub mod remark;
pub mod state;
pub mod summary;
pub mod sweep;
pub mod time;
pub mod timeline;
pub mod words;
pub mod zone;
