//! What is kept secret, read from the environment or from files.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use oauth2::{ClientId, ClientSecret, ResourceOwnerPassword, ResourceOwnerUsername, TokenUrl};
use reqwest::Url;

use crate::secrets;
use crate::settings::{CredentialSettings, GrantKind, secure_url};

/// Everything that a token is asked for with. Its `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Where tokens are.
    pub token_url: TokenUrl,
    /// Who asks.
    pub client_id: ClientId,
    /// Proof of it.
    pub client_secret: ClientSecret,
    /// Whether both are sent as a Basic header instead of in the form.
    pub basic_auth: bool,
    /// How.
    pub grant: Grant,
}

/// How a token is asked for.
#[derive(Clone, Debug)]
pub enum Grant {
    /// The client for itself.
    ClientCredentials,
    /// With an access key: its id and its secret.
    AccessKey(ResourceOwnerUsername, ResourceOwnerPassword),
}

impl Credentials {
    /// Reads them from the files that the settings name, or from the variables that `environment`
    /// gives.
    ///
    /// # Errors
    /// When one is missing, empty, cannot be read, or can be read by everyone on this machine; no error
    /// holds a secret.
    pub fn read(
        settings: &CredentialSettings,
        upstream: &Url,
        environment: impl Fn(&str) -> Option<String>,
    ) -> anyhow::Result<Self> {
        let token_url = match &settings.token_url {
            Some(text) => secure_url("token_url", text)?,
            None => upstream.join("oauth/token").context("joining /oauth/token to the upstream")?,
        };
        let named = |given: &Option<String>, variable: &str| {
            let text = given.clone().or_else(|| environment(variable));
            filled(variable, text.unwrap_or_default())
        };
        // By systemd, in a folder of the service's own.
        let handed_over = environment("CREDENTIALS_DIRECTORY").map(PathBuf::from);
        let secret = |file: &Option<PathBuf>, variable: &str| match file {
            Some(file) => secret_file(file, handed_over.as_deref()),
            None => filled(variable, environment(variable).unwrap_or_default()),
        };
        let grant = match settings.grant {
            GrantKind::ClientCredentials => Grant::ClientCredentials,
            GrantKind::AccessKey => Grant::AccessKey(
                ResourceOwnerUsername::new(named(&settings.access_key_id, "SHIFTLINE_ACCESS_KEY_ID")?),
                ResourceOwnerPassword::new(secret(
                    &settings.access_key_secret_file,
                    "SHIFTLINE_ACCESS_KEY_SECRET",
                )?),
            ),
        };
        Ok(Self {
            token_url: TokenUrl::from_url(token_url),
            client_id: ClientId::new(named(&settings.client_id, "SHIFTLINE_CLIENT_ID")?),
            client_secret: ClientSecret::new(secret(
                &settings.client_secret_file,
                "SHIFTLINE_CLIENT_SECRET",
            )?),
            basic_auth: settings.basic_auth,
            grant,
        })
    }
}

fn secret_file(file: &Path, handed_over: Option<&Path>) -> anyhow::Result<String> {
    filled(&file.display().to_string(), secrets::read(file, handed_over)?)
}

fn filled(name: &str, text: String) -> anyhow::Result<String> {
    let text = text.trim();
    ensure!(!text.is_empty(), "{name} is missing or empty");
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upstream() -> Url {
        Url::parse("https://na1.niceincontact.com/").unwrap()
    }

    fn variables(name: &str) -> Option<String> {
        Some(format!("{}-value", name.strip_prefix("SHIFTLINE_")?))
    }

    #[test]
    fn from_the_environment_to_the_tutorials_endpoint() {
        let read = Credentials::read(&CredentialSettings::default(), &upstream(), variables).unwrap();
        assert_eq!(read.token_url.as_str(), "https://na1.niceincontact.com/oauth/token");
        assert_eq!(read.client_id.as_str(), "CLIENT_ID-value");
        assert_eq!(read.client_secret.secret(), "CLIENT_SECRET-value");
    }

    #[test]
    fn a_file_goes_before_the_environment_and_loses_its_line_end() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "s3cret\n").unwrap();
        let settings = CredentialSettings {
            client_secret_file: Some(file.path().into()),
            ..CredentialSettings::default()
        };
        let read = Credentials::read(&settings, &upstream(), variables).unwrap();
        assert_eq!(read.client_secret.secret(), "s3cret");
    }

    #[test]
    fn what_is_missing_is_named() {
        for (grant, missing) in
            [(GrantKind::ClientCredentials, "CLIENT_SECRET"), (GrantKind::AccessKey, "ACCESS_KEY_SECRET")]
        {
            let settings = CredentialSettings { grant, ..CredentialSettings::default() };
            let some = |name: &str| variables(name).filter(|_| !name.ends_with(missing));
            let error = Credentials::read(&settings, &upstream(), some).unwrap_err().to_string();
            assert!(error.contains(missing), "{error}");
        }
    }

    #[test]
    fn shown_without_secrets() {
        let settings = CredentialSettings { grant: GrantKind::AccessKey, ..CredentialSettings::default() };
        let shown = format!("{:?}", Credentials::read(&settings, &upstream(), variables).unwrap());
        assert!(!shown.contains("SECRET-value"), "{shown}");
    }

    #[test]
    fn a_token_endpoint_on_an_open_network_is_refused() {
        let settings = CredentialSettings {
            token_url: Some("http://a.b/token".into()),
            ..CredentialSettings::default()
        };
        assert!(Credentials::read(&settings, &upstream(), variables).is_err());
    }
}
