//! A supervisor names an agent and a range, and sees where the time went.

use cxone_sim::{
    Oddity, OddityKind, Paging, Scenario, Sim, TUTORIAL_AGENT, fetched, run_tutorial, token_label,
};
use e2e::{Page, Visit};

use crate::{AGENT, DAY, day, dense, pages, questions, truth_of};

#[test]
pub fn a_form_filled_in_by_hand_shows_the_agents_day() {
    Visit::to(dense(2_345)).run(async |page| {
        let base = page.sim.url().to_owned();
        page.open("").await;
        assert_eq!(page.records().await, 0);
        page.connect(&base).await;
        page.fill("Agent ID", AGENT).await;
        page.choose("Range", "Custom range").await;
        // New York is five hours behind in November.
        page.fill("From", "2026-11-02T19:00:00").await;
        page.fill("To", "2026-11-03T19:00:00").await;
        page.press("Show timeline").await;
        let truth = truth_of(page, &base);
        page.assert_shows(&truth).await;
        assert_eq!(page.table_rows().await, 2_345);
        let mut asked = pages(page, &base, true);
        asked.sort_unstable();
        assert_eq!(asked[..3], [1, 2, 3]);
        assert_questions(page, &base);
    });
}

/// Every question has what the tutorial names and nothing that nobody set.
fn assert_questions(page: &Page, base: &str) {
    for seen in questions(page, base) {
        assert_eq!(seen.path, "/api/reporting/v2/agent-state-history");
        assert!(seen.token.is_some() && seen.referer.is_none(), "{seen:?}");
        let query = seen.query.replace("%3A", ":");
        for part in
            [DAY.replace("start=", "startTime=").replace("end=", "endTime="), format!("agentId={AGENT}")]
        {
            for pair in part.split('&') {
                assert!(query.contains(pair), "{pair} is not in {query}");
            }
        }
        assert!(query.contains("pageSize=1000") && !query.contains("interval"), "{query}");
    }
}

#[test]
fn the_token_goes_into_the_authorization_header_alone() {
    Visit::to(dense(1_500)).run(async |page| {
        let base = page.sim.url().to_owned();
        let token = page.token(&base);
        page.open(&day()).await;
        page.fill("API or proxy URL", &base).await;
        page.fill("Access token", &token).await;
        page.press("Show timeline").await;
        page.until_records(1_500).await;
        for seen in questions(page, &base) {
            assert_eq!(seen.token, Some(token_label(&token)));
        }
        let sent = page.requests().await;
        let with =
            sent.iter().filter(|request| request.headers.iter().any(|(name, _)| name == "authorization"));
        for request in with {
            assert!(request.url.starts_with(&format!("{base}/api/")), "{}", request.url);
        }
    });
}

#[test]
pub fn cards_and_totals_of_a_working_day_are_the_truth() {
    Visit::hosted(Scenario::default()).run(async |page| {
        page.open(&day()).await;
        let truth = truth_of(page, page.sim.url());
        page.assert_shows(&truth).await;
        let ms = |state: &str| truth.states[state].ms as f64;
        for (card, state) in [("ready", "READY"), ("not-ready", "NOT_READY"), ("wrap-up", "WRAP_UP")] {
            assert!((page.card(card).await - ms(state)).abs() < 1.0, "{card}");
        }
        let logged_in = ms("LOGIN") + ms("READY") + ms("NOT_READY") + ms("WRAP_UP");
        assert!((page.card("logged-in").await - logged_in).abs() < 1.0);
        let changes: usize = truth.states.values().map(|state| state.count).sum();
        assert!((page.card("changes").await - changes as f64).abs() < 1.0);
        let reasons = page.reasons().await;
        for ((state, reason), expected) in truth.reasons.iter().filter(|((state, _), _)| state == "NOT_READY")
        {
            assert_eq!(reasons.get(&(state.clone(), reason.clone())), Some(expected), "{state} {reason}");
        }
        assert!(page.text_of("reconcile").await.contains("Reconcile"));
    });
}

#[test]
fn the_tutorials_script_and_the_page_count_the_same_records() {
    Visit::hosted(dense(2_345)).run(async |page| {
        let printed = run_tutorial(page.sim.url()).unwrap();
        page.open(&format!("?agent={TUTORIAL_AGENT}&range=24h")).await;
        page.until_records(fetched(&printed).unwrap()).await;
    });
}

#[test]
pub fn an_api_on_another_origin_works_with_cors() {
    Visit::default().run(async |page| {
        let api = Sim::start().unwrap();
        page.allow(api.url());
        let base = api.scenario(dense(1_234));
        let token = api.token(&base);
        page.guard(&token);
        page.open(&day()).await;
        page.fill("API or proxy URL", &base).await;
        page.fill("Access token", &token).await;
        page.press("Show timeline").await;
        page.until_records(1_234).await;
        let asked = api.requests(&base);
        assert!(asked.iter().filter(|seen| seen.method == "GET").all(|seen| seen.origin.is_some()));
    });
}

#[test]
fn a_path_on_the_same_origin_is_a_base_too() {
    Visit::default().run(async |page| {
        let base = page.sim.scenario(Scenario { auth: cxone_sim::Auth::None, ..dense(321) });
        page.open(&day()).await;
        page.fill("API or proxy URL", base.strip_prefix(page.sim.url()).unwrap()).await;
        page.press("Show timeline").await;
        page.until_records(321).await;
        assert!(questions(page, &base).iter().all(|seen| seen.token.is_none()));
    });
}

#[test]
fn a_host_that_set_everything_up_asks_for_the_agent_alone() {
    Visit::hosted(dense(77)).run(async |page| {
        page.open("").await;
        page.fill("Agent ID", AGENT).await;
        assert!(!page.has_control("Access token").await && !page.has_control("API or proxy URL").await);
        page.press("Show timeline").await;
        page.until_records(77).await;
    });
}

#[test]
fn up_to_six_pages_are_under_way_at_a_time() {
    let slow = Scenario { latency_ms: 150, ..dense(20_500) };
    Visit::hosted(slow).run(async |page| {
        page.open(&day()).await;
        page.assert_shows(&truth_of(page, page.sim.url())).await;
        let asked = questions(page, page.sim.url());
        let under_way = |at: i64| {
            asked
                .iter()
                .filter(|seen| seen.started_ms <= at && seen.answered_ms.is_none_or(|end| end > at))
                .count()
        };
        let most = asked.iter().map(|seen| under_way(seen.started_ms)).max().unwrap();
        assert!((2..=6).contains(&most), "{most}");
    });
}

#[test]
fn page_tokens_are_followed_one_by_one() {
    Visit::hosted(Scenario { paging: Paging::Token, ..dense(3_210) }).run(async |page| {
        page.open(&day()).await;
        page.assert_shows(&truth_of(page, page.sim.url())).await;
        let asked = questions(page, page.sim.url());
        let with_token = asked.iter().filter(|seen| seen.query.contains("nextPageToken=")).count();
        assert_eq!((with_token, asked.len() - with_token), (3, 1));
        for pair in asked.windows(2) {
            assert!(pair[0].answered_ms.is_some_and(|answered| answered <= pair[1].started_ms), "{pair:?}");
        }
    });
}

#[test]
fn a_record_that_drifts_onto_two_pages_counts_once_and_is_told() {
    Visit::hosted(Scenario { drift_after_page: Some(1), ..dense(2_500) }).run(async |page| {
        page.open(&day()).await;
        page.assert_shows(&truth_of(page, page.sim.url())).await;
        page.until_finding("duplicates", 1).await;
    });
}

#[test]
fn records_without_a_usable_time_are_counted_and_listed() {
    let oddities =
        vec![Oddity::new(50, OddityKind::MissingTimestamp), Oddity::new(70, OddityKind::BadTimestamp)];
    Visit::hosted(Scenario { oddities, ..dense(700) }).run(async |page| {
        page.open(&day()).await;
        let truth = truth_of(page, page.sim.url());
        page.assert_shows(&truth).await;
        let lost = truth.records - truth.placed;
        assert_eq!(lost, 22);
        page.until_finding("rejected", lost).await;
    });
}

#[test]
fn odd_durations_states_and_times_lose_nothing() {
    let oddities = [
        (3, OddityKind::NullDuration),
        (5, OddityKind::MissingDuration),
        (7, OddityKind::NegativeDuration),
        (11, OddityKind::State("ON_THE_MOON".into())),
        (13, OddityKind::SubState("Lunch \u{1F35C} & <b>more</b>".into())),
    ];
    let oddities = oddities.into_iter().map(|(every, kind)| Oddity::new(every, kind)).collect();
    let odd = Scenario { oddities, mixed_timestamps: true, null_sub_states: true, ..dense(900) };
    Visit::hosted(odd).run(async |page| {
        page.open(&day()).await;
        let truth = truth_of(page, page.sim.url());
        page.until_records(truth.placed).await;
        let totals = page.totals().await;
        for (state, expected) in &truth.states {
            let found = totals.get(state).unwrap_or_else(|| panic!("{state} is not in {totals:#?}"));
            assert_eq!((found.ms, found.count), (expected.ms, expected.count), "{state}");
        }
    });
}
