//! The panel of data quality, and the table of records beside it.

use std::sync::Arc;

use data::files::{self, Import, Imported, Options};
use leptos::prelude::*;
use model::dataset::Dataset;
use model::state::Catalog;
use model::time::Millis;
use model::zone::Zone;
use shiftline::app::quality::Source;
use shiftline::app::view_state::{Data, ViewState};
use shiftline::ui::page::findings::FindingsPanel;
use shiftline::ui::page::records::Records;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::panel::Panel;
use crate::stage::frame;

/// After all that files hold.
const NOW: Millis = Millis(1_800_000_000_000);

/// A file of a case: its name, and what it holds.
macro_rules! case {
    ($name:literal) => {
        ($name, include_str!(concat!("../cases/", $name)))
    };
}

fn read(files: &[(&str, &str)]) -> (Vec<Source>, Dataset) {
    let mut catalog = Catalog::default();
    let mut read = |text: &str| {
        let mut import = Import::new(Options::new(Zone::utc()));
        import.feed(text.as_bytes(), &mut catalog).unwrap();
        import.finish(&mut catalog).unwrap()
    };
    let imported: Vec<Imported> = files.iter().map(|(_, text)| read(text)).collect();
    let sources = files.iter().zip(&imported).map(|((name, _), file)| Source::file(name, file)).collect();
    (sources, files::dataset(&imported, catalog, NOW))
}

fn findings(sources: Vec<Source>, data: Option<Dataset>) -> Panel {
    Panel::new(800.0, move || {
        let shown = ViewState::derived();
        shown.data.set(data.map(|data| Data(Arc::new(data))));
        view! { <FindingsPanel shown files=Signal::stored(sources)/> }
    })
}

fn data_of(panel: &Panel, part: &str, name: &str) -> String {
    panel.get(&format!("[data-testid={part}]")).dataset().get(name).unwrap_or_default()
}

/// Case 70-bad-duration.
#[wasm_bindgen_test]
async fn remarks_are_counted_and_named_with_line_column_and_text() {
    let (sources, data) = read(&[case!("70-bad-duration.csv")]);
    let panel = findings(sources, Some(data));
    frame().await;
    assert_eq!(data_of(&panel, "findings", "count"), "3", "two values and a state in progress");
    for details in panel.all("details") {
        details.set_attribute("open", "").unwrap();
    }
    let text = panel.root.inner_text();
    for words in ["Values that cannot be read: 2", "They count as missing", "In progress, length unknown: 1"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let places: Vec<String> = panel.all("li").iter().map(web_sys::HtmlElement::inner_text).collect();
    assert!(places.iter().any(|place| place.starts_with("Line 2, Duration: ")), "{places:?}");
    assert!(!text.contains("70-bad-duration.csv"), "one file needs no name: {text}");
    assert_eq!(panel.all("li code bdi").len(), 2);
}

/// Case 58-promised-list.
#[wasm_bindgen_test]
async fn the_panel_is_there_when_nothing_can_be_shown_and_names_files_where_there_are_several() {
    let other = "Agent_No,Start_Date,Available\n1,yesterday,1\n";
    let (sources, _) = read(&[("a.csv", other), ("<i>b</i>.csv", other)]);
    let panel = findings(sources, None);
    frame().await;
    assert_eq!(
        (data_of(&panel, "findings", "count"), data_of(&panel, "findings", "rejected")),
        ("2".into(), "2".into())
    );
    for details in panel.all("details") {
        details.set_attribute("open", "").unwrap();
    }
    let places: Vec<String> = panel.all("li").iter().map(web_sys::HtmlElement::inner_text).collect();
    assert_eq!(places[0], "a.csv, Line 2: It has no time that can be read: 1,yesterday,1");
    assert!(places[1].starts_with("<i>b</i>.csv, Line 2: "), "{places:?}");
}

/// A report whose cells are as long as they get.
fn long_rows() -> Dataset {
    let rows = "Agent_No,Start_Date,State,Outstate,Duration\n\
        1,11/13/2026 10:00:00,Unavailable,Meeting about the other meeting,36059\n\
        1,11/13/2026 20:00:59,Somewhere else altogether,,\n";
    read(&[("long.csv", rows)]).1
}

/// Case 76-records-table: at any width, with any spacing, no cell reaches over the next.
#[wasm_bindgen_test]
async fn no_cell_of_the_records_lies_over_the_next() {
    // The panel's width on windows of 320 to 1920 px.
    for width in [298.0, 340.0, 588.0, 606.0, 654.0, 900.0, 1_200.0] {
        for (letters, words) in [("normal", "normal"), (".12em", ".16em")] {
            let panel = Panel::new(width, move || {
                let shown = ViewState::derived();
                shown.data.set(Some(Data(Arc::new(long_rows()))));
                view! { <Records shown/> }
            });
            panel.root.style().set_property("letter-spacing", letters).unwrap();
            panel.root.style().set_property("word-spacing", words).unwrap();
            panel.until("the rows", |panel| panel.all(".record-rows .record").len() == 2).await;
            let cells = panel.all(".record > div");
            assert!(cells.len() > 10);
            for cell in cells {
                let (needs, has) = (cell.scroll_width(), cell.client_width());
                assert!(needs <= has, "{width}, {letters}: {needs} in {has}: {}", cell.inner_html());
            }
            let row = panel.get(".record-rows .record");
            assert!(row.scroll_width() <= row.client_width(), "{width}, {letters}: the row");
            if width >= 588.0 {
                let whole = |text: &web_sys::HtmlElement| text.scroll_width() <= text.client_width();
                let times = panel.all(".record-time > *");
                assert!(times.iter().all(whole), "{width}, {letters}: day and time have room");
            }
        }
    }
}

/// Case 72-running.
#[wasm_bindgen_test]
async fn a_record_whose_end_nothing_tells_has_no_length() {
    let (_, data) = read(&[case!("72-running.csv")]);
    let panel = Panel::new(800.0, move || {
        let shown = ViewState::derived();
        shown.data.set(Some(Data(Arc::new(data))));
        view! { <Records shown/> }
    });
    panel.until("the rows", |panel| panel.all(".record-rows .record").len() == 2).await;
    let last = panel.all(".record-rows .record")[1].text_content().unwrap();
    assert!(last.contains("in progress, length unknown") && !last.contains("ms"), "{last}");
}

/// Case 18-nested: what goes on after a row inside it is no row of its own.
#[wasm_bindgen_test]
async fn only_rows_that_came_are_listed() {
    let (_, data) = read(&[case!("18-nested.csv")]);
    let (rows, segments) = (data.records(), data.agents[0].lane.len());
    assert!(segments > rows);
    let panel = Panel::new(800.0, move || {
        let shown = ViewState::derived();
        shown.data.set(Some(Data(Arc::new(data))));
        view! { <Records shown/> }
    });
    let listed = rows.to_string();
    panel.until("them", move |panel| data_of(panel, "records", "rows") == listed).await;
}
