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
//! `domain`, `scene`, `data` (the package `shiftline-core`, see `core.rs`) and `paint` but for its
//! screen are pure and are tested natively; what touches the browser is compiled for wasm32 alone.

pub use shiftline_core::{data, domain, scene};

pub mod app;
pub mod paint;
#[cfg(target_arch = "wasm32")]
pub mod ui;
