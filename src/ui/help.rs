//! Help: every mark, figure and key, and how to get at data.

mod marks;

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::app::aid::{Aid, Topic};
use crate::app::help::{Part, parts, pieces, title};
use crate::app::view_state::effect::effect;
use crate::app::words::help as words;
use crate::ui::parts::modal::{Dialog, Modal, Name};
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
            view! { <pre tabindex="0" aria-label=words::COMMAND><code>{words}</code></pre> }.into_any()
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
                <h2 id="help-title">{words::HELP}</h2>
                <button type="button" class="button icon" aria-label=words::CLOSE on:click=move |_| close.run(())>"✕"</button>
            </div>
            <nav aria-label=words::TOPICS><ul>{Topic::ALL.map(one).collect_view()}</ul></nav>
            <div class="help-text" tabindex="0" role="region" aria-label=words::TOPIC>{open}</div>
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
    let wanted = Memo::new(move |_| match asked.get() {
        Some(Aid::Help(topic)) => Some(topic),
        _ => None,
    });
    let opened = move |()| {
        if let Some(wanted) = wanted.get_untracked() {
            topic.set(wanted);
            set_timeout(move || begin(wanted, true), Duration::ZERO);
        }
    };
    effect(move || {
        let topic = topic.get();
        set_timeout(move || begin(topic, false), Duration::ZERO);
    });
    let modal = Modal::new();
    view! {
        <Dialog
            modal
            class="modal help"
            testid="help-dialog"
            name=Name::Heading("help-title")
            when=Signal::derive(move || wanted.get().is_some())
            opened=Callback::new(opened)
            light=true
            closed=Callback::new(move |()| asked.set(None))
        >
            <HelpBox topic close=modal.closing()/>
        </Dialog>
    }
    .into_any()
}
