//! Pictures to take away.

use leptos::prelude::*;
use shiftline::app::picture::{PictureInput, picture};
use shiftline::domain::time::Span;
use shiftline::paint::svg::to_svg;
use shiftline::scene::theme::Theme;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{DomParser, SupportedType};

use crate::sample::{at, shift};
use crate::stage::{NONE, Stage};

#[wasm_bindgen_test]
async fn the_drawing_is_xml_with_its_text_as_text() {
    let stage = Stage::new(shift()).await;
    let shown = stage.shown;
    let data = shown.data.get_untracked().unwrap();
    let (zone, people) = (shown.zone.get_untracked(), shown.people.get_untracked());
    let (hidden, order) = (shown.hidden.get_untracked(), shown.order.get_untracked());
    let scene = picture(&PictureInput {
        data: &data,
        zone: &zone,
        people: &people,
        hidden: &hidden,
        lanes: shown.lanes.get_untracked(),
        agent: 0,
        order: &order,
        view: Span { start: at(10, 0), end: at(14, 0) },
        width: shown.width.get_untracked(),
    });
    let text = to_svg(&scene, Theme::Light).unwrap();
    let parsed = DomParser::new().unwrap().parse_from_string(&text, SupportedType::ImageSvgXml).unwrap();
    assert!(parsed.query_selector("parsererror").unwrap().is_none());
    let found = parsed.query_selector_all("text").unwrap();
    let texts: Vec<_> = (0..found.length())
        .filter_map(|i| found.item(i)?.text_content())
        .map(|t| t.trim().to_owned())
        .collect();
    for words in ["Agent 7", "Lunch", "Ready", "2 h · 50.0 % · 1×"] {
        assert!(texts.iter().any(|text| text == words), "{words}: {texts:?}");
    }
}

#[wasm_bindgen_test]
async fn the_menu_opens_by_keys_and_closes_by_esc() {
    let stage = Stage::new(shift()).await;
    let hidden = |stage: &Stage| stage.get("[role=menu]").class_list().contains("hidden");
    assert!(hidden(&stage));
    stage.button("Export").focus().unwrap();
    stage.key_in("[aria-haspopup=menu]", "ArrowDown", NONE);
    stage.until("the menu", |stage| !hidden(stage)).await;
    let focused = || document().active_element().and_then(|e| e.text_content()).unwrap_or_default();
    stage.until("its first item", |_| focused().contains("PNG")).await;
    stage.key_in("[role=menuitem]", "ArrowDown", NONE);
    stage.until("the second", |_| focused().contains("SVG")).await;
    stage.key_in("[role=menuitem]", "Escape", NONE);
    stage.until("the button", |stage| hidden(stage) && focused() == "Export").await;
}
