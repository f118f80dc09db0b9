//! Answers without a record say what was asked, and when the agent was seen.

use cxone_sim::Scenario;
use e2e::Visit;
use serde_json::json;

use crate::{AGENT, questions};

#[test]
fn where_nobody_was_there_a_few_requests_tell_when_somebody_was() {
    Visit::hosted(Scenario::default()).run(async |page| {
        // A Sunday.
        page.open(&format!("?agent={AGENT}&start=2026-11-01T00:00:00Z&end=2026-11-02T00:00:00Z&tz=UTC")).await;
        page.until("the empty answer", "return part('message') !== null", json!(null)).await;
        page.until_button("Look for the last time").await;
        let heading = page.js("return squeeze(document.querySelector('h1').innerText)", json!(null)).await;
        assert!(heading.as_str().is_some_and(|words| words.contains(AGENT) && words.contains("1 Nov")), "{heading}");
        let before = questions(page, page.sim.url()).len();
        page.press("Look for the last time").await;
        let told = "const text = part('last-seen')?.innerText ?? ''; return text.includes('Last seen Fri 30 Oct') && text.includes('Next seen Mon 2 Nov')";
        page.until("both days", told, json!(null)).await;
        let asked = questions(page, page.sim.url()).len() - before;
        assert!(asked <= 8, "{asked} requests");
        page.press("Mon 2 Nov").await;
        page.until("records of Monday", "return Number(part('timeline')?.dataset.records) > 0", json!(null)).await;
        page.until_address("start=2026-11-02").await;
    });
}
