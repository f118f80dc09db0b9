//! Access tokens by client credentials: `POST {base}/oauth/token`.

use std::fmt;

use serde_json::Value;

use super::decimal;
use super::error::{ApiError, ErrorKind};
use super::retry::{self, Outcome};
use super::source::{Response, TransportError};
use model::time::{Millis, SECOND};

/// Where tokens are given out, below the base.
pub const PATH: &str = "/oauth/token";

/// Tokens whose life is not told, or is said to be none, live so long, in milliseconds.
const DEFAULT_LIFE: i64 = 3_600 * SECOND;

/// Longest life that is believed, in seconds: thirty years.
const LONGEST_LIFE: f64 = 1e9;

/// A token is replaced so long before it expires, in milliseconds; one of a short life when two thirds of
/// it are over.
const MARGIN: i64 = 60 * SECOND;

/// A token that is younger is not replaced before it expires, in milliseconds.
const YOUNG: i64 = 2 * SECOND;

/// One that is refused when it is younger is not replaced at all, in milliseconds: the next would fare no
/// better. Of a short life half of it is enough.
const FRESH: i64 = 5 * SECOND;

/// An access token. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// What goes into the `Authorization` header.
    pub secret: String,
    /// When it was given out.
    pub since: Millis,
    /// When it expires.
    pub expires: Millis,
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Token {{ expires: {:?}, .. }}", self.expires)
    }
}

impl Token {
    /// Whether it should be replaced before it is used again.
    pub fn is_due(&self, now: Millis) -> bool {
        let left = self.expires - now;
        left <= 0 || (now - self.since >= YOUNG && left < MARGIN.min(self.life() / 3))
    }

    /// Whether another may do better, now that it was refused.
    pub fn is_replaceable(&self, now: Millis) -> bool {
        now - self.since >= FRESH.min(self.life() / 2)
    }

    /// In milliseconds.
    fn life(&self) -> i64 {
        self.expires - self.since
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
pub fn read(answer: Result<Response, TransportError>, now: Millis) -> Result<Token, ApiError> {
    let answer = answer.map_err(|broken| {
        retry::error_of_broken(broken).unwrap_or_else(|| ApiError::new(ErrorKind::Network))
    })?;
    match retry::classify(&answer, now) {
        Outcome::Error { error, .. } => return Err(error),
        Outcome::Nothing | Outcome::NotFound => {
            return Err(retry::error_of(ErrorKind::WrongAddress, &answer));
        }
        Outcome::Body => {}
    }
    // Nothing of this body may end up in words: it holds a secret.
    let unreadable = || ApiError { status: Some(answer.status), ..ApiError::new(ErrorKind::NotJson) };
    let body: Value = serde_json::from_slice(&answer.body).map_err(|_| unreadable())?;
    let secret = body.get("access_token").and_then(Value::as_str).filter(|secret| is_sendable(secret));
    let life = body.get("expires_in").and_then(|life| match life {
        Value::String(text) => decimal::parse(text.trim()),
        other => other.as_f64(),
    });
    let life = life.filter(|seconds| *seconds > 0.0).map(|seconds| seconds.min(LONGEST_LIFE));
    let life_ms = life.map_or(DEFAULT_LIFE, |seconds| (seconds * SECOND as f64) as i64);
    let secret = secret.ok_or_else(unreadable)?.to_owned();
    Ok(Token { secret, since: now, expires: now + life_ms })
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
        read(Ok(Response::json(body)), NOW).map_err(|error| error.kind)
    }

    #[test]
    fn a_token_lives_as_long_as_it_says() {
        let good = token(r#"{"access_token":"abc","expires_in":"120"}"#).unwrap();
        assert_eq!((good.secret.as_str(), good.expires), ("abc", NOW + 120 * SECOND));
        for unsaid in [
            "",
            r#","expires_in":0"#,
            r#","expires_in":-5"#,
            r#","expires_in":"NaN""#,
            r#","expires_in":null"#,
        ] {
            let body = format!(r#"{{"access_token":"abc"{unsaid}}}"#);
            assert_eq!(token(&body).unwrap().expires, NOW + DEFAULT_LIFE, "{body}");
        }
        let long = token(r#"{"access_token":"abc","expires_in":1e300}"#).unwrap();
        assert_eq!(long.expires, NOW + 1_000_000_000 * SECOND);
    }

    /// Tokens asked for by calls one after another, each of so many milliseconds.
    fn asked(life_s: i64, calls: i64, each_ms: i64) -> i64 {
        let give = |now| {
            let body = format!(r#"{{"access_token":"abc","expires_in":{life_s}}}"#);
            read(Ok(Response::json(body)), now).unwrap()
        };
        let (mut held, mut asked) = (give(NOW), 1);
        for now in (0..calls).map(|call| NOW + call * each_ms) {
            if held.is_due(now) {
                held = give(now);
                asked += 1;
            }
            assert!(now < held.expires, "{life_s} s");
        }
        asked
    }

    #[test]
    fn a_token_is_replaced_before_it_expires_and_no_earlier_than_it_must() {
        for (life_s, calls, each_ms, most) in [
            (4, 100, 40, 2),
            (4, 100, 80, 3),
            (0, 10_000, 100, 1),
            (1, 100, 40, 4),
            (2, 100, 40, 2),
            (6, 100, 120, 3),
            (60, 1_000, 100, 3),
            (61, 100, 40, 1),
            (3_600, 3_500, 1_000, 1),
            (3_600, 3_600, 1_000, 2),
        ] {
            assert!(asked(life_s, calls, each_ms) <= most, "{life_s} s: {}", asked(life_s, calls, each_ms));
        }
        assert_eq!(asked(3_600, 3_600, 1_000), 2, "a minute before it expires");
    }

    #[test]
    fn what_is_refused_at_once_is_not_replaced() {
        let of = |life_s: i64| Token { secret: "x".into(), since: NOW, expires: NOW + life_s * SECOND };
        let from = |life_s| (0..10).find(|age| of(life_s).is_replaceable(NOW + age * SECOND));
        assert_eq!([3_600, 10, 4, 2].map(from), [Some(5), Some(5), Some(2), Some(1)]);
    }

    #[test]
    fn everything_else_is_an_error() {
        for body in
            ["{}", "[]", r#"{"access_token":7}"#, r#"{"access_token":""}"#, "{\"access_token\":\"a\\nb\"}"]
        {
            assert_eq!(token(body), Err(ErrorKind::NotJson), "{body}");
        }
        let refused =
            Response { status: 401, body: br#"{"error":"invalid_client"}"#.into(), ..Response::default() };
        let error = read(Ok(refused), NOW).unwrap_err();
        assert_eq!((error.kind, error.words.as_deref()), (ErrorKind::Unauthorized, Some("invalid_client")));
        assert_eq!(read(Err(TransportError::Network), NOW).unwrap_err().kind, ErrorKind::Network);
        let missing = Response { status: 404, ..Response::default() };
        assert_eq!(read(Ok(missing), NOW).unwrap_err().kind, ErrorKind::WrongAddress);
    }

    #[test]
    fn a_secret_is_encoded_and_never_printed() {
        assert_eq!(
            form("me@x", "a=b&c"),
            "grant_type=client_credentials&client_id=me%40x&client_secret=a%3Db%26c"
        );
        let shown = format!("{:?}", Token { secret: "topsecret".into(), since: NOW, expires: NOW });
        assert!(!shown.contains("topsecret"));
    }
}
