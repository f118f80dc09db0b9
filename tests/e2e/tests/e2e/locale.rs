//! How dates, times of day and numbers are written: as the browser's readers do, or as is chosen on the page.

use cxone_sim::Scenario;
use e2e::{Page, Visit};
use serde_json::json;

use crate::{AGENT, day, dense};

fn reader_of(language: &'static str) -> Visit {
    Visit { language, zone: "UTC", ..Visit::hosted(dense(1_234)) }
}

/// What stands above the timeline, in plain spaces.
async fn written(page: &Page) -> String {
    let text =
        "return (part('answer').innerText + ' ' + document.querySelector('.cards-place').innerText + ' '
        + document.querySelector('.answer-source').innerText + ' ' + document.title).replace(/\\s+/g, ' ')";
    page.js(text, json!(null)).await.as_str().unwrap_or_default().to_owned()
}

#[test]
pub fn dates_times_and_numbers_are_those_of_the_browsers_language() {
    for (language, date, number, decimal, is_of_12) in [
        ("en-GB", "Tue 3 Nov 2026", "1,234 records", '.', false),
        ("en-US", "Tue Nov 3, 2026", "1,234 records", '.', true),
        ("de-DE", "Tue 3. Nov 2026", "1.234 records", ',', false),
    ] {
        reader_of(language).run(async |page| {
            page.open(&day()).await;
            page.until_records(1_234).await;
            page.until_settled().await;
            let text = written(page).await;
            assert!(text.contains(date) && text.contains(number), "{language}: {text}");
            assert_eq!(text.contains(" AM") || text.contains(" PM"), is_of_12, "{language}: {text}");
            let card = "return part('card-occupancy').innerText";
            let share = page.js(card, json!(null)).await;
            let share = share.as_str().unwrap_or_default();
            assert!(share.contains('%') && share.contains(decimal), "{language}: {share}");
        });
    }
}

#[test]
fn what_is_chosen_is_written_at_once_and_after_a_reload() {
    reader_of("en-GB").run(async |page| {
        page.open(&day()).await;
        page.until_records(1_234).await;
        page.until_settled().await;
        let address = page.address().await;
        page.press("Dates and numbers").await;
        let is_there = "return document.querySelector('select[data-choice=dates]') !== null";
        page.until("the choices", is_there, json!(null)).await;
        for (what, value) in [("hours", "12"), ("dates", "iso")] {
            let choose = "const select = document.querySelector(`select[data-choice=${argument[0]}]`);
                select.value = argument[1]; select.dispatchEvent(new Event('change', { bubbles: true }))";
            page.js(choose, json!([what, value])).await;
        }
        page.press("Done").await;
        let is_written = "return /Tue 2026-11-03/.test(part('answer').innerText) && / [AP]M/.test(
            document.querySelector('.cards-place').innerText.replace(/\\s+/g, ' '))";
        page.until("dates and times as chosen", is_written, json!(null)).await;
        assert_eq!(page.address().await, address, "a link says nothing of it");
        page.open(&day()).await;
        page.until("the same on another visit", is_written, json!(null)).await;
    });
}

#[test]
fn a_link_of_a_week_shows_the_same_days_to_readers_whose_weeks_begin_on_others() {
    let mut spans = Vec::new();
    for language in ["en-GB", "en-US"] {
        let visit = Visit { language, zone: "UTC", ..Visit::hosted(Scenario::default()) };
        visit.run(async |page| {
            page.open(&format!("?agent={AGENT}&range=lastweek-sat")).await;
            page.until("a range", "return part('scope') !== null", json!(null)).await;
            let span = "return part('scope').dataset.start + ' ' + part('scope').dataset.end";
            spans.push(page.js(span, json!(null)).await);
            page.edit_form().await;
            let chosen = "return part('range')?.selectedOptions[0].text";
            assert_eq!(page.until("the range", chosen, json!(null)).await, "Last week, from Saturday");
        });
    }
    assert_eq!(spans[0], spans[1]);
}
