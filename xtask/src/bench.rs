//! Measuring the release site in a real browser, and the proxy under load.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use crate::run::{run, say, took};
use crate::tools::{Browser, browser, web_servers};
use crate::{paths, site};

/// What to measure.
#[derive(Args, Debug)]
pub struct Options {
    /// Measure dist/ as it was built.
    #[arg(long)]
    built: bool,
    /// Without any: timeline, link, files, plans, centre and proxy in turn.
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand, Debug)]
enum What {
    /// The timeline up to a million records: loading, zooming, panning, memory.
    Timeline {
        /// Numbers of records.
        #[arg(long, default_value = RECORDS)]
        records: String,
    },
    /// What a first visit and a link fetch, and what a phone takes to show a link.
    Link,
    /// Reports of 1,000,000 rows, and of 500 agents × 7 days, chosen on the page.
    Files,
    /// Steps beside plans: 500 agents × 28 days with 1,008,000 records and 294,000 planned activities.
    Plans,
    /// 500 agents × 7 days: a sample by agent, and over HTTP beside the network alone.
    Centre,
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
        #[arg(long, default_value_t = CLIENTS)]
        clients: u32,
        /// Markdown file for the tables.
        #[arg(long, value_name = "FILE")]
        table: Option<PathBuf>,
    },
}

/// Numbers of records of the timeline, and clients of the proxy, unless others are asked for.
const RECORDS: &str = "1000,10000,100000,1000000";
const CLIENTS: u32 = 500;

/// Builds what is to be measured, measures it and prints tables.
///
/// # Errors
/// When something is missing or does not behave as its contract says.
pub fn bench(options: &Options) -> Result<()> {
    measured(options.built, options.what.as_ref())?;
    print!("\n{}", took());
    Ok(())
}

fn measured(built: bool, what: Option<&What>) -> Result<()> {
    match what {
        None => all(built),
        Some(What::Timeline { records }) => timeline(&Page::new(built)?, records),
        Some(What::Link) => link(&Page::new(built)?),
        Some(What::Files) => files(&Page::new(built)?),
        Some(What::Plans) => plans(&Page::new(built)?),
        Some(What::Centre) => centre(&Page::new(built)?),
        Some(What::Shapes { rows }) => shapes(rows),
        Some(What::Adherence) => run(native().arg("adherence")),
        Some(What::Archive { agents, days, to, native: true }) => written((*agents, *days), to.as_deref()),
        Some(What::Archive { agents, days, to, .. }) => archive((*agents, *days), to.as_deref(), built),
        Some(What::Proxy { clients, table }) => proxy(*clients, table.as_deref()),
    }
}

/// What the budgets speak of, one after the other.
fn all(built: bool) -> Result<()> {
    let page = Page::new(built)?;
    timeline(&page, RECORDS)?;
    link(&page)?;
    files(&page)?;
    plans(&page)?;
    centre(&page)?;
    proxy(CLIENTS, None)
}

/// The release site, and a browser to measure it in.
struct Page {
    browser: Browser,
}

impl Page {
    /// Builds it, unless it is to be measured as it was built.
    fn new(built: bool) -> Result<Self> {
        let browser = browser()?;
        if built {
            paths::built_site()?;
        } else {
            site::dist(&site::Options::default())?;
        }
        Ok(Self { browser })
    }

    /// The program that measures it, which is told what.
    fn measure(&self, what: &str) -> Command {
        let mut bench =
            cargo(&["run", "--release", "--quiet", "--locked", "--package", "shiftline-bench", "--"]);
        bench.arg("--site").arg(paths::dist());
        bench.arg("--chromium").arg(&self.browser.chromium).arg("--driver").arg(&self.browser.driver);
        bench.arg(what);
        bench
    }
}

/// Says what is measured now, and for how long.
fn say_measuring(what: &str, min: u32) {
    say(format!(
        "Measuring {what} in headless Chromium (about {min} min; leave the machine alone meanwhile)"
    ));
}

/// The folder for what is measured and told.
fn folder() -> Result<PathBuf> {
    let folder = paths::target().join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(folder)
}

fn timeline(page: &Page, records: &str) -> Result<()> {
    let json = folder()?.join("timeline.json");
    say_measuring("the timeline", 3);
    run(page.measure("timeline").arg("--json").arg(json).args(["--records", records]))
}

fn link(page: &Page) -> Result<()> {
    say_measuring("visits", 1);
    run(&mut page.measure("link"))
}

fn files(page: &Page) -> Result<()> {
    let folder = folder()?;
    say_measuring("reports", 1);
    run(page.measure("files").arg("--folder").arg(folder))
}

fn plans(page: &Page) -> Result<()> {
    let folder = folder()?;
    say_measuring("steps beside plans", 1);
    run(page.measure("plans").arg("--folder").arg(folder))
}

fn centre(page: &Page) -> Result<()> {
    say_measuring("500 agents", 2);
    run(&mut page.measure("centre"))
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
fn archive(size: (u32, u32), to: Option<&Path>, built: bool) -> Result<()> {
    let folder = to.map_or_else(|| paths::target().join("bench/archive"), Path::to_path_buf);
    let all = [written(size, Some(&folder)), memory(), opened(&folder, built)];
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

fn opened(folder: &Path, built: bool) -> Result<()> {
    let page = Page::new(built)?;
    say_measuring("an archive", 1);
    run(page.measure("archive").arg(folder))
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
