//! The simulator as a program.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use cxone_sim::{Options, Scenario, Sim};
use tokio::io::AsyncReadExt;

/// Simulates both agent state APIs of NICE CXone over HTTP.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Folder of a built site to serve beside the API.
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// JSON file with the scenario at the root path.
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
    /// Stop when standard input closes.
    #[arg(long)]
    until_stdin_closes: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let root = match &arguments.scenario {
        Some(file) => scenario(file).with_context(|| format!("reading {}", file.display()))?,
        None => Scenario::default(),
    };
    let options =
        Options { listen: arguments.listen, site: arguments.site, config: None, files: Vec::new(), root };
    let sim = Sim::start_with(options).with_context(|| format!("listening on {}", arguments.listen))?;
    println!("listening on {}", sim.url());
    std::io::stdout().flush()?;
    tokio::select! {
        signal = tokio::signal::ctrl_c() => signal.context("waiting for Ctrl-C")?,
        () = stdin_closed(), if arguments.until_stdin_closes => {}
    }
    // A read of standard input may still be under way on a thread of the runtime.
    drop(sim);
    std::process::exit(0)
}

fn scenario(file: &std::path::Path) -> anyhow::Result<Scenario> {
    Ok(serde_json::from_slice(&std::fs::read(file)?)?)
}

async fn stdin_closed() {
    let mut buffer = [0; 256];
    let mut input = tokio::io::stdin();
    while input.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
}
