//! Leptos components, one a file.

pub mod agents;
pub mod export;
pub mod legend;
pub mod live;
pub mod page;
pub mod search;
pub mod show;
pub mod table_head;
pub mod timeline;
pub mod turns;
pub mod zone_picker;

use std::time::Duration;

use leptos::prelude::{document, set_timeout};

/// Shows the page in the document's body.
pub fn start() {
    console_error_panic_hook::set_once();
    // Starting the program was a long task already: building the page is another.
    set_timeout(
        || {
            // What `index.html` shows until now.
            if let Some(body) = document().body() {
                body.set_text_content(None);
            }
            leptos::mount::mount_to_body(page::Page);
        },
        Duration::ZERO,
    );
}
