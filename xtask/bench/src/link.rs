//! What a visit fetches, and what a phone takes to show a link's picture.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use cxone_sim::{Auth, Scenario, TUTORIAL_AGENT};
use serde::Deserialize;

use crate::Bench;
use crate::goals::{Line, table};
use crate::loading::{Loading, settled};
use crate::spread::Spread;
use crate::tab::Tab;

/// How often the phone opens the link, each time in a browser of its own.
const TIMES: usize = 5;
/// A phone's processor takes so many times as long.
const SLOWER: f64 = 4.0;
/// What follows the picture is there after that: it moves nothing, and blocks nobody.
const LOOK: Duration = Duration::from_secs(3);

/// What a program is made of: kinds of files.
const PROGRAM: [&str; 4] = ["html", "js", "wasm", "css"];

/// What a phone opens.
const SAMPLE: &str = "?demo=2000";

/// What was fetched, by path, and when it was asked for.
const FETCHED: &str = "performance.getEntriesByType('resource').map(({ name, startTime }) => [new URL(name).pathname, startTime])";

/// How much a visit weighs.
struct Visit {
    name: &'static str,
    query: String,
    /// KiB, brotli.
    goal: f64,
}

/// What a phone took, once.
#[derive(Clone, Copy, Debug)]
struct Opened {
    loading: Loading,
    seen: Seen,
}

/// What was seen of the page meanwhile.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Seen {
    /// Sum of all layout shifts.
    shift: f64,
    /// Largest contentful paint, ms since the page was opened.
    largest: f64,
}

const SEEN: &str = "({
    shift: probe.shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0),
    largest: probe.paints.at(-1)?.startTime ?? 0,
})";

/// Measures all of it and prints a table.
///
/// # Errors
/// When the page does not behave as its contract says.
pub async fn measure(bench: &Bench) -> Result<()> {
    let root = Scenario { auth: Auth::None, ..Scenario::default() };
    let sim = bench.serve(r#"{"base":"","token":false}"#, root)?;
    let day = format!("?agent={TUTORIAL_AGENT}&start=2026-03-02T00:00:00Z&end=2026-03-03T00:00:00Z");
    let visits = [
        Visit { name: "first visit, KiB", query: String::new(), goal: 200.0 },
        Visit { name: "link, KiB", query: day, goal: 380.0 },
        Visit { name: "link to a sample, KiB", query: SAMPLE.to_owned(), goal: 380.0 },
    ];
    let mut lines = Vec::new();
    for visit in visits {
        let Visit { name, query, goal } = visit;
        let tab = bench.tab().await?;
        let fetched = fetched(&tab, sim.url(), &query).await.context(name)?;
        tab.close().await?;
        lines.push(Line::at_most(name, weight(&bench.site, &fetched) as f64 / 1024.0, goal, 1));
    }
    let mut all = Vec::new();
    for time in 1..=TIMES {
        eprintln!("==> a link on a phone, {time} of {TIMES}");
        let tab = bench.tab().await?;
        all.push(opened(&tab, &format!("{}/{SAMPLE}", sim.url())).await?);
        tab.close().await?;
    }
    lines.extend(of_phone(&all));
    println!(
        "\n{}; files with brotli; a phone is 412 × 823 px, its processor {SLOWER} times as slow, its network is not: \
         median of {TIMES}\n\n{}",
        bench.about,
        table("what", &lines)
    );
    Ok(())
}

/// The files that are fetched for what somebody came for: the form, or the first picture.
async fn fetched(tab: &Tab, site: &str, query: &str) -> Result<BTreeSet<String>> {
    tab.open(&format!("{site}/{query}")).await?;
    let until = if query.is_empty() {
        tab.until("document.querySelector('[data-testid=load]') !== null").await?;
        f64::INFINITY
    } else {
        settled(tab).await?.1.picture_ms
    };
    let all: Vec<(String, f64)> = tab.value(FETCHED).await?;
    let before = all.into_iter().filter(|(_, begun)| *begun <= until).map(|(path, _)| path);
    Ok(before.chain(["/index.html".to_owned()]).collect())
}

/// Bytes of what the program is made of, compressed where the site has it so.
fn weight(site: &Path, fetched: &BTreeSet<String>) -> u64 {
    let names = fetched.iter().map(|path| path.trim_start_matches('/'));
    let program = names.filter(|name| PROGRAM.iter().any(|kind| name.ends_with(&format!(".{kind}"))));
    let bytes = |name: &str| {
        let packed = fs::metadata(site.join(format!("{name}.br")));
        packed.or_else(|_| fs::metadata(site.join(name))).map_or(0, |file| file.len())
    };
    program.map(bytes).sum()
}

async fn opened(tab: &Tab, url: &str) -> Result<Opened> {
    tab.be_phone(SLOWER).await?;
    tab.open(url).await?;
    settled(tab).await?;
    tokio::time::sleep(LOOK).await;
    Ok(Opened { loading: settled(tab).await?.1, seen: tab.value(SEEN).await? })
}

/// The lines of a phone: medians, and beside them each time.
fn of_phone(all: &[Opened]) -> Vec<Line> {
    let each = |of: fn(&Opened) -> f64| all.iter().map(of).collect::<Vec<_>>();
    let median = |of| Spread::of(&each(of)).median;
    let beside = |line: Line, of, digits: usize| {
        line.beside(each(of).iter().map(|one| format!("{one:.digits$}")).collect::<Vec<_>>().join(", "))
    };
    let at_most = |what, of, goal, digits| beside(Line::at_most(what, median(of), goal, digits), of, digits);
    let picture = |one: &Opened| one.loading.picture_ms;
    vec![
        beside(Line::told("page opened to picture, ms", format!("{:.0}", median(picture))), picture, 0),
        at_most("layout shift", |one| one.seen.shift, 0.02, 3),
        at_most("blocking time, ms", |one| one.loading.blocking_ms, 150.0, 0),
        at_most("largest contentful paint, ms", |one| one.seen.largest, 2_000.0, 0),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_weighs_what_is_sent_of_the_program() {
        let site = std::env::temp_dir().join(format!("shiftline-weights-{}", std::process::id()));
        fs::create_dir_all(&site).unwrap();
        for (name, bytes) in
            [("a.wasm", 900), ("a.wasm.br", 300), ("b.js", 50), ("c.svg", 7), ("d.css.br", 1)]
        {
            fs::write(site.join(name), vec![0; bytes]).unwrap();
        }
        let weighed = |paths: &[&str]| weight(&site, &paths.iter().map(|path| (*path).to_owned()).collect());
        let found = [weighed(&["/a.wasm", "/b.js", "/c.svg"]), weighed(&["/none.js"]), weighed(&[])];
        fs::remove_dir_all(&site).unwrap();
        assert_eq!(found, [350, 0, 0]);
    }
}
