//! How a token is asked for.

use std::sync::Arc;

use oauth2::basic::{BasicClient, BasicErrorResponse, BasicErrorResponseType, BasicTokenResponse};
use oauth2::{AuthType, HttpClientError, RequestTokenError, TokenResponse};

use crate::credentials::{Credentials, Grant};
use crate::refusal::Refusal;
use crate::token::{Ask, Issued};

type Failure = RequestTokenError<HttpClientError<reqwest::Error>, BasicErrorResponse>;

/// A way to ask with these credentials.
pub fn asker(http: reqwest::Client, credentials: Credentials) -> Arc<Ask> {
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
    let answer = match &credentials.grant {
        Grant::ClientCredentials => client.exchange_client_credentials().request_async(http).await,
        Grant::AccessKey(id, secret) => client.exchange_password(id, secret).request_async(http).await,
    };
    answer.map(|answer| issued(&answer)).map_err(|failure| refusal(&failure))
}

fn issued(answer: &BasicTokenResponse) -> Issued {
    Issued { secret: answer.access_token().secret().clone(), life: answer.expires_in() }
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
