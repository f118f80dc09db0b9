//! The canvas, repainted once a frame when anything it shows has changed.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::Chart;
use super::dom_events::observe_width;
use super::early;
use super::painting::Picture;
use crate::app::browser::timing::measured;
use crate::app::view_state::effect::effect;
use crate::app::words::timeline as words;
use crate::screen::Screen;
use paint::display_list::DisplayList;
use paint::overview_brush::OverviewBrush;
use scene::build::{SceneInput, build};
use scene::theme::Theme;

/// All that a picture is made from.
struct Frame<'a> {
    rows: SceneInput<'a>,
    brush: OverviewBrush,
    theme: Theme,
}

/// Runs `work` on all that the picture is made from; `None` when there is nothing to paint, or no room for
/// it. Painting reads nothing else: whoever tracks this hears of every change of the picture.
fn with_frame<T>(chart: Chart, work: impl FnOnce(&Frame) -> T) -> Option<T> {
    let data = chart.shown.data.get()?;
    chart.with_layout(|layout, viewport| {
        let (legend, zone) = (chart.legend.read(), chart.shown.zone.read());
        let staffing = chart.staffing.read();
        let (overruns, plans) = (chart.overruns.read(), chart.plans.read());
        let rows = SceneInput {
            groups: &chart.group_staffing.read(),
            data: &data,
            legend: &legend,
            layout,
            viewport,
            zone: &zone,
            pixel_ratio: chart.ratio.get(),
            scroll: chart.scroll.top.get(),
            height: chart.scroll.stage_height(),
            team: staffing.first(),
            overruns: Some(&overruns),
            plans: Some(&plans),
        };
        let brush = chart.overview.brush(layout.folded(chart.shown.view.get(), chart.shown.hours.get()));
        let frame = Frame { rows, brush, theme: chart.shown.theme.get() };
        (layout.width > 0.0).then(|| work(&frame))
    })
}

/// Paints what moves with the view: the rows, and the brush over the strip of the whole range.
fn paint(frame: &Frame, screen: &Screen, brush_screen: Option<&Screen>) {
    let (theme, ratio) = (frame.theme, frame.rows.pixel_ratio);
    let rows = (screen, DisplayList::of(&build(&frame.rows), theme, ratio));
    let brush = brush_screen.map(|screen| (screen, DisplayList::of_brush(&frame.brush, theme, ratio)));
    Screen::show_all(std::iter::once(rows).chain(brush));
}

/// The canvas with what lies over it.
#[component]
pub fn Stage(
    chart: Chart,
    /// What a key does.
    on_key: impl Fn(KeyboardEvent) + 'static,
    children: Children,
) -> impl IntoView {
    let (stage, ruler) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    let screen = RwSignal::new_local(None);
    let pending = StoredValue::new(false);

    ruler.on_load(move |element| {
        observe_width(&element, move |width| {
            let ratio = window().device_pixel_ratio();
            if (chart.ratio.get_untracked() - ratio).abs() > f64::EPSILON {
                chart.ratio.set(ratio);
            }
            if (chart.shown.width.get_untracked() - width).abs() > 0.01 {
                chart.shown.width.set(width);
            }
        });
    });
    effect(move || {
        let Some(element) = stage.get() else { return };
        match chart.hands.get() {
            Some(hands) => (hands.attach)(&element, chart),
            None => early::keep(&element, chart),
        }
    });

    let repaint = move || {
        // The timeline may have gone since the frame was asked for.
        if pending.try_set_value(false).is_some() {
            return;
        }
        screen.try_with_untracked(|screen| {
            let Some(screen) = screen else { return };
            let painted = chart.overview.brush_screen.with_untracked(|over| {
                untrack(|| {
                    with_frame(chart, |frame| {
                        measured("shiftline:frame", || paint(frame, screen, over.as_ref()));
                    })
                })
            });
            if painted.is_some() {
                chart.hand_over.after_picture();
                if !chart.shown.drawn.get_untracked() {
                    chart.shown.drawn.set(true);
                }
            }
        });
    };
    effect(move || {
        with_frame(chart, |_| ());
        screen.track();
        chart.overview.brush_screen.track();
        if !pending.get_value() {
            pending.set_value(true);
            request_animation_frame(repaint);
        }
    });

    let on_scroll = move |event: leptos::ev::Event| {
        let target: web_sys::Element = event_target(&event);
        chart.scroll.top.set(f64::from(target.scroll_top()));
    };
    view! {
        <div
            class="timeline-chart timeline-scroll"
            role="treegrid"
            tabindex="0"
            aria-label=words::ROWS_WITH_FIGURES
            aria-rowcount=move || chart.layout.with(|layout| layout.as_ref().map_or(1, |layout| layout.rows.len() + 1))
            aria-activedescendant=move || chart.active_element()
            node_ref=chart.scroll.element
            on:scroll=on_scroll
            on:keydown=on_key
            on:focusin=move |_| chart.grid.is_active.set(true)
            on:focusout=move |_| chart.grid.is_active.set(false)
            style:height=move || format!("{}px", chart.scroll.stage_height())
        >
            // As wide as the stage, and of no height.
            <div node_ref=ruler></div>
            <div class="timeline-sizer" style:height=move || format!("{}px", chart.scroll.content_height())>
                <div
                    class="timeline-stage"
                    class:over-label=move || chart.pointer.get().is_some_and(|pointer| chart.label_at(pointer).is_some())
                    class:selecting=move || chart.selecting.get()
                    node_ref=stage
                    style:height=move || format!("{}px", chart.scroll.stage_height())
                >
                    <Picture hand_over=chart.hand_over class="timeline-canvas" screen/>
                    {children()}
                </div>
            </div>
        </div>
    }
    .into_any()
}
