//! Pictures as SVG text, with text as text.

use plotters::backend::SVGBackend;

use super::{Surface, paint};
use scene::Scene;
use scene::theme::Theme;

impl Surface for SVGBackend<'_> {
    /// plotters divides SVG font sizes by this.
    const FONT_SCALE: f64 = 1.24;
}

/// The scene as an SVG document of its own size; `None` when plotters cannot write it (it only
/// writes to memory, so that would be a defect).
pub fn to_svg(scene: &Scene, theme: Theme) -> Option<String> {
    let mut text = String::new();
    let size = (scene.width.ceil().max(1.0) as u32, scene.height.ceil().max(1.0) as u32);
    let mut backend = SVGBackend::with_string(&mut text, size);
    let painted = paint(scene, theme, 1.0, &mut backend);
    drop(backend);
    painted.ok().map(|()| text)
}
