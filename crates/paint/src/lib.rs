//! Scenes as pictures: one routine over plotters' backends, for the screen, for SVG and for PNG.
//!
//! It knows the scene and plotters: no canvas and no browser. A canvas plays a [`display_list`].
//!
//! ```
//! use paint::svg::to_svg;
//! use scene::theme::{Role, Theme};
//! use scene::{Bar, BarStyle, Scene};
//!
//! let bar = Bar { x0: 1.0, x1: 9.0, y: 2.0, height: 6.0, role: Role::Accent, style: BarStyle::Solid };
//! let scene = Scene { width: 10.0, height: 10.0, bars: vec![bar], ..Scene::default() };
//! assert!(to_svg(&scene, Theme::Light).is_some_and(|svg| svg.starts_with("<svg")));
//! ```

pub mod display_list;
mod forced;
mod hatch;
pub mod overview_brush;
pub mod svg;
mod text_style;

use std::cmp::Ordering;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, DrawingBackend, DrawingErrorKind};

use model::sorting::sort_by;
use model::state::StateKind;
use scene::text;
use scene::theme::{Rgb, Role, Theme};
use scene::{Anchor, Bar, BarStyle, Ink, Label, Line, Scene, Strip};
use text_style::TextStyle;

/// The typeface of every drawing: the page's own.
pub const FONT_FAMILY: &str = "\"Segoe UI\", -apple-system, Roboto, Arial, sans-serif";

/// Least width and height of a bar that is drawn hollow, in CSS pixels.
const HOLLOW_PX: f64 = 3.0;

/// The same of one that is striped.
const STRIPED_PX: f64 = 8.0;

/// How far a notch or a point reaches into a bar, in CSS pixels.
const TIP_PX: f64 = 6.0;

/// Something that can be painted on: a plotters backend, and what plotters does not know.
pub trait Surface: DrawingBackend {
    /// What this backend's font sizes must be multiplied by to mean pixels.
    const FONT_SCALE: f64;

    /// Paints strips, each in its colour. The default draws runs of equal strength as rectangles.
    ///
    /// # Errors
    /// Those of the backend.
    fn strips(
        &mut self,
        strips: &[(&Strip, Rgb)],
        scale: f64,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        strips.iter().try_for_each(|(strip, colour)| strip_as_runs(self, strip, *colour, scale))
    }
}

/// The error of a surface.
type Failure<S> = DrawingErrorKind<<S as DrawingBackend>::ErrorType>;

/// Paints a scene; a CSS pixel becomes `scale` pixels of the surface.
///
/// # Errors
/// Those of the surface; what was painted until then stays.
pub fn paint<S: Surface>(scene: &Scene, theme: Theme, scale: f64, surface: &mut S) -> Result<(), Failure<S>> {
    let painter = Painter { theme, scale };
    surface.ensure_prepared()?;
    let corner = painter.point((scene.width, scene.height));
    surface.draw_rect((0, 0), corner, &solid(theme.colour(Role::Panel)), true)?;
    scene.lines.iter().try_for_each(|line| painter.line(line, surface))?;
    let strips: Vec<_> = scene.strips.iter().map(|strip| (strip, theme.colour(strip.role))).collect();
    surface.strips(&strips, scale)?;
    scene.bars.iter().try_for_each(|bar| painter.bar(bar, surface))?;
    // One font after the other: a change of font costs more than a text.
    let mut labels: Vec<&Label> = scene.labels.iter().collect();
    sort_by(&mut labels, |a, b| {
        (a.strong, a.size).partial_cmp(&(b.strong, b.size)).unwrap_or(Ordering::Equal)
    });
    labels.iter().try_for_each(|label| painter.label(label, surface))?;
    surface.present()
}

fn solid(colour: Rgb) -> BackendColor {
    with_alpha(colour, 1.0)
}

fn with_alpha(colour: Rgb, alpha: f64) -> BackendColor {
    BackendColor { alpha, rgb: (colour.0, colour.1, colour.2) }
}

#[derive(Clone, Copy)]
struct Painter {
    theme: Theme,
    scale: f64,
}

/// A rectangle in pixels of the surface.
#[derive(Clone, Copy, Debug)]
struct PxRect {
    x0: i32,
    y0: i32,
    x1: i32,
    y1: i32,
}

impl Painter {
    fn px(self, css: f64) -> i32 {
        (css * self.scale).round() as i32
    }

    fn point(self, (x, y): (f64, f64)) -> BackendCoord {
        (self.px(x), self.px(y))
    }

    /// Edges are rounded, never widths; nothing is narrower than a pixel.
    fn rect(self, bar: &Bar) -> PxRect {
        let x0 = self.px(bar.x0);
        let y0 = self.px(bar.y);
        PxRect { x0, y0, x1: self.px(bar.x1).max(x0 + 1), y1: self.px(bar.y + bar.height).max(y0 + 1) }
    }

    fn line<S: Surface>(self, line: &Line, surface: &mut S) -> Result<(), Failure<S>> {
        let colour = solid(self.theme.colour(line.role));
        let (from, to) = (self.point(line.from), self.point(line.to));
        if !line.dashed {
            return surface.draw_line(from, to, &colour);
        }
        let dash = self.px(4.0).max(2);
        let mut y = from.1;
        while y < to.1 {
            surface.draw_line((from.0, y), (to.0, (y + dash).min(to.1)), &colour)?;
            y += 2 * dash;
        }
        Ok(())
    }

    fn bar<S: Surface>(self, bar: &Bar, surface: &mut S) -> Result<(), Failure<S>> {
        let rect = self.rect(bar);
        match bar.style {
            BarStyle::Solid => self.patterned(rect, bar.role, bar.strength(self.scale), surface),
            BarStyle::Running => self.pointed(rect, bar.role, surface),
            BarStyle::CarriedIn => self.notched(rect, bar.role, surface),
            BarStyle::Absent => {
                hatch::hatch(surface, rect, bar.role, self.theme.colour(bar.role), self.scale)
            }
            BarStyle::Share if self.is_forced() => self.share_by_pattern(rect, bar.role, surface),
            BarStyle::Share => fill(surface, rect, solid(self.theme.colour(bar.role))),
            BarStyle::Outlined => {
                fill(surface, rect, solid(self.theme.colour(Role::PanelRaised)))?;
                hatch::outline(surface, rect, self.theme.colour(bar.role), self.unit())
            }
        }
    }

    /// A CSS pixel, or one of the surface's where that is more.
    fn unit(self) -> i32 {
        self.px(1.0).max(1)
    }

    /// Ready is hollow, wrap-up striped, everything else plain; what is narrow has the state's colour alone.
    fn patterned<S: Surface>(
        self,
        rect: PxRect,
        role: Role,
        strength: f64,
        surface: &mut S,
    ) -> Result<(), Failure<S>> {
        if self.is_forced() {
            return self.by_pattern(rect, role, surface);
        }
        fill(surface, rect, with_alpha(self.theme.colour(role), strength))?;
        let (width, height) = (rect.x1 - rect.x0, rect.y1 - rect.y0);
        let has_room = |px: f64| f64::from(width.min(height)) >= px * self.scale;
        match role {
            Role::State(StateKind::Available) if has_room(HOLLOW_PX) => {
                let unit = self.unit();
                let inside =
                    PxRect { x0: rect.x0 + unit, y0: rect.y0 + unit, x1: rect.x1 - unit, y1: rect.y1 - unit };
                fill(surface, inside, solid(self.theme.inside(role)))
            }
            Role::State(StateKind::WrapUp) if has_room(STRIPED_PX) => {
                hatch::stripes(surface, rect, self.theme.colour(Role::WrapUpStripe), self.scale)
            }
            _ => Ok(()),
        }
    }

    /// How far a notch or a point reaches into a bar; 0 where there is no room for one.
    fn tip(self, rect: PxRect) -> i32 {
        let room = (rect.x1 - rect.x0) / 2;
        self.px(TIP_PX).min(room).min((rect.y1 - rect.y0) / 2)
    }

    /// A bar whose end is not known: it ends in a point.
    ///
    /// ```text
    /// ████████▙
    /// █████████▶
    /// ████████▛
    /// ```
    fn pointed<S: Surface>(self, rect: PxRect, role: Role, surface: &mut S) -> Result<(), Failure<S>> {
        let tip = self.tip(rect);
        self.patterned(PxRect { x1: rect.x1 - tip, ..rect }, role, 1.0, surface)?;
        let colour = solid(self.theme.colour(role));
        (0..tip).try_for_each(|i| {
            let x0 = rect.x1 - tip + i;
            let cut = (rect.y1 - rect.y0) * (2 * i + 1) / (4 * tip);
            fill(surface, PxRect { x0, x1: x0 + 1, y0: rect.y0 + cut, y1: rect.y1 - cut }, colour)
        })
    }

    /// A bar that began earlier.
    ///
    /// ```text
    /// ▜████████
    ///  ▶███████
    /// ▟████████
    /// ```
    fn notched<S: Surface>(self, rect: PxRect, role: Role, surface: &mut S) -> Result<(), Failure<S>> {
        let tip = self.tip(rect);
        self.patterned(PxRect { x0: rect.x0 + tip, ..rect }, role, 1.0, surface)?;
        let colour = solid(self.theme.colour(role));
        (0..tip).try_for_each(|i| {
            let x0 = rect.x0 + i;
            let part = (rect.y1 - rect.y0) * (2 * i + 1) / (4 * tip);
            let column = PxRect { x0, x1: x0 + 1, ..rect };
            fill(surface, PxRect { y1: rect.y0 + part, ..column }, colour)?;
            fill(surface, PxRect { y0: rect.y1 - part, ..column }, colour)
        })
    }

    fn label<S: Surface>(self, label: &Label, surface: &mut S) -> Result<(), Failure<S>> {
        let text = text::cut(&label.text, label.size, label.strong, label.max_width);
        let colour = match label.ink {
            Ink::Of(role) => self.theme.colour(role),
            Ink::On(bar) => self.theme.on_bar(bar),
        };
        let style = TextStyle {
            colour: solid(colour),
            size: label.size * self.scale * S::FONT_SCALE,
            strong: label.strong,
            h_pos: match label.anchor {
                Anchor::Start => HPos::Left,
                Anchor::Middle => HPos::Center,
                Anchor::End => HPos::Right,
            },
        };
        if label.backed {
            let width = text::width(&text, label.size, label.strong);
            let (x, y) = label.at;
            let from = self.point((x - 4.0, y - label.size * 0.75));
            let to = self.point((x + width + 4.0, y + label.size * 0.75));
            surface.draw_rect(from, to, &solid(self.theme.colour(Role::Panel)), true)?;
        }
        self.patch(label, &text, surface)?;
        surface.draw_text(&text, &style, self.point(label.at))
    }
}

fn fill<S: DrawingBackend>(
    surface: &mut S,
    rect: PxRect,
    colour: BackendColor,
) -> Result<(), DrawingErrorKind<S::ErrorType>> {
    surface.draw_rect((rect.x0, rect.y0), (rect.x1, rect.y1), &colour, true)
}

fn strip_as_runs<S: DrawingBackend>(
    surface: &mut S,
    strip: &Strip,
    colour: Rgb,
    scale: f64,
) -> Result<(), DrawingErrorKind<S::ErrorType>> {
    let px = |css: f64| (css * scale).round() as i32;
    let edge = |cell: usize| px(strip.x + cell as f64 * strip.cell);
    let mut first = 0;
    for run in strip.strengths.chunk_by(|a, b| a == b) {
        let end = first + run.len();
        if run[0] > 0 {
            let rect =
                PxRect { x0: edge(first), x1: edge(end), y0: px(strip.y), y1: px(strip.y + strip.height) };
            fill(surface, rect, with_alpha(colour, f64::from(run[0]) / 255.0))?;
        }
        first = end;
    }
    Ok(())
}
