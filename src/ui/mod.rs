//! Leptos components, one a file.

pub mod timeline;
mod timing;
pub mod zone_picker;
