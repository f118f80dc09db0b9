//! The page's tab: whether people can see it, its title, where its focus is.

use leptos::prelude::{WindowListenerHandle, document, window_event_listener_untyped};

/// Whether it can be seen.
pub fn is_visible() -> bool {
    !document().hidden()
}

/// Sets the title of the document, which the tab shows.
pub fn set_title(title: &str) {
    if document().title() != title {
        document().set_title(title);
    }
}

/// Calls `handler` whenever the tab is shown or hidden.
pub fn on_visibility(handler: impl Fn() + 'static) -> WindowListenerHandle {
    window_event_listener_untyped("visibilitychange", move |_| handler())
}

/// Whether the focus is on nothing that could be done: on the page as a whole.
pub fn has_no_focus() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}
