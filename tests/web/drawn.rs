//! Rows whose elements stay while what they say changes.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use shiftline::ui::page::records::Records;
use shiftline::ui::parts::drawn::{Tag, draw, row_of, tag};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, MouseEvent};

use crate::panel::Panel;
use crate::sample::shift;
use crate::stage::Stage;
use shiftline::app::view_state::{Data, ViewState};

/// Rows, a panel that draws them, and the row that was clicked last.
fn drawn(first: Vec<Tag>) -> (RwSignal<Vec<Tag>>, RwSignal<Option<usize>>, Panel) {
    let slot = Rc::new(Cell::new(None));
    let filled = slot.clone();
    let panel = Panel::new(300.0, move || {
        let (rows, clicked) = (RwSignal::new(first), RwSignal::new(None));
        filled.set(Some((rows, clicked)));
        let place = NodeRef::new();
        draw(place, move || rows.get());
        view! { <div class="place" node_ref=place on:click=move |event: MouseEvent| clicked.set(row_of(&event))></div> }
    });
    let (rows, clicked) = slot.take().unwrap();
    (rows, clicked, panel)
}

async fn until(panel: &Panel, html: &str) {
    panel.until(html, |panel| panel.get(".place").inner_html() == html).await;
}

/// What a test writes on elements: it goes where somebody sets the attribute anew.
fn mark(elements: &[HtmlElement], name: &str) {
    for element in elements {
        element.set_attribute(name, "kept").unwrap();
    }
}

fn marked(panel: &Panel, name: &str) -> usize {
    panel.all(&format!("[{name}=kept]")).len()
}

#[wasm_bindgen_test]
async fn what_changes_is_changed_and_the_rest_is_left_alone() {
    let row =
        |class: &'static str, words: &str| tag("p").with("class", class).with("role", "row").text(words);
    let (rows, _, panel) = drawn(vec![row("a", "one"), row("a", "two")]);
    until(&panel, r#"<p class="a" role="row">one</p><p class="a" role="row">two</p>"#).await;
    mark(&panel.all("p"), "role");
    rows.set(vec![row("b", "one"), row("a", "three"), row("a", "four")]);
    until(
        &panel,
        r#"<p class="b" role="kept">one</p><p class="a" role="kept">three</p><p class="a" role="row">four</p>"#,
    )
    .await;
    rows.set(vec![tag("p").with("class", "b").text("one").child(tag("b").with("style:color", "red"))]);
    until(&panel, r#"<p class="b">one<b style="color: red;"></b></p>"#).await;
    rows.set(vec![tag("p").child(tag("b")).text("<&")]);
    until(&panel, "<p><b></b>&lt;&amp;</p>").await;
    rows.set(vec![tag("ul"), tag("p").child(tag("b").with("style:color", "blue"))]);
    until(&panel, r#"<ul></ul><p><b style="color: blue;"></b></p>"#).await;
    rows.set(vec![tag("ul"), tag("p").child(tag("b"))]);
    until(&panel, r#"<ul></ul><p><b style=""></b></p>"#).await;
    rows.set(Vec::new());
    until(&panel, "").await;
}

#[wasm_bindgen_test]
async fn a_click_anywhere_in_a_row_is_one_on_the_row() {
    let row = |number: usize| {
        let button = tag("button").with("type", "button").text("x");
        tag("div").with("aria-rowindex", (number + 2).to_string()).child(button)
    };
    let (_, clicked, panel) = drawn(vec![row(0), row(41), tag("div").child(tag("i"))]);
    panel.until("the rows", |panel| panel.all("button").len() == 2).await;
    panel.all("button")[1].click();
    assert_eq!(clicked.get_untracked(), Some(41));
    panel.get("i").click();
    assert_eq!(clicked.get_untracked(), None);
    panel.get("[aria-rowindex='2']").click();
    assert_eq!(clicked.get_untracked(), Some(0));
}

#[wasm_bindgen_test]
async fn other_records_take_the_places_of_those_that_were_there() {
    let slot = Rc::new(Cell::new(None));
    let filled = slot.clone();
    let panel = Panel::new(800.0, move || {
        let shown = ViewState::derived();
        let data = shift();
        shown.view.set(data.window);
        shown.data.set(Some(Data(data.into())));
        filled.set(Some(shown));
        view! { <Records shown/> }
    });
    let shown: ViewState = slot.take().unwrap();
    panel.until("the records", |panel| panel.all(".record-rows .record").len() > 2).await;
    let times =
        |panel: &Panel| panel.all(".record-time").iter().map(HtmlElement::inner_text).collect::<Vec<_>>();
    let before = times(&panel);
    mark(&panel.all(".record-rows .record"), "role");
    shown.records.update(|sort| *sort = sort.clicked(sort.by));
    panel.until("the other order", |panel| times(panel) != before).await;
    assert!(times(&panel).into_iter().rev().eq(before.iter().cloned()));
    assert_eq!(marked(&panel, "role"), before.len());
}

#[wasm_bindgen_test]
async fn rows_beside_the_timeline_stay_while_their_figures_change() {
    let stage = Stage::new(shift()).await;
    let figures = |stage: &Stage| {
        stage
            .all(".row-cell")
            .iter()
            .map(|cell| cell.dyn_ref::<HtmlElement>().unwrap().inner_text())
            .collect::<Vec<_>>()
    };
    stage.until("the figures", |stage| !figures(stage).is_empty()).await;
    let before = figures(&stage);
    let (rows, cells) = (stage.all("[data-testid=row]"), stage.all(".row-cell"));
    rows.iter().chain(&cells).for_each(|element| element.set_attribute("role", "kept").unwrap());
    let view = stage.view();
    stage.shown.set_view(model::time::Span { start: view.start, end: view.start + view.len() / 3 });
    stage.until("other figures", |stage| figures(stage) != before).await;
    assert_eq!(stage.all("[role=kept]").len(), rows.len() + cells.len());
}
