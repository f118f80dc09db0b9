//! What files do to what was shown, and what is said of them.

use e2e::{Page, Visit};
use serde_json::json;
use thirtyfour::Key;

use crate::files::drop_files;

macro_rules! case {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../cases/", $name)))
    };
}

const PLAIN: (&str, &str) = case!("00-plain.csv");

async fn until_card(page: &Page, card: &str, expected: i64) {
    let script = "return part('card-' + argument[0])?.dataset.value === String(argument[1])";
    page.until(&format!("{card} to be {expected}"), script, json!([card, expected])).await;
}

async fn until_plain(page: &Page) {
    until_card(page, "ready", 25 * 60_000).await;
    until_card(page, "on-contact", 10 * 60_000).await;
}

/// Cases 74-bad-after-good and 77-good-after-good.
#[test]
fn a_file_takes_the_place_of_the_one_before_whether_it_is_good_or_bad() {
    Visit::default().run(async |page| {
        page.open("").await;
        drop_files(page, &[PLAIN]).await;
        until_plain(page).await;
        drop_files(page, &[case!("12e-clock.csv")]).await;
        page.until_status(&["12e-clock.csv"]).await;
        let script = "return part('totals')?.querySelector('[data-ms=\"90600000\"]') !== null";
        page.until("25:10:00", script, json!(null)).await;
        assert!(!page.text_of("files").await.contains("00-plain.csv"));
        drop_files(page, &[("notes.csv", "nothing of use")]).await;
        page.until_status(&["notes.csv", "Unknown columns"]).await;
        page.until("the timeline to go", "return part('timeline') === null", json!(null)).await;
        drop_files(page, &[PLAIN]).await;
        until_plain(page).await;
    });
}

/// Case 75-back.
#[test]
fn back_leads_to_what_was_there_before_the_file() {
    Visit::default().run(async |page| {
        page.open("?demo=300").await;
        page.until_records(300).await;
        drop_files(page, &[PLAIN]).await;
        until_plain(page).await;
        assert!(!page.address().await.contains("demo"), "no link leads to a file");
        page.js("history.back()", json!(null)).await;
        page.until_records(300).await;
        page.until_address("demo=300").await;
        assert_eq!(page.text_of("files").await, "");
        page.js("history.forward()", json!(null)).await;
        page.until_button("Show timeline").await;
        page.until("the timeline to go", "return part('timeline') === null", json!(null)).await;
    });
}

/// Case 71-zone-again.
#[test]
fn files_are_read_again_in_the_zone_that_is_chosen_after_them() {
    Visit { zone: "UTC", ..Visit::default() }.run(async |page| {
        page.open("").await;
        drop_files(page, &[PLAIN]).await;
        until_plain(page).await;
        let view = async || page.view().await.0;
        // 2026-11-13T09:00:00Z.
        assert_eq!(view().await, 1_794_560_400_000);
        page.fill("Time zone", "America/New_York").await;
        page.keys(&char::from(Key::Enter).to_string()).await;
        page.press("read the files again").await;
        let script = "return part('timeline')?.dataset.viewStart === '1794578400000'";
        page.until("09:00 in New York", script, json!(null)).await;
        page.until_status(&["Its times were read as America/New_York"]).await;
    });
}

/// A report from before the tables that the page has for its own times.
#[test]
fn old_reports_have_the_offsets_of_their_time() {
    Visit::default().run(async |page| {
        page.open("").await;
        let old = "Agent_No,Start_Date,Available,Duration\n1,07/13/2004 09:00:00,1,3600\n1,01/13/2004 09:00:00,1,60\n";
        drop_files(page, &[("old.csv", old)]).await;
        page.until_records(2).await;
        // 14:00Z in winter; the summer row ends at 14:00Z too, being an hour long.
        assert_eq!(page.view().await, (1_074_002_400_000, 1_089_727_200_000));
    });
}

/// Case 58-promised-list and its siblings: what cannot be used is listed although nothing can be shown.
#[test]
fn the_list_that_a_message_promises_is_there_without_a_timeline() {
    Visit::default().run(async |page| {
        page.open("").await;
        let none = "Agent_No,Start_Date,Available\n1,yesterday,1\n2,,1\n";
        drop_files(page, &[("none.csv", none), ("other.csv", none)]).await;
        page.until_status(&["none.csv", "2 could not be used: see data quality"]).await;
        page.until_finding("rejected", 4).await;
        page.until_finding("count", 4).await;
        let text = page.js("return part('findings').textContent", json!(null)).await;
        let text = text.as_str().unwrap_or_default();
        assert!(text.contains("none.csv, Line 2") && text.contains("other.csv, Line 3"), "{text}");
        assert!(page.has_button("Show timeline").await, "and the form is there");
        drop_files(page, &[PLAIN]).await;
        until_plain(page).await;
        page.until_finding("rejected", 0).await;
    });
}

/// Cases 70-bad-duration and 72-running.
#[test]
fn values_that_cannot_be_read_and_states_in_progress_are_said() {
    Visit::default().run(async |page| {
        page.open("").await;
        drop_files(page, &[case!("70-bad-duration.csv")]).await;
        page.until_status(&["2 values could not be read: see data quality"]).await;
        page.until_finding("count", 3).await;
        drop_files(page, &[case!("72-running.csv")]).await;
        page.until_finding("count", 1).await;
        until_card(page, "ready", 30 * 60_000).await;
        until_card(page, "not-ready", 0).await;
        page.until_settled().await;
        let mark = "const rows = [...part('records').querySelectorAll('.record-rows .record')];
            if (rows.length < 2) return false;
            rows[1].click();
            return rows[1].textContent.includes('in progress, length unknown')";
        page.until("the last record", mark, json!(null)).await;
        let card = "return part('pinned')?.innerText.includes('in progress, length unknown')";
        page.until("its card", card, json!(null)).await;
        let text = page.js("return document.body.innerText", json!(null)).await;
        assert!(!text.as_str().unwrap_or_default().contains("1 ms"));
    });
}

/// Case 73-mixed-sources, and dates: what is said of one file changes no other.
#[test]
fn each_file_keeps_its_own_meaning() {
    Visit { zone: "UTC", ..Visit::default() }.run(async |page| {
        page.open("").await;
        let own = "Agent_No,Start_Date,Available,Duration,Team_No\n1,03/04/2026 09:00:00,1,60,7\n";
        let proven = "Agent_No,Start_Date,Available,Duration\n2,13/04/2026 09:00:00,1,60\n2,03/04/2026 09:00:00,1,60\n";
        drop_files(page, &[("own.csv", own), ("proven.csv", proven)]).await;
        // From 4 March to 13 April: month first where nothing proves it.
        let from_to = "const { viewStart, viewEnd } = part('timeline')?.dataset ?? {};
            return viewStart === argument[0] && viewEnd === argument[1]";
        page.until("both orders", from_to, json!(["1772614800000", "1776070860000"])).await;
        assert!(!page.has_control("Order of dates in proven.csv").await);
        page.choose("Order of dates in own.csv", "day/month/year").await;
        page.until("3 to 13 April", from_to, json!(["1775206800000", "1776070860000"])).await;
        page.until_finding("count", 0).await;
    });
}

/// Files with the same columns are one report: what one of them proves is true of the others.
#[test]
fn parts_of_one_report_are_read_alike() {
    Visit { zone: "UTC", ..Visit::default() }.run(async |page| {
        page.open("").await;
        let first = "Agent_No,Start_Date,Available,Duration\n1,03/04/2026 09:00:00,1,60\n";
        let second = "Agent_No,Start_Date,Available,Duration\n2,13/04/2026 09:00:00,1,60\n";
        drop_files(page, &[("first.csv", first), ("second.csv", second)]).await;
        let from_to = "const { viewStart, viewEnd } = part('timeline')?.dataset ?? {};
            return viewStart === argument[0] && viewEnd === argument[1]";
        page.until("3 to 13 April", from_to, json!(["1775206800000", "1776070860000"])).await;
    });
}

/// Files come while others are read: the last ones are shown.
#[test]
fn the_files_that_came_last_are_shown() {
    Visit::default().run(async |page| {
        page.open("").await;
        let row = |i: u32| {
            let (day, hour, minute) = (1 + i / 1_440 % 28, i / 60 % 24, i % 60);
            format!("1,11/{day:02}/2026 {hour:02}:{minute:02}:00,1,60\n")
        };
        let rows: String = (0..60_000).map(row).collect();
        let long = format!("Agent_No,Start_Date,Available,Duration\n{rows}");
        drop_files(page, &[("long.csv", &long)]).await;
        drop_files(page, &[PLAIN]).await;
        until_plain(page).await;
        page.until_settled().await;
        assert!(!page.text_of("files").await.contains("long.csv"));
    });
}
