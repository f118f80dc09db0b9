//! What a step costs: zooming, panning, pointing, selecting, and what an empty page and a bare canvas cost beside.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::spread::Spread;
use crate::tab::{CTRL, Point, SHIFT, Tab, drag, hover, press, release, wheel};

const WIDTH: f64 = 1_200.0;
/// Half of the zoom steps go in, half out; half of the pan steps go left, half right.
const STEPS: u32 = 60;
/// One step of a fine wheel: about a tenth closer.
const WHEEL: f64 = 50.0;
/// How long a person looks at a new picture before the first step. Meanwhile the page comes to rest, and hands
/// its canvases over to the worker that paints.
pub const LOOK: Duration = Duration::from_secs(1);
const CANVAS: &str = "[...document.querySelectorAll('[data-testid=timeline] canvas')]\
    .reduce((a, b) => (a && a.clientHeight >= b.clientHeight ? a : b), null)";

#[derive(Clone, Copy, Debug, Deserialize)]
struct Rect {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// Memory of a page without anything on it, bytes, and what a step costs there, ms.
#[derive(Clone, Copy, Debug)]
pub struct Empty {
    /// JavaScript objects.
    pub heap: f64,
    /// One turn of the wheel.
    pub step: Spread,
}

/// Measures a page with nothing on it.
///
/// # Errors
/// When the browser refuses.
pub async fn empty(tab: &Tab) -> Result<Empty> {
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
pub async fn anchor(tab: &Tab) -> Result<Anchor> {
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

/// What steps cost on a page that shows a timeline, and its memory before them.
#[derive(Clone, Copy, Debug)]
pub struct Steps {
    /// Width and height of the chart, CSS pixels.
    pub chart: (u32, u32),
    /// JavaScript objects and wasm memory, bytes.
    pub memory: (f64, f64),
    /// One turn of the wheel with Ctrl.
    pub zoom: Spread,
    /// One move of a drag.
    pub pan: Spread,
    /// One move of the pointer.
    pub point: Spread,
    /// One move of a drag with Shift.
    pub select: Spread,
}

/// Measures them.
///
/// # Errors
/// When the page does not behave as its contract says.
pub async fn steps(tab: &Tab) -> Result<Steps> {
    tab.value::<Option<bool>>("void probe.rest()").await?;
    let chart = fit_chart(tab).await?;
    let memory = tab.memory().await?;
    tokio::time::sleep(LOOK).await;
    let middle = Point { x: chart.x + chart.width * 0.55, y: chart.y + chart.height * 0.4 };
    Ok(Steps {
        chart: (chart.width.round() as u32, chart.height.round() as u32),
        memory,
        zoom: changing(tab, zoom(tab, middle)).await.context("zooming")?,
        pan: changing(tab, pan(tab, middle)).await.context("panning")?,
        point: point(tab, chart, middle).await.context("pointing")?,
        select: select(tab, chart, middle).await.context("selecting")?,
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
