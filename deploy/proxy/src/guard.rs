//! What is refused before anyone looks at it, and the headers that every answer has.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::refusal::Refusal;
use crate::routes::Proxy;
use crate::settings::Settings;

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
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ))?)
}

/// Whether a path is written as every path here is: no escapes, nothing doubled, no dots in front.
pub fn is_plain(path: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.starts_with('/')
        && path.bytes().all(known)
        && !path.contains("//")
        && !path.split('/').any(|segment| segment.starts_with('.'))
}

/// Refuses odd paths and everything that is not reading, but for signing in and out.
pub async fn only_plain_reads(request: Request, next: Next) -> Response {
    if !is_plain(request.uri().path()) {
        return Refusal::ODD_PATH.into_response();
    }
    let reads = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    let signs = request.method() == Method::POST && ["/login", "/logout"].contains(&request.uri().path());
    if reads || signs { next.run(request).await } else { Refusal::METHOD.into_response() }
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

/// Whether a browser says that another site's page made this request.
pub fn is_foreign(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    matches!(site, Some(b"cross-site" | b"same-site"))
}

/// Adds the headers that every answer has.
pub async fn headers(State(proxy): State<Arc<Proxy>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, value);
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
    fn plain_paths_and_others() {
        for path in ["/", "/index.html", "/shiftline-0123456789abcdef_bg.wasm", "/a/b/", "/cxone/api"] {
            assert!(is_plain(path), "{path}");
        }
        for path in [
            "",
            "*",
            "a",
            "//",
            "/a//b",
            "/..",
            "/a/../b",
            "/.git/config",
            "/%2e%2e/",
            "/a%2fb",
            "/a\\b",
            "/a;b",
            "/%00",
            "/a/.",
        ] {
            assert!(!is_plain(path), "{path}");
        }
    }

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
}
