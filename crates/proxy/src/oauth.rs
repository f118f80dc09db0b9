//! How a token is asked for.

use std::sync::Arc;

use axum::http::HeaderValue;
use oauth2::basic::{BasicClient, BasicErrorResponse, BasicErrorResponseType, BasicTokenResponse};
use oauth2::{AuthType, HttpClientError, HttpRequest, HttpResponse, RequestTokenError, TokenResponse};

use crate::credentials::{Credentials, Grant};
use crate::refusal::Refusal;
use crate::token::{FetchToken, Issued};

/// Longest token, bytes: servers take heads of 8 to 32 KiB.
const LONGEST: usize = 16 * 1_024;

/// Longest answer of a token endpoint, bytes.
const LONGEST_ANSWER: usize = 256 * 1_024;

type Broken = HttpClientError<reqwest::Error>;
type Failure = RequestTokenError<Broken, BasicErrorResponse>;

/// A way to ask with these credentials.
pub fn token_fetcher(http: reqwest::Client, credentials: Credentials) -> Arc<FetchToken> {
    let both = Arc::new((http, credentials));
    Arc::new(move || {
        let both = both.clone();
        Box::pin(async move { ask(&both.0, &both.1).await })
    })
}

async fn ask(http: &reqwest::Client, credentials: &Credentials) -> Result<Issued, Refusal> {
    let auth = if credentials.basic_auth { AuthType::BasicAuth } else { AuthType::RequestBody };
    let client = BasicClient::new(credentials.client_id.clone())
        .set_client_secret(credentials.client_secret.clone())
        .set_token_uri(credentials.token_url.clone())
        .set_auth_type(auth);
    let http = &|request| exchange(http.clone(), request);
    let answer = match &credentials.grant {
        Grant::ClientCredentials => client.exchange_client_credentials().request_async(http).await,
        Grant::AccessKey(id, secret) => client.exchange_password(id, secret).request_async(http).await,
    };
    issued(&answer.map_err(|failure| refusal(&failure))?)
}

/// There and back; an answer that does not end is let go.
async fn exchange(http: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, Broken> {
    let mut answer = http.execute(request.try_into().map_err(Box::new)?).await.map_err(Box::new)?;
    let mut response = HttpResponse::default();
    *response.status_mut() = answer.status();
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    while let Some(piece) = answer.chunk().await.map_err(Box::new)? {
        response.body_mut().extend_from_slice(&piece);
        if response.body().len() > LONGEST_ANSWER {
            return Err(HttpClientError::Other("the answer is too long".into()));
        }
    }
    Ok(response)
}

fn issued(answer: &BasicTokenResponse) -> Result<Issued, Refusal> {
    let authorization = bearer(answer.access_token().secret()).ok_or_else(|| {
        tracing::error!("the token endpoint gives a token that cannot be sent");
        Refusal::NO_TOKEN.retry_after(5)
    })?;
    Ok(Issued { authorization, life: answer.expires_in() })
}

/// `None`: no header can hold it, or no server would read such a one.
fn bearer(token: &str) -> Option<HeaderValue> {
    let sendable = (1..=LONGEST).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_graphic());
    let mut value = HeaderValue::try_from(format!("Bearer {token}")).ok().filter(|_| sendable)?;
    value.set_sensitive(true);
    Some(value)
}

/// Logs only the kind of failure: answers of token endpoints quote what they were sent.
fn refusal(failure: &Failure) -> Refusal {
    match failure {
        RequestTokenError::ServerResponse(words)
            if matches!(words.error(), BasicErrorResponseType::Extension(_)) =>
        {
            tracing::error!("the token endpoint gives no token at the moment");
            Refusal::NO_TOKEN
        }
        RequestTokenError::ServerResponse(_) => {
            tracing::error!("the token endpoint refuses the credentials");
            Refusal::CREDENTIALS_REFUSED
        }
        RequestTokenError::Request(_) => {
            tracing::error!("the token endpoint cannot be reached");
            Refusal::NO_TOKEN
        }
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            tracing::error!("the token endpoint answers something that is no token");
            Refusal::NO_TOKEN
        }
    }
    .retry_after(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_header_can_hold_is_a_token() {
        assert_eq!(bearer("eyJ.a-b_c~+/=").unwrap(), "Bearer eyJ.a-b_c~+/=");
        for token in ["", " ", "a b", "a\r\nX-Evil: 1", "a\n", "\ta", "a\0", "tökèn", "a\u{2028}b"] {
            assert_eq!(bearer(token), None, "{token:?}");
        }
        assert!(bearer(&"x".repeat(LONGEST)).is_some());
        assert_eq!(bearer(&"x".repeat(LONGEST + 1)), None);
    }
}
