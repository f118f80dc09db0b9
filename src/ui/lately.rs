//! Code that comes after the first picture, or when it is first wanted.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::browser::clock::sleep;
use crate::app::browser::lazy::Missing;
use crate::app::messages::code_missing;
use crate::app::view_state::ViewState;
use crate::app::view_state::effect::effect;
use crate::app::words::loading as words;
use crate::ui::parts::notice::Notice;

/// What `code`, of the part `late`, gives, once that part is here.
pub fn lately<C, F>(shown: ViewState, code: fn() -> F) -> Signal<Option<C>>
where
    C: Copy + Send + Sync + 'static,
    F: Future<Output = Result<C, Missing>> + 'static,
{
    let (here, is_missing) = (RwSignal::new(None), RwSignal::new(false));
    effect(move || {
        if shown.late.get() {
            fetch(here, is_missing, code);
        }
    });
    here.into()
}

fn fetch<C, F>(here: RwSignal<Option<C>>, is_missing: RwSignal<bool>, code: fn() -> F)
where
    C: Copy + Send + Sync + 'static,
    F: Future<Output = Result<C, Missing>> + 'static,
{
    spawn_local(async move {
        let came = code().await.ok();
        // Others wait for the same code: each has a task of its own. Whoever waited may have gone.
        sleep(0).await;
        is_missing.try_set(came.is_none());
        here.try_set(came);
    });
}

/// What `code` gives, which is fetched when it is first wanted, and what says that it does not come.
pub fn when_wanted<C, F>(
    is_wanted: impl Fn() -> bool + 'static,
    code: fn() -> F,
) -> (Signal<Option<C>>, impl Fn() -> Option<AnyView>)
where
    C: Copy + Send + Sync + 'static,
    F: Future<Output = Result<C, Missing>> + 'static,
{
    let (here, is_missing) = (RwSignal::new(None), RwSignal::new(false));
    effect(move || {
        if is_wanted() && here.with_untracked(Option::is_none) {
            fetch(here, is_missing, code);
        }
    });
    let again = move || fetch(here, is_missing, code);
    let notice = move || is_missing.get().then(|| not_here(Callback::new(move |()| again())));
    (here.into(), notice)
}

/// Says that code did not come.
pub fn not_here(again: Callback<()>) -> AnyView {
    view! {
        <Notice message=code_missing()>
            <button type="button" class="button" on:click=move |_| again.run(())>{words::TRY_AGAIN}</button>
        </Notice>
    }
    .into_any()
}
