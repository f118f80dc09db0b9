//! The first page: words that are there before the program, a form, and both gone while something else is.

use cxone_sim::Scenario;
use e2e::Visit;
use serde_json::json;

use crate::sample::DRAWN;
use crate::{day, dense};

/// Whether the words are seen, and whether a form is.
fn seen(words: bool, form: bool) -> String {
    format!(
        "const form = [...document.querySelectorAll('form.query')].some(visible);
        return visible(document.querySelector('.start-words h1')) === {words} && form === {form}"
    )
}

#[test]
fn the_words_of_the_first_page_make_room_and_come_back() {
    Visit::default().run(async |page| {
        page.open("").await;
        page.until("words and form", &seen(true, true), json!(null)).await;
        page.press("Open sample agent").await;
        page.until("something drawn", DRAWN, json!(null)).await;
        page.until("neither words nor form", &seen(false, false), json!(null)).await;
        page.js("history.back()", json!(null)).await;
        page.until("words and form again", &seen(true, true), json!(null)).await;
    });
}

#[test]
fn the_words_that_came_first_are_the_ones_that_stay() {
    Visit::default().run(async |page| {
        let remember =
            "new MutationObserver(() => { window.first ??= document.querySelector('.start-words h1') })
            .observe(document, { childList: true, subtree: true })";
        let source = json!({ "source": remember });
        page.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source).await.unwrap();
        page.open("").await;
        page.until_button("Show timeline").await;
        let stayed =
            "return window.first?.isConnected === true && document.querySelectorAll('h1').length === 1";
        assert_eq!(page.js(stayed, json!(null)).await, json!(true));
    });
}

#[test]
fn no_form_is_shown_while_the_first_page_is_awaited_and_cancel_brings_it() {
    Visit::hosted(Scenario { latency_ms: 60_000, ..dense(64) }).run(async |page| {
        page.open(&day()).await;
        page.until_button("Cancel").await;
        page.until("neither words nor form", &seen(false, false), json!(null)).await;
        page.press("Cancel").await;
        page.until("the form without the words", &seen(false, true), json!(null)).await;
    });
}
