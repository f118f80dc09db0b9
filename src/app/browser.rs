//! What the app asks of the browser: adapters that decide nothing. What is done with their answers stands in
//! `session`.
//!
//! ```text
//! clock, timing, random     the time, how long work takes, chance
//! http, lazy                answers over the network, the program's own parts
//! file, download, clipboard files in, files out, copies
//! storage                   texts that stay on this computer or in this tab
//! history, tab, theme       the address bar, whether the page is seen, light or dark
//! paper                     whether it is being printed
//! zone, locale              time zones, how dates and numbers are written
//! ```

pub mod clipboard;
pub mod clock;
pub mod download;
pub mod file;
pub mod history;
pub mod http;
mod intl;
pub mod lazy;
pub mod locale;
pub mod notify;
pub mod paper;
pub mod random;
pub mod storage;
pub mod tab;
pub mod theme;
pub mod timing;
pub mod zone;
