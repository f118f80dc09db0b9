//! An archive beside the page: the same figures as from the API, over ranges of bytes or without them.

mod beyond;
mod made;
mod replaced;
mod sums;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cxone_sim::{Scenario, StateTruth};
use e2e::{Page, Visit};
use model::time::{DAY, Span, format_utc};
use serde_json::json;
use tempfile::TempDir;

use crate::hosting::copied_site;
use made::{END, SAMPLE, fill, serve_whole};

/// The built site with an archive beside it; and the archive's days.
fn site(config: &serde_json::Value, lost: Option<usize>) -> (TempDir, Vec<Span>) {
    let host = copied_site("", &config.to_string());
    let days = fill(&host.path().join("archive"), lost);
    (host, days)
}

fn visit(host: &Path) -> Visit {
    Visit { site: Some(PathBuf::from(host)), zone: "UTC", ..Visit::to(Scenario::default()) }
}

/// A range as links write it.
fn range(span: Span) -> String {
    format!("start={}&end={}", format_utc(span.start).unwrap(), format_utc(span.end).unwrap())
}

/// The sample's days, as far as all of them are over.
fn whole(days: &[Span]) -> Span {
    Span { start: days[0].start + DAY, end: days[days.len() - 1].end + -DAY }
}

/// The totals that the page shows of the sample as it is loaded through the API's own way, of a range.
async fn sample_totals(page: &Page, span: Span) -> BTreeMap<String, StateTruth> {
    let select =
        |span: Span| format!("sel={}~{}", format_utc(span.start).unwrap(), format_utc(span.end).unwrap());
    page.open(&format!("?demo={SAMPLE}&{}&{}", range(Span { start: span.start, end: END }), select(span)))
        .await;
    page.until_settled().await;
    page.totals().await
}

/// Totals of what agents did: what is not known of the time before their first record is left out.
fn known(totals: BTreeMap<String, StateTruth>) -> BTreeMap<String, StateTruth> {
    let absent = ["UNKNOWN", "NO_DATA", "NOT_FETCHED"];
    totals.into_iter().filter(|(state, _)| !absent.contains(&state.as_str())).collect()
}

/// Requests for parquet files: the bytes that each asked for.
async fn asked(page: &Page) -> Vec<Option<String>> {
    let requests = page.requests().await;
    let files = requests.iter().filter(|request| request.url.contains(".parquet"));
    files
        .map(|request| {
            assert!(!request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization")));
            let range = request.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("range"));
            range.map(|(_, bytes)| bytes.clone())
        })
        .collect()
}

#[test]
fn a_link_to_an_archive_shows_what_the_api_shows() {
    let (host, days) = site(&json!({ "archive": "archive/" }), None);
    visit(host.path()).run(async |page| {
        let span = whole(&days);
        let expected = known(sample_totals(page, span).await);
        assert!(expected.len() > 3, "{expected:#?}");
        page.open(&format!("?agent=all&{}", range(span))).await;
        page.until_settled().await;
        page.until_totals(&expected).await;
        let asked = asked(page).await;
        assert!(!asked.is_empty() && asked.iter().all(Option::is_some), "{asked:?}");
        assert!(page.alerts().await.is_empty());
        let address = page.address().await;
        assert!(!address.contains("source="), "it is what this site loads from: {address}");
    });
}

#[test]
fn names_and_teams_come_from_the_archive() {
    let (host, days) = site(&json!({ "archive": "archive/" }), None);
    made::name_all(&host.path().join("archive"));
    visit(host.path()).run(async |page| {
        page.open(&format!("?agent=all&{}", range(whole(&days)))).await;
        page.until_settled().await;
        let shows = "return part('timeline').innerText.includes(argument)";
        for agent in &made::sample().agents {
            let name = format!("Archie {}", agent.id);
            page.until(&format!("a row of {name}"), shows, json!(name)).await;
        }
    });
}

#[test]
fn a_host_that_knows_no_ranges_is_read_all_the_same_and_said() {
    let (host, days) = site(&json!({ "archive": "archive/" }), None);
    visit(host.path()).run(async |page| {
        let span = whole(&days);
        let expected = known(sample_totals(page, span).await);
        let other = format!("http://{}", serve_whole(host.path().into()).await);
        page.allow(&other);
        page.open_at(&format!("{other}/?agent=all&{}", range(span))).await;
        page.until_settled().await;
        page.until_totals(&expected).await;
        page.until_status(&["whole files", "range requests"]).await;
    });
}

#[test]
fn an_archive_is_chosen_in_the_form() {
    let (host, days) = site(&json!({ "base": "", "token": false }), None);
    visit(host.path()).run(async |page| {
        page.open("").await;
        page.press("Change connection").await;
        page.choose("API", "Archive (Parquet files)").await;
        assert!(!page.has_control("Access token").await);
        page.fill("Archive folder", "../archive").await;
        page.fill("Agent ID", "all").await;
        page.choose("Range", "Custom range").await;
        let span = whole(&days);
        let wall = |text: Option<String>| text.unwrap().trim_end_matches('Z').to_owned();
        page.fill("From", &wall(format_utc(span.start))).await;
        page.fill("To", &wall(format_utc(span.end))).await;
        page.press("Show timeline").await;
        page.until_alert(&["no address of an archive"]).await;
        page.fill("Archive folder", "archive/").await;
        page.press("Show timeline").await;
        page.until_settled().await;
        assert!(page.records().await > 100);
        let address = page.address().await;
        assert!(address.contains("source=archive") && !address.contains("base="), "{address}");
    });
}

#[test]
fn a_day_that_the_archive_does_not_have_is_not_fetched() {
    let (host, days) = site(&json!({ "archive": "/archive" }), Some(2));
    visit(host.path()).run(async |page| {
        let lost = days[2];
        page.open(&format!("?agent=all&{}", range(Span { start: lost.start, end: lost.end + DAY }))).await;
        page.until_settled().await;
        page.until_status(&["Not all of this is in the archive", "Everyone", "not in the archive"]).await;
        let totals = page.totals().await;
        let missing = totals.get("NOT_FETCHED").map(|total| total.ms);
        assert_eq!(missing, Some(3 * DAY), "{totals:#?}");
        page.open(&format!("?agent=all&{}", range(lost))).await;
        page.until_status(&["Everyone", "not in the archive"]).await;
        assert!(page.text_of("answer").await.contains("Not fetched"));
    });
}

#[test]
fn a_lot_is_asked_about_in_records() {
    let (host, days) = site(&json!({ "archive": "archive/" }), None);
    visit(host.path()).run(async |page| {
        let data = made::sample();
        let ids: Vec<&str> = data.agents.iter().map(|agent| &*agent.id).collect();
        let long = Span { start: days[0].start + -40 * DAY, end: days[days.len() - 1].end };
        page.open(&format!("?agent={}&{}", ids.join(","), range(long))).await;
        page.until_alert(&["This is a lot to load", "records"]).await;
        assert!(asked(page).await.is_empty(), "nothing of it was asked for");
        page.press("Load all of it").await;
        page.assert_shows_records(data.records()).await;
    });
}

#[test]
fn a_day_of_an_archive_is_opened_as_a_file() {
    let (host, days) = site(&json!({}), None);
    visit(host.path()).run(async |page| {
        let month = host.path().join("archive/states/year=2026/month=11");
        let mut files: Vec<PathBuf> = fs::read_dir(month).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        let data = made::sample();
        let day = days.iter().find(|day| !data.summary(**day).states.is_empty()).unwrap();
        page.open("").await;
        page.choose_file("files", &files[0]).await;
        page.until_settled().await;
        let first = data.agents.iter().map(|agent| {
            agent
                .lane
                .segments()
                .filter(|one| !one.activity.is_absence() && day.contains(one.start()))
                .count()
        });
        page.assert_shows_records(first.sum()).await;
    });
}

#[test]
fn nothing_goes_to_an_archive_elsewhere_before_the_person_agrees() {
    let (host, days) = site(&json!({}), None);
    visit(host.path()).run(async |page| {
        let other = format!("http://{}", serve_whole(host.path().into()).await);
        let base = format!("{other}/archive");
        page.open(&format!("?source=archive&base={base}&agent=all&{}", range(whole(&days)))).await;
        page.until_alert(&["wants to load from", &base]).await;
        assert!(page.requests().await.iter().all(|request| !request.url.starts_with(&other)));
    });
}

#[test]
fn where_there_is_no_archive_it_is_said() {
    let host = copied_site("", &json!({ "archive": "archive/" }).to_string());
    visit(host.path()).run(async |page| {
        page.open("?agent=all&range=yesterday").await;
        page.until_alert(&["There is no archive at this address"]).await;
    });
}
