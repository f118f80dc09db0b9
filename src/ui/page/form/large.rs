//! What is too much to be loaded from an archive without a question: agents × days first.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::change;
use crate::app::browser::lazy::lazy;
use crate::app::messages::{archive_error, large_archive as message};
use crate::app::session::Session;
use crate::app::words::form as form_words;
use crate::app::words::sums as words;
use crate::ui::page::sums::table;
use crate::ui::parts::notice::Notice;
use crate::ui::parts::progress::Progress;
use data::archive::ArchiveError;
use model::format::number;

lazy! { archive:
    /// What asks.
    pub(super) fn large_archive() -> fn(Session) -> AnyView {
        |session| view! { <LargeArchive session/> }.into_any()
    }
}

/// How the loading of sums goes.
#[derive(Clone)]
struct Summing {
    /// Parts of files that are here, and all of them; none at all before it has begun.
    told: RwSignal<(usize, usize)>,
    is_loading: RwSignal<bool>,
    failed: RwSignal<Option<ArchiveError>>,
}

impl Summing {
    fn new() -> Self {
        let (told, is_loading) = (RwSignal::new((0, 0)), RwSignal::new(false));
        Self { told, is_loading, failed: RwSignal::new(None) }
    }

    fn begin(&self, session: Session) {
        let Self { told, is_loading, failed } = self.clone();
        is_loading.set(true);
        failed.set(None);
        spawn_local(async move {
            let came = session.load_sums(told).await;
            is_loading.try_set(false);
            match came {
                Some(Ok(sums)) => {
                    let sums = Arc::new(sums);
                    session.show_sums(Arc::new(move |session| table(session, sums.clone())));
                }
                Some(Err(error)) => drop(failed.try_set(Some(error))),
                None => {}
            }
        });
    }
}

#[component]
fn LargeArchive(session: Session) -> impl IntoView {
    let summing = Summing::new();
    let Summing { told, is_loading, failed } = summing.clone();
    let begin = Callback::new(move |()| summing.begin(session));
    let share = move || {
        let (done, all) = told.get();
        if all > 0 { done as f64 / all as f64 } else { 0.0 }
    };
    let progress = move || {
        is_loading.get().then(|| {
            let (done, all) = told.get();
            view! {
                <div class="loading" data-testid="progress">
                    <Progress label=words::FIGURES_FIRST share/>
                    <p role="status">{words::parts_of_files(number(done), number(all))}</p>
                </div>
            }
        })
    };
    let trouble = move || {
        failed.get().map(|error| {
            view! {
                <Notice message=archive_error(&error)>
                    <button type="button" class="button" on:click=move |_| begin.run(())>{words::TRY_AGAIN}</button>
                </Notice>
            }
        })
    };
    let records = session.large.with_untracked(|large| large.as_ref().and_then(|large| large.records));
    let notice = records.map(|records| {
        let said = message(records.count, records.bytes, records.is_too_much, records.sums);
        let first = records.sums.map(|_| {
            view! { <button type="button" class="button primary" data-testid="sum" on:click=move |_| begin.run(())>{words::FIGURES_FIRST}</button> }
        });
        let all = (!records.is_too_much).then(|| {
            view! { <button type="button" class="button" on:click=move |_| session.accept_large()>{form_words::LOAD_ALL_OF_IT}</button> }
        });
        view! {
            <div class="notice wide" role="alert" data-testid="large">
                <div class="notice-text"><h2>{said.title}</h2><p>{said.text}</p></div>
                <div class="notice-action">
                    {first}
                    {all}
                    <button type="button" class="button" on:click=move |_| change(session)>{form_words::CHANGE_THE_FORM}</button>
                </div>
            </div>
        }
    });
    view! { {notice}{progress}{trouble} }.into_any()
}
