//! Who, by name: the directory tells whom one can ask about. On a phone the connection stays folded.

use cxone_sim::{Cxone, Dialect, Scenario, truth};
use e2e::Visit;
use serde_json::json;

use crate::{DAY, DAY_MS, dense, questions};

/// A site whose host has set up this API, without a token.
fn hosted(cxone: Cxone) -> Visit {
    let config = json!({ "base": "", "token": false, "api": "cxone" }).to_string();
    Visit { config: Some(config), ..Visit::hosted(Scenario { cxone, ..Scenario::default() }) }
}

/// The name that is offered for an agent.
const OFFERED: &str = "return document.querySelector(`#agents option[value=\"${argument}\"]`)?.text || null";

#[test]
fn a_name_of_the_directory_leads_to_that_agents_day_and_no_others() {
    hosted(Cxone::default()).run(async |page| {
        page.open(&format!("?{DAY}&tz=UTC")).await;
        page.until_button("Show timeline").await;
        assert!(questions(page, page.sim.url()).is_empty(), "nobody was named yet");
        // Who comes to the field is offered the names.
        page.control("Agent ID").await.click().await.unwrap();
        let name = page.until("the agent's name", OFFERED, json!("100003")).await;
        let name = name.as_str().unwrap();
        assert!(name.contains(' '), "{name}");
        // As people type it.
        page.fill("Agent ID", &name.to_uppercase()).await;
        page.press("Show timeline").await;
        let expected = truth(&page.sim.current(page.sim.url()), Dialect::Cxone, "100003", DAY_MS.0, DAY_MS.1);
        page.until_records(expected.placed).await;
        page.until_address("agent=100003").await;
        let heading = page.js("return squeeze(part('answer').innerText)", json!(null)).await;
        assert!(heading.as_str().is_some_and(|words| words.starts_with(name)), "{heading}");
        for seen in questions(page, page.sim.url()) {
            assert!(seen.path.contains("/agents/100003/"), "{}", seen.path);
        }
    });
}

#[test]
fn a_name_that_nobody_has_is_said_before_anything_is_asked() {
    hosted(Cxone::default()).run(async |page| {
        page.open(&format!("?{DAY}&tz=UTC")).await;
        page.control("Agent ID").await.click().await.unwrap();
        page.until("names", OFFERED, json!("100003")).await;
        page.fill("Agent ID", "Nobody Known").await;
        page.press("Show timeline").await;
        let said = "return squeeze(document.getElementById('agent-error').innerText).includes(\"isn't a valid agent ID\")";
        page.until("what is wrong", said, json!(null)).await;
        assert!(questions(page, page.sim.url()).is_empty());
    });
}

#[test]
fn on_a_phone_the_connection_is_one_line_until_it_is_opened_and_who_and_when_share_the_bar() {
    Visit { size: (390, 844), ..Visit::hosted(dense(64)) }.run(async |page| {
        let touch = json!({ "enabled": true });
        page.driver.cdp().send_raw("Emulation.setTouchEmulationEnabled", touch).await.unwrap();
        page.open(&format!("?{DAY}&tz=UTC")).await;
        page.until_button("Show timeline").await;
        let folded = "const line = document.querySelector('.connection-line');
            return line !== null && line.getBoundingClientRect().height <= 64
                && squeeze(line.innerText).startsWith('Connected') && control('API') === null";
        page.until("the connection as a line", folded, json!(null)).await;
        page.press("Change connection").await;
        let open = "const field = control('API')?.getBoundingClientRect();
            return field !== undefined && field.left >= 0 && field.right <= innerWidth && field.height >= 44
                && document.documentElement.scrollWidth <= innerWidth";
        page.until("the panel within the screen", open, json!(null)).await;
        page.press("Change connection").await;
        page.until("the line again", folded, json!(null)).await;

        page.fill("Agent ID", crate::AGENT).await;
        page.press("Show timeline").await;
        page.until_records(64).await;
        let bar = "const chips = [...document.querySelectorAll('.top .chip')].filter(visible);
            const tops = chips.map((chip) => chip.getBoundingClientRect().top);
            return chips.length >= 2 && Math.max(...tops) - Math.min(...tops) < 24
                && control('Time zone') === null && button('Copy link') === null";
        page.until("who and when in one bar, the rest folded", bar, json!(null)).await;
        page.press("More").await;
        let unfolded = "return control('Time zone') !== null && button('Copy link') !== null
            && document.documentElement.scrollWidth <= innerWidth";
        page.until("the rest", unfolded, json!(null)).await;
    });
}
