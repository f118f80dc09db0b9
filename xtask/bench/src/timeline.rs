//! The timeline with so many records: loading, zooming, panning, pointing, selecting, memory.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::report::{Loading, Run, Spread};
use crate::tab::{CTRL, Point, SHIFT, Tab, drag, hover, press, release, wheel};

const WIDTH: f64 = 1_200.0;
/// Half of the zoom steps go in, half out; half of the pan steps go left, half right.
const STEPS: u32 = 60;
/// One step of a fine wheel: about a tenth closer.
const WHEEL: f64 = 50.0;
/// How long a person looks at a new picture before the first step. Meanwhile the page comes to rest, and hands
/// its canvases over to the worker that paints.
const LOOK: Duration = Duration::from_secs(1);
const CANVAS: &str = "[...document.querySelectorAll('[data-testid=timeline] canvas')]\
    .reduce((a, b) => (a && a.clientHeight >= b.clientHeight ? a : b), null)";

/// An entry of the probe's lists, ms since the page began.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    name: String,
    start_time: f64,
    duration: f64,
}

#[derive(Clone, Copy, Debug, Deserialize)]
struct Rect {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// Memory of a page without anything on it, bytes, and what a step costs there, ms.
#[derive(Clone, Copy, Debug)]
struct Empty {
    /// JavaScript objects.
    pub heap: f64,
    /// One turn of the wheel.
    pub step: Spread,
}

/// Measures a page with nothing on it.
///
/// # Errors
/// When the browser refuses.
async fn empty(tab: &Tab) -> Result<Empty> {
    tab.open("data:text/html,<!doctype html><title>Empty</title><p>Nothing</p>").await?;
    let (heap, _) = tab.memory().await?;
    let middle = Point { x: 600.0, y: 200.0 };
    let mut costs = Vec::new();
    for _ in 0..STEPS {
        costs.push(tab.cost(wheel(middle, WHEEL, 0)).await?);
    }
    Ok(Empty { heap, step: Spread::of(&costs) })
}

/// What a step costs on a page with nothing but a canvas of the chart's size, written by hand.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Anchor {
    /// One turn of the wheel.
    pub zoom: Spread,
    /// One move of a drag.
    pub pan: Spread,
}

/// Measures such a page.
///
/// # Errors
/// When the browser refuses.
async fn anchor(tab: &Tab) -> Result<Anchor> {
    tab.open("data:text/html,<!doctype html><title>Anchor</title><p>Nothing").await?;
    tab.value::<bool>(include_str!("anchor.js")).await?;
    tab.settle().await?;
    let middle = Point { x: 660.0, y: 130.0 };
    let (mut zoom, mut pan) = (Vec::new(), Vec::new());
    for _ in 0..STEPS {
        zoom.push(tab.cost(wheel(middle, WHEEL, CTRL)).await?);
    }
    tab.input(press(middle, 0)).await?;
    for step in 1..=STEPS {
        let at = Point { x: middle.x - f64::from(step) * 8.0, y: middle.y };
        pan.push(tab.cost(drag(at, 0)).await?);
    }
    tab.input(release(middle, 0)).await?;
    Ok(Anchor { zoom: Spread::of(&zoom), pan: Spread::of(&pan) })
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
pub async fn pages(tab: &Tab) -> Result<Pages> {
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

/// Opens an address and waits until so many records are drawn.
///
/// # Errors
/// When they do not come.
pub async fn load(tab: &Tab, url: &str, records: usize) -> Result<Loading> {
    tab.open(url).await?;
    let there = format!("document.querySelector('[data-testid=timeline]')?.dataset.records === '{records}'");
    tab.until(&there).await?;
    tab.until("probe.measures.some(({ name }) => name === 'shiftline:frame')").await?;
    drawn(tab).await
}

async fn drawn(tab: &Tab) -> Result<Loading> {
    // Observers are told a little later than the page draws.
    tab.settle().await?;
    tab.settle().await?;
    let measures: Vec<Entry> = tab.value("probe.measures").await?;
    let tasks: Vec<Entry> = tab.value("probe.longTasks").await?;
    Ok(loading(&measures, &tasks))
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
    let loading = drawn(tab).await?;
    let records = "Number(document.querySelector('[data-testid=timeline]').dataset.records)";
    Ok((tab.value(records).await?, loading))
}

fn loading(measures: &[Entry], tasks: &[Entry]) -> Loading {
    let of = |name: &'static str| measures.iter().filter(move |entry| entry.name == name);
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
        picture_ms: frame.map_or(0.0, end),
        longest_task_ms: tasks.iter().map(|task| task.duration).fold(0.0, f64::max),
    }
}

/// Everything about one number of sample records.
///
/// # Errors
/// When the page does not behave as its contract says.
pub async fn measure(tab: &Tab, site: &str, records: usize) -> Result<Run> {
    let (empty, anchor) = (empty(tab).await?, anchor(tab).await?);
    let loading = load(tab, &format!("{site}/?demo={records}&lanes=state"), records).await?;
    tab.value::<Option<bool>>("void probe.rest()").await?;
    let chart = fit_chart(tab).await?;
    let (heap, wasm) = tab.memory().await?;
    tokio::time::sleep(LOOK).await;
    let middle = Point { x: chart.x + chart.width * 0.55, y: chart.y + chart.height * 0.4 };
    let zoom = changing(tab, zoom(tab, middle)).await.context("zooming")?;
    let pan = changing(tab, pan(tab, middle)).await.context("panning")?;
    let point = point(tab, chart, middle).await.context("pointing")?;
    let select = select(tab, chart, middle).await.context("selecting")?;
    Ok(Run {
        records,
        empty: empty.step,
        anchor,
        chart: (chart.width.round() as u32, chart.height.round() as u32),
        loading,
        zoom,
        pan,
        point,
        select,
        heap_bytes: heap - empty.heap,
        wasm_bytes: wasm,
    })
}

/// Resizes the window until the chart is as wide as it should be; where it is then.
async fn fit_chart(tab: &Tab) -> Result<Rect> {
    let mut window = WIDTH + 80.0;
    for _ in 0..3 {
        tab.resize(window, 900.0).await?;
        window += WIDTH - place(tab).await?.width;
    }
    tab.value::<Option<bool>>(&format!("void {CANVAS}.scrollIntoView({{ block: 'center' }})")).await?;
    tab.settle().await?;
    place(tab).await
}

async fn place(tab: &Tab) -> Result<Rect> {
    tab.value(&format!(
        "(({{ x, y, width, height }}) => ({{ x, y, width, height }}))({CANVAS}.getBoundingClientRect())"
    ))
    .await
}

/// The costs of some steps, which must have moved the view.
async fn changing(tab: &Tab, steps: impl Future<Output = Result<(Vec<f64>, String)>>) -> Result<Spread> {
    let before = view(tab).await?;
    let (costs, between) = steps.await?;
    ensure!(before != between, "the view did not move");
    Ok(Spread::of(&costs))
}

async fn view(tab: &Tab) -> Result<String> {
    tab.value(
        "(({ viewStart, viewEnd }) => `${viewStart} ${viewEnd}`)\
        (document.querySelector('[data-testid=timeline]').dataset)",
    )
    .await
}

async fn zoom(tab: &Tab, middle: Point) -> Result<(Vec<f64>, String)> {
    let mut costs = Vec::new();
    for _ in 0..STEPS / 2 {
        costs.push(tab.cost(wheel(middle, -WHEEL, CTRL)).await?);
    }
    let closest = view(tab).await?;
    for _ in 0..STEPS / 2 {
        costs.push(tab.cost(wheel(middle, WHEEL, CTRL)).await?);
    }
    Ok((costs, closest))
}

async fn pan(tab: &Tab, middle: Point) -> Result<(Vec<f64>, String)> {
    for _ in 0..STEPS / 4 {
        tab.input(wheel(middle, -WHEEL, CTRL)).await?;
    }
    tab.input(hover(middle)).await?;
    tab.input(press(middle, 0)).await?;
    let mut costs = Vec::new();
    let mut farthest = String::new();
    for step in 1..=STEPS {
        let away = if step <= STEPS / 2 { step } else { STEPS - step };
        let at = Point { x: middle.x - f64::from(away) * 8.0, y: middle.y };
        costs.push(tab.cost(drag(at, 0)).await?);
        if step == STEPS / 2 {
            farthest = view(tab).await?;
        }
    }
    tab.input(release(middle, 0)).await?;
    Ok((costs, farthest))
}

async fn point(tab: &Tab, chart: Rect, middle: Point) -> Result<Spread> {
    let mut costs = Vec::new();
    for step in 0..STEPS {
        let x = chart.x + chart.width * (0.3 + 0.6 * f64::from(step) / f64::from(STEPS));
        costs.push(tab.cost(hover(Point { x, ..middle })).await?);
    }
    Ok(Spread::of(&costs))
}

/// Drags a selection open; the figures follow it.
async fn select(tab: &Tab, chart: Rect, middle: Point) -> Result<Spread> {
    let start = Point { x: chart.x + chart.width * 0.3, ..middle };
    tab.input(hover(start)).await?;
    tab.input(press(start, SHIFT)).await?;
    let mut costs = Vec::new();
    for step in 1..=STEPS {
        let at = Point { x: start.x + f64::from(step) * 8.0, ..middle };
        costs.push(tab.cost(drag(at, SHIFT)).await?);
    }
    tab.input(release(Point { x: start.x + f64::from(STEPS) * 8.0, ..middle }, SHIFT)).await?;
    Ok(Spread::of(&costs))
}

#[cfg(test)]
mod tests;
