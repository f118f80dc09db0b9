//! Limits: what is over them is listed, leads to its bar, is saved and shared.

use std::collections::BTreeSet;

use e2e::{Page, Visit};
use serde_json::{Value, json};

use crate::exports::saved_list;
use crate::files::drop_files;
use crate::link::copied;

/// A day of two agents. 1001 has breaks of 20, 18 and 5 minutes and a lunch of 70; 1002 one break of 10 minutes.
const LOG: &str = "\
Agent_No,Agent_Name,Start_Date,Working,Available,Outstate,Log_State,Duration
1001,Doe Jane,11/13/2026 08:00:00,0,1,,0,7200
1001,Doe Jane,11/13/2026 10:00:00,0,0,Break,1,1200
1001,Doe Jane,11/13/2026 10:20:00,0,1,,1,6000
1001,Doe Jane,11/13/2026 12:00:00,0,0,Lunch,1,4200
1001,Doe Jane,11/13/2026 13:10:00,0,1,,1,3000
1001,Doe Jane,11/13/2026 14:00:00,0,0,Break,1,1080
1001,Doe Jane,11/13/2026 14:18:00,0,1,,1,6120
1001,Doe Jane,11/13/2026 16:00:00,0,0,Break,1,300
1001,Doe Jane,11/13/2026 16:05:00,0,1,,1,3300
1002,Roe Ann,11/13/2026 08:00:00,0,1,,0,7200
1002,Roe Ann,11/13/2026 10:00:00,0,0,Break,1,600
1002,Roe Ann,11/13/2026 10:10:00,0,1,,1,24600
";

const RULES: &str =
    r#"{ "rules": [{ "kind": "each", "reasons": ["Break"], "max": "9m" }, { "kind": "acw", "max": "3m" }] }"#;

/// Agent, kind of rule and excess of each line.
const LINES: &str = "return [...part('limits')?.querySelectorAll('[data-rule]') ?? []]
    .map(({ dataset }) => [dataset.agent, dataset.rule, Number(dataset.overMs)])";

async fn lines(page: &Page) -> BTreeSet<(String, String, i64)> {
    let lines: Vec<(String, String, i64)> =
        serde_json::from_value(page.js(LINES, json!(null)).await).unwrap();
    lines.into_iter().collect()
}

async fn until_lines(page: &Page, count: usize) {
    let script = "return part('limits')?.dataset.rows === String(argument)
        && part('card-limits')?.dataset.value === String(argument)";
    page.until(&format!("{count} lines"), script, json!(count)).await;
}

fn of(lines: &[(&str, &str, i64)]) -> BTreeSet<(String, String, i64)> {
    let minutes =
        |&(agent, rule, over): &(&str, &str, i64)| (agent.to_owned(), rule.to_owned(), over * 60_000);
    lines.iter().map(minutes).collect()
}

#[test]
fn other_limits_judge_the_same_day_anew_and_a_line_leads_to_its_bar() {
    Visit::default().run(async |page| {
        page.open("").await;
        page.control("Agent ID").await;
        drop_files(page, &[("log.csv", LOG)]).await;
        until_lines(page, 7).await;
        let expected = [
            ("1001", "each", 5),
            ("1001", "each", 3),
            ("1001", "each", 10),
            ("1001", "day", 13),
            ("1001", "day", 10),
            ("1001", "day", 23),
            ("1002", "no-logout", 290),
        ];
        assert_eq!(lines(page).await, of(&expected));
        drop_files(page, &[("rules.json", RULES)]).await;
        until_lines(page, 3).await;
        let expected = [("1001", "each", 11), ("1001", "each", 9), ("1002", "each", 1)];
        assert_eq!(lines(page).await, of(&expected));
        let origin = page.js("return part('limits-origin').textContent", json!(null)).await;
        assert!(origin.as_str().is_some_and(|words| words.contains("rules.json")), "{origin}");
        let figures =
            "return [...document.querySelectorAll('[data-testid=row][data-agent] [data-column=limits]')]
            .map((cell) => Number(cell.dataset.value))";
        assert_eq!(page.js(figures, json!(null)).await, json!([2, 1]));

        let all = saved_list(page, "limits").await;
        let go = "const row = part('limits').querySelector('[data-agent=\"1002\"][data-rule]');
            row.querySelector('button').click(); return Number(row.dataset.start)";
        let start = page.js(go, json!(null)).await;
        let zoomed = "const { viewStart, viewEnd } = part('timeline').dataset;
            return viewStart <= argument && argument < viewEnd && viewEnd - viewStart < 3600e3
                && part('scope').dataset.kind === 'zoom'
                && part('card-limits').dataset.value === '2'
                && part('limits').querySelector('.marked')?.dataset.agent === '1002'";
        page.until("a zoom to the stretch", zoomed, start).await;
        let rows = page.js("return Number(part('limits').dataset.rows)", json!(null)).await;
        assert_eq!(rows, json!(3), "the list stays as it was");
        assert_eq!(saved_list(page, "limits").await, all, "what is listed is saved, not what is shown");
        page.press("List what is shown").await;
        page.until("the list of the zoom", "return part('limits').dataset.rows === '2'", json!(null)).await;
    });
}

#[test]
fn limits_that_cannot_be_read_are_told_with_their_place_and_change_nothing() {
    Visit::default().run(async |page| {
        page.open("").await;
        page.control("Agent ID").await;
        drop_files(page, &[("log.csv", LOG)]).await;
        until_lines(page, 7).await;
        drop_files(
            page,
            &[("rules.json", r#"{ "rules": [{ "kind": "each", "reasons": ["Break"], "max": "9" }] }"#)],
        )
        .await;
        page.until_alert(&["Rule 1", "max", "15m"]).await;
        until_lines(page, 7).await;
    });
}

#[test]
fn a_link_takes_its_limits_along() {
    Visit::default().run(async |page| {
        page.open("?demo=5x2&rules=each:Break:5m;each:Lunch:20m").await;
        let some = "return Number(part('limits')?.dataset.rows) > 0 && part('limits').dataset.rows";
        let count = page.until("lines", some, json!(null)).await;
        let link = copied(page).await;
        assert!(link.contains("rules=each:Break:5m;each:Lunch:20m"), "{link}");
        let query = link.split_once('?').map(|(_, query)| format!("?{query}")).unwrap();
        page.open("?demo=10").await;
        page.until_records(10).await;
        page.open(&query).await;
        assert_eq!(page.until("lines", some, json!(null)).await, count);
        assert_eq!(copied(page).await, link);
        page.press("Take back").await;
        let origin = "return part('limits-origin').textContent.startsWith('Standard')";
        page.until("the standard limits", origin, json!(null)).await;
        assert!(!copied(page).await.contains("rules="));
    });
}

#[test]
fn a_link_of_nothing_but_limits_holds_for_files_that_come() {
    Visit::default().run(async |page| {
        page.open("?rules=each:Break:9m").await;
        page.control("Agent ID").await;
        drop_files(page, &[("log.csv", LOG)]).await;
        until_lines(page, 3).await;
    });
}

#[test]
fn limits_are_changed_in_the_sheet_kept_and_shared() {
    Visit::default().run(async |page| {
        page.open("?demo=5x2").await;
        let few = "return Number(part('limits')?.dataset.rows) < 10 && part('limits').dataset.rows";
        let before = page.until("the few lines of the standard limits", few, json!(null)).await;
        page.press("Edit limits").await;
        let entry = "const entry = [...part('limits-editor').querySelectorAll('.limit-entry')]
            .find((entry) => entry.querySelector('.names')?.value.startsWith('break'));";
        let about = format!("{entry} return entry.querySelector('.hint').textContent.includes('Break')");
        page.until("what the rule is about", &about, json!(null)).await;
        let typed = format!(
            "{entry} const input = entry.querySelector('input[aria-label=\"Limit\"]'); input.value = argument;
             input.dispatchEvent(new Event('input', {{ bubbles: true }})); return true"
        );
        page.js(&typed, json!("soon")).await;
        let refused = "return part('limits-editor').querySelector('[aria-invalid=true]') !== null
            && part('limits-editor').querySelector('[type=submit]').disabled";
        page.until("that it cannot be understood", refused, json!(null)).await;
        page.js(&typed, json!("10 min")).await;
        page.press("Apply").await;
        let more =
            "const { rows } = part('limits')?.dataset ?? {}; return Number(rows) > Number(argument) && rows";
        let count = page.until("more lines", more, before.clone()).await;
        let origin = page.js("return part('limits-origin').textContent", json!(null)).await;
        assert!(origin.as_str().is_some_and(|words| words.contains("changed here")), "{origin}");
        let link = copied(page).await;
        assert!(link.contains("rules=") && link.contains(":10m"), "{link}");
        let query = link.split_once('?').map(|(_, query)| format!("?{query}")).unwrap();
        page.open("?demo=10").await;
        page.until_records(10).await;
        page.open(&query).await;
        assert_eq!(page.until("lines", more, before).await, count);
    });
}

#[test]
fn a_link_whose_limits_cannot_be_read_says_so_and_holds_others() {
    Visit::default().run(async |page| {
        page.open("?demo=5x1&rules=each:Break:soon").await;
        let told = "return part('limits-trouble')?.textContent.includes('Rule 1') && part('limits-origin').textContent";
        let origin = page.until("the trouble", told, json!(null)).await;
        assert!(matches!(origin, Value::String(words) if words.starts_with("Standard")));
    });
}

#[test]
fn a_card_leads_to_its_list_and_so_does_a_link() {
    Visit::default().run(async |page| {
        page.open("?demo=team").await;
        page.until("limits", "return part('limits')?.dataset.rows !== undefined", json!(null)).await;
        let at = "const { top } = document.getElementById(argument).getBoundingClientRect();
            return top >= 0 && top < window.innerHeight / 2";
        page.press("Limits broken").await;
        page.until("the list to be in sight", at, json!("limits-title")).await;
        let link = copied(page).await;
        assert!(link.contains("view=limits"), "{link}");
        page.press("Back to the timeline").await;
        page.until("the top", "return window.scrollY === 0", json!(null)).await;
        assert!(!copied(page).await.contains("view="));
        let query = link.split_once('?').map(|(_, query)| format!("?{query}")).unwrap();
        page.open("?demo=10").await;
        page.until_records(10).await;
        page.open(&query).await;
        page.until("the list to be in sight again", at, json!("limits-title")).await;
    });
}
