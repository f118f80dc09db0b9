//! A modal dialog that is open as long as it is there.

use leptos::html;
use leptos::prelude::*;

use crate::app::view_state::effect::effect;

/// Opens the dialog when it comes. What is given closes it, which gives the focus back to where it was.
pub fn modal(dialog: NodeRef<html::Dialog>) -> impl Fn() + Copy + Send + Sync + 'static {
    effect(move || {
        if let Some(dialog) = dialog.get() {
            // Only one that is open already refuses.
            let _ = dialog.show_modal();
        }
    });
    move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    }
}
