//! Schedules beside what is shown: what came, whose it is, what is odd about it, and what is asked about files.
//!
//! ```text
//! told      12 agents, 3 – 9 Nov, 245 activities from plan.csv  [Remove]
//! names     3 names of the schedule match nobody                [choose an agent]
//! coming    Fetching schedules: 12 of 60 answers                [Cancel]
//! ask       is this a schedule?  which column is what?
//! findings  what is odd, for data quality
//! ```

pub mod ask;
mod coming;
pub mod findings;
mod names;
mod told;

use leptos::prelude::*;

use crate::app::browser::lazy::lazy;
use crate::app::plans::Origin;
use crate::app::session::Session;
use crate::app::words::schedules as words;
use crate::ui::parts::notice::Notice;
use crate::ui::show::Show;
use coming::Coming;
use names::Names;
use told::lines;

/// What draws schedules above what is shown.
pub type Draw = fn(Session) -> AnyView;

lazy! { late:
    /// The code of that.
    pub fn schedules() -> Draw {
        |session| view! { <Schedules session/> }.into_any()
    }
}

/// Whether there is anything to be said of schedules.
pub fn has_news(session: Session) -> bool {
    let schedules = session.schedules;
    schedules.told.with(|told| !told.is_empty())
        || schedules.of_host.with(|told| !told.is_empty())
        || schedules.coming.with(Option::is_some)
        || schedules.fetched.with(Option::is_some)
        || session.shown.plans.with(|plans| !plans.is_none())
}

/// Whether a schedule came from a file that the person opened.
fn is_own(origin: &Origin) -> bool {
    matches!(origin, Origin::File(_))
}

/// What the person's own files brought, and how the fetching of others goes.
#[component]
pub fn Schedules(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let has_own =
        move || session.shown.plans.with(|plans| plans.sources().iter().any(|one| is_own(&one.origin)));
    let messages = move || {
        let schedules = session.schedules;
        let all = schedules.told.get().into_iter().chain(schedules.of_host.get());
        all.map(|message| view! { <Notice message testid="schedules-message">""</Notice> }).collect_view()
    };
    view! {
        {messages}
        <Coming session/>
        <Show when=has_own>
            <section class="panel files-told" role="status" aria-label=words::SCHEDULES data-testid="schedules">
                {lines(session, is_own)}
                <Names session/>
            </section>
        </Show>
    }
    .into_any()
}

/// The schedules that came with what was loaded.
#[component]
pub fn LoadedSchedules(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let has = move |own: bool| {
        session.shown.plans.with(|plans| plans.sources().iter().any(|one| is_own(&one.origin) == own))
    };
    view! {
        <Show when=move || has(false)>
            <section class="panel files-told" aria-label=words::SCHEDULES data-testid="schedules">
                {lines(session, |origin| !is_own(origin))}
                <Show when=move || !has(true)>
                    <Names session/>
                </Show>
            </section>
        </Show>
    }
    .into_any()
}
