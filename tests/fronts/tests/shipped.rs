//! The shipped files in real nginx and Caddy: page, headers, calls.

use std::process::Command;

use cxone_sim::{Cors, Fault, FaultKind, Options, Scenario, Sim, Wait, token_label};
use fronts::{ALLOWED_ORIGIN, Front, Kind};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::Value;
use tempfile::TempDir;

const HISTORY: &str = "/api/reporting/v2/agent-state-history";
const QUERY: &str = "startTime=2025-03-04T00:00:00Z&endTime=2025-03-05T00:00:00Z\
    &agentId=7f9c24e8-3b12-4fef-91e0-3d5a8bcbf4d1&pageSize=100&pageNumber=1";

/// One program in front of a page and the simulator.
struct Bench {
    kind: Kind,
    sim: Sim,
    front: Front,
    client: Client,
    _site: TempDir,
}

/// Both programs in front of tenants that allow no other origin by themselves.
fn benches(faults: Vec<Fault>) -> impl Iterator<Item = Bench> {
    Kind::ALL.into_iter().map(move |kind| Bench::new(kind, faults.clone()))
}

impl Bench {
    fn new(kind: Kind, faults: Vec<Fault>) -> Self {
        let root = Scenario { records: Some(250), cors: Cors::Off, faults, ..Scenario::default() };
        let sim = Sim::start_with(Options { root, ..Options::default() }).unwrap();
        let site = tempfile::tempdir().unwrap();
        for (name, bytes) in [
            ("index.html", "<!doctype html><title>Shiftline</title>".as_bytes()),
            ("app-0123456789abcdef.js", b"plain script"),
            // An empty gzip file.
            ("app-0123456789abcdef.js.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0"),
            ("app-0123456789abcdef.js.br", b"\x3b"),
            ("app-0123456789abcdef_bg.wasm", b"wasm"),
            ("config.json", b"{\"base\":\"/cxone\"}"),
            (".secret", b"hidden"),
        ] {
            std::fs::write(site.path().join(name), bytes).unwrap();
        }
        let front = Front::start(kind, site.path(), sim.url()).unwrap_or_else(|error| panic!("{error:#}"));
        let client =
            Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { kind, sim, front, client, _site: site }
    }

    fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.front.url()))
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.ask(Method::GET, path)
    }

    fn history(&self) -> RequestBuilder {
        self.get(&format!("/cxone{HISTORY}?{QUERY}")).bearer_auth(self.sim.token(self.sim.url()))
    }
}

fn header(response: &Response, name: &str) -> String {
    let values = response.headers().get_all(name).iter().map(|value| value.to_str().unwrap());
    values.collect::<Vec<_>>().join(", ")
}

#[tokio::test]
async fn the_page_with_its_cache_rules() {
    for bench in benches(Vec::new()) {
        for (path, kind, cache) in [
            ("/", "text/html", "no-cache"),
            ("/?agent=1&range=24h", "text/html", "no-cache"),
            ("/config.json", "application/json", "no-cache"),
            ("/app-0123456789abcdef_bg.wasm", "application/wasm", "public, max-age=31536000, immutable"),
        ] {
            let response = bench.get(path).send().await.unwrap();
            assert_eq!(response.status(), 200, "{:?} {path}", bench.kind);
            assert!(header(&response, "content-type").starts_with(kind), "{:?} {path}", bench.kind);
            assert_eq!(header(&response, "cache-control"), cache, "{:?} {path}", bench.kind);
        }
        let gone = bench.get("/gone-0123456789abcdef.js").send().await.unwrap();
        assert_eq!(gone.status(), 404);
        assert!(!header(&gone, "cache-control").contains("immutable"), "{:?}", bench.kind);
        for hidden in ["/.secret", "/%2esecret", "/../../etc/passwd"] {
            let status = bench.get(hidden).send().await.unwrap().status();
            assert!(status.is_client_error(), "{:?} {hidden} {status}", bench.kind);
        }
    }
}

#[tokio::test]
async fn compressed_files_go_to_those_who_take_them() {
    for bench in benches(Vec::new()) {
        let script = "/app-0123456789abcdef.js";
        let packed = bench.get(script).header("accept-encoding", "gzip").send().await.unwrap();
        assert_eq!(header(&packed, "content-encoding"), "gzip", "{:?}", bench.kind);
        let plain = bench.get(script).send().await.unwrap();
        assert_eq!(plain.text().await.unwrap(), "plain script");
    }
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let call = format!("/cxone{HISTORY}");
    for bench in benches(Vec::new()) {
        for path in ["/", "/app-0123456789abcdef.js", "/nothing", "/cxone/nothing", &call] {
            let response = bench.get(path).send().await.unwrap();
            let what = format!("{:?} {path}", bench.kind);
            assert_eq!(header(&response, "x-content-type-options"), "nosniff", "{what}");
            assert_eq!(header(&response, "referrer-policy"), "no-referrer", "{what}");
            assert_eq!(header(&response, "x-frame-options"), "DENY", "{what}");
            assert!(header(&response, "permissions-policy").contains("camera=()"), "{what}");
            assert!(header(&response, "strict-transport-security").starts_with("max-age="), "{what}");
            let policy = header(&response, "content-security-policy");
            assert!(policy.contains("frame-ancestors 'none'"), "{what}: {policy}");
            assert!(
                !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
                "{what}: {policy}"
            );
            let page = ["/", "/app-0123456789abcdef.js"].contains(&path);
            let part = if page { "script-src 'self' 'wasm-unsafe-eval'" } else { "default-src 'none'" };
            assert!(policy.contains(part), "{what}: {policy}");
            assert!(!page || policy.contains("require-trusted-types-for 'script'"), "{what}: {policy}");
            assert!(!path.starts_with("/cxone") || policy.contains("sandbox"), "{what}: {policy}");
        }
    }
}

#[tokio::test]
async fn calls_go_through_with_the_persons_own_token() {
    for bench in benches(Vec::new()) {
        let token = bench.sim.token(bench.sim.url());
        for (path, query) in [
            (HISTORY, QUERY),
            ("/incontactapi/services/v27.0/agents", "top=5&fields=agentId%2C%20firstName"),
            ("/incontactapi/services/v34.0/agents/100001", ""),
            (
                "/InContactAPI/services/v27.0/agents/100001/state-history",
                "startDate=2025-03-04T00%3A00%3A00.000Z&endDate=2025-03-05T00%3A00%3A00.000Z",
            ),
            ("/incontactapi/services/v34.0/teams/2001/unavailable-codes", "activeOnly=true"),
            ("/incontactapi/services/v34.0/unavailable-codes", ""),
            (
                "/incontactapi/services/v8.0/agents/100001/wfm-schedule",
                "startDate=2026-11-03T00:00:00Z&endDate=2026-11-04T00:00:00Z",
            ),
        ] {
            let url = format!("/cxone{path}?{query}");
            let asked =
                bench.get(&url).bearer_auth(&token).header("referer", "https://page.example/?agent=1");
            let response = asked.header("cookie", "a=b").send().await.unwrap();
            assert!(response.status().is_success(), "{:?} {path}: {}", bench.kind, response.status());
            assert_eq!(header(&response, "cache-control"), "no-store", "{:?}", bench.kind);
            let seen = bench.sim.requests(bench.sim.url()).pop().unwrap();
            assert_eq!((seen.path.as_str(), seen.query.as_str()), (path, query), "{:?}", bench.kind);
            assert_eq!(seen.token, Some(token_label(&token)));
            assert_eq!(seen.referer, None, "{:?}", bench.kind);
        }
        let body = bench.history().send().await.unwrap().bytes().await.unwrap();
        let body: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(body["records"].as_array().map(Vec::len), Some(100));
        assert_eq!(bench.get(&format!("/cxone{HISTORY}?{QUERY}")).send().await.unwrap().status(), 401);
    }
}

#[tokio::test]
async fn nothing_else_goes_through() {
    for bench in benches(Vec::new()) {
        for path in [
            "/cxone",
            "/cxone/",
            "/cxone/oauth/token",
            "/cxone/_sim/requests",
            "/cxone/api/reporting/v2/agents",
            "/cxone/api/reporting/v2/agent-state-history/",
            "/cxone/incontactapi/services/v27.0/contacts/completed",
            "/cxone/incontactapi/services/v27.0/agents/100001/password",
            "/cxone/incontactapi/services/v27.0/agents/..%2f..",
            "/cxone/incontactapi/services/v27.0/agents/%2e%2e/state-history",
        ] {
            let status = bench.get(path).send().await.unwrap().status();
            assert!(status.is_client_error(), "{:?} {path}: {status}", bench.kind);
        }
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            let status =
                bench.ask(method.clone(), &format!("/cxone{HISTORY}?{QUERY}")).send().await.unwrap().status();
            assert!(status.is_client_error(), "{:?} {method}: {status}", bench.kind);
        }
        assert_eq!(bench.sim.requests(bench.sim.url()).len(), 0, "{:?}", bench.kind);
    }
}

#[tokio::test]
async fn a_page_on_the_list_may_read_and_no_other() {
    let wait = FaultKind::RetryAfter { status: 429, wait: Wait::Seconds(3) };
    for bench in benches(vec![Fault { request: Some(2), ..Fault::always(wait) }]) {
        for (origin, allowed) in [(ALLOWED_ORIGIN, true), ("https://evil.example", false)] {
            let asked = bench.ask(Method::OPTIONS, &format!("/cxone{HISTORY}?{QUERY}"));
            let asked = asked.header("origin", origin).header("access-control-request-method", "GET");
            let asked = asked.header("access-control-request-headers", "authorization").send().await.unwrap();
            assert_eq!(asked.status(), 204, "{:?}", bench.kind);
            let expected = if allowed { origin } else { "" };
            assert_eq!(header(&asked, "access-control-allow-origin"), expected, "{:?}", bench.kind);
            assert_eq!(header(&asked, "access-control-allow-headers").contains("authorization"), allowed);
        }
        for status in [200, 429] {
            let answer = bench.history().header("origin", ALLOWED_ORIGIN).send().await.unwrap();
            assert_eq!(answer.status(), status);
            assert_eq!(header(&answer, "access-control-allow-origin"), ALLOWED_ORIGIN, "{:?}", bench.kind);
            assert_eq!(
                header(&answer, "access-control-expose-headers"),
                "Retry-After, icStatusDescription, CorrelationId"
            );
            assert_eq!(header(&answer, "cross-origin-resource-policy"), "cross-origin", "{:?}", bench.kind);
            assert_eq!(header(&answer, "vary"), "Origin", "{:?}", bench.kind);
            assert!(!header(&answer, "correlationid").is_empty());
            assert_eq!(header(&answer, "retry-after") == "3", status == 429);
        }
        let answer = bench.history().header("origin", "https://evil.example").send().await.unwrap();
        assert_eq!(header(&answer, "access-control-allow-origin"), "", "{:?}", bench.kind);
        assert_eq!(header(&answer, "cross-origin-resource-policy"), "same-origin", "{:?}", bench.kind);
    }
}

#[tokio::test]
async fn what_the_api_must_not_do_here() {
    let moved = FaultKind::Status {
        status: 302,
        body: String::new(),
        headers: vec![("Location".into(), "https://evil.example/".into())],
    };
    for bench in benches(vec![Fault::always(moved)]) {
        let answer = bench.history().send().await.unwrap();
        assert_eq!(answer.status(), 502, "{:?}", bench.kind);
        assert_eq!(header(&answer, "location"), "", "{:?}", bench.kind);
    }
    let headers =
        [("Set-Cookie", "a=b"), ("Access-Control-Allow-Origin", "*"), ("WWW-Authenticate", "Basic")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let odd = FaultKind::Status { status: 200, body: "<script>1</script>".into(), headers };
    for bench in benches(vec![Fault::always(odd)]) {
        let answer = bench.history().send().await.unwrap();
        assert_eq!(answer.status(), 200);
        for name in ["set-cookie", "access-control-allow-origin", "www-authenticate"] {
            assert_eq!(header(&answer, name), "", "{:?} {name}", bench.kind);
        }
        assert!(header(&answer, "content-security-policy").contains("sandbox"), "{:?}", bench.kind);
    }
}

#[test]
fn nginx_takes_the_file_with_its_https_lines() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let made = rcgen::generate_simple_self_signed(["shiftline.example.com".to_owned()]).unwrap();
    std::fs::write(path("shiftline.pem"), made.cert.pem()).unwrap();
    std::fs::write(path("shiftline.key"), made.signing_key.serialize_pem()).unwrap();
    let here = folder.path().display().to_string();
    let server = include_str!("../../../deploy/nginx/shiftline.conf")
        .replace("/etc/ssl/certs/shiftline.pem", &format!("{here}/shiftline.pem"))
        .replace("/etc/ssl/private/shiftline.key", &format!("{here}/shiftline.key"))
        .replace("/etc/ssl/certs/ca-certificates.crt", &format!("{here}/shiftline.pem"))
        .replace("/var/log/nginx/", &format!("{here}/"));
    std::fs::write(path("shiftline.conf"), server).unwrap();
    let whole = format!("pid {here}/pid;\nevents {{}}\nhttp {{ include {here}/shiftline.conf; }}\n");
    std::fs::write(path("nginx.conf"), whole).unwrap();
    let output =
        Command::new("/usr/sbin/nginx").args(["-t", "-e", "stderr", "-c"]).arg(path("nginx.conf")).output();
    let output = output.expect("install it: apt-get install nginx-light");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn caddy_takes_the_file_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/caddy/Caddyfile");
    let output = Command::new("/usr/bin/caddy")
        .args(["validate", "--adapter", "caddyfile", "--config", file])
        .env("HOME", folder.path())
        .output()
        .expect("install it: apt-get install caddy");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
