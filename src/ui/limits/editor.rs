//! Limits to be changed: a sentence each, with what it is about here.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::browser::clipboard;
use crate::app::browser::download::File;
use crate::app::limits::draft::{Draft, Kind, place};
use crate::app::limits::entry::{Entry, Field};
use crate::app::limits::sources::{InForce, Sources};
use crate::app::session::Session;
use crate::ui::limits::rules::about;
use crate::ui::parts::modal::modal;
use crate::ui::show::Show;
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
        let is_kept = shown.rules.with_untracked(Sources::is_kept);
        if self.remember.get_untracked() {
            self.session.keep_limits(Some(&rules));
        } else if is_kept {
            self.session.keep_limits(None);
        }
        Some(rules)
    }

    fn save(self) {
        if let Ok(rules) = untrack(|| self.draft.with(Draft::rules)) {
            let file = File::default();
            file.text(&format(&rules));
            let saved = file.save("rules.json", "application/json");
            self.told.set(if saved { "Saved as rules.json." } else { "The browser refused to save it." });
        }
    }

    fn copy(self) {
        if self.apply().is_none() {
            return;
        }
        if self.session.shown.limits.with_untracked(InForce::is_too_long) {
            self.told.set("These limits are too long for a link. Save rules.json and send that.");
            return;
        }
        let Some(link) = self.session.address_to_copy() else {
            self.told.set("No link leads to files. Save rules.json and send that with them.");
            return;
        };
        spawn_local(async move {
            let copied = clipboard::copy_text(&link).await;
            self.told.set(if copied { "Link copied." } else { "The browser refused to copy it." });
        });
    }
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
            return "This cannot be understood yet: see the marked field.".to_owned();
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
        view! { <span>{before}</span> {field(sheet, key, Field::Amount, "Limit")} <span>{sentence.behind}</span> }
    });
    let pause = sentence.has_pause.then(
        || view! { <span>"counting pauses from"</span> {field(sheet, key, Field::Pause, "Shortest pause")} },
    );
    let grace = sentence
        .has_grace
        .then(|| view! { <span>"forgive up to"</span> {field(sheet, key, Field::Grace, "Forgiven")} });
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
                    aria-label=format!("Remove: {}", sentence.about)
                    on:click=move |_| sheet.draft.update(|draft| draft.remove(key))
                >
                    "Remove"
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
        <div class="limit-adding" role="group" aria-label="Add a limit">"Add: " {kinds.collect_view()}</div>
        <div class="limit-adding" role="group" aria-label="Add what law is said to ask for">
            "Pauses and rest that people mention for: " {presets.collect_view()}
            <p class="hint">
                "No advice: these come from second-hand sources, and law has more conditions than such rules."
            </p>
        </div>
    }
}

/// The sheet.
#[component]
pub(super) fn Editor(
    /// What the page does.
    session: Session,
    /// Whether the sheet is there.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let shown = session.shown;
    let draft = shown.limits.with_untracked(|limits| Draft::new(&limits.rules));
    let is_kept = shown.rules.with_untracked(Sources::is_kept);
    let (draft, remember) = (RwSignal::new(draft), RwSignal::new(is_kept));
    let sheet = Sheet { session, draft, remember, told: RwSignal::new("") };
    let dialog = NodeRef::<html::Dialog>::new();
    let close = modal(dialog);
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if sheet.apply().is_some() {
            close();
        }
    };
    let keys =
        Memo::new(move |_| draft.with(|draft| draft.entries.iter().map(|e| e.key).collect::<Vec<_>>()));
    let faults = Memo::new(move |_| draft.with(|draft| draft.rules().err().map_or(0, |faults| faults.len())));
    let wrong = move || faults.get() > 0;
    let notes = untrack(|| draft.with(Draft::notes));
    let notes = notes.into_iter().map(|note| view! { <p class="hint">{note}</p> }).collect_view();
    view! {
        <dialog
            class="limits-sheet"
            aria-labelledby="limits-sheet-title"
            data-testid="limits-editor"
            node_ref=dialog
            on:close=move |_| is_open.set(false)
        >
            <form on:submit=apply>
                <h2 id="limits-sheet-title">"Limits"</h2>
                <p class="hint">
                    "What is over its limit by no more than is forgiven does not count; beyond that the overrun counts from the \
                     limit. Words fit reasons in which they stand; ! before a word leaves reasons out, * stands for any letters."
                </p>
                {notes}
                <ul class="limit-entries">
                    <For each=move || keys.get() key=|key| *key children=move |key| entry(sheet, key)/>
                </ul>
                {adding(sheet)}
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || remember.get()
                        on:change=move |event| remember.set(event_target_checked(&event))
                    />
                    "Remember these limits on this computer"
                </label>
                <div class="limits-sheet-foot">
                    <p role="status">{move || sheet.told.get()}</p>
                    <Show when=wrong>
                        <p class="field-error">"Some limits that are on cannot be understood: see the marked fields."</p>
                    </Show>
                    <button type="button" class="button" disabled=wrong on:click=move |_| sheet.save()>"Save as rules.json"</button>
                    <button type="button" class="button" disabled=wrong on:click=move |_| sheet.copy()>"Apply and copy link"</button>
                    <button type="button" class="button" on:click=move |_| close()>"Cancel"</button>
                    <button type="submit" class="button primary" disabled=wrong>"Apply"</button>
                </div>
            </form>
        </dialog>
    }
    .into_any()
}
