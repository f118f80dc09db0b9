//! Whether people can see the page's tab.

use leptos::prelude::{WindowListenerHandle, document, window_event_listener_untyped};

/// Whether it can be seen.
pub fn is_visible() -> bool {
    !document().hidden()
}

/// Calls `handler` whenever the tab is shown or hidden.
pub fn on_visibility(handler: impl Fn() + 'static) -> WindowListenerHandle {
    window_event_listener_untyped("visibilitychange", move |_| handler())
}
