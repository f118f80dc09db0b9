//! The timeline under the pointer: zoom, pan, select, mark.

use std::collections::BTreeMap;

use cxone_sim::{Dialect, Scenario, truth};
use e2e::{Held, Page, Visit};
use serde_json::json;
use thirtyfour::By;

use crate::{AGENT, DAY_MS, day, dense};

const MIDDLE: (f64, f64) = (0.6, 0.4);
/// Whether the view is another than this.
const MOVED: &str = "const { viewStart, viewEnd } = part('timeline').dataset;
    return Number(viewStart) !== argument[0] || Number(viewEnd) !== argument[1]";

async fn open(page: &Page, scenario: &Scenario) -> (i64, i64) {
    page.open(&day()).await;
    let truth = truth(scenario, Dialect::ReportingV2, AGENT, DAY_MS.0, DAY_MS.1);
    page.until_records(truth.placed).await;
    page.until_settled().await;
    page.view().await
}

/// The view once it is another than this.
async fn moved(page: &Page, before: (i64, i64)) -> (i64, i64) {
    page.until(&format!("another view than {before:?}"), MOVED, json!([before.0, before.1])).await;
    page.view().await
}

#[test]
pub fn ctrl_and_the_wheel_zoom_while_the_plain_wheel_leaves_the_view_alone() {
    Visit::hosted(dense(500)).run(async |page| {
        let whole = open(page, &dense(500)).await;
        page.wheel(MIDDLE, (0, 300), Held::Nothing).await;
        let still =
            "const before = window.scrollBefore; window.scrollBefore = scrollY; return before === scrollY";
        page.until("the page to have scrolled", still, json!(null)).await;
        assert_eq!(page.view().await, whole);
        page.wheel(MIDDLE, (0, -300), Held::Ctrl).await;
        let closer = moved(page, whole).await;
        assert!(closer.0 > whole.0 && closer.1 < whole.1, "{closer:?} in {whole:?}");
        page.press("Fit").await;
        assert_eq!(moved(page, closer).await, whole);
        page.press("Back").await;
        assert_eq!(moved(page, whole).await, closer);
    });
}

#[test]
pub fn a_drag_pans_and_keeps_the_length() {
    Visit::hosted(dense(500)).run(async |page| {
        let whole = open(page, &dense(500)).await;
        page.wheel(MIDDLE, (0, -600), Held::Ctrl).await;
        let before = moved(page, whole).await;
        page.drag((0.7, 0.4), (0.5, 0.4), Held::Nothing).await;
        let after = moved(page, before).await;
        assert!(after.0 > before.0, "{before:?} {after:?}");
        assert_eq!(after.1 - after.0, before.1 - before.0);
    });
}

/// Time by state in a part of the agent's day, what was carried into it included.
fn truth_in(page: &Page, (start, end): (i64, i64)) -> BTreeMap<String, i64> {
    let scenario = page.sim.current(page.sim.url());
    let found = truth(&scenario, Dialect::ReportingV2, AGENT, start, end);
    let mut times: BTreeMap<String, i64> =
        found.states.into_iter().map(|(state, share)| (state, share.ms)).collect();
    if let Some(carried) = found.carried_in {
        *times.entry(carried.state).or_default() += found.before_first_ms;
    }
    times.retain(|_, ms| *ms > 0);
    times
}

/// The selection in the address.
async fn selected(page: &Page) -> (i64, i64) {
    page.until_address("sel=").await;
    let address = page.address().await.replace("%3A", ":");
    let (_, span) = address.split_once("sel=").unwrap();
    let (start, end) = span.split('&').next().unwrap().split_once('~').unwrap();
    let ms = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis();
    (ms(start), ms(end))
}

#[test]
pub fn the_totals_of_a_dragged_selection_are_the_truth() {
    Visit::hosted(Scenario::default()).run(async |page| {
        open(page, &Scenario::default()).await;
        page.drag((0.5, 0.3), (0.75, 0.3), Held::Shift).await;
        let span = selected(page).await;
        assert!(DAY_MS.0 < span.0 && span.0 < span.1 && span.1 < DAY_MS.1, "{span:?}");
        let expected = truth_in(page, span);
        assert!(expected.len() >= 3, "{expected:?}");
        let script =
            "return [...document.querySelectorAll('[data-testid=totals] tr[data-state]:not([data-reason])')]
            .reduce((sum, row) => sum + Number(row.dataset.ms), 0) === argument";
        page.until("the totals to follow the selection", script, json!(span.1 - span.0)).await;
        let found = page.totals().await.into_iter().map(|(state, total)| (state, total.ms));
        assert_eq!(found.filter(|(_, ms)| *ms > 0).collect::<BTreeMap<_, _>>(), expected);
    });
}

#[test]
pub fn a_selection_goes_round_in_a_link() {
    Visit::hosted(Scenario::default()).run(async |page| {
        open(page, &Scenario::default()).await;
        page.drag((0.62, 0.3), (0.8, 0.3), Held::Shift).await;
        let span = selected(page).await;
        let address = page.address().await;
        page.open("?demo=10").await;
        page.until_records(10).await;
        page.open(&format!("?{}", address.split_once('?').unwrap().1)).await;
        page.until("the timeline", "return part('timeline') !== null", json!(null)).await;
        assert_eq!(selected(page).await, span);
        let script = "const chip = part('scope').dataset;
            return chip.kind === 'selection' && Number(chip.start) === argument[0] && Number(chip.end) === argument[1]";
        page.until("the selection in words", script, json!([span.0, span.1])).await;
    });
}

#[test]
pub fn hovering_tells_the_state_and_a_click_marks_its_record_in_the_table() {
    Visit::hosted(Scenario::default()).run(async |page| {
        open(page, &Scenario::default()).await;
        page.hover((0.7, 0.3)).await;
        let tooltip = "const tip = document.querySelector('[role=tooltip]');
            return tip !== null && visible(tip) && /\\d{1,2}:\\d{2}/.test(tip.innerText) && tip.innerText";
        page.until("a tooltip with times", tooltip, json!(null)).await;
        page.click_stage((0.7, 0.3)).await;
        let marked = "const row = document.querySelector('[data-testid=records] .marked');
            if (row === null) throw Error('nothing is marked');
            const area = row.closest('.record-scroll').getBoundingClientRect(), at = row.getBoundingClientRect();
            if (at.top < area.top - 1 || at.bottom > area.bottom + 1) throw Error(`${at.top} in ${area.top}`);
            return true";
        page.until("the marked record in sight", marked, json!(null)).await;
        page.keys(&char::from(thirtyfour::Key::Escape).to_string()).await;
        page.until("the mark to go", "return document.querySelector('.marked') === null", json!(null)).await;
    });
}

/// Clicks on the first mark of a fold, which says what that does.
async fn open_fold(page: &Page) {
    let marked = "const fold = document.querySelector('.timeline .fold');
        return fold !== null && fold.title === 'Show all 24 hours' && getComputedStyle(fold).cursor === 'pointer'";
    page.until("a fold that can be clicked", marked, json!(null)).await;
    let fold = page.driver.find(By::Css(".timeline .fold")).await.unwrap();
    fold.click().await.unwrap();
}

#[test]
pub fn a_click_on_a_fold_shows_all_24_hours_and_the_switch_goes_back() {
    Visit::hosted(Scenario::default()).run(async |page| {
        // A day of this zone; rows of several have no fold.
        page.open(&format!("{}&tz=UTC", day())).await;
        page.until_settled().await;
        let folded = page.view().await;
        open_fold(page).await;
        assert_eq!(moved(page, folded).await, DAY_MS);
        page.until_address("from=00").await;
        page.choose("Hours", "Shifts").await;
        assert_eq!(moved(page, DAY_MS).await, folded);

        page.open("?demo=team&lanes=agent").await;
        page.until_settled().await;
        let folded = page.view().await;
        open_fold(page).await;
        let whole = moved(page, folded).await;
        assert!(whole.0 < folded.0 && whole.1 >= folded.1, "{folded:?} in {whole:?}");
        page.choose("Hours", "Shifts").await;
        moved(page, whole).await;
    });
}

#[test]
pub fn a_week_can_be_seen_day_by_day() {
    Visit::hosted(Scenario::default()).run(async |page| {
        page.open(&format!("?agent={AGENT}&start=2026-10-28T04:00:00Z&end=2026-11-04T05:00:00Z&lanes=day"))
            .await;
        page.until("rows by day", "return part('timeline')?.dataset.lanes === 'day'", json!(null)).await;
        page.until_settled().await;
        page.shot("week-by-day").await;
        page.press("By state").await;
        page.until_address("agent=").await;
        page.until("rows by state", "return part('timeline').dataset.lanes === 'state'", json!(null)).await;
    });
}
