//! What whoever hosts the proxy writes down, and what of it cannot be.

mod addresses;
mod export;
mod limits;
#[cfg(test)]
mod tests;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{bail, ensure};
use reqwest::Url;
use serde::{Deserialize, Serialize};

pub use addresses::{is_local, secure_url};
pub use export::ExportSettings;
pub use limits::Limits;

use crate::path::is_plain;
use crate::secrets;

/// Where the page finds the archive.
pub const ARCHIVE: &str = "/archive";

/// The settings file, in TOML. Secrets have no place in it: see [`CredentialSettings`].
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Base URL of the API. HTTPS, except on this machine.
    pub upstream: String,
    /// Path under which calls are forwarded.
    pub mount: String,
    /// Folder of the built page.
    pub site: Option<PathBuf>,
    /// Folder of an archive, which the page may read as well.
    pub archive: Option<PathBuf>,
    /// Which of the two APIs the page is told to speak.
    pub dialect: Dialect,
    /// Host names, beside those of this machine, under which the proxy may be addressed, without
    /// scheme and port. When it is open to all programs of this machine, only these are answered, so
    /// that a foreign page cannot reach it under a name of its own.
    pub hosts: Vec<String>,
    /// The explicit word that something in front lets only the right people through.
    pub front_authenticates: bool,
    /// People reach it over HTTPS (something in front speaks it): cookies are marked so.
    pub public_https: bool,
    /// Least weight of what is logged: `error`, `warn`, `info`, `debug` or `trace`.
    pub log: String,
    /// The one call that is posted, if it is: the export of schedules of CXone WFM.
    pub schedule_export: Option<ExportSettings>,
    /// Where the secret is. Without it people use tokens of their own.
    pub credentials: Option<CredentialSettings>,
    /// A shared password.
    pub gate: Option<GateSettings>,
    /// Origins of pages elsewhere that may read the answers, without a secret only.
    pub cors_origins: Vec<String>,
    /// Origins beside its own that the page may connect to (people with tokens of their own).
    pub connect_origins: Vec<String>,
    /// How much at once, and for how long.
    pub limits: Limits,
    /// Where they were read from.
    #[serde(skip)]
    pub file: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: (Ipv4Addr::LOCALHOST, 8080).into(),
            upstream: String::new(),
            mount: "/cxone".into(),
            site: None,
            archive: None,
            dialect: Dialect::default(),
            hosts: Vec::new(),
            front_authenticates: false,
            public_https: false,
            log: "info".into(),
            schedule_export: None,
            credentials: None,
            gate: None,
            cors_origins: Vec::new(),
            connect_origins: Vec::new(),
            limits: Limits::default(),
            file: None,
        }
    }
}

/// Which of the two APIs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// The tutorial's.
    #[default]
    ReportingV2,
    /// That of NICE's own SDK.
    Cxone,
}

/// Where the secret is: in files named here, or in the environment (`SHIFTLINE_CLIENT_ID`,
/// `SHIFTLINE_CLIENT_SECRET`, `SHIFTLINE_ACCESS_KEY_ID`, `SHIFTLINE_ACCESS_KEY_SECRET`).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CredentialSettings {
    /// How a token is asked for.
    pub grant: GrantKind,
    /// Token endpoint; without it `/oauth/token` of the upstream.
    pub token_url: Option<String>,
    /// Send client id and secret as a Basic header instead of in the form.
    pub basic_auth: bool,
    /// Client id; it is no secret.
    pub client_id: Option<String>,
    /// File with the client secret.
    pub client_secret_file: Option<PathBuf>,
    /// Access key id; it is no secret.
    pub access_key_id: Option<String>,
    /// File with the access key's secret.
    pub access_key_secret_file: Option<PathBuf>,
}

/// How a token is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GrantKind {
    /// `grant_type=client_credentials`.
    #[default]
    ClientCredentials,
    /// `grant_type=password` with an access key's id and secret.
    AccessKey,
}

/// A shared password.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateSettings {
    /// Its argon2 hash, as `shiftline-proxy hash-password` prints it.
    pub password_hash: String,
    /// Hours until a person has to sign in again.
    #[serde(default = "working_day")]
    pub session_hours: u32,
}

fn working_day() -> u32 {
    12
}

impl Settings {
    /// Reads a settings file.
    ///
    /// # Errors
    /// When it cannot be read, can be changed by everyone on this machine, or says something that is not
    /// known.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        let text = secrets::read_settings(file)?;
        // The error would quote the line, which may hold a secret that was put in the wrong place.
        let settings: Self = toml::from_str(&text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
            anyhow::anyhow!("{}, line {line}: {}", file.display(), error.message())
        })?;
        Ok(Self { file: Some(file.into()), ..settings })
    }

    /// The upstream's base URL, with a slash at its end.
    ///
    /// # Errors
    /// When it is missing, no URL, or would send tokens over an open network.
    pub fn upstream_url(&self) -> anyhow::Result<Url> {
        ensure!(!self.upstream.is_empty(), "upstream is missing: the base URL of the API");
        let mut url = secure_url("upstream", &self.upstream)?;
        ensure!(url.query().is_none() && url.fragment().is_none(), "upstream must not have a query");
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        Ok(url)
    }

    /// Whether this is the whole path of the one call that is posted.
    pub fn is_export(&self, path: &str) -> bool {
        let below = path.strip_prefix(&self.mount);
        self.schedule_export.as_ref().is_some_and(|export| below == Some(&*export.path))
    }

    /// Whether anything on this machine, and nothing else, can reach it without a word.
    pub fn is_open(&self) -> bool {
        self.gate.is_none() && !self.front_authenticates
    }

    /// What is allowed and makes it weaker, each in a sentence for the person who wrote the settings.
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        let shared = !self.listen.ip().is_loopback() || !self.hosts.is_empty();
        if shared && !self.is_open() && !self.public_https {
            let what = if self.gate.is_some() { "the shared password, sessions and" } else { "people's" };
            warnings.push(format!(
                "others may reach it over plain HTTP, and {what} data can be read on the way: have HTTPS in \
                 front of it and set public_https = true"
            ));
        }
        let hash = self.file.as_deref().filter(|_| self.gate.is_some());
        if let Some(file) = hash.filter(|file| secrets::is_read_by_all(file)) {
            warnings.push(format!(
                "everyone on this machine can read the hash of the shared password in {}, and guess at it: let \
                 the proxy alone read that file",
                file.display()
            ));
        }
        warnings
    }

    /// Files that are not for those whom the page is for.
    fn own_files(&self) -> impl Iterator<Item = &PathBuf> {
        let secrets = self.credentials.iter();
        let secrets = secrets.flat_map(|of| [&of.client_secret_file, &of.access_key_secret_file]);
        secrets.chain([&self.file]).flatten()
    }

    /// Refuses settings that do not fit together or are not safe.
    ///
    /// # Errors
    /// With a sentence for the person who wrote them.
    pub fn check(&self) -> anyhow::Result<()> {
        self.upstream_url()?;
        if self.is_open() && !self.listen.ip().is_loopback() {
            bail!(
                "listening on {} lets others in: set [gate] password_hash (shiftline-proxy hash-password), \
                 or front_authenticates = true if something in front lets only the right people through",
                self.listen
            );
        }
        let mount = &self.mount;
        ensure!(
            mount.len() > 1 && is_plain(mount) && !mount.ends_with('/') && !taken(mount),
            "mount must be a path of its own, such as /cxone"
        );
        let foreign = !self.cors_origins.is_empty();
        ensure!(!foreign || self.credentials.is_none(), "cors_origins would let other pages use the secret");
        ensure!(
            !foreign || self.gate.is_none(),
            "cors_origins and [gate] exclude each other: no cookie comes"
        );
        for served in self.site.iter().chain(&self.archive) {
            self.own_files().try_for_each(|file| secrets::outside(served, file))?;
        }
        self.hosts.iter().try_for_each(|host| addresses::host(host))?;
        self.cors_origins.iter().chain(&self.connect_origins).try_for_each(|text| addresses::origin(text))?;
        self.schedule_export.iter().try_for_each(ExportSettings::check)?;
        self.limits.check()
    }
}

fn taken(mount: &str) -> bool {
    [ARCHIVE, "/healthz", "/config.json", "/login", "/login.css", "/logout"].contains(&mount)
}
