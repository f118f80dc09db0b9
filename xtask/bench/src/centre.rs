//! A contact centre: five hundred agents and seven days, made up by the page itself, and over HTTP.

use anyhow::{Context, Result};
use cxone_sim::{Auth, Scenario, Sim};
use serde::Deserialize;

use crate::Bench;
use crate::goals::{Line, table, tasks};
use crate::loading::{Loading, settled, since};
use crate::report::{Run, thousands};
use crate::spread::Spread;
use crate::steps::{LOOK, Steps, anchor, empty, steps};
use crate::tab::Tab;
use crate::timeline;

/// What each answer takes, ms.
const LATENCY_MS: u64 = 50;
/// What is asked for: everyone, for seven days.
const QUESTION: &str = "agent=all&start=2026-03-02T00:00:00Z&end=2026-03-09T00:00:00Z&tz=UTC";
/// The simulated present, Unix ms: some weeks after that.
const NOW_MS: i64 = 1_775_000_000_000;
/// What steps are compared with.
const RECORDS: usize = 1_000_000;
/// By how much a load may be longer than its network, and steps than those of [`RECORDS`].
const LOAD: f64 = 1.10;
const STEP: f64 = 1.05;

/// Pages that were asked for, and how many of them were under way at the same time at most.
const ASKED: &str = "(() => {
    const all = performance.getEntriesByType('resource')
        .filter(({ name }) => !/\\.(wasm|js|css|svg|json|ico)$/.test(new URL(name).pathname));
    const ends = all.map(({ responseEnd }) => responseEnd).sort((a, b) => a - b);
    const begun = all.map(({ requestStart }) => requestStart).sort((a, b) => a - b);
    const inFlight = begun.map((at, i) => i + 1 - ends.filter((end) => end <= at).length);
    return { urls: all.map(({ name }) => name), in_flight: Math.max(...inFlight) };
})()";

/// Fetches the same pages, with as many under way at the same time, and does nothing with them; ms and bytes.
const FETCH: &str = "(async ({ urls, in_flight }) => {
    const begun = performance.now();
    let next = 0, bytes = 0;
    const one = async () => {
        while (next < urls.length) {
            const answer = await fetch(urls[next++], { cache: 'no-store' });
            bytes += (await answer.arrayBuffer()).byteLength;
        }
    };
    await Promise.all(Array.from({ length: in_flight }, one));
    return { ms: performance.now() - begun, bytes };
})";

#[derive(Clone, Debug, Deserialize, serde::Serialize)]
struct Asked {
    urls: Vec<String>,
    in_flight: usize,
}

/// What the network alone takes.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Bare {
    ms: f64,
    bytes: f64,
}

/// Sample data by agent.
struct Sample {
    records: usize,
    loading: Loading,
    empty: Spread,
    anchor: crate::steps::Anchor,
    steps: Steps,
}

/// Measures all of it and prints two tables.
///
/// # Errors
/// When the page does not behave as its contract says.
pub async fn measure(bench: &Bench) -> Result<()> {
    let root = Scenario {
        auth: Auth::None,
        every_day: true,
        latency_ms: LATENCY_MS,
        now_ms: Some(NOW_MS),
        ..Scenario::default()
    };
    let sim = bench.serve(r#"{"base":"","token":false,"api":"cxone"}"#, root)?;
    eprintln!("==> {} records of one agent, to compare with", thousands(RECORDS));
    let tab = bench.tab().await?;
    let one = timeline::measure(&tab, sim.url(), RECORDS).await?;
    tab.close().await?;
    eprintln!("==> a sample of 500 agents and 7 days");
    let sample = sample(bench, &sim).await?;
    println!(
        "\n{}; steps: median / p95 / max of 60, processor time of the main thread\n\n{}",
        bench.about,
        table("sample, by agent", &of_sample(&sample, &one))
    );
    eprintln!("==> 500 agents and 7 days over HTTP");
    let lines = over_http(bench, &sim).await?;
    println!("\n{}", table(&format!("over HTTP, {LATENCY_MS} ms each answer"), &lines));
    Ok(())
}

async fn sample(bench: &Bench, sim: &Sim) -> Result<Sample> {
    let tab = bench.tab().await?;
    let (empty, anchor) = (empty(&tab).await?.step, anchor(&tab).await?);
    tab.open(&format!("{}/?demo=500x7&lanes=agent", sim.url())).await?;
    let (records, loading) = rested(&tab).await?;
    let steps = steps(&tab).await?;
    tab.close().await?;
    Ok(Sample { records, loading, empty, anchor, steps })
}

/// Waits for all that was asked for, and for what follows its picture.
async fn rested(tab: &Tab) -> Result<(usize, Loading)> {
    let (records, _) = settled(tab).await?;
    tokio::time::sleep(LOOK).await;
    Ok((records, since(tab, 0.0).await?))
}

fn of_sample(sample: &Sample, one: &Run) -> Vec<Line> {
    let Sample { records, loading, empty, anchor, steps } = sample;
    let step = |name, of_many: &Spread, of_one: &Spread, goal: f64| {
        let beside = format!("{} records of one: {}", thousands(RECORDS), of_one.cell());
        Line::spread(name, of_many, goal).beside(beside)
    };
    let mut lines = vec![
        Line::told("records", thousands(*records)),
        Line::told("page opened to picture, ms", format!("{:.0}", loading.picture_ms)).beside(format!(
            "{} records of one: {:.0}",
            thousands(RECORDS),
            one.loading.picture_ms
        )),
    ];
    lines.extend(tasks(loading));
    lines.extend([
        Line::told("empty page, ms", empty.cell()),
        Line::told("bare canvas, zoom, ms", anchor.zoom.cell()),
        Line::told("bare canvas, pan, ms", anchor.pan.cell()),
        step("zoom step, ms", &steps.zoom, &one.zoom, 4.0),
        step("pan step, ms", &steps.pan, &one.pan, 4.0),
        step("pointer move, ms", &steps.point, &one.point, one.point.median * STEP),
        step("selection move, ms", &steps.select, &one.select, one.select.median * STEP),
    ]);
    lines
}

/// The first load is not measured: it tells which pages there are, and the API makes its data up then.
async fn over_http(bench: &Bench, sim: &Sim) -> Result<Vec<Line>> {
    let url = format!("{}/?{QUESTION}", sim.url());
    let tab = bench.tab().await?;
    tab.open(&url).await?;
    settled(&tab).await.context("loading")?;
    let asked: Asked = tab.value(ASKED).await?;
    tab.close().await?;
    let tab = bench.tab().await?;
    tab.open(&format!("{}/config.json", sim.url())).await?;
    let bare: Bare = tab.value(&format!("{FETCH}({})", serde_json::to_string(&asked)?)).await?;
    tab.close().await?;
    let tab = bench.tab().await?;
    tab.open(&url).await?;
    let (records, loading) = rested(&tab).await.context("loading")?;
    tab.close().await?;
    let alone = format!(
        "network alone: {:.0} ({} pages, {:.0} MB, {} in flight)",
        bare.ms,
        thousands(asked.urls.len()),
        bare.bytes / 1e6,
        asked.in_flight
    );
    let mut lines = vec![
        Line::told("records", thousands(records)),
        Line::at_most("page opened to picture, ms", loading.picture_ms, bare.ms * LOAD, 0).beside(alone),
        Line::told("decode, ms", format!("{:.0}", loading.decode_ms)),
        Line::told("build, ms (times)", format!("{:.0} ({})", loading.build_ms, loading.builds)),
    ];
    lines.extend(tasks(&loading));
    Ok(lines)
}
