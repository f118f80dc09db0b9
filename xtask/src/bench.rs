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
