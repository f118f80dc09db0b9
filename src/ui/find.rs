//! Find: one field for whatever is there.

mod choosing;
mod searching;
mod steps;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::app::aid::Aid;
use crate::app::find::offers::{Act, Group, Offer};
use crate::app::find::steps::Steps;
use crate::app::view_state::ViewState;
use crate::app::words::find as words;
use crate::ui::parts::aria;
use crate::ui::parts::modal::{Dialog, Modal, Name};
use crate::ui::show::Show;
use choosing::choose;
use model::format::number;
use searching::found;
pub use steps::StepBar;

/// What can be typed, for who has typed nothing yet.
const EXAMPLES: [(&str, &str); 6] = [
    (words::EXAMPLE_NAME, words::FINDS_NAME),
    (words::EXAMPLE_STATE, words::FINDS_STATE),
    (words::EXAMPLE_LENGTH, words::FINDS_LENGTH),
    (words::EXAMPLE_TIME, words::FINDS_TIME),
    (words::EXAMPLE_DAY, words::FINDS_DAY),
    (words::EXAMPLE_ZONE, words::FINDS_ZONE),
];

/// What the parts of the dialog share.
#[derive(Clone, Copy)]
struct Finder {
    shown: ViewState,
    typed: RwSignal<String>,
    groups: Memo<Vec<Group>>,
    /// The result that Enter takes.
    at: RwSignal<usize>,
    /// What is stepped along.
    steps: RwSignal<Option<Steps>>,
    /// Takes the dialog away.
    close: Callback<()>,
}

fn option_id(place: usize) -> String {
    format!("find-result-{place}")
}

impl Finder {
    fn count(self) -> usize {
        self.groups.with(|groups| groups.iter().map(|group| group.offers.len()).sum())
    }

    fn act(self, place: usize) -> Option<Act> {
        self.groups.with_untracked(|groups| {
            groups.iter().flat_map(|group| &group.offers).nth(place).map(|offer| offer.act.clone())
        })
    }

    fn take(self, place: usize) {
        if let Some(act) = self.act(place) {
            self.close.run(());
            choose(self.shown, self.steps, act);
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let (at, count) = (self.at.get_untracked(), untrack(|| self.count()));
        let next = match event.key().as_str() {
            "ArrowDown" if count > 0 => (at + 1) % count,
            "ArrowUp" if count > 0 => (at + count - 1) % count,
            "Enter" => return self.take(at),
            _ => return,
        };
        event.prevent_default();
        self.at.set(next);
        let option = document().get_element_by_id(&option_id(next));
        if let Some(option) = option {
            let near = web_sys::ScrollIntoViewOptions::new();
            near.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&near);
        }
    }

    fn option(self, place: usize, offer: Offer) -> impl IntoView {
        view! {
            <div
                id=option_id(place)
                class="find-result"
                role="option"
                aria-selected=move || aria(self.at.get() == place)
                on:pointerdown=|event| event.prevent_default()
                on:click=move |_| self.take(place)
            >
                <span class="find-label">{offer.label}</span>
                <span class="find-detail">{offer.detail}</span>
                <span class="find-figure">{offer.figure}</span>
            </div>
        }
    }

    fn group(self, first: usize, group: Group) -> impl IntoView {
        let (word, title) = group.kind.words();
        let (id, count) = (format!("find-{word}"), group.count_words());
        let labelled = id.clone();
        let options = group.offers.into_iter().enumerate();
        let options = options.map(|(place, offer)| self.option(first + place, offer)).collect_view();
        view! {
            <div role="group" aria-labelledby=labelled data-kind=word data-count=group.count>
                <p class="find-head" role="presentation" id=id>{title}" "<small>{count}</small></p>
                {options}
            </div>
        }
    }

    /// What is said of the results.
    fn words(self) -> String {
        if self.typed.with(|typed| typed.trim().is_empty()) {
            return String::new();
        }
        let all: usize = self.groups.with(|groups| groups.iter().map(|group| group.count).sum());
        match all {
            0 => words::NOTHING_FOUND.to_owned(),
            1 => words::ONE_RESULT.to_owned(),
            _ => words::results(number(all)),
        }
    }
}

/// Examples, as long as nothing is found.
fn examples(finder: Finder) -> impl IntoView {
    let try_it = move |text: &'static str| {
        move |_| {
            finder.typed.set(text.to_owned());
            finder.at.set(0);
        }
    };
    EXAMPLES
        .map(|(text, about)| {
            view! {
                <li>
                    <button type="button" class="link" on:click=try_it(text)>{text}</button>
                    <span class="remark">{about}</span>
                </li>
            }
        })
        .collect_view()
}

/// What the dialog holds.
#[component]
pub fn FindBox(
    /// What is being looked at.
    shown: ViewState,
    /// What is typed.
    typed: RwSignal<String>,
    /// Whether anybody looks: nothing is searched else.
    is_open: Memo<bool>,
    /// What is stepped along.
    steps: RwSignal<Option<Steps>>,
    /// The field.
    input: NodeRef<html::Input>,
    /// Takes the dialog away.
    close: Callback<()>,
) -> impl IntoView {
    let groups = found(shown, typed, is_open);
    let finder = Finder { shown, typed, groups, at: RwSignal::new(0), steps, close };
    let nothing = Memo::new(move |_| groups.with(Vec::is_empty));
    let results = move || {
        let mut first = 0;
        let view = |group: Group| {
            let place = first;
            first += group.offers.len();
            finder.group(place, group)
        };
        groups.get().into_iter().map(view).collect_view()
    };
    view! {
        <div class="find-box">
            <div class="find-field">
                <input
                    type="text"
                    role="combobox"
                    aria-label=words::FIND
                    aria-autocomplete="list"
                    aria-controls="find-results"
                    aria-expanded=move || aria(!nothing.get())
                    aria-activedescendant=move || (!nothing.get()).then(|| option_id(finder.at.get()))
                    placeholder=words::PLACEHOLDER
                    autocomplete="off"
                    spellcheck="false"
                    enterkeyhint="go"
                    node_ref=input
                    prop:value=move || typed.get()
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        finder.at.set(0);
                    }
                    on:keydown=move |event| finder.on_key(&event)
                />
                <button type="button" class="button icon" aria-label=words::CLOSE on:click=move |_| close.run(())>"✕"</button>
            </div>
            <div id="find-results" class="find-results" role="listbox" aria-label=words::RESULTS hidden=move || nothing.get()>
                {results}
            </div>
            <p class="find-none remark" role="status" class:visually-hidden=move || !nothing.get()>{move || finder.words()}</p>
            <Show when=move || nothing.get()>
                <ul class="find-examples" aria-label=words::WHAT_CAN_BE_FOUND>{examples(finder)}</ul>
            </Show>
        </div>
    }
    .into_any()
}

/// The dialog, and the bar that steps along what was found.
#[component]
pub fn Find(
    /// What is being looked at.
    shown: ViewState,
    /// What is called up; nothing again when the dialog is closed.
    asked: RwSignal<Option<Aid>>,
) -> impl IntoView {
    let (typed, steps) = (RwSignal::new(String::new()), RwSignal::new(None));
    let is_open = Memo::new(move |_| asked.get() == Some(Aid::Find));
    let (modal, input) = (Modal::new(), NodeRef::<html::Input>::new());
    let opened = move |()| {
        if let Some(input) = input.get_untracked() {
            input.select();
        }
    };
    view! {
        <Dialog
            modal
            class="modal find"
            testid="find-dialog"
            name=Name::Words(words::FIND)
            when=is_open
            opened=Callback::new(opened)
            light=true
            closed=Callback::new(move |()| asked.set(None))
        >
            <FindBox shown typed is_open steps input close=modal.closing()/>
        </Dialog>
        <StepBar shown steps/>
    }
    .into_any()
}
