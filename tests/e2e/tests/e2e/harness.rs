//! The harness itself, on a page of a few lines.

use std::fs;
use std::path::Path;

use e2e::{Engine, Page, Visit};
use serde_json::json;
use thirtyfour::Key;

const HTML: &str = r#"<!doctype html><html lang="en"><head><meta name="referrer" content="no-referrer"><title>Small</title></head>
<body><main><form><label>Agent ID <input></label><label for="t">Access token</label><input id="t" type="password"></form>
<button disabled>Show timeline</button><div role="alert"></div><div data-testid="timeline" data-records="0"></div>
<div data-testid="totals"></div><div data-testid="records"></div>
<script>
const [agent, token] = document.querySelectorAll('input');
agent.oninput = () => { document.querySelector('button').disabled = false; };
document.querySelector('button').onclick = async () => {
  const answer = await fetch(`/api/reporting/v2/agent-state-history?agentId=${agent.value}&startTime=2025-03-03T00:00:00Z&endTime=2025-03-04T00:00:00Z`,
    { headers: { Authorization: `Bearer ${token.value}` } });
  const body = await answer.json();
  document.querySelector('[role=alert]').textContent = body.error_description ?? '';
  document.querySelector('[data-testid=timeline]').dataset.records = body.records?.length ?? 0;
};
</script></main></body></html>"#;

fn small(name: &str, html: &str) -> Visit {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("index.html"), html).unwrap();
    let root = cxone_sim::Scenario { records: Some(25), ..cxone_sim::Scenario::default() };
    Visit { site: Some(folder), ..Visit::to(root) }
}

#[test]
fn it_types_presses_waits_and_reads() {
    small("reads", HTML).run(async |page| {
        page.open("").await;
        page.fill("Agent ID", "wrong").await;
        page.press("Show timeline").await;
        page.until_alert(&["access token"]).await;
        let token = page.token(page.sim.url());
        page.fill("Agent ID", cxone_sim::TUTORIAL_AGENT).await;
        page.fill("Access token", &token).await;
        assert_eq!(page.value("Agent ID").await, cxone_sim::TUTORIAL_AGENT);
        page.press("Show timeline").await;
        page.until_records(25).await;
        assert!(page.requests().await.iter().any(|request| request.url.contains("agent-state-history")));
        assert!(!page.shot("harness").await.is_empty());
    });
}

#[test]
#[should_panic(expected = "a secret was kept")]
fn it_sees_a_secret_in_storage() {
    small("storage", HTML).run(async |page| {
        page.open("").await;
        let token = page.token(page.sim.url());
        page.js("localStorage.setItem('token', argument)", json!(token)).await;
    });
}

#[test]
#[should_panic(expected = "a request to strangers")]
fn it_sees_a_request_to_strangers() {
    small("strangers", HTML).run(async |page| {
        page.open("").await;
        let other = cxone_sim::Sim::start().unwrap();
        page.js("return fetch(argument).then(() => true)", json!(other.url())).await;
    });
}

#[test]
#[should_panic(expected = "Content Security Policy")]
fn it_sees_a_broken_policy() {
    let strict = HTML.replace(
        "<head>",
        "<head><meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\">",
    );
    small("policy", &strict).run(async |page| page.open("").await);
}

/// Presses a key together with Ctrl, in the field for an agent's ID.
async fn with_control(page: &Page, letter: char) {
    let keys = format!("{}{letter}", char::from(Key::Control));
    page.control("Agent ID").await.send_keys(keys).await.unwrap();
}

/// A browser shows one visit after another.
#[test]
pub fn it_opens_a_page_that_knows_nothing_of_a_visit_before() {
    let traces =
        "return [document.cookie, localStorage.length, sessionStorage.length, window.name, history.length,
        document.referrer, document.visibilityState, document.hasFocus()]";
    let mut seen = Vec::new();
    for _ in 0..2 {
        small("traces", HTML).run(async |page| {
            page.open("").await;
            seen.push(page.js(traces, json!(null)).await);
            let asked = page.requests().await;
            assert!(asked.iter().all(|request| request.url.starts_with(page.sim.url())), "{asked:?}");
            let said = page.console().await;
            assert!(said.iter().all(|entry| !entry.message.contains("visit")), "{said:?}");
            with_control(page, 'v').await;
            let pasted = page.value("Agent ID").await;
            assert!(!pasted.contains("visit"), "{pasted:?} is there to be pasted");
            page.fill("Agent ID", "of this visit").await;
            with_control(page, 'a').await;
            with_control(page, 'c').await;
            let leave = "document.cookie = 'a=b'; localStorage.a = sessionStorage.a = window.name = 'b';
                console.log('of this visit')";
            page.js(leave, json!(null)).await;
        });
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0].as_array().map(Vec::len), Some(8));
}

/// Keeps what a pointer does, wherever.
const POINTER: &str = "window.moves = [];
    for (const kind of ['pointermove', 'pointerenter', 'pointerleave'])
        addEventListener(kind, event => moves.push([kind, event.clientX, event.clientY]), true)";

#[test]
pub fn a_browser_that_comes_and_goes_moves_no_pointer_of_another() {
    small("pointer", HTML).run(async |page| {
        page.open("").await;
        page.js(POINTER, json!(null)).await;
        let engine = Engine::here();
        let other =
            || Visit { zone: "Asia/Tokyo", ..small("other", HTML) }.run(async |other| other.open("").await);
        std::thread::spawn(move || engine.runs(other)).join().unwrap();
        assert_eq!(page.js("return window.moves", json!(null)).await, json!([]));
    });
}
