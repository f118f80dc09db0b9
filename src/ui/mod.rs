//! Leptos components, one a file.

pub mod timeline;
pub mod zone_picker;
