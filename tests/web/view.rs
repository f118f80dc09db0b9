//! The one way to set the view, whoever does it, while the range is followed and while it is not.

use std::sync::Arc;

use leptos::prelude::*;
use model::time::{MINUTE, Span};
use shiftline::app::view_state::{Data, ViewState};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::panel::Panel;
use crate::sample::{DAY, at, shift};

/// Runs `test` on what was loaded ten minutes ago and is followed since.
fn followed(test: impl FnOnce(ViewState)) {
    // Whatever is mounted first sets up what runs effects.
    let _panel = Panel::new(100.0, || ());
    Owner::new().with(|| {
        let shown = ViewState::derived();
        shown.data.set(Some(Data(Arc::new(shift()))));
        // A pixel is a minute of the day, and the ten minutes are whole pixels of an hour too.
        shown.width.set(1_440.0);
        shown.view.set(Span { start: at(1, 0), end: at(2, 0) });
        shown.present.set(Some(at(24, 10)));
        test(shown);
    });
}

#[wasm_bindgen_test]
fn whoever_sets_a_view_that_ends_with_the_present_follows_it() {
    followed(|shown| {
        let bounds = Span { end: DAY.end + 10 * MINUTE, ..DAY };
        assert_eq!((shown.bounds(), untrack(|| shown.window())), (bounds, DAY));
        let last_hour = Span { start: at(23, 0), end: at(24, 0) };
        for (set, kept) in [
            (bounds, DAY),
            (Span { start: at(23, 10), end: at(24, 10) }, last_hour),
            (Span { start: at(3, 0), end: at(4, 0) }, Span { start: at(3, 0), end: at(4, 0) }),
        ] {
            shown.remember();
            shown.set_view(set);
            assert_eq!(shown.view.get_untracked(), kept, "{set:?}");
        }
        shown.set_view(Span { start: at(5, 0), end: at(5, 0) });
        assert_eq!(shown.view.get_untracked().start, at(3, 0), "there is nothing to see");
        shown.back();
        assert_eq!(shown.view.get_untracked(), last_hour);
    });
}

#[wasm_bindgen_test]
fn what_is_not_followed_ends_with_the_range() {
    followed(|shown| {
        shown.present.set(None);
        assert_eq!(shown.bounds(), DAY);
        let end = Span { start: at(23, 10), end: at(24, 10) };
        shown.set_view(end);
        assert_eq!(shown.view.get_untracked(), end);
    });
}
