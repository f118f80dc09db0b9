//! Export: pictures, tables and print of exactly what is shown.

use std::collections::HashSet;
use std::time::Duration;

use gloo_timers::future::TimeoutFuture;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlCanvasElement};

use crate::app::browser::download::{CSV, File};
use crate::app::browser::{clipboard, download, paper};
use crate::app::picture::{PictureInput, file_name, picture, times, title};
use crate::app::scope::Scope;
use crate::app::view_state::{Data, ViewState};
use crate::screen::Canvas;
use crate::ui::parts::aria;
use crate::ui::scope::scope_words;
use data::files::export::{Extract, records_csv};
use data::files::summary::{Split, SummaryInput, summary_csv};
use model::state::ActivityId;
use model::time::Span;
use paint::display_list::DisplayList;
use paint::svg::to_svg;
use scene::Scene;
use scene::theme::Theme;

/// Device pixels a CSS pixel in PNG files.
const PNG_SCALE: f64 = 2.0;

/// Longest side of a canvas that all browsers can make, in device pixels.
const LONGEST_SIDE: f64 = 16_000.0;

/// What can be exported.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Png,
    Svg,
    Records,
    Summary,
    Copy,
    Print,
}

const KINDS: [(Kind, &str, &str); 6] = [
    (Kind::Png, "Picture (PNG)", "for slides and mail"),
    (Kind::Svg, "Drawing (SVG)", "sharp at any size"),
    (Kind::Records, "Records (CSV)", "can be opened here again"),
    (Kind::Summary, "Summary (CSV)", "a row an agent and state"),
    (Kind::Copy, "Copy picture", "to the clipboard"),
    (Kind::Print, "Print", "or save as PDF"),
];

/// Runs `work` on what a picture is made from; `None` before anything came.
fn with_picture_of<T>(shown: ViewState, work: impl FnOnce(&PictureInput) -> T) -> Option<T> {
    let data = shown.data.get()?;
    let (zone, people) = (shown.zone.get(), shown.people.get());
    let (hidden, scope, overruns) = (shown.hidden.get(), shown.scope.get(), shown.overruns.get());
    let plans = shown.adhered.get();
    Some(work(&PictureInput {
        data: &data,
        zone: &zone,
        people: &people,
        hidden: &hidden,
        lanes: shown.lanes.get(),
        agent: shown.agent.get(),
        scope: &scope,
        overruns: &overruns,
        plans: &plans,
        width: shown.width.get(),
    }))
}

/// The same of what is shown now.
pub(super) fn with_picture<T>(shown: ViewState, work: impl FnOnce(&PictureInput) -> T) -> Option<T> {
    untrack(|| with_picture_of(shown, work))
}

fn scene_of(shown: ViewState) -> Option<Scene> {
    with_picture(shown, picture)
}

/// The name of a file of what is shown.
pub(super) fn named(shown: ViewState, what: &str, extension: &str) -> String {
    let name = with_picture(shown, |input| file_name(input, what, extension));
    name.unwrap_or_else(|| format!("shiftline.{extension}"))
}

/// A canvas of its own, with the picture on it.
fn canvas(shown: ViewState) -> Option<HtmlCanvasElement> {
    canvas_of(&scene_of(shown)?, shown.theme.get_untracked(), PNG_SCALE)
}

fn save_svg(shown: ViewState) -> bool {
    let Some(scene) = scene_of(shown) else { return false };
    let Some(text) = to_svg(&scene, shown.theme.get_untracked()) else { return false };
    let file = File::default();
    file.text(&text);
    file.save(&named(shown, "", "svg"), "image/svg+xml")
}

/// A canvas of its own with a scene on it, at so many device pixels a CSS pixel, or what is possible.
pub(super) fn canvas_of(scene: &Scene, theme: Theme, scale: f64) -> Option<HtmlCanvasElement> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    let scale = scale.min(LONGEST_SIDE / scene.width.max(scene.height).max(1.0));
    Canvas::new(&canvas)?.show(&DisplayList::of(scene, theme, scale));
    Some(canvas)
}

/// What files of records and sums are made of: the scope, its times, and what it leaves out.
struct Told {
    scope: Scope,
    spans: Vec<Span>,
    left_out: HashSet<ActivityId>,
    words: String,
}

fn told(shown: ViewState, data: &Data) -> Told {
    untrack(|| {
        let scope = shown.scope.get();
        let spans = shown.zone.with(|zone| scope.spans(zone));
        let all = data.catalog.activities().map(|(id, _)| id);
        let left_out = all.filter(|id| !shown.shows(&data.catalog, *id)).collect();
        Told { scope, spans, left_out, words: scope_words(shown) }
    })
}

/// The records of what is shown, written piece by piece so that the page stays awake.
async fn save_records(shown: ViewState) -> bool {
    let Some(data) = shown.data.get_untracked() else { return false };
    let (zone, people) = (shown.zone.get_untracked(), shown.people.get_untracked());
    let name_of = |id: &str| people.name(id).map(str::to_owned);
    let Told { scope, spans, left_out, words } = told(shown, &data);
    let extract = Extract { agents: &scope.agents, spans: &spans, left_out: &left_out, scope: &words };
    let file = File::csv();
    for piece in records_csv(&data, &zone, name_of).of(extract) {
        file.bytes(&piece);
        TimeoutFuture::new(0).await;
    }
    file.save(&named(shown, "-records", "csv"), CSV)
}

/// Where the time of what is shown went.
async fn save_summary(shown: ViewState, split: Split) -> bool {
    let Some(data) = shown.data.get_untracked() else { return false };
    let (zone, people) = (shown.zone.get_untracked(), shown.people.get_untracked());
    let Told { scope, spans, left_out, .. } = told(shown, &data);
    let (agents, spans, left_out) = (&scope.agents, &spans, &left_out);
    let file = File::csv();
    let input = SummaryInput { data: &data, people: &people, zone: &zone, agents, spans, left_out, split };
    for piece in summary_csv(input) {
        file.bytes(&piece);
        TimeoutFuture::new(0).await;
    }
    file.save(&named(shown, "-summary", "csv"), CSV)
}

async fn save_png(shown: ViewState) -> bool {
    let Some(canvas) = canvas(shown) else { return false };
    match JsFuture::from(download::png(&canvas)).await.ok().and_then(|blob| blob.dyn_into::<Blob>().ok()) {
        Some(blob) => download::save(&named(shown, "", "png"), &blob),
        None => false,
    }
}

async fn copy(shown: ViewState) -> bool {
    match canvas(shown) {
        Some(canvas) => clipboard::copy_png(download::png(&canvas)).await,
        None => false,
    }
}

/// What a print says above the timeline, where the screen has controls: whose time it is, which part
/// of it, in which zone, and what the figures are of.
#[component]
pub fn PrintHead(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let words = Memo::new(move |_| with_picture_of(shown, |input| (title(input), times(input))));
    let scope = move || format!("Figures are of: {}", scope_words(shown));
    let head = move || {
        words.get().map(|(title, times)| {
            view! { <p class="print-head"><b>{title}</b>" · "{times}<br/>{scope}</p> }
        })
    };
    view! { {head} }.into_any()
}

/// A line of the menu that is on or off: what else has a row of its own in the summary.
fn choice(
    label: &'static str,
    is_on: impl Fn() -> bool + Copy + Send + Sync + 'static,
    turn: impl Fn() + 'static,
) -> impl IntoView {
    let checked = move || aria(is_on());
    let mark = move || if is_on() { "☑ " } else { "☐ " };
    view! {
        <button type="button" role="menuitemcheckbox" tabindex="-1" aria-checked=checked on:click=move |_| turn()>
            <span class="remark"><span aria-hidden="true">{mark}</span>{label}</span>
        </button>
    }
}

/// How fine the summary is.
fn splits(split: RwSignal<Split>) -> impl IntoView {
    let by_day =
        choice("Summary by day", move || split.get().by_day, move || split.update(|s| s.by_day = !s.by_day));
    let by_reason = choice(
        "Summary by reason",
        move || split.get().by_reason,
        move || split.update(|s| s.by_reason = !s.by_reason),
    );
    view! { {by_day}{by_reason} }
}

/// The button and its menu.
#[component]
pub fn ExportMenu(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let told = RwSignal::new("");
    let split = RwSignal::new(Split { by_day: true, by_reason: true });
    let menu = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let tell = move |words: &'static str| {
        told.set(words);
        set_timeout(move || told.set(""), Duration::from_secs(4));
    };
    let export = move |kind: Kind| {
        open.set(false);
        spawn_local(async move {
            let (done, words) = match kind {
                Kind::Png => (save_png(shown).await, "Picture saved"),
                Kind::Svg => (save_svg(shown), "Drawing saved"),
                Kind::Records => (save_records(shown).await, "Records saved"),
                Kind::Summary => (save_summary(shown, split.get_untracked()).await, "Summary saved"),
                Kind::Copy => (copy(shown).await, "Picture copied"),
                Kind::Print => (paper::print().await, ""),
            };
            tell(if done { words } else { "The browser refused; try another export" });
        });
    };
    let focus = move |step: i32| {
        let Some(menu) = menu.get_untracked() else { return };
        let Ok(items) = menu.query_selector_all("[role^=menuitem]") else { return };
        let active = document().active_element();
        let is_active = |i: &u32| {
            items.item(*i).is_some_and(|node| active.as_ref().is_some_and(|a| node.is_same_node(Some(a))))
        };
        let count = items.length() as i32;
        let at = (0..items.length()).find(is_active).map_or(if step > 0 { -1 } else { 0 }, |i| i as i32);
        let next = items.item((at + step).rem_euclid(count.max(1)) as u32);
        if let Some(item) = next.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Only an element that is gone refuses the focus.
            let _ = item.focus();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => {
                open.set(true);
                request_animation_frame(move || focus(1));
            }
            "ArrowUp" => focus(-1),
            "Escape" => {
                open.set(false);
                if let Some(button) = button.get_untracked() {
                    let _ = button.focus();
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let on_leave = move |event: leptos::ev::FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = menu.get_untracked().is_some_and(|menu| menu.contains(to.as_ref()));
        if !inside {
            open.set(false);
        }
    };
    let items = KINDS.map(|(kind, label, about)| {
        let item = view! {
            <button type="button" role="menuitem" tabindex="-1" on:click=move |_| export(kind)>
                <span>{label}</span>
                <span class="remark">{about}</span>
            </button>
        };
        let splits = (kind == Kind::Summary).then(|| splits(split));
        view! { {item}{splits} }
    });
    view! {
        <div class="menu-box" node_ref=menu on:keydown=on_key on:focusout=on_leave>
            <button
                type="button"
                class="button"
                node_ref=button
                aria-haspopup="menu"
                aria-expanded=move || aria(open.get())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                "Export"
            </button>
            <div class="menu" role="menu" aria-label="Export" class:hidden=move || !open.get()>
                {items.collect_view()}
            </div>
            <span class="menu-told" role="status">{move || told.get()}</span>
        </div>
    }
    .into_any()
}
