//! Figures, and the tables that show them.

use std::fmt::Write;

use serde::Serialize;

use crate::loading::Loading;
use crate::spread::Spread;
use crate::steps::Anchor;
use crate::timeline::Pages;

const MIB: f64 = 1_048_576.0;

/// One number of records.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Run {
    /// Records.
    pub records: usize,
    /// Width and height of the chart, CSS pixels.
    pub chart: (u32, u32),
    /// What a step costs on a page with nothing on it, just before.
    pub empty: Spread,
    /// What it costs with nothing but a canvas.
    pub anchor: Anchor,
    /// Loading.
    pub loading: Loading,
    /// One turn of the wheel with Ctrl.
    pub zoom: Spread,
    /// One move of a drag.
    pub pan: Spread,
    /// One move of the pointer.
    pub point: Spread,
    /// One move of a drag with Shift.
    pub select: Spread,
    /// JavaScript objects, over an empty page.
    pub heap_bytes: f64,
    /// The app's own memory.
    pub wasm_bytes: f64,
}

/// Records over HTTP from a server that takes its time.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Network {
    /// Pages of 1,000 records.
    pub pages: usize,
    /// What the server takes for each, ms.
    pub latency_ms: u64,
    /// Loading.
    pub loading: Loading,
    /// What was loaded.
    pub content: Pages,
}

/// All of it.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Day, machine and browser.
    pub about: String,
    /// By number of records.
    pub runs: Vec<Run>,
    /// Over HTTP.
    pub network: Network,
}

/// As Markdown.
pub fn table(report: &Report) -> String {
    let mut text = format!("{}\n\n", report.about);
    let mut row = |name: &str, cells: Vec<String>| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
    };
    let each = |cell: &dyn Fn(&Run) -> String| report.runs.iter().map(cell).collect::<Vec<_>>();
    row("records", each(&|run| thousands(run.records)));
    row("---", each(&|_| "--:".to_owned()));
    row("decode, ms", each(&|run| format!("{:.1}", run.loading.decode_ms)));
    row("build, ms (times)", each(&|run| format!("{:.1} ({})", run.loading.build_ms, run.loading.builds)));
    row("first frame, ms", each(&|run| format!("{:.1}", run.loading.frame_ms)));
    row("page opened to picture, ms", each(&|run| format!("{:.0}", run.loading.picture_ms)));
    row("longest task while loading, ms", each(&|run| run.loading.longest()));
    row("empty page, ms", each(&|run| run.empty.cell()));
    row("bare canvas, zoom, ms", each(&|run| run.anchor.zoom.cell()));
    row("bare canvas, pan, ms", each(&|run| run.anchor.pan.cell()));
    row("zoom step, ms", each(&|run| run.zoom.cell()));
    row("pan step, ms", each(&|run| run.pan.cell()));
    row("pointer move, ms", each(&|run| run.point.cell()));
    row("selection move, ms", each(&|run| run.select.cell()));
    row("JS heap over an empty page, MiB", each(&|run| format!("{:.1}", run.heap_bytes / MIB)));
    row("wasm memory, MiB", each(&|run| format!("{:.1}", run.wasm_bytes / MIB)));
    row(
        "bytes a record",
        each(&|run| format!("{:.0}", (run.heap_bytes + run.wasm_bytes) / run.records as f64)),
    );
    row("chart, CSS px", each(&|run| format!("{} × {}", run.chart.0, run.chart.1)));
    let Network { pages, latency_ms, loading, content } = &report.network;
    let _ = write!(
        text,
        "\nSteps: median / p95 / max of 60, processor time of the main thread from the input event to the \
         next picture. Before each number of records: what a turn of the wheel costs on an empty page, which is \
         included in all others, and what steps cost on a page with nothing but a canvas of this size, written \
         by hand.\n\n\
         {pages} pages over HTTP, {latency_ms} ms each: {:.1} s from opening the page to the picture of all \
         records; decode {:.0} ms ({:.0} MB/s; JSON.parse of the same pages: {:.0} MB/s), build {:.0} ms ({} \
         times), longest task {} ms.\n",
        loading.picture_ms / 1_000.0,
        loading.decode_ms,
        content.bytes / loading.decode_ms / 1_000.0,
        content.parsed_per_ms / 1_000.0,
        loading.build_ms,
        loading.builds,
        loading.longest(),
    );
    text
}

/// With commas.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_readable() {
        let readable: Vec<_> = [7, 1_000, 100_000, 1_000_000].into_iter().map(thousands).collect();
        assert_eq!(readable, ["7", "1,000", "100,000", "1,000,000"]);
    }

    #[test]
    fn every_row_has_a_cell_for_every_run() {
        let step = Spread::of(&[1.0]);
        let loading = Loading {
            decode_ms: 1.0,
            build_ms: 2.0,
            builds: 1,
            frame_ms: 3.0,
            picture_ms: 4.0,
            longest_task_ms: 0.0,
            long_tasks: 0,
            blocking_ms: 0.0,
        };
        let run = Run {
            records: 1_000,
            chart: (1_200, 300),
            empty: step,
            anchor: Anchor { zoom: step, pan: step },
            loading,
            zoom: step,
            pan: step,
            point: step,
            select: step,
            heap_bytes: MIB,
            wasm_bytes: MIB,
        };
        let content = Pages { bytes: 1_000.0, parsed_per_ms: 1.0 };
        let network = Network { pages: 100, latency_ms: 200, loading, content };
        let report = Report { about: "Today".into(), runs: vec![run; 4], network };
        let text = table(&report);
        let rows: Vec<_> = text.lines().filter(|line| line.starts_with('|')).collect();
        assert!(rows.iter().all(|row| row.matches(" |").count() == 5), "{text}");
        assert!(text.contains("| bytes a record | 2097 |"), "{text}");
        assert!(text.contains("| longest task while loading, ms | ≤ 50 |"), "{text}");
    }
}
