//! Sample data: no network, the same every time.

use e2e::Visit;
use serde_json::json;

#[test]
pub fn explore_sample_data_draws_a_timeline_without_asking_anyone() {
    Visit::default().run(async |page| {
        page.open("").await;
        page.press("Open sample agent").await;
        page.until("sample records", "return Number(part('timeline')?.dataset.records) > 100", json!(null))
            .await;
        page.until("something drawn", DRAWN, json!(null)).await;
        page.until_panels().await;
        assert!(page.table_rows().await > 100);
        assert!(page.requests().await.iter().all(|request| !request.url.contains("state-history")));
    });
}

#[test]
fn a_link_to_sample_data_gives_so_many_records() {
    Visit::default().run(async |page| {
        page.open("?demo=54321").await;
        page.until_records(54_321).await;
        page.until("something drawn", DRAWN, json!(null)).await;
    });
}

#[test]
pub fn a_worker_takes_the_painting_over() {
    Visit::default().run(async |page| {
        page.open("?demo=1200&lanes=state").await;
        page.until("canvases that are the worker's", HANDED_OVER, json!(null)).await;
        page.until("something drawn", DRAWN, json!(null)).await;
    });
}

/// Whether all canvases of the timeline are a worker's: then they give no context.
const HANDED_OVER: &str = "
    const gives = (canvas) => { try { return canvas.getContext('2d') !== null; } catch { return false; } };
    const all = [...part('timeline')?.querySelectorAll('canvas') ?? []];
    return all.length === 3 && !all.some(gives)";

/// Whether a canvas of the timeline holds more than three colours.
pub const DRAWN: &str = "
    const colours = new Set();
    for (const canvas of part('timeline')?.querySelectorAll('canvas') ?? []) {
        if (canvas.width === 0 || canvas.height === 0) continue;
        // A worker may have the canvas: what it shows can only be copied.
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
        copy.drawImage(canvas, 0, 0);
        const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
        for (let at = 0; at < data.length; at += 4 * 7) if (data[at + 3] > 0) colours.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
    }
    return colours.size > 3";
