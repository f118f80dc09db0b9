//! Limits to be changed: a sentence each, with what it is about here.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::browser::clipboard;
use crate::app::browser::lazy::lazy;
use crate::app::limits::draft::{Draft, Kind, place};
use crate::app::limits::entry::{Entry, Field};
use crate::app::limits::sources::InForce;
use crate::app::session::Session;
use crate::app::view_state::ViewState;
use crate::app::words::limits_editor as words;
use crate::ui::limits::rules::about;
use crate::ui::parts::rules_sheet::{RulesSheet, SheetWords, save_rules};
use data::rules::format;
use model::limits::{Preset, Rules, matches};

/// What the sheet's parts share.
#[derive(Clone, Copy)]
struct Sheet {
    session: Session,
    draft: RwSignal<Draft>,
    remember: RwSignal<bool>,
    /// What was said last.
    told: RwSignal<&'static str>,
}

impl Sheet {
    fn with<T>(self, key: usize, work: impl FnOnce(&Entry) -> T) -> Option<T> {
        self.draft.with(|draft| draft.entries.iter().find(|entry| entry.key == key).map(work))
    }

    fn change(self, key: usize, work: impl FnOnce(&mut Entry)) {
        self.told.set("");
        self.draft.update(|draft| {
            if let Some(entry) = draft.entries.iter_mut().find(|entry| entry.key == key) {
                work(entry);
            }
        });
    }

    fn is_wrong(self, key: usize, field: Field) -> bool {
        self.with(key, |entry| entry.is_on && entry.rule() == Err(field)).unwrap_or(false)
    }

    /// Puts what is typed in force; the rules, if all of them can be understood.
    fn apply(self) -> Option<Rules> {
        let rules = untrack(|| self.draft.with(Draft::rules)).ok()?;
        let shown = self.session.shown;
        if shown.limits.with_untracked(|limits| *limits.rules != rules) {
            shown.rules.update(|sources| sources.change(&rules));
        }
        if self.remember.get_untracked() {
            self.session.keep_limits(Some(&rules));
        } else if is_kept(shown) {
            self.session.keep_limits(None);
        }
        Some(rules)
    }

    fn save(self) {
        if let Ok(rules) = untrack(|| self.draft.with(Draft::rules)) {
            self.told.set(save_rules(&format(&rules), "rules.json", words::SAVED));
        }
    }

    fn copy(self) {
        if self.apply().is_none() {
            return;
        }
        if self.session.shown.limits.with_untracked(InForce::is_too_long) {
            self.told.set(words::TOO_LONG_FOR_A_LINK);
            return;
        }
        let Some(link) = self.session.address_to_copy() else {
            self.told.set(words::NO_LINK_TO_FILES);
            return;
        };
        spawn_local(async move {
            let copied = clipboard::copy_text(&link).await;
            self.told.set(if copied { words::LINK_COPIED } else { words::COPYING_REFUSED });
        });
    }
}

/// Whether this computer keeps limits.
fn is_kept(shown: ViewState) -> bool {
    shown.rules.with_untracked(|sources| sources.beneath.is_kept())
}

fn field(sheet: Sheet, key: usize, field: Field, label: &'static str) -> impl IntoView {
    let typed = move || sheet.with(key, |entry| entry.typed(field).to_owned()).unwrap_or_default();
    view! {
        <input
            type="text"
            class:names=field == Field::Names
            aria-label=label
            title=label
            autocomplete="off"
            spellcheck="false"
            aria-invalid=move || sheet.is_wrong(key, field).then_some("true")
            prop:value=typed
            on:input=move |event| sheet.change(key, |entry| entry.set(field, event_target_value(&event)))
        />
    }
}

/// What a rule is about here.
fn meant(sheet: Sheet, key: usize) -> impl Fn() -> String {
    move || {
        let Some(Ok(rule)) = sheet.with(key, Entry::rule) else {
            return words::NOT_UNDERSTOOD.to_owned();
        };
        let rules = Rules { list: vec![rule], ..Rules::default() };
        let catalog = sheet.session.shown.data.with(|data| data.as_ref().map(|data| data.catalog.clone()));
        let Some(catalog) = catalog else { return String::new() };
        matches(&rules, &catalog).first().map(|matched| about(matched, &catalog)).unwrap_or_default()
    }
}

fn entry(sheet: Sheet, key: usize) -> impl IntoView {
    let Some((sentence, steps)) = untrack(|| sheet.with(key, |entry| (entry.sentence(), entry.steps())))
    else {
        return ().into_any();
    };
    let is_on = move || sheet.with(key, |entry| entry.is_on).unwrap_or(false);
    let names = sentence.names.map(|label| field(sheet, key, Field::Names, label));
    let amount = sentence.amount.map(|before| {
        view! { <span>{before}</span> {field(sheet, key, Field::Amount, words::LIMIT)} <span>{sentence.behind}</span> }
    });
    let pause = sentence.has_pause.then(
        || view! { <span>{words::COUNTING_PAUSES_FROM}</span> {field(sheet, key, Field::Pause, words::SHORTEST_PAUSE)} },
    );
    let grace = sentence.has_grace.then(
        || view! { <span>{words::FORGIVE_UP_TO}</span> {field(sheet, key, Field::Grace, words::FORGIVEN)} },
    );
    let steps = steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view();
    view! {
        <li class="limit-entry" class:off=move || !is_on()>
            <div class="limit-sentence">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=is_on
                        on:change=move |event| sheet.change(key, |entry| entry.is_on = event_target_checked(&event))
                    />
                    {sentence.about}
                </label>
                {names}
                {amount}
                {pause}
                {grace}
                <button
                    type="button"
                    class="link"
                    aria-label=words::remove(sentence.about)
                    on:click=move |_| sheet.draft.update(|draft| draft.remove(key))
                >
                    {words::REMOVE}
                </button>
            </div>
            <ul class="limit-steps">{steps}</ul>
            <p class="hint">{meant(sheet, key)}</p>
        </li>
    }
    .into_any()
}

/// What can be added.
fn adding(sheet: Sheet) -> impl IntoView {
    let kinds = Kind::ALL.map(|(kind, words)| {
        let add = move |_| sheet.draft.update(|draft| draft.add(kind));
        view! { <button type="button" class="button" on:click=add>{words}</button> }
    });
    let presets = Preset::ALL.map(|preset| {
        let add = move |_| sheet.draft.update(|draft| draft.add_preset(preset));
        view! { <button type="button" class="button" on:click=add>{place(preset)}</button> }
    });
    view! {
        <div class="limit-adding" role="group" aria-label=words::ADD_A_LIMIT>{words::ADD} {kinds.collect_view()}</div>
        <div class="limit-adding" role="group" aria-label=words::ADD_OF_LAW>
            {words::OF_LAW_FOR} {presets.collect_view()}
            <p class="hint">
                {words::NO_ADVICE}
            </p>
        </div>
    }
}

lazy! { rare:
    /// The code of the sheet, which is closed by setting what it is given.
    pub(super) fn editor() -> fn(Session, RwSignal<bool>) -> AnyView {
        |session, is_open| view! { <Editor session is_open/> }.into_any()
    }
}

/// The sheet.
#[component]
pub fn Editor(
    /// What the page does.
    session: Session,
    /// Whether the sheet is there.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let shown = session.shown;
    let draft = shown.limits.with_untracked(|limits| Draft::new(&limits.rules));
    let (draft, remember) = (RwSignal::new(draft), RwSignal::new(is_kept(shown)));
    let told = RwSignal::new("");
    let sheet = Sheet { session, draft, remember, told };
    let keys =
        Memo::new(move |_| draft.with(|draft| draft.entries.iter().map(|e| e.key).collect::<Vec<_>>()));
    let wrong = Memo::new(move |_| draft.with(|draft| draft.rules().is_err()));
    let notes = untrack(|| draft.with(Draft::notes));
    let notes = notes.into_iter().map(|note| view! { <p class="hint">{note}</p> }).collect_view();
    let says = SheetWords {
        class: "modal limits-sheet",
        testid: "limits-editor",
        id: "limits-sheet-title",
        title: words::LIMITS,
        about: words::ABOUT,
        remember: words::REMEMBER,
        wrong: words::NOT_UNDERSTOOD_ALL,
    };
    let buttons = view! {
        <button type="button" class="button" disabled=wrong on:click=move |_| sheet.save()>{words::SAVE_AS_RULES_JSON}</button>
        <button type="button" class="button" disabled=wrong on:click=move |_| sheet.copy()>{words::APPLY_AND_COPY_LINK}</button>
    }
    .into_any();
    let apply = Callback::new(move |()| sheet.apply().is_some());
    view! {
        <RulesSheet says remember told wrong apply buttons is_open>
            {notes}
            <ul class="limit-entries">
                <For each=move || keys.get() key=|key| *key children=move |key| entry(sheet, key)/>
            </ul>
            {adding(sheet)}
        </RulesSheet>
    }
    .into_any()
}
