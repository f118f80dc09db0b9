//! The canvas, repainted once a frame when anything it shows has changed.

use leptos::html;
use leptos::prelude::*;

use super::Chart;
use super::gestures;
use super::listen::observe_size;
use crate::app::browser::timing::measured;
use crate::app::shown::Data;
use crate::domain::zone::Zone;
use crate::paint::canvas::CanvasSurface;
use crate::paint::paint;
use crate::scene::draw::{SceneInput, draw};
use crate::scene::layout::Layout;
use crate::scene::rows::Legend;
use crate::scene::theme::Theme;

/// All that the picture depends on.
#[derive(Clone, PartialEq)]
struct Picture {
    data: Data,
    legend: Legend,
    layout: Layout,
    zone: Zone,
    theme: Theme,
    ratio: f64,
    scroll: f64,
    height: f64,
}

impl Picture {
    fn of(chart: Chart) -> Option<Self> {
        let layout = chart.layout.get().filter(|layout| layout.width > 0.0)?;
        Some(Self {
            data: chart.shown.data.get()?,
            legend: chart.legend.get(),
            layout,
            zone: chart.shown.zone.get(),
            theme: chart.shown.theme.get(),
            ratio: chart.ratio.get(),
            scroll: chart.scroll.get(),
            height: chart.stage_height(),
        })
    }

    fn paint(&self, surface: &mut CanvasSurface) {
        let px = |css: f64| (css * self.ratio).round().max(1.0) as u32;
        surface.resize(px(self.layout.width), px(self.height));
        let scene = draw(&SceneInput {
            data: &self.data,
            legend: &self.legend,
            layout: &self.layout,
            zone: &self.zone,
            pixel_ratio: self.ratio,
            scroll: self.scroll,
            height: self.height,
        });
        // A canvas has no way to fail but to stay as it was; the next frame paints anew.
        let _ = paint(&scene, self.theme, self.ratio, surface);
    }
}

/// The canvas with what lies over it.
#[component]
pub fn Stage(chart: Chart, children: Children) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let stage = NodeRef::<html::Div>::new();
    let surface = StoredValue::new_local(None::<CanvasSurface>);
    let pending = StoredValue::new(false);

    stage.on_load(move |element| {
        observe_size(&element, move |width, _| {
            let ratio = window().device_pixel_ratio();
            if (chart.ratio.get_untracked() - ratio).abs() > f64::EPSILON {
                chart.ratio.set(ratio);
            }
            if (chart.width.get_untracked() - width).abs() > 0.01 {
                chart.width.set(width);
            }
        });
        gestures::attach(&element, chart);
    });
    canvas.on_load(move |element| surface.set_value(CanvasSurface::new(element)));

    let repaint = move || {
        // The timeline may have gone since the frame was asked for.
        if pending.try_set_value(false).is_some() {
            return;
        }
        let picture = untrack(|| Picture::of(chart));
        surface.try_update_value(|surface| {
            if let (Some(picture), Some(surface)) = (picture, surface.as_mut()) {
                measured("shiftline:frame", || picture.paint(surface));
            }
        });
    };
    Effect::new(move |_| {
        chart.track_picture();
        canvas.track();
        if !pending.get_value() {
            pending.set_value(true);
            request_animation_frame(repaint);
        }
    });

    let on_scroll = move |event: leptos::ev::Event| {
        let target: web_sys::Element = event_target(&event);
        chart.scroll.set(f64::from(target.scroll_top()));
    };
    view! {
        <div class="timeline-scroll" node_ref=chart.scroller on:scroll=on_scroll style:height=move || format!("{}px", chart.stage_height())>
            <div class="timeline-sizer" style:height=move || format!("{}px", chart.content_height())>
                <div
                    class="timeline-stage"
                    class:over-label=move || chart.pointer.get().is_some_and(|pointer| chart.label_at(pointer).is_some())
                    class:selecting=move || chart.selecting.get()
                    node_ref=stage
                    style:height=move || format!("{}px", chart.stage_height())
                >
                    <canvas class="timeline-canvas" node_ref=canvas aria-hidden="true"></canvas>
                    {children()}
                </div>
            </div>
        </div>
    }
    .into_any()
}

impl Chart {
    /// Subscribes to all that the picture depends on.
    fn track_picture(&self) {
        self.layout.track();
        self.legend.track();
        self.shown.data.track();
        self.shown.zone.track();
        self.shown.theme.track();
        self.ratio.track();
        self.scroll.track();
    }
}
