//! Fields of the form: a label, an input, what is wrong with it.

use leptos::prelude::*;

use crate::app::form::Form as Filled;
use crate::app::messages::form_error;
use crate::app::session::Session;
use crate::app::target::Field;

/// What is wrong with a field.
pub fn problem(session: Session, field: Field) -> Option<String> {
    session.errors.with(|errors| errors.iter().find(|error| error.field() == field).map(form_error))
}

/// A label, its input, a hint, and what is wrong with it.
#[component]
pub fn Labelled(
    /// The page's state.
    session: Session,
    /// What is asked.
    field: Field,
    /// The id of the input.
    id: &'static str,
    /// Its label.
    label: &'static str,
    /// What is said below.
    #[prop(optional)]
    hint: &'static str,
    /// The input.
    children: Children,
) -> impl IntoView {
    let error = move || problem(session, field);
    view! {
        <div class="field" class:wrong=move || error().is_some()>
            <label for=id>{label}</label>
            {children()}
            <p class="hint" id=format!("{id}-hint")>{hint}</p>
            <p class="field-error" id=format!("{id}-error")>{error}</p>
        </div>
    }
    .into_any()
}

/// An input of the form's text.
pub fn text_input(
    session: Session,
    id: &'static str,
    kind: &'static str,
    placeholder: &'static str,
    field: Field,
    get: fn(&Filled) -> &String,
    set: fn(&mut Filled) -> &mut String,
) -> impl IntoView {
    view! {
        <input
            id=id
            name=id
            data-testid=id
            type=kind
            step=(kind == "datetime-local").then_some("1")
            placeholder=placeholder
            autocomplete="off"
            spellcheck="false"
            aria-describedby=format!("{id}-hint {id}-error")
            aria-invalid=move || problem(session, field).is_some().then_some("true")
            prop:value=move || session.form.with(|form| get(form).clone())
            on:input=move |event| session.form.update(|form| *set(form) = event_target_value(&event))
        />
    }
}
