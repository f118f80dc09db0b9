//! Leptos components, one a file.

pub mod agents;
pub mod export;
pub mod legend;
pub mod live;
pub mod search;
pub mod timeline;
pub mod zone_picker;
