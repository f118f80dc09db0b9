//! What the app asks of the browser: time, network, history, theme.

pub mod clock;
pub mod history;
pub mod theme;
pub mod timing;
pub mod zone;
