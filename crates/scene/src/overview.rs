//! The whole range of one agent in one row.

use super::Scene;
use super::bars::Ends;
use super::packed::{Packed, RowBox};
use super::rows::StateRows;
use super::viewport::Viewport;
use model::dataset::Dataset;

/// Room above and below the row, in CSS pixels.
const PAD_PX: f64 = 4.0;

/// The row, `size` CSS pixels wide and high.
pub fn overview(data: &Dataset, legend: &StateRows, agent: usize, size: (f64, f64)) -> Scene {
    let mut scene = Scene { width: size.0, height: size.1, ..Scene::default() };
    let Some(agent) = data.agents.get(agent).filter(|_| size.0 > 0.0) else { return scene };
    let viewport = Viewport { span: data.window, width_px: size.0 };
    let place = RowBox { left: 0.0, viewport, y: PAD_PX, height: size.1 - 2.0 * PAD_PX };
    let origin = (data.window.start, Ends::Closed);
    scene.bars.extend(Packed::new(data, agent, legend, data.window, place, origin).bars());
    scene
}
