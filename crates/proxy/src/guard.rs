//! What is refused before anyone looks at it, and the headers that every answer has.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::path::is_plain;
use crate::refusal::Refusal;
use crate::settings::Settings;
use crate::state::Proxy;

/// For answers that are no page: whatever they hold, it is not run.
pub const NO_PAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
);
/// For the page on which people sign in.
pub const SIGN_IN_PAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
);
const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
             magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
        ),
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];
const CROSS_ORIGIN: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// The policy of the page: its own files, its own WebAssembly, calls to where it came from and to
/// the origins that the settings add.
pub fn page_policy(settings: &Settings) -> anyhow::Result<HeaderValue> {
    let connect = [&["'self'".to_owned()], settings.connect_origins.as_slice()].concat().join(" ");
    Ok(HeaderValue::try_from(format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; connect-src {connect}; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types default"
    ))?)
}

/// Refuses odd paths and everything that is not reading, but for signing in and out, and the one call that settings name.
pub async fn only_plain_reads(State(proxy): State<Arc<Proxy>>, request: Request, next: Next) -> Response {
    if !is_plain(request.uri().path()) {
        return Refusal::ODD_PATH.into_response();
    }
    let reads = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    let path = request.uri().path();
    let is_posted = ["/login", "/logout"].contains(&path) || proxy.settings.is_export(path);
    if reads || (request.method() == Method::POST && is_posted) {
        next.run(request).await
    } else {
        Refusal::METHOD.into_response()
    }
}

/// Answers only to the proxy's own names where nothing else keeps a foreign page out: one that has
/// its own name point to this machine would count as the same site here.
pub async fn only_own_names(State(proxy): State<Arc<Proxy>>, request: Request, next: Next) -> Response {
    let settings = &proxy.settings;
    let matters = settings.is_open() || !settings.hosts.is_empty();
    if matters && !is_own_name(request.headers(), &settings.hosts) {
        return Refusal::FOREIGN_HOST.into_response();
    }
    next.run(request).await
}

fn is_own_name(headers: &HeaderMap, hosts: &[String]) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else { return false };
    let digits = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let name = host.rsplit_once(':').filter(|(_, port)| digits(port)).map_or(host, |(name, _)| name);
    let own = |own: &str| name.eq_ignore_ascii_case(own);
    ["localhost", "127.0.0.1", "[::1]"].into_iter().any(own) || hosts.iter().any(|host| own(host))
}

/// Whether a browser says that another site's page made this request. Over plain HTTP it says so in
/// `Origin` only.
pub fn is_foreign(headers: &HeaderMap) -> bool {
    let mut sites = headers.get_all("sec-fetch-site").iter().peekable();
    if sites.peek().is_some() {
        return sites.any(|site| site != "same-origin" && site != "none");
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    headers.get_all(header::ORIGIN).iter().any(|origin| !is_at(origin, host))
}

/// Whether an origin is a page at this host. `null` is none.
fn is_at(origin: &HeaderValue, host: &str) -> bool {
    let Some((scheme, own)) = origin.to_str().ok().and_then(|origin| origin.split_once("://")) else {
        return false;
    };
    let usual_port = match scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return false,
    };
    let bare = |host: &str| host.strip_suffix(usual_port).unwrap_or(host).to_ascii_lowercase();
    !own.is_empty() && bare(own) == bare(host)
}

/// Adds the headers that every answer has.
pub async fn headers(State(proxy): State<Arc<Proxy>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(value);
    }
    if headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN) {
        headers.insert(CROSS_ORIGIN, HeaderValue::from_static("cross-origin"));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(NO_PAGE);
    if proxy.settings.public_https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_names() {
        let hosts = ["shiftline.example".to_owned()];
        let own = |host: &'static str| {
            is_own_name(&HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]), &hosts)
        };
        for host in
            ["localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]", "[::1]:8080", "shiftline.example:443"]
        {
            assert!(own(host), "{host}");
        }
        for host in ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "localhost:x"]
        {
            assert!(!own(host), "{host}");
        }
        assert!(!is_own_name(&HeaderMap::new(), &hosts));
    }

    fn says(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn an_origin_that_is_not_the_hosts_is_foreign() {
        for (origin, host) in [
            ("http://desk.example", "desk.example"),
            ("http://desk.example", "desk.example:80"),
            ("https://desk.example", "desk.example:443"),
            ("https://desk.example", "DESK.example"),
            ("http://10.0.0.7:8080", "10.0.0.7:8080"),
            ("http://[fd00::7]:8080", "[fd00::7]:8080"),
            ("http://[::1]", "[::1]"),
        ] {
            assert!(!is_foreign(&says(&[("origin", origin), ("host", host)])), "{origin} at {host}");
        }
        for (origin, host) in [
            ("null", "desk.example"),
            ("", "desk.example"),
            ("http://", ""),
            ("http://desk.example", ""),
            ("desk.example", "desk.example"),
            ("http://evil.example", "desk.example"),
            ("http://desk.example.evil.example", "desk.example"),
            ("http://evildesk.example", "desk.example"),
            ("http://example", "desk.example"),
            ("http://desk.example:8080", "desk.example"),
            ("http://desk.example:443", "desk.example:80"),
            ("https://desk.example", "desk.example:80"),
            ("http://desk.example", "desk.example:443"),
            ("http://10.0.0.7:8081", "10.0.0.7:8080"),
            ("http://me@desk.example", "desk.example"),
            ("http://desk.example/", "desk.example"),
            ("chrome-extension://desk.example", "desk.example"),
        ] {
            assert!(is_foreign(&says(&[("origin", origin), ("host", host)])), "{origin} at {host}");
        }
        assert!(!is_foreign(&says(&[("host", "desk.example")])));
        assert!(is_foreign(&says(&[("origin", "http://desk.example")])));
        let two =
            [("host", "desk.example"), ("origin", "http://desk.example"), ("origin", "http://evil.example")];
        assert!(is_foreign(&says(&two)));
    }

    #[test]
    fn what_a_browser_says_of_the_site_goes_before_the_origin() {
        let origin = |origin| [("host", "desk.example"), ("origin", origin)];
        for (site, foreign) in
            [("same-origin", false), ("none", false), ("same-site", true), ("cross-site", true), ("x", true)]
        {
            for origin in [origin("http://desk.example"), origin("null")] {
                let headers = says(&[origin.as_slice(), &[("sec-fetch-site", site)]].concat());
                assert_eq!(is_foreign(&headers), foreign, "{site}");
            }
        }
        assert!(is_foreign(&says(&[("sec-fetch-site", "none"), ("sec-fetch-site", "cross-site")])));
    }
}
