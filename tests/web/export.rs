//! Pictures to take away.

use data::files::{Import, Options};
use leptos::prelude::*;
use model::state::Catalog;
use model::time::Span;
use model::zone::Zone;
use paint::svg::to_svg;
use scene::layout::Grouping;
use scene::theme::Theme;
use shiftline::app::picture::{PictureInput, picture};
use shiftline::app::scope::{Scope, ScopeKind};
use shiftline::app::view_state::LaneMode;
use shiftline::app::words::export as words;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{DomParser, SupportedType};

use crate::sample::{DAY, at, shift, team};
use crate::stage::{NONE, Stage};

#[wasm_bindgen_test]
async fn the_drawing_is_xml_with_its_text_as_text() {
    let stage = Stage::new(shift()).await;
    let shown = stage.shown;
    let data = shown.data.get_untracked().unwrap();
    let (zone, people) = (shown.zone.get_untracked(), shown.people.get_untracked());
    let hidden = shown.hidden.get_untracked();
    let span = Span { start: at(10, 0), end: at(14, 0) };
    let scope = Scope { kind: ScopeKind::Zoom, span, agents: vec![0], ..Scope::default() };
    let scene = picture(&PictureInput {
        data: &data,
        zone: &zone,
        people: &people,
        hidden: &hidden,
        lanes: shown.lanes.get_untracked(),
        agent: 0,
        scope: &scope,
        hours: None,
        grouping: Grouping::default(),
        overruns: &shown.overruns.get_untracked(),
        plans: &shown.adhered.get_untracked(),
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
    for words in ["Agent 7", "Lunch", "Ready", "2 h · 50% · 1×"] {
        assert!(texts.iter().any(|text| text == words), "{words}: {texts:?}");
    }
}

/// Catches the files that a page offers to be saved, in the order they are offered.
struct Catcher {
    files: js_sys::Array,
}

impl Catcher {
    fn new() -> Self {
        let files = js_sys::Array::new();
        let script = "const own = URL.createObjectURL;
            URL.createObjectURL = file => { files.push(file); return own.call(URL, file); };
            HTMLAnchorElement.prototype.click = () => {};";
        js_sys::Function::new_with_args("files", script).call1(&JsValue::NULL, &files).unwrap();
        Self { files }
    }

    fn count(&self) -> u32 {
        self.files.length()
    }

    async fn bytes(&self, n: u32) -> Vec<u8> {
        let file: web_sys::Blob = self.files.get(n).unchecked_into();
        let buffer = JsFuture::from(file.array_buffer()).await.unwrap();
        js_sys::Uint8Array::new(&buffer).to_vec()
    }
}

fn choose(stage: &Stage, item: &str) {
    let items = stage.all("[role=menuitem]");
    items.iter().find(|found| found.inner_text().starts_with(item)).unwrap().click();
}

#[wasm_bindgen_test]
async fn every_export_makes_its_file() {
    let stage = Stage::new(shift()).await;
    let files = Catcher::new();
    stage.button("Export").click();
    for (n, item) in
        ["Picture", "Drawing", "Records (CSV)", "Summary", "Records (Parquet)"].into_iter().enumerate()
    {
        choose(&stage, item);
        stage.until(item, |_| files.count() as usize == n + 1).await;
        stage.button("Export").click();
        stage.settle().await;
    }
    let png = files.bytes(0).await;
    assert_eq!(&png[1..4], b"PNG");
    let opened = |bytes: Vec<u8>| {
        let (mut catalog, mut import) = (Catalog::default(), Import::new(Options::new(Zone::utc())));
        import.feed(&bytes, &mut catalog).unwrap();
        let imported = import.finish(&mut catalog).unwrap();
        (imported.window(), imported.rows, imported.rejected)
    };
    let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!(size(16), 2 * (stage.shown.width.get_untracked() as u32 + 40), "twice the page");
    assert!(files.bytes(1).await.starts_with(b"<svg"));
    assert_eq!(opened(files.bytes(2).await), (Some(DAY), 6, 0));
    assert_eq!(opened(data::archive::table(files.bytes(4).await).unwrap()), (Some(DAY), 6, 0));
    let summary = String::from_utf8(files.bytes(3).await).unwrap();
    assert!(summary.contains("READY") && summary.contains("0.7778"), "{summary}");
    assert!(summary.contains("agent_id,agent_name,team,day,"), "{summary}");
    let by_day = &stage.all("[role=menuitemcheckbox]")[0];
    by_day.click();
    stage.until("days to be off", |_| by_day.get_attribute("aria-checked").as_deref() == Some("false")).await;
    choose(&stage, "Summary");
    stage.until("another summary", |_| files.count() == 6).await;
    let summary = String::from_utf8(files.bytes(5).await).unwrap();
    assert!(summary.contains("agent_id,agent_name,team,from ("), "{summary}");
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

#[wasm_bindgen_test]
async fn a_picture_of_more_rows_than_a_canvas_holds_at_full_size_says_so() {
    let stage = Stage::new(team(1_100)).await;
    stage.shown.lanes.set(LaneMode::Agent);
    let files = Catcher::new();
    stage.button("Export").click();
    choose(&stage, "Picture");
    stage.until("the picture", |_| files.count() == 1).await;
    stage.until("word of it", |stage| stage.get(".menu-told").inner_text() == words::SMALLER).await;
    let png = files.bytes(0).await;
    assert_eq!(u32::from_be_bytes(png[20..24].try_into().unwrap()), 16_000, "as high as all browsers draw");
}
