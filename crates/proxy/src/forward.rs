//! One call, there and back.

use std::time::Duration;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::StreamExt;
use reqwest::{Client, RequestBuilder, Url};

use crate::calls::call;
use crate::credentials::Credentials;
use crate::limit::{Limit, Permit};
use crate::oauth;
use crate::peer::Peer;
use crate::refusal::Refusal;
use crate::settings::{Limits, Settings, is_local};
use crate::token::{Tokens, refused};

/// What of a request goes on. Everything else stays here, cookies first of all.
const SENT_ON: [HeaderName; 2] = [header::ACCEPT, header::ACCEPT_ENCODING];
/// What of an answer comes back.
const SENT_BACK: [HeaderName; 6] = [
    header::CONTENT_TYPE,
    header::CONTENT_ENCODING,
    header::CONTENT_LENGTH,
    header::RETRY_AFTER,
    STATUS_DESCRIPTION,
    CORRELATION_ID,
];
const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// Header of CXone that may hold an error's words.
pub const STATUS_DESCRIPTION: HeaderName = HeaderName::from_static("icstatusdescription");
/// Header of CXone that names an answer for support.
pub const CORRELATION_ID: HeaderName = HeaderName::from_static("correlationid");

/// The way to the upstream.
pub struct Forwarder {
    http: Client,
    base: Url,
    tokens: Option<Tokens>,
    limit: Limit,
    /// The path of the one call that is posted.
    export: Option<String>,
}

impl Forwarder {
    /// With the proxy's own credentials, or for people with tokens of their own.
    pub fn new(settings: &Settings, credentials: Option<Credentials>) -> anyhow::Result<Self> {
        let limits = &settings.limits;
        let base = settings.upstream_url()?;
        let tokens = match credentials {
            Some(credentials) => {
                let local = is_local(credentials.token_url.url());
                let http = client(limits, local, limits.silence_s)?;
                Some(Tokens::new(oauth::token_fetcher(http, credentials)))
            }
            None => None,
        };
        let wait = Duration::from_secs(limits.queue_wait_s);
        let limit = Limit::new(limits.in_flight, limits.queue, wait);
        let export = settings.schedule_export.as_ref().map(|export| export.path.clone());
        Ok(Self { http: client(limits, is_local(&base), limits.call_s)?, base, tokens, limit, export })
    }

    /// Whether people need no token.
    pub fn holds_secret(&self) -> bool {
        self.tokens.is_some()
    }

    /// Forwards a call; `path` is its path below the mount.
    pub async fn forward(&self, peer: Peer, path: &str, request: &Parts) -> Result<Response, Refusal> {
        call(path).ok_or(Refusal::NOT_FOUND)?;
        let url = self.target(path, request.uri.query())?;
        self.exchange(peer, &url, request, None).await
    }

    /// Posts a question to the one call that may be.
    pub async fn post(&self, peer: Peer, request: &Parts, question: String) -> Result<Response, Refusal> {
        let path = self.export.as_deref().filter(|path| *path == request.uri.path());
        let url = self.target(path.ok_or(Refusal::NOT_FOUND)?, None)?;
        self.exchange(peer, &url, request, Some(&question)).await
    }

    async fn exchange(
        &self,
        peer: Peer,
        url: &Url,
        request: &Parts,
        question: Option<&str>,
    ) -> Result<Response, Refusal> {
        let place = self.limit.place(peer).await?;
        let Some(tokens) = &self.tokens else {
            let own = request.headers.get(header::AUTHORIZATION).cloned();
            return back(self.send(url, request, question, own).await?, place);
        };
        let token = tokens.get(None).await?;
        let mut answer = self.send(url, request, question, Some(token.authorization.clone())).await?;
        if answer.status() == StatusCode::UNAUTHORIZED {
            let next = tokens.get(Some(token.generation)).await?;
            answer = self.send(url, request, question, Some(next.authorization.clone())).await?;
        }
        if answer.status() == StatusCode::UNAUTHORIZED {
            return Err(refused());
        }
        back(answer, place)
    }

    fn target(&self, path: &str, query: Option<&str>) -> Result<Url, Refusal> {
        let mut url = self.base.join(path.trim_start_matches('/')).map_err(|_| Refusal::NOT_FOUND)?;
        url.set_query(query.filter(|query| !query.is_empty()));
        Ok(url)
    }

    /// Sends it, once more if a connection that was kept open had been closed meanwhile.
    async fn send(
        &self,
        url: &Url,
        request: &Parts,
        question: Option<&str>,
        authorization: Option<HeaderValue>,
    ) -> Result<reqwest::Response, Refusal> {
        let mut headers = chosen(&request.headers, SENT_ON);
        headers.extend(authorization.map(|value| (header::AUTHORIZATION, value)));
        headers.extend(question.map(|_| (header::CONTENT_TYPE, JSON)));
        let mut again = true;
        loop {
            let call = self.http.request(request.method.clone(), url.clone()).headers(headers.clone());
            let call = question.map(str::to_owned).into_iter().fold(call, RequestBuilder::body);
            match call.send().await {
                Ok(answer) => return Ok(answer),
                Err(error) if error.is_timeout() => return Err(Refusal::SLOW),
                Err(error) if error.is_connect() || !again => return Err(Refusal::UNREACHABLE),
                Err(_) => again = false,
            }
        }
    }
}

fn chosen<const N: usize>(headers: &HeaderMap, names: [HeaderName; N]) -> HeaderMap {
    names.into_iter().filter_map(|name| headers.get(&name).cloned().map(|value| (name, value))).collect()
}

/// A client that follows no redirect; `whole_s` is the longest that an answer may take, in seconds.
pub fn client(limits: &Limits, local: bool, whole_s: u64) -> anyhow::Result<Client> {
    let builder = Client::builder()
        .user_agent(concat!("shiftline-proxy/", env!("CARGO_PKG_VERSION")))
        // A token must not follow.
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(limits.connect_s))
        .read_timeout(Duration::from_secs(limits.silence_s))
        .timeout(Duration::from_secs(whole_s))
        .pool_max_idle_per_host(limits.in_flight);
    Ok(if local { builder.no_proxy() } else { builder }.build()?)
}

/// The answer, with the call's place kept until its last byte.
fn back(answer: reqwest::Response, place: Permit) -> Result<Response, Refusal> {
    let status = answer.status();
    match status.as_u16() {
        300..=399 => return Err(Refusal::REDIRECT),
        // The second is between a client and its own proxy.
        ..200 | 407 | 600.. => return Err(Refusal::ODD_ANSWER),
        _ => {}
    }
    let mut headers = chosen(answer.headers(), SENT_BACK);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let pieces = answer.bytes_stream().map(move |piece| {
        let _until_the_end = &place;
        piece
    });
    let mut response = Response::new(Body::from_stream(pieces));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}
