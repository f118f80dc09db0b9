//! What a request asks for, as far as faults and both APIs need to know.

use axum::http::Uri;
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;

/// Query parameters, in order; names compare without case.
#[derive(Clone, Debug, Default)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// The parameters of an address; those that are not well formed are left out.
    pub fn of(uri: &Uri) -> Self {
        let query = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(uri);
        Self(query.map(|query| query.0).unwrap_or_default())
    }

    /// The first value of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// A whole number, or `default` when there is none; `None` when it is something else.
    pub fn number(&self, name: &str, default: usize) -> Option<usize> {
        self.get(name).map_or(Some(default), |text| text.parse().ok())
    }

    /// All of them except these.
    pub fn without<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
        let kept = |key: &str| !names.iter().any(|name| key.eq_ignore_ascii_case(name));
        self.0.iter().filter(move |(key, _)| kept(key)).map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

/// What a request asks for.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Whether it is for state history.
    pub history: bool,
    /// Page, from 1.
    pub page: usize,
    /// Agent, if one is named.
    pub agent: Option<String>,
    /// Date of the start, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Path below the scenario's base.
    pub path: String,
}

impl Ask {
    /// Reads a request of either API.
    pub fn of(parts: &Parts) -> Self {
        let params = Params::of(&parts.uri);
        let path = parts.uri.path().to_owned();
        let start = params.get("startTime").or(params.get("startDate"));
        Self {
            history: path.ends_with("state-history"),
            page: page(&params),
            agent: params.get("agentId").map(str::to_owned).or_else(|| agent_in(&path)),
            date: start.and_then(|start| start.get(..10)).map(str::to_owned),
            path,
        }
    }
}

/// The token of a page: opaque to clients.
pub fn page_token(page: usize) -> String {
    BASE64.encode(format!("page={page}"))
}

/// The page of a token that was given out here.
pub fn page_of_token(token: &str) -> Option<usize> {
    let text = String::from_utf8(BASE64.decode(token).ok()?).ok()?;
    text.strip_prefix("page=")?.parse().ok()
}

fn page(params: &Params) -> usize {
    if let Some(page) = params.get("nextPageToken").and_then(page_of_token) {
        return page;
    }
    if let Some(page) = params.get("pageNumber") {
        return page.parse().unwrap_or(1);
    }
    let top = params.number("top", 10_000).unwrap_or(1).max(1);
    params.number("skip", 0).unwrap_or(0) / top + 1
}

fn agent_in(path: &str) -> Option<String> {
    let mut segments = path.split('/').skip_while(|segment| *segment != "agents").skip(1);
    segments.next().filter(|segment| segment.parse::<u64>().is_ok()).map(str::to_owned)
}
