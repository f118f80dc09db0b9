//! axe-core finds nothing, best practices included: in every mode, in both themes, on large screens and small ones.

use cxone_sim::{Fault, Scenario};
use e2e::{Page, Theme, Visit};
use serde_json::json;

use crate::looks::findings;
use crate::{day, faulty, status};

/// Neither in the dark nor in the light, in which the page is left.
pub async fn assert_none(page: &Page, mode: &str) {
    for theme in [Theme::Dark, Theme::Light] {
        page.look_in(theme).await;
        assert_eq!(findings(page, "html").await, json!([]), "{mode}, {theme:?}");
    }
}

fn none_in(size: (u32, u32)) {
    Visit { size, ..Visit::default() }.run(async |page| {
        page.open("").await;
        page.control("Agent ID").await;
        assert_none(page, "start").await;
        page.open("?demo=team").await;
        page.until(
            "agents",
            "return document.querySelector('[data-testid=row][data-agent]') !== null",
            json!(null),
        )
        .await;
        page.until_settled().await;
        page.js("document.querySelector('[data-testid=row][data-agent] button')?.click()", json!(null)).await;
        page.until_settled().await;
        assert_none(page, "one agent of several").await;
    });
}

// All other modes: `everyone`.

#[test]
fn none_at_the_start_and_where_an_agent_of_several_is_open() {
    none_in((1_280, 900));
}

#[test]
fn none_at_the_start_and_where_an_agent_of_several_is_open_on_a_phone() {
    none_in((390, 844));
}

/// What went wrong, or brought nothing, is as good to read.
#[test]
fn none_where_there_is_trouble() {
    for size in [(1_280, 900), (390, 844)] {
        let empty = Scenario { records: Some(0), ..Scenario::default() };
        Visit { size, ..Visit::hosted(empty) }.run(async |page| {
            page.open(&day()).await;
            page.until("an empty answer", "return part('message') !== null", json!(null)).await;
            assert_none(page, "empty").await;
        });
        let refused = Fault::always(status(403));
        Visit { size, ..Visit::hosted(faulty(64, vec![refused])) }.run(async |page| {
            page.open(&day()).await;
            page.until("an error", "return part('message') !== null", json!(null)).await;
            assert_none(page, "error").await;
        });
        let on_one_page = Fault { page: Some(2), ..Fault::always(status(403)) };
        Visit { size, ..Visit::hosted(faulty(3_210, vec![on_one_page])) }.run(async |page| {
            page.open(&day()).await;
            page.until(
                "what is missing",
                "return part('message') !== null && part('timeline') !== null",
                json!(null),
            )
            .await;
            page.until_settled().await;
            assert_none(page, "a part").await;
        });
    }
}
