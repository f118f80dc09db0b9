//! The page from a real proxy.

mod common;

use common::{Bench, page, tenant};
use reqwest::Response;
use serde_json::{Value, json};

fn bench() -> (Bench, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    page(folder.path());
    let bench = Bench::with_secret_and(tenant(), |settings| {
        settings.site = Some(folder.path().into());
        settings.connect_origins = vec!["https://api-na1.niceincontact.com".into()];
    });
    (bench, folder)
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

#[tokio::test]
async fn the_index_is_asked_for_every_time_and_hashed_files_once() {
    let (bench, _folder) = bench();
    for (path, kind, cache) in [
        ("/", "text/html", "no-cache"),
        ("/?agent=1&range=24h", "text/html", "no-cache"),
        ("/index.html", "text/html", "no-cache"),
        ("/config.json", "application/json", "no-cache"),
        ("/app-0123456789abcdef.js", "text/javascript", "public, max-age=31536000, immutable"),
        ("/app-0123456789abcdef_bg.wasm", "application/wasm", "public, max-age=31536000, immutable"),
    ] {
        let response = bench.get(path).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(header(&response, "content-type").split(';').next(), Some(kind), "{path}");
        assert_eq!(header(&response, "cache-control"), cache, "{path}");
    }
    let missing = bench.get("/gone-0123456789abcdef.js").send().await.unwrap();
    assert_eq!((missing.status().as_u16(), header(&missing, "cache-control")), (404, "no-cache"));
}

#[tokio::test]
async fn compressed_files_go_to_those_who_take_them() {
    let (bench, _folder) = bench();
    for (accepted, encoding, body) in [
        ("br, gzip", "br", "brotli script"),
        ("gzip", "gzip", "gzip script"),
        ("identity", "", "plain script"),
    ] {
        let asked = bench.get("/app-0123456789abcdef.js").header("accept-encoding", accepted);
        let response = asked.send().await.unwrap();
        assert_eq!(header(&response, "content-encoding"), encoding);
        assert_eq!(header(&response, "content-type").split(';').next(), Some("text/javascript"));
        assert_eq!(response.text().await.unwrap(), body);
    }
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let (bench, _folder) = bench();
    for path in
        ["/", "/app-0123456789abcdef.js", "/nothing", "/cxone/nothing", "/healthz", "/config.json", "/.x"]
    {
        let response = bench.get(path).send().await.unwrap();
        assert_eq!(header(&response, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header(&response, "referrer-policy"), "no-referrer", "{path}");
        assert_eq!(header(&response, "x-frame-options"), "DENY", "{path}");
        assert!(header(&response, "permissions-policy").contains("camera=()"), "{path}");
        let policy = header(&response, "content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
    }
    let response = bench.get("/").send().await.unwrap();
    let policy = header(&response, "content-security-policy");
    for part in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "connect-src 'self' https://api-na1.niceincontact.com;",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'; trusted-types default",
    ] {
        assert!(policy.contains(part), "{part}: {policy}");
    }
}

#[tokio::test]
async fn the_page_is_told_that_it_needs_nothing() {
    let (bench, _folder) = bench();
    let config: Value =
        serde_json::from_slice(&bench.get("/config.json").send().await.unwrap().bytes().await.unwrap())
            .unwrap();
    assert_eq!(config, json!({ "base": "/cxone", "api": "reporting-v2", "token": false, "range": "today" }));
    let own = Bench::without_secret(tenant(), |settings| settings.dialect = shiftline_proxy::Dialect::Cxone);
    let config: Value =
        serde_json::from_slice(&own.get("/config.json").send().await.unwrap().bytes().await.unwrap())
            .unwrap();
    assert_eq!(config, json!({ "base": "/cxone", "api": "cxone", "token": true }));
    assert_eq!(own.get("/").send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn hidden_files_stay_hidden() {
    let (bench, folder) = bench();
    std::fs::write(folder.path().with_extension("outside"), "outside").unwrap();
    for path in ["/.secret", "/%2esecret", "/app-0123456789abcdef.js%00.html"] {
        assert_eq!(bench.get(path).send().await.unwrap().status(), 400, "{path}");
    }
}

#[tokio::test]
async fn a_name_too_long_for_any_file_is_not_found() {
    let (bench, _folder) = bench();
    let deep = format!("/{}", "a/".repeat(3_000));
    for path in [
        format!("/{}", "x".repeat(255)),
        format!("/{}", "x".repeat(256)),
        format!("/{}.js", "x".repeat(252)),
        format!("/{}.js", "x".repeat(20_000)),
        format!("/{}/index.html", "x".repeat(300)),
        format!("/app-0123456789abcdef.js/{}", "x".repeat(300)),
        deep,
        "/app-0123456789abcdef.js/x".into(),
        format!("/cxone/{}", "x".repeat(300)),
    ] {
        for accepted in ["identity", "br, gzip"] {
            let answer = bench.get(&path).header("accept-encoding", accepted).send().await.unwrap();
            assert_eq!(answer.status(), 404, "{} bytes", path.len());
            assert!(header(&answer, "content-security-policy").contains("frame-ancestors 'none'"));
        }
    }
}
