//! Going on with a part of what is missing.

use super::several::{cxone_query, day};
use crate::world::{World, kind, status};
use data::error::ErrorKind;
use data::fetch::FetchState;
use data::query::Agents;
use model::time::{DAY, Span};

#[test]
fn of_several_days_that_failed_one_is_fetched_alone() {
    let broken = std::cell::Cell::new(true);
    let query = cxone_query(Agents::All);
    let window = query.span;
    let mut world = World::of("cxone", query, |request, _| {
        let is_bad = !request.get("startDate").unwrap().starts_with("2026-11-03") && broken.get();
        if is_bad { Ok(status(500)) } else { Ok(day(request)) }
    });
    world.run();
    let before = world.rows();
    broken.set(false);
    let sent = world.sent.len();
    let second = Span { start: window.start + DAY, end: window.start + 2 * DAY };
    world.fetch.resume_within(second);
    assert_eq!(kind(&world.run()), ErrorKind::Server, "the third day is still not here");
    assert!(
        world.sent[sent..].iter().all(|request| request.get("startDate").unwrap().starts_with("2026-11-04"))
    );
    assert_eq!(world.rows(), before + 24);
    let lost: Vec<Span> = world.fetch.failures().iter().map(|failure| failure.span).collect();
    assert!(!lost.contains(&second) && lost.iter().any(|span| span.start == second.end), "{lost:?}");
    world.fetch.resume();
    assert_eq!(world.run(), FetchState::Finished);
}

#[test]
fn a_day_of_a_load_that_was_called_off_is_fetched_alone() {
    let query = cxone_query(Agents::All);
    let window = query.span;
    let mut world = World::of("cxone", query, |request, _| Ok(day(request)));
    world.fetch.cancel();
    let last = Span { start: window.start + 2 * DAY, end: window.end };
    world.fetch.resume_within(last);
    assert_eq!(world.run(), FetchState::Cancelled, "the other days are wanted no more than before");
    assert!(world.sent.iter().all(|request| request.get("startDate").unwrap().starts_with("2026-11-05")));
    assert_eq!((world.rows(), world.fetch.progress().rows), (24, 24));
    world.fetch.resume();
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!(world.rows(), 96);
}
