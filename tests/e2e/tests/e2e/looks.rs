//! What people see and reach: keyboard, assistive technology, widths and themes.

use e2e::{Page, Theme, Visit};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{AGENT, day, dense};

/// Presses Tab until the focus has been round, and gives the names of what it met.
async fn met_by_tab(page: &Page) -> Vec<String> {
    let mut met = Vec::new();
    // From the first on: not every browser goes round.
    let begin = "document.querySelector('a').focus(); window.tabbed = false;
        document.querySelectorAll('[data-met]').forEach((element) => delete element.dataset.met);
        addEventListener('keydown', () => { window.tabbed = true }, true)";
    page.js(begin, json!(null)).await;
    for _ in 0..200 {
        page.keys(&char::from(Key::Tab).to_string()).await;
        // Some drivers do not wait until the page has the key.
        let arrived = "const was = window.tabbed; window.tabbed = false; return was";
        page.until("the key to arrive", arrived, json!(null)).await;
        let script = "const at = document.activeElement;
            if (!at || at === document.body) return null;
            const again = at.dataset.met; at.dataset.met = '1'; return again ? null : nameOf(at)";
        match page.js(script, json!(null)).await {
            Value::String(name) => met.push(name),
            _ => break,
        }
    }
    met
}

fn assert_met(met: &[String], names: &[&str]) {
    for name in names {
        assert!(met.iter().any(|one| one.starts_with(name)), "{name} is not among {met:?}");
    }
}

#[test]
pub fn the_form_can_be_filled_in_and_sent_by_keyboard_alone() {
    Visit::default().run(async |page| {
        let base = page.sim.scenario(dense(64));
        page.open("").await;
        page.control("Agent ID").await;
        let met = met_by_tab(page).await;
        let first =
            ["Agent ID", "Range", "Show timeline", "Connect to CXone", "Open sample agent", "Choose a file"];
        assert_met(&met, &first);
        page.press("Connect to CXone").await;
        assert_met(&met_by_tab(page).await, &["API or proxy URL", "API", "Access token"]);
        page.connect(&base).await;
        page.control("Agent ID").await.focus().await.unwrap();
        page.keys(&format!("{AGENT}{}", char::from(Key::Enter))).await;
        page.until_records(64).await;
        let has_focus = "return document.activeElement === part('answer')";
        page.until("the focus on the answer", has_focus, json!(null)).await;
        let title = page.js("return document.title", json!(null)).await;
        assert!(title.as_str().is_some_and(|title| title.contains(AGENT)), "{title}");
    });
}

#[test]
pub fn everything_beside_the_timeline_is_met_by_tab() {
    Visit::hosted(dense(64)).run(async |page| {
        page.open(&day()).await;
        page.until_records(64).await;
        let met = met_by_tab(page).await;
        assert_met(
            &met,
            &["Copy link", "Export", "Select", "Zoom out", "Zoom in", "Fit", "Agent state timeline"],
        );
    });
}

#[test]
pub fn keys_zoom_pan_and_fit_the_timeline() {
    Visit::hosted(dense(64)).run(async |page| {
        page.open(&day()).await;
        page.until_records(64).await;
        let whole = page.view().await;
        page.js("part('timeline').querySelector('[role=treegrid]').focus()", json!(null)).await;
        let moved = "const shown = part('timeline').dataset; return String([shown.viewStart, shown.viewEnd]) !== String(argument)";
        let mut before = whole;
        for key in ["w", "w", "d"] {
            page.keys(key).await;
            page.until(&format!("{key} to move the view"), moved, json!([before.0, before.1])).await;
            before = page.view().await;
        }
        assert!(before.0 > whole.0 && before.1 - before.0 < whole.1 - whole.0);
        page.keys("0").await;
        page.until("the whole range", "return Number(part('timeline').dataset.viewStart) === argument", json!(whole.0)).await;
        assert_eq!(page.view().await, whole);
    });
}

/// What axe-core finds that is serious or critical.
async fn serious(page: &Page) -> Value {
    found_by_axe(page, json!({ "within": "html", "impacts": ["serious", "critical"] })).await
}

/// All that axe-core finds within what a selector finds, best practices too.
pub async fn findings(page: &Page, within: &str) -> Value {
    found_by_axe(page, json!({ "within": within, "impacts": ["minor", "moderate", "serious", "critical"] }))
        .await
}

async fn found_by_axe(page: &Page, asked: Value) -> Value {
    let file =
        std::env::var("SHIFTLINE_AXE").expect("SHIFTLINE_AXE names axe.min.js: `cargo xtask test` sets it");
    let axe = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    page.driver.execute(format!("{axe}; window.axe = axe;"), vec![]).await.unwrap();
    let script = "return axe.run(argument.within, { resultTypes: ['violations'] }).then(({ violations }) => violations
        .filter(({ impact }) => argument.impacts.includes(impact))
        .map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map((node) => node.html + ' ' + node.failureSummary)]))";
    page.js(script, asked).await
}

fn no_barriers(size: (u32, u32), themes: &[Theme]) {
    Visit { size, ..Visit::hosted(dense(640)) }.run(async |page| {
        page.open("").await;
        page.control("Agent ID").await;
        for theme in themes {
            page.look_in(*theme).await;
            assert_eq!(serious(page).await, json!([]), "the form, {theme:?}");
        }
        page.open(&day()).await;
        page.until_records(640).await;
        page.until_settled().await;
        for theme in themes {
            page.look_in(*theme).await;
            assert_eq!(serious(page).await, json!([]), "the timeline, {theme:?}");
        }
    });
}

#[test]
fn axe_finds_nothing_serious_in_light_and_dark() {
    no_barriers((1_440, 900), &[Theme::Light, Theme::Dark]);
}

#[test]
fn axe_finds_nothing_serious_on_a_small_screen() {
    no_barriers((360, 740), &[Theme::Light]);
}

/// Widths that must look right, with the height of such a screen.
const SIZES: [(u32, u32); 3] = [(360, 740), (1_440, 900), (2_560, 1_440)];

/// Nothing sticks out in either theme, of which pictures are kept.
async fn assert_fits(page: &Page, name: &str, width: u32) {
    for theme in [Theme::Dark, Theme::Light] {
        page.look_in(theme).await;
        assert_within(page, width).await;
        page.shot(&format!("{name}-{width}-{theme:?}").to_lowercase()).await;
    }
}

#[test]
fn the_page_fits_every_width_in_light_and_dark() {
    for size in SIZES {
        let (width, _) = size;
        Visit { size, ..Visit::hosted(cxone_sim::Scenario::default()) }.run(async |page| {
            page.look_in(Theme::Dark).await;
            page.open("").await;
            page.control("Agent ID").await;
            assert_fits(page, "form", width).await;
            page.look_in(Theme::Dark).await;
            page.open(&day()).await;
            page.until("records", "return Number(part('timeline')?.dataset.records) > 0", json!(null)).await;
            page.until_settled().await;
            assert_fits(page, "day", width).await;
            page.look_in(Theme::Dark).await;
            page.open("?demo=3000").await;
            page.until_records(3_000).await;
            assert_fits(page, "days", width).await;
        });
    }
}

/// What reaches beyond the right edge and can be scrolled to, nothing when all is well.
const STICKS_OUT: &str = "
    const page = document.documentElement;
    if (page.scrollWidth <= innerWidth) return [];
    const clipped = (element) => element !== document.documentElement
        && (getComputedStyle(element).overflowX !== 'visible' || clipped(element.parentElement));
    return [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth && !clipped(element.parentElement))
        .map((element) => element.outerHTML.slice(0, 120) + ' ' + element.getBoundingClientRect().right)
        .concat('the page is ' + page.scrollWidth + ' px wide')";

/// Nothing sticks out at the side, and the timeline has most of the width.
pub async fn assert_within(page: &Page, width: u32) {
    assert_eq!(page.js(STICKS_OUT, json!(null)).await, json!([]), "in {width}");
    let script = "return part('timeline')?.getBoundingClientRect().width ?? innerWidth";
    let wide = page.js(script, json!(null)).await;
    assert!(wide.as_f64().is_some_and(|wide| wide >= f64::from(width.min(1_440)) * 0.6), "{wide} in {width}");
}

#[test]
fn on_a_phone_the_tooltip_stays_in_the_window() {
    Visit { size: (360, 800), ..Visit::hosted(dense(64)) }.run(async |page| {
        page.open(&day()).await;
        page.until_records(64).await;
        for across in [0.4, 0.55, 0.7] {
            page.hover((across, 0.3)).await;
            let inside = "const tip = document.querySelector('[role=tooltip]');
                if (tip === null || !visible(tip)) return false;
                const { left, right } = tip.getBoundingClientRect();
                return left >= 0 && right <= innerWidth";
            page.until("the whole tooltip", inside, json!(null)).await;
        }
    });
}

/// Widths from which on what has no room above the timeline is folded, and what is just below and above them.
const TOOL_WIDTHS: [u32; 6] = [768, 1_000, 1_023, 1_024, 1_279, 1_280];

#[test]
fn the_tools_above_a_timeline_are_one_line() {
    let links = [
        "?demo=30x1",
        "?demo=30x1&lanes=state",
        "?demo=30x3&lanes=day",
        "?demo=30x3&lanes=state",
        "?demo=2000",
    ];
    for width in TOOL_WIDTHS {
        Visit { size: (width, 900), ..Visit::default() }.run(async |page| {
            for link in links {
                page.open(link).await;
                page.until_settled().await;
                let script = "const tools = [...document.querySelectorAll('.timeline-tools :is(button, select)')].filter(visible);
                    const edges = tools.map((tool) => tool.getBoundingClientRect());
                    const low = edges.filter(({ height }) => height < 24).length;
                    return [low, tools.length > 4, Math.max(...edges.map(({ top }) => top)) < Math.min(...edges.map(({ bottom }) => bottom))]";
                assert_eq!(page.js(script, json!(null)).await, json!([0, true, true]), "{link} in {width}");
            }
        });
    }
}
