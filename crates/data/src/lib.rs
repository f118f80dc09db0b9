//! From the wire to records: dialects (wire formats), paging, retry, files and sample data.
//!
//! ```text
//! query ─▶ fetch ─▶ Request ─▶ HTTP or sample data ─▶ Answer ─▶ dialect ─▶ Series
//!            └────── paging (which page next) and retry (when) ──────┘
//! ```
//!
//! Nothing here touches the network: it is told the time and the answers, and says what to ask next.

pub mod acw;
pub mod demo;
pub mod dialect;
pub mod error;
pub mod fetch;
pub mod files;
pub mod length;
pub mod query;
pub mod source;
pub mod token;

mod paging;
mod plain;
mod request_id;
mod retry;
mod words;
