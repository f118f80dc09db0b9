//! What states and reasons are called, what they mean, and their colours: which map of them is in force, and a small
//! editor.

pub(super) mod editor;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::messages::code_missing;
use crate::app::session::Session;
use crate::app::states::InForce;
use crate::app::words::states_editor as words;
use crate::ui::parts::notice::Notice;
use crate::ui::show::Show;
use editor::Editor;

/// Which map is in force, and the way to the editor.
#[component]
pub fn StatesLine(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let editor = RwSignal::new(None::<Editor>);
    let missing = RwSignal::new(false);
    let open = move |_| {
        spawn_local(async move {
            let came = editor::editor().await.ok();
            missing.try_set(came.is_none());
            editor.try_set(came);
        });
    };
    let close = Callback::new(move |()| editor.set(None));
    let dialog = move || editor.get().map(|editor| editor(session, close));
    let words = move || session.states.with(InForce::words);
    let error =
        move || session.states_error.with(|error| error.as_ref().map(crate::app::messages::states_error));
    view! {
        <p class="states-line">
            <span role="status">{words}</span>
            <span class="field-error">{error}</span>
            <button type="button" class="link" on:click=open>{words::NAME_STATES}</button>
        </p>
        {dialog}
        <Show when=move || missing.get()>
            <Notice message=code_missing()>
                <button type="button" class="button" on:click=open>{words::TRY_AGAIN}</button>
            </Notice>
        </Show>
    }
    .into_any()
}
