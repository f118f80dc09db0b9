//! Connections, and the scenario that a request's path names.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, Response, StatusCode, Uri, header};
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use chrono::Utc;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;
use tower_http::services::ServeDir;

use super::fault::Dropped;
use super::live::Live;
use super::log::Seen;
use super::{auth, control, cors, guard, oauth, token_label};
use crate::scenario::Scenario;
use crate::{cxone, reporting_v2};

/// Number of a request in its scenario.
#[derive(Clone, Copy, Debug)]
pub struct Number(pub u64);

/// All scenarios of a server.
#[derive(Debug)]
pub struct Shared {
    /// `http://host:port`.
    pub url: String,
    root: Arc<Live>,
    others: RwLock<HashMap<u64, Arc<Live>>>,
}

impl Shared {
    /// A server at this address with one scenario, at the root path.
    pub fn new(address: SocketAddr, root: Scenario) -> Self {
        Self {
            url: format!("http://{address}"),
            root: Arc::new(Live::new(root, String::new())),
            others: RwLock::default(),
        }
    }

    /// Adds a scenario and gives its base URL.
    pub fn add(&self, scenario: Scenario) -> String {
        let mut others = self.others.write().unwrap_or_else(PoisonError::into_inner);
        let id = others.len() as u64 + 1;
        let path = format!("/s/{id}");
        let base = format!("{}{path}", self.url);
        others.insert(id, Arc::new(Live::new(scenario, path)));
        base
    }

    /// The scenario at a path, and the path below it.
    pub fn find<'a>(&self, path: &'a str) -> Option<(Arc<Live>, &'a str)> {
        let Some(below) = path.strip_prefix("/s/") else { return Some((self.root.clone(), path)) };
        let cut = below.find('/').unwrap_or(below.len());
        let others = self.others.read().unwrap_or_else(PoisonError::into_inner);
        let live = others.get(&below[..cut].parse().ok()?)?;
        Some((live.clone(), if cut == below.len() { "/" } else { &below[cut..] }))
    }
}

/// All calls, below a scenario's base; beside them the files of `site`, if any, with this
/// `config.json` and these files.
pub fn router(
    shared: Arc<Shared>,
    site: Option<PathBuf>,
    config: Option<String>,
    files: Vec<(String, String)>,
) -> Router {
    let tokens = Router::new()
        .route("/oauth/token", post(oauth::client_credentials))
        .route("/auth/token", post(oauth::access_key))
        .route_layer(from_fn(guard::open));
    let data = reporting_v2::routes().merge(cxone::routes()).route_layer(from_fn(guard::locked));
    let mut router = Router::new()
        .route("/_sim/scenarios", post(control::add))
        .route("/_sim/now", post(control::set_now))
        .route("/_sim/requests", get(control::requests))
        .merge(tokens)
        .merge(data)
        .with_state(shared);
    if let Some(text) = config {
        let headers = [(header::CONTENT_TYPE, "application/json")];
        router = router.route("/config.json", get(async move || (headers, text.clone())));
    }
    for (path, text) in files {
        router = router.route(&format!("/{path}"), get(async move || text.clone()));
    }
    match site {
        Some(folder) => {
            router.fallback_service(ServeDir::new(folder).precompressed_br().precompressed_gzip())
        }
        None => router,
    }
}

/// Takes connections until the runtime ends.
pub async fn accept(listener: TcpListener, shared: Arc<Shared>, router: Router) {
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(connection(stream, shared.clone(), router.clone()));
        }
    }
}

async fn connection(stream: TcpStream, shared: Arc<Shared>, router: Router) {
    // A socket that cannot be told so is served all the same, a little slower.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let (shared, router) = (shared.clone(), router.clone());
        async move { answer(&shared, router, request.map(Body::new)).await }
    });
    let served =
        http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
    // It ends when the client leaves or a fault breaks it; neither is news.
    let _ = served.await;
}

/// One request; an error ends the connection without an answer.
async fn answer(shared: &Shared, router: Router, mut request: Request<Body>) -> io::Result<Response<Body>> {
    let Some((live, path)) = shared.find(request.uri().path()) else {
        return Ok((StatusCode::NOT_FOUND, "no such scenario").into_response());
    };
    let path = path.to_owned();
    let number = live.saw(seen(&request, &path));
    *request.uri_mut() = below(request.uri(), path);
    request.extensions_mut().insert(Number(number));
    request.extensions_mut().insert(live.clone());
    let (policy, origin) = (live.scenario.cors, request.headers().get(header::ORIGIN).cloned());
    let mut response = match cors::preflight(policy, &request) {
        Some(response) => response,
        None => router.oneshot(request).await.unwrap_or_else(|never: Infallible| match never {}),
    };
    if response.extensions().get::<Dropped>().is_some() {
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    cors::allow(policy, origin, &mut response);
    live.answered(number, response.status().as_u16(), Utc::now().timestamp_millis());
    Ok(response)
}

fn below(uri: &Uri, path: String) -> Uri {
    let whole = uri.query().map_or_else(|| path.clone(), |query| format!("{path}?{query}"));
    whole.parse().unwrap_or_else(|_| uri.clone())
}

fn seen(request: &Request<Body>, path: &str) -> Seen {
    let text = |name| text(request.headers(), name);
    let token = auth::bearer(request.headers()).map(str::to_owned).or_else(|| text(header::AUTHORIZATION));
    Seen {
        number: 0,
        method: request.method().to_string(),
        path: path.to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        origin: text(header::ORIGIN),
        referer: text(header::REFERER),
        token: token.as_deref().map(token_label),
        started_ms: Utc::now().timestamp_millis(),
        answered_ms: None,
        status: None,
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}
