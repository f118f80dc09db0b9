//! The canvas, repainted once a frame when anything it shows has changed.

use leptos::html;
use leptos::prelude::*;

use super::Chart;
use super::gestures;
use super::listen::observe_size;
use crate::app::browser::timing::measured;
use crate::paint::canvas::CanvasSurface;
use crate::paint::paint;
use crate::scene::Scene;
use crate::scene::draw::{SceneInput, draw};

impl Chart {
    /// Whether there is something to paint, and room for it.
    fn has_picture(&self) -> bool {
        self.layout.with_untracked(|layout| layout.as_ref().is_some_and(|layout| layout.width > 0.0))
    }

    /// Paints what is to be seen now.
    fn paint(&self, surface: &mut CanvasSurface) {
        let ratio = self.ratio.get_untracked();
        if let Some(scene) = self.scene(ratio) {
            let px = |css: f64| (css * ratio).round().max(1.0) as u32;
            surface.resize(px(scene.width), px(scene.height));
            // A canvas has no way to fail but to stay as it was; the next frame paints anew.
            let _ = paint(&scene, self.shown.theme.get_untracked(), ratio, surface);
        }
    }

    fn scene(&self, pixel_ratio: f64) -> Option<Scene> {
        let data = self.shown.data.get_untracked()?;
        let (scroll, height) = (self.scroll.get_untracked(), untrack(|| self.stage_height()));
        self.layout.with_untracked(|layout| {
            let layout = layout.as_ref()?;
            self.legend.with_untracked(|legend| {
                self.shown.zone.with_untracked(|zone| {
                    Some(draw(&SceneInput { data: &data, legend, layout, zone, pixel_ratio, scroll, height }))
                })
            })
        })
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
        surface.try_update_value(|surface| {
            if let Some(surface) = surface.as_mut().filter(|_| chart.has_picture()) {
                measured("shiftline:frame", || chart.paint(surface));
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
