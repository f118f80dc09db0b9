//! Leptos components, one a file.

pub mod adherence;
pub mod agents;
pub mod aids;
pub mod export;
pub mod find;
pub mod foreign;
#[cfg(feature = "gallery")]
mod gallery;
pub mod help;
pub mod lately;
pub mod legend;
pub mod limits;
pub mod live;
pub mod locale;
pub mod page;
pub mod parts;
pub mod plans;
pub mod print;
pub mod scope;
pub mod show;
pub mod states;
pub mod stopped;
pub mod table_head;
pub mod timeline;
pub mod turns;
pub mod zone_picker;

use std::time::Duration;

use crate::app::words::low;
use leptos::prelude::set_timeout;
use model::words;

/// Shows the page in the places that the document keeps for its parts.
pub fn start() {
    stopped::watch();
    words::put_in_force(&low::WORDS);
    #[cfg(feature = "gallery")]
    if gallery::start() {
        return;
    }
    // Starting the program was a long task already: filling the page is another.
    set_timeout(page::start, Duration::ZERO);
}
