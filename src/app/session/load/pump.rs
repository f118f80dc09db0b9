//! What carries a load out: it asks, waits and builds.

use futures::FutureExt;
use leptos::task::spawn_local;

use super::super::source::{Came, Source};
use super::{SharedLoad, Watcher};
use crate::app::browser::clock::{now, sleep, ticks};
use crate::app::browser::http;
use crate::app::browser::timing::measured;
use data::fetch::{FetchStep, RequestId};
use data::source::Request;
use model::dataset::{Building, Dataset};

/// Longest stretch of work before the page gets its turn, in milliseconds.
const SLICE: f64 = 12.0;

/// Does whatever can be done now, and sees to it that it goes on.
pub fn pump<W: Watcher>(watcher: W, load: &SharedLoad) {
    let began = ticks();
    while watcher.is_current(load) {
        let step = load.borrow_mut().fetch.step(now());
        match step {
            FetchStep::Send { ticket, request } => {
                send(watcher, load, ticket, request);
                if ticks() - began > SLICE {
                    later(watcher, load, 0);
                    break;
                }
            }
            FetchStep::Wait { until } => {
                later(watcher, load, until - now());
                break;
            }
            FetchStep::Idle | FetchStep::Done => break,
        }
    }
    if watcher.is_current(load) {
        watcher.progressed(load);
        build_soon(watcher, load, ticks() - began > SLICE);
    }
}

fn send<W: Watcher>(watcher: W, load: &SharedLoad, ticket: RequestId, request: Request) {
    let mut held = load.borrow_mut();
    if let Source::MadeUp(sample) = &mut held.source {
        let answer = sample.answer(&request);
        held.arrived(ticket, Ok(answer));
        return;
    }
    let signal = held.signal();
    let came: Came = match &held.source {
        Source::MadeUp(_) => return,
        Source::Archive(archive) => {
            let Some(series) = held.fetch.series_of(ticket) else { return };
            archive.get(series, request, signal)
        }
        Source::Http { base, sign_in } => {
            let (base, sign_in) = (base.clone(), *sign_in);
            async move {
                let token = sign_in.token_for(&base).await;
                http::get(&base, &request, token.as_deref(), signal.as_ref()).await
            }
            .boxed_local()
        }
    };
    drop(held);
    let load = load.clone();
    spawn_local(async move {
        let answer = came.await;
        load.borrow_mut().arrived(ticket, answer);
        pump(watcher, &load);
    });
}

/// Goes on after so many milliseconds; only one such wait at a time.
pub fn later<W: Watcher>(watcher: W, load: &SharedLoad, ms: i64) {
    if std::mem::replace(&mut load.borrow_mut().timer, true) {
        return;
    }
    let load = load.clone();
    spawn_local(async move {
        sleep(ms).await;
        load.borrow_mut().timer = false;
        pump(watcher, &load);
    });
}

/// Builds the data set: at once at the beginning and the end, every now and then in between. What
/// takes long, or comes after what took long, has tasks of its own.
fn build_soon<W: Watcher>(watcher: W, load: &SharedLoad, is_late: bool) {
    let (over, any, wait, is_first, is_long) = {
        let held = load.borrow();
        let over = !held.fetch.state().is_under_way();
        let wait = if over { 0.0 } else { held.build_in() };
        let is_long = is_late || held.build_cost > SLICE;
        (over, held.fetch.progress().pages > 0, wait, held.show_cost.is_none(), is_long)
    };
    // A load that is over without a data set would be one that brought nothing.
    if over && is_first || any && wait <= 0.0 && !is_long {
        let data = load.borrow_mut().build(&watcher.states());
        return show(watcher, load, data, 0.0);
    }
    if !over && (!any || std::mem::replace(&mut load.borrow_mut().build_due, true)) {
        return;
    }
    let load = load.clone();
    spawn_local(async move {
        if wait > 0.0 || is_long {
            sleep(wait.ceil() as i64).await;
        }
        // What is over is built by whoever saw it end.
        if is_wanted(watcher, &load, over) {
            build(watcher, &load, over).await;
        }
        if !over {
            load.borrow_mut().build_due = false;
        }
    });
}

fn is_wanted<W: Watcher>(watcher: W, load: &SharedLoad, over: bool) -> bool {
    watcher.is_current(load) && load.borrow().fetch.state().is_under_way() != over
}

/// Builds the data set in short tasks, and shows it.
async fn build<W: Watcher>(watcher: W, load: &SharedLoad, over: bool) {
    let began = ticks();
    let came = load.borrow_mut().begin_building(&watcher.states());
    let mut building = came.building();
    let mut cost = ticks() - began;
    loop {
        let (spent, is_there) = slice(&mut building);
        cost += spent;
        if cost > SLICE {
            sleep(0).await;
            if !is_wanted(watcher, load, over) || load.borrow().builds != came.number {
                return;
            }
        }
        if is_there {
            break;
        }
    }
    load.borrow_mut().built(cost);
    show(watcher, load, came.finished(building), cost);
}

/// Shows a data set whose building took so many milliseconds.
fn show<W: Watcher>(watcher: W, load: &SharedLoad, data: Dataset, cost: f64) {
    let began = ticks();
    load.borrow_mut().show_cost = Some(cost);
    watcher.built(load, data);
    let load = load.clone();
    spawn_local(async move {
        // All that follows a data set is done before the next turn.
        sleep(0).await;
        load.borrow_mut().show_cost = Some(cost + ticks() - began);
    });
}

/// Builds for some milliseconds: for how many, and whether all of it is there.
fn slice(building: &mut Building) -> (f64, bool) {
    let began = ticks();
    let is_there = measured("shiftline:build", || {
        while building.step() {
            if ticks() - began > SLICE {
                return false;
            }
        }
        true
    });
    (ticks() - began, is_there)
}
