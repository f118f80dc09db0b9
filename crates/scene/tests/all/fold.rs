//! What is seen of one day by state and by agent: its shifts, without the nights around them.

use chrono::Timelike;
use model::dataset::Dataset;
use model::directory::Directory;
use model::page::Part;
use model::state::StateKind;
use model::testing::{Load, changes, page, states};
use model::time::{DAY, HOUR, MINUTE, Millis, Span};
use model::zone::Zone;
use proptest::prelude::*;
use scene::build::{SceneInput, build};
use scene::layout::{AXIS_PX, Beside, Grouping, LayoutInput, RowLayout, RowWords};
use scene::rows::{LaneMode, StateRows};
use scene::theme::Role;
use scene::{Anchor, Scene, text};

use crate::zones::{ZONES, year, zone};

/// Agents who are ready for these minutes, from the beginning of the range on, else logged out.
fn data(window: Span, shifts: &[(i64, i64)]) -> Dataset {
    let (catalog, [ready, out]) =
        states([("AVAILABLE", None, StateKind::Available), ("LOGOUT", None, StateKind::LoggedOut)]);
    let load = Load::new(catalog, window).now(window.end + DAY);
    let agents = shifts.iter().enumerate().fold(load, |load, (i, &(from, to))| {
        let at = |minute: i64| window.start.0 + minute * MINUTE;
        let rows = [(window.start.0, out), (at(from), ready), (at(to), out)];
        load.rows(changes(&format!("agent {i}"), rows))
    });
    agents.build()
}

fn layout(data: &Dataset, zone: &Zone, mode: LaneMode) -> RowLayout {
    layout_of_width(data, zone, mode, 1_000.0)
}

fn layout_of_width(data: &Dataset, zone: &Zone, mode: LaneMode, width: f64) -> RowLayout {
    let order: Vec<usize> = (0..data.agents.len()).collect();
    RowLayout::new(&LayoutInput {
        grouping: Grouping::default(),
        data,
        people: &Directory::default(),
        legend: &StateRows::new(&data.catalog),
        zone,
        mode,
        agent: 0,
        order: &order,
        width,
        beside: Beside::default(),
        plans: None,
        words: &RowWords { cut: " cut", ..RowWords::default() },
    })
}

fn clock_ms(zone: &Zone, t: Millis) -> i64 {
    i64::from(zone.local(t).num_seconds_from_midnight()) * 1_000
}

/// Zones with the days on which their clocks change, and the days after.
fn days() -> Vec<(Zone, Span)> {
    let all = ZONES.iter().flat_map(|tz| {
        let zone = zone(*tz);
        let changes: Vec<_> = zone.transitions_in(year()).map(|change| change.at).collect();
        let at = |t: Millis| (zone.clone(), zone.day(zone.date(t)));
        changes.into_iter().flat_map(|t| [at(t), at(t + 25 * HOUR)]).collect::<Vec<_>>()
    });
    all.collect()
}

proptest! {
    #[test]
    fn what_is_seen_of_one_day_are_whole_hours_with_everyones_shifts(
        shifts in prop::collection::vec((0_i64..1_300, 1_i64..600), 1..4),
        (zone, window) in prop::sample::select(days()),
        by_agent in any::<bool>(),
    ) {
        let shifts: Vec<_> = shifts.into_iter().map(|(from, len)| (from, (from + len).min(1_379))).collect();
        let data = data(window, &shifts);
        let mode = if by_agent { LaneMode::Agent } else { LaneMode::State };
        let layout = layout(&data, &zone, mode);
        let seen = layout.folded(window, None);
        let shown = if by_agent { &shifts[..] } else { &shifts[..1] };
        let first = shown.iter().map(|(from, _)| window.start + from * MINUTE).min().unwrap();
        let last = shown.iter().map(|(_, to)| window.start + to * MINUTE).max().unwrap();
        prop_assert!(seen.start <= first && last <= seen.end, "{:?}", seen);
        prop_assert_eq!(layout.viewport_in(window, None).span, seen);
        for edge in [seen.start, seen.end] {
            let is_end = edge == window.start || edge == window.end;
            // Chatham's clocks go from 2:45 to 3:45: there is no 3:00 to begin with.
            let leaps_over_one = clock_ms(&zone, edge + -1) / HOUR < clock_ms(&zone, edge) / HOUR;
            let is_whole = clock_ms(&zone, edge) % HOUR == 0 || leaps_over_one;
            prop_assert!(is_end || is_whole, "{:?}", zone.local(edge));
        }
        if seen == window {
            prop_assert!(last - first > window.len() - 8 * HOUR);
        } else {
            prop_assert!(layout.has_fold() && seen.len() < last - first + 4 * HOUR);
        }
        prop_assert_eq!(layout.folded(window, Some(Span::new(0, DAY))), window, "all hours are asked for");
        let part = Span { start: window.start + HOUR, end: window.end };
        prop_assert_eq!(layout.folded(part, None), part, "a zoom is what it is");
    }
}

#[test]
fn several_days_are_a_time_line_without_folds() {
    let window = Span::new(0, 2 * DAY);
    let data = data(window, &[(600, 700)]);
    assert!(!layout(&data, &Zone::utc(), LaneMode::State).has_fold());
    assert!(layout(&data, &Zone::utc(), LaneMode::Day).shift_hours.is_some());
}

/// A day of an agent who was ready for an hour, of which the time from then on was not fetched.
fn came(until: i64) -> Dataset {
    let (catalog, [ready, out]) =
        states([("AVAILABLE", None, StateKind::Available), ("LOGOUT", None, StateKind::LoggedOut)]);
    let rows = [(0, out), (10 * HOUR, ready), (11 * HOUR, out)];
    let rows = Part::Page(page(changes("a", rows)));
    let load = Load::new(catalog, Span::new(0, DAY)).series_over(Span::new(0, until), Some("a"), [rows]);
    load.series_over(Span::new(until, DAY), Some("a"), [Part::Missing]).build()
}

#[test]
fn nothing_that_was_not_fetched_is_folded_away() {
    let folded = |data: &Dataset| layout(data, &Zone::utc(), LaneMode::State).folded(Span::new(0, DAY), None);
    assert_eq!(folded(&came(DAY)), Span::new(10 * HOUR, 11 * HOUR));
    assert_eq!(folded(&came(18 * HOUR)), Span::new(10 * HOUR, DAY));
    assert_eq!(folded(&Dataset { is_growing: true, ..came(18 * HOUR) }), Span::new(10 * HOUR, 11 * HOUR));
}

#[test]
fn what_is_on_its_way_is_not_drawn_as_missing() {
    let zone = Zone::utc();
    for mode in [LaneMode::State, LaneMode::Agent, LaneMode::Day] {
        let missing = |data: &Dataset| {
            let bars = scene(data, &zone, &layout(data, &zone, mode), data.window).bars;
            bars.iter().filter(|bar| bar.role == Role::State(StateKind::NotFetched)).count()
        };
        let lost = came(630 * MINUTE);
        assert!(missing(&lost) > 0, "{mode:?}");
        assert_eq!(missing(&Dataset { is_growing: true, ..lost }), 0, "{mode:?}");
    }
}

#[test]
fn what_is_under_way_goes_on_to_the_present() {
    let window = Span::new(0, 14 * HOUR);
    let data = data(window, &[(600, 900)]);
    let layout = layout(&data, &Zone::utc(), LaneMode::State);
    assert_eq!(layout.folded(window, None), Span::new(10 * HOUR, 14 * HOUR));
    let followed = Span::new(0, 14 * HOUR + 5 * MINUTE);
    assert_eq!(layout.folded(followed, None), Span::new(10 * HOUR, 14 * HOUR + 5 * MINUTE));
}

fn scene(data: &Dataset, zone: &Zone, layout: &RowLayout, view: Span) -> Scene {
    build(&SceneInput {
        groups: &[],
        data,
        legend: &StateRows::new(&data.catalog),
        layout,
        viewport: layout.viewport_in(view, None),
        zone,
        pixel_ratio: 1.0,
        scroll: 0.0,
        height: 200.0,
        team: None,
        overruns: None,
        plans: None,
    })
}

/// The texts of the axis from left to right, each with its left and right end.
fn axis_texts(scene: &Scene) -> Vec<(String, f64, f64)> {
    let texts = scene.labels.iter().filter(|label| label.at.1 < AXIS_PX);
    let mut texts: Vec<_> = texts
        .map(|label| {
            let width = text::width(&label.text, label.size, label.strong);
            let left = match label.anchor {
                Anchor::Start => label.at.0,
                Anchor::Middle => label.at.0 - width / 2.0,
                Anchor::End => label.at.0 - width,
            };
            (label.text.clone(), left, left + width)
        })
        .collect();
    texts.sort_by(|a, b| a.1.total_cmp(&b.1));
    texts
}

#[test]
fn a_fold_says_how_much_it_hides_in_the_place_of_the_hour_there() {
    let window = Span::new(0, DAY);
    let data = data(window, &[(600, 900)]);
    let zone = Zone::utc();
    let texts = |mode, view| {
        let layout = layout(&data, &zone, mode);
        axis_texts(&scene(&data, &zone, &layout, view)).into_iter().map(|(text, ..)| text).collect::<Vec<_>>()
    };
    for mode in [LaneMode::State, LaneMode::Agent, LaneMode::Day] {
        let texts = texts(mode, window);
        let ends = (texts.first().map(String::as_str), texts.last().map(String::as_str));
        assert_eq!(ends, (Some("10 h cut"), Some("9 h cut")), "{mode:?}: {texts:?}");
        assert!(!texts.iter().any(|text| text == "10:00" || text == "15:00"), "{mode:?}: {texts:?}");
    }
    let zoomed = texts(LaneMode::State, Span::new(10 * HOUR, 12 * HOUR));
    assert!(!zoomed.iter().any(|text| text.contains("cut")), "{zoomed:?}");
}

proptest! {
    #[test]
    fn words_of_folds_touch_nothing_at_any_width(
        shift in (0_i64..1_300, 1_i64..600),
        width in 120.0..2_600.0_f64,
        mode in prop::sample::select(vec![LaneMode::State, LaneMode::Agent, LaneMode::Day]),
    ) {
        let window = Span::new(0, DAY);
        let data = data(window, &[shift]);
        let zone = Zone::utc();
        let layout = layout_of_width(&data, &zone, mode, width);
        let texts = axis_texts(&scene(&data, &zone, &layout, window));
        for pair in texts.windows(2).filter(|pair| pair.iter().any(|(text, ..)| text.contains("cut"))) {
            prop_assert!(pair[0].2 < pair[1].1, "{texts:?}");
        }
        for (text, left, right) in texts.iter().filter(|(text, ..)| text.contains("cut")) {
            prop_assert!(layout.gutter < *left && *right < layout.plot_end(), "{text} {texts:?}");
        }
    }
}

proptest! {
    #[test]
    fn a_fold_is_hit_from_its_zigzag_to_the_end_of_its_words_and_nowhere_else(
        shift in (0_i64..1_300, 1_i64..600),
        width in 120.0..2_600.0_f64,
        mode in prop::sample::select(vec![LaneMode::State, LaneMode::Agent, LaneMode::Day]),
    ) {
        let window = Span::new(0, DAY);
        let data = data(window, &[shift]);
        let zone = Zone::utc();
        let layout = layout_of_width(&data, &zone, mode, width);
        let seen = layout.viewport_in(window, None).span;
        let folds = layout.folds(seen);
        prop_assert_eq!(
            folds.each_ref().map(Option::is_some),
            [seen.start.0 > 0, seen.end.0 < DAY],
            "{:?} of {:?}", folds, seen
        );
        let is_hit = |x: f64| folds.iter().flatten().any(|fold| fold.contains(&x));
        prop_assert_eq!(is_hit(layout.gutter), seen.start.0 > 0);
        prop_assert_eq!(is_hit(layout.plot_end()), seen.end.0 < DAY);
        for (text, left, right) in axis_texts(&scene(&data, &zone, &layout, window)) {
            if text.contains("cut") {
                prop_assert!(is_hit(left) && is_hit(right - 0.01), "{} in {:?}", text, folds);
            }
        }
        let plot = layout.plot_end() - layout.gutter;
        let is_roomy = plot > 400.0;
        prop_assert!(!is_roomy || !is_hit(layout.gutter + plot / 2.0), "{:?} of {}", folds, plot);
        prop_assert!([layout.gutter - 4.0, layout.plot_end() + 4.0].into_iter().all(|x| !is_hit(x)), "{:?}", folds);
        let [before, after] = folds;
        if let (Some(before), Some(after)) = (before, after) {
            prop_assert!(before.end <= after.start);
        }
    }
}

#[test]
fn there_is_no_fold_to_hit_where_all_hours_are_asked_for_or_somebody_zoomed() {
    let window = Span::new(0, DAY);
    let data = data(window, &[(600, 900)]);
    let whole = Some(Span::new(0, DAY));
    let noon = Span::new(11 * HOUR, 12 * HOUR);
    for mode in [LaneMode::State, LaneMode::Agent, LaneMode::Day] {
        let layout = layout(&data, &Zone::utc(), mode);
        let folds = |view, hours| layout.folds(layout.viewport_in(view, hours).span);
        assert!(folds(window, None).iter().all(Option::is_some), "{mode:?}");
        assert_eq!(folds(window, whole), [None, None], "{mode:?}");
        let zoomed = if mode == LaneMode::Day { folds(window, Some(noon)) } else { folds(noon, None) };
        assert_eq!(zoomed, [None, None], "{mode:?}");
    }
}

/// Ends of the axis that are folded have a zigzag, which is drawn in strokes from the top to the axis.
#[test]
fn a_zigzag_stands_where_hours_are_folded_away_and_nowhere_else() {
    let window = Span::new(0, DAY);
    let data = data(window, &[(600, 900)]);
    let zone = Zone::utc();
    let layout = layout(&data, &zone, LaneMode::State);
    let ends = |view: Span| {
        let scene = scene(&data, &zone, &layout, view);
        let strokes =
            scene.lines.iter().filter(|line| line.to.1 <= AXIS_PX && (line.from.0 - line.to.0).abs() > 1.0);
        let near =
            |x: f64| strokes.clone().any(|line| (line.from.0 - x).abs() < 6.0 && line.to.1 < AXIS_PX - 1.0);
        (near(layout.gutter), near(layout.plot_end()))
    };
    assert_eq!(ends(window), (true, true));
    assert_eq!(ends(Span::new(11 * HOUR, 12 * HOUR)), (false, false));
}
