//! An archive's folder from a real proxy.

mod common;

use common::{Bench, client, error, page, tenant};
use reqwest::Response;
use serde_json::Value;
use shiftline_proxy::{GateSettings, hash_password};

const FILE: &str = "/archive/states/year=2026/month=11/2026-11-03.0123abcd.parquet";
const CONTENT: &str = "PAR1 rows of a day PAR1";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let month = folder.path().join("states/year=2026/month=11");
    std::fs::create_dir_all(&month).unwrap();
    std::fs::write(month.join("2026-11-03.0123abcd.parquet"), CONTENT).unwrap();
    std::fs::write(month.join("2026-11-03.0123abcd.parquet.gz"), "packed").unwrap();
    std::fs::write(folder.path().join("_shiftline.json"), "{}").unwrap();
    std::fs::write(folder.path().join(".hidden"), "hidden").unwrap();
    folder
}

fn bench(gate: bool) -> (Bench, [tempfile::TempDir; 2]) {
    let (site, archive) = (tempfile::tempdir().unwrap(), folder());
    page(site.path());
    let bench = Bench::with_secret_and(tenant(), |settings| {
        settings.site = Some(site.path().into());
        settings.archive = Some(archive.path().into());
        settings.gate = gate.then(|| GateSettings {
            password_hash: hash_password("open sesame, please").unwrap(),
            session_hours: 1,
        });
    });
    (bench, [site, archive])
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

async fn config(bench: &Bench) -> Value {
    let told = bench.get("/config.json").send().await.unwrap().bytes().await.unwrap();
    serde_json::from_slice(&told).unwrap()
}

#[tokio::test]
async fn parts_of_files_are_sent_as_they_lie_there() {
    let (bench, _folders) = bench(false);
    let part = bench
        .get(FILE)
        .header("range", "bytes=5-8")
        .header("accept-encoding", "gzip, br")
        .send()
        .await
        .unwrap();
    assert_eq!(part.status(), 206);
    assert_eq!(header(&part, "content-range"), format!("bytes 5-8/{}", CONTENT.len()));
    assert_eq!((header(&part, "content-encoding"), header(&part, "etag")), ("", "\"0123abcd\""));
    assert_eq!(header(&part, "cache-control"), "private, no-cache");
    assert_eq!(part.text().await.unwrap(), "rows");
    let whole = bench.get(FILE).header("accept-encoding", "gzip, br").send().await.unwrap();
    assert_eq!((whole.status().as_u16(), header(&whole, "content-encoding")), (200, ""));
    assert_eq!(whole.text().await.unwrap(), CONTENT);
    let again = bench.get(FILE).header("if-none-match", "\"0123abcd\"").send().await.unwrap();
    assert_eq!(again.status(), 304);
    let beyond = bench.get(FILE).header("range", "bytes=900-").send().await.unwrap();
    assert_eq!(beyond.status(), 416);
}

#[tokio::test]
async fn the_page_is_told_of_it_and_nothing_else_of_the_folder_is_served() {
    let (bench, _folders) = bench(false);
    let config = config(&bench).await;
    assert_eq!(config["archive"], "/archive");
    assert_eq!(bench.get("/archive/_shiftline.json").send().await.unwrap().status(), 200);
    for path in ["/archive/gone.parquet", "/archive/", "/archive/states", "/archive/.hidden"] {
        let status = bench.get(path).send().await.unwrap().status();
        assert!(status.is_client_error() || status.is_redirection(), "{path}: {status}");
    }
    let foreign = bench.get(FILE).header("sec-fetch-site", "cross-site").send().await.unwrap();
    assert_eq!(error(foreign).await, (403, "foreign_page".to_owned()));
}

#[tokio::test]
async fn without_a_folder_there_is_no_archive() {
    let bench = Bench::with_secret(tenant());
    let config = config(&bench).await;
    assert_eq!(config.get("archive"), None);
    assert_eq!(bench.get("/archive/_shiftline.json").send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn nobody_reads_it_who_has_not_signed_in() {
    let (bench, _folders) = bench(true);
    for path in ["/archive/_shiftline.json", FILE] {
        let refused = client().get(bench.url(path)).send().await.unwrap();
        let status = refused.status().as_u16();
        assert!(status == 401 || status == 303 || status == 302, "{path}: {status}");
        assert!(!refused.text().await.unwrap().contains("rows of a day"));
    }
}
