//! What goes over the wire, whoever answers: a server, sample data or a test.

use std::borrow::Cow;

/// A question below a base address. It never holds a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Path below the base; begins with `/` and is already encoded.
    pub path: String,
    /// Names and values, not yet encoded.
    pub query: Vec<(Cow<'static, str>, String)>,
}

impl Request {
    /// A question with nothing in its query yet.
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), query: Vec::new() }
    }

    /// The same with one more parameter.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// The first value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Path and query as they are sent: `/path?name=value`.
    pub fn target(&self) -> String {
        if self.query.is_empty() {
            return self.path.clone();
        }
        let mut text =
            form_urlencoded::Serializer::for_suffix(format!("{}?", self.path), self.path.len() + 1);
        text.extend_pairs(self.query.iter().map(|(name, value)| (name.as_ref(), value.as_str())));
        text.finish()
    }
}

/// The headers of an answer that matter; `None` also when CORS hides them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// `Retry-After`: seconds or an HTTP date.
    pub retry_after: Option<String>,
    /// `icStatusDescription`: an error's words, in CXone.
    pub status_description: Option<String>,
    /// `CorrelationId`: what support asks for.
    pub correlation_id: Option<String>,
    /// `Date`: what the server's clock shows.
    pub date: Option<String>,
    /// `Content-Encoding`: how the body was packed for the way.
    pub content_encoding: Option<String>,
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// The headers that matter.
    pub headers: Headers,
    /// The body as it came.
    pub body: Vec<u8>,
}

impl Response {
    /// Status 200 and this body as JSON.
    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        let headers = Headers { content_type: Some("application/json".into()), ..Headers::default() };
        Self { status: 200, headers, body: body.into() }
    }
}

/// Longest body that is taken, in bytes. The largest page of an API has some 5 MB.
pub const MAX_BODY: usize = 256 << 20;

/// Why no answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// It took too long.
    Timeout,
    /// The connection could not be made or broke, or CORS forbids to read the answer: browsers
    /// do not say which.
    Network,
    /// The answer is larger than [`MAX_BODY`].
    TooLarge,
    /// It was called off on this side.
    Aborted,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_query_is_encoded() {
        let request = Request::new("/a/b").with("start", "2026-11-03T12:00:00Z").with("q", "ö &=");
        assert_eq!(request.target(), "/a/b?start=2026-11-03T12%3A00%3A00Z&q=%C3%B6+%26%3D");
        assert_eq!(Request::new("/a/b").target(), "/a/b");
        assert_eq!(request.get("q"), Some("ö &="));
    }
}
