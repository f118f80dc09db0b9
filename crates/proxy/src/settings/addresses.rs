//! Hosts, origins and URLs as they may stand in the settings.

use std::net::{IpAddr, Ipv6Addr};

use anyhow::{Context, ensure};
use reqwest::Url;

/// Parses a URL that is HTTPS or stays on this machine; `name` is what it is called in words.
///
/// # Errors
/// When it is none, would be asked over an open network, or holds a password.
pub fn secure_url(name: &str, text: &str) -> anyhow::Result<Url> {
    let url = Url::parse(text).with_context(|| format!("{name} is no URL: {text}"))?;
    let safe = url.scheme() == "https" || (url.scheme() == "http" && is_local(&url));
    ensure!(safe, "{name} must begin with https:// (http:// only on this machine)");
    ensure!(url.username().is_empty() && url.password().is_none(), "{name} must not hold a name or password");
    Ok(url)
}

/// Whether a URL stays on this machine.
pub fn is_local(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Refuses what is not an origin as browsers write it, and one that means more than one.
pub(super) fn origin(text: &str) -> anyhow::Result<()> {
    let url = secure_url("an origin", text)?;
    ensure!(
        url.origin().ascii_serialization() == text && url.host_str().is_some_and(is_host),
        "an origin must look like https://host or https://host:port, not {text}"
    );
    Ok(())
}

/// Refuses what no `Host` header holds beside a port.
pub(super) fn host(text: &str) -> anyhow::Result<()> {
    ensure!(
        is_host(text),
        "hosts: {text:?} is no host name; write shiftline.example.com, without https://, port or *"
    );
    Ok(())
}

/// `desk.example`, `10.0.0.7`, `[fd00::7]`.
fn is_host(text: &str) -> bool {
    if let Some(address) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return address.parse::<Ipv6Addr>().is_ok();
    }
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let label = |label: &str| (1..=63).contains(&label.len()) && label.bytes().all(known);
    text.len() <= 253 && text.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_a_host_header_has_them() {
        for name in ["desk.example", "DESK", "10.0.0.7", "[fd00::7]", "xn--bro-hoa.example", "a_b.example"] {
            host(name).unwrap();
        }
        for text in [
            "",
            "*",
            "*.example",
            "desk.*",
            "https://desk.example",
            "http://desk.example/",
            "desk.example:443",
            "desk.example/",
            "desk.example.",
            ".desk.example",
            "a..b",
            "me@desk.example",
            "desk.example desk2.example",
            "desk.example,desk2.example",
            " desk.example",
            "büro.example",
            "fd00::7",
            "[fd00::7]:80",
            "[*]",
            &"x".repeat(64),
            &["x".repeat(63).as_str(); 4].join("."),
        ] {
            assert!(host(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn origins_that_mean_one() {
        for text in ["https://a.b", "https://a.b:8443", "http://localhost:8080", "https://[fd00::7]"] {
            origin(text).unwrap();
        }
        for text in [
            "*",
            "null",
            "https://*",
            "https://*.a.b",
            "https://a.b;script-src",
            "https://a.b,c.d",
            "https://a.b'",
            "https://a.b/",
            "https://a.b:443",
            "https://A.b",
            "http://a.b",
            "https:a.b",
            "https://a.b https://c.d",
        ] {
            assert!(origin(text).is_err(), "{text}");
        }
    }
}
