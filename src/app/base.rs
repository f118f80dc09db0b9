//! Where records are loaded from: an address that shows in every character where it leads.
//!
//! One rule for the form, for links and for a host's settings. Addresses are plain ASCII and written the
//! way browsers write them, so that what is shown is what is asked.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use serde::Deserialize;

/// The base that paths are put behind: `https://host[:port][/path]`, `http://` on this machine alone, a
/// path on this origin (`/cxone`), or nothing, which is this origin itself. Without a slash at its end.
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
            Self::Missing => "the base is missing",
            Self::Bad => "the base is no plain https address, and no path such as /cxone",
            Self::Insecure => "the base is plain http to another machine",
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

    /// The base of a link: a full address. A link says nothing of paths on whatever origin it is opened on.
    pub fn in_link(text: &str) -> Option<Self> {
        Self::parse(text).ok().filter(|base| base.is_full() && text.contains("://"))
    }

    /// Whether it names a host.
    pub fn is_full(&self) -> bool {
        !self.0.is_empty() && !self.0.starts_with('/')
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

/// A host as browsers write it.
struct Host {
    name: String,
    port: Option<u16>,
    is_loopback: bool,
}

impl Host {
    fn parse(text: &str) -> Option<Self> {
        let (name, port) = match text.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, Some(port)),
            _ => (text, None),
        };
        let port = match port {
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(digits.parse().ok().filter(|port| *port > 0)?)
            }
            Some(_) => return None,
            None => None,
        };
        if let Some(inner) = name.strip_prefix('[') {
            let address: Ipv6Addr = inner.strip_suffix(']')?.parse().ok()?;
            let is_loopback = address.is_loopback();
            // Written as version 4 by some and as version 6 by others.
            let is_mixed = matches!(address.segments(), [0, 0, 0, 0, 0, _, _, _]) && !is_loopback;
            return (!is_mixed).then(|| Self { name: format!("[{address}]"), port, is_loopback });
        }
        let name = name.to_ascii_lowercase();
        let is_label = |label: &str| {
            !label.is_empty()
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        };
        if !name.split('.').all(is_label) {
            return None;
        }
        // Browsers take whatever ends like this for an address in numbers.
        let last = name.rsplit('.').next().unwrap_or_default();
        let is_number = last.starts_with("0x") || last.bytes().all(|byte| byte.is_ascii_digit());
        let address = name.parse::<Ipv4Addr>().ok();
        if is_number && address.is_none() {
            return None;
        }
        let is_loopback = name == "localhost"
            || name.ends_with(".localhost")
            || address.is_some_and(|address| address.is_loopback());
        Some(Self { name, port, is_loopback })
    }
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
mod tests {
    use proptest::prelude::*;
    use url::Url;

    use super::*;

    fn base(text: &str) -> Result<String, BaseError> {
        BaseUrl::parse(text).map(|base| base.to_string())
    }

    #[test]
    fn addresses_as_people_type_them() {
        let good = [
            ("https://api.example.com/", "https://api.example.com"),
            ("api.example.com", "https://api.example.com"),
            ("https://api.example.com/api/reporting/v2/agent-state-history", "https://api.example.com"),
            ("https://api.example.com/x/inContactAPI/services/v27.0", "https://api.example.com/x"),
            ("http://localhost:8080/s/1", "http://localhost:8080/s/1"),
            ("http://127.0.0.1:9", "http://127.0.0.1:9"),
            ("http://[::1]:9", "http://[::1]:9"),
            ("http://[0:0::1]:09", "http://[::1]:9"),
            ("HTTPS://API.Example.COM:443/X", "https://api.example.com/X"),
            ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
            ("https://[2001:DB8:0::1]", "https://[2001:db8::1]"),
            ("/cxone/", "/cxone"),
            // Cases 40-base-with-path, 40b-base-with-slash, 40d-base-services and their kind.
            ("https://api.example.com/inContactAPI", "https://api.example.com"),
            ("https://api.example.com/inContactAPI/", "https://api.example.com"),
            ("https://api.example.com/INCONTACTAPI//", "https://api.example.com"),
            ("api.example.com/incontactapi", "https://api.example.com"),
            ("https://api.example.com/inContactAPI/services", "https://api.example.com"),
            ("https://api.example.com/services/v27.0", "https://api.example.com"),
            ("https://api.example.com/x/services/V27.0/agents", "https://api.example.com/x"),
            ("https://api.example.com/api/reporting", "https://api.example.com"),
            ("https://api.example.com/API/Reporting/v2/", "https://api.example.com"),
            (
                "https://api.example.com/api/reporting/v2/agent-state-history?agentId=1#x",
                "https://api.example.com",
            ),
            ("/cxone/inContactAPI", "/cxone"),
            ("/inContactAPI", ""),
            // What only looks like it, or may be a proxy's own.
            ("https://api.example.com/api", "https://api.example.com/api"),
            ("https://api.example.com/api/v2", "https://api.example.com/api/v2"),
            ("https://api.example.com/services/v2", "https://api.example.com/services/v2"),
            ("https://api.example.com/incontactapi-proxy", "https://api.example.com/incontactapi-proxy"),
            ("https://incontactapi/x", "https://incontactapi/x"),
        ];
        for (typed, expected) in good {
            assert_eq!(base(typed).as_deref(), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn addresses_that_are_refused() {
        assert_eq!(base("  "), Err(BaseError::Missing));
        assert_eq!(base("http://api.example.com"), Err(BaseError::Insecure));
        assert_eq!(base("http://localhost.example.com"), Err(BaseError::Insecure));
        assert_eq!(base("http://127.0.0.1.example.com"), Err(BaseError::Insecure));
        for bad in [
            "https://",
            "ftp://x",
            "https://user:pass@x.com",
            "https://x.com?token=1",
            "https://x.com/?to=/inContactAPI/services",
            "https://x.com/#/inContactAPI",
            "/?to=/inContactAPI",
            "//evil.com",
            "two words",
            // Not what it looks like.
            "https://api-na1.niceincontact.com\u{2215}x.evil.example",
            "https://api.example.com\u{ff0f}x.evil.example",
            "https://b\u{fc}cher.example",
            "https://api.ex\u{430}mple.com",
            "https://api.example.com/\u{202e}x",
            "https://api.example.com%2f.evil.example",
            "https://api.example.com%E2%88%95x.evil.example",
            "/\t/127.0.0.1:1",
            "/\n/127.0.0.1:1",
            "/\r\n/127.0.0.1:1",
            "\\\\127.0.0.1",
            "/\\127.0.0.1",
            "/x/..//127.0.0.1:1",
            "/x/%2E%2e/y",
            "https://api.example.com/x/..",
            "https:api.example.com",
            "https:/\t/api.example.com",
            "ht\ttps://api.example.com",
            "https://0x7f.1",
            "https://2130706433",
            "https://127.1",
            "https://0177.0.0.1",
            "https://127.0.0.1.",
            "https://[::ffff:127.0.0.1]",
            "https://[::1%25eth0]",
            "https://a..b",
            "https://a:0",
            "https://a:99999",
            "https://a:b",
            "https://a:",
            "https://a,b",
        ] {
            assert_eq!(base(bad), Err(BaseError::Bad), "{bad}");
        }
    }

    #[test]
    fn links_name_whole_addresses_alone() {
        let base = |text: &str| BaseUrl::in_link(text).map(|base| base.to_string());
        assert_eq!(base(" https://host/path/ ").as_deref(), Some("https://host/path"));
        for text in ["", "host", "/cxone", "//host", "https://", "http://host", "javascript:alert(1)"] {
            assert_eq!(base(text), None, "{text}");
        }
    }

    /// Addresses and what people hide in them.
    fn addresses() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            prop::sample::select(
                &[
                    "https://",
                    "http://",
                    "/",
                    "//",
                    "\\",
                    ".",
                    "..",
                    ":",
                    ":80",
                    ":443",
                    "@",
                    "?",
                    "#",
                    "%2e",
                    "%2f",
                    "%09",
                    "[",
                    "]",
                    "[::1]",
                    "::",
                    "xn--",
                    "0x",
                    "127.0.0.1",
                    "127",
                    "localhost",
                    "api.example.com",
                    "inContactAPI",
                    "services",
                    "v27.0",
                    "\t",
                    "\n",
                    "\u{2215}",
                    "\u{ff0f}",
                    "\u{ad}",
                    "\u{200b}",
                    "\u{202e}",
                    "\u{430}",
                    " ",
                    "A",
                    "0",
                    "_",
                    "-",
                ][..]
            )
            .prop_map(str::to_owned),
            "[a-z0-9.]{1,5}",
            any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(part, 0..9).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn what_is_taken_leads_where_it_says(text in addresses()) {
            let Ok(base) = BaseUrl::parse(&text) else { return Ok(()) };
            prop_assert!(base.as_str().bytes().all(|byte| byte.is_ascii_graphic()), "{}", base);
            prop_assert_eq!(BaseUrl::try_from(base.to_string()), Ok(base.clone()));
            let page = Url::parse("https://page.example/x/").unwrap();
            // What a browser does not take leads nowhere.
            let Ok(asked) = page.join(&format!("{base}/call?q=1")) else { return Ok(()) };
            if base.is_full() {
                prop_assert_eq!(asked.as_str(), format!("{base}/call?q=1"));
                prop_assert_eq!(BaseUrl::in_link(base.as_str()), Some(base));
                prop_assert!(asked.scheme() == "https" || !asked.host_str().unwrap().contains("example"));
            } else {
                prop_assert_eq!(asked.as_str(), format!("https://page.example{base}/call?q=1"));
            }
        }
    }
}
