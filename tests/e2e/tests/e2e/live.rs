//! A range that ends now follows the time.

use cxone_sim::{Dialect, Scenario, TUTORIAL_AGENT, truth};
use e2e::{Page, Visit};
use serde_json::json;

const HOUR: i64 = 3_600_000;
/// 2026-11-03T16:00:00Z: in New York, in the middle of the shift.
const NOON: i64 = 1_793_721_600_000;

/// Makes the page's clock run from here on, beginning with this moment.
async fn set_clock(page: &Page, at_ms: i64) {
    let script = "const real = Date.now.bind(Date);
        window.clockOffset ??= ARGUMENT - real();
        Date.now = () => real() + window.clockOffset;
        window.Date = new Proxy(Date, {
            construct: (target, given) => new target(...(given.length ? given : [target.now()])),
        });";
    let source = json!({ "source": script.replace("ARGUMENT", &at_ms.to_string()) });
    page.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source).await.unwrap();
}

#[test]
fn what_happened_in_the_next_hour_is_fetched_alone_and_the_view_stays() {
    let scenario = Scenario { now_ms: Some(NOON), ..Scenario::default() };
    Visit::hosted(scenario).run(async |page| {
        let base = page.sim.url().to_owned();
        set_clock(page, NOON).await;
        page.open(&format!("?agent={TUTORIAL_AGENT}&range=24h")).await;
        page.until("records", "return Number(part('timeline')?.dataset.records) > 0", json!(null)).await;
        page.until_settled().await;
        let (start, end) = page.view().await;
        assert!((NOON..NOON + 120_000).contains(&end) && end - start == 24 * HOUR, "{start} {end}");
        page.press("Zoom in").await;
        page.until(
            "a closer view",
            "return Number(part('timeline').dataset.viewStart) > argument",
            json!(start),
        )
        .await;
        let view = page.view().await;
        let before = crate::questions(page, &base).len();

        page.sim.set_now(&base, NOON + HOUR);
        page.js("window.clockOffset += argument", json!(HOUR)).await;
        let late =
            truth(&page.sim.current(&base), Dialect::ReportingV2, TUTORIAL_AGENT, start, NOON + 2 * HOUR);
        // Nobody presses anything: the page looks by itself.
        page.assert_shows_records(late.placed).await;
        assert_eq!(page.view().await, view);
        let asked = &crate::questions(page, &base)[before..];
        assert!(!asked.is_empty());
        for seen in asked {
            assert!(
                seen.query.contains("startTime=2026-11-03T15")
                    || seen.query.contains("startTime=2026-11-03T16"),
                "{}",
                seen.query
            );
        }
    });
}

#[test]
fn a_range_in_the_past_is_left_alone() {
    Visit::hosted(crate::dense(50)).run(async |page| {
        page.open(&crate::day()).await;
        page.until_records(50).await;
        page.until_settled().await;
        assert_eq!(page.text_of("live").await, "");
    });
}
