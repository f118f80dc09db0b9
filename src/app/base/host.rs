//! The host of an address.

use std::net::{Ipv4Addr, Ipv6Addr};

/// A host as browsers write it.
pub(super) struct Host {
    /// Its name in small letters, or its address in numbers.
    pub name: String,
    /// Its port, where one is named.
    pub port: Option<u16>,
    /// Whether it is this machine.
    pub is_loopback: bool,
}

impl Host {
    /// Reads `host[:port]`; `None` when it is none, or browsers would write it in another way.
    pub fn parse(text: &str) -> Option<Self> {
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
