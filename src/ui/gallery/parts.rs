//! The small parts.

use leptos::prelude::*;

use super::{section, state};
use crate::app::aid::Topic;
use crate::app::messages::{Action, UserMessage};
use crate::ui::parts::dot::dot;
use crate::ui::parts::notice::Notice;
use crate::ui::parts::progress::Progress;
use crate::ui::parts::segmented::{Segmented, segment};
use crate::ui::parts::swatch::{Look, look_swatch, swatch};
use crate::ui::table_head::TableHead;
use model::state::StateKind;
use scene::theme::{OTHER_COLOURS, Role, state_role};

/// All of them.
pub fn all() -> AnyView {
    [buttons(), fields(), words(), dots(), swatches(), segments(), progress(), notices(), table()]
        .into_iter()
        .collect_view()
        .into_any()
}

fn buttons() -> AnyView {
    section(
        "buttons",
        [
            state("plain", view! { <button type="button" class="button">"Open files"</button> }),
            state("first choice", view! { <button type="button" class="button primary">"Load"</button> }),
            state("sign", view! { <button type="button" class="button icon">"?"</button> }),
            state("disabled", view! { <button type="button" class="button" disabled=true>"Refresh"</button> }),
            state("words", view! { <button type="button" class="link">"Read the files again"</button> }),
            state("chip", view! { <button type="button" class="chip">"3 Nov 2026"</button> }),
            state(
                "pressed tool",
                view! { <div class="timeline-tools"><button type="button" class="button" aria-pressed="true">"Select"</button></div> },
            ),
        ]
        .collect_view(),
    )
}

fn fields() -> AnyView {
    let field = |class: &'static str, value: &'static str, below: AnyView| {
        view! {
            <div class=class>
                <label>"Agent ID"</label>
                <input type="text" aria-label="Agent ID" placeholder="all, or an id" value=value/>
                {below}
            </div>
        }
    };
    let none = || ().into_any();
    section(
        "fields",
        [
            state("empty", field("field", "", none())),
            state("filled", field("field", "4f1c09ab", none())),
            state(
                "with a hint",
                field("field", "", view! { <p class="hint">"all shows everyone"</p> }.into_any()),
            ),
            state(
                "wrong",
                field(
                    "field wrong",
                    "4f 1c",
                    view! { <p class="field-error">"An id has no spaces."</p> }.into_any(),
                ),
            ),
            state("list", view! { <select><option>"Last 24 hours"</option></select> }),
            state(
                "check",
                view! { <label class="check"><input type="checkbox" checked/>"Hide names"</label> },
            ),
        ]
        .collect_view(),
    )
}

fn words() -> AnyView {
    section(
        "words",
        [
            state("hint", view! { <p class="hint">"No record lies in what is shown."</p> }),
            state("remark", view! { <span class="remark">"as of 18:00:00"</span> }),
            state("remark of what is wrong", view! { <span class="remark danger">"No such zone"</span> }),
            state("error", view! { <p class="field-error">"Type both times in full."</p> }),
            state("key", view! { <kbd>"Shift"</kbd> }),
            state("quotation", view! { <blockquote>"Rate limit exceeded"</blockquote> }),
        ]
        .collect_view(),
    )
}

fn dots() -> AnyView {
    let known = StateKind::ALL.map(|kind| state(kind.label(), dot(Role::State(kind))));
    let others = (1..OTHER_COLOURS).map(|n| state("another", dot(state_role(StateKind::Other, n))));
    section("dot", (known.collect_view(), others.collect_view()))
}

fn swatches() -> AnyView {
    let states = StateKind::ALL.map(|kind| state(kind.label(), swatch(kind, Role::State(kind))));
    let looks =
        [(Look::Running, "still going on"), (Look::Carried, "carried in"), (Look::Mixed, "several states")];
    section(
        "swatch",
        (states.collect_view(), looks.map(|(look, words)| state(words, look_swatch(look))).collect_view()),
    )
}

fn segments() -> AnyView {
    let row = |chosen: usize| {
        let one = move |at: usize, label| segment("", label, at, move || chosen, |_| ());
        view! { <Segmented label="Figures of">{one(0, "Range")}{one(1, "View")}{one(2, "Selection")}</Segmented> }
    };
    section("segmented", [state("the first", row(0)), state("the last", row(2))].collect_view())
}

fn progress() -> AnyView {
    let bar =
        |share: f64| view! { <div class="gallery-bar"><Progress label="Loading" share=move || share/></div> };
    section(
        "progress",
        [state("begun", bar(0.0)), state("on its way", bar(0.4)), state("done", bar(1.0))].collect_view(),
    )
}

fn notices() -> AnyView {
    let note = UserMessage {
        title: "Only a part was loaded".to_owned(),
        text: "The limit of pages was reached. What came is shown; the rest can be loaded too.".to_owned(),
        quote: None,
        correlation_id: None,
        action: Action::MorePages,
        topic: None,
        is_error: false,
    };
    let error = UserMessage {
        title: "Some pages could not be fetched".to_owned(),
        text: "The API answered with an error. Try again in a minute.".to_owned(),
        quote: Some("Upstream request timeout".to_owned()),
        correlation_id: Some("1f0c-77".to_owned()),
        action: Action::Resume,
        topic: Some(Topic::Connection),
        is_error: true,
    };
    let missing = vec!["Page 3: status 504".to_owned(), "Page 4: status 504".to_owned()];
    section(
        "notice",
        [
            state("note", view! { <Notice message=note><button type="button" class="button primary">"Load more pages"</button></Notice> }),
            state("error", view! { <Notice message=error missing><button type="button" class="button primary">"Resume"</button></Notice> }),
        ]
        .collect_view(),
    )
}

fn table() -> AnyView {
    let rows = [("Ready", "3 h 5 min"), ("Not ready", "1 h 20 min")]
        .map(|(name, time)| view! { <tr><th scope="row">{name}</th><td>{time}</td></tr> });
    let table = view! { <table><TableHead columns=&[("State", ""), ("Time", "h:mm:ss")]/><tbody>{rows.collect_view()}</tbody></table> };
    section("table", state("two rows", table))
}
