//! A sheet that rules are changed on: put in force, kept on this computer, saved as a file.

use leptos::prelude::*;

use crate::app::browser::download::File;
use crate::app::words::rules_sheet as words;
use crate::ui::parts::modal::{Dialog, Modal, Name};
use crate::ui::show::Show;

/// What a sheet is called, and what it says beside the rules.
#[derive(Clone, Copy)]
pub struct SheetWords {
    /// Its classes.
    pub class: &'static str,
    /// What tests find it by.
    pub testid: &'static str,
    /// The id of its heading.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What the rules are for.
    pub about: &'static str,
    /// What this computer is asked to keep.
    pub remember: &'static str,
    /// What is said where not all can be understood.
    pub wrong: &'static str,
}

/// Saves rules as a file: what is to be said of it.
pub fn save_rules(text: &str, name: &str, saved: &'static str) -> &'static str {
    let file = File::default();
    file.text(text);
    if file.save(name, "application/json") { saved } else { words::SAVING_REFUSED }
}

/// The sheet.
#[component]
pub fn RulesSheet(
    /// What it is called.
    says: SheetWords,
    /// Whether this computer is to keep the rules.
    remember: RwSignal<bool>,
    /// What was said last.
    told: RwSignal<&'static str>,
    /// Whether something cannot be understood.
    #[prop(into)]
    wrong: Signal<bool>,
    /// Puts what is typed in force, and says whether it could be.
    apply: Callback<(), bool>,
    /// What else can be done with the rules.
    buttons: AnyView,
    /// Whether the sheet is there.
    is_open: RwSignal<bool>,
    children: Children,
) -> impl IntoView {
    let modal = Modal::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if apply.run(()) {
            modal.close();
        }
    };
    view! {
        <Dialog
            modal
            class=says.class
            testid=says.testid
            name=Name::Heading(says.id)
            closed=Callback::new(move |()| is_open.set(false))
        >
            <form on:submit=submit>
                <h2 id=says.id>{says.title}</h2>
                <p class="hint">
                    {says.about}
                </p>
                {children()}
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || remember.get()
                        on:change=move |event| remember.set(event_target_checked(&event))
                    />
                    {says.remember}
                </label>
                <div class="limits-sheet-foot">
                    <p role="status">{move || told.get()}</p>
                    <Show when=move || wrong.get()>
                        <p class="field-error">{says.wrong}</p>
                    </Show>
                    {buttons}
                    <button type="button" class="button" on:click=move |_| modal.close()>{words::CANCEL}</button>
                    <button type="submit" class="button primary" disabled=move || wrong.get()>{words::APPLY}</button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
