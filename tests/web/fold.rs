//! One day by state: its shifts, and all hours when they are asked for.

use model::time::Span;
use shiftline::app::scope::{ScopeKind, WHOLE_DAY};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample::{DAY, at, shift};
use crate::stage::Stage;

/// What is seen, as scripts are told.
fn seen(stage: &Stage) -> (String, String) {
    let timeline = stage.get(".timeline");
    let edge = |name: &str| timeline.get_attribute(name).unwrap();
    (edge("data-view-start"), edge("data-view-end"))
}

fn edges(span: Span) -> (String, String) {
    (span.start.0.to_string(), span.end.0.to_string())
}

#[wasm_bindgen_test]
async fn one_day_is_its_shifts_until_all_hours_are_asked_for() {
    let stage = Stage::folded(shift()).await;
    let shifts = Span { start: at(8, 0), end: at(17, 0) };
    let scope = || stage.shown.scope.with_untracked(|scope| (scope.kind, scope.span));
    assert_eq!(seen(&stage), edges(shifts));
    assert_eq!(scope(), (ScopeKind::Range, DAY), "figures are of the day");
    assert_eq!((stage.shown.look().hours, stage.shown.look().view), (None, None));

    for _ in 0..9 {
        stage.button("Zoom out").click();
    }
    stage.until("all hours", |stage| seen(stage) == edges(DAY)).await;
    assert_eq!((stage.shown.look().hours, stage.shown.look().view), (Some(WHOLE_DAY), None));
    assert_eq!(scope(), (ScopeKind::Range, DAY));

    stage.button("Fit").click();
    stage.until("the shifts", |stage| seen(stage) == edges(shifts)).await;
    assert_eq!(stage.shown.look().hours, None);
    stage.button("Zoom in").click();
    stage.until("a zoom", |stage| stage.shown.look().view.is_some()).await;
    stage.button("Back").click();
    stage.until("the shifts again", |stage| seen(stage) == edges(shifts)).await;
}
