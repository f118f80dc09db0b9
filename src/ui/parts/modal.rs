//! A modal dialog: opened, named and closed the same way whatever it holds. Esc closes it, what stands in it may,
//! and so does a press beside it where nothing is lost by that. The browser gives the focus back to where it was.

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::app::view_state::effect::effect;

/// A dialog as what stands in it knows it.
#[derive(Clone, Copy, Default)]
pub struct Modal(NodeRef<html::Dialog>);

impl Modal {
    /// Of a dialog that is yet to come.
    pub fn new() -> Self {
        Self::default()
    }

    /// Closes it.
    pub fn close(self) {
        if let Some(dialog) = self.0.get_untracked() {
            dialog.close();
        }
    }

    /// The same, for what is handed on.
    pub fn closing(self) -> Callback<()> {
        Callback::new(move |()| self.close())
    }
}

/// What a dialog is called.
#[derive(Clone, Copy)]
pub enum Name {
    /// As this says.
    Words(&'static str),
    /// As the heading with this id.
    Heading(&'static str),
}

/// Whether a press was on the dialog, but beside the box that is seen of it.
fn is_beside(event: &MouseEvent) -> bool {
    let on = event.target().filter(|target| event.current_target().as_ref() == Some(target));
    on.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()).is_some_and(|dialog| {
        let (edges, x, y) =
            (dialog.get_bounding_client_rect(), f64::from(event.client_x()), f64::from(event.client_y()));
        x < edges.left() || x > edges.right() || y < edges.top() || y > edges.bottom()
    })
}

/// The dialog.
#[component]
pub fn Dialog(
    /// What closes it.
    modal: Modal,
    /// Its classes.
    class: &'static str,
    /// What tests find it by.
    testid: &'static str,
    /// What it is called.
    name: Name,
    /// It opens when this becomes so; without it, when it comes.
    #[prop(optional, into)]
    when: Option<Signal<bool>>,
    /// Told when it has opened.
    #[prop(optional)]
    opened: Option<Callback<()>>,
    /// Whether a press beside it closes it.
    #[prop(optional)]
    light: bool,
    /// Told when it has closed.
    closed: Callback<()>,
    children: Children,
) -> impl IntoView {
    effect(move || {
        if let (true, Some(dialog)) = (when.is_none_or(|when| when.get()), modal.0.get()) {
            // Only one that is open already refuses.
            let _ = dialog.show_modal();
            if let Some(opened) = opened {
                opened.run(());
            }
        }
    });
    // Whoever marks a text may let go beside the dialog.
    let pressed_beside = StoredValue::new(false);
    let (label, heading) = match name {
        Name::Words(words) => (Some(words), None),
        Name::Heading(id) => (None, Some(id)),
    };
    view! {
        <dialog
            class=class
            aria-label=label
            aria-labelledby=heading
            data-testid=testid
            node_ref=modal.0
            on:close=move |_| closed.run(())
            on:pointerdown=move |event| pressed_beside.set_value(is_beside(&event))
            on:click=move |event| if light && pressed_beside.get_value() && is_beside(&event) { modal.close() }
        >
            {children()}
        </dialog>
    }
    .into_any()
}
