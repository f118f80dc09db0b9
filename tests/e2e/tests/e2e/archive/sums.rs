//! Agents × days, where there is too much to load.

use std::path::Path;

use e2e::{Page, Visit};
use model::time::{DAY, Span};
use serde_json::{Value, json};

use super::made::{self, sample};
use super::{range, site, visit};

/// The cells of the table: agent, day and milliseconds, of days that are known.
const CELLS: &str = "return [...part('sums').querySelectorAll('td[data-value]')]
    .map(cell => [cell.dataset.agent, cell.dataset.date, Number(cell.dataset.value)])";

/// More than is loaded without a question.
fn long(days: &[Span]) -> Span {
    Span { start: days[0].start + -40 * DAY, end: days[days.len() - 1].end }
}

async fn open_table(page: &Page, days: &[Span]) {
    let data = sample();
    let ids: Vec<&str> = data.agents.iter().map(|agent| &*agent.id).collect();
    page.open(&format!("?agent={}&{}", ids.join(","), range(long(days)))).await;
    page.until_alert(&["This is a lot to load", "records", "days of each agent add up to"]).await;
    page.press("Figures by agent and day").await;
    page.until(
        "the table",
        "return part('sums') && part('sums').querySelectorAll('tbody tr').length === 3",
        json!(null),
    )
    .await;
}

fn in_zone(host: &Path, zone: &'static str) -> Visit {
    Visit { zone, ..visit(host) }
}

#[test]
fn of_too_much_the_days_of_agents_come_first_and_open_as_timelines() {
    for zone in ["UTC", "America/New_York"] {
        let (host, days) = site(&json!({ "archive": "archive/" }), None);
        made::name_all(&host.path().join("archive"));
        in_zone(host.path(), zone).run(async |page| {
            open_table(page, &days).await;
            page.press("Later days").await;
            let known = page.until("cells of days that are known", &format!("const all = (() => {{ {CELLS} }})(); return all.some(cell => cell[2] > 0) && all"), json!(null)).await;
            let requests = page.requests().await;
            let files: Vec<&str> = requests.iter().map(|request| &*request.url).filter(|url| url.contains(".parquet")).collect();
            assert!(!files.is_empty() && files.iter().all(|url| url.contains("/sums/")), "{files:?}");
            let cells: Vec<Value> = known.as_array().unwrap().clone();
            if zone == "UTC" {
                let data = sample();
                for cell in &cells {
                    let day = days.iter().find(|day| model::time::format_utc(day.start).unwrap().starts_with(cell[1].as_str().unwrap()));
                    let own = data.agents.iter().filter(|agent| *agent.id == *cell[0].as_str().unwrap());
                    let expected = data.summary_of(own, &[*day.unwrap()]).logged_in_ms();
                    assert_eq!(cell[2].as_i64(), Some(expected), "{cell}");
                }
            }
            let [agent, date, ms] = &*cells.iter().find(|cell| cell[2].as_f64() > Some(0.0)).unwrap().as_array().unwrap().clone() else { panic!() };
            let click = "part('sums').querySelector(`td[data-agent=\"${argument[0]}\"][data-date=\"${argument[1]}\"] a`).click(); return true";
            page.js(click, json!([agent, date])).await;
            page.until_settled().await;
            page.until("the day's time logged in", "return Number(part('card-logged-in').dataset.value) === argument", ms.clone()).await;
            let before = page.requests().await.len();
            page.js("history.back(); return true", json!(null)).await;
            page.until("the table again", "return !!part('sums')", json!(null)).await;
            let more = page.requests().await;
            assert!(more[before..].iter().all(|request| !request.url.contains(".parquet")), "it is kept");
        });
    }
}

#[test]
fn the_table_is_saved_whole() {
    let (host, days) = site(&json!({ "archive": "archive/" }), None);
    made::name_all(&host.path().join("archive"));
    visit(host.path()).run(async |page| {
        open_table(page, &days).await;
        page.press("Save as CSV").await;
        let text = String::from_utf8(page.downloaded().await).unwrap();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        assert!(
            lines[0].starts_with("agent_id,agent_name,team,day (UTC),known,all_logged_in,ready,"),
            "{}",
            lines[0]
        );
        let count = (long(&days).len() / DAY) as usize;
        assert_eq!(lines.len(), 1 + 3 * count);
        assert!(
            lines.iter().any(|line| line.contains(",nothing,"))
                && lines.iter().any(|line| line.contains(",all,8:"))
        );
        page.choose("Figure", "Occupancy").await;
        page.until("shares", "return part('sums').innerText.includes('%')", json!(null)).await;
        page.fill("Find", "no such agent").await;
        page.until("nobody", "return part('sums').innerText.includes('No agent matches')", json!(null)).await;
    });
}
