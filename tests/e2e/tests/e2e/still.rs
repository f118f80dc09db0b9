//! Nothing moves while a link opens: everything has its final place from the first picture on.

use e2e::{Page, Visit};
use serde_json::{Value, json};

use crate::{day, dense};

/// Most that may move in all, as browsers measure it (layout shift: the share of the window that moved, times how far).
const MAX: f64 = 0.02;

/// Widths and heights of windows, CSS pixels.
const SIZES: [(u32, u32); 4] = [(390, 844), (768, 1_024), (1_280, 800), (1_440, 900)];

/// Links to samples: their schedules, limits and figures come after the first picture.
const LINKS: [&str; 7] = [
    "?demo=2000",
    "?demo=2000&lanes=day",
    "?demo=2000&lanes=state",
    "?demo=team",
    "?demo=team&lanes=agent",
    "?demo=10x5&lanes=day",
    "?demo=5x2&rules=each:Break:5m;each:Lunch:20m",
];

/// All that moved since the page was opened: how much in all, and what most.
const MOVED: &str = "const observer = new PerformanceObserver(() => {});
    observer.observe({ type: 'layout-shift', buffered: true });
    const moved = observer.takeRecords().filter(({ hadRecentInput }) => !hadRecentInput);
    const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
    const name = (node) => (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.outerHTML.slice(0, 90);
    const told = ({ node, previousRect, currentRect }) => `${name(node)}: ${place(previousRect)} to ${place(currentRect)}`;
    return {
        sum: moved.reduce((sum, { value }) => sum + value, 0),
        told: moved.sort((a, b) => b.value - a.value).slice(0, 4).map(({ value, sources }) => [value, ...sources.map(told)]),
    }";

/// Waits until everything is there and at rest.
async fn until_rest(page: &Page) {
    page.until_settled().await;
    page.until_panels().await;
    let is_counted = "return part('card-limits')?.dataset.value !== undefined
        && !document.querySelector('.facts').innerText.includes('…')";
    page.until("figures of limits and plans", is_counted, json!(null)).await;
    page.js("window.told = []", json!(null)).await;
    let rests = "const told = document.body.innerHTML.length;
        window.told.push(told);
        const last = window.told.slice(-10);
        return last.length === 10 && last.every((one) => one === told)";
    page.until("the page to rest", rests, json!(null)).await;
}

async fn assert_still(page: &Page, link: &str, width: u32) {
    // Where the page is opened anew, what moved is counted anew.
    page.open(link).await;
    until_rest(page).await;
    let moved: Value = page.js(MOVED, json!(null)).await;
    let sum = moved["sum"].as_f64().expect("a sum");
    assert!(sum <= MAX, "{link} in {width}: {sum}: {:#}", moved["told"]);
}

#[test]
fn nothing_moves_while_a_link_to_a_sample_opens() {
    for size in SIZES {
        Visit { size, ..Visit::default() }.run(async |page| {
            for link in LINKS {
                assert_still(page, link, size.0).await;
            }
        });
    }
}

#[test]
fn nothing_moves_while_a_link_to_an_api_opens() {
    for size in SIZES {
        Visit { size, ..Visit::hosted(dense(640)) }.run(async |page| {
            assert_still(page, &day(), size.0).await;
        });
    }
}
