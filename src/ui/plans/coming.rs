//! How the fetching of schedules goes, and what came of it.

use leptos::prelude::*;

use crate::app::messages::{Action, schedules_coming};
use crate::app::session::Session;
use crate::app::words::schedules as words;
use crate::ui::parts::notice::Notice;
use crate::ui::show::Show;

/// A line while schedules are fetched; a notice where they did not come.
#[component]
pub fn Coming(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let (coming, fetched) = (session.schedules.coming, session.schedules.fetched);
    let words = move || coming.with(|coming| coming.as_ref().map(schedules_coming));
    let notice = move || {
        fetched.get().map(|message| {
            let can_resume = message.action == Action::Resume;
            let resume = can_resume.then(|| {
                let resume = move |_| session.resume_schedules();
                view! { <button type="button" class="button" on:click=resume>{words::FETCH_SCHEDULES_AGAIN}</button> }
            });
            view! { <Notice message testid="schedules-message">{resume}</Notice> }
        })
    };
    view! {
        <Show when=move || coming.with(Option::is_some)>
            <div class="loading panel" data-testid="schedules-progress">
                <div class="loading-line">
                    <p role="status">{words}</p>
                    <button type="button" class="button" on:click=move |_| session.cancel_schedules()>{words::CANCEL}</button>
                </div>
            </div>
        </Show>
        {notice}
    }
    .into_any()
}
