//! The timeline with so many records: loading, zooming, panning, pointing, selecting, memory.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use cxone_sim::{Auth, Scenario, Sim, TUTORIAL_AGENT};
use serde::{Deserialize, Serialize};

use crate::Bench;
use crate::loading::load;
use crate::report::{self, Network, Report, Run};
use crate::steps::{Steps, anchor, empty, steps};
use crate::tab::Tab;

/// One page of the API.
const PAGE: usize = 1_000;

/// How much to measure.
#[derive(Args)]
pub struct Options {
    /// File for all figures, as JSON.
    #[arg(long)]
    json: PathBuf,
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

/// Measures all of it, each in a browser of its own, and prints a table.
///
/// # Errors
/// When the page does not behave as its contract says, or the file cannot be written.
pub async fn all(bench: &Bench, options: &Options) -> Result<()> {
    let root = Scenario {
        records: Some(options.pages * PAGE),
        latency_ms: options.latency_ms,
        auth: Auth::None,
        ..Scenario::default()
    };
    let sim = bench.serve(r#"{"base":"","token":false}"#, root)?;
    let mut runs = Vec::new();
    for &records in &options.records {
        eprintln!("==> {records} records");
        let tab = bench.tab().await?;
        runs.push(measure(&tab, sim.url(), records).await?);
        tab.close().await?;
    }
    eprintln!("==> {} pages over HTTP", options.pages);
    let tab = bench.tab().await?;
    let network = over_http(&tab, &sim, options).await?;
    tab.close().await?;
    let report = Report { about: bench.about.clone(), runs, network };
    print!("\n{}", report::table(&report));
    let (path, json) = (&options.json, serde_json::to_string_pretty(&report)?);
    fs::write(path, json).with_context(|| format!("writing {}", path.display()))?;
    println!("\nAll figures are in {}", path.display());
    Ok(())
}

async fn over_http(tab: &Tab, sim: &Sim, options: &Options) -> Result<Network> {
    // The last page is full, so one more is asked for before the end is known.
    let url =
        format!("{}/?agent={TUTORIAL_AGENT}&start=2026-03-02T00:00:00Z&end=2026-03-30T00:00:00Z", sim.url());
    let loading = load(tab, &url, options.pages * PAGE).await?;
    let content = pages(tab).await?;
    Ok(Network { pages: options.pages, latency_ms: options.latency_ms, loading, content })
}

/// The pages of the last load, and what `JSON.parse` makes of them in the same browser.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Pages {
    /// Bytes of all pages.
    pub bytes: f64,
    /// Bytes that `JSON.parse` takes in a millisecond.
    pub parsed_per_ms: f64,
}

/// Measures that: the same pages are fetched once more, and parsed until it takes long enough to be told.
///
/// # Errors
/// When the browser refuses.
async fn pages(tab: &Tab) -> Result<Pages> {
    tab.value(
        "(async () => {
            const pages = performance.getEntriesByType('resource').filter(({ name }) => name.includes('state-history'));
            const bytes = pages.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0);
            const texts = await Promise.all(pages.slice(0, 20).map(async ({ name }) => (await fetch(name)).text()));
            const begun = performance.now();
            let parsed = 0;
            while (performance.now() - begun < 500) {
                for (const text of texts) parsed += JSON.parse(text) && text.length;
            }
            return { bytes, parsed_per_ms: parsed / (performance.now() - begun) };
        })()",
    )
    .await
}

/// Everything about one number of sample records.
///
/// # Errors
/// When the page does not behave as its contract says.
pub async fn measure(tab: &Tab, site: &str, records: usize) -> Result<Run> {
    let (empty, anchor) = (empty(tab).await?, anchor(tab).await?);
    let loading = load(tab, &format!("{site}/?demo={records}&lanes=state"), records).await?;
    let Steps { chart, memory: (heap, wasm), zoom, pan, point, select } = steps(tab).await?;
    Ok(Run {
        records,
        empty: empty.step,
        anchor,
        chart,
        loading,
        zoom,
        pan,
        point,
        select,
        heap_bytes: heap - empty.heap,
        wasm_bytes: wasm,
    })
}
