//! The canvas, repainted once a frame when anything it shows has changed.

use leptos::html;
use leptos::prelude::*;

use super::Chart;
use super::dom_events::observe_size;
use super::gestures;
use super::painting::Picture;
use crate::app::browser::timing::measured;
use crate::screen::Screen;
use paint::display_list::DisplayList;
use scene::Scene;
use scene::build::{SceneInput, build};

impl Chart {
    /// Whether there is something to paint, and room for it.
    fn has_picture(&self) -> bool {
        self.layout.with_untracked(|layout| layout.as_ref().is_some_and(|layout| layout.width > 0.0))
    }

    /// Paints what moves with the view: the rows, and the window over the strip of the whole range.
    fn paint(&self, screen: &Screen) {
        let (ratio, theme) = (self.ratio.get_untracked(), self.shown.theme.get_untracked());
        let Some(scene) = self.scene(ratio) else { return };
        let rows = DisplayList::of(&scene, theme, ratio);
        self.window_screen.with_untracked(|over| {
            let window = untrack(|| self.strip_window(self.shown.view.get()));
            let over = over.as_ref().map(|over| (over, DisplayList::of_brush(&window, theme, ratio)));
            Screen::show_all(std::iter::once((screen, rows)).chain(over));
        });
    }

    fn scene(&self, pixel_ratio: f64) -> Option<Scene> {
        let data = self.shown.data.get_untracked()?;
        let (scroll, height) = (self.scroll.get_untracked(), untrack(|| self.stage_height()));
        self.layout.with_untracked(|layout| {
            let layout = layout.as_ref()?;
            self.legend.with_untracked(|legend| {
                self.shown.zone.with_untracked(|zone| {
                    Some(build(&SceneInput {
                        data: &data,
                        legend,
                        layout,
                        zone,
                        pixel_ratio,
                        scroll,
                        height,
                    }))
                })
            })
        })
    }
}

/// The canvas with what lies over it.
#[component]
pub fn Stage(chart: Chart, children: Children) -> impl IntoView {
    let stage = NodeRef::<html::Div>::new();
    let screen = RwSignal::new_local(None);
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

    let repaint = move || {
        // The timeline may have gone since the frame was asked for.
        if pending.try_set_value(false).is_some() {
            return;
        }
        screen.try_with_untracked(|screen| {
            if let Some(screen) = screen.as_ref().filter(|_| chart.has_picture()) {
                measured("shiftline:frame", || chart.paint(screen));
                chart.hand_over.after_picture();
            }
        });
    };
    Effect::new(move |_| {
        chart.track_picture();
        screen.track();
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
                    <Picture chart class="timeline-canvas" screen/>
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
        self.shown.view.track();
        self.strip_width.track();
        self.window_screen.track();
        self.legend.track();
        self.shown.data.track();
        self.shown.zone.track();
        self.shown.theme.track();
        self.ratio.track();
        self.scroll.track();
    }
}
