//! Which request goes where.
//!
//! ```text
//! log > headers > healthz
//!               > plain reads > own names > login
//!                                         > CORS > calls      (gate, foreign pages)
//!                                         > page, config.json, archive (gate)
//! ```

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::calls::call;
use crate::credentials::Credentials;
use crate::forward::{CORRELATION_ID, Forwarder, STATUS_DESCRIPTION};
use crate::gate::{self, Gate};
use crate::peer::Peer;
use crate::refusal::Refusal;
use crate::settings::{ARCHIVE, Settings};
use crate::state::Proxy;
use crate::{archive, export, guard, site};

/// All routes.
///
/// # Errors
/// When the settings do not fit together.
pub fn router(settings: Settings, credentials: Option<Credentials>) -> anyhow::Result<Router> {
    settings.check()?;
    let forwarder = Forwarder::new(&settings, credentials)?;
    let gate = Gate::of(&settings)?.map(Arc::new);
    let config = site::config(&settings, forwarder.holds_secret())?.to_string();
    let policy = guard::page_policy(&settings)?;
    let proxy = Arc::new(Proxy { settings, forwarder });
    let settings = &proxy.settings;

    let told = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    let mut page = Router::new().route("/config.json", get(move || async move { (told, config) }));
    page = match &settings.site {
        Some(folder) => page.merge(site::routes(folder, policy)?),
        None => page.fallback(|| async { Refusal::NOT_FOUND }),
    };
    if let Some(folder) = &settings.archive {
        page = page.nest(ARCHIVE, archive::routes(folder)?);
    }
    let mut calls = Router::new().fallback(forward).with_state(proxy.clone());
    if let Some(gate) = &gate {
        page = page.layer(from_fn_with_state(gate.clone(), gate::require_session));
        calls = calls.layer(from_fn_with_state(gate.clone(), gate::require_session));
    }
    if !settings.cors_origins.is_empty() {
        calls = calls.layer(cors(&settings.cors_origins)?);
    }
    let mut all = page.nest(&settings.mount, calls);
    if let Some(gate) = gate {
        all = all.merge(gate::routes(gate));
    }
    Ok(all
        .layer(from_fn_with_state(proxy.clone(), guard::only_own_names))
        .layer(from_fn_with_state(proxy.clone(), guard::only_plain_reads))
        .route("/healthz", get(|| async { "ok\n" }))
        .layer(from_fn_with_state(proxy.clone(), guard::headers))
        .layer(from_fn_with_state(proxy.clone(), log)))
}

/// For pages elsewhere, with tokens of their own.
fn cors(origins: &[String]) -> anyhow::Result<CorsLayer> {
    let origins: Vec<HeaderValue> =
        origins.iter().map(|origin| HeaderValue::from_str(origin)).collect::<Result<_, _>>()?;
    Ok(CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([header::AUTHORIZATION, header::ACCEPT, header::CONTENT_TYPE])
        .expose_headers([header::RETRY_AFTER, STATUS_DESCRIPTION, CORRELATION_ID])
        .max_age(Duration::from_mins(10)))
}

async fn forward(
    State(proxy): State<Arc<Proxy>>,
    Extension(peer): Extension<Peer>,
    request: Request,
) -> Response {
    if request.method() == Method::OPTIONS {
        return (StatusCode::NO_CONTENT, [(header::ALLOW, "GET, HEAD, OPTIONS")]).into_response();
    }
    let is_posted = request.method() == Method::POST;
    if (proxy.forwarder.holds_secret() || is_posted) && guard::is_foreign(request.headers()) {
        return Refusal::FOREIGN_PAGE.into_response();
    }
    let (parts, body) = request.into_parts();
    let answer = if is_posted {
        ask_export(&proxy, peer, &parts, body).await
    } else {
        proxy.forwarder.forward(peer, parts.uri.path(), &parts).await
    };
    answer.unwrap_or_else(IntoResponse::into_response)
}

async fn ask_export(proxy: &Proxy, peer: Peer, parts: &Parts, body: Body) -> Result<Response, Refusal> {
    let question = export::question(parts, body, proxy.settings.limits.request_s).await?;
    proxy.forwarder.post(peer, parts, question).await
}

/// Logs a request without what is in it: no query, no ids, no headers, no words of a client's own.
async fn log(State(proxy): State<Arc<Proxy>>, request: Request, next: Next) -> Response {
    let (method, begun) = (known(request.method()), Instant::now());
    let what = match request.uri().path().strip_prefix(&proxy.settings.mount) {
        Some(_) if request.method() == Method::POST && proxy.settings.is_export(request.uri().path()) => {
            "schedules/export"
        }
        Some(path) => call(path).unwrap_or("not forwarded"),
        None if request.uri().path().starts_with(ARCHIVE) => "archive",
        None => "page",
    };
    let response = next.run(request).await;
    let (status, ms) = (response.status().as_u16(), begun.elapsed().as_millis() as u64);
    tracing::info!(method, what, status, ms, "answered");
    response
}

/// A method by its name, unless a client made that up.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::POST => "POST",
        _ => "other",
    }
}
