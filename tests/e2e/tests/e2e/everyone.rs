//! Everyone: colours that are forced, text that is spaced, narrow windows, fingers.

use e2e::{Page, Theme, Visit};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::barriers;

/// What finds words that are lost, and what is too small.
const TEXTS: &str = include_str!("texts.js");

/// What every one of these pages is looked at in.
pub const DIALOGS: [&str; 3] = ["Edit limits…", "Name states…", "Help"];

/// What lies over everything, or the whole page.
const ROOT: &str = "document.querySelector('dialog[open]') ?? document.body";

/// Opens each mode of the page in turn, and looks at it.
pub async fn in_every_mode(page: &Page, look: impl AsyncFn(&Page, &str)) {
    page.open("").await;
    page.press("Connect to CXone").await;
    page.control("Access token").await;
    look(page, "the form").await;
    for (mode, link) in
        [("days", "?demo=1200"), ("agents", "?demo=team"), ("states", "?demo=1200&lanes=state")]
    {
        page.open(link).await;
        let all = "return Number(part('timeline')?.dataset.records) >= 1200 && part('limits') !== null";
        page.until("all of the page", all, json!(null)).await;
        page.until_settled().await;
        look(page, mode).await;
    }
    for dialog in DIALOGS {
        page.press(dialog).await;
        page.until("the dialog", "return document.querySelector('dialog[open] h2') !== null", json!(null))
            .await;
        look(page, dialog).await;
        close(page).await;
    }
    page.find("lunch").await;
    look(page, "find").await;
    close(page).await;
}

async fn close(page: &Page) {
    page.keys(&char::from(Key::Escape).to_string()).await;
    page.until("no dialog", "return document.querySelector('dialog[open]') === null", json!(null)).await;
}

/// What a function of `texts.js` finds; `timeline-rows` have fixed heights, which go with the drawing beside them.
async fn found(page: &Page, call: &str) -> Value {
    page.js(&format!("{TEXTS} const root = {ROOT}, rows = '.timeline-rows'; return {call}"), json!(null))
        .await
}

/// Spacing of text that everyone may choose (WCAG 1.4.12).
const SPACED: &str = "const spacing = new CSSStyleSheet();
    spacing.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = argument ? [spacing] : [];
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))";

async fn loses_nothing_when_spaced(page: &Page, place: &str) {
    page.js(SPACED, json!(true)).await;
    assert_eq!(found(page, "lostWords(root, rows)").await, json!([]), "{place}");
    assert_eq!(found(page, "wordsUponWords(root, rows)").await, json!([]), "{place}");
    let wide = "return document.documentElement.scrollWidth > innerWidth";
    assert_eq!(page.js(wide, json!(null)).await, json!(false), "{place}");
    page.js(SPACED, json!(false)).await;
}

/// Every mode, in both themes: nothing that axe-core finds, no words lost in spaced text, and what can be pressed
/// is 24 pixels large.
fn every_mode_is_for_everyone(size: (u32, u32)) {
    Visit { size, ..Visit::default() }.run(async |page| {
        in_every_mode(page, async |page: &Page, mode: &str| {
            let place = format!("{mode} in {size:?}");
            barriers::assert_none(page, &place).await;
            loses_nothing_when_spaced(page, &place).await;
            assert_eq!(found(page, "smallTargets(root, 24, '.answer-bar')").await, json!([]), "{place}");
        })
        .await;
    });
}

#[test]
fn every_mode_is_without_barriers_keeps_spaced_words_and_is_large_enough_to_press() {
    every_mode_is_for_everyone((1_280, 900));
}

#[test]
fn every_mode_is_without_barriers_keeps_spaced_words_and_is_large_enough_to_press_on_a_phone() {
    every_mode_is_for_everyone((390, 844));
}

#[test]
pub fn at_320_pixels_the_page_is_read_without_scrolling_sideways() {
    // The same as 1280 pixels at 400 %.
    Visit { size: (320, 640), ..Visit::default() }.run(async |page| {
        in_every_mode(page, async |page: &Page, mode: &str| {
            let wide = "const { scrollWidth, clientWidth } = document.querySelector('dialog[open]') ?? document.documentElement;
                return [document.documentElement.scrollWidth > innerWidth, scrollWidth > clientWidth]";
            assert_eq!(page.js(wide, json!(null)).await, json!([false, false]), "{mode}");
            page.shot(&format!("320-{}", mode.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-"))).await;
        })
        .await;
    });
}

#[test]
pub fn under_a_finger_it_is_44_pixels_large() {
    Visit { size: (390, 844), ..Visit::default() }.run(async |page| {
        let touch = json!({ "enabled": true });
        page.driver.cdp().send_raw("Emulation.setTouchEmulationEnabled", touch).await.unwrap();
        in_every_mode(page, async |page: &Page, mode: &str| {
            // The whole row is pressed, and the strip is dragged along its whole width.
            let except = "'.answer-bar, .timeline-rows, .overview, .record-head'";
            let small = found(page, &format!("smallTargets(root, 44, {except})")).await;
            assert_eq!(small, json!([]), "{mode}");
        })
        .await;
    });
}

#[test]
pub fn where_colours_are_forced_states_are_told_by_patterns() {
    Visit { theme: Theme::Forced, ..Visit::default() }.run(async |page| {
        page.open("?demo=1200&lanes=state").await;
        page.until_records(1_200).await;
        page.until_settled().await;
        let looks = "return [...document.querySelectorAll('.answer-part')].slice(0, 4)
            .map((part) => [getComputedStyle(part).backgroundImage, getComputedStyle(part).backgroundColor].join(' '))";
        let looks: Vec<String> = serde_json::from_value(page.js(looks, json!(null)).await).unwrap();
        assert_eq!(looks.len(), 4);
        for (at, look) in looks.iter().enumerate() {
            assert!(!looks[at + 1..].contains(look), "{look} stands for two states");
        }
        let theme = "return [...document.querySelectorAll('.theme-button')].some(visible)";
        assert_eq!(page.js(theme, json!(null)).await, json!(false), "there is no theme to choose");
        page.shot("forced-state").await;
        // Rings are two pixels outside of what has the focus.
        page.keys(&char::from(Key::Tab).to_string()).await;
        let ring = "const style = getComputedStyle(document.activeElement);
            return [style.outlineStyle, style.outlineWidth, style.outlineOffset]";
        assert_eq!(page.js(ring, json!(null)).await, json!(["solid", "2px", "2px"]));
    });
}
