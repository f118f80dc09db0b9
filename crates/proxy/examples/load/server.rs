//! The proxy in a process of its own.

use std::process::Stdio;

use anyhow::Context;
use shiftline_proxy::{CredentialSettings, Credentials, Running, Settings};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};

/// Runs a proxy until standard input closes.
pub async fn run(upstream: String, secret: bool) -> anyhow::Result<()> {
    let credentials = secret.then(CredentialSettings::default);
    let settings =
        Settings { listen: ([127, 0, 0, 1], 0).into(), upstream, credentials, ..Settings::default() };
    let read = |given| Credentials::read(given, &settings.upstream_url()?, |_| Some("load".into()));
    let credentials = settings.credentials.as_ref().map(read).transpose()?;
    let running = Running::start(settings, credentials)?;
    println!("{}", running.address());
    tokio::io::stdin().read_to_end(&mut Vec::new()).await?;
    running.stop().await;
    Ok(())
}

/// Such a process; it ends when this is dropped.
pub struct Proxy {
    /// Where it listens, `127.0.0.1:PORT`.
    pub address: String,
    child: Child,
}

impl Proxy {
    /// Starts this program again in that role.
    pub async fn start(upstream: &str, secret: bool) -> anyhow::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["proxy", upstream]).args(secret.then_some("--secret"));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let output = child.stdout.take().context("the proxy's output")?;
        let address = BufReader::new(output).lines().next_line().await?.context("the proxy did not start")?;
        Ok(Self { address, child })
    }

    /// Number of its process.
    pub fn pid(&self) -> u32 {
        self.child.id().unwrap_or_default()
    }
}
