//! Access tokens by client credentials: `POST {base}/oauth/token`.

use std::fmt;

use serde_json::Value;

use super::error::{ApiError, ErrorKind};
use super::retry::{self, Verdict};
use super::source::{Answer, Broken};
use crate::domain::time::{Millis, SECOND};

/// Where tokens are given out, below the base.
pub const PATH: &str = "/oauth/token";

/// Tokens whose life is not told live so long, in milliseconds.
const DEFAULT_LIFE: i64 = 3_600 * SECOND;

/// An access token. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// What goes into the `Authorization` header.
    pub secret: String,
    /// When it expires.
    pub expires: Millis,
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Token {{ expires: {:?}, .. }}", self.expires)
    }
}

impl Token {
    /// Whether it should be replaced: less than a minute is left of its life.
    pub fn is_stale(&self, now: Millis) -> bool {
        self.expires - now < 60 * SECOND
    }
}

/// The body that asks for a token.
pub fn form(client_id: &str, client_secret: &str) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "client_credentials")
        .append_pair("client_id", client_id)
        .append_pair("client_secret", client_secret)
        .finish()
}

/// Reads the answer, which came at `now`.
///
/// # Errors
/// When there is none or it holds no token: 400 and 401 mean that the client id or the secret is
/// wrong.
pub fn read(answer: Result<Answer, Broken>, now: Millis) -> Result<Token, ApiError> {
    let answer = answer.map_err(|broken| {
        retry::error_of_broken(broken).unwrap_or_else(|| ApiError::new(ErrorKind::Network))
    })?;
    match retry::judge(&answer, now) {
        Verdict::Error { error, .. } => return Err(error),
        Verdict::Nothing | Verdict::NotFound => {
            return Err(retry::error_of(ErrorKind::WrongAddress, &answer));
        }
        Verdict::Body => {}
    }
    // Nothing of this body may end up in words: it holds a secret.
    let unreadable = || ApiError { status: Some(answer.status), ..ApiError::new(ErrorKind::NotJson) };
    let body: Value = serde_json::from_slice(&answer.body).map_err(|_| unreadable())?;
    let secret = body.get("access_token").and_then(Value::as_str).filter(|secret| is_sendable(secret));
    let life = body.get("expires_in").and_then(|life| match life {
        Value::String(text) => text.trim().parse::<f64>().ok(),
        other => other.as_f64(),
    });
    let life_ms = life.map_or(DEFAULT_LIFE, |seconds| (seconds * SECOND as f64) as i64);
    Ok(Token { secret: secret.ok_or_else(unreadable)?.to_owned(), expires: now + life_ms })
}

/// Whether a text can be a bearer token: no header can hold another.
pub fn is_sendable(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis(1_000_000);

    fn token(body: &str) -> Result<Token, ErrorKind> {
        read(Ok(Answer::json(body)), NOW).map_err(|error| error.kind)
    }

    #[test]
    fn a_token_lives_as_long_as_it_says() {
        let good = token(r#"{"access_token":"abc","expires_in":"120"}"#).unwrap();
        assert_eq!((good.secret.as_str(), good.expires), ("abc", NOW + 120 * SECOND));
        assert!(!good.is_stale(NOW) && good.is_stale(NOW + 61 * SECOND));
        assert_eq!(token(r#"{"access_token":"abc"}"#).unwrap().expires, NOW + DEFAULT_LIFE);
    }

    #[test]
    fn everything_else_is_an_error() {
        for body in
            ["{}", "[]", r#"{"access_token":7}"#, r#"{"access_token":""}"#, "{\"access_token\":\"a\\nb\"}"]
        {
            assert_eq!(token(body), Err(ErrorKind::NotJson), "{body}");
        }
        let refused =
            Answer { status: 401, body: br#"{"error":"invalid_client"}"#.into(), ..Answer::default() };
        let error = read(Ok(refused), NOW).unwrap_err();
        assert_eq!((error.kind, error.words.as_deref()), (ErrorKind::Unauthorized, Some("invalid_client")));
        assert_eq!(read(Err(Broken::Network), NOW).unwrap_err().kind, ErrorKind::Network);
        let missing = Answer { status: 404, ..Answer::default() };
        assert_eq!(read(Ok(missing), NOW).unwrap_err().kind, ErrorKind::WrongAddress);
    }

    #[test]
    fn a_secret_is_encoded_and_never_printed() {
        assert_eq!(
            form("me@x", "a=b&c"),
            "grant_type=client_credentials&client_id=me%40x&client_secret=a%3Db%26c"
        );
        let shown = format!("{:?}", Token { secret: "topsecret".into(), expires: NOW });
        assert!(!shown.contains("topsecret"));
    }
}
