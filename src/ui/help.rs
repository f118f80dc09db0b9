//! Help: every mark, figure and key, and how to get at data.

mod marks;

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::app::aid::{Aid, Topic};
use crate::app::help::{Part, parts, pieces, title};
use crate::app::view_state::effect::effect;
use marks::mark;

/// A text with what is typed, or a name, as such.
fn text(text: &'static str) -> impl IntoView {
    let piece = |(piece, is_code): (&'static str, bool)| {
        if is_code { view! { <code>{piece}</code> }.into_any() } else { piece.into_any() }
    };
    pieces(text).map(piece).collect_view()
}

fn part(part: Part) -> AnyView {
    match part {
        Part::Text(words) => view! { <p>{text(words)}</p> }.into_any(),
        Part::Command(words) => {
            view! { <pre tabindex="0" aria-label="Command"><code>{words}</code></pre> }.into_any()
        }
        Part::Steps(steps) => {
            let steps = steps.iter().map(|step| view! { <li>{text(step)}</li> });
            view! { <ol>{steps.collect_view()}</ol> }.into_any()
        }
        Part::Terms(terms) => {
            let terms = terms.into_iter().map(|(name, about)| {
                view! { <div><dt>{text(name)}</dt><dd>{text(about)}</dd></div> }
            });
            view! { <dl>{terms.collect_view()}</dl> }.into_any()
        }
        Part::Keys(keys) => {
            let keys = keys.into_iter().map(|(key, about)| {
                view! { <div><dt><kbd>{key}</kbd></dt><dd>{about}</dd></div> }
            });
            view! { <dl class="help-keys">{keys.collect_view()}</dl> }.into_any()
        }
        Part::Marks(marks) => {
            let marks = marks.iter().map(|(of, name, about)| {
                view! { <div><dt>{mark(*of)}<span>{*name}</span></dt><dd>{*about}</dd></div> }
            });
            view! { <dl class="help-marks">{marks.collect_view()}</dl> }.into_any()
        }
    }
}

fn heading_id(topic: Topic) -> String {
    format!("help-{}", topic.word())
}

/// What the dialog holds: the list of topics, and the one that is open.
#[component]
pub fn HelpBox(
    /// The topic that is open.
    topic: RwSignal<Topic>,
    /// Takes the dialog away.
    close: Callback<()>,
) -> impl IntoView {
    let one = move |of: Topic| {
        view! {
            <li>
                <button
                    type="button"
                    aria-current=move || (topic.get() == of).then_some("true")
                    on:click=move |_| topic.set(of)
                >
                    {title(of)}
                </button>
            </li>
        }
    };
    let open = move || {
        let topic = topic.get();
        view! {
            <section class="help-topic" aria-labelledby=heading_id(topic) data-topic=topic.word()>
                <h3 id=heading_id(topic) tabindex="-1">{title(topic)}</h3>
                {parts(topic).into_iter().map(part).collect_view()}
            </section>
        }
    };
    view! {
        <div class="help-box">
            <div class="help-head">
                <h2 id="help-title">"Help"</h2>
                <button type="button" class="button icon" aria-label="Close" on:click=move |_| close.run(())>"✕"</button>
            </div>
            <nav aria-label="Topics"><ul>{Topic::ALL.map(one).collect_view()}</ul></nav>
            <div class="help-text" tabindex="0" role="region" aria-label="Topic">{open}</div>
        </div>
    }
    .into_any()
}

/// Shows a topic from its beginning, and its name in the list; whoever just came reads on from there.
fn begin(topic: Topic, is_new: bool) {
    let heading = document().get_element_by_id(&heading_id(topic));
    let heading = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok());
    let current = document().query_selector(".help [aria-current]").ok().flatten();
    let near = ScrollIntoViewOptions::new();
    near.set_block(ScrollLogicalPosition::Nearest);
    near.set_inline(ScrollLogicalPosition::Nearest);
    if let Some(current) = current {
        current.scroll_into_view_with_scroll_into_view_options(&near);
    }
    if let Some(heading) = heading {
        heading.scroll_into_view();
        if is_new {
            // Only a heading that is gone refuses the focus.
            let _ = heading.focus();
        }
    }
}

/// The dialog.
#[component]
pub fn Help(
    /// What is called up; nothing again when the dialog is closed.
    asked: RwSignal<Option<Aid>>,
) -> impl IntoView {
    let topic = RwSignal::new(Topic::Marks);
    let dialog = NodeRef::<html::Dialog>::new();
    effect(move || {
        if let (Some(Aid::Help(wanted)), Some(dialog)) = (asked.get(), dialog.get()) {
            topic.set(wanted);
            // Only one that is open already refuses.
            let _ = dialog.show_modal();
            set_timeout(move || begin(wanted, true), Duration::ZERO);
        }
    });
    effect(move || {
        let topic = topic.get();
        set_timeout(move || begin(topic, false), Duration::ZERO);
    });
    let close = Callback::new(move |()| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    });
    view! {
        <dialog
            class="help"
            aria-labelledby="help-title"
            data-testid="help-dialog"
            node_ref=dialog
            on:close=move |_| asked.set(None)
            // A press beside what the dialog holds is one on the dialog itself.
            on:click=move |event| if event.target() == event.current_target() { close.run(()) }
        >
            <HelpBox topic close/>
        </dialog>
    }
    .into_any()
}
