//! Schedules from the API.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::Session;
use super::super::sign_in::SignIn;
use super::export;
use crate::app::base::BaseUrl;
use crate::app::browser::clock::{now, sleep};
use crate::app::browser::http::{self, AbortController};
use crate::app::browser::lazy::lazy;
use crate::app::browser::random::random;
use crate::app::messages::{SchedulesCame, UserMessage, schedules_fetched, schedules_unasked};
use crate::app::plans::{Origin, PlanSource};
use data::fetch::{FetchState, FetchStep, RequestId};
use data::query::QueryError;
use data::schedule::export::{Export, body};
use data::schedule::fetch::PlanFetch;
use data::source::Request;
use model::record::AgentId;
use model::time::Span;

/// A fetch of schedules, and where it asks.
pub struct PlanLoad {
    fetch: PlanFetch,
    base: BaseUrl,
    sign_in: SignIn,
    abort: Option<AbortController>,
    has_timer: bool,
    /// Whether it was said what came of it.
    is_told: bool,
}

/// One that is shared by the requests under way.
pub type SharedPlanLoad = Rc<RefCell<PlanLoad>>;

lazy! { schedules:
    /// Begins to ask for the schedules of agents.
    fn begin(session: Session, agents: Vec<AgentId>, span: Span, base: BaseUrl) -> () {
        match export::settings(session, &base, span) {
            None => start(session, PlanFetch::new(agents, span), base),
            Some(Err(message)) => not_asked(session, message),
            Some(Ok(export)) => spawn_local(begin_export(session, agents, span, base, export)),
        }
    }
}

async fn begin_export(session: Session, agents: Vec<AgentId>, span: Span, base: BaseUrl, export: Export) {
    let generation = session.generation.try_get_value();
    let users = export::users(session, &base, &agents).await;
    if session.generation.try_get_value() == generation {
        start(session, PlanFetch::exported(agents, span, Export { users, ..export }), base);
    }
}

fn start(session: Session, fetch: Result<PlanFetch, QueryError>, base: BaseUrl) {
    match fetch {
        Err(error) => not_asked(session, schedules_unasked(&error)),
        Ok(fetch) => {
            let abort = AbortController::new().ok();
            let load =
                PlanLoad { fetch, base, sign_in: session.sign_in, abort, has_timer: false, is_told: false };
            let load = Rc::new(RefCell::new(load));
            session.schedules.load.set_value(Some(load.clone()));
            pump(session, &load);
        }
    }
}

fn not_asked(session: Session, why: UserMessage) {
    session.schedules.fetched.set(Some(why));
    session.plan_settled();
}

lazy! { schedules:
    fn go_on(session: Session) -> () {
        let load = session.schedules.load.try_with_value(Clone::clone).flatten();
        if let Some(load) = load {
            let abort = AbortController::new().ok();
            let mut held = load.borrow_mut();
            held.fetch.resume();
            held.abort = abort;
            held.is_told = false;
            drop(held);
            session.schedules.fetched.set(None);
            pump(session, &load);
        }
    }
}

lazy! { schedules:
    fn call_off(session: Session) -> () {
        let load = session.schedules.load.try_with_value(Clone::clone).flatten();
        if let Some(load) = load {
            load.borrow_mut().fetch.cancel();
            pump(session, &load);
        }
    }
}

impl Session {
    pub(super) fn fetch_schedules(self, agents: Vec<AgentId>, span: Span) {
        let base = self.target.with_value(|target| target.as_ref().map(|target| target.base.clone()));
        let Some(base) = base else { return self.plan_settled() };
        let generation = self.generation.get_value();
        spawn_local(async move {
            // Not in the task that shows the states.
            sleep(0).await;
            if self.generation.try_get_value() == Some(generation) {
                // Without the code nothing is fetched: the next load tries again.
                if begin(self, agents, span, base).await.is_err() {
                    self.plan_settled();
                }
            }
        });
    }

    /// Ends the fetching of schedules; what came is shown.
    pub fn cancel_schedules(self) {
        let load = self.schedules.load.try_with_value(Clone::clone).flatten();
        let Some(load) = load else { return };
        let abort = load.borrow_mut().abort.take();
        if let Some(abort) = abort {
            abort.abort();
        }
        if self.schedules.coming.with_untracked(Option::is_some) {
            spawn_local(async move { drop(call_off(self).await) });
        }
    }

    /// Goes on with the fetching of schedules where it stopped.
    pub fn resume_schedules(self) {
        self.sign_in.ask_again();
        spawn_local(async move { drop(go_on(self).await) });
    }

    fn is_current_plan(self, load: &SharedPlanLoad) -> bool {
        let current = self.schedules.load.try_with_value(Clone::clone).flatten();
        current.is_some_and(|current| Rc::ptr_eq(&current, load))
    }
}

/// Does whatever can be done now, and sees to it that it goes on.
fn pump(session: Session, load: &SharedPlanLoad) {
    while session.is_current_plan(load) {
        let step = load.borrow_mut().fetch.step(now());
        match step {
            FetchStep::Send { ticket, request } => send(session, load, ticket, request),
            FetchStep::Wait { until } => {
                later(session, load, until - now());
                break;
            }
            FetchStep::Idle | FetchStep::Done => break,
        }
    }
    if session.is_current_plan(load) {
        progressed(session, load);
    }
}

fn send(session: Session, load: &SharedPlanLoad, ticket: RequestId, request: Request) {
    let held = load.borrow();
    let (base, sign_in) = (held.base.clone(), held.sign_in);
    let signal = held.abort.as_ref().map(AbortController::signal);
    let is_posted = held.fetch.is_export();
    drop(held);
    let load = load.clone();
    spawn_local(async move {
        let token = sign_in.token_for(&base).await;
        let (token, signal) = (token.as_deref(), signal.as_ref());
        let answer = if is_posted {
            http::post_json(&base, &request.path, body(&request), token, signal).await
        } else {
            http::get(&base, &request, token, signal).await
        };
        load.borrow_mut().fetch.arrived(ticket, answer, now(), random());
        pump(session, &load);
    });
}

fn later(session: Session, load: &SharedPlanLoad, ms: i64) {
    if std::mem::replace(&mut load.borrow_mut().has_timer, true) {
        return;
    }
    let load = load.clone();
    spawn_local(async move {
        sleep(ms).await;
        load.borrow_mut().has_timer = false;
        pump(session, &load);
    });
}

/// Says how far it is; shows what came once nothing more comes.
fn progressed(session: Session, load: &SharedPlanLoad) {
    let schedules = session.schedules;
    let mut held = load.borrow_mut();
    let state = held.fetch.state();
    if state.is_under_way() {
        let progress = held.fetch.progress();
        drop(held);
        schedules.coming.set(Some(progress));
        return;
    }
    if std::mem::replace(&mut held.is_told, true) {
        return;
    }
    let missing = match state {
        FetchState::Finished => 0,
        _ => held.fetch.progress().series - held.fetch.progress().series_done,
    };
    let (entries, rows, remarks) = held.fetch.came();
    let message = schedules_fetched(&SchedulesCame {
        state: &state,
        is_export: held.fetch.is_export(),
        is_absent: held.fetch.is_absent(),
        missing,
        activities: entries.len(),
        without_user_id: held.fetch.without_user_id(),
    });
    drop(held);
    schedules.coming.set(None);
    schedules.fetched.set(message);
    if rows > 0 {
        session.add_plans(vec![PlanSource { rows, remarks, ..PlanSource::new(Origin::Api, entries) }]);
    }
    session.plan_settled();
}
