//! What exports do.

use std::collections::HashSet;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlCanvasElement};

use super::with_picture;
use crate::app::browser::download::{CSV, File, PARQUET};
use crate::app::browser::lazy::{Missing, lazy};
use crate::app::browser::{clipboard, download, paper};
use crate::app::picture::{file_name, picture};
use crate::app::scope::Scope;
use crate::app::view_state::{Data, ViewState};
use crate::screen::Canvas;
use crate::ui::scope::scope_words;
use data::archive::export::RecordsParquet;
use data::files::export::records_csv;
use data::files::extract::Extract;
use data::files::summary::{Split, SummaryInput, summary_csv};
use model::directory::Directory;
use model::locale::for_files;
use model::state::ActivityId;
use model::time::Span;
use paint::display_list::DisplayList;
use paint::svg::to_svg;
use scene::Scene;
use scene::theme::Theme;

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Png,
    Svg,
    Records,
    Parquet,
    Summary,
    Copy,
    Print,
}

/// Device pixels a CSS pixel in PNG files.
const PNG_SCALE: f64 = 2.0;

/// Longest side of a canvas that all browsers can make, in device pixels.
const LONGEST_SIDE: f64 = 16_000.0;

/// Why there is no export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotExported {
    /// The browser did not take it.
    Refused,
    /// The code for it did not come.
    NoCode,
}

/// How an export turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// As it should be.
    Whole,
    /// A picture that is smaller than what it shows is on the page.
    Smaller,
}

/// Exports.
pub(super) async fn export(kind: Kind, shown: ViewState, split: Split) -> Result<Done, NotExported> {
    let is_taken = match kind {
        Kind::Png | Kind::Copy => return take_picture(kind, shown).await,
        Kind::Svg => save_svg(shown),
        Kind::Records => save_records(shown).await,
        Kind::Parquet => save_parquet(shown).await.map_err(|_: Missing| NotExported::NoCode)?,
        Kind::Summary => save_summary(shown, split).await,
        Kind::Print => paper::print().await,
    };
    if is_taken { Ok(Done::Whole) } else { Err(NotExported::Refused) }
}

/// Saves or copies the picture, as large as a canvas can be.
async fn take_picture(kind: Kind, shown: ViewState) -> Result<Done, NotExported> {
    let scene = scene_of(shown).ok_or(NotExported::Refused)?;
    let drawn = canvas_of(&scene, shown.theme.get_untracked(), PNG_SCALE);
    let (canvas, scale) = drawn.ok_or(NotExported::Refused)?;
    let is_taken = match kind {
        Kind::Copy => clipboard::copy_png(download::png(&canvas)).await,
        _ => save_png(shown, &canvas).await,
    };
    match is_taken {
        true if scale < 1.0 => Ok(Done::Smaller),
        true => Ok(Done::Whole),
        false => Err(NotExported::Refused),
    }
}

fn scene_of(shown: ViewState) -> Option<Scene> {
    with_picture(shown, picture)
}

/// The name of a file of what is shown.
fn named(shown: ViewState, what: &str, extension: &str) -> String {
    let name = with_picture(shown, |input| file_name(input, what, extension));
    name.unwrap_or_else(|| format!("shiftline.{extension}"))
}

fn save_svg(shown: ViewState) -> bool {
    let Some(scene) = scene_of(shown) else { return false };
    let Some(text) = to_svg(&scene, shown.theme.get_untracked()) else { return false };
    let file = File::default();
    file.text(&text);
    file.save(&named(shown, "", "svg"), "image/svg+xml")
}

/// A canvas of its own with a scene on it, at so many device pixels a CSS pixel, or what is possible: how many these are.
pub(in crate::ui) fn canvas_of(scene: &Scene, theme: Theme, scale: f64) -> Option<(HtmlCanvasElement, f64)> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    let scale = scale.min(LONGEST_SIDE / scene.width.max(scene.height).max(1.0));
    Canvas::new(&canvas)?.show(&DisplayList::of(scene, theme, scale));
    Some((canvas, scale))
}

/// What files of records and sums are made of: the scope, its times, and what it leaves out.
struct Told {
    scope: Scope,
    spans: Vec<Span>,
    left_out: HashSet<ActivityId>,
    words: String,
}

impl Told {
    fn extract(&self) -> Extract<'_> {
        let Self { scope, spans, left_out, words } = self;
        Extract { agents: &scope.agents, spans, left_out, scope: words }
    }
}

fn told(shown: ViewState, data: &Data) -> Told {
    untrack(|| {
        let scope = shown.scope.get();
        let spans = shown.zone.with(|zone| scope.spans(zone));
        let all = data.catalog.activities().map(|(id, _)| id);
        let left_out = all.filter(|id| !shown.shows(&data.catalog, *id)).collect();
        Told { scope, spans, left_out, words: for_files(|| scope_words(shown)) }
    })
}

/// The records of what is shown, written piece by piece so that the page stays awake.
async fn save_records(shown: ViewState) -> bool {
    let Some(data) = shown.data.get_untracked() else { return false };
    let (zone, people) = (shown.zone.get_untracked(), shown.people.get_untracked());
    let name_of = |id: &str| people.name(id).map(str::to_owned);
    let told = told(shown, &data);
    let file = File::csv();
    for piece in records_csv(&data, &zone, name_of).of(told.extract()) {
        file.bytes(&piece);
        TimeoutFuture::new(0).await;
    }
    file.save(&named(shown, "-records", "csv"), CSV)
}

/// The same in the columns of archives.
async fn save_parquet(shown: ViewState) -> Result<bool, Missing> {
    let Some(data) = shown.data.get_untracked() else { return Ok(false) };
    let told = told(shown, &data);
    let zone = shown.zone.with_untracked(|zone| zone.name().to_owned());
    let written = written(data, told, zone, shown.people.get_untracked()).await?.await;
    let file = File::default();
    Ok(written.is_some_and(|bytes| {
        file.bytes(&bytes);
        file.save(&named(shown, "-records", "parquet"), PARQUET)
    }))
}

lazy! { writer:
    /// The records as Parquet, written piece by piece so that the page stays awake.
    fn written(data: Data, told: Told, zone: String, people: Directory) -> LocalBoxFuture<'static, Option<Vec<u8>>> {
        async move {
            let name_of = |id: &str| people.name(id).map(str::to_owned);
            let mut export = RecordsParquet::new(&data, told.extract(), &zone, name_of).ok()?;
            while export.step().ok()? {
                TimeoutFuture::new(0).await;
            }
            export.finish().ok()
        }
        .boxed_local()
    }
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

async fn save_png(shown: ViewState, canvas: &HtmlCanvasElement) -> bool {
    match JsFuture::from(download::png(canvas)).await.ok().and_then(|blob| blob.dyn_into::<Blob>().ok()) {
        Some(blob) => download::save(&named(shown, "", "png"), &blob),
        None => false,
    }
}
