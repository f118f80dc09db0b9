//! Names that turn the direction of text: nothing around them is turned.

use std::sync::Arc;

use leptos::prelude::*;
use model::dataset::{Dataset, DatasetInput};
use model::page::{PageBuilder, Part, Series};
use model::record::{Durations, Record};
use model::state::{Catalog, Reading, StateKind};
use shiftline::app::view_state::{Data, LaneMode, ViewState};
use shiftline::ui::page::cards::Cards;
use shiftline::ui::page::records::Records;
use shiftline::ui::page::totals::Totals;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Node};

use crate::panel::Panel;
use crate::sample::{DAY, at};
use crate::stage::{Stage, frame};

/// Hebrew, the end of an isolate, and a turn that never ends.
const STATE: &str = "\u{5d0}\u{5d1}\u{2069}\u{202e}STATE";
const REASON: &str = "\u{5d2}\u{2067}\u{202e}WHY";
const AGENT: &str = "\u{5d3}\u{2069}\u{202d}WHO";

fn data() -> Dataset {
    let mut catalog = Catalog::default();
    let mut page = PageBuilder::new();
    let odd =
        catalog.intern(STATE, Some(REASON), |_| Reading { label: STATE.into(), kind: StateKind::Other });
    let lunch = catalog.intern("NOT_READY", Some(REASON), |_| Reading::known(StateKind::NotReady));
    for (agent, hour, activity) in [(AGENT, 8, odd), (AGENT, 9, lunch), ("7", 8, lunch), ("7", 10, odd)] {
        let detail = Some(format!("Skill: {REASON}").into());
        page.push(&agent.into(), Record { detail, ..Record::new(at(hour, 0), activity, None) });
    }
    let parts = vec![Part::Page(Arc::new(page.finish()))];
    let series = [Series::new(None, DAY, parts, Durations::OfPreviousState)];
    Dataset::build(DatasetInput { series: &series, catalog, window: DAY, now: DAY.end })
}

fn texts(node: &Node, found: &mut Vec<Node>) {
    if node.node_type() == Node::TEXT_NODE {
        found.push(node.clone());
    }
    let children = node.child_nodes();
    for child in (0..children.length()).filter_map(|i| children.item(i)) {
        texts(&child, found);
    }
}

/// Looks at every text and every attribute that people read.
fn check(root: &Element, names: usize) {
    let turns = |text: &str| text.contains(['\u{202d}', '\u{202e}', '\u{2067}']);
    let is_foreign = |text: &str| text.contains(['\u{5d0}', '\u{5d2}', '\u{5d3}']);
    let mut found = Vec::new();
    texts(root, &mut found);
    let mut seen = 0;
    for node in found {
        let text = node.text_content().unwrap_or_default();
        assert!(!turns(&text), "{text:?}");
        if !is_foreign(&text) {
            continue;
        }
        seen += 1;
        let parent: Element = node.parent_element().unwrap();
        let is_alone = parent.closest("bdi, option").unwrap().is_some();
        assert!(is_alone || text.contains('\u{2068}'), "{text:?} in {}", parent.outer_html());
    }
    assert!(seen >= names, "{seen} names in {}", root.inner_html());
    let all = root.query_selector_all("[title], [aria-label]").unwrap();
    for element in (0..all.length()).filter_map(|i| all.item(i)) {
        let element: Element = element.unchecked_into();
        for name in ["title", "aria-label"] {
            let text = element.get_attribute(name).unwrap_or_default();
            assert!(!turns(&text), "{name} {text:?}");
        }
    }
}

#[wasm_bindgen_test]
async fn names_in_tables_and_cards_turn_nothing_around_them() {
    let panel = Panel::new(1_000.0, || {
        let shown = ViewState::derived();
        shown.view.set(DAY);
        shown.data.set(Some(Data(Arc::new(data()))));
        view! {
            <Cards shown/>
            <Totals shown/>
            <Records shown/>
        }
    });
    frame().await;
    frame().await;
    check(&panel.root, 6);
}

#[wasm_bindgen_test]
async fn names_around_the_timeline_turn_nothing() {
    let stage = Stage::new(data()).await;
    stage.shown.selection.set(Some(DAY.into()));
    stage.shown.lanes.set(LaneMode::Agent);
    stage.shown.moment.set(Some(at(9, 30)));
    stage.settle().await;
    check(&stage.root, 4);
}
