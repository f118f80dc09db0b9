//! Reports that somebody chooses on the page: one of a million rows, and one of a contact centre's week.

pub mod report;

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context, Result};
use cxone_sim::Scenario;

use crate::Bench;
use crate::goals::{Line, table, tasks};
use crate::loading::{Loading, shown, since};
use crate::report::thousands;
use crate::steps::LOOK;
use report::Shape;

/// What is read: MB a second, from the choice to the picture.
const GOAL: f64 = 120.0;

const SHAPES: [(&str, Shape); 2] = [
    ("1,000,000 rows of 10 agents", Shape { agents: 10, days: 50, rows_a_day: 2_000 }),
    ("500 agents × 7 days", Shape { agents: 500, days: 7, rows_a_day: 180 }),
];

/// Writes each, chooses it, and prints a table.
///
/// # Errors
/// When the page does not behave as its contract says, or the folder takes no files.
pub async fn measure(bench: &Bench, folder: &Path) -> Result<()> {
    let sim = bench.serve("{}", Scenario::default())?;
    println!("\n{}", bench.about);
    for (name, shape) in &SHAPES {
        eprintln!("==> a report of {name}");
        let file = folder.join(format!("report-{}.csv", shape.agents));
        let bytes = write(&file, shape).with_context(|| format!("writing {}", file.display()))?;
        let loading =
            chosen(bench, sim.url(), &file, shape.rows()).await.with_context(|| (*name).to_owned())?;
        fs::remove_file(&file).with_context(|| format!("removing {}", file.display()))?;
        println!("\n{}", table(&format!("report: {name}"), &lines(shape, bytes, &loading)));
    }
    Ok(())
}

/// Writes a report; gives its length in bytes.
fn write(file: &Path, shape: &Shape) -> Result<u64> {
    let mut report = BufWriter::new(File::create(file)?);
    shape.write(&mut report)?;
    Ok(report.into_inner()?.metadata()?.len())
}

/// Chooses it on the first page.
async fn chosen(bench: &Bench, site: &str, file: &Path, rows: usize) -> Result<Loading> {
    let tab = bench.tab().await?;
    tab.open(site).await?;
    tab.until("document.getElementById('files') !== null").await?;
    tokio::time::sleep(LOOK).await;
    let begun: f64 = tab.value("performance.now()").await?;
    tab.choose("files", &[file]).await?;
    shown(&tab, rows).await?;
    tokio::time::sleep(LOOK).await;
    let loading = since(&tab, begun).await?;
    tab.close().await?;
    Ok(loading)
}

fn lines(shape: &Shape, bytes: u64, loading: &Loading) -> Vec<Line> {
    let mb = bytes as f64 / 1e6;
    let mut lines = vec![
        Line::told("rows", thousands(shape.rows())),
        Line::told("MB", format!("{mb:.1}")),
        Line::at_most("chosen to picture, ms", loading.picture_ms, mb / GOAL * 1_000.0, 0),
        Line::at_least("MB/s", mb / loading.picture_ms * 1_000.0, GOAL, 0),
    ];
    lines.extend(tasks(loading));
    lines
}
