//! Find and Help: reached from anywhere, by keys and by hand; what choosing a result does.

use e2e::{Page, Theme, Visit};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::files::choose_file;
use crate::looks::findings;
use crate::{day, dense};

fn key(key: Key) -> String {
    char::from(key).to_string()
}

/// The topic at which Help is open.
async fn until_help(page: &Page, topic: &str) {
    let script = "return document.querySelector('.help[open] [data-topic]')?.dataset.topic === argument";
    page.until(&format!("Help at {topic}"), script, json!(topic)).await;
}

async fn close(page: &Page) {
    page.keys(&key(Key::Escape)).await;
    page.until("no dialog", "return document.querySelector('dialog[open]') === null", json!(null)).await;
}

#[test]
fn a_time_zone_is_found_before_anything_is_loaded_and_its_code_comes_then() {
    Visit { zone: "UTC", ..Visit::default() }.run(async |page| {
        page.open("").await;
        page.until_button("Show timeline").await;
        let parts = "return performance.getEntriesByType('resource').filter(({ name }) => /aids-[0-9a-f]+.wasm$/.test(name)).length";
        assert_eq!(page.js(parts, json!(null)).await, json!(0));
        page.find("Arizona").await;
        assert_eq!(page.js(parts, json!(null)).await, json!(1));
        let first = "return document.querySelector('.find-result').innerText";
        let first = page.js(first, json!(null)).await;
        assert!(first.as_str().is_some_and(|first| first.contains("Phoenix") && first.contains("UTC−7")), "{first}");
        page.keys(&key(Key::Enter)).await;
        page.until("no dialog", "return document.querySelector('dialog[open]') === null", json!(null)).await;
        assert_eq!(page.value("Time zone").await, "America/Phoenix");
    });
}

#[test]
fn stretches_are_found_and_stepped_along_by_keys() {
    Visit::hosted(dense(640)).run(async |page| {
        page.open(&day()).await;
        page.until_records(640).await;
        page.until_settled().await;
        page.find("ready").await;
        page.keys(&key(Key::Enter)).await;
        let at = "return document.querySelector('.steps-at')?.textContent.startsWith(argument)";
        page.until("the first", at, json!("1 of ")).await;
        page.keys(&key(Key::Enter)).await;
        page.until("the second", at, json!("2 of ")).await;
        page.keys(&key(Key::Escape)).await;
        page.until("no bar", "return document.querySelector('.steps') === null", json!(null)).await;
    });
}

#[test]
fn help_opens_by_key_by_button_and_by_what_a_message_is_about() {
    Visit::default().run(async |page| {
        page.open("").await;
        page.until_button("Show timeline").await;
        page.js("document.activeElement?.blur()", json!(null)).await;
        page.keys("?").await;
        until_help(page, "keys").await;
        page.press("Getting an access token").await;
        until_help(page, "token").await;
        close(page).await;
        page.press("Help").await;
        until_help(page, "marks").await;
        close(page).await;
        choose_file(page, "report.html", b"<!doctype html><title>Sign in</title>").await;
        page.press("Why?").await;
        until_help(page, "report").await;
    });
}

/// What axe finds in both dialogs.
async fn barriers(page: &Page) -> Vec<Value> {
    let mut found = Vec::new();
    for asked in ["Eastern", "zzzz"] {
        page.js("document.activeElement?.blur()", json!(null)).await;
        page.press("Find").await;
        page.until("Find", "return document.activeElement.closest('.find') !== null", json!(null)).await;
        page.keys(asked).await;
        let told = "return document.querySelector('.find-none').textContent !== ''";
        page.until("an answer", told, json!(null)).await;
        found.push(findings(page, "dialog[open]").await);
        close(page).await;
    }
    page.press("Help").await;
    until_help(page, "marks").await;
    found.push(findings(page, "dialog[open]").await);
    page.press("Getting an access token").await;
    until_help(page, "token").await;
    found.push(findings(page, "dialog[open]").await);
    found
}

#[test]
fn axe_finds_nothing_in_the_dialogs() {
    for (theme, size) in
        [(Theme::Light, (1_440, 900)), (Theme::Dark, (1_440, 900)), (Theme::Light, (390, 780))]
    {
        Visit { theme, size, ..Visit::default() }.run(async |page| {
            page.open("").await;
            page.until_button("Show timeline").await;
            assert_eq!(barriers(page).await, [json!([]), json!([]), json!([]), json!([])]);
        });
    }
}
