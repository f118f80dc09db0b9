//! Shiftline: where did this agent's time go?
//!
//! A record travels one way, and each layer knows only the ones to its left
//! (`tests/layers.rs` holds the code to it):
//!
//! ```text
//! wire ──▶ records ──▶ lanes (+ index) ──▶ scene ──▶ paint
//! data     domain      domain              scene     paint      app, ui: all of them
//! ```
//!
//! The layers but for the last two are crates of their own (`crates/`), pure and tested natively; what
//! touches the browser is compiled for wasm32 alone.

pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod screen;
#[cfg(target_arch = "wasm32")]
pub mod ui;
