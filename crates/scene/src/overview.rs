//! The whole range of one agent in one row.

use super::bins::{bin_len, binned_spans};
use super::rows::StateRows;
use super::viewport::Viewport;
use super::{Bar, BarStyle, Scene};
use model::dataset::Dataset;

/// The row, `size` CSS pixels wide and high.
pub fn overview(data: &Dataset, legend: &StateRows, agent: usize, size: (f64, f64)) -> Scene {
    let mut scene = Scene { width: size.0, height: size.1, ..Scene::default() };
    let Some(agent) = data.agents.get(agent).filter(|_| size.0 > 0.0) else { return scene };
    let viewport = Viewport { span: data.window, width_px: size.0 };
    for piece in binned_spans(agent, data.window, bin_len(viewport.ms_per_px())) {
        if !legend.shows(piece.main) {
            continue;
        }
        let style = match piece.segment {
            Some(_) if piece.main.is_absence() => BarStyle::Absent,
            Some(_) => BarStyle::Solid,
            None => {
                let second = piece.second.filter(|s| legend.shows(*s)).map(|s| legend.role(s));
                BarStyle::Mixed { second, share: piece.main_ms as f64 / piece.span.len().max(1) as f64 }
            }
        };
        scene.bars.push(Bar {
            x0: viewport.px(piece.span.start),
            x1: viewport.px(piece.span.end),
            y: 4.0,
            height: size.1 - 8.0,
            role: legend.role(piece.main),
            style,
        });
    }
    scene
}
