//! How the API is signed in to: nothing of it ever stands in arguments or logs.

use std::path::PathBuf;

use anyhow::{Context, ensure};
use data::token::is_sendable;
use reqwest::Url;
use reqwest::header::HeaderValue;
use shiftline_proxy::{Access, CredentialSettings, Credentials, GrantKind, Granted, NoAccess, read_secret};

/// A way to sign in.
#[derive(Clone)]
pub enum SignIn {
    /// None: a proxy in front has its own.
    Nothing,
    /// A token that was got elsewhere.
    Token(HeaderValue),
    /// Credentials that tokens are asked for with.
    Credentials(Access),
}

impl SignIn {
    /// Reads it from variables or the files that they name: `SHIFTLINE_TOKEN`, or `SHIFTLINE_CLIENT_ID` and
    /// `SHIFTLINE_CLIENT_SECRET`, with `SHIFTLINE_ACCESS_KEY_ID` and `SHIFTLINE_ACCESS_KEY_SECRET` where an
    /// access key is used; secrets may also stand in files, named by the same variables with `_FILE`.
    ///
    /// # Errors
    /// When one is missing, cannot be read, or can be read by everyone on this machine; no error holds a secret.
    pub fn read(base: &Url, environment: impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        if let Some(token) = token(&environment)? {
            return Ok(Self::Token(token));
        }
        let given = |name: &str| environment(name).filter(|value| !value.trim().is_empty());
        if given("SHIFTLINE_CLIENT_ID").is_none() && given("SHIFTLINE_ACCESS_KEY_ID").is_none() {
            return Ok(Self::Nothing);
        }
        let file = |name: &str| given(name).map(PathBuf::from);
        let has_key = given("SHIFTLINE_ACCESS_KEY_ID").is_some();
        let settings = CredentialSettings {
            grant: if has_key { GrantKind::AccessKey } else { GrantKind::ClientCredentials },
            token_url: given("SHIFTLINE_TOKEN_URL"),
            basic_auth: given("SHIFTLINE_BASIC_AUTH").is_some(),
            client_secret_file: file("SHIFTLINE_CLIENT_SECRET_FILE"),
            access_key_secret_file: file("SHIFTLINE_ACCESS_KEY_SECRET_FILE"),
            ..CredentialSettings::default()
        };
        Ok(Self::Credentials(Access::new(Credentials::read(&settings, base, &environment)?)?))
    }

    /// What a request is sent with; `refused` is the number of a token that the API has just refused.
    ///
    /// # Errors
    /// When there is no token, or none that is any better.
    pub async fn get(&self, refused: Option<u64>) -> Result<Option<Granted>, NoAccess> {
        match self {
            Self::Nothing | Self::Token(_) if refused.is_some() => Err(NoAccess::CredentialsRefused),
            Self::Nothing => Ok(None),
            Self::Token(token) => Ok(Some(Granted { authorization: token.clone(), number: 0 })),
            Self::Credentials(access) => access.get(refused).await.map(Some),
        }
    }
}

fn token(environment: &impl Fn(&str) -> Option<String>) -> anyhow::Result<Option<HeaderValue>> {
    let text = match environment("SHIFTLINE_TOKEN_FILE") {
        Some(file) => {
            let handed_over = environment("CREDENTIALS_DIRECTORY").map(PathBuf::from);
            Some(read_secret(&PathBuf::from(file), handed_over.as_deref())?)
        }
        None => environment("SHIFTLINE_TOKEN"),
    };
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    let token = text.trim();
    let token = token.strip_prefix("Bearer ").unwrap_or(token);
    ensure!(is_sendable(token), "SHIFTLINE_TOKEN is no token: it holds what no header can hold");
    let mut value =
        HeaderValue::try_from(format!("Bearer {token}")).context("SHIFTLINE_TOKEN is no token")?;
    value.set_sensitive(true);
    Ok(Some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Url {
        Url::parse("https://na1.example.com/").unwrap()
    }

    fn read(variables: &[(&str, &str)]) -> anyhow::Result<SignIn> {
        let value = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        SignIn::read(&base(), value)
    }

    #[test]
    fn a_token_goes_before_credentials_and_these_before_nothing() {
        assert!(matches!(read(&[]), Ok(SignIn::Nothing)));
        let both = [("SHIFTLINE_CLIENT_ID", "a"), ("SHIFTLINE_CLIENT_SECRET", "b")];
        assert!(matches!(read(&both), Ok(SignIn::Credentials(_))));
        let all = [both[0], both[1], ("SHIFTLINE_TOKEN", " Bearer abc\n")];
        let Ok(SignIn::Token(token)) = read(&all) else { panic!() };
        assert_eq!(token, "Bearer abc");
        assert!(!format!("{token:?}").contains("abc"));
    }

    #[test]
    fn what_is_missing_or_broken_is_said_without_it() {
        for (variables, said) in [
            (&[("SHIFTLINE_CLIENT_ID", "a")][..], "SHIFTLINE_CLIENT_SECRET"),
            (&[("SHIFTLINE_TOKEN", "s3cr\u{e9}t")], "SHIFTLINE_TOKEN"),
            (&[("SHIFTLINE_TOKEN_FILE", "/nowhere/at/all")], "/nowhere/at/all"),
        ] {
            let error = format!("{:#}", read(variables).err().unwrap());
            assert!(error.contains(said) && !error.contains("s3cr"), "{error}");
        }
    }
}
