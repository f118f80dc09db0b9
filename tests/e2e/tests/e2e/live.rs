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
        page.until("the line of the present", "return document.querySelector('.timeline-now')", json!(null))
            .await;
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

/// Gives the page a clock that stands still, and intervals that pass only when `pass(ms)` is called.
/// `hide(true)` is a tab that cannot be seen.
async fn hold_clock(page: &Page, at_ms: i64) {
    let script = "window.clock = ARGUMENT;
        Date.now = () => window.clock;
        window.Date = new Proxy(Date, {
            construct: (target, given) => new target(...(given.length ? given : [target.now()])),
        });
        const beats = new Map(), FIRST = 1e9;
        let last = FIRST;
        window.setInterval = (run, ms) => { beats.set(++last, { run, ms, due: window.clock + ms }); return last; };
        const clear = window.clearInterval.bind(window);
        window.clearInterval = (id) => id > FIRST ? beats.delete(id) : clear(id);
        window.pass = (ms) => {
            for (const end = window.clock + ms; window.clock < end;) {
                window.clock += 1000;
                for (const [id, beat] of [...beats]) {
                    if (!beats.has(id) || beat.due > window.clock) continue;
                    beat.due += beat.ms;
                    beat.run();
                }
            }
        };
        let hidden = false;
        Object.defineProperty(document, 'hidden', { get: () => hidden });
        window.hide = (now) => {
            hidden = now;
            document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
        };";
    let source = json!({ "source": script.replace("ARGUMENT", &at_ms.to_string()) });
    page.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source).await.unwrap();
}

/// A followed range of the tutorial's agent at noon, with intervals held.
async fn follow(page: &Page, query: &str) {
    hold_clock(page, NOON).await;
    page.open(&format!("?agent={TUTORIAL_AGENT}&range=24h{query}")).await;
    page.until("records", "return Number(part('timeline')?.dataset.records) > 0", json!(null)).await;
    page.until_settled().await;
}

async fn pass(page: &Page, seconds: i64) {
    page.js("window.pass(argument * 1000)", json!(seconds)).await;
}

/// Waits until nothing is being loaded, then for an answer to a request that came after all others.
async fn asked(page: &Page) -> usize {
    let idle = "const again = button('Refresh now'); return again !== null && !again.disabled";
    page.until("the load to end", idle, json!(null)).await;
    page.js("return fetch('config.json').then(() => true)", json!(null)).await;
    crate::questions(page, page.sim.url()).len()
}

async fn until_asked(page: &Page, times: usize) {
    let started = std::time::Instant::now();
    while asked(page).await < times {
        assert!(started.elapsed() < e2e::LIMIT, "the page did not ask again");
    }
    assert_eq!(asked(page).await, times);
}

#[test]
fn it_asks_again_after_the_chosen_time_unless_paused_or_hidden() {
    Visit::hosted(Scenario { now_ms: Some(NOON), ..Scenario::default() }).run(async |page| {
        follow(page, "").await;
        let first = asked(page).await;
        pass(page, 29).await;
        assert_eq!(asked(page).await, first);
        pass(page, 1).await;
        until_asked(page, first + 1).await;

        page.js("hide(true)", json!(null)).await;
        pass(page, 600).await;
        assert_eq!(asked(page).await, first + 1, "hidden");
        page.js("hide(false)", json!(null)).await;
        until_asked(page, first + 2).await;

        page.choose("Refresh", "paused").await;
        pass(page, 3_600).await;
        assert_eq!(asked(page).await, first + 2, "paused");
        page.choose("Refresh", "every 5 minutes").await;
        pass(page, 299).await;
        assert_eq!(asked(page).await, first + 2, "not yet");
        pass(page, 1).await;
        until_asked(page, first + 3).await;
    });
}

/// How many pixels of the plot are what still goes on since the last load.
const GOING_ON: &str = "const bar = document.querySelector('.timeline-going-on');
    return bar === null ? null : bar.getBoundingClientRect().width";

#[test]
fn between_two_loads_the_timeline_goes_on_and_the_figures_stay() {
    let scenario = Scenario { now_ms: Some(NOON), ..Scenario::default() };
    Visit::hosted(scenario).run(async |page| {
        // The last ten minutes.
        follow(page, "&from=2026-11-03T15:50:00Z&to=2026-11-03T16:00:00Z").await;
        page.choose("Refresh", "every 5 minutes").await;
        let (asked_before, totals) = (asked(page).await, page.totals().await);
        assert_eq!(page.view().await, (NOON - HOUR / 6, NOON));
        assert_eq!(page.js(GOING_ON, json!(null)).await, json!(null));

        pass(page, 60).await;
        let width = page.until("a bar that goes on", GOING_ON, json!(null)).await.as_f64().unwrap();
        let edges = "const edge = (one) => document.querySelector(one).getBoundingClientRect().right;
            return [edge('.timeline-plot'), edge('.timeline-now'), edge('.timeline-going-on')]";
        let edges = page.js(edges, json!(null)).await;
        let plot = page.js("return document.querySelector('.timeline-plot').clientWidth", json!(null)).await;
        assert!((width - plot.as_f64().unwrap() / 10.0).abs() < 2.0, "{width} of {plot}");
        for edge in 1..3 {
            let off = edges[edge].as_f64().unwrap() - edges[0].as_f64().unwrap();
            assert!(off.abs() < 2.0, "{edges}");
        }
        assert_eq!(page.totals().await, totals);
        assert_eq!(asked(page).await, asked_before);

        page.sim.set_now(page.sim.url(), NOON + HOUR / 12);
        pass(page, 240).await;
        let after = json!([NOON - HOUR / 12, NOON + HOUR / 12].map(|ms| ms.to_string()));
        let view = "const { viewStart, viewEnd } = part('timeline').dataset;
            return String([viewStart, viewEnd]) === String(argument)";
        page.until("the view to follow", view, after).await;
        assert_eq!(page.js(GOING_ON, json!(null)).await, json!(null), "all of it is known");

        page.choose("Refresh", "paused").await;
        pass(page, 60).await;
        asked(page).await;
        assert_eq!(page.js(GOING_ON, json!(null)).await, json!(null), "paused");
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

/// Notifications that are only noted, of a browser that allows them.
async fn note_notifications(page: &Page) {
    let script = "window.told = [];
        window.Notification = class {
            static permission = 'granted';
            static requestPermission() { return Promise.resolve('granted'); }
            constructor(title, { body }) { told.push(`${title}: ${body}`); }
        };";
    page.driver
        .cdp()
        .send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }))
        .await
        .unwrap();
}

#[test]
fn a_limit_that_is_passed_while_one_watches_is_marked_counted_and_told() {
    Visit::hosted(Scenario { now_ms: Some(NOON), ..Scenario::default() }).run(async |page| {
        let base = page.sim.url().to_owned();
        set_clock(page, NOON).await;
        note_notifications(page).await;
        page.open(&format!("?agent={TUTORIAL_AGENT}&range=24h&rules=each:*:1m")).await;
        let counted = "const n = Number(part('card-limits')?.dataset.value);
            return n > argument && part('limits').dataset.rows === String(n)
                && document.title.startsWith(`(${n}) limit`) && n";
        let before = page.until("limits in the title", counted, json!(0)).await.as_i64().unwrap();
        page.until("a choice", "return part('notify') && (part('notify').click(), true)", json!(null)).await;
        page.until("it to be on", "return part('notify').checked", json!(null)).await;
        assert_eq!(page.js("return told", json!(null)).await, json!([]), "what is seen is not told");

        page.sim.set_now(&base, NOON + 2 * HOUR);
        page.js("window.clockOffset += argument", json!(2 * HOUR)).await;
        page.until("more of them", counted, json!(before)).await;
        let told = page.until("a notification", "return told.length > 0 && told[0]", json!(null)).await;
        let told = told.as_str().unwrap_or_default();
        assert!(told.contains("passed: ") && told.contains("over by"), "{told}");
    });
}
