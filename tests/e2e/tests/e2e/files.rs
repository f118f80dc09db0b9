//! Files, with no token at all: chosen or dropped, read here and sent nowhere.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use cxone_sim::{Oddity, OddityKind, Scenario};
use e2e::{Page, Visit};
use serde_json::json;

use crate::exports::export;
use crate::{day, dense, truth_of};

/// A data download as the report writes it, with a row that is broken.
pub const LOG: &str = "\
Agent_Session_ID,Agent_No,Agent_Name,Team_No,Bus_No,StateIndex,Start_Date,Working,Available,Outstate_Code,Outstate,Log_State,Skill_No,Skill_Name,Duration
7001,1001,\"Doe, Jane\",5,9,1,11/13/2026 08:00:00,0,0,0,,0,,,60
7001,1001,\"Doe, Jane\",5,9,2,11/13/2026 08:01:00,0,1,0,,1,,,600
7001,1001,\"Doe, Jane\",5,9,3,11/13/2026 08:11:00,1,0,0,,1,31,Orders,300
7001,1001,\"Doe, Jane\",5,9,4,11/13/2026 08:16:00,0,0,20067,After Call Work,1,,,120
7001,1001,\"Doe, Jane\",5,9,5,nonsense,0,1,0,,1,,,1
7001,1001,\"Doe, Jane\",5,9,6,11/13/2026 08:18:00,0,1,0,,1,,,2520
7001,1001,\"Doe, Jane\",5,9,7,11/13/2026 09:00:00,0,0,20061,Lunch,1,,,1800
";

/// What the log holds, milliseconds by card.
const IN_LOG: [(&str, f64); 4] =
    [("ready", 3_120_000.0), ("on-contact", 300_000.0), ("wrap-up", 120_000.0), ("not-ready", 1_860_000.0)];

async fn assert_log_is_shown(page: &Page) {
    for (card, expected) in IN_LOG {
        let script = "return part('card-' + argument[0])?.dataset.value === String(argument[1])";
        page.until(&format!("{card} to be {expected}"), script, json!([card, expected])).await;
    }
    page.until_finding("rejected", 1).await;
    assert!(page.requests().await.iter().all(|request| !request.url.contains("state-history")));
}

pub async fn choose_file(page: &Page, name: &str, bytes: &[u8]) {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, bytes).unwrap();
    page.choose_file("files", &file).await;
}

/// Drops files (name and text) onto the page, all at once.
pub async fn drop_files(page: &Page, files: &[(&str, &str)]) {
    let script = "const data = new DataTransfer();
        for (const [name, text] of argument) data.items.add(new File([text], name, { type: 'text/csv' }));
        document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))";
    page.js(script, json!(files)).await;
}

#[test]
pub fn an_agent_state_log_that_is_chosen_is_shown() {
    Visit::default().run(async |page| {
        page.open("").await;
        choose_file(page, "log.csv", LOG.as_bytes()).await;
        assert_log_is_shown(page).await;
    });
}

#[test]
pub fn an_agent_state_log_that_is_dropped_anywhere_is_shown() {
    Visit::default().run(async |page| {
        page.open("").await;
        page.control("Agent ID").await;
        // As spreadsheets in Europe save it: semicolons, UTF-16 with a mark.
        let script = "const text = argument.replaceAll('\"Doe, Jane\"', 'Doe').replaceAll(',', ';');
            const units = Uint16Array.from('\\uFEFF' + text, (letter) => letter.charCodeAt(0));
            const data = new DataTransfer();
            data.items.add(new File([units], 'Agent State Log.csv', { type: 'text/csv' }));
            document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))";
        page.js(script, json!(LOG)).await;
        assert_log_is_shown(page).await;
    });
}

/// Case 78 of the trials.
const SPLIT_MIDNIGHT: &str = "\
Agent_Session_ID,Agent_No,Agent_Name,Team_No,Bus_No,StateIndex,Start_Date,Working,Available,Outstate_Code,Outstate,Log_State,Skill_No,Skill_Name,Duration
9001,401,Ana Ruiz,7,1,0,11/13/2026 22:00:00,0,1,0,,0,0,,6000
9001,401,Ana Ruiz,7,1,1,11/13/2026 23:40:00,0,0,12,Lunch,1,0,,1200
9001,401,Ana Ruiz,7,1,2,11/14/2026 00:00:00,0,0,12,Lunch,1,0,,1200
9001,401,Ana Ruiz,7,1,3,11/14/2026 00:20:00,0,1,0,,2,0,,600
";

#[test]
fn case_78_a_lunch_over_midnight_is_one_in_totals_cards_search_and_records() {
    Visit::default().run(async |page| {
        page.open("").await;
        choose_file(page, "split-midnight.csv", SPLIT_MIDNIGHT.as_bytes()).await;
        page.until_records(4).await;
        page.until_settled().await;
        let lunch = "const { ms, count, longestMs } =
            document.querySelector('[data-testid=totals] [data-reason=Lunch]').dataset;
            return `${ms} ${count} ${longestMs}`";
        assert_eq!(page.js(lunch, json!(null)).await, json!("2400000 1 2400000"));
        assert!((page.card("changes").await - 3.0).abs() < 1.0);
        let parts = "return [...part('records').querySelectorAll('.record-rows [title^=\"part of\"]')]
            .map((cell) => cell.title)";
        let part = "part of a stretch of 40\u{a0}min";
        assert_eq!(page.js(parts, json!(null)).await, json!([part, part]));
        page.find("lunch > 39 min").await;
        let found = "return document.querySelector('[data-kind=stretch]').dataset.count";
        assert_eq!(page.js(found, json!(null)).await, json!("1"));
    });
}

#[test]
pub fn exported_records_give_the_same_timeline_when_opened_again() {
    Visit::hosted(Scenario::default()).run(async |page| {
        page.open(&day()).await;
        let truth = truth_of(page, page.sim.url());
        page.assert_shows(&truth).await;
        page.until_settled().await;
        let csv = export(page, "Records (CSV)").await;
        let rows = csv::Reader::from_reader(&csv[..]).records().flatten().count();
        assert!(rows >= truth.placed, "{rows}");
        page.open("").await;
        choose_file(page, "records.csv", &csv).await;
        page.assert_shows(&truth).await;
    });
}

/// Drops one file of any bytes onto the page.
async fn drop_bytes(page: &Page, name: &str, bytes: &[u8]) {
    let script = "const [name, text] = argument, data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
        document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))";
    page.js(script, json!([name, BASE64_STANDARD.encode(bytes)])).await;
}

#[test]
pub fn records_as_parquet_give_the_same_timeline_when_dropped() {
    Visit::hosted(Scenario::default()).run(async |page| {
        page.open(&day()).await;
        let truth = truth_of(page, page.sim.url());
        page.assert_shows(&truth).await;
        page.until_settled().await;
        let totals = page.totals().await;
        let asked = async || page.requests().await.iter().filter(|one| one.url.contains("/writer-")).count();
        assert_eq!(asked().await, 0, "what writes comes when it is wanted");
        let file = export(page, "Records (Parquet)").await;
        assert!(file.starts_with(b"PAR1") && file.ends_with(b"PAR1"), "{} bytes", file.len());
        assert_eq!(asked().await, 1);
        page.open("").await;
        page.until_button("Show timeline").await;
        drop_bytes(page, "records.parquet", &file).await;
        page.assert_shows(&truth).await;
        page.until_totals(&totals).await;
    });
}

#[test]
fn a_reason_that_looks_like_a_formula_is_none_in_a_spreadsheet() {
    let formula = "=HYPERLINK(\"http://example.com\",\"x\")";
    let oddities = vec![Oddity::new(1, OddityKind::SubState(formula.into()))];
    Visit::hosted(Scenario { oddities, ..dense(20) }).run(async |page| {
        page.open(&day()).await;
        page.until_records(20).await;
        page.until_settled().await;
        for item in ["Records (CSV)", "Summary (CSV)"] {
            let csv = export(page, item).await;
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&csv[..]);
            let cells: Vec<String> = reader
                .records()
                .flatten()
                .flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>())
                .collect();
            assert!(cells.iter().any(|cell| cell.contains("HYPERLINK")), "{item}: {cells:?}");
            assert!(cells.iter().all(|cell| !cell.starts_with(['=', '+', '@'])), "{item}: {cells:?}");
        }
    });
}
