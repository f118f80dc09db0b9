//! The page's tab: whether people can see it and how they point at it, its title, where its focus is.

use leptos::prelude::{WindowListenerHandle, document, window, window_event_listener_untyped};

/// Whether it can be seen.
pub fn is_visible() -> bool {
    !document().hidden()
}

/// Whether people point at it with a finger.
pub fn has_touch() -> bool {
    window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches())
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

/// Asks whoever leaves the page whether that is meant, until the handle is removed.
pub fn ask_before_leaving() -> WindowListenerHandle {
    window_event_listener_untyped("beforeunload", |event| event.prevent_default())
}

/// Whether the focus is on nothing that could be done: on the page as a whole.
pub fn has_no_focus() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}
