//! From the wire to records: dialects (wire formats), paging, retry, files and sample data.
//!
//! ```text
//! query ─▶ fetch ─▶ Request ─▶ HTTP or sample data ─▶ Answer ─▶ dialect ─▶ Series
//!            └────── paging (which page next) and retry (when) ──────┘
//! ```
//!
//! Only `http` touches the network. Everything else is driven: it is told the time and the answers,
//! and says what to ask next.

pub mod acw;
pub mod demo;
pub mod dialect;
pub mod error;
pub mod fetch;
pub mod files;
#[cfg(target_arch = "wasm32")]
pub mod http;
pub mod length;
pub mod query;
pub mod source;
pub mod token;

mod paging;
mod retry;
