//! Nothing that came is lost: new tokens, Cancel, Resume, the limit of pages.

use std::collections::HashSet;

use cxone_sim::{Auth, Dialect, Fault, FaultKind, Scenario, Seen, truth};
use e2e::{Page, Visit};
use serde_json::json;

use crate::{day, dense, faulty, pages, questions, status, truth_of};

/// Asserts that no page was answered well twice.
fn assert_no_page_twice(page: &Page, base: &str) {
    let well = pages(page, base, true);
    let distinct: HashSet<&usize> = well.iter().collect();
    assert_eq!(distinct.len(), well.len(), "{well:?}");
}

#[test]
pub fn after_an_expired_token_a_new_one_goes_on_and_keeps_every_record() {
    let tired = Scenario { auth: Auth::BearerFor { requests: 4 }, latency_ms: 50, ..dense(12_345) };
    Visit::to(tired).run(async |page| {
        let base = page.sim.url().to_owned();
        page.open(&day()).await;
        page.connect(&base).await;
        page.press("Show timeline").await;
        // Each token is good for four questions, and there are thirteen pages. What was told of the one before may
        // still be read for a moment, and what it brought may still come.
        let ended = "const records = Number(part('timeline')?.dataset.records ?? 0), [kept, all] = argument;
            const asks = roleTexts('alert').toLowerCase().includes('token');
            return button('Cancel') === null && records > kept && asks !== (records === all) && records";
        let mut kept = 0;
        while kept < 12_345 {
            let what = format!("more than {kept} records, and a question or all of them");
            kept = page.until(&what, ended, json!([kept, 12_345])).await.as_u64().unwrap_or_default();
            if kept < 12_345 {
                page.renew_token(&base).await;
            }
        }
        page.assert_shows(&truth_of(page, &base)).await;
        assert_no_page_twice(page, &base);
        page.until_settled().await;
        assert_eq!(page.alerts().await, "");
    });
}

#[test]
fn a_token_that_is_wrong_from_the_start_is_asked_for_again() {
    Visit::to(dense(1_234)).run(async |page| {
        let base = page.sim.url().to_owned();
        page.open(&day()).await;
        page.fill("API or proxy URL", &base).await;
        let expired = page.sim.expired_token(&base);
        page.guard(&expired);
        page.fill("Access token", &expired).await;
        page.press("Show timeline").await;
        page.until_alert(&["token"]).await;
        page.renew_token(&base).await;
        page.until_records(1_234).await;
    });
}

#[test]
pub fn cancel_keeps_what_came_and_resume_fetches_the_rest() {
    Visit::hosted(Scenario { latency_ms: 400, ..dense(30_500) }).run(async |page| {
        page.open(&day()).await;
        page.until("the first records", "return Number(part('timeline')?.dataset.records) > 0", json!(null))
            .await;
        page.press("Cancel").await;
        page.until_button("Resume").await;
        let kept = page.records().await;
        assert!((1_000..30_500).contains(&kept), "{kept}");
        page.press("Resume").await;
        page.assert_shows(&truth_of(page, page.sim.url())).await;
        // What was under way is asked for again, what had come is not.
        let mut asked = pages(page, page.sim.url(), false);
        asked.retain(|&number| number <= 31);
        assert!(asked.len() - 31 <= 6, "{asked:?}");
    });
}

#[test]
pub fn after_a_final_failure_the_missing_page_is_named_and_resume_fetches_it() {
    let broken = faulty(5_432, vec![Fault::on_page(3, 1, status(403))]);
    Visit::hosted(broken).run(async |page| {
        page.open(&day()).await;
        page.until_alert(&["page 3"]).await;
        let kept = page
            .until("records that came", "return Number(part('timeline')?.dataset.records)", json!(null))
            .await;
        assert!(kept.as_f64().is_some_and(|kept| (1_000.0..5_432.0).contains(&kept)), "{kept}");
        page.press("Resume").await;
        page.assert_shows(&truth_of(page, page.sim.url())).await;
        page.until_settled().await;
        assert_eq!(page.alerts().await, "");
        assert_no_page_twice(page, page.sim.url());
    });
}

#[test]
fn time_that_was_not_fetched_is_not_taken_for_time_in_a_state() {
    let broken = faulty(5_432, vec![Fault { page: Some(3), ..Fault::always(status(403)) }]);
    Visit::hosted(broken).run(async |page| {
        page.open(&day()).await;
        page.until_alert(&["page 3"]).await;
        page.until_settled().await;
        let totals = page.totals().await;
        let whole: i64 = totals.values().map(|total| total.ms).sum();
        assert_eq!(whole, 86_400_000, "{totals:#?}");
        assert!(totals.get("NOT_FETCHED").is_some_and(|total| total.ms > 3_600_000), "{totals:#?}");
    });
}

#[test]
fn while_a_load_goes_on_what_has_not_come_is_not_taken_for_time_in_a_state() {
    let never = (3..=6).map(|number| Fault::on_page(number, 1, FaultKind::Hang)).collect();
    Visit::hosted(faulty(5_432, never)).run(async |page| {
        page.open(&format!("{}&tz=UTC", day())).await;
        page.until_records(2_000).await;
        page.until_scope("part so far, Tue 3 Nov", "").await;
        let totals = page.totals().await;
        let whole: i64 = totals.values().map(|total| total.ms).sum();
        assert_eq!(whole, 86_400_000, "{totals:#?}");
        assert!(totals.get("NOT_FETCHED").is_some_and(|total| total.ms > 40_000_000), "{totals:#?}");
        page.press("Cancel").await;
        page.until_button("Resume").await;
        page.until_scope("a part fetched", "").await;
        page.press("Resume").await;
        page.assert_shows(&truth_of(page, page.sim.url())).await;
        page.until_scope("whole day, Tue 3 Nov", "").await;
    });
}

#[test]
fn the_limit_of_pages_is_told_and_can_be_passed() {
    let config = json!({ "base": "", "token": false, "mostPages": 2 }).to_string();
    Visit { config: Some(config), ..Visit::hosted(dense(5_432)) }.run(async |page| {
        page.open(&day()).await;
        page.until_records(2_000).await;
        page.until_button(GO_ON).await;
        for records in [4_000, 5_432] {
            page.press(GO_ON).await;
            page.until_records(records).await;
        }
        page.assert_shows(&truth_of(page, page.sim.url())).await;
        assert_no_page_twice(page, page.sim.url());
    });
}

/// The button that goes on past the limit of pages.
const GO_ON: &str = "Load more pages";

/// The days whose rows offer to be fetched.
const OFFERED: &str = "return String([...document.querySelectorAll('[data-testid=fetch-day]')]
    .map((button) => button.closest('[data-date]').dataset.date).sort()) === argument";

/// Four days of an agent, of which two were refused once.
fn two_days_refused(test: impl AsyncFnOnce(&Page)) {
    let once = |date: &str| Fault { date: Some(date.into()), times: Some(1), ..Fault::always(status(403)) };
    let config = json!({ "base": "", "token": false, "api": "cxone" }).to_string();
    let faults = vec![once("2026-11-04"), once("2026-11-05")];
    let visit = Visit::hosted(Scenario { faults, ..Scenario::default() });
    Visit { config: Some(config), ..visit }.run(async |page| {
        let range = "start=2026-11-03T00:00:00Z&end=2026-11-07T00:00:00Z&tz=UTC&lanes=day";
        page.open(&format!("?agent=100001&{range}")).await;
        page.until("both days", OFFERED, json!("2026-11-04,2026-11-05")).await;
        test(page).await;
    });
}

/// The days that were asked for after so many questions.
fn dates_asked(page: &Page, before: usize) -> HashSet<String> {
    let asked = questions(page, page.sim.url());
    let date = |seen: &Seen| Some(seen.query.split_once("startDate=")?.1.get(..10)?.to_owned());
    asked[before..].iter().filter_map(date).collect()
}

#[test]
fn a_day_that_was_not_fetched_is_fetched_from_its_row_and_it_alone() {
    two_days_refused(async |page| {
        let before = questions(page, page.sim.url()).len();
        page.until_scope("2 of 4 days fetched", "Every figure leaves out Wed 4 Nov, Thu 5 Nov.").await;
        page.press("Fetch this day").await;
        let one_left = "return document.querySelectorAll('[data-testid=fetch-day]').length === 1";
        page.until("one of them", one_left, json!(null)).await;
        page.until_settled().await;
        let dates = dates_asked(page, before);
        assert_eq!(dates.len(), 1, "{dates:?}");
        page.until_scope("3 of 4 days fetched", "Every figure leaves out").await;
        page.press("Fetch this day").await;
        page.until("all days", OFFERED, json!("")).await;
        page.until_settled().await;
        assert_eq!(page.alerts().await, "");
    });
}

#[test]
fn all_days_of_a_gap_are_fetched_at_once_by_the_button_that_says_how_many() {
    two_days_refused(async |page| {
        page.until_button("Fetch 2 days").await;
        let (start, end) = (crate::DAY_MS.0, crate::DAY_MS.0 + 4 * 86_400_000);
        let expected = truth(&page.sim.current(page.sim.url()), Dialect::Cxone, "100001", start, end);
        assert!(page.records().await < expected.placed);
        let before = questions(page, page.sim.url()).len();
        page.press("Fetch 2 days").await;
        page.until_records(expected.placed).await;
        page.until("no day that is missing", OFFERED, json!("")).await;
        page.until_settled().await;
        assert_eq!(page.alerts().await, "");
        let dates = dates_asked(page, before);
        assert_eq!(
            dates,
            HashSet::from(["2026-11-04", "2026-11-05"].map(str::to_owned)),
            "what came is not asked for again"
        );
    });
}
