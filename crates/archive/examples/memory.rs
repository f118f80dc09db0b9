//! The most memory that `fetch` takes for few days and for many: `cargo xtask bench archive`. It fails when it grows with
//! the range. Linux only: the kernel keeps the figure.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use cxone_sim::{Auth, Cxone, Scenario, Sim};
use tempfile::TempDir;

/// Days of a short range and of a long one, which begin alike.
const RANGES: [(&str, u32); 2] = [("2025-03-03..2025-03-05", 3), ("2025-03-03..2025-04-01", 30)];

/// How much more the long one may take: what allocators and the manifest add.
const MORE: f64 = 1.25;

#[derive(Parser)]
struct Arguments {
    /// The program.
    #[arg(long)]
    program: PathBuf,
    #[arg(long, default_value_t = 500)]
    agents: usize,
}

fn main() -> Result<()> {
    let Arguments { program, agents } = Arguments::parse();
    let sim = Sim::start().context("starting the API")?;
    let cxone = Cxone { agents, ..Cxone::default() };
    let base = sim.scenario(Scenario { every_day: true, auth: Auth::None, cxone, ..Scenario::default() });
    println!("| fetch of {agents} agents | most memory, MiB |\n| --- | --: |");
    let mut most = Vec::new();
    for (range, days) in RANGES {
        let folder = TempDir::new().context("making a folder")?;
        let mut fetch = Command::new(&program);
        fetch.args([
            "fetch",
            "--base",
            &base,
            "--dialect",
            "cxone",
            "--agents",
            "all",
            "--day",
            range,
            "--quiet",
        ]);
        fetch.arg("--to").arg(folder.path()).env("SHIFTLINE_TOKEN", sim.token(&base)).stderr(Stdio::null());
        let child = fetch.spawn().with_context(|| format!("starting {}", program.display()))?;
        let kib = watched(child)?;
        println!("| {days} days | {:.1} |", kib / 1_024.0);
        most.push(kib);
    }
    ensure!(most[1] <= MORE * most[0], "it grows with the range");
    Ok(())
}

/// The most memory that a process had at once, in KiB, looked at until it ends.
fn watched(mut child: Child) -> Result<f64> {
    let path = format!("/proc/{}/status", child.id());
    let mut most = 0.0;
    loop {
        let status = fs::read_to_string(&path).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        most = kib.unwrap_or(most);
        if let Some(ended) = child.try_wait()? {
            ensure!(ended.success() && most > 0.0, "fetch ended with {ended}");
            return Ok(most);
        }
        thread::sleep(Duration::from_millis(10));
    }
}
