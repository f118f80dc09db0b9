//! Adherence: what was planned is held against what was done, exceptions are listed and lead to their bars, other rules
//! judge the same day anew.

use e2e::{Page, Visit};
use serde_json::{Value, json};

use crate::exports::saved_list;
use crate::files::drop_files;
use crate::link::copied;

/// A day with 40 minutes of exceptions: logged out until 9:07, break from 11:04 to 11:20, on a contact from 12:58 to
/// 13:10, lunch to 13:42, meeting from 15:00 to 15:28, logged out at 17:06. Half an hour of work lies before it.
const LOG: &str = "\
Agent_No,Agent_Name,Start_Date,Working,Available,Outstate,Log_State,Duration
1001,Doe Jane,11/13/2026 08:00:00,0,1,,2,1800
1001,Doe Jane,11/13/2026 09:07:00,0,1,,0,7020
1001,Doe Jane,11/13/2026 11:04:00,0,0,Break,1,960
1001,Doe Jane,11/13/2026 11:20:00,0,1,,1,5880
1001,Doe Jane,11/13/2026 12:58:00,1,0,,1,720
1001,Doe Jane,11/13/2026 13:10:00,0,0,Lunch,1,1920
1001,Doe Jane,11/13/2026 13:42:00,0,1,,1,4680
1001,Doe Jane,11/13/2026 15:00:00,0,0,Meeting,1,1680
1001,Doe Jane,11/13/2026 15:28:00,0,1,,2,5880
1002,Roe Ann,11/13/2026 08:00:00,0,1,,1,36000
";

const PLAN: &str = "\
agent,start,end,activity
1001,2026-11-13 09:00,2026-11-13 17:00,Open
1001,2026-11-13 11:00,2026-11-13 11:15,Break
1001,2026-11-13 13:00,2026-11-13 13:30,Lunch
1001,2026-11-13 15:00,2026-11-13 15:30,Meeting
";

/// In, out and neutral of what is shown, in minutes, and adherence in hundredths of a per cent.
async fn until_adherence(page: &Page, what: &str, expected: [i64; 4]) {
    let script = "const of = part('adherence')?.dataset, min = (ms) => Math.round(Number(ms) / 60e3);
        return of && [min(of.inMs), min(of.outMs), min(of.neutralMs), Number(part('card-adherence')?.dataset.value)]
            .every((value, i) => value === argument[i])";
    page.until(&format!("adherence with {what}"), script, json!(expected)).await;
}

/// What was planned and how many minutes are out, line by line.
const LINES: &str = "return [...part('exceptions')?.querySelectorAll('[data-activity]') ?? []]
    .map(({ dataset }) => [dataset.activity, Number(dataset.overMs) / 60e3])";

async fn until_lines(page: &Page, count: usize) {
    let script = "return part('exceptions')?.dataset.rows === String(argument)";
    page.until(&format!("{count} exceptions"), script, json!(count)).await;
}

#[test]
fn a_day_is_held_against_its_plan_and_judged_anew_by_other_rules() {
    Visit::default().run(async |page| {
        page.open("").await;
        page.control("Agent ID").await;
        drop_files(page, &[("log.csv", LOG), ("plan.csv", PLAN)]).await;
        until_adherence(page, "no grace", [440, 40, 0, 9_167]).await;
        until_lines(page, 6).await;
        let mut lines: Vec<(String, i64)> = serde_json::from_value(page.js(LINES, json!(null)).await).unwrap();
        lines.sort();
        let of = |name: &str, minutes| (name.to_owned(), minutes);
        let expected =
            [of("Break", 4), of("Lunch", 10), of("Meeting", 2), of("Open", 5), of("Open", 7), of("Open", 12)];
        assert_eq!(lines, expected);

        let cell = "const row = [...document.querySelectorAll('[data-testid=row]')].find((row) => row.dataset.agent === argument);
            return row && [...row.querySelectorAll('[data-column=adherence]')].map((cell) => cell.dataset.value ?? null)";
        assert_eq!(page.js(cell, json!("1001")).await, json!(["9167"]));
        assert_eq!(page.js(cell, json!("1002")).await, json!([null]), "without a plan there is no figure");

        for (rules, expected) in [
            (r#"{ "grace": "5m", "beyond": "whole" }"#, [451, 29, 0, 9_396]),
            (r#"{ "grace": "5m", "beyond": "excess" }"#, [466, 14, 0, 9_708]),
            (r#"{ "contactOverEdge": true }"#, [440, 30, 10, 9_362]),
            (r#"{ "outsideShift": true }"#, [440, 76, 0, 8_527]),
            (r#"{ "activities": { "Meeting": { "neutral": true } } }"#, [412, 38, 30, 9_156]),
        ] {
            drop_files(page, &[("adherence.json", rules)]).await;
            until_adherence(page, rules, expected).await;
        }
        let origin = page.js("return part('adherence-origin').textContent", json!(null)).await;
        assert!(origin.as_str().is_some_and(|words| words.contains("adherence.json")), "{origin}");
        drop_files(page, &[("adherence.json", r#"{ "activities": { "Open": ["!"] } }"#)]).await;
        page.until_alert(&["adherence.json", "Open"]).await;
        until_adherence(page, "the rules before", [412, 38, 30, 9_156]).await;
    });
}

#[test]
fn a_line_leads_to_its_bar_and_the_sheet_changes_what_fits() {
    Visit::default().run(async |page| {
        page.open("").await;
        page.control("Agent ID").await;
        drop_files(page, &[("log.csv", LOG)]).await;
        page.until_records(10).await;
        assert_eq!(page.js("return part('adherence') === null", json!(null)).await, json!(true), "no plan, no word");
        drop_files(page, &[("plan.csv", PLAN)]).await;
        until_lines(page, 6).await;

        let zoomed = "const { viewStart, viewEnd } = part('timeline').dataset, marked = part('exceptions').querySelector('.marked');
            return marked?.dataset.activity === argument && Number(marked.dataset.start) >= viewStart
                && viewEnd - viewStart < 3600e3 && part('scope').dataset.kind === 'zoom'
                && part('exceptions').dataset.rows === '6'";
        let all = saved_list(page, "adherence").await;
        page.press("Next ›").await;
        page.until("a zoom to the longest", zoomed, json!("Open")).await;
        assert_eq!(saved_list(page, "adherence").await, all, "what is listed is saved, not what is shown");
        page.press("Next ›").await;
        page.until("the next one", zoomed, json!("Lunch")).await;
        page.press("‹ Previous").await;
        page.until("the one before", zoomed, json!("Open")).await;
        page.press("List what is shown").await;
        let fewer = "return Number(part('exceptions').dataset.rows) < 6";
        page.until("the list of the zoom", fewer, json!(null)).await;
        page.press("Fit").await;
        until_lines(page, 6).await;

        page.press("What fits what").await;
        let tick = "const box = [...part('adherence-editor').querySelectorAll('input[type=checkbox]')]
            .find((box) => box.ariaLabel === argument); if (box && !box.checked) box.click(); return box?.checked === true";
        page.until("lunch to fit open time", tick, json!("Lunch fits Open")).await;
        page.press("Apply").await;
        until_adherence(page, "lunch in open time", [452, 28, 0, 9_417]).await;
        page.press("Take back").await;
        until_adherence(page, "the usual rules", [440, 40, 0, 9_167]).await;
    });
}

#[test]
fn a_link_to_a_team_shows_the_same_figures_elsewhere() {
    Visit::default().run(async |page| {
        page.open("?demo=team").await;
        let figures = "const of = part('adherence')?.dataset;
            return part('exceptions')?.dataset.rows > 0 && of.inMs > 0 && JSON.stringify([of.inMs, of.outMs, part('exceptions').dataset.rows])";
        let before: Value = page.until("the figures", figures, json!(null)).await;
        let laid_out = "window.dispatchEvent(new Event(argument));
            const rows = Number(part('exceptions').dataset.rows), some = part('exceptions').querySelectorAll('[data-activity]').length;
            return argument === 'beforeprint' ? some === Math.min(rows, 500) : some < 60";
        page.until("the list on paper", laid_out, json!("beforeprint")).await;
        page.until("the list on screen", laid_out, json!("afterprint")).await;
        let link = copied(page).await;
        let query = link.split_once('?').map(|(_, query)| format!("?{query}")).unwrap();
        page.open("?demo=10").await;
        page.until_records(10).await;
        page.open(&query).await;
        assert_eq!(page.until("the figures", figures, json!(null)).await, before);
    });
}
