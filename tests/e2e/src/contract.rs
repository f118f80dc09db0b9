//! What the page says of itself.

use std::collections::BTreeMap;
use std::time::Instant;

use cxone_sim::{StateTruth, Truth};
use serde_json::{Value, json};
use thirtyfour::By;

use crate::page::{LIMIT, PAUSE, Page};

/// One row of the totals.
pub type Total = StateTruth;

impl Page {
    /// Fills in the API and the token of a scenario of this server.
    pub async fn connect(&self, base: &str) {
        let token = self.token(base);
        self.fill("API or proxy URL", base).await;
        self.fill("Access token", &token).await;
    }

    /// Waits until the timeline holds exactly so many records, and the panels below it are there.
    pub async fn until_records(&self, count: usize) {
        let script = "return part('timeline')?.dataset.records === String(argument)";
        self.until(&format!("{count} records in the timeline"), script, json!(count)).await;
        self.until_panels().await;
    }

    /// Waits until the chip ends in these words, and those behind it, on what figures leave out, begin with these.
    pub async fn until_scope(&self, chip: &str, left_out: &str) {
        let script = "const [chip, leftOut] = argument;
            return part('scope')?.textContent.trim().endsWith(chip)
                && part('scope').nextElementSibling.textContent.startsWith(leftOut)";
        self.until(&format!("\"{chip}\" and \"{left_out}\""), script, json!([chip, left_out])).await;
    }

    /// Waits until the panels below a timeline are there: their code comes after its picture.
    pub async fn until_panels(&self) {
        let script = "return part('totals') !== null && part('records') !== null";
        self.until("the panels below the timeline", script, json!(null)).await;
    }

    /// Waits until the timeline holds at least so many records and asserts that it holds no more.
    pub async fn assert_shows_records(&self, count: usize) {
        let script = "return Number(part('timeline')?.dataset.records) >= argument";
        self.until(&format!("{count} records in the timeline"), script, json!(count)).await;
        self.until_panels().await;
        assert_eq!(self.records().await, count);
    }

    /// Number of records in the timeline; 0 without a timeline.
    pub async fn records(&self) -> usize {
        let count = self.js("return Number(part('timeline')?.dataset.records ?? 0)", json!(null)).await;
        count.as_u64().unwrap_or_default() as usize
    }

    /// Waits until loading is over: no Cancel button, and a timeline that is drawn or an alert is there.
    pub async fn until_settled(&self) {
        let script =
            "return button('Cancel') === null && (part('timeline') !== null || roleTexts('alert') !== '')
            && [...document.querySelectorAll('.timeline-stage')].every(isDrawn)
            && (part('timeline') === null || part('records') !== null)";
        self.until("loading to end", script, json!(null)).await;
    }

    /// Gives a new token for a scenario of this server where the page asks for one, and goes on.
    pub async fn renew_token(&self, base: &str) {
        let token = self.token(base);
        self.fill("New access token", &token).await;
        self.press("Resume").await;
    }

    /// Opens the form beside what is shown.
    pub async fn edit_form(&self) {
        let switch = self.driver.find(By::Css("[title='Change agent or range']")).await;
        let pressed = match switch {
            Ok(switch) => switch.click().await,
            Err(error) => Err(error),
        };
        pressed.unwrap_or_else(|error| panic!("opening the form: {error}"));
    }

    /// The number on a card: milliseconds, or a count.
    pub async fn card(&self, name: &str) -> f64 {
        let script = "return part('card-' + argument)?.dataset.value ?? null";
        let value = self.until(&format!("card {name}"), script, json!(name)).await;
        value
            .as_str()
            .and_then(|text| text.parse().ok())
            .unwrap_or_else(|| panic!("card {name} says {value}"))
    }

    /// The totals by state, once there are any.
    pub async fn totals(&self) -> BTreeMap<String, Total> {
        let script =
            "const rows = [...document.querySelectorAll('[data-testid=totals] [data-state]:not([data-reason])')];
            return rows.length > 0 && rows.map((row) => ({ ...row.dataset }))";
        let rows = self.until("totals", script, json!(null)).await;
        let rows = rows.as_array().into_iter().flatten();
        rows.map(|row| (text(row, "state"), total(row))).collect()
    }

    /// Waits until the totals hold these: figures follow the records when the page has its hands free.
    pub async fn until_totals(&self, expected: &BTreeMap<String, Total>) {
        let started = Instant::now();
        loop {
            let found = self.totals().await;
            let wrong: Vec<_> =
                expected.iter().filter(|(state, total)| found.get(*state) != Some(total)).collect();
            if wrong.is_empty() {
                return;
            }
            assert!(started.elapsed() < LIMIT, "{wrong:#?} are wanted; the page has {found:#?}");
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// The totals by state and reason, where a reason is written.
    pub async fn reasons(&self) -> BTreeMap<(String, String), Total> {
        let script = "return [...document.querySelectorAll('[data-testid=totals] [data-state][data-reason]')]
            .map((row) => ({ ...row.dataset }))";
        let rows = self.rows(script).await.into_iter();
        rows.map(|row| ((text(&row, "state"), text(&row, "reason")), total(&row))).collect()
    }

    async fn rows(&self, script: &str) -> Vec<Value> {
        self.js(script, json!(null)).await.as_array().cloned().unwrap_or_default()
    }

    /// Waits until the panel of findings counts so many `rejected` or `duplicates`.
    pub async fn until_finding(&self, name: &str, count: usize) {
        let script = "return part('findings')?.dataset[argument[0]] === String(argument[1])";
        self.until(&format!("{count} {name} among the findings"), script, json!([name, count])).await;
    }

    /// Number of rows that the table of records stands for.
    pub async fn table_rows(&self) -> usize {
        let script = "return part('records')?.dataset.rows ?? part('records')?.querySelector('[data-rows]')?.dataset.rows";
        let rows = self.until("the table of records", script, json!(null)).await;
        rows.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("data-rows says {rows}"))
    }

    /// Waits for an alert that holds all of these words, whatever their case, and gives its text.
    pub async fn until_alert(&self, words: &[&str]) -> String {
        self.until_role("alert", words).await
    }

    /// Waits for a status message that holds all of these words, whatever their case.
    pub async fn until_status(&self, words: &[&str]) -> String {
        self.until_role("status", words).await
    }

    async fn until_role(&self, role: &str, words: &[&str]) -> String {
        let script = "const text = roleTexts(argument[0]);
            return argument[1].every((word) => text.toLowerCase().includes(word.toLowerCase())) && text";
        let found = self.until(&format!("{role} with {words:?}"), script, json!([role, words])).await;
        found.as_str().unwrap_or_default().to_owned()
    }

    /// All alerts that can be seen now, one a line.
    pub async fn alerts(&self) -> String {
        self.js("return roleTexts('alert')", json!(null)).await.as_str().unwrap_or_default().to_owned()
    }

    /// The text of a part of the page, by its test id; nothing when it is not there.
    pub async fn text_of(&self, part: &str) -> String {
        let text = self.js("return part(argument)?.innerText ?? ''", json!(part)).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Start and end of what the timeline shows, Unix ms.
    pub async fn view(&self) -> (i64, i64) {
        let script =
            "const shown = part('timeline').dataset; return [Number(shown.viewStart), Number(shown.viewEnd)]";
        let view = self.js(script, json!(null)).await;
        (view[0].as_i64().unwrap_or_default(), view[1].as_i64().unwrap_or_default())
    }

    /// Asserts that the page found what there is to be found.
    pub async fn assert_shows(&self, truth: &Truth) {
        self.until_records(truth.placed).await;
        self.until_totals(&truth.states).await;
    }
}

fn text(row: &Value, name: &str) -> String {
    row[name].as_str().unwrap_or_default().to_owned()
}

fn total(row: &Value) -> Total {
    let number = |name: &str| text(row, name).parse().unwrap_or_default();
    Total { ms: number("ms"), count: number("count") as usize, reported_ms: number("reportedMs") }
}
