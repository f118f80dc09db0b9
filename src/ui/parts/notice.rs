//! What a person is told, and what can be done about it.

use leptos::prelude::*;

use crate::app::aid::Topic;
use crate::app::messages::UserMessage;
use crate::app::words::notice as words;
use crate::ui::foreign::foreign;

/// A button that opens Help at what it says of a message; nothing where it says no more.
pub fn why(topic: Option<Topic>) -> impl IntoView {
    topic.map(|topic| {
        view! { <button type="button" class="link" aria-haspopup="dialog" data-help=topic.word()>{words::WHY}</button> }
    })
}

/// A notice.
#[component]
pub fn Notice(
    /// What is told.
    message: UserMessage,
    /// How tests and scripts find it.
    #[prop(default = "message")]
    testid: &'static str,
    /// What it is about, one a line.
    #[prop(optional)]
    missing: Vec<String>,
    /// What can be done.
    children: Children,
) -> impl IntoView {
    let quote = message.quote.map(|words| view! { <blockquote>{foreign(&words)}</blockquote> });
    let correlation = message
        .correlation_id
        .map(|id| view! { <p class="hint">{words::FOR_SUPPORT} <code>{foreign(&id)}</code></p> });
    let missing = missing.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <div class="notice" class:error=message.is_error role=if message.is_error { "alert" } else { "status" } data-testid=testid>
            <div class="notice-text">
                <h2>{message.title}</h2>
                <p>{message.text} " " {why(message.topic)}</p>
                {quote}
                <ul class="missing">{missing}</ul>
                {correlation}
            </div>
            <div class="notice-action">{children()}</div>
        </div>
    }
    .into_any()
}
