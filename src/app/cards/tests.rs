use std::sync::Arc;

use super::*;
use model::dataset::{Dataset, DatasetInput};
use model::page::{PageBuilder, Part, Series};
use model::record::{Durations, Record};
use model::state::Reading;
use model::testing::{Load, changes, page, states};
use model::time::{DAY, HOUR, MINUTE, Span};

/// Logged out, then from hour 8: ready 1 h, lunch 30 min, break 10 min, ready 20 min, logged out.
fn data() -> Dataset {
    let mut catalog = Catalog::default();
    let ready = catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
    let not_ready = |_: Option<&str>| Reading::known(StateKind::NotReady);
    let lunch = catalog.intern("NOT_READY", Some("Lunch"), not_ready);
    let pause = catalog.intern("NOT_READY", Some("Break"), not_ready);
    let out = catalog.intern("LOGOUT", None, |_| Reading::known(StateKind::LoggedOut));
    let mut page = PageBuilder::new();
    let eight = 8 * 60;
    for (minute, activity) in [
        (0, out),
        (eight, ready),
        (eight + 60, lunch),
        (eight + 90, pause),
        (eight + 100, ready),
        (eight + 120, out),
    ] {
        page.push(&"a".into(), Record::new(Millis(minute * MINUTE), activity, None));
    }
    let window = Span::new(0, 24 * HOUR);
    let durations = Durations::OfPreviousState;
    let series = [Series::new(None, window, vec![Part::Page(Arc::new(page.finish()))], durations)];
    Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
}

fn all() -> Vec<Card> {
    let data = data();
    let summary = data.summary(data.window);
    let attendance = Some(&data.agents[0].attendance);
    let Cards { of_time, of_moments } =
        cards(&summary, (attendance, &Who::default()), &data.catalog, &Zone::utc());
    of_time.into_iter().chain(of_moments).collect()
}

fn card(name: &str) -> Card {
    all().into_iter().find(|card| card.name == name).unwrap()
}

#[test]
fn times_are_of_logged_in_time() {
    assert_eq!(card("logged-in").raw, Some(2 * HOUR));
    assert_eq!(card("logged-in").note, "08:00 – 10:00 · 1 session");
    let data = data();
    let note = |kind| state_note(kind, &data.summary(data.window), &data.catalog);
    assert_eq!(note(StateKind::Available), "66.7% · 2 stretches · avg 40:00");
    assert_eq!(note(StateKind::NotReady), "33.3% · 2 stretches · Lunch 30 min · Break 10 min");
    assert_eq!(note(StateKind::WrapUp), "0.0% · 0 stretches");
}

#[test]
fn moments_of_several_days_say_which() {
    let data = data();
    let mut attendance = data.agents[0].attendance.clone();
    attendance.last_logout = attendance.last_logout.map(|t| t + 3 * DAY);
    let cards =
        cards(&data.summary(data.window), (Some(&attendance), &Who::default()), &data.catalog, &Zone::utc())
            .of_moments;
    let value = |name| &*cards.iter().find(|card| card.name == name).unwrap().value;
    assert_eq!([value("first-login"), value("last-logout")], ["Thu 1 Jan, 08:00", "Sun 4 Jan, 10:00"]);
}

#[test]
fn parts_of_days_have_no_first_login() {
    let data = data();
    let cards = cards(&data.summary(data.window), (None, &Who::default()), &data.catalog, &Zone::utc());
    let names = |cards: &[Card]| cards.iter().map(|card| card.name).collect::<Vec<_>>();
    assert_eq!(names(&cards.of_time), ["logged-in", "occupancy", "working-rate"]);
    assert_eq!(names(&cards.of_moments), ["changes"]);
}

#[test]
fn what_was_not_fetched_is_not_known() {
    let window = Span::new(0, 24 * HOUR);
    let series = [Series::new(Some("a".into()), window, vec![Part::Missing], Durations::OfPreviousState)];
    let catalog = Catalog::default();
    let data = Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end });
    let attendance = Some(&data.agents[0].attendance);
    let cards = cards(&data.summary(window), (attendance, &Who::default()), &data.catalog, &Zone::utc());
    let all = || cards.of_time.iter().chain(&cards.of_moments);
    assert_eq!(all().count(), 7);
    assert!(all().all(|card| card.value == "?" && card.raw.is_none()), "{cards:?}");
}

#[test]
fn nobody_is_said_to_have_stayed_where_the_rest_is_missing() {
    let (catalog, [ready]) = states([("READY", None, StateKind::Available)]);
    let window = Span::new(0, 24 * HOUR);
    let note = |rest: Option<Part>| {
        let came = Part::Page(page(changes("a", [(8 * HOUR, ready), (9 * HOUR, ready)])));
        let parts: Vec<Part> = [came].into_iter().chain(rest).collect();
        let data = Load::new(catalog.clone(), window).series_over(window, Some("a"), parts).build();
        let attendance = Some(&data.agents[0].attendance);
        let cards = cards(&data.summary(window), (attendance, &Who::default()), &data.catalog, &Zone::utc());
        cards.of_moments.into_iter().find(|card| card.name == "last-logout").unwrap().note
    };
    assert_eq!(note(None), "no logout after it");
    assert_eq!(note(Some(Part::Missing)), "no logout in what is here");
}

#[test]
fn of_several_agents_it_is_said_who() {
    let data = data();
    let who = Who { first: "Ann".into(), last: "Bo".into(), longest: "Cy".into() };
    let attendance = Attendance { since_before: true, ..data.agents[0].attendance.clone() };
    let cards = cards(&data.summary(data.window), (Some(&attendance), &who), &data.catalog, &Zone::utc());
    let note = |cards: &[Card], name| cards.iter().find(|card| card.name == name).unwrap().note.clone();
    let notes = [
        note(&cards.of_moments, "longest"),
        note(&cards.of_moments, "first-login"),
        note(&cards.of_moments, "last-logout"),
    ];
    let notes = notes.map(|note| note.replace(['\u{2068}', '\u{2069}'], ""));
    assert_eq!(
        notes,
        ["Ready, from 08:00 · Cy".to_owned(), "logged in since before · Ann".into(), "Bo".into()]
    );
}

#[test]
fn figures_of_a_selection_stand_beside_those_of_the_whole() {
    let (mut part, whole) = (all(), all());
    beside_whole(&mut part, &whole, true);
    let said: Vec<&str> = part.iter().map(|card| &*card.whole).filter(|whole| !whole.is_empty()).collect();
    assert_eq!(said, ["day 2 h", "day 0.0%", "day 66.7%", "day 6"]);
    beside_whole(&mut part, &whole[..1], false);
    assert_eq!(part[0].whole, "range 2 h");
}

#[test]
fn small_figures_and_the_longest_stretch() {
    assert_eq!(card("longest").value, "1 h");
    assert_eq!(card("longest").note, "Ready, from 08:00");
    assert_eq!(card("changes").raw, Some(6));
    assert_eq!(card("first-login").raw, Some(8 * HOUR));
    assert_eq!(card("last-logout").raw, Some(10 * HOUR));
    assert_eq!([card("first-login").value, card("last-logout").value], ["08:00", "10:00"]);
    assert_eq!(card("working-rate").raw, Some(6_667));
    assert_eq!(card("occupancy").raw, Some(0));
}
