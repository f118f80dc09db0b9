//! The question what the columns of an unknown table hold.

use data::files::DateOrder;
use data::files::columns::{Preset, Role};
use data::length::Unit;
use leptos::prelude::*;
use shiftline::app::session::files::{Answer, Asking};
use shiftline::ui::page::columns::ColumnsDialog;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlButtonElement;

use crate::panel::Panel;

/// What was answered, each time that something was.
type Answers = RwSignal<Vec<Option<Answer>>>;

const HEADER: [&str; 4] = ["User", "Status", "Since", "Secs"];

fn asking(proposal: Option<Preset>) -> Asking {
    let found = HEADER.map(str::to_owned).to_vec();
    let row = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
    let rows = vec![row("ana@x.test,Away,03/11/2026 09:00:00,60"), row("<b>bo</b>,\u{202e}evil,,")];
    let guess = || Preset { zone: Some("Europe/Paris".into()), ..Preset::guess(&found) };
    Asking { name: "queue.csv".into(), proposal: proposal.unwrap_or_else(guess), found, rows }
}

async fn dialog(proposal: Option<Preset>) -> (Panel, Answers) {
    let slot = std::rc::Rc::new(std::cell::Cell::new(None));
    let filled = slot.clone();
    let panel = Panel::new(1_000.0, move || {
        let answers: Answers = RwSignal::new(Vec::new());
        filled.set(Some(answers));
        let done = Callback::new(move |answer| answers.update(|all| all.push(answer)));
        view! { <ColumnsDialog asking=asking(proposal) done/> }
    });
    panel.until("the dialog to open", |panel| panel.get("dialog").has_attribute("open")).await;
    (panel, slot.take().unwrap())
}

fn read_button(panel: &Panel) -> HtmlButtonElement {
    panel.get("button[type=submit]").dyn_into().unwrap()
}

fn why(panel: &Panel) -> String {
    panel.get("#columns-why").inner_text()
}

#[wasm_bindgen_test]
async fn the_guess_is_there_and_nothing_is_read_before_it_is_enough() {
    let (panel, answers) = dialog(None).await;
    let chosen = HEADER.map(|name| panel.chosen(name));
    assert_eq!(chosen, ["Agent ID", "Agent state", "Keep as detail", "Keep as detail"]);
    assert!(read_button(&panel).disabled());
    assert!(why(&panel).contains("when a state began"), "{}", why(&panel));
    panel.choose("Since", "Agent state");
    panel
        .until("two of a kind", |panel| why(panel).contains("Two columns are chosen as “Agent state”"))
        .await;
    assert!(read_button(&panel).disabled());
    panel.choose("Since", "Start (date and time, or date)");
    panel.until("no trouble", |panel| why(panel).is_empty() && !read_button(panel).disabled()).await;
    assert!(panel.get("dialog").inner_text().contains("lasts until the next one begins"));
    panel.choose("Times are those of", "Mars/Olympus");
    panel
        .until("no such zone", |panel| why(panel).contains("no time zone") && read_button(panel).disabled())
        .await;
    assert!(answers.get_untracked().is_empty());
}

#[wasm_bindgen_test]
async fn what_is_chosen_is_answered() {
    let (panel, answers) = dialog(None).await;
    panel.choose("Since", "Start (date and time, or date)");
    panel.choose("Secs", "Duration");
    panel.until("the unit", |panel| panel.root.inner_text().contains("Duration is in")).await;
    panel.choose("Duration is in", "Minutes");
    panel.choose("Duration is that of", "The state before");
    panel.choose("Times are those of", " Asia/Kolkata ");
    panel.choose("Dates are", "day/month/year");
    panel
        .labelled("Remember on this computer, for files with the same columns (names of columns and states, no rows)")
        .click();
    panel.until("no trouble", |panel| !read_button(panel).disabled()).await;
    read_button(&panel).click();
    panel.until("an answer", |_| !answers.with_untracked(Vec::is_empty)).await;
    let roles = [Role::Agent, Role::State, Role::Start, Role::Duration];
    let preset = Preset {
        columns: HEADER.map(str::to_owned).into_iter().zip(roles).collect(),
        unit: Some(Unit::Minutes),
        measures_previous: true,
        zone: Some("Asia/Kolkata".into()),
        date_order: Some(DateOrder::DayFirst),
        ..Preset::default()
    };
    assert_eq!(answers.get_untracked(), [Some(Answer { preset, remember: false })]);
    assert!(!panel.get("dialog").has_attribute("open"));
}

#[wasm_bindgen_test]
async fn cancel_and_escape_answer_nothing() {
    let (panel, answers) = dialog(None).await;
    let cancel = panel.all("button").into_iter().find(|button| button.inner_text() == "Cancel").unwrap();
    cancel.click();
    panel.until("an answer", |_| answers.get_untracked() == [None]).await;
    let (panel, answers) = dialog(None).await;
    // What Esc does to a dialog.
    panel.get("dialog").dyn_into::<web_sys::HtmlDialogElement>().unwrap().close();
    panel.until("an answer", |_| answers.get_untracked() == [None]).await;
}

#[wasm_bindgen_test]
async fn a_choice_from_before_is_filled_in_and_cells_are_text() {
    let columns = HEADER.iter().map(|name| ((*name).to_owned(), Role::Detail)).collect();
    let before = Preset { columns, date_order: Some(DateOrder::DayFirst), ..Preset::default() };
    let (panel, _) = dialog(Some(before)).await;
    assert!(HEADER.iter().all(|name| panel.chosen(name) == "Keep as detail"));
    assert_eq!(panel.chosen("Dates are"), "day/month/year");
    assert_eq!(panel.get("tbody tr:last-child td").inner_text(), "<b>bo</b>");
    assert_eq!(panel.all("tbody td > bdi").len(), 8);
}

#[wasm_bindgen_test]
async fn states_are_given_a_meaning() {
    let (panel, answers) = dialog(None).await;
    let states = |panel: &Panel| {
        let labels = panel.all(".state label");
        labels.iter().map(web_sys::HtmlElement::inner_text).collect::<Vec<_>>()
    };
    // "Status" is taken for the state.
    assert_eq!(states(&panel), ["Away", "\u{202e}evil"]);
    assert_eq!(["Away", "\u{202e}evil"].map(|name| panel.chosen(name)), ["Other", "Other"]);
    panel.choose("Away", "Not ready");
    panel.choose("\u{202e}evil", "Wrap-up");
    panel.choose("\u{202e}evil", "Other");
    panel.choose("Since", "Start (date and time, or date)");
    panel.until("no trouble", |panel| !read_button(panel).disabled()).await;
    assert_eq!(panel.chosen("Away"), "Not ready", "it stays when something else is chosen");
    read_button(&panel).click();
    panel.until("an answer", |_| !answers.with_untracked(Vec::is_empty)).await;
    let Some(Some(answer)) = answers.get_untracked().pop() else { panic!("no answer") };
    assert_eq!(answer.preset.kinds, [("Away".to_owned(), "Not ready".to_owned())].into());
}

#[wasm_bindgen_test]
async fn states_are_those_of_the_column_that_is_chosen() {
    let columns = HEADER.iter().zip([Role::Agent, Role::State, Role::Start, Role::Detail]);
    let columns = columns.map(|(name, role)| ((*name).to_owned(), role)).collect();
    let kinds = [("Away", "Logged out"), ("Gone", "Ready")];
    let kinds = kinds.map(|(name, label)| (name.to_owned(), label.to_owned())).into();
    let (panel, _) = dialog(Some(Preset { columns, kinds, ..Preset::default() })).await;
    assert_eq!((panel.chosen("Away"), panel.chosen("Gone")), ("Logged out".into(), "Ready".into()));
    panel.choose("Status", "Keep as detail");
    panel.until("no states", |panel| panel.all(".states").is_empty()).await;
    panel.choose("Secs", "Agent state");
    panel.until("another's states", |panel| panel.all(".state").len() == 1).await;
    assert_eq!(panel.chosen("60"), "Other");
    panel.choose("Secs", "Keep as detail");
    panel.choose("Status", "Agent state");
    panel.until("its own again", |panel| panel.all(".state").len() == 3).await;
    assert_eq!(panel.chosen("Away"), "Other", "what was said went with the column");
}

/// Names of states of any length, on a phone.
#[wasm_bindgen_test]
async fn states_fit_a_phone_and_only_the_first_rows_are_shown() {
    let found = ["User", "Status", "Start"].map(str::to_owned).to_vec();
    let row = |n: usize| vec!["ana".to_owned(), format!("{n}{}", "State".repeat(30)), "5".to_owned()];
    let rows: Vec<Vec<String>> = (0..25).map(row).collect();
    let proposal = Preset::guess(&found);
    let asking = Asking { name: "many.csv".into(), found, rows, proposal };
    let panel = Panel::new(360.0, move || {
        view! { <ColumnsDialog asking done=Callback::new(|_| ())/> }
    });
    panel.until("the dialog to open", |panel| panel.get("dialog").has_attribute("open")).await;
    panel.get("dialog").style().set_property("width", "348px").unwrap();
    assert_eq!((panel.all("tbody tr").len(), panel.all(".state").len()), (6, 20));
    assert!(panel.get(".states").inner_text().contains("5 more states"));
    let (dialog, states) = (panel.get("dialog"), panel.get(".states"));
    assert!(dialog.scroll_width() <= dialog.client_width(), "{}", dialog.scroll_width());
    assert!(states.scroll_width() <= states.client_width(), "{}", states.scroll_width());
    let right = |element: &web_sys::Element| element.get_bounding_client_rect().right();
    for select in panel.all(".state select") {
        assert!(right(&select) <= right(&states) + 0.5 && select.offset_width() >= 100);
        let label = panel.get(&format!("label[for='{}']", select.id()));
        let gap = select.get_bounding_client_rect().left() - right(&label);
        assert!(gap >= 0.0, "{gap}");
    }
}

/// Wider than the dialog, the first rows scroll inside it, and every control has a name.
#[wasm_bindgen_test]
async fn a_wide_table_scrolls_in_its_own_place() {
    let found: Vec<String> = (0..40).map(|n| format!("Column {n} of many")).collect();
    let rows = vec![vec!["x".repeat(400); 40]];
    let proposal = Preset::guess(&found);
    let asking = Asking { name: "wide.csv".into(), found, rows, proposal };
    let panel = Panel::new(360.0, move || {
        view! { <ColumnsDialog asking done=Callback::new(|_| ())/> }
    });
    panel.until("the dialog to open", |panel| panel.get("dialog").has_attribute("open")).await;
    let (dialog, table) = (panel.get("dialog"), panel.get(".columns-table"));
    assert!(dialog.scroll_width() <= dialog.client_width(), "{}", dialog.scroll_width());
    assert!(table.scroll_width() > table.client_width());
    for control in panel.all("select, input") {
        let id = control.id();
        let inside = control.closest("label").unwrap().is_some();
        assert!(inside || !panel.all(&format!("label[for='{id}']")).is_empty(), "{id}");
    }
}
