//! Leptos components, one a file.

pub mod timeline;
