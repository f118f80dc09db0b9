//! The proxy with a page, as a team would host it, and a simulated API as its upstream.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use clap::Args;
use cxone_sim::{Client, Scenario, Sim, TUTORIAL_AGENT};

use crate::paths;

/// The proxy's program.
pub const PROXY: &str = "shiftline-proxy";

/// Ports that are tried, from the first one on.
const PORTS: u16 = 20;
const READY: &str = "listening on ";

/// Where to serve, and what.
#[derive(Args, Debug)]
pub struct Hosting {
    /// First port to try.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Days that the link shows.
    #[arg(long, default_value_t = 28)]
    days: u32,
    /// Time that the API takes for each page of records, milliseconds.
    #[arg(long, default_value_t = 400)]
    latency_ms: u64,
}

/// Both, running until this is dropped.
pub struct Host {
    proxy: Child,
    /// Where to look.
    pub link: String,
    _sim: Sim,
}

impl Host {
    /// Starts the proxy that was built, with the page in this folder.
    ///
    /// # Errors
    /// When no port is free, or a program does not start.
    pub fn start(options: &Hosting, site: &Path) -> Result<Self> {
        let client = Client { id: "sample".into(), secret: "only-for-the-simulated-api".into() };
        let api =
            Scenario { latency_ms: options.latency_ms, client: Some(client.clone()), ..Scenario::default() };
        let sim = Sim::start_with(cxone_sim::Options { root: api, ..Default::default() })?;
        let (proxy, url) = start(free_port(options.port)?, sim.url(), &client, site)?;
        Ok(Self { proxy, link: link(&url, Utc::now(), options.days), _sim: sim })
    }

    /// Waits until the proxy ends, which it does with this program, however that ends: its end of the
    /// pipe closes.
    ///
    /// # Errors
    /// When the proxy fails.
    pub fn wait(&mut self) -> Result<()> {
        let _open = self.proxy.stdin.take();
        let status = self.proxy.wait()?;
        ensure!(status.success(), "the proxy ended: {status}");
        Ok(())
    }
}

/// The tutorial's agent, some whole days up to now, one row a day.
fn link(url: &str, now: DateTime<Utc>, days: u32) -> String {
    let text = |time: DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::Secs, true);
    let start = now - TimeDelta::days(days.into());
    format!(
        "{url}/?agent={TUTORIAL_AGENT}&start={}&end={}&tz=America/New_York&lanes=day",
        text(start),
        text(now)
    )
}

fn free_port(first: u16) -> Result<u16> {
    let mut ports = first..=first.saturating_add(PORTS);
    let free = ports.find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok());
    free.with_context(|| format!("no port from {first} on is free"))
}

/// The proxy as a program, and its address.
fn start(port: u16, upstream: &str, client: &Client, site: &Path) -> Result<(Child, String)> {
    let settings = paths::target().join("serve.toml");
    fs::write(
        &settings,
        "log = \"warn\"\n# Client id and secret come from the environment.\n[credentials]\n",
    )
    .with_context(|| format!("writing {}", settings.display()))?;
    let mut command = Command::new(paths::built(PROXY));
    command.arg("--config").arg(settings).arg("--site").arg(site).arg("--until-stdin-closes");
    command.args(["--listen", &format!("127.0.0.1:{port}"), "--upstream", upstream]);
    command.env("SHIFTLINE_CLIENT_ID", &client.id).env("SHIFTLINE_CLIENT_SECRET", &client.secret);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("starting the proxy")?;
    let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines().map_while(Result::ok);
    let ready = lines.find_map(|line| line.strip_prefix(READY).map(str::to_owned));
    // A full pipe would stop it.
    std::thread::spawn(move || lines.for_each(drop));
    Ok((child, ready.context("the proxy does not start")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_names_whole_seconds_and_no_token() {
        let now = DateTime::from_timestamp_millis(1_750_000_000_500).unwrap();
        let expected = "http://127.0.0.1:8080/?agent=00000000-0000-0000-0000-000000000000\
            &start=2025-05-18T15:06:40Z&end=2025-06-15T15:06:40Z&tz=America/New_York&lanes=day";
        assert_eq!(link("http://127.0.0.1:8080", now, 28), expected);
    }

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let free = free_port(port);
        assert!(free.is_err() || free.is_ok_and(|free| free > port));
    }
}
