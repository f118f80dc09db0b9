//! Load and faults: the proxy beside nginx and Caddy, all on this machine.
//!
//! `cargo run --release --package shiftline-proxy --example load -- --table docs/benchmarks-proxy.md`

mod load;
mod memory;
mod report;
mod server;
mod stages;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Measures the proxy under load.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    role: Option<Role>,
    /// Clients at the same time.
    #[arg(long, default_value_t = 500)]
    clients: usize,
    /// Pages that each client fetches in the first stages.
    #[arg(long, default_value_t = 40)]
    pages: usize,
    /// Length of the stage in which tokens are renewed, seconds.
    #[arg(long, default_value_t = 60)]
    renewal_s: u64,
    /// Markdown file for the tables.
    #[arg(long, value_name = "FILE")]
    table: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Role {
    /// A proxy in a process of its own, so that its memory can be told.
    Proxy {
        /// Base URL of the API.
        upstream: String,
        /// Hold a secret.
        #[arg(long)]
        secret: bool,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if let Some(Role::Proxy { upstream, secret }) = arguments.role {
        return server::run(upstream, secret).await;
    }
    let sizes = stages::Sizes {
        clients: arguments.clients,
        pages: arguments.pages,
        renewal: std::time::Duration::from_secs(arguments.renewal_s),
    };
    let report = stages::run(&sizes).await?;
    println!("\n{report}");
    if let Some(file) = arguments.table {
        std::fs::write(file, report.to_string())?;
    }
    Ok(())
}
