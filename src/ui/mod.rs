//! Leptos components, one a file.

pub mod export;
pub mod legend;
pub mod search;
pub mod timeline;
mod timing;
pub mod zone_picker;
