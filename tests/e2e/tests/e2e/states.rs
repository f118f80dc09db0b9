//! States as a centre calls them: changed in the page, dropped as a file, set by the host.

use e2e::{Page, Visit};
use serde_json::json;

use super::files::drop_files;
use super::{day, dense};

/// Milliseconds of a state's reason, as the totals tell it; 0 where there is none.
async fn reason_ms(page: &Page, reason: &str) -> i64 {
    let script = "const row = document.querySelector(`[data-testid=totals] [data-reason=\"${argument}\"]`);
        return Number(row?.dataset.ms ?? 0)";
    page.js(script, json!(reason)).await.as_i64().unwrap()
}

async fn until_card(page: &Page, name: &str, ms: i64) {
    let script = "return part('card-' + argument[0])?.dataset.value === String(argument[1])";
    page.until(&format!("{name} to be {ms}"), script, json!([name, ms])).await;
}

async fn card_ms(page: &Page, name: &str) -> i64 {
    page.card(name).await as i64
}

#[test]
fn a_reason_that_means_something_else_counts_there_and_back_again() {
    Visit::default().run(async |page| {
        page.open("?demo=1200").await;
        page.until_records(1_200).await;
        let (meeting, lunch) = (reason_ms(page, "Meeting").await, reason_ms(page, "Lunch").await);
        let (contact, not_ready) = (card_ms(page, "on-contact").await, card_ms(page, "not-ready").await);
        assert!(meeting > 0 && lunch > 0);

        page.press("Name states").await;
        page.choose("NOT_READY: Meeting, means", "On contact").await;
        page.fill("NOT_READY: Lunch, shown as", "Mittag").await;
        page.press("Use these").await;
        until_card(page, "on-contact", contact + meeting).await;
        until_card(page, "not-ready", not_ready - meeting).await;
        assert_eq!(reason_ms(page, "Mittag").await, lunch);
        let said = "return document.body.innerText.includes('States as you changed them.')";
        page.until("the map to be told", said, json!(null)).await;

        page.press("Name states").await;
        page.press("As they came").await;
        until_card(page, "on-contact", contact).await;
        until_card(page, "not-ready", not_ready).await;
    });
}

#[test]
fn a_dropped_file_of_states_is_put_into_force_and_a_wrong_one_told() {
    Visit::default().run(async |page| {
        page.open("?demo=1200").await;
        page.until_records(1_200).await;
        let (meeting, contact) = (reason_ms(page, "Meeting").await, card_ms(page, "on-contact").await);
        let file = r#"{"states":[{"reason":"Meeting","kind":"on contact","colour":"teal"}]}"#;
        drop_files(page, &[("states.json", file)]).await;
        until_card(page, "on-contact", contact + meeting).await;
        let said = "return document.body.innerText.includes('States as in the file states.json.')";
        page.until("the map to be told", said, json!(null)).await;
        assert_eq!(page.records().await, 1_200, "what was shown stays");

        drop_files(page, &[("wrong.json", r#"{"states":[{"reason":"Meeting","kind":"busy"}]}"#)]).await;
        let said = "return document.body.innerText.includes('has the kind “busy”')";
        page.until("what is wrong", said, json!(null)).await;
        assert_eq!(card_ms(page, "on-contact").await, contact + meeting, "states stay as they are");
    });
}

#[test]
fn a_host_names_states_and_this_computer_counts_for_more() {
    let states = json!([{ "state": "READY", "kind": "on contact" }]);
    let config = json!({ "base": "", "token": false, "states": states }).to_string();
    let hosted = Visit::hosted(dense(64));
    Visit { config: Some(config), ..hosted }.run(async |page| {
        page.open(&day()).await;
        page.until_records(64).await;
        let said = "return document.body.innerText.includes('States as this site calls them.')";
        page.until("the map to be told", said, json!(null)).await;
        assert_eq!(card_ms(page, "ready").await, 0);

        page.press("Name states").await;
        page.choose("READY, means", "Ready").await;
        page.control("Remember on this computer").await.click().await.unwrap();
        page.press("Use these").await;
        let ready = "return Number(part('card-ready')?.dataset.value) > 0";
        page.until("ready to count as ready", ready, json!(null)).await;
        page.open(&day()).await;
        page.until_records(64).await;
        let said = "return document.body.innerText.includes('States as kept on this computer.')";
        page.until("what was kept to be told", said, json!(null)).await;
        page.until("ready to count as ready", ready, json!(null)).await;
    });
}
