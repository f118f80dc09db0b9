//! The proxy as a program.

use std::io::{BufRead, Write};
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};
use shiftline_proxy::{Credentials, Running, Settings, hash_password};
use tokio::io::AsyncReadExt;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Serves Shiftline and forwards its reads to one CXone tenant, keeping the secret.
///
/// Secrets are read from files that the settings name or from the environment, never from flags.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Settings file (TOML).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Address to listen on, instead of the file's; port 0 takes a free one.
    #[arg(long)]
    listen: Option<SocketAddr>,
    /// Base URL of the API, instead of the file's.
    #[arg(long, value_name = "URL")]
    upstream: Option<String>,
    /// Folder of the built page, instead of the file's.
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Folder of an archive, instead of the file's.
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,
    /// Stop when standard input closes.
    #[arg(long)]
    until_stdin_closes: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Read a password from standard input and print its hash for `[gate] password_hash`.
    HashPassword,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if let Some(Command::HashPassword) = arguments.command {
        return print_hash();
    }
    let settings = settings(&arguments)?;
    start_log(&settings.log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(run(settings, arguments.until_stdin_closes));
    // A read of standard input may still be under way on a thread of the runtime.
    runtime.shutdown_background();
    result
}

fn print_hash() -> anyhow::Result<()> {
    eprintln!("Password, then Enter (it is shown as you type):");
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    println!("{}", hash_password(line.trim_end_matches(['\r', '\n']))?);
    Ok(())
}

fn settings(arguments: &Arguments) -> anyhow::Result<Settings> {
    let mut settings = match &arguments.config {
        Some(file) => Settings::read(file)?,
        None => Settings::default(),
    };
    settings.listen = arguments.listen.unwrap_or(settings.listen);
    settings.upstream = arguments.upstream.clone().unwrap_or(settings.upstream);
    settings.site = arguments.site.clone().or(settings.site);
    settings.archive = arguments.archive.clone().or(settings.archive);
    settings.check()?;
    Ok(settings)
}

/// Only what this program says itself: libraries would log addresses and headers.
fn start_log(level: &str) -> anyhow::Result<()> {
    let level: LevelFilter = level.parse().with_context(|| format!("log: {level} is no level"))?;
    let ours = Targets::new().with_target("shiftline_proxy", level);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    tracing_subscriber::registry().with(ours).with(lines).try_init()?;
    Ok(())
}

async fn run(settings: Settings, until_stdin_closes: bool) -> anyhow::Result<()> {
    let environment = |name: &str| std::env::var(name).ok();
    let credentials = match &settings.credentials {
        Some(given) => Some(Credentials::read(given, &settings.upstream_url()?, environment)?),
        None => None,
    };
    let running = Running::start(settings, credentials)?;
    println!("listening on http://{}", running.address());
    std::io::stdout().flush()?;
    tokio::select! {
        told = told_to_stop() => told?,
        () = stdin_closed(), if until_stdin_closes => {}
    }
    tracing::info!("stopping");
    running.stop().await;
    Ok(())
}

#[cfg(unix)]
async fn told_to_stop() -> anyhow::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        signal = tokio::signal::ctrl_c() => signal.context("waiting for Ctrl-C"),
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn told_to_stop() -> anyhow::Result<()> {
    tokio::signal::ctrl_c().await.context("waiting for Ctrl-C")
}

async fn stdin_closed() {
    let mut buffer = [0; 256];
    let mut input = tokio::io::stdin();
    while input.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
}
