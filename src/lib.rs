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
//! `domain`, `scene`, `paint` (but its canvas) and `data` (but its HTTP) are pure and
//! are tested natively; what touches the browser is compiled for wasm32 alone.

pub mod app;
pub mod data;
pub mod domain;
pub mod paint;
pub mod scene;
#[cfg(target_arch = "wasm32")]
pub mod ui;
