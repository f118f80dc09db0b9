//! Measuring the release site in a real browser, and the proxy under load.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use crate::run::{run, say};
use crate::tools::{browser, web_servers};
use crate::{paths, site};

/// What to measure.
#[derive(Args, Debug)]
pub struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// The timeline up to a million records: loading, zooming, panning, memory.
    Timeline {
        /// Numbers of records.
        #[arg(long, default_value = "1000,10000,100000,1000000")]
        records: String,
    },
    /// What rows cost whatever they hold, natively: many states, agents, equal times and so on.
    Shapes {
        /// Numbers of rows.
        #[arg(long, value_delimiter = ',', default_value = "100000,1000000")]
        rows: Vec<usize>,
    },
    /// What adherence costs, natively: 500 agents × 28 days.
    Adherence,
    /// What an archive of 5,000 agents × 30 days weighs, how fast it is written, how much memory filling one takes,
    /// and how soon a page shows some of it.
    Archive {
        /// Number of agents.
        #[arg(long, default_value_t = 5_000)]
        agents: u32,
        /// Number of days.
        #[arg(long, default_value_t = 30)]
        days: u32,
        /// Keep the archive in this folder.
        #[arg(long, value_name = "FOLDER")]
        to: Option<PathBuf>,
        /// Only what it weighs and how fast it is written.
        #[arg(long)]
        native: bool,
    },
    /// The proxy beside nginx and Caddy: load, renewals, faults.
    Proxy {
        /// Clients at the same time.
        #[arg(long, default_value_t = 500)]
        clients: u32,
        /// Markdown file for the tables.
        #[arg(long, value_name = "FILE")]
        table: Option<PathBuf>,
    },
}

/// Builds what is to be measured, measures it and prints tables.
///
/// # Errors
/// When something is missing or does not behave as its contract says.
pub fn bench(options: &Options) -> Result<()> {
    match &options.what {
        What::Timeline { records } => timeline(records),
        What::Shapes { rows } => shapes(rows),
        What::Adherence => run(native().arg("adherence")),
        What::Archive { agents, days, to, native: true } => written((*agents, *days), to.as_deref()),
        What::Archive { agents, days, to, .. } => archive((*agents, *days), to.as_deref()),
        What::Proxy { clients, table } => proxy(*clients, table.as_deref()),
    }
}

fn timeline(records: &str) -> Result<()> {
    let browser = browser()?;
    site::dist(&site::Options::default())?;
    let folder = paths::target().join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    say("Measuring in headless Chromium (about 5 min; leave the machine alone meanwhile)");
    let mut bench = cargo(&["run", "--quiet", "--locked", "--package", "shiftline-bench", "--"]);
    bench.arg("--site").arg(paths::dist()).arg("--json").arg(folder.join("timeline.json"));
    bench.arg("--chromium").arg(browser.chromium).arg("--driver").arg(browser.driver);
    run(bench.args(["--records", records]))
}

fn shapes(rows: &[usize]) -> Result<()> {
    say("Measuring data of many shapes (about 10 min; leave the machine alone meanwhile)");
    rows.iter().try_for_each(|number| run(native().arg(number.to_string())))
}

/// The program that measures natively.
fn native() -> Command {
    cargo(&["run", "--release", "--quiet", "--locked", "--package", "shiftline-shapes", "--"])
}

/// All that is measured of archives, whatever budget is not kept; an error where one is not.
fn archive(size: (u32, u32), to: Option<&Path>) -> Result<()> {
    let folder = to.map_or_else(|| paths::target().join("bench/archive"), Path::to_path_buf);
    let all = [written(size, Some(&folder)), memory(), opened(&folder)];
    if to.is_none() {
        fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    all.into_iter().collect()
}

fn written((agents, days): (u32, u32), to: Option<&Path>) -> Result<()> {
    say("Measuring an archive (about 3 min, and as long again for the first build)");
    let mut bench = cargo(&["run", "--release", "--quiet", "--locked", "--package", "shiftline-archive"]);
    bench.args(["--example", "measure", "--", "--agents", &agents.to_string(), "--days", &days.to_string()]);
    if let Some(folder) = to {
        bench.arg("--to").arg(folder);
    }
    run(&mut bench)
}

fn memory() -> Result<()> {
    say("Measuring the memory of filling one");
    run(&mut cargo(&[
        "build",
        "--release",
        "--quiet",
        "--locked",
        "--package",
        "shiftline-archive",
        "--bins",
    ]))?;
    let mut bench = cargo(&["run", "--release", "--quiet", "--locked", "--package", "shiftline-archive"]);
    bench.args(["--example", "memory", "--", "--program"]);
    run(bench.arg(paths::target().join("release/shiftline-archive")))
}

fn opened(folder: &Path) -> Result<()> {
    let browser = browser()?;
    site::dist(&site::Options::default())?;
    say("Opening it in headless Chromium (about 1 min; leave the machine alone meanwhile)");
    let mut bench = cargo(&["run", "--release", "--quiet", "--locked", "--package", "shiftline-bench", "--"]);
    bench.arg("--site").arg(paths::dist()).arg("--archive").arg(folder);
    run(bench.arg("--chromium").arg(browser.chromium).arg("--driver").arg(browser.driver))
}

fn proxy(clients: u32, table: Option<&Path>) -> Result<()> {
    web_servers()?;
    say("Measuring the proxy (about 5 min, and as long again for the first build)");
    let mut bench = cargo(&["run", "--release", "--locked", "--package", "shiftline-proxy"]);
    bench.args(["--example", "load", "--", "--clients", &clients.to_string()]);
    if let Some(file) = table {
        bench.arg("--table").arg(file);
    }
    run(&mut bench)
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args(arguments);
    cargo
}
