//! Pictures and tables to keep, made of exactly what is shown.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use cxone_sim::Scenario;
use e2e::{Page, Theme, Visit};
use serde_json::json;
use thirtyfour::common::print::PrintParameters;

use crate::{AGENT, day, truth_of};

async fn open(page: &Page) {
    page.open(&day()).await;
    page.until_records(truth_of(page, page.sim.url()).placed).await;
    page.until_settled().await;
}

/// A picture's width, height and pixels.
#[derive(PartialEq)]
struct Decoded {
    size: (u32, u32),
    pixels: Vec<u8>,
}

fn decoded(png: Vec<u8>) -> Decoded {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::ALPHA);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    Decoded { size: (info.width, info.height), pixels }
}

/// What a line of the menu "Export" gives.
pub async fn export(page: &Page, item: &str) -> Vec<u8> {
    page.empty_downloads();
    page.press("Export").await;
    page.press(item).await;
    page.downloaded().await
}

/// The list of a panel as it is saved: what the file is called, and what is in it.
pub async fn saved_list(page: &Page, panel: &str) -> (Vec<String>, String) {
    page.empty_downloads();
    let save = "const section = document.getElementById(`${argument}-title`).closest('section');
        [...section.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Save list as CSV').click()";
    page.js(save, json!(panel)).await;
    let text = String::from_utf8(page.downloaded().await).unwrap();
    (page.downloaded_as(), text)
}

#[test]
pub fn the_drawing_is_svg_whose_text_is_text() {
    Visit::hosted(Scenario::default()).run(async |page| {
        open(page).await;
        let svg = String::from_utf8(export(page, "Drawing (SVG)").await).unwrap();
        let parsed = roxmltree::Document::parse(&svg).unwrap();
        let root = parsed.root_element();
        assert_eq!(root.tag_name().name(), "svg");
        let texts: Vec<&str> = root
            .descendants()
            .filter(|node| {
                node.has_tag_name("text") || node.parent().is_some_and(|parent| parent.has_tag_name("text"))
            })
            .filter_map(|node| node.text())
            .map(str::trim)
            .collect();
        for word in [AGENT, "Ready", "Wrap-up", "Not ready", "America/New_York", "2026"] {
            assert!(texts.iter().any(|text| text.contains(word)), "{word} is not among {texts:?}");
        }
        let shapes = root.descendants().filter(|node| node.has_tag_name("rect") || node.has_tag_name("path"));
        assert!(shapes.count() > 50);
        assert!(!svg.contains("<script") && !svg.contains("<foreignObject"));
    });
}

#[test]
pub fn the_picture_is_png_at_twice_the_size_of_the_screen() {
    Visit::hosted(Scenario::default()).run(async |page| {
        open(page).await;
        let picture = decoded(export(page, "Picture (PNG)").await);
        let shown = page.js("return part('timeline').getBoundingClientRect().width", json!(null)).await;
        let width = f64::from(picture.size.0);
        assert!((width - 2.0 * shown.as_f64().unwrap()).abs() < 400.0, "{width} for {shown}");
        let colours: std::collections::HashSet<&[u8]> = picture.pixels.chunks_exact(4).collect();
        assert!(colours.len() > 10, "{}", colours.len());
    });
}

#[test]
fn the_picture_on_the_clipboard_is_the_one_that_is_saved() {
    Visit::hosted(Scenario::default()).run(async |page| {
        open(page).await;
        let saved = decoded(export(page, "Picture (PNG)").await);
        let origin = page.sim.url();
        let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
        for (method, params) in [
            ("Browser.grantPermissions", json!({ "origin": origin, "permissions": permissions })),
            ("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })),
        ] {
            page.driver.cdp().send_raw(method, params).await.unwrap();
        }
        page.press("Export").await;
        page.press("Copy picture").await;
        page.until("word of it", "return document.body.innerText.includes('Picture copied')", json!(null))
            .await;
        let script = "return navigator.clipboard.read()
            .then(([item]) => item.getType('image/png'))
            .then((blob) => new Promise((resolve) => {
                const reader = new FileReader();
                reader.onload = () => resolve(reader.result);
                reader.readAsDataURL(blob);
            }))";
        let address = page.js(script, json!(null)).await;
        let (_, text) = address.as_str().unwrap().split_once("base64,").unwrap();
        assert!(saved == decoded(BASE64_STANDARD.decode(text).unwrap()), "another picture");
    });
}

/// The visible text on paper, and the visible controls.
async fn printed(page: &Page) -> (String, Vec<String>) {
    page.look_as_on_paper().await;
    page.js("window.dispatchEvent(new Event('beforeprint'))", json!(null)).await;
    let sheets = "return document.querySelectorAll('.print-sheets > canvas').length > 0
        && document.querySelectorAll('.print-records tbody tr').length > 0";
    page.until("what is made for paper", sheets, json!(null)).await;
    let script = "return [squeeze(document.body.innerText),
        [...document.querySelectorAll('button, input, select, [role=slider]')].filter(visible).map(nameOf)]";
    let seen = page.js(script, json!(null)).await;
    (seen[0].as_str().unwrap().to_owned(), serde_json::from_value(seen[1].clone()).unwrap())
}

#[test]
pub fn a_print_has_what_is_shown_and_no_controls() {
    Visit::hosted(Scenario::default()).run(async |page| {
        open(page).await;
        let parts = page
            .js("return ['totals', 'legend'].map((id) => squeeze(part(id).innerText))", json!(null))
            .await;
        let parts: Vec<String> = serde_json::from_value(parts).unwrap();
        assert!(parts.iter().all(|part| part.contains("Wrap-up")), "{parts:?}");
        let (text, controls) = printed(page).await;
        for words in [
            &*format!("Agent {AGENT}"),
            &parts[0],
            &parts[1],
            "Mon 2 Nov 2026, 19:00",
            "Times in America/New_York (UTC−5)",
            "Figures are of: whole range, ",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        for name in [
            "Copy link",
            "Export",
            "Theme",
            "Zoom in",
            "Zoom out",
            "Fit",
            "Back",
            "Select",
            "Find",
            "Refresh",
            "Start of the view",
            "View",
            "Selection",
        ] {
            assert!(controls.iter().all(|control| !control.starts_with(name)), "{name} among {controls:?}");
        }
        // WebKit's driver does not print.
        if page.engine() == e2e::Engine::WebKit {
            return;
        }
        let pdf = page.driver.print_page(PrintParameters::default()).await.unwrap();
        assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 10_000, "{} bytes", pdf.len());
    });
}

/// The margins that the page asks for leave so much of A4 that lies, in millimetres.
const PAPER_MM: f64 = 273.0;

#[test]
pub fn a_team_is_printed_whole_and_sharp_on_white_paper_from_a_dark_screen() {
    Visit { theme: Theme::Dark, ..Visit::hosted(Scenario::default()) }.run(async |page| {
        page.open("?demo=60x2&lanes=agent").await;
        page.until_settled().await;
        let dark = json!([{ "name": "prefers-color-scheme", "value": "dark" }]);
        let media = json!({ "media": "print", "features": dark });
        page.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await.unwrap();
        page.js("window.dispatchEvent(new Event('beforeprint'))", json!(null)).await;
        let sheets = "return document.querySelectorAll('.print-sheets > canvas').length > 1";
        page.until("sheets", sheets, json!(null)).await;
        let script = "const sheets = [...document.querySelectorAll('.print-sheets > canvas')];
            const places = [...sheets, document.querySelector('.timeline-foot')].map((one) => one.getBoundingClientRect());
            return {
                dots: sheets.map((sheet) => sheet.width),
                corners: sheets.map((sheet) => [...sheet.getContext('2d').getImageData(0, 0, 1, 1).data]),
                apart: places.every((place, i) => i === 0 || places[i - 1].bottom <= place.top),
                grid: getComputedStyle(document.querySelector('.timeline-panel')).display,
                theme: document.documentElement.dataset.theme,
            }";
        let seen = page.js(script, json!(null)).await;
        for (dots, corner) in seen["dots"].as_array().unwrap().iter().zip(seen["corners"].as_array().unwrap()) {
            assert!(dots.as_f64().unwrap() / (PAPER_MM / 25.4) >= 300.0, "{seen}");
            assert_eq!(*corner, json!([255, 255, 255, 255]));
        }
        // In a grid what follows would lie over the sheets of the last page.
        let (apart, grid, theme) = (&seen["apart"], &seen["grid"], &seen["theme"]);
        assert_eq!((apart, grid, theme), (&json!(true), &json!("block"), &json!("light")));
    });
}
