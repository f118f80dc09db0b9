//! What the page knows and does: state, loading, links and words.

pub mod command;
#[cfg(target_arch = "wasm32")]
pub mod shown;
