//! The shared password.

mod common;

use common::{Bench, PASSWORD, page, tenant};
use reqwest::Response;
use shiftline_proxy::{GateSettings, hash_password};

fn bench(change: impl FnOnce(&mut shiftline_proxy::Settings)) -> (Bench, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    page(folder.path());
    let password_hash = hash_password(PASSWORD).unwrap();
    let bench = Bench::with_secret_and(tenant(), |settings| {
        settings.site = Some(folder.path().into());
        settings.gate = Some(GateSettings { password_hash, session_hours: 12 });
        change(settings);
    });
    (bench, folder)
}

async fn sign_in(bench: &Bench, password: &str, to: &str) -> Response {
    let form = [("password", password), ("to", to)];
    bench.client.post(bench.url("/login")).form(&form).send().await.unwrap()
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

/// What a browser sends back of a cookie it was given.
fn cookie(response: &Response) -> String {
    header(response, "set-cookie").split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn nothing_is_read_without_the_password() {
    let (bench, _folder) = bench(|_| {});
    let refused = bench.history().send().await.unwrap();
    assert_eq!(refused.status(), 401);
    assert!(refused.text().await.unwrap().contains("sign_in_required"));
    for path in ["/", "/config.json", "/app-0123456789abcdef.js", "/cxone/nothing", "/nothing"] {
        assert_eq!(bench.get(path).send().await.unwrap().status(), 401, "{path}");
    }
    for forged in ["shiftline=", "shiftline=x", "__Host-shiftline=x", "shiftline"] {
        let answer = bench.history().header("cookie", forged).send().await.unwrap();
        assert_eq!(answer.status(), 401, "{forged}");
    }
    assert!(bench.sim.requests(&bench.upstream).is_empty());
    assert_eq!(bench.get("/healthz").send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_link_leads_to_the_form_and_back_to_where_it_pointed() {
    let (bench, _folder) = bench(|_| {});
    let link = "/?agent=1&range=24h&tz=Europe/Berlin";
    let asked = bench.get(link).header("accept", "text/html,*/*").send().await.unwrap();
    assert_eq!(asked.status(), 303);
    let form = bench.get(header(&asked, "location")).send().await.unwrap();
    assert_eq!(form.status(), 200);
    assert_eq!(header(&form, "cache-control"), "no-store");
    let policy = header(&form, "content-security-policy").to_owned();
    assert!(policy.contains("form-action 'self'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    let html = form.text().await.unwrap();
    assert!(html.contains("value=\"/?agent=1&amp;range=24h&amp;tz=Europe/Berlin\""), "{html}");
    assert_eq!(bench.get("/login.css").send().await.unwrap().headers()["content-type"], "text/css");

    let entered = sign_in(&bench, PASSWORD, link).await;
    assert_eq!((entered.status().as_u16(), header(&entered, "location")), (303, link));
    let set = header(&entered, "set-cookie");
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
        assert!(set.contains(part), "{set}");
    }
    assert!(!set.contains("Secure"), "{set}");
    let cookie = cookie(&entered);
    assert_eq!(bench.history().header("cookie", &cookie).send().await.unwrap().status(), 200);
    assert_eq!(bench.get("/").header("cookie", &cookie).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_link_followed_on_another_site_is_asked_for_again_with_the_cookie() {
    let (bench, _folder) = bench(|_| {});
    let followed = bench
        .get("/?agent=1&range=24h")
        .header("accept", "text/html")
        .header("sec-fetch-mode", "navigate")
        .header("sec-fetch-site", "cross-site");
    let page = followed.send().await.unwrap();
    assert_eq!(page.status(), 200);
    let html = page.text().await.unwrap();
    assert!(html.contains("http-equiv=refresh content=\"0;url=/?agent=1&amp;range=24h\""), "{html}");
    assert!(!html.contains("<title>Shiftline</title></head>"));
}

#[tokio::test]
async fn nobody_is_sent_to_another_site_after_signing_in() {
    let (bench, _folder) = bench(|_| {});
    for to in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""] {
        assert_eq!(header(&sign_in(&bench, PASSWORD, to).await, "location"), "/", "{to}");
        let form = bench.get("/login").query(&[("to", to)]).send().await.unwrap();
        assert!(form.text().await.unwrap().contains("name=\"to\" value=\"/\""), "{to}");
    }
}

#[tokio::test]
async fn behind_https_the_cookie_is_secure_and_https_stays() {
    let (bench, _folder) = bench(|settings| settings.public_https = true);
    let entered = sign_in(&bench, PASSWORD, "/").await;
    let set = header(&entered, "set-cookie");
    assert!(set.starts_with("__Host-shiftline=") && set.contains("; Secure"), "{set}");
    assert!(header(&entered, "strict-transport-security").starts_with("max-age="));
    let answer = bench.history().header("cookie", cookie(&entered)).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn who_guesses_has_to_wait_even_with_the_right_one() {
    let (bench, _folder) = bench(|_| {});
    for _ in 0..4 {
        let wrong = sign_in(&bench, "not the password", "/").await;
        assert_eq!(wrong.status(), 401);
        assert!(!wrong.headers().contains_key("set-cookie"));
        assert!(wrong.text().await.unwrap().contains("That is not the password."));
    }
    let early = sign_in(&bench, PASSWORD, "/").await;
    assert_eq!(early.status(), 429);
    assert!(header(&early, "retry-after").parse::<u64>().unwrap() >= 1);
    assert!(!early.headers().contains_key("set-cookie"));
}

#[tokio::test]
async fn signing_out_ends_the_session_not_only_the_cookie() {
    let (bench, _folder) = bench(|_| {});
    let cookie = cookie(&sign_in(&bench, PASSWORD, "/").await);
    let left = bench.client.post(bench.url("/logout")).header("cookie", &cookie).send().await.unwrap();
    assert_eq!((left.status().as_u16(), header(&left, "location")), (303, "/login"));
    assert!(header(&left, "set-cookie").contains("Max-Age=0"));
    assert_eq!(bench.history().header("cookie", &cookie).send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn over_plain_http_the_form_comes_with_the_origin_of_its_page() {
    let (bench, _folder) = bench(|_| {});
    let form = bench.get("/login").send().await.unwrap();
    assert_eq!(header(&form, "referrer-policy"), "same-origin");
    let own = bench.url("");
    let asked = bench.client.post(bench.url("/login")).form(&[("password", PASSWORD)]);
    assert_eq!(asked.header("origin", own).send().await.unwrap().status(), 303);
    assert_eq!(header(&bench.get("/").send().await.unwrap(), "referrer-policy"), "no-referrer");
}

#[tokio::test]
async fn other_sites_cannot_sign_anyone_in_or_out() {
    let (bench, _folder) = bench(|_| {});
    let cookie = cookie(&sign_in(&bench, PASSWORD, "/").await);
    for path in ["/login", "/logout"] {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("origin", "http://evil.example"),
            ("origin", "http://127.0.0.1:1"),
            ("origin", "null"),
        ] {
            let asked = bench.client.post(bench.url(path)).form(&[("password", PASSWORD)]);
            let answer = asked.header("cookie", &cookie).header(name, value).send().await.unwrap();
            assert_eq!(answer.status(), 403, "{path}, {name}: {value}");
            assert!(!answer.headers().contains_key("set-cookie"));
        }
    }
    assert_eq!(bench.history().header("cookie", &cookie).send().await.unwrap().status(), 200);
    let huge = [("password", "x".repeat(100_000))];
    let answer = bench.client.post(bench.url("/login")).form(&huge).send().await.unwrap();
    assert_eq!(answer.status(), 413);
    assert_eq!(bench.client.post(bench.url("/config.json")).body("x").send().await.unwrap().status(), 405);
}
