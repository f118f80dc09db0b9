//! Measures the built site in a real browser, with real input. `cargo xtask bench timeline` and `archive` call it.

mod archive;
mod browser;
mod host;
mod report;
mod tab;
mod timeline;

use std::path::PathBuf;
use std::process::ExitCode;
use std::{fs, thread};

use anyhow::{Context, Result};
use chrono::Utc;
use clap::Parser;
use cxone_sim::{Auth, Options, Scenario, Sim, TUTORIAL_AGENT};

use browser::Driver;
use report::{Network, Report};
use tab::Tab;

/// One page of the API.
const PAGE: usize = 1_000;

/// Where things are, and how much to measure.
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
    /// File for all figures, as JSON.
    #[arg(long, required_unless_present = "archive")]
    json: Option<PathBuf>,
    /// Measures what an archive in this folder takes to open, and nothing else.
    #[arg(long)]
    archive: Option<PathBuf>,
    /// Numbers of records.
    #[arg(long, value_delimiter = ',', default_value = "1000,10000,100000,1000000")]
    records: Vec<usize>,
    /// Pages over HTTP.
    #[arg(long, default_value_t = 100)]
    pages: usize,
    /// What the server takes for each page, ms.
    #[arg(long, default_value_t = 200)]
    latency_ms: u64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<()> {
    let driver = Driver::start(&arguments.driver)?;
    let first = Tab::new(driver.browser(&arguments.chromium).await?).await?;
    let about = about(&first.version().await?);
    first.close().await?;
    if let Some(archive) = &arguments.archive {
        return archive::measure(arguments, archive, &about, &driver).await;
    }
    let report = measure(arguments, about, &driver).await?;
    print!("\n{}", report::table(&report));
    let Some(path) = &arguments.json else { return Ok(()) };
    let json = serde_json::to_string_pretty(&report)?;
    fs::write(path, json).with_context(|| format!("writing {}", path.display()))?;
    println!("\nAll figures are in {}", path.display());
    Ok(())
}

async fn measure(arguments: &Arguments, about: String, driver: &Driver) -> Result<Report> {
    let sim = serve(arguments)?;
    let tab = || async { Tab::new(driver.browser(&arguments.chromium).await?).await };
    let mut runs = Vec::new();
    for &records in &arguments.records {
        eprintln!("==> {records} records");
        let tab = tab().await?;
        runs.push(timeline::measure(&tab, sim.url(), records).await?);
        tab.close().await?;
    }
    eprintln!("==> {} pages over HTTP", arguments.pages);
    let tab = tab().await?;
    let network = over_http(&tab, &sim, arguments).await?;
    tab.close().await?;
    Ok(Report { about, runs, network })
}

/// The site, and an API that takes its time beside it.
fn serve(arguments: &Arguments) -> Result<Sim> {
    let root = Scenario {
        records: Some(arguments.pages * PAGE),
        latency_ms: arguments.latency_ms,
        auth: Auth::None,
        ..Scenario::default()
    };
    let config = Some(r#"{"base":"","token":false}"#.to_owned());
    let options = Options { site: Some(arguments.site.clone()), config, root, ..Options::default() };
    Sim::start_with(options).context("serving the site")
}

async fn over_http(tab: &Tab, sim: &Sim, arguments: &Arguments) -> Result<Network> {
    // The last page is full, so one more is asked for before the end is known.
    let url =
        format!("{}/?agent={TUTORIAL_AGENT}&start=2026-03-02T00:00:00Z&end=2026-03-30T00:00:00Z", sim.url());
    let loading = timeline::load(tab, &url, arguments.pages * PAGE).await?;
    let content = timeline::pages(tab).await?;
    Ok(Network { pages: arguments.pages, latency_ms: arguments.latency_ms, loading, content })
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
