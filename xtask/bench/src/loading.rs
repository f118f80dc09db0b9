//! What a load takes, as the page itself tells: from its beginning to the picture of all that was loaded.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::tab::Tab;

/// Browsers tell of tasks that are longer than this.
pub const SHORT_MS: f64 = 50.0;

/// An entry of the probe's lists, ms since the page began.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    name: String,
    start_time: f64,
    duration: f64,
}

/// From the first byte of a load to its picture, ms.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Loading {
    /// Page text to records, all pages together.
    pub decode_ms: f64,
    /// Records to lanes and index, each time that was done.
    pub build_ms: f64,
    /// How many times that was.
    pub builds: usize,
    /// The first picture of all records.
    pub frame_ms: f64,
    /// When that picture was there, since the load was begun: mostly by opening the page.
    pub picture_ms: f64,
    /// The longest time that the page did not answer; 0 when none was over 50 ms.
    pub longest_task_ms: f64,
    /// How many times were over 50 ms.
    pub long_tasks: usize,
    /// What they were over 50 ms together.
    pub blocking_ms: f64,
}

impl Loading {
    /// The longest task in a cell of a table; browsers tell of none that is short.
    pub fn longest(&self) -> String {
        if self.long_tasks == 0 { format!("≤ {SHORT_MS}") } else { format!("{:.0}", self.longest_task_ms) }
    }
}

/// Opens an address and waits until so many records are drawn.
///
/// # Errors
/// When they do not come.
pub async fn load(tab: &Tab, url: &str, records: usize) -> Result<Loading> {
    tab.open(url).await?;
    shown(tab, records).await?;
    since(tab, 0.0).await
}

/// Waits until so many records are drawn.
///
/// # Errors
/// When they do not come.
pub async fn shown(tab: &Tab, records: usize) -> Result<()> {
    let there = format!("document.querySelector('[data-testid=timeline]')?.dataset.records === '{records}'");
    tab.until(&there).await?;
    tab.until("probe.measures.some(({ name }) => name === 'shiftline:frame')").await
}

/// What the load that was begun then, in ms since the page was opened, has taken until now.
///
/// # Errors
/// When the page is gone.
pub async fn since(tab: &Tab, begun: f64) -> Result<Loading> {
    // Observers are told a little later than the page draws.
    tab.settle().await?;
    tab.settle().await?;
    let measures: Vec<Entry> = tab.value("probe.measures").await?;
    let tasks: Vec<Entry> = tab.value("probe.longTasks").await?;
    Ok(loading(&measures, &tasks, begun))
}

/// Waits until whatever was asked for is loaded and drawn; gives how many records it is.
///
/// # Errors
/// When it does not come.
pub async fn settled(tab: &Tab) -> Result<(usize, Loading)> {
    let there = "(() => {
        const words = [...document.querySelectorAll('button')].map(({ textContent }) => textContent.trim());
        const records = Number(document.querySelector('[data-testid=timeline]')?.dataset.records);
        return records > 0 && !words.includes('Cancel') && probe.measures.some(({ name }) => name === 'shiftline:frame');
    })()";
    tab.until(there).await?;
    let loading = since(tab, 0.0).await?;
    let records = "Number(document.querySelector('[data-testid=timeline]').dataset.records)";
    Ok((tab.value(records).await?, loading))
}

fn loading(measures: &[Entry], tasks: &[Entry], begun: f64) -> Loading {
    let of = |name: &'static str| {
        measures.iter().filter(move |entry| entry.name == name && entry.start_time >= begun)
    };
    let tasks: Vec<f64> =
        tasks.iter().filter(|task| task.start_time >= begun).map(|task| task.duration).collect();
    let end = |entry: &Entry| entry.start_time + entry.duration;
    let built = of("shiftline:build").map(end).fold(0.0, f64::max);
    // A build that changes nothing to be seen is followed by no frame.
    let frame =
        of("shiftline:frame").find(|entry| end(entry) >= built).or_else(|| of("shiftline:frame").next_back());
    Loading {
        decode_ms: of("shiftline:decode").map(|entry| entry.duration).sum(),
        build_ms: of("shiftline:build").map(|entry| entry.duration).sum(),
        builds: of("shiftline:build").count(),
        frame_ms: frame.map_or(0.0, |entry| entry.duration),
        picture_ms: frame.map_or(0.0, |frame| end(frame) - begun),
        longest_task_ms: tasks.iter().copied().fold(0.0, f64::max),
        long_tasks: tasks.len(),
        blocking_ms: tasks.iter().map(|task| (task - SHORT_MS).max(0.0)).sum(),
    }
}

#[cfg(test)]
mod tests;
