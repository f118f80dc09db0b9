//! The one call that is posted: exactly that, where the settings name it.

mod common;

use common::{Bench, HISTORY, PASSWORD, QUERY, client, error, keeps, settings, tenant, tight};
use cxone_sim::EXPORT;
use reqwest::{Method, RequestBuilder, Url};
use serde_json::{Value, json};
use shiftline_proxy::{ExportSettings, GateSettings, Running, Settings, hash_password};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const USER: &str = "00000000-0000-4000-8000-000000100001";

fn question() -> Value {
    json!({ "startDate": "2025-03-03", "endDate": "2025-03-09", "userID": USER })
}

fn exporting(settings: &mut Settings) {
    settings.schedule_export = Some(ExportSettings { path: EXPORT.into(), zone: None });
}

fn bench() -> Bench {
    Bench::with_secret_and(tenant(), exporting)
}

fn posted(bench: &Bench, path: &str, body: impl Into<reqwest::Body>) -> RequestBuilder {
    let call = bench.client.post(bench.url(path)).body(body);
    call.header("content-type", "application/json")
}

fn export(bench: &Bench, body: impl Into<reqwest::Body>) -> RequestBuilder {
    posted(bench, &format!("/cxone{EXPORT}"), body)
}

#[tokio::test]
async fn the_question_goes_on_and_the_answer_comes_back() {
    let bench = bench();
    let response = export(&bench, question().to_string()).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["cache-control"], "no-store");
    let body: Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    assert_eq!(body["agentSchedules"][0]["userID"], USER);
    assert_eq!(body["agentSchedules"][0]["shifts"].as_array().unwrap().len(), 5);
    assert_eq!((bench.reached(EXPORT), bench.tokens_asked()), (1, 1));
}

#[tokio::test]
async fn without_the_setting_nothing_is_posted() {
    let bench = Bench::with_secret(tenant());
    let answer = error(export(&bench, question().to_string()).send().await.unwrap()).await;
    assert_eq!(answer, (405, "method_not_allowed".into()));
    assert!(bench.sim.requests(&bench.upstream).is_empty());
}

#[tokio::test]
async fn no_other_path_and_no_other_method() {
    let bench = bench();
    for path in [
        EXPORT.to_owned(),
        "/cxone".into(),
        format!("/cxone{EXPORT}/"),
        format!("/cxone{EXPORT}/x"),
        format!("/cxone{}", EXPORT.to_uppercase()),
        format!("/cxone{}", &EXPORT[..EXPORT.len() - 1]),
        format!("/cxone/cxone{EXPORT}"),
        format!("/cxone{HISTORY}?{QUERY}"),
        "/cxone/oauth/token".into(),
        "/cxone/incontactapi/services/v27.0/agents/100001".into(),
        "/config.json".into(),
    ] {
        let answer = error(posted(&bench, &path, question().to_string()).send().await.unwrap()).await;
        assert_eq!(answer, (405, "method_not_allowed".into()), "{path}");
    }
    let url = bench.url(&format!("/cxone{EXPORT}"));
    for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::TRACE] {
        let status = bench.client.request(method.clone(), &url).body("x").send().await.unwrap().status();
        assert_eq!(status, 405, "{method}");
    }
    for method in [Method::GET, Method::HEAD] {
        assert_eq!(
            bench.client.request(method.clone(), &url).send().await.unwrap().status(),
            404,
            "{method}"
        );
    }
    assert!(bench.sim.requests(&bench.upstream).is_empty());
}

#[tokio::test]
async fn nothing_but_that_question() {
    let bench = bench();
    let with = |name: &str, value: Value| {
        let mut question = question();
        question[name] = value;
        question.to_string()
    };
    for body in [
        String::new(),
        "null".into(),
        "[]".into(),
        "{}".into(),
        format!("{}x", question()),
        json!([question()]).to_string(),
        with("agentIds", json!([1])),
        with("startDate", json!("2025-03-02")),
        with("startDate", json!("2025-03-10")),
        with("endDate", json!("2025-03-09T00:00:00Z")),
        with("endDate", json!("2025-02-30")),
        with("endDate", json!(20_250_309)),
        with("userID", json!("")),
        with("userID", json!("*")),
        with("userID", json!("../users")),
        with("userID", json!([USER])),
        with("userID", Value::Null),
        r#"{"startDate":"2025-03-03","startDate":"2025-03-04","endDate":"2025-03-09","userID":"1"}"#.into(),
    ] {
        let answer = error(export(&bench, body.clone()).send().await.unwrap()).await;
        assert_eq!(answer, (400, "bad_question".into()), "{body}");
    }
    let asked = posted(&bench, &format!("/cxone{EXPORT}?x=1"), question().to_string()).send().await.unwrap();
    assert_eq!(error(asked).await, (400, "bad_question".into()));
    let long = format!("{}{}", question(), " ".repeat(1_024));
    let chunked =
        reqwest::Body::wrap_stream(futures_util::stream::iter([Ok::<_, std::io::Error>(long.clone())]));
    for body in [reqwest::Body::from(long), chunked] {
        assert_eq!(error(export(&bench, body).send().await.unwrap()).await, (413, "too_large".into()));
    }
    let url = bench.url(&format!("/cxone{EXPORT}"));
    let bare = || bench.client.post(&url).body(question().to_string());
    for asked in [
        bare(),
        bare().header("content-type", "text/plain"),
        bare().header("content-type", "application/x-www-form-urlencoded"),
        bare().header("content-type", "application/jsonp"),
        bare().header("content-type", "application/json").header("content-encoding", "gzip"),
    ] {
        assert_eq!(error(asked.send().await.unwrap()).await, (415, "not_json".into()));
    }
    assert!(bench.sim.requests(&bench.upstream).is_empty());
}

#[tokio::test]
async fn a_question_that_does_not_come_is_not_waited_for() {
    let bench = Bench::with_secret_and(tenant(), |settings| {
        exporting(settings);
        settings.limits = tight();
    });
    let mut stream = tokio::net::TcpStream::connect(bench.proxy.address()).await.unwrap();
    let request = format!(
        "POST /cxone{EXPORT} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Content-Length: 100\r\nConnection: close\r\n\r\n{{"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
}

#[tokio::test]
async fn pages_of_other_sites_and_people_who_have_not_signed_in_post_nothing() {
    for secret in [true, false] {
        let bench = if secret { bench() } else { Bench::without_secret(tenant(), exporting) };
        for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
            let asked = export(&bench, question().to_string()).header(name, value).send().await.unwrap();
            assert_eq!(error(asked).await, (403, "foreign_page".into()), "{name}");
        }
        assert!(bench.sim.requests(&bench.upstream).is_empty());
    }
    let gated = Bench::with_secret_and(tenant(), |settings| {
        exporting(settings);
        let password_hash = hash_password(PASSWORD).unwrap();
        settings.gate = Some(GateSettings { password_hash, session_hours: 12 });
    });
    let asked = export(&gated, question().to_string()).send().await.unwrap();
    assert_eq!(error(asked).await, (401, "sign_in_required".into()));
}

#[tokio::test]
async fn pages_elsewhere_are_told_that_they_may_only_read() {
    let page = "https://page.example";
    let bench = Bench::without_secret(tenant(), |settings| {
        exporting(settings);
        settings.cors_origins = vec![page.into()];
    });
    let asked = bench.client.request(Method::OPTIONS, bench.url(&format!("/cxone{EXPORT}")));
    let asked = asked.header("origin", page).header("access-control-request-method", "POST");
    let methods = asked.send().await.unwrap().headers()["access-control-allow-methods"].clone();
    assert_eq!(methods, "GET,HEAD");
}

#[tokio::test]
async fn the_proxy_writes_what_it_sends_itself() {
    let (upstream, kept) = keeps([], "{}").await;
    let mut settings = settings(&format!("{upstream}/tenant"));
    exporting(&mut settings);
    let proxy = Running::start(settings, None).unwrap();
    let url: Url = format!("http://{}/cxone{EXPORT}", proxy.address()).parse().unwrap();
    let words = format!(
        "  {{\"userID\" : \"{USER}\",\n\"endDate\":\"2025-03-09\", \"startDate\":\"2025-03-0\\u0033\"}} "
    );
    let asked = client().post(url).body(words).header("content-type", "Application/JSON; charset=utf-8");
    let asked = asked.bearer_auth("own").header("cookie", "a=b").header("x-http-method-override", "DELETE");
    assert_eq!(asked.send().await.unwrap().status(), 200);
    let (asked, body) = kept.lock().unwrap().pop().unwrap();
    assert_eq!(format!("{} {}", asked.method, asked.uri), format!("POST /tenant{EXPORT}"));
    let mut names: Vec<&str> = asked.headers.keys().map(axum::http::HeaderName::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "authorization", "content-length", "content-type", "host", "user-agent"]);
    assert_eq!(body, format!(r#"{{"startDate":"2025-03-03","endDate":"2025-03-09","userID":"{USER}"}}"#));
}

#[tokio::test]
async fn the_page_is_told_where_the_call_is_and_only_if_it_is_forwarded() {
    let folder = tempfile::tempdir().unwrap();
    common::page(folder.path());
    std::fs::write(folder.path().join("config.json"), r#"{"scheduleExport":"/old","schedules":true}"#)
        .unwrap();
    for (export, told) in [
        (None, Value::Null),
        (Some(ExportSettings { path: EXPORT.into(), zone: None }), json!({ "path": EXPORT })),
        (
            Some(ExportSettings { path: EXPORT.into(), zone: Some("Europe/Berlin".into()) }),
            json!({ "path": EXPORT, "zone": "Europe/Berlin" }),
        ),
    ] {
        let bench = Bench::with_secret_and(tenant(), |settings| {
            settings.site = Some(folder.path().into());
            settings.schedule_export = export;
        });
        let text = bench.get("/config.json").send().await.unwrap().bytes().await.unwrap();
        let config: Value = serde_json::from_slice(&text).unwrap();
        assert_eq!((&config["scheduleExport"], &config["schedules"]), (&told, &json!(true)));
    }
}
