//! What a page takes to show some of an archive: from opening a link, or agreeing to a lot, to the picture.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::Bench;
use crate::host::Host;
use crate::loading::settled;
use crate::tab::Tab;

/// What each answer takes.
const LATENCY: Duration = Duration::from_millis(20);

/// First agent of a made-up archive, and the one in the middle of it.
const FIRST: u32 = 100_000;
const MIDDLE: u32 = 102_500;

/// A range that is opened, and what it may take.
struct Case {
    name: &'static str,
    agents: u32,
    range: &'static str,
    /// Milliseconds to the picture.
    picture_ms: f64,
    /// Bytes of the archive.
    bytes: f64,
    /// Requests to it.
    requests: usize,
}

const CASES: [Case; 3] = [
    Case {
        name: "1 agent × 1 day",
        agents: 1,
        range: "start=2025-03-12T00:00:00Z&end=2025-03-13T00:00:00Z",
        picture_ms: 1_000.0,
        bytes: 200_000.0,
        requests: 3,
    },
    Case {
        name: "1 agent × 30 days",
        agents: 1,
        range: "start=2025-03-01T00:00:00Z&end=2025-03-31T00:00:00Z",
        picture_ms: 1_000.0,
        bytes: 3_000_000.0,
        requests: usize::MAX,
    },
    Case {
        name: "500 agents × 1 day",
        agents: 500,
        range: "start=2025-03-12T00:00:00Z&end=2025-03-13T00:00:00Z",
        picture_ms: 1_500.0,
        bytes: f64::INFINITY,
        requests: usize::MAX,
    },
];

/// What one took.
#[derive(Clone, Debug, Serialize)]
pub struct Opened {
    /// What.
    pub name: &'static str,
    /// Records that are shown.
    pub records: usize,
    /// Requests to the archive.
    pub requests: usize,
    /// Bytes of their answers.
    pub bytes: f64,
    /// Milliseconds from opening the link, or from agreeing to it, to the picture.
    pub picture_ms: f64,
}

/// What the page asked of the archive.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Asked {
    requests: usize,
    bytes: f64,
}

const ASKED: &str = "(() => {
    const all = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/archive/'));
    return { requests: all.length, bytes: all.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) };
})()";

/// Presses the button of a page that asks before it loads a lot; gives when, in ms since the page began.
const AGREE: &str = "(() => {
    const agreed = [...document.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === 'Load all of it');
    agreed.click();
    return performance.now();
})()";

/// Opens each, in a browser of its own, and prints a table.
///
/// # Errors
/// When the page does not behave as its contract says, or takes more than it may.
pub async fn measure(bench: &Bench, archive: &Path) -> Result<()> {
    let host = Host { site: bench.site.clone(), archive: archive.to_owned(), latency: LATENCY };
    let site = host.serve().await?;
    let mut all = Vec::new();
    for case in &CASES {
        eprintln!("==> {}", case.name);
        let tab = bench.tab().await?;
        all.push(opened(&tab, &site, case).await.with_context(|| case.name)?);
        tab.close().await?;
    }
    print!("\n{}", table(&bench.about, &all));
    let is_kept = |(case, opened): (&Case, &Opened)| {
        opened.picture_ms <= case.picture_ms && opened.bytes <= case.bytes && opened.requests <= case.requests
    };
    ensure!(CASES.iter().zip(&all).all(is_kept), "a budget is not kept");
    Ok(())
}

async fn opened(tab: &Tab, site: &str, case: &Case) -> Result<Opened> {
    let first = if case.agents == 1 { MIDDLE } else { FIRST };
    let ids: Vec<String> = (first..first + case.agents).map(|id| id.to_string()).collect();
    tab.open(&format!("{site}/?agent={}&{}", ids.join(","), case.range)).await?;
    let begun = if case.agents > 1 {
        let asks = "[...document.querySelectorAll('button')].some(({ textContent }) => textContent.trim() === 'Load all of it')";
        tab.until(asks).await?;
        tab.value(AGREE).await?
    } else {
        0.0
    };
    let (records, loading) = settled(tab).await?;
    let Asked { requests, bytes } = tab.value(ASKED).await?;
    Ok(Opened { name: case.name, records, requests, bytes, picture_ms: loading.picture_ms - begun })
}

fn table(about: &str, all: &[Opened]) -> String {
    let mut text = format!("{about}, {} ms each answer\n\n", LATENCY.as_millis());
    text += "| of 5,000 agents × 30 days | records | requests | bytes | picture, ms | budget |\n";
    text += "| --- | --: | --: | --: | --: | --: |\n";
    for (opened, case) in all.iter().zip(&CASES) {
        let Opened { name, records, requests, bytes, picture_ms } = opened;
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "| {name} | {records} | {requests} | {bytes:.0} | {picture_ms:.0} | ≤ {:.0} |",
            case.picture_ms
        );
    }
    text
}
