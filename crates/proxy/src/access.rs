//! Access to the API for another program of the same people: one token, kept and renewed as the proxy does.

use axum::http::HeaderValue;

use crate::credentials::Credentials;
use crate::forward;
use crate::oauth;
use crate::refusal::Refusal;
use crate::settings::{Limits, is_local};
use crate::token::Tokens;

/// The way to a token.
#[derive(Clone)]
pub struct Access(Tokens);

/// A token in use.
#[derive(Clone, Debug)]
pub struct Granted {
    /// The header that it is sent in; its `Debug` shows no secret.
    pub authorization: HeaderValue,
    /// Which token it is, to say that it was refused.
    pub number: u64,
}

/// Why there is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAccess {
    /// The token endpoint refuses the credentials.
    CredentialsRefused,
    /// The API refuses a token that is too young to be replaced.
    TokenRefused,
    /// The token endpoint cannot be reached, or gives no token at the moment.
    Unavailable,
}

impl Access {
    /// With these credentials; nothing is asked yet.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn new(credentials: Credentials) -> anyhow::Result<Self> {
        let is_local = is_local(credentials.token_url.url());
        let limits = Limits::default();
        let http = forward::client(&limits, is_local, limits.silence_s)?;
        Ok(Self(Tokens::new(oauth::token_fetcher(http, credentials))))
    }

    /// A token that is not known to be bad; `refused` is the number of one that the API has just refused.
    ///
    /// # Errors
    /// When there is none.
    pub async fn get(&self, refused: Option<u64>) -> Result<Granted, NoAccess> {
        match self.0.get(refused).await {
            Ok(token) => Ok(Granted { authorization: token.authorization.clone(), number: token.generation }),
            Err(refusal) if refusal.is(&Refusal::CREDENTIALS_REFUSED) => Err(NoAccess::CredentialsRefused),
            Err(refusal) if refusal.is(&Refusal::TOKEN_REFUSED) => Err(NoAccess::TokenRefused),
            Err(_) => Err(NoAccess::Unavailable),
        }
    }
}
