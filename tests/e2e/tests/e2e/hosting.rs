//! The main job through every way to host the page, each started for real.

use std::fs;
use std::path::{Path, PathBuf};

use cxone_sim::{Client, Cors, Scenario, Sim, token_label};
use e2e::{Page, Visit, built_site};
use fronts::{Front, Kind};
use serde_json::json;
use shiftline_proxy::{CredentialSettings, Credentials, Running, Settings};
use tempfile::TempDir;

use crate::sample::DRAWN;
use crate::{day, dense, questions, truth_of};

const RECORDS: usize = 2_345;
const SECRET: &str = "s3cret of the proxy 4711";
/// A folder that a page shares with others on a plain host.
const BELOW: &str = "tools/shiftline";

/// A tenant that no page elsewhere can ask by itself, so that what answers is what stands in front.
fn tenant() -> Scenario {
    let client = Some(Client { id: "shiftline".into(), secret: SECRET.into() });
    Scenario { client, cors: Cors::Off, ..dense(RECORDS) }
}

/// The built site in a folder of its own, `below` its root, with this `config.json`.
pub fn copied_site(below: &str, config: &str) -> TempDir {
    let root = TempDir::new().unwrap();
    let folder = root.path().join(below);
    copy(&built_site(), &folder);
    fs::write(folder.join("config.json"), config).unwrap();
    root
}

/// The same as the shipped files for nginx and Caddy want it.
fn site_for_a_front() -> TempDir {
    copied_site("", &json!({ "base": "/cxone", "token": true }).to_string())
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target);
        } else {
            fs::copy(&source, &target).unwrap();
        }
    }
}

/// The proxy on a free port, in front of the visit's tenant.
fn proxy(page: &Page, site: PathBuf, credentials: Option<CredentialSettings>) -> Running {
    let settings = Settings {
        listen: ([127, 0, 0, 1], 0).into(),
        upstream: page.sim.url().to_owned(),
        site: Some(site),
        credentials,
        ..Settings::default()
    };
    let kept = |name: &str| match name {
        "SHIFTLINE_CLIENT_ID" => Some("shiftline".to_owned()),
        "SHIFTLINE_CLIENT_SECRET" => Some(SECRET.to_owned()),
        _ => None,
    };
    let upstream = settings.upstream_url().unwrap();
    let secret =
        settings.credentials.as_ref().map(|given| Credentials::read(given, &upstream, kept).unwrap());
    Running::start(settings, secret).unwrap()
}

/// Opens the link to the agent's day at this host.
async fn open_link(page: &Page, host: &str) {
    page.allow(host);
    page.open_at(&format!("{host}/{}", day())).await;
}

/// Gives the person's own token where the page asks for one, which is all that has to be typed.
async fn go_on_with_own_token(page: &Page) -> String {
    let token = page.token(page.sim.url());
    page.fill("Access token", &token).await;
    page.press("Show timeline").await;
    token
}

/// Timeline, totals and records are those of the visit's tenant.
async fn assert_job_done(page: &Page) {
    page.assert_shows(&truth_of(page, page.sim.url())).await;
    page.until("something drawn", DRAWN, json!(null)).await;
    assert_eq!(page.table_rows().await, RECORDS);
}

/// The browser asked nobody but this host, and sent no token but in calls; gives what each call had.
async fn sent_through(page: &Page, host: &str) -> Vec<Option<String>> {
    let mut sent = Vec::new();
    for request in page.requests().await.iter().filter(|request| request.url.starts_with("http")) {
        let path = request.url.strip_prefix(host).unwrap_or_else(|| panic!("{} was asked", request.url));
        let mut headers = request.headers.iter();
        let token = headers.find(|(name, _)| name == "authorization").map(|(_, value)| value.clone());
        if path.starts_with("/cxone/api/") {
            sent.push(token);
        } else {
            assert_eq!(token, None, "{path}");
        }
    }
    sent
}

/// The person's own token went through this host with every call and reached the tenant, and no
/// other did.
async fn assert_own_token_passed(page: &Page, host: &str, token: &str) {
    let own = Some(format!("Bearer {token}"));
    let sent = sent_through(page, host).await;
    assert!(sent.len() > RECORDS / 1_000 && sent.iter().all(|one| *one == own), "{} calls", sent.len());
    let asked = questions(page, page.sim.url());
    assert_eq!(asked.len(), sent.len());
    for seen in &asked {
        assert_eq!(seen.token, Some(token_label(token)), "{seen:?}");
    }
}

#[test]
fn the_proxy_with_the_secret_answers_a_link_with_nothing_typed_and_no_token_in_the_browser() {
    Visit::to(tenant()).run(async |page| {
        page.guard(SECRET);
        let site = copied_site("", "{}");
        let proxy = proxy(page, site.path().into(), Some(CredentialSettings::default()));
        let host = format!("http://{}", proxy.address());
        open_link(page, &host).await;
        assert_job_done(page).await;
        assert!(!page.has_control("Access token").await && !page.has_control("API or proxy URL").await);
        let sent = sent_through(page, &host).await;
        assert!(!sent.is_empty() && sent.iter().all(Option::is_none));
        let all = page.sim.requests(page.sim.url());
        assert_eq!(all.iter().filter(|seen| seen.path == "/oauth/token").count(), 1);
        assert!(questions(page, page.sim.url()).iter().all(|seen| seen.token.is_some()));
        proxy.stop().await;
    });
}

#[test]
fn the_proxy_without_a_secret_passes_the_persons_own_token_on() {
    Visit::to(tenant()).run(async |page| {
        let site = copied_site("", "{}");
        let proxy = proxy(page, site.path().into(), None);
        let host = format!("http://{}", proxy.address());
        open_link(page, &host).await;
        let token = go_on_with_own_token(page).await;
        assert_job_done(page).await;
        assert_own_token_passed(page, &host, &token).await;
        proxy.stop().await;
    });
}

/// Through the shipped file of one of the two.
fn through(kind: Kind) {
    Visit::to(tenant()).run(async |page| {
        let site = site_for_a_front();
        let front =
            Front::start(kind, site.path(), page.sim.url()).unwrap_or_else(|error| panic!("{error:#}"));
        open_link(page, front.url()).await;
        let token = go_on_with_own_token(page).await;
        assert_job_done(page).await;
        assert_own_token_passed(page, front.url(), &token).await;
    });
}

#[test]
fn nginx_with_the_shipped_file_passes_the_persons_own_token_on() {
    through(Kind::Nginx);
}

#[test]
fn caddy_with_the_shipped_file_passes_the_persons_own_token_on() {
    through(Kind::Caddy);
}

#[test]
fn the_settings_beside_a_page_below_a_path_are_taken() {
    let api = Sim::start().unwrap();
    let base = api.scenario(dense(RECORDS));
    let host = copied_site(BELOW, &json!({ "base": base, "token": true }).to_string());
    Visit { site: Some(host.path().into()), ..Visit::to(dense(RECORDS)) }.run(async |page| {
        page.allow(api.url());
        let token = api.token(&base);
        page.guard(&token);
        open_link(page, &format!("{}/{BELOW}", page.sim.url())).await;
        page.fill("Access token", &token).await;
        assert!(!page.has_control("API or proxy URL").await);
        page.press("Show timeline").await;
        assert_job_done(page).await;
        assert!(api.requests(&base).iter().all(|seen| seen.status == Some(200) || seen.method == "OPTIONS"));
    });
}

#[test]
fn a_plain_host_serves_the_page_below_a_path_and_the_token_goes_straight_to_the_api() {
    let host = copied_site(BELOW, "{}");
    Visit { site: Some(host.path().into()), ..Visit::to(dense(RECORDS)) }.run(async |page| {
        let api = Sim::start().unwrap();
        page.allow(api.url());
        let base = api.scenario(dense(RECORDS));
        let token = api.token(&base);
        page.guard(&token);
        open_link(page, &format!("{}/{BELOW}", page.sim.url())).await;
        page.fill("API or proxy URL", &base).await;
        page.fill("Access token", &token).await;
        page.press("Show timeline").await;
        assert_job_done(page).await;
        assert!(page.address().await.starts_with(&format!("{}/{BELOW}/?", page.sim.url())));
        let asked = api.requests(&base);
        let calls = asked.iter().filter(|seen| seen.method == "GET");
        assert!(calls.clone().count() > 1);
        for seen in calls {
            assert_eq!(seen.token, Some(token_label(&token)), "{seen:?}");
            assert_eq!(seen.origin.as_deref(), Some(page.sim.url()));
        }
        // The host of the page has nothing to do with the calls.
        assert!(questions(page, page.sim.url()).is_empty());
    });
}
