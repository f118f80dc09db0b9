//! Requests over the network, through the browser's `fetch`.

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use gloo_net::http::{Headers as Fetched, Request as Builder, RequestBuilder, Response as FetchResponse};
use gloo_timers::callback::Timeout;
use js_sys::Uint8Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

use crate::app::base::BaseUrl;
use data::archive::is_compressed;
use data::source::{Headers, MAX_BODY, Request, Response, TransportError};
use data::token;

pub use web_sys::{AbortController, AbortSignal};

/// Longest wait for an answer, in milliseconds.
const TIMEOUT_MS: u32 = 30_000;

/// Asks an API. The token goes into the `Authorization` header; without one a proxy may add its own. `abort`
/// calls the request off.
///
/// # Errors
/// When no answer came.
pub async fn get(
    base: &BaseUrl,
    request: &Request,
    token: Option<&str>,
    abort: Option<&AbortSignal>,
) -> Result<Response, TransportError> {
    let query = request.query.iter().map(|(name, value)| (name.as_ref(), value));
    let builder = Builder::get(&format!("{base}{}", request.path)).query(query);
    let builder = match token {
        Some(token) => builder.header("Authorization", &format!("Bearer {token}")),
        None => builder,
    };
    send(builder, None, abort).await
}

/// Asks for a file beside the page, wherever that is.
///
/// # Errors
/// When no answer came.
pub async fn get_beside(name: &str) -> Result<Response, TransportError> {
    send(Builder::get(&format!("./{name}")), None, None).await
}

/// Asks for a file of an archive, or for some bytes of it. No token ever goes there.
///
/// # Errors
/// When no answer came.
pub async fn get_file(
    base: &BaseUrl,
    path: &str,
    bytes: Option<Range<u64>>,
    abort: Option<&AbortSignal>,
) -> Result<Response, TransportError> {
    let builder = Builder::get(&format!("{base}/{path}"));
    let builder = match bytes {
        Some(bytes) => {
            builder.header("Range", &format!("bytes={}-{}", bytes.start, bytes.end.saturating_sub(1)))
        }
        None => builder,
    };
    send(builder, None, abort).await
}

/// Asks for a token by client credentials; [`token::read`] reads the answer.
///
/// # Errors
/// When no answer came.
pub async fn post_form(
    base: &BaseUrl,
    body: String,
    abort: Option<&AbortSignal>,
) -> Result<Response, TransportError> {
    let builder = Builder::post(&format!("{base}{}", token::PATH))
        .header("Content-Type", "application/x-www-form-urlencoded");
    send(builder, Some(body), abort).await
}

/// Posts a question as JSON, with a token as [`get`] does.
///
/// # Errors
/// When no answer came.
pub async fn post_json(
    base: &BaseUrl,
    path: &str,
    body: String,
    token: Option<&str>,
    abort: Option<&AbortSignal>,
) -> Result<Response, TransportError> {
    let builder = Builder::post(&format!("{base}{path}")).header("Content-Type", "application/json");
    let builder = match token {
        Some(token) => builder.header("Authorization", &format!("Bearer {token}")),
        None => builder,
    };
    send(builder, Some(body), abort).await
}

/// The address of a path for people to read: with this page's origin, where the base has none.
pub fn full_address(base: &BaseUrl, path: &str) -> String {
    let origin = || web_sys::window().and_then(|window| window.location().origin().ok());
    let origin = if base.is_full() { String::new() } else { origin().unwrap_or_default() };
    format!("{origin}{base}{path}")
}

async fn send(
    builder: RequestBuilder,
    body: Option<String>,
    abort: Option<&AbortSignal>,
) -> Result<Response, TransportError> {
    if abort.is_some_and(AbortSignal::aborted) {
        return Err(TransportError::Aborted);
    }
    let controller = AbortController::new().map_err(|_| TransportError::Network)?;
    let late = Rc::new(Cell::new(false));
    let timeout = Timeout::new(TIMEOUT_MS, {
        let (controller, late) = (controller.clone(), late.clone());
        move || {
            late.set(true);
            controller.abort();
        }
    });
    let linked = abort.map(|outer| Linked::new(outer, &controller));
    // A token must not follow a redirect to wherever it leads.
    let builder = builder
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::SameOrigin)
        .redirect(RequestRedirect::Manual)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&controller.signal()));
    let answer = exchange(builder, body).await;
    drop((timeout, linked));
    match answer {
        Ok(Some(answer)) => Ok(answer),
        Ok(None) => {
            // What is still on its way is not wanted.
            controller.abort();
            Err(TransportError::TooLarge)
        }
        Err(_) => Err(match (late.get(), abort.is_some_and(AbortSignal::aborted)) {
            (true, _) => TransportError::Timeout,
            (false, true) => TransportError::Aborted,
            (false, false) => TransportError::Network,
        }),
    }
}

/// The answer; `None` when it is too large.
async fn exchange(
    builder: RequestBuilder,
    body: Option<String>,
) -> Result<Option<Response>, gloo_net::Error> {
    let request = match body {
        Some(body) => builder.body(body)?,
        None => builder.build()?,
    };
    let response = request.send().await?;
    let (status, headers, length) = (status(&response), headers(&response.headers()), length(&response));
    if length.is_some_and(|length| length > MAX_BODY as u64) {
        return Ok(None);
    }
    let head = Response { status, headers, body: Vec::new() };
    if is_compressed(&head) {
        // Browsers break off where they cannot unpack it.
        return Ok(Some(head));
    }
    // It stays the browser's until its size is known: there is room for it, here there may be none.
    let body = web_sys::Response::from(response).array_buffer().map_err(failed)?;
    let body = Uint8Array::new(&JsFuture::from(body).await.map_err(failed)?);
    if body.length() as usize > MAX_BODY {
        return Ok(None);
    }
    Ok(Some(Response { body: body.to_vec(), ..head }))
}

/// Length of the body in bytes, as far as the server tells it; more than this machine could address, too.
fn length(response: &FetchResponse) -> Option<u64> {
    response.headers().get("content-length")?.parse().ok()
}

/// An exchange that broke off, whatever the browser says of it.
fn failed(_: JsValue) -> gloo_net::Error {
    gloo_net::Error::GlooError("the body did not come".to_owned())
}

/// The status; browsers hide that of a redirect that they were told not to follow.
fn status(response: &FetchResponse) -> u16 {
    if response.status() == 0 { 302 } else { response.status() }
}

fn headers(headers: &Fetched) -> Headers {
    Headers {
        content_type: headers.get("content-type"),
        retry_after: headers.get("retry-after"),
        status_description: headers.get("icstatusdescription"),
        correlation_id: headers.get("correlationid"),
        date: headers.get("date"),
        content_encoding: headers.get("content-encoding"),
    }
}

/// Passes an abort on to a request of its own, as long as it lives.
struct Linked<'a> {
    outer: &'a AbortSignal,
    listener: Closure<dyn Fn()>,
}

impl<'a> Linked<'a> {
    fn new(outer: &'a AbortSignal, inner: &AbortController) -> Self {
        let inner = inner.clone();
        let listener = Closure::new(move || inner.abort());
        // Without the listener a request is merely not called off.
        let _ = outer.add_event_listener_with_callback("abort", listener.as_ref().unchecked_ref());
        Self { outer, listener }
    }
}

impl Drop for Linked<'_> {
    fn drop(&mut self) {
        let _ =
            self.outer.remove_event_listener_with_callback("abort", self.listener.as_ref().unchecked_ref());
    }
}
