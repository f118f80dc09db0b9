//! What the app asks of the browser: time, network, history, theme.

pub mod clipboard;
pub mod download;
pub mod zone;
