//! What lies over the picture to be taken hold of: of a selection grips at its edges, a band on the axis, and how much it is;
//! the marks of folds.

use leptos::prelude::*;

use super::Chart;
use super::overlay::{Area, boxes, selected, titled};
use crate::app::scope::ScopeKind;
use crate::app::words::timeline as words;
use crate::ui::show::Show;
use model::format::{Clock, exact_words};
use model::state::StateKind;
use model::time::Span;
use scene::layout::AXIS_PX;

/// Width of the words beside the band, at most, in CSS pixels.
const WORDS_PX: f64 = 320.0;

/// Where what is selected lies over the plot, from its left edge on, in CSS pixels; and whether both ends are seen.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Band {
    left: f64,
    right: f64,
    has_start: bool,
    has_end: bool,
}

fn band(chart: Chart) -> Option<Band> {
    let selection = chart.shown.selection.get()?;
    chart.with_layout(|_, _| Some(()))?;
    let edges = chart.with_drawn(|drawn| drawn.edges(&selection))?;
    chart.with_layout(|layout, viewport| {
        let seen = viewport.span;
        let x = |t| layout.gutter + viewport.px(seen.clamp(t));
        let is_seen = edges.start < seen.end && edges.end > seen.start;
        is_seen.then(|| Band {
            left: x(edges.start),
            right: x(edges.end),
            has_start: edges.start >= seen.start,
            has_end: edges.end <= seen.end,
        })
    })
}

/// How long it is; and what it holds, once the figures are those of it.
fn words(chart: Chart) -> Option<String> {
    let selection = chart.shown.selection.get()?;
    let of_each = selection.hours.map(Span::len);
    let length = exact_words(of_each.unwrap_or_else(|| selection.span.len()));
    let mut parts = vec![if of_each.is_some() { words::of_each_day(length) } else { length }];
    let is_told = chart.shown.scope.with(|scope| {
        scope.kind == ScopeKind::Selection && scope.span == selection.span && scope.hours == selection.hours
    });
    if is_told {
        let figures = chart.shown.with_figures(|figures, _| {
            let ms = |kind| Clock::Both.text(figures.summary.kind(kind).ms);
            [(words::NOT_READY, ms(StateKind::NotReady)), (words::CONTACT, ms(StateKind::OnContact))]
        });
        parts.extend(figures.into_iter().flatten().map(|(name, time)| format!("{name} {time}")));
    }
    Some(parts.join(" · "))
}

/// The grips, the band on the axis and its words. They take the pointer for what it looks like; the stage does what
/// it drags.
#[component]
pub fn Handles(chart: Chart) -> impl IntoView {
    let band = Memo::new(move |_| band(chart));
    let edges = move || {
        let Some(Band { has_start, has_end, .. }) = band.get() else { return Vec::new() };
        let areas = chart.shown.selection.get().map(|selection| selected(chart, &selection));
        let edges = areas.unwrap_or_default().into_iter().flat_map(|area| {
            let (left, right) = (has_start.then_some(area.x), has_end.then_some(area.x + area.width));
            left.into_iter().chain(right).map(move |x| Area { x, y: area.y + AXIS_PX, width: 0.0, ..area })
        });
        edges.collect()
    };
    let words = Memo::new(move |_| words(chart));
    let px = move |of: fn(Band) -> String| move || band.get().map(of);
    let is_left = Memo::new(move |_| {
        let Some(Band { left, right, .. }) = band.get() else { return false };
        right + WORDS_PX > chart.shown.width.get() && left > WORDS_PX
    });
    let beside = move || {
        let x = |band: Band| if is_left.get() { band.left } else { band.right };
        band.get().map(|band| format!("translateX({}px)", x(band)))
    };
    view! {
        <div class="timeline-overlays" aria-hidden="true">
            {boxes("selection-grip", edges)}
            <Show when=move || band.with(Option::is_some)>
                <div
                    class="selection-band"
                    style:transform=px(|band| format!("translateX({}px)", band.left))
                    style:width=px(|band| format!("{}px", (band.right - band.left).max(2.0)))
                ></div>
                <div class="selection-words" class:leftwards=move || is_left.get() style:transform=beside>
                    <span>{move || words.get()}</span>
                </div>
            </Show>
            {titled("fold", Some(words::OPEN_FOLD), move || chart.folds())}
        </div>
    }
    .into_any()
}
