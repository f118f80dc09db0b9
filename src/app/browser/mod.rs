//! What the app asks of the browser: time, network, history, theme.

pub mod clipboard;
pub mod clock;
pub mod companions;
pub mod download;
pub mod history;
pub mod http;
pub mod live;
pub mod load;
pub mod part;
pub mod presets;
pub mod recent;
pub mod session;
pub mod settled;
pub mod sign_in;
pub mod theme;
pub mod timing;
pub mod zone;
