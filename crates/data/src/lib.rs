//! From the wire to records: dialects (wire formats), paging, retry, files and sample data.
//!
//! ```text
//! query ─▶ fetch ─▶ Request ─▶ HTTP or sample data ─▶ Answer ─▶ dialect ─▶ Series
//!            └────── paging (which page next) and retry (when) ──────┘
//! ```
//!
//! It knows the model and serde. Nothing here touches the network: it is told the time and the answers, and
//! says what to ask next.
//!
//! ```
//! use data::files::{self, FileError, Import, Options};
//! use model::state::{Catalog, StateKind};
//! use model::time::{MINUTE, Millis};
//! use model::zone::Zone;
//!
//! let report = "Agent_No,Start_Date,State,Duration\n401,2026-11-13 09:00:00,Ready,1800\n";
//! let mut catalog = Catalog::default();
//! let mut import = Import::new(Options::new(Zone::utc()));
//! import.feed(report.as_bytes(), &mut catalog)?;
//! let read = import.finish(&mut catalog)?;
//! let data = files::dataset(&[read], catalog, Millis(i64::MAX));
//! assert_eq!(data.summary(data.window).kind(StateKind::Available).ms, 30 * MINUTE);
//! # Ok::<(), FileError>(())
//! ```

pub mod acw;
pub mod adherence;
pub mod archive;
pub mod demo;
pub mod dialect;
pub mod error;
pub mod fetch;
pub mod files;
pub mod length;
pub mod query;
pub mod rules;
pub mod schedule;
pub mod source;
pub mod states;
pub mod token;

mod decimal;
mod message;
mod paging;
mod plain;
mod request_id;
mod retry;
