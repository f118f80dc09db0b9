//! Tokens and addresses: what a link cannot do, and what is never kept. Every other test checks the
//! same at its end.

use cxone_sim::{Oddity, OddityKind, Scenario, Sim};
use e2e::Visit;
use serde_json::json;

use crate::{day, dense};

#[test]
fn a_base_in_a_link_is_asked_about_and_never_gets_a_token_entered_for_another() {
    Visit::to(dense(55)).run(async |page| {
        let stranger = Sim::start().unwrap();
        page.open(&format!("{}&base={}", day(), stranger.url())).await;
        page.until_alert(&[stranger.url()]).await;
        page.press("Do not").await;
        let base = page.sim.url().to_owned();
        page.connect(&base).await;
        page.press("Show timeline").await;
        page.until_records(55).await;
        assert!(stranger.requests(stranger.url()).is_empty());
    });
}

#[test]
fn a_token_does_not_follow_to_a_base_that_a_link_names_later() {
    Visit::to(dense(55)).run(async |page| {
        let stranger = Sim::start().unwrap();
        page.allow(stranger.url());
        let base = page.sim.url().to_owned();
        page.open(&day()).await;
        page.connect(&base).await;
        page.press("Show timeline").await;
        page.until_records(55).await;
        let address = page.address().await;
        let (_, query) = address.split_once('?').unwrap();
        let pairs: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("base=")).collect();
        let link = format!("?{}&base={}", pairs.join("&"), stranger.url());
        // The page stays as it is, token and all: only the address changes.
        page.js("history.pushState(null, '', argument); dispatchEvent(new PopStateEvent('popstate'))", json!(link)).await;
        page.until_alert(&[stranger.url()]).await;
        page.press("Use this address").await;
        let asked = "return performance.getEntriesByType('resource').some((entry) => entry.name.startsWith(argument))";
        page.until("the stranger to be asked", asked, json!(stranger.url())).await;
        assert!(stranger.requests(stranger.url()).iter().all(|seen| seen.token.is_none()));
    });
}

#[test]
fn a_token_is_gone_when_the_page_is_loaded_again() {
    Visit::to(dense(55)).run(async |page| {
        let base = page.sim.url().to_owned();
        page.open(&day()).await;
        page.connect(&base).await;
        page.press("Show timeline").await;
        page.until_records(55).await;
        page.driver.refresh().await.unwrap();
        page.control("Agent ID").await;
        page.fill("API or proxy URL", &base).await;
        assert_eq!(page.value("Access token").await, "");
        page.press("Show timeline").await;
        page.until_alert(&["token"]).await;
    });
}

#[test]
fn a_token_in_a_link_is_not_taken() {
    Visit::to(dense(55)).run(async |page| {
        let token = page.sim.token(page.sim.url());
        page.open(&format!("{}&token={token}&access_token={token}", day())).await;
        assert_eq!(page.value("Access token").await, "");
        page.fill("API or proxy URL", page.sim.url()).await;
        page.press("Show timeline").await;
        page.until_alert(&["token"]).await;
    });
}

#[test]
fn plain_http_to_another_machine_is_refused() {
    Visit::default().run(async |page| {
        page.open(&day()).await;
        page.fill("API or proxy URL", "http://api.example.com").await;
        page.fill("Access token", "sesame").await;
        page.press("Show timeline").await;
        page.until_alert(&["https"]).await;
    });
}

#[test]
fn text_from_the_api_is_text_everywhere() {
    let markup = "<img src=x onerror=window.struck=1>";
    let oddities = vec![
        Oddity::new(4, OddityKind::State(markup.into())),
        Oddity::new(6, OddityKind::SubState(format!("{markup}&amp;"))),
    ];
    Visit::hosted(Scenario { oddities, ..dense(60) }).run(async |page| {
        page.open(&day()).await;
        page.until_records(60).await;
        let shown = "return part('totals').textContent.includes(argument) && part('records').textContent.includes(argument)";
        page.until("the text of the state", shown, json!(markup)).await;
        let struck = "return window.struck === 1 || document.querySelector('img[src=x]') !== null";
        assert_eq!(page.js(struck, json!(null)).await, json!(false));
    });
}

#[test]
fn no_text_becomes_a_program() {
    Visit::hosted(dense(50)).run(async |page| {
        page.open(&day()).await;
        page.until_records(50).await;
        page.expect_error("The action has been blocked");
        for (what, script) in [
            ("a handler", "document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>'"),
            ("a script", "document.createElement('div').innerHTML = '<script>alert(1)</' + 'script>'"),
            (
                "an address",
                "document.createElement('div').innerHTML = '<a href=\"javascript:alert(1)\">x</a>'",
            ),
            ("a worker from elsewhere", "new Worker('https://evil.example/x.js')"),
            ("a worker made here", "new Worker(URL.createObjectURL(new Blob(['1'])))"),
        ] {
            let tried = format!("try {{ {script}; return 'ran'; }} catch (error) {{ return error.name; }}");
            assert_ne!(page.js(&tried, json!(null)).await, json!("ran"), "{what}");
        }
        let plain =
            "const box = document.createElement('div'); box.innerHTML = '<b>x</b>'; return box.textContent;";
        assert_eq!(page.js(plain, json!(null)).await, json!("x"));
    });
}
