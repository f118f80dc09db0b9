//! Code that comes after the first picture.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::browser::lazy::Missing;
use crate::app::view_state::ViewState;
use crate::app::view_state::effect::effect;

/// What `code`, of the part `late`, gives, once that part is here.
pub fn lately<C, F>(shown: ViewState, code: fn() -> F) -> Signal<Option<C>>
where
    C: Copy + Send + Sync + 'static,
    F: Future<Output = Result<C, Missing>> + 'static,
{
    let here = RwSignal::new(None);
    effect(move || {
        if shown.late.get() {
            spawn_local(async move {
                // Whoever waited may have gone.
                here.try_set(code().await.ok());
            });
        }
    });
    here.into()
}
