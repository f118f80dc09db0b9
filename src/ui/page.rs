//! The page: form, progress, figures, timeline and tables.

mod answer;
mod below;
pub mod cards;
pub mod columns;
mod connected;
pub mod files;
pub mod findings;
pub mod form;
pub mod head;
pub mod header;
pub mod loading;
mod reading;
pub mod reconcile;
pub mod records;
mod sign_in;
mod start;
mod sums;
pub mod totals;
pub mod whose;

use std::time::Duration;

use any_spawner::Executor;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::app::browser::lazy::CodeState;
use crate::app::messages::code_missing;
use crate::app::session::Session;
use crate::app::view_state::effect::effect;
use crate::app::words::loading as words;
use crate::ui::aids::Aids;
use crate::ui::parts::notice::Notice;
use crate::ui::show::Show;
use answer::{Answer, answer};
use files::{FilePicker, accept_files, keep_files};
use form::{Form, form};
use header::Header;
use reading::{Panel, panel};
use start::{Question, open_start};

/// Says that an answer is on its way before anything can be told of it, or that its code cannot be had.
#[component]
fn Asked(session: Session) -> impl IntoView {
    let (code, of_files) = (session.code, session.files.code);
    // Whoever looks at something already sees how the reading goes when its code is here.
    let reads = move || of_files.get() == CodeState::Coming && session.shown.data.with(Option::is_none);
    let coming = move || session.awaiting.get() || code.get() == CodeState::Coming || reads();
    let missing = move || [code.get(), of_files.get()].contains(&CodeState::Missing).then(code_missing);
    let notice = move || {
        missing().map(|message| {
            view! { <Notice message><a class="button" href="">{words::RELOAD_THE_PAGE}</a></Notice> }
        })
    };
    view! {
        <Show when=coming>
            <p class="loading panel" role="status">{words::GETTING_THE_TIMELINE_READY}</p>
        </Show>
        {notice}
    }
    .into_any()
}

/// Where `index.html` keeps room for a part of the page.
fn place(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The page's state, and what its parts need of it.
#[derive(Clone, Copy)]
struct Page {
    session: Session,
    aids: Aids,
    here: RwSignal<Option<Answer>>,
    /// What is drawn while files are read, once its code is here.
    panel: RwSignal<Option<Panel>>,
    /// The form, once its code is here, and whether that could not be fetched.
    form: RwSignal<Option<Form>>,
    has_no_form: RwSignal<bool>,
    /// Whether anything came to be shown.
    loaded: Memo<bool>,
    /// Whether something is on its way to be shown.
    waits: Memo<bool>,
    /// Whether the form is to be there: not while something is awaited, nor beside what is shown unless
    /// it is to be changed.
    asks: Memo<bool>,
    /// Whether that is the form of the first visit.
    at_start: Memo<bool>,
}

impl Page {
    fn new() -> Self {
        let session = Session::new();
        session.expect_link();
        // A load that failed before anything came has nothing to show but why.
        let came_to_nothing = move || {
            session
                .status
                .with(|status| status.as_ref().is_some_and(|s| s.pages == 0 && !s.state.is_under_way()))
        };
        let loaded = Memo::new(move |_| session.shown.data.with(Option::is_some) && !came_to_nothing());
        let waits = Memo::new(move |_| {
            let under_way =
                session.status.with(|status| status.as_ref().is_some_and(|s| s.state.is_under_way()));
            !loaded.get() && (under_way || session.awaiting.get() || session.code.get() == CodeState::Coming)
        });
        let has_sums = move || session.sums.with(Option::is_some);
        let asks = Memo::new(move |_| session.editing.get() || !loaded.get() && !waits.get() && !has_sums());
        let at_start =
            Memo::new(move |_| asks.get() && !loaded.get() && session.status.with(Option::is_none));
        let aids = Aids::new();
        Self {
            session,
            aids,
            here: RwSignal::new(None),
            panel: RwSignal::new(None),
            form: RwSignal::new(None),
            has_no_form: RwSignal::new(false),
            loaded,
            waits,
            asks,
            at_start,
        }
    }

    /// Begins what the address asks for, and takes code over when it comes.
    fn open(self) {
        let Self { session, here, panel: of_files, .. } = self;
        session.open();
        accept_files(session);
        keep_files(session);
        effect(move || {
            if session.code.get() == CodeState::Here && here.with_untracked(Option::is_none) {
                spawn_local(async move {
                    match answer().await {
                        Ok(answer) => {
                            (answer.begin)(session);
                            here.set(Some(answer));
                        }
                        Err(_) => session.code.set(CodeState::Missing),
                    }
                });
            }
        });
        effect(move || {
            if self.asks.get() && self.form.with_untracked(Option::is_none) {
                self.fetch_form();
            }
        });
        effect(move || {
            if session.files.code.get() == CodeState::Here && of_files.with_untracked(Option::is_none) {
                spawn_local(async move {
                    match panel().await {
                        Ok(panel) => of_files.set(Some(panel)),
                        Err(_) => session.files.code.set(CodeState::Missing),
                    }
                });
            }
        });
    }

    /// Fetches the code of the form.
    fn fetch_form(self) {
        spawn_local(async move {
            let came = form().await.ok();
            self.has_no_form.set(came.is_none());
            self.form.set(came);
        });
    }

    /// What the code for answers draws, once it is here.
    fn drawn(self, which: fn(&Answer) -> fn(Session) -> AnyView) -> impl Fn() -> Option<AnyView> {
        let Self { session, here, .. } = self;
        move || {
            // What is written is written anew.
            session.shown.locale.track();
            here.with(|answer| answer.as_ref().map(which)).map(|view| view(session))
        }
    }
}

/// What was loaded, how it goes, and the form to ask for something else.
#[component]
fn Main(page: Page) -> impl IntoView {
    let Page { session, panel, loaded, asks, at_start, .. } = page;
    view! {
        <Asked session/>
        <Show when=move || page.has_no_form.get()>
            <Notice message=code_missing()>
                <button type="button" class="button" on:click=move |_| page.fetch_form()>{words::TRY_AGAIN}</button>
            </Notice>
        </Show>
        {move || panel.get().map(|panel| panel(session))}
        {page.drawn(|answer| answer.schedules)}
        <Show when=move || !at_start.get()>
            {page.drawn(|answer| answer.loading)}
            <Show when=move || asks.get()>
                <section class="panel" aria-label=words::WHAT_TO_LOAD>
                    {move || page.form.get().map(|form| form(session))}
                    <FilePicker/>
                </section>
            </Show>
            {move || session.sums.get().map(|draw| draw(session))}
            <Show when=move || loaded.get()>
                {
                    let shown = page.drawn(|answer| answer.shown);
                    move || {
                        session.fresh.track();
                        shown()
                    }
                }
            </Show>
        </Show>
    }
    .into_any()
}

/// Does each of these in a task of its own, so that the browser draws and listens between them.
fn in_turn(mut steps: std::vec::IntoIter<Box<dyn FnOnce()>>) {
    let next = move || {
        if let Some(step) = steps.next() {
            step();
            in_turn(steps);
        }
    };
    set_timeout(next, Duration::ZERO);
}

/// Fills the page of `index.html`, one part after the other.
pub fn start() {
    let places = (place("top"), place("answer"), place("start"), place("question"));
    let (Some(top), Some(answer), Some(start), Some(question)) = places else { return };
    // The page's state has effects of its own, before anything is mounted. That it was there already is no fault.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let page = owner.with(Page::new);
    let head = move || {
        top.set_text_content(None);
        let root = document().document_element();
        let asks = move || page.loaded.get() || page.waits.get();
        let (whose, tools) = (page.drawn(|answer| answer.whose), page.drawn(|answer| answer.tools));
        let connected = page.drawn(|answer| answer.connected);
        let (aids, waits) = (page.aids, page.waits);
        let view = move || {
            // A class that is there already, or is not, is no fault.
            effect(move || {
                drop(root.as_ref().map(|root| root.class_list().toggle_with_force("asks", asks())));
            });
            view! { <Header session=page.session aids waits whose connected tools/> }
        };
        mount_to(top, view).forget();
    };
    let open = move || {
        owner.with(|| page.open());
        // The page's state lives as long as the page.
        std::mem::forget(owner);
    };
    let rest = move || {
        let place = start.clone();
        let follow = move || place.set_hidden(!page.at_start.get());
        let view = move || {
            effect(follow);
            open_start(page.session, &start);
            view! { <Main page/> }
        };
        mount_to(answer, view).forget();
    };
    let form = move || {
        mount_to(
            question,
            move || view! { <Question session=page.session when=page.at_start form=page.form/> },
        )
        .forget();
    };
    let locale = move || page.session.follow_locale();
    let steps: Vec<Box<dyn FnOnce()>> =
        vec![Box::new(head), Box::new(locale), Box::new(open), Box::new(rest), Box::new(form)];
    in_turn(steps.into_iter());
}
