//! Makes the moving picture of README: sample data, zoom, selection, as a person sees them. The folder of the page
//! comes from `SHIFTLINE_SITE`, the file is the only argument.

mod film;

use e2e::{Held, Page, Visit};
use film::Film;
use serde_json::json;

/// The window, in CSS pixels.
const SIZE: (u32, u32) = (960, 660);

/// How long a picture stays, in hundredths of a second.
const STEP: u16 = 9;
const LOOK: u16 = 130;
const END: u16 = 320;

/// Largest file that a page of a repository should show, in bytes.
const MAX_BYTES: usize = 1_000_000;

/// A ring at the pointer, which pictures lack: at a place on the stage, or in the middle of a button.
const POINT: &str = "const [x, y, name] = argument;
    const place = name ? button(name) : document.querySelector('.timeline-stage');
    const box = place.getBoundingClientRect();
    const ring = document.getElementById('ring') ?? document.body.appendChild(document.createElement('div'));
    ring.id = 'ring';
    Object.assign(ring.style, { position: 'fixed', zIndex: 60, width: '16px', height: '16px', borderRadius: '50%',
        border: '3px solid #d92d6f', translate: '-50% -50%', pointerEvents: 'none',
        left: box.left + box.width * x + 'px', top: box.top + box.height * y + 'px' })";

/// Where the pointer zooms, and where it begins and ends to select, in shares of the stage.
const FOCUS: (f64, f64) = (0.56, 0.35);
const FROM: f64 = 0.3;
const TO: f64 = 0.72;

const ZOOM_STEPS: u32 = 12;
const SELECT_STEPS: u32 = 10;
const SCROLL_STEPS: u32 = 5;

async fn point(page: &Page, (x, y): (f64, f64), name: &str) {
    page.js(POINT, json!([x, y, name])).await;
}

async fn shot(page: &Page, film: &mut Film, hundredths: u16) {
    let png = page.driver.screenshot_as_png().await.expect("a browser takes pictures");
    film.add(&png, hundredths);
}

/// Scrolls in steps until this element is in the middle.
async fn scroll_to(page: &Page, film: &mut Film, selector: &str) {
    let script = "const box = document.querySelector(argument).getBoundingClientRect();
        return Math.round(box.top + box.height / 2 - innerHeight / 2)";
    let way = page.js(script, json!(selector)).await.as_f64().unwrap_or(0.0);
    for _ in 0..SCROLL_STEPS {
        let by = way / f64::from(SCROLL_STEPS);
        page.js(
            "document.getElementById('ring')?.remove(); scrollBy({ top: argument, behavior: 'instant' })",
            json!(by),
        )
        .await;
        shot(page, film, STEP).await;
    }
}

/// Stops the clock on a Friday evening, which makes the samples those of a week, and hides scroll bars.
async fn set_up(page: &Page) {
    let clock = json!({ "source": "const now = Date.now, by = Date.UTC(2026, 10, 6, 22, 30) - now(); Date.now = () => now() + by" });
    for (method, params) in [
        ("Page.addScriptToEvaluateOnNewDocument", clock),
        ("Emulation.setScrollbarsHidden", json!({ "hidden": true })),
    ] {
        page.driver.cdp().send_raw(method, params).await.unwrap_or_else(|error| panic!("{method}: {error}"));
    }
}

async fn play(page: &Page, film: &mut Film) {
    page.open("").await;
    page.control("Agent ID").await;
    shot(page, film, LOOK).await;
    point(page, (0.5, 0.5), "Open sample agent").await;
    shot(page, film, LOOK / 2).await;
    page.press("Open sample agent").await;
    page.until("sample data", "return Number(part('timeline')?.dataset.records) > 100", json!(null)).await;
    page.until(
        "the figures",
        "return document.querySelector('.timeline-canvas')?.width > 400 && part('findings') !== null",
        json!(null),
    )
    .await;
    page.js("document.getElementById('ring')?.remove(); scrollTo(0, 0)", json!(null)).await;
    shot(page, film, LOOK).await;
    scroll_to(page, film, ".timeline").await;
    for _ in 0..ZOOM_STEPS {
        page.wheel(FOCUS, (0, -100), Held::Ctrl).await;
        point(page, FOCUS, "").await;
        shot(page, film, STEP).await;
    }
    shot(page, film, LOOK).await;
    for step in 1..=SELECT_STEPS {
        let to = (FROM + (TO - FROM) * f64::from(step) / f64::from(SELECT_STEPS), 0.5);
        page.drag((FROM, 0.5), to, Held::Shift).await;
        point(page, to, "").await;
        shot(page, film, STEP).await;
    }
    shot(page, film, LOOK / 2).await;
    scroll_to(page, film, ".selection-panel").await;
    shot(page, film, END).await;
}

fn main() {
    let path = std::env::args().nth(1).expect("the file to write");
    let visit = Visit { size: SIZE, ..Visit::default() };
    visit.run(async |page| {
        let mut film = Film::new();
        set_up(page).await;
        play(page, &mut film).await;
        let gif = film.gif();
        assert!(gif.len() < MAX_BYTES, "{} bytes are too many", gif.len());
        std::fs::write(&path, &gif).unwrap_or_else(|error| panic!("{path}: {error}"));
        println!("{path}: {} KB", gif.len() / 1_000);
    });
}
