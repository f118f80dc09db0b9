//! Leptos components, one a file.

pub mod export;
pub mod legend;
pub mod search;
pub mod timeline;
pub mod zone_picker;
