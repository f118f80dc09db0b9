//! The release site and a simulated API behind one address.

use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

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
    let folder = configured(&place::dist(), &place::target().join("serve"))?;
    let sim = start(options, &folder)?;
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

fn start(options: &Options, site: &Path) -> Result<Sim> {
    let scenario = Scenario { latency_ms: options.latency_ms, auth: Auth::None, ..Scenario::default() };
    for port in options.port..=options.port.saturating_add(PORTS) {
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let wanted = cxone_sim::Options { listen, site: Some(site.to_owned()), root: scenario.clone() };
        match Sim::start_with(wanted) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => say(format!("Port {port} is taken")),
            started => return started.with_context(|| format!("listening on port {port}")),
        }
    }
    bail!("no free port from {} on", options.port)
}

/// A copy of the site whose `config.json` names the API beside it.
fn configured(site: &Path, folder: &Path) -> Result<PathBuf> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).context("clearing the old site");
        }
        _ => copy(site, folder)?,
    }
    for packed in ["config.json.br", "config.json.gz"] {
        match fs::remove_file(folder.join(packed)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error).context(packed),
            _ => {}
        }
    }
    let config = json!({ "base": "", "api": "reporting-v2", "agent": TUTORIAL_AGENT, "token": false });
    fs::write(folder.join("config.json"), format!("{config}\n"))?;
    Ok(folder.to_owned())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("making {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
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

    #[test]
    fn the_copy_is_configured_and_nothing_packed_contradicts_it() {
        let whole = tempfile::TempDir::new().unwrap();
        let (site, served) = (whole.path().join("dist"), whole.path().join("serve"));
        fs::create_dir_all(site.join("icons")).unwrap();
        for file in ["index.html", "icons/a.svg", "config.json", "config.json.br", "config.json.gz"] {
            fs::write(site.join(file), file).unwrap();
        }
        fs::create_dir_all(served.join("old")).unwrap();
        configured(&site, &served).unwrap();
        let names: Vec<_> = fs::read_dir(&served).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names.len(), 3, "{names:?}");
        assert_eq!(fs::read_to_string(served.join("icons/a.svg")).unwrap(), "icons/a.svg");
        assert!(fs::read_to_string(served.join("config.json")).unwrap().contains("\"base\":\"\""));
    }
}
