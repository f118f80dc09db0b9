//! An archive that ends before the range does, and the API beside it.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use cxone_sim::{Cxone, ErrorPlace, Fault, FaultKind, Scenario};
use data::dialect::by_name;
use data::query::Agents;
use e2e::{Page, Visit};
use serde_json::json;
use shiftline_archive::access::SignIn;
use shiftline_archive::api::{Api, base_url};
use shiftline_archive::disk::Real;
use shiftline_archive::fill::fill;
use shiftline_archive::folder::Folder;
use shiftline_archive::source::{Question, Source};

use crate::hosting::copied_site;

/// Three days of which an archive has two, and the one before them.
const RANGE: &str = "start=2026-11-03T00:00:00Z&end=2026-11-06T00:00:00Z";

fn tenant() -> Scenario {
    let cxone = Cxone { agents: 3, ..Cxone::default() };
    Scenario { every_day: true, cxone, ..Scenario::default() }
}

/// Fetches what is before the fifth of November, as the program does. The second tells how the third begins.
async fn fetch(page: &Page, host: &Path) {
    let cxone = by_name("cxone").unwrap();
    let base = base_url(page.sim.url()).unwrap();
    let sign_in = SignIn::read(&base, |_| None).unwrap();
    let api = Arc::new(Api::new(base, sign_in).unwrap());
    let mut folder = Folder::open(Real, &host.join("archive"), cxone).unwrap();
    let mut source = Source::new(api, Question::new(cxone, Agents::All)).await.unwrap();
    let days: Vec<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap().iter_days().take(3).collect();
    fill(&mut folder, &mut source, &days, |_, _| {}, |_| {}).await.unwrap();
}

/// A site with both.
fn visit(root: Scenario) -> (tempfile::TempDir, Visit) {
    let config = json!({ "base": "", "api": "cxone", "token": false, "archive": "archive/" });
    let host = copied_site("", &config.to_string());
    let visit =
        Visit { site: Some(host.path().to_owned()), config: None, zone: "UTC", ..Visit::hosted(root) };
    (host, visit)
}

/// The days that the API was asked about so far.
async fn asked(page: &Page) -> Vec<String> {
    let requests = page.requests().await;
    let asked = requests.iter().filter_map(|request| request.url.split_once("startDate="));
    asked.map(|(_, rest)| rest[..10].to_owned()).collect()
}

#[test]
fn what_the_archive_does_not_have_yet_comes_from_the_api() {
    let (host, visit) = visit(tenant());
    visit.run(async |page| {
        page.open(&format!("?agent=all&{RANGE}")).await;
        page.until_settled().await;
        let expected = page.totals().await;
        fetch(page, host.path()).await;
        let before = asked(page).await.len();
        page.open(&format!("?source=archive&agent=all&{RANGE}")).await;
        page.until_settled().await;
        page.until_totals(&expected).await;
        page.until_status(&["From the archive and the API", "the rest comes from the API"]).await;
        let asked = asked(page).await.split_off(before);
        assert!(!asked.is_empty() && asked.iter().all(|day| &**day >= "2026-11-04"), "{asked:?}");
    });
}

#[test]
fn where_the_api_fails_the_archive_is_shown_and_the_rest_is_not_fetched() {
    let kind = FaultKind::Error { status: 400, place: ErrorPlace::Message, text: "Not today.".into() };
    let fault = Fault { date: Some("2026-11-05".into()), kind, ..Fault::default() };
    let (host, visit) = visit(Scenario { faults: vec![fault], ..tenant() });
    visit.run(async |page| {
        page.expect_error("400");
        fetch(page, host.path()).await;
        page.open(&format!("?source=archive&agent=all&{RANGE}")).await;
        page.until_settled().await;
        page.until_alert(&["Not today.", "What the archive has is shown"]).await;
        let totals = page.totals().await;
        assert!(totals.get("NOT_FETCHED").is_some_and(|total| total.ms > 0), "{totals:#?}");
        assert!(totals.len() > 3, "{totals:#?}");
    });
}
