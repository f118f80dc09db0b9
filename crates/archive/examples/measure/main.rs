//! What an archive of a large centre weighs and how fast it is written: `cargo xtask bench archive`. It fails when a
//! budget is not kept. With `--to` the archive stays, to be looked at.

mod made;
mod summed;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use chrono::NaiveDate;
use clap::Parser;
use data::archive::manifest::{Day, File, Manifest, hex, span_of};
use data::archive::write::write;
use data::archive::{Rosters, plan};
use data::dialect::by_name;
use data::query::Agents;
use model::time::{Millis, Span};
use sha2::{Digest, Sha256};
use summed::Summing;

/// Most bytes a record.
const RECORD: f64 = 9.0;
/// Fewest records a second on one core.
const SPEED: f64 = 300_000.0;
/// Most bytes of an agent's day and of an agent's month, with the manifest and the day before.
const AGENT_DAY: u64 = 200_000;
const AGENT_MONTH: u64 = 3_000_000;
/// Most requests of an agent's day.
const REQUESTS: usize = 3;

#[derive(Parser)]
struct Arguments {
    #[arg(long, default_value_t = 5_000)]
    agents: u32,
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..))]
    days: u32,
    /// Keep the archive here.
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let dialect = by_name("cxone").expect("it is one of the dialects");
    let first = NaiveDate::from_ymd_opt(2025, 3, 1).expect("it is in the calendar");
    let mut manifest = Manifest::new(dialect.name());
    let mut took = Duration::ZERO;
    let mut summing = Summing::default();
    for day in first.iter_days().take(arguments.days as usize) {
        let rows = made::rows(day, arguments.agents);
        let known =
            Day { day, fetched: span_of(day).end, agents: None, failed: Vec::new(), refused: 0, repeated: 0 };
        let sums = summing.day(dialect, &known, &rows)?;
        let began = Instant::now();
        let written = write(dialect, rows).map_err(|error| anyhow::anyhow!("{error:?}"))?;
        let file = written.file(day, hex(&Sha256::digest(&written.bytes)));
        took += began.elapsed();
        if let Some(root) = &arguments.to {
            let path = root.join(file.path());
            std::fs::create_dir_all(path.parent().unwrap_or(root))?;
            std::fs::write(path, &written.bytes)?;
            let path = root.join(sums.0.path());
            std::fs::create_dir_all(path.parent().unwrap_or(root))?;
            std::fs::write(path, &sums.1)?;
        }
        manifest.replace(known, Some(file));
        summing.list.put(sums.0);
    }
    let text = manifest.text();
    if let Some(root) = &arguments.to {
        std::fs::write(root.join("_shiftline.json"), &text)?;
    }
    summing.tell(&manifest, arguments.agents);
    tell(&manifest, text.len() as u64, took, arguments.agents)
}

fn tell(manifest: &Manifest, text: u64, took: Duration, agents: u32) -> Result<()> {
    let sum = |of: fn(&File) -> u64| manifest.files.iter().map(of).sum::<u64>();
    let (rows, bytes) = (sum(|file| file.rows), sum(|file| file.bytes));
    let days: Vec<Span> = manifest.days.iter().map(|known| span_of(known.day)).collect();
    let month = Span { start: days[0].start, end: days[days.len() - 1].end };
    let of_days = Worst::of(manifest, agents, &days);
    let of_month = Worst::of(manifest, agents, &[month]);
    let (day, most) = (of_days.bytes + text, of_month.bytes + text);
    let (each, speed) = (bytes as f64 / rows as f64, rows as f64 / took.as_secs_f64());
    println!("| {agents} agents × {} days | now | budget |\n| --- | --: | --: |", days.len());
    println!("| records | {rows} | |\n| bytes | {bytes} | |");
    println!("| bytes a record | {each:.2} | ≤ {RECORD} |");
    println!("| records written a second, one core | {speed:.0} | ≥ {SPEED} |");
    println!("| manifest, bytes | {text} | |");
    println!("| an agent's day: manifest, day, day before; bytes at worst | {day} | ≤ {AGENT_DAY} |");
    println!("| the same in requests | {} | ≤ {REQUESTS} |", of_days.requests);
    println!("| an agent's {} days in the same way, bytes at worst | {most} | ≤ {AGENT_MONTH} |", days.len());
    ensure!(each <= RECORD && speed >= SPEED, "a budget is not kept");
    ensure!(day <= AGENT_DAY && most <= AGENT_MONTH, "a budget is not kept");
    ensure!(of_days.requests <= REQUESTS, "a budget is not kept");
    Ok(())
}

/// What a page fetches for the agent and the range that cost most.
#[derive(Default)]
struct Worst {
    /// Without the manifest.
    bytes: u64,
    /// With it.
    requests: usize,
}

impl Worst {
    fn of(manifest: &Manifest, agents: u32, ranges: &[Span]) -> Self {
        let mut worst = Self::default();
        for agent in (0..agents).map(|number| Agents::Named(vec![made::id(number).into()])) {
            for range in ranges {
                let plan = plan(manifest, &Rosters::new(), &agent, *range, Millis(i64::MAX));
                worst.bytes = worst.bytes.max(plan.bytes());
                worst.requests = worst.requests.max(1 + plan.pieces.len());
            }
        }
        worst
    }
}
