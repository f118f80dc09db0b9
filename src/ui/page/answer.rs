//! What is drawn of an answer. All of it is code that the first page can do without: a part of its own.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::below::{Below, below};
use super::cards::Cards;
use super::head::{Bar, Head};
use super::loading::Loading;
use super::whose::{Connected, Tools, Whose};
use crate::app::browser::clock::sleep;
use crate::app::browser::lazy::lazy;
use crate::app::session::Session;
use crate::app::session::refresh::refresh;
use crate::app::view_state::effect::effect;
use crate::app::words::loading as words;
use crate::ui::lately::{lately, not_here, when_wanted};
use crate::ui::live;
use crate::ui::plans;
use crate::ui::scope::ScopeChip;
use crate::ui::timeline::Timeline;
use crate::ui::turns::{InTurn, Turns};
use model::format::number;

/// What the code for answers draws.
#[derive(Clone, Copy)]
pub struct Answer {
    /// Progress of a load and what came of it.
    pub loading: fn(Session) -> AnyView,
    /// Schedules that a person opened, and how the fetching of others goes.
    pub schedules: fn(Session) -> AnyView,
    /// What begins when this code is here.
    pub begin: fn(Session),
    /// Everything that is there once records came.
    pub shown: fn(Session) -> AnyView,
    /// In the header: whose time is shown, and when.
    pub whose: fn(Session) -> AnyView,
    /// In the header: what can be done with it.
    pub tools: fn(Session) -> AnyView,
    /// And whether the page is connected.
    pub connected: fn(Session) -> AnyView,
}

lazy! { answer:
    /// What draws answers.
    pub fn answer() -> Answer {
        Answer {
            loading: |session| view! { <Loading session/> }.into_any(),
            schedules: |session| {
                let is_wanted = move || plans::has_news(session);
                let (draw, missing) = when_wanted(is_wanted, plans::schedules);
                view! { {missing}{move || draw.get().map(|draw| draw(session))} }.into_any()
            },
            begin: |session| {
                session.shown.derive();
                session.shown.lasting(|| {
                    session.follow_title();
                    session.follow_address();
                    session.offer_days();
                    session.follow_states();
                });
            },
            shown: |session| view! { <Results session/> }.into_any(),
            whose: |session| view! { <Whose session/> }.into_any(),
            tools: |session| view! { <Tools session/> }.into_any(),
            connected: |session| view! { <Connected session/> }.into_any(),
        }
    }
}

/// Where the records came from.
fn source(session: Session) -> String {
    let records = session.shown.data.with(|data| data.as_ref().map_or(0, |d| d.records()));
    let records = number(records);
    if session.files.told.with(|told| !told.is_empty()) {
        return words::loaded_from_files(records);
    }
    let is_joined = session.status.with(|status| {
        let told = status.as_ref()?.archive.as_ref()?;
        Some(told.from_api.is_some())
    });
    if let Some(is_joined) = is_joined {
        let loaded = if is_joined { words::loaded_from_both } else { words::loaded_from_archive };
        return loaded(records);
    }
    let (pages, is_demo) =
        session.status.with(|status| status.as_ref().map_or((0, false), |s| (s.pages, s.is_demo)));
    let pages = if pages == 1 { words::ONE_PAGE.to_owned() } else { words::pages(number(pages)) };
    words::loaded_in_pages(records, pages, if is_demo { words::OF_SAMPLE_DATA } else { "" })
}

/// From a picture to the code of what is below it, so that the browser shows the picture first.
const AFTER_PICTURE: Duration = Duration::from_millis(50);

/// The same where no picture comes: nobody sees the page, or nothing of it can be drawn.
const WITHOUT_PICTURE: Duration = Duration::from_secs(3);

/// What is below the first picture, and whether its code could not be fetched.
#[derive(Clone, Copy)]
struct Rest {
    session: Session,
    here: RwSignal<Option<Below>>,
    is_missing: RwSignal<bool>,
}

impl Rest {
    /// Fetches it when the picture is there.
    fn after_picture(session: Session) -> Self {
        let rest = Self { session, here: RwSignal::new(None), is_missing: RwSignal::new(false) };
        let drawn = session.shown.drawn;
        effect(move || {
            let wait = if drawn.get() { AFTER_PICTURE } else { WITHOUT_PICTURE };
            set_timeout(move || rest.fetch(), wait);
        });
        rest
    }

    fn fetch(self) {
        // The page may have gone on to something else.
        if self.here.try_with_untracked(Option::is_none) != Some(true) {
            return;
        }
        spawn_local(async move {
            let came = below().await.ok();
            self.is_missing.try_set(came.is_none());
            if let Some(below) = came.filter(|_| self.here.try_with_untracked(Option::is_none) == Some(true))
            {
                // Each in a task of its own.
                (below.begin)(self.session);
                sleep(0).await;
                self.session.shown.late.set(true);
                sleep(0).await;
                self.here.try_set(Some(below));
            }
        });
    }

    /// What of it is drawn.
    fn drawn(self, which: fn(&Below) -> fn(Session) -> AnyView) -> impl Fn() -> Option<AnyView> {
        move || self.here.with(|below| below.as_ref().map(which)).map(|view| view(self.session))
    }
}

/// Everything that is there once records came.
#[component]
fn Results(session: Session) -> impl IntoView {
    let shown = session.shown;
    let following = Signal::derive(move || session.is_live());
    let busy = Signal::derive(move || {
        session.status.with(|status| status.as_ref().is_some_and(|s| s.state.is_under_way()))
    });
    let refresh = Callback::new(move |()| spawn_local(async move { drop(refresh(session).await) }));
    let live = lately(shown, live::control);
    let control = move || match live.get() {
        Some(live) => Some(live(shown, following, busy, refresh)),
        None => following.get().then(|| view! { <div class="live"></div> }.into_any()),
    };
    let turns = Turns::new(2);
    let rest = Rest::after_picture(session);
    view! {
        <ScopeChip shown/>
        {move || rest.is_missing.get().then(|| not_here(Callback::new(move |()| rest.fetch())))}
        <div class="title-row">
            <Head shown is_so_far=busy/>
            <div class="title-tools">
                {control}
                <p class="answer-source">{move || source(session)}</p>
            </div>
        </div>
        <Bar shown/>
        <div class="cards-place">
            <InTurn turns turn=1>
                <Cards shown/>
            </InTurn>
        </div>
        <InTurn turns turn=2>
            <div class="panel timeline-panel">
                <Timeline shown/>
                {rest.drawn(|below| below.on_paper)}
                {rest.drawn(|below| below.foot)}
            </div>
            {rest.drawn(|below| below.panels)}
        </InTurn>
    }
    .into_any()
}
