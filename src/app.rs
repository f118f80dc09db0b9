//! What the page knows and does: state, loading, links and words.
//!
//! Most of it is pure and tested natively. `browser` is what is asked of the browser, `view_state` the signals that
//! everything on the page shares, `session` what is done: these alone are compiled for wasm32 only.

pub mod adherence;
pub mod aid;
pub mod answer;
pub mod base;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod cards;
pub mod columns;
pub mod command;
pub mod config;
pub mod connection;
pub mod figures;
pub mod find;
pub mod form;
pub mod grid;
pub mod help;
pub mod jwt;
pub mod last_seen;
pub mod legend;
pub mod limits;
pub mod link;
pub mod locale;
pub mod look;
pub mod messages;
pub mod moment;
pub mod panel;
pub mod picture;
pub mod plans;
pub mod presets;
pub mod quality;
pub mod range;
pub mod ranks;
pub mod reconcile;
pub mod rest;
pub mod roster;
pub mod row_figures;
pub mod scope;
pub mod selecting;
#[cfg(target_arch = "wasm32")]
pub mod session;
pub mod source;
pub mod states;
pub mod sums;
pub mod table;
pub mod target;
pub mod totals;
pub mod unfetched;
#[cfg(target_arch = "wasm32")]
pub mod view_state;
pub mod who;
pub mod words;
pub mod zones;
