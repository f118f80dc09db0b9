//! What does not pass by itself: one plain sentence with the next step.

use cxone_sim::{ErrorPlace, Fault, FaultKind, Scenario};
use e2e::{Page, Visit};

use crate::{AGENT, day, dense, faulty, questions};

/// Opens the day where every question is answered like this; the alert must hold the words.
fn says(kind: FaultKind, words: &'static [&'static str]) {
    Visit::hosted(faulty(500, vec![Fault::always(kind)])).run(async |page| says_on(page, words).await);
}

async fn says_on(page: &Page, words: &[&str]) {
    page.open(&day()).await;
    page.until_alert(words).await;
    assert_eq!(page.records().await, 0);
}

#[test]
fn a_missing_scope_names_the_scope() {
    let kind = FaultKind::Error {
        status: 403,
        place: ErrorPlace::ErrorDescription,
        text: "No access to this agent.".into(),
    };
    says(kind, &["reporting", "scope"]);
}

#[test]
fn an_unknown_agent_has_no_data() {
    let visit = Visit::hosted(Scenario { known_agents: Some(vec!["42".into()]), ..dense(5) });
    visit.run(async |page| no_data(page).await);
}

#[test]
fn an_empty_range_has_no_data() {
    Visit::hosted(dense(0)).run(async |page| no_data(page).await);
}

#[test]
fn an_answer_without_content_means_no_data() {
    Visit::hosted(faulty(5, vec![Fault::always(FaultKind::NoContent)])).run(async |page| no_data(page).await);
}

async fn no_data(page: &Page) {
    page.open(&day()).await;
    let script = "const text = document.body.innerText.toLowerCase();
        return /no (data|records)/.test(text) && text.includes('90 days')";
    page.until("words about no data and how long it is kept", script, serde_json::json!(null)).await;
    assert_eq!(page.records().await, 0);
}

#[test]
fn a_refused_question_shows_the_servers_words() {
    let text = "endTime must not lie in the future.".to_owned();
    says(
        FaultKind::Error { status: 422, place: ErrorPlace::ErrorDescription, text },
        &["endTime must not lie in the future."],
    );
}

#[test]
fn a_sign_in_page_is_not_taken_for_data() {
    says(FaultKind::SignInPage, &["sign"]);
}

#[test]
fn an_answer_without_records_is_not_taken_for_an_empty_one() {
    says(FaultKind::RecordsMissing, &["records"]);
}

#[test]
fn an_answer_with_null_for_records_means_no_data() {
    Visit::hosted(faulty(5, vec![Fault::always(FaultKind::RecordsNull)]))
        .run(async |page| no_data(page).await);
}

#[test]
fn an_answer_that_is_always_cut_off_is_given_up_with_a_word_about_it() {
    let fault = Fault { times: Some(100), ..Fault::always(FaultKind::CutOffJson) };
    Visit::hosted(faulty(500, vec![fault])).run(async |page| {
        page.open(&day()).await;
        page.until_alert(&["cut off"]).await;
    });
}

#[test]
fn an_answer_that_is_larger_than_any_page_is_not_read_whether_or_not_it_says_so() {
    for (bytes, is_announced) in [(10 << 30, true), (300 << 20, false)] {
        says(FaultKind::Blanks(bytes, is_announced), &["too large", "256 MB"]);
    }
}

#[test]
fn support_gets_the_correlation_id() {
    let kind = FaultKind::Error { status: 403, place: ErrorPlace::Message, text: "No.".into() };
    says(kind, &["-8000-"]);
}

#[test]
fn a_malformed_agent_and_a_backward_range_are_caught_before_anything_is_sent() {
    Visit::hosted(dense(5)).run(async |page| {
        page.open("").await;
        page.fill("Agent ID", "not-a-uuid").await;
        page.press("Show timeline").await;
        page.until_alert(&["UUID"]).await;
        page.fill("Agent ID", AGENT).await;
        page.choose("Range", "Custom range").await;
        page.fill("From", "2026-11-03T19:00:00").await;
        page.fill("To", "2026-11-02T19:00:00").await;
        page.press("Show timeline").await;
        page.until_alert(&["End must be after start"]).await;
        assert!(questions(page, page.sim.url()).is_empty());
    });
}
