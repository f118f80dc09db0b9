//! `top`, `skip` and the links to other pages.

use axum::http::{HeaderMap, Uri, header};
use serde::Serialize;

use crate::http::{Live, Params};

/// Which rows of a list are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Slice {
    pub top: usize,
    pub skip: usize,
}

impl Slice {
    /// `top` (at most `max`, which is also the default) and `skip`.
    pub fn of(params: &Params, max: usize) -> Option<Self> {
        let top = params.number("top", max)?.min(max).max(1);
        Some(Self { top, skip: params.number("skip", 0)? })
    }
}

/// `_links` of a page.
#[derive(Debug, Serialize)]
pub struct Links {
    #[serde(rename = "self")]
    this: String,
    next: Option<String>,
}

impl Links {
    /// Absolute links. `end` is where this page ends in a list of `total`.
    pub fn new(live: &Live, uri: &Uri, headers: &HeaderMap, slice: Slice, end: usize, total: usize) -> Self {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
        let own = format!("http://{host}");
        let foreign = live.scenario.cxone.next_origin.as_ref();
        let link = |origin: &str, skip| {
            let query = query(&Params::of(uri), slice.top, skip);
            format!("{origin}{}{}?{query}", live.base_path, uri.path())
        };
        let back = live.scenario.cxone.circle.then_some(0);
        let next = if end < total { Some(end) } else { back };
        Self { this: link(&own, slice.skip), next: next.map(|skip| link(foreign.unwrap_or(&own), skip)) }
    }
}

fn query(params: &Params, top: usize, skip: usize) -> String {
    let (top, skip) = (top.to_string(), skip.to_string());
    let mut pairs: Vec<(&str, &str)> = params.without(&["top", "skip"]).collect();
    pairs.extend([("top", top.as_str()), ("skip", skip.as_str())]);
    // Pairs of texts can always be written.
    serde_urlencoded::to_string(pairs).unwrap_or_default()
}
