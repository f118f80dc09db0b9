//! The release site and a simulated API behind one address.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context, Result, bail};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use clap::Args;
use cxone_sim::{Auth, Scenario, Sim, TUTORIAL_AGENT};
use serde_json::json;

use crate::run::say;
use crate::{place, site};

/// Ports that are tried, from the first one on.
const PORTS: u16 = 20;

/// How to serve.
#[derive(Args, Debug)]
pub struct Options {
    /// First port to try.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Working days that the link shows.
    #[arg(long, default_value_t = 28)]
    days: u32,
    /// Time that each page of records takes, milliseconds.
    #[arg(long, default_value_t = 400)]
    latency_ms: u64,
}

/// Builds, serves until it is stopped, and prints the link.
///
/// # Errors
/// When the site can not be built or no port is free.
pub fn serve(options: &Options) -> Result<()> {
    site::dist(&site::Options::default())?;
    let sim = start(options)?;
    say("Serving the site and a simulated CXone API; Ctrl-C stops it. Open:");
    println!("{}", link(sim.url(), Utc::now(), options.days));
    loop {
        std::thread::park();
    }
}

/// The tutorial's agent, some whole days up to now, one row a day.
fn link(url: &str, now: DateTime<Utc>, days: u32) -> String {
    let text = |time: DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::Secs, true);
    let start = now - TimeDelta::days(days.into());
    format!("{url}/?agent={TUTORIAL_AGENT}&start={}&end={}&lanes=day", text(start), text(now))
}

fn start(options: &Options) -> Result<Sim> {
    let scenario = Scenario { latency_ms: options.latency_ms, auth: Auth::None, ..Scenario::default() };
    let config = json!({ "base": "", "api": "reporting-v2", "agent": TUTORIAL_AGENT, "token": false });
    for port in options.port..=options.port.saturating_add(PORTS) {
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let wanted = cxone_sim::Options {
            listen,
            site: Some(place::dist()),
            config: Some(config.to_string()),
            root: scenario.clone(),
        };
        match Sim::start_with(wanted) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => say(format!("Port {port} is taken")),
            started => return started.with_context(|| format!("listening on port {port}")),
        }
    }
    bail!("no free port from {} on", options.port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_names_whole_seconds_and_no_token() {
        let now = DateTime::from_timestamp_millis(1_750_000_000_500).unwrap();
        let expected = "http://127.0.0.1:8080/?agent=00000000-0000-0000-0000-000000000000\
            &start=2025-05-18T15:06:40Z&end=2025-06-15T15:06:40Z&lanes=day";
        assert_eq!(link("http://127.0.0.1:8080", now, 28), expected);
    }
}
