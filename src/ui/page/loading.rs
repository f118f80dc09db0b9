//! How a load goes: its progress. What went wrong, and what a person can do about it, is code of its own.

mod last_seen;
mod trouble;

use leptos::prelude::*;

use crate::app::session::{Session, Status};
use crate::app::words::loading as words;
use crate::ui::foreign::foreign;
use crate::ui::lately::when_wanted;
use crate::ui::parts::progress::Progress;
use crate::ui::show::Show;
use data::fetch::FetchState;
use model::format::number;

/// `Page 3 of about 12 · 3,000 records`.
fn progress_words(status: &Status) -> String {
    let progress = &status.progress;
    let pages = match progress.estimated_pages() {
        _ if progress.pages == 0 => words::CONNECTING.to_owned(),
        _ if status.archive.as_ref().is_some_and(|told| told.from_api.is_none()) => {
            words::parts_of_files(number(progress.pages), number(progress.series))
        }
        Some(all) if all > progress.pages => words::pages_of_about(number(progress.pages), number(all)),
        _ if progress.pages == 1 => words::ONE_PAGE.to_owned(),
        _ => words::pages(number(progress.pages)),
    };
    let records = match progress.rows {
        0 => String::new(),
        rows => words::and_records(number(rows)),
    };
    format!("{pages}{records}")
}

/// Whether a load is no plain success, nor on its way to one.
fn is_troubled(status: &Status) -> bool {
    match status.state {
        FetchState::Running => false,
        FetchState::Finished => {
            status.progress.rows == 0 || status.archive.as_ref().is_some_and(|told| !told.is_nothing())
        }
        _ => true,
    }
}

/// The heading where no answer came yet, or none at all: what was asked.
#[component]
fn AskedFor(session: Session) -> impl IntoView {
    let is_nothing = Memo::new(move |_| {
        session.shown.data.with(Option::is_none)
            || session.status.with(|s| s.as_ref().is_some_and(|s| s.pages == 0))
    });
    let asked = move || session.asked().filter(|_| is_nothing.get());
    move || {
        asked().map(|(who, when)| view! { <h1 class="answer-head"><b>{foreign(&who)}</b>" · "{when}</h1> })
    }
}

/// Progress while it loads; afterwards what is missing and how to get it.
#[component]
pub fn Loading(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let under_way = Memo::new(move |_| {
        session.status.with(|status| status.as_ref().is_some_and(|s| s.state.is_under_way() && !s.is_refresh))
    });
    let words = move || session.status.with(|status| status.as_ref().map(progress_words));
    let share = move || session.status.with(|status| status.as_ref().map_or(0.0, |s| s.progress.share));
    let has_trouble =
        Memo::new(move |_| session.status.with(|status| status.as_ref().is_some_and(is_troubled)));
    let (trouble, missing) = when_wanted(move || has_trouble.get(), trouble::trouble);
    let pause = move || {
        let trouble = trouble.get()?;
        session.status.with(|status| (trouble.pause)(status.as_ref()?))
    };
    view! {
        <AskedFor session/>
        <Show when=move || under_way.get()>
            <div class="loading panel" data-testid="progress">
                <Progress label=words::LOADING share/>
                <div class="loading-line">
                    <p role="status">{words}{pause}</p>
                    {move || trouble.get().map(|trouble| (trouble.countdown)(session))}
                    <button type="button" class="button" data-testid="cancel" on:click=move |_| session.cancel()>{words::CANCEL}</button>
                </div>
            </div>
        </Show>
        {move || trouble.get().map(|trouble| (trouble.view)(session))}
        {missing}
    }
    .into_any()
}
