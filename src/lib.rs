//! Shiftline: where did this agent's time go?
//!
//! A record travels one way, and each layer knows only the ones to its left
//! (`tests/layers` holds the code to it):
//!
//! ```text
//! wire ──▶ records ──▶ lanes (+ index) ──▶ scene ──▶ paint
//! data     model       model               scene     paint      app, screen, ui: all of them
//! ```
//!
//! The layers but for those of the page are crates of their own (`crates/`), pure and tested natively; what
//! touches the browser is compiled for wasm32 alone.

pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod screen;
#[cfg(target_arch = "wasm32")]
pub mod ui;
