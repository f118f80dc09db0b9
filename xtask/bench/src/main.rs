//! Measures the built site in a real browser, with real input. `cargo xtask bench` calls it.
//!
//! ```text
//! timeline, centre, link, files, plans, archive   what is measured
//! loading, steps, spread    what a load takes, what a step costs
//! browser, tab, host        a browser, its tab, what it visits
//! report, goals             tables
//! ```

mod archive;
mod browser;
mod centre;
mod files;
mod goals;
mod host;
mod link;
mod loading;
mod plans;
mod report;
mod spread;
mod steps;
mod tab;
mod timeline;

use std::path::PathBuf;
use std::process::ExitCode;
use std::{fs, thread};

use anyhow::{Context, Result};
use chrono::Utc;
use clap::{Parser, Subcommand};
use cxone_sim::{Options, Scenario, Sim};

use browser::Driver;
use tab::Tab;

/// Where things are, and what to measure.
#[derive(Parser)]
struct Arguments {
    /// Folder of the built site.
    #[arg(long)]
    site: PathBuf,
    /// The browser.
    #[arg(long)]
    chromium: PathBuf,
    /// Its WebDriver server.
    #[arg(long)]
    driver: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Sample data, and pages over HTTP.
    Timeline(timeline::Options),
    /// Five hundred agents, made up and over HTTP.
    Centre,
    /// What a visit fetches, and what a phone takes to show it.
    Link,
    /// Reports that somebody chooses.
    Files {
        /// Folder for them.
        #[arg(long)]
        folder: PathBuf,
    },
    /// Steps beside plans.
    Plans {
        /// Folder for a report and its plan.
        #[arg(long)]
        folder: PathBuf,
    },
    /// What an archive takes to open.
    Archive {
        /// Its folder.
        folder: PathBuf,
    },
}

/// A site and browsers that visit it.
struct Bench {
    site: PathBuf,
    chromium: PathBuf,
    driver: Driver,
    /// Day, machine and browser.
    about: String,
}

impl Bench {
    async fn new(arguments: Arguments) -> Result<(Self, What)> {
        let Arguments { site, chromium, driver, what } = arguments;
        let mut bench = Self { site, chromium, driver: Driver::start(&driver)?, about: String::new() };
        let first = bench.tab().await?;
        bench.about = about(&first.version().await?);
        first.close().await?;
        Ok((bench, what))
    }

    /// The only tab of a browser of its own.
    async fn tab(&self) -> Result<Tab> {
        Tab::new(self.driver.browser(&self.chromium).await?).await
    }

    /// The site, set up like this, and an API beside it.
    fn serve(&self, config: &str, root: Scenario) -> Result<Sim> {
        let (site, config) = (Some(self.site.clone()), Some(config.to_owned()));
        Sim::start_with(Options { site, config, root, ..Options::default() }).context("serving the site")
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<()> {
    let (bench, what) = Bench::new(arguments).await?;
    match what {
        What::Timeline(options) => timeline::all(&bench, &options).await,
        What::Centre => centre::measure(&bench).await,
        What::Link => link::measure(&bench).await,
        What::Files { folder } => files::measure(&bench, &folder).await,
        What::Plans { folder } => plans::measure(&bench, &folder).await,
        What::Archive { folder } => archive::measure(&bench, &folder).await,
    }
}

/// Day, machine and browser.
fn about(browser: &str) -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown processor", |(_, model)| model);
    // Decoding, building and loading are told in time on the wall, which others on the machine lengthen.
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown");
    format!(
        "{}, {model}, {cores} cores (load before the run: {load}), {browser}, headless",
        Utc::now().format("%Y-%m-%d")
    )
}
