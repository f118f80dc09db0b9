//! What the page knows and does: state, loading, links and words.

pub mod command;
pub mod messages;
pub mod roster;
pub mod search;
#[cfg(target_arch = "wasm32")]
pub mod shown;
