//! The API over HTTP.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use data::source::{Headers, MAX_BODY, Request, Response, TransportError};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName};
use reqwest::{Client, Url};
use shiftline_proxy::{NoAccess, is_local, secure_url};

use crate::access::SignIn;

/// Longest wait for a connection, and for an answer to go on.
const CONNECT: Duration = Duration::from_secs(10);
const SILENCE: Duration = Duration::from_mins(1);

/// Where questions go.
pub struct Api {
    http: Client,
    base: Url,
    sign_in: SignIn,
    calls: AtomicU64,
}

/// What came back, and the number of the token that it was asked with.
pub struct Answer {
    /// The answer, or why there is none.
    pub result: Result<Response, TransportError>,
    /// Which token.
    pub token: Option<u64>,
}

/// Parses the base URL of an API.
///
/// # Errors
/// When it is none, or would send tokens over an open network.
pub fn base_url(text: &str) -> anyhow::Result<Url> {
    let mut base = secure_url("--base", text)?;
    anyhow::ensure!(base.query().is_none() && base.fragment().is_none(), "--base must not have a query");
    if !base.path().ends_with('/') {
        base.set_path(&format!("{}/", base.path()));
    }
    Ok(base)
}

impl Api {
    /// An API at this address; nothing is asked yet.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn new(base: Url, sign_in: SignIn) -> anyhow::Result<Self> {
        let builder = Client::builder()
            .user_agent(concat!("shiftline-archive/", env!("CARGO_PKG_VERSION")))
            // A token must not follow.
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE);
        let http = if is_local(&base) { builder.no_proxy() } else { builder }.build()?;
        Ok(Self { http, base, sign_in, calls: AtomicU64::new(0) })
    }

    /// How many questions were sent.
    pub fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }

    /// Asks.
    ///
    /// # Errors
    /// When there is no token to ask with, and asking again is of no use.
    pub async fn get(&self, request: &Request) -> Result<Answer, NoAccess> {
        let granted = match self.sign_in.get(None).await {
            Ok(granted) => granted,
            Err(NoAccess::Unavailable) => {
                return Ok(Answer { result: Err(TransportError::Network), token: None });
            }
            Err(refused) => return Err(refused),
        };
        self.calls.fetch_add(1, Ordering::Relaxed);
        let target = request.target();
        let mut asking = self.http.get(format!("{}{}", self.base, target.trim_start_matches('/')));
        if let Some(granted) = &granted {
            asking = asking.header(AUTHORIZATION, granted.authorization.clone());
        }
        let result = exchange(asking).await.unwrap_or_else(|error| {
            Err(if error.is_timeout() { TransportError::Timeout } else { TransportError::Network })
        });
        Ok(Answer { result, token: granted.map(|granted| granted.number) })
    }

    /// A new token in the place of one that was refused.
    ///
    /// # Errors
    /// When there is none.
    pub async fn renew(&self, refused: Option<u64>) -> Result<(), NoAccess> {
        self.sign_in.get(Some(refused.unwrap_or_default())).await.map(|_| ())
    }
}

async fn exchange(
    asking: reqwest::RequestBuilder,
) -> Result<Result<Response, TransportError>, reqwest::Error> {
    let mut answer = asking.send().await?;
    let (status, headers) = (answer.status().as_u16(), headers(answer.headers()));
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await? {
        if body.len() + piece.len() > MAX_BODY {
            return Ok(Err(TransportError::TooLarge));
        }
        body.extend_from_slice(&piece);
    }
    Ok(Ok(Response { status, headers, body }))
}

fn headers(all: &HeaderMap) -> Headers {
    let text = |name: &'static str| {
        let value = all.get(HeaderName::from_static(name))?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    Headers {
        content_type: text("content-type"),
        retry_after: text("retry-after"),
        status_description: text("icstatusdescription"),
        correlation_id: text("correlationid"),
        date: text("date"),
        content_encoding: text("content-encoding"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_do_not_go_over_an_open_network() {
        for good in ["https://na1.example.com", "http://127.0.0.1:8080/cxone", "http://localhost/"] {
            assert!(base_url(good).unwrap().path().ends_with('/'), "{good}");
        }
        for bad in ["http://na1.example.com", "ftp://x", "na1", "https://me:pw@x.y", "https://x.y/?a=b"] {
            assert!(base_url(bad).is_err(), "{bad}");
        }
    }
}
