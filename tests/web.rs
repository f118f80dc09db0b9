//! Components in a real browser: the timeline (pointer, wheel, touch, keys, legend, find, selection,
//! export), the question about columns, data quality, the table of records, the end of the program.

#![cfg(target_arch = "wasm32")]

#[path = "web/agents.rs"]
mod agents;
#[path = "web/columns.rs"]
mod columns;
#[path = "web/drawn.rs"]
mod drawn;
#[path = "web/early.rs"]
mod early;
#[path = "web/export.rs"]
mod export;
#[path = "web/find.rs"]
mod find;
#[path = "web/fold.rs"]
mod fold;
#[path = "web/gone_to.rs"]
mod gone_to;
#[path = "web/grid.rs"]
mod grid;
#[path = "web/growing.rs"]
mod growing;
#[path = "web/handles.rs"]
mod handles;
#[path = "web/in_slices.rs"]
mod in_slices;
#[path = "web/keys.rs"]
mod keys;
#[path = "web/loading.rs"]
mod loading;
#[path = "web/locale.rs"]
mod locale;
#[path = "web/modal.rs"]
mod modal;
#[path = "web/names.rs"]
mod names;
#[path = "web/painter.rs"]
mod painter;
#[path = "web/panel.rs"]
mod panel;
#[path = "web/plans.rs"]
mod plans;
#[path = "web/pointer.rs"]
mod pointer;
#[path = "web/print.rs"]
mod print;
#[path = "web/quality.rs"]
mod quality;
#[path = "web/sample.rs"]
mod sample;
#[path = "web/scope.rs"]
mod scope;
#[path = "web/stage.rs"]
mod stage;
#[path = "web/stopped.rs"]
mod stopped;
#[path = "web/touch.rs"]
mod touch;
#[path = "web/turns.rs"]
mod turns;
#[path = "web/view.rs"]
mod view;
#[path = "web/words.rs"]
mod words;
#[path = "web/workers.rs"]
mod workers;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
