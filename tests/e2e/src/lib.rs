//! The built site in a real browser that nobody sees, against the simulated APIs.
//!
//! ```text
//! engine/     Chromium, Firefox and WebKit, and the programs that drive them; one visit at a time in a browser
//! visit       a site, its API and a browser for one test; what every test must leave behind
//! page        the page in a browser: opening it, asking it, waiting for it
//! hands       what a person does: read labels, type, press, paste
//! pointer     the same with the mouse, on the timeline
//! contract    what the page says of itself: totals, cards, records, alerts
//! evidence    what the browser saw: requests, console, storage, pictures
//! ```
//!
//! The folder of the built site comes from `SHIFTLINE_SITE` (else `dist` in the workspace), the
//! programs from `CHROMIUM` and `CHROMEDRIVER`, `FIREFOX` and `GECKODRIVER`, `MINIBROWSER`, `WEBKITWEBDRIVER`
//! and `XVFB` (else where Debian has them).

#![allow(clippy::missing_panics_doc, reason = "a harness fails its test by a panic")]

mod contract;
mod engine;
mod evidence;
mod hands;
mod page;
mod pointer;
mod visit;

pub use contract::Total;
pub use engine::Engine;
pub use evidence::{Request, shots};
pub use page::{LIMIT, Page};
pub use pointer::Held;
pub use visit::{Theme, Visit, built_site};
