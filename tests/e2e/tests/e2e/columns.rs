//! Tables whose columns are unknown: asked about, remembered, called off.

use e2e::{Page, Visit};
use serde_json::json;
use thirtyfour::Key;

use crate::files::drop_files;

/// Some other product's report.
const TABLE: &str = "\
User,Status,Since,Secs
ana@x.test,Available,2026-11-13 09:00:00,1800
ana@x.test,Not Ready,2026-11-13 09:30:00,600
";

const READY: f64 = 1_800_000.0;

async fn until_asked(page: &Page, file: &str) {
    let script = "return part('columns')?.open && part('columns').innerText.includes(argument)";
    page.until(&format!("the question about {file}"), script, json!(file)).await;
}

async fn is_asked(page: &Page) -> bool {
    page.js("return part('columns') !== null", json!(null)).await == json!(true)
}

/// Says what the columns of [`TABLE`] hold, and reads it.
async fn answer(page: &Page) {
    assert_eq!(page.js("return button('Read the file').disabled", json!(null)).await, json!(true));
    page.choose("Since", "Start (date and time, or date)").await;
    page.choose("Secs", "Duration").await;
    page.press("Read the file").await;
}

async fn until_gone(page: &Page) {
    page.until("the dialog to go", "return part('columns') === null", json!(null)).await;
}

async fn until_ready(page: &Page, expected: f64) {
    let script = "return part('card-ready')?.dataset.value === String(argument)";
    page.until(&format!("{expected} ms ready"), script, json!(expected)).await;
}

#[test]
fn an_unknown_table_is_asked_about_once_on_a_computer() {
    Visit::default().run(async |page| {
        page.open("").await;
        drop_files(page, &[("queue.csv", TABLE)]).await;
        until_asked(page, "queue.csv").await;
        answer(page).await;
        until_ready(page, READY).await;
        page.until_status(&["queue.csv", "the columns that you chose", "America/New_York"]).await;
        let kept = page.js("return localStorage.getItem('shiftline.columns')", json!(null)).await;
        let kept = kept.as_str().unwrap_or_default().to_owned();
        assert!(kept.contains("Since") && !kept.contains("ana@x.test"), "{kept}");

        page.open("").await;
        page.until_button("Show timeline").await;
        drop_files(page, &[("tomorrow.csv", TABLE)]).await;
        until_ready(page, READY).await;
        assert!(!is_asked(page).await);

        page.press("Choose the columns anew: tomorrow.csv").await;
        until_asked(page, "tomorrow.csv").await;
        page.choose("Duration is in", "Milliseconds").await;
        page.press("Read the file").await;
        until_ready(page, 1_800.0).await;
    });
}

#[test]
fn a_choice_that_is_not_to_be_remembered_is_asked_for_again() {
    Visit::default().run(async |page| {
        page.open("").await;
        drop_files(page, &[("queue.csv", TABLE)]).await;
        until_asked(page, "queue.csv").await;
        page.js("control('Remember on this computer').click()", json!(null)).await;
        answer(page).await;
        until_ready(page, READY).await;
        let kept = page.js("return localStorage.length", json!(null)).await;
        assert_eq!(kept, json!(0));
        drop_files(page, &[("queue.csv", TABLE)]).await;
        until_asked(page, "queue.csv").await;
    });
}

#[test]
fn whoever_calls_it_off_goes_on_looking_at_what_was_there() {
    Visit::default().run(async |page| {
        page.open("?demo=300").await;
        page.until_records(300).await;
        page.until_settled().await;
        let (totals, address) = (page.totals().await, page.address().await);
        let escape = char::from(Key::Escape).to_string();
        for by_key in [false, true] {
            drop_files(page, &[("queue.csv", TABLE)]).await;
            until_asked(page, "queue.csv").await;
            if by_key {
                page.keys(&escape).await;
            } else {
                page.press("Cancel").await;
            }
            until_gone(page).await;
            assert_eq!((page.totals().await, page.address().await), (totals.clone(), address.clone()));
            assert_eq!(page.text_of("files").await, "");
        }
    });
}

/// A table in XML is asked about like any other; what a state means is remembered with its columns.
#[test]
fn states_of_xml_are_given_a_meaning_and_keep_it() {
    let row = |status: &str, start: &str, secs: usize| {
        format!(
            "<row><User>ana</User><Status>{status}</Status><Since>{start}</Since><Secs>{secs}</Secs></row>"
        )
    };
    let rows = [row("Chatting", "2026-11-13 09:00:00", 1_800), row("Not Ready", "2026-11-13 09:30:00", 600)];
    let text = format!("<rows>{}</rows>", rows.concat());
    Visit::default().run(async move |page| {
        page.open("").await;
        drop_files(page, &[("queue.xml", &text)]).await;
        until_asked(page, "queue.xml").await;
        page.choose("Chatting", "Ready").await;
        answer(page).await;
        until_ready(page, READY).await;
        let kept = page.js("return localStorage.getItem('shiftline.columns')", json!(null)).await;
        let kept = kept.as_str().unwrap_or_default().to_owned();
        assert!(kept.contains("Chatting") && !kept.contains("Not Ready"), "{kept}");

        page.open("").await;
        page.until_button("Show timeline").await;
        drop_files(page, &[("tomorrow.xml", &text)]).await;
        until_ready(page, READY).await;
        assert!(!is_asked(page).await);

        page.press("Choose the columns anew: tomorrow.xml").await;
        until_asked(page, "tomorrow.xml").await;
        page.choose("Chatting", "Other").await;
        page.press("Read the file").await;
        until_ready(page, 0.0).await;
    });
}

#[test]
fn several_unknown_tables_are_asked_about_one_after_another() {
    Visit::default().run(async |page| {
        page.open("").await;
        let other = "Who,What,From\n7,Available,2026-11-13 09:00:00\n7,Logged out,2026-11-13 09:45:00\n";
        drop_files(page, &[("a.csv", TABLE), ("b.csv", other), ("c.csv", TABLE)]).await;
        until_asked(page, "a.csv").await;
        answer(page).await;
        until_asked(page, "b.csv").await;
        page.choose("Who", "Agent ID").await;
        page.choose("What", "Agent state").await;
        let words = "No column says how long a state lasted";
        page.until(
            "what is taken for granted",
            "return part('columns').innerText.includes(argument)",
            json!(words),
        )
        .await;
        page.press("Read the file").await;
        page.until_status(&["a.csv", "b.csv", "c.csv"]).await;
        page.until_records(4).await;
        page.until_finding("duplicates", 2).await;
    });
}

#[test]
fn the_dialog_fits_a_phone() {
    Visit { size: (360, 740), ..Visit::default() }.run(async |page| {
        page.open("").await;
        drop_files(page, &[("queue.csv", TABLE)]).await;
        until_asked(page, "queue.csv").await;
        let script = "const dialog = part('columns'), box = dialog.getBoundingClientRect();
            return dialog.scrollWidth <= dialog.clientWidth && box.left >= 0 && box.right <= innerWidth
                && box.top >= 0 && box.bottom <= innerHeight && dialog.contains(document.activeElement)";
        assert_eq!(page.js(script, json!(null)).await, json!(true));
        page.shot("columns").await;
    });
}
