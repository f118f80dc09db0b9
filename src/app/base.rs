//! Where records are loaded from: an address that shows in every character where it leads.
//!
//! One rule for the form, for links and for a host's settings. Addresses are plain ASCII and written the
//! way browsers write them, so that what is shown is what is asked.

mod host;

use std::fmt;

use serde::Deserialize;

use crate::app::words::settings as words;
use host::Host;

/// The base that paths are put behind: `https://host[:port][/path]`, `http://` on this machine alone, a
/// path on this origin (`/cxone`), or nothing, which is this origin itself; of archives also a folder below the page
/// (`./archive`). Without a slash at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct BaseUrl(String);

/// Why a text is no base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseError {
    /// Nothing there.
    Missing,
    /// No address, or one that does not show where it leads.
    Bad,
    /// HTTP to another machine: whoever is in between could read the token.
    Insecure,
}

impl fmt::Display for BaseError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => words::BASE_MISSING,
            Self::Bad => words::BASE_BAD,
            Self::Insecure => words::BASE_INSECURE,
        })
    }
}

impl TryFrom<String> for BaseUrl {
    type Error = BaseError;

    /// A host's setting: an empty text is this origin itself.
    fn try_from(text: String) -> Result<Self, BaseError> {
        if text.trim().is_empty() { Ok(Self::default()) } else { Self::parse(&text) }
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl BaseUrl {
    /// An address as people type it. Without a scheme it is `https`. Paths of the APIs themselves, which
    /// people paste along, are cut off; `…/api` alone is kept, for a proxy may live there. User, query and
    /// fragment, any of which may hold a secret, are refused, and so is all that browsers read as something
    /// else than it looks like.
    ///
    /// # Errors
    /// When it is none, or is plain HTTP to another machine.
    pub fn parse(text: &str) -> Result<Self, BaseError> {
        let whole = text.trim();
        if whole.is_empty() {
            return Err(BaseError::Missing);
        }
        let text = whole[..api_path(whole).unwrap_or(whole.len())].trim_end_matches('/');
        if !is_plain(text) {
            return Err(BaseError::Bad);
        }
        if text.is_empty() && text.len() < whole.trim_end_matches('/').len() {
            return Ok(Self::default());
        }
        if text.starts_with('/') {
            return if is_path(text) { Ok(Self(text.to_owned())) } else { Err(BaseError::Bad) };
        }
        let (scheme, rest) = match whole.split_once("://") {
            Some((scheme, _)) => {
                (scheme.to_ascii_lowercase(), text.get(scheme.len() + 3..).unwrap_or_default())
            }
            None => ("https".to_owned(), text),
        };
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host = Host::parse(host).filter(|_| path.is_empty() || is_path(path)).ok_or(BaseError::Bad)?;
        let port = match (scheme.as_str(), host.port) {
            ("https", None | Some(443)) | ("http", None | Some(80)) => String::new(),
            ("https" | "http", Some(port)) => format!(":{port}"),
            _ => return Err(BaseError::Bad),
        };
        if scheme == "http" && !host.is_loopback {
            return Err(BaseError::Insecure);
        }
        Ok(Self(format!("{scheme}://{}{port}{path}", host.name)))
    }

    /// The address of an archive: as [`Self::parse`], or a folder below the page (`archive/`), whose name has no
    /// dot in front of its first slash: else it is a host's.
    ///
    /// # Errors
    /// As there.
    pub fn parse_archive(text: &str) -> Result<Self, BaseError> {
        let text = text.trim();
        let folder = text.strip_prefix("./").unwrap_or(text).trim_end_matches('/');
        let first = folder.split('/').next().unwrap_or_default();
        let is_folder = text.starts_with("./") || !first.contains(['.', ':']);
        if folder.is_empty() || text.starts_with('/') || !is_folder {
            return Self::parse(text);
        }
        let is_whole = |part: &str| !part.is_empty();
        let is_good = is_plain(folder) && is_path(folder) && folder.split('/').all(is_whole);
        if is_good { Ok(Self(format!("./{folder}"))) } else { Err(BaseError::Bad) }
    }

    /// The base of a link: a full address. A link says nothing of paths on whatever origin it is opened on.
    pub fn in_link(text: &str) -> Option<Self> {
        Self::parse(text).ok().filter(|base| base.is_full() && text.contains("://"))
    }

    /// Whether it names a host.
    pub fn is_full(&self) -> bool {
        !self.0.is_empty() && !self.0.starts_with(['/', '.'])
    }

    /// The host, with its port where one is named; empty where it is this origin.
    pub fn host(&self) -> &str {
        let after = self.0.split_once("://").map_or("", |(_, after)| after);
        after.split('/').next().unwrap_or_default()
    }

    /// Its text; empty for this origin itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is visible ASCII without what would end an address, be read as a slash, or be written in
/// another way.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic() && !b"@?#\\\"<>^`{|}".contains(&byte))
}

/// Whether this is a path that stays where it is: on the same host, without a way up.
fn is_path(path: &str) -> bool {
    let is_dots =
        |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    !path.starts_with("//") && !path.split('/').any(is_dots)
}

/// Where in an address the path of an API begins: `/inContactAPI…`, `/services/v27.0…`,
/// `/api/reporting…`.
fn api_path(address: &str) -> Option<usize> {
    let host = address.find("://").map_or(0, |scheme| scheme + 3);
    let path = &address[..address.find(['?', '#']).unwrap_or(address.len())];
    let slashes = path.match_indices('/').map(|(at, _)| at).filter(|at| *at >= host);
    let begins = |at: &usize| {
        let mut segments = path[at + 1..].split('/').map(str::to_ascii_lowercase);
        let (first, second) = (segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
        match first.as_str() {
            "incontactapi" => true,
            "services" => is_version(&second),
            "api" => second == "reporting",
            _ => false,
        }
    };
    slashes.into_iter().find(begins)
}

/// `v27.0`, as it stands in paths of CXone.
fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix('v').and_then(|number| number.split_once('.'));
    let is_whole = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    number.is_some_and(|(major, minor)| is_whole(major) && is_whole(minor))
}

#[cfg(test)]
mod tests;
