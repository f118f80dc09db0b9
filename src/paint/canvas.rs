//! The screen: plotters' canvas backend, wrapped so that a million records cost no more than the
//! pixels they fill.

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::Surface;
use crate::scene::Strip;
use crate::scene::theme::Rgb;

/// A canvas to paint on. Keeps the small canvas that strips are stretched from.
pub struct CanvasSurface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    plain: CanvasBackend,
    strips: HtmlCanvasElement,
    strips_context: CanvasRenderingContext2d,
    /// The fill style that the context has now.
    fill: Option<BackendColor>,
    /// The font that it has now, as CSS writes it.
    font: String,
    /// Where it puts texts now.
    anchor: Option<(HPos, VPos)>,
}

type Error = DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>;

fn context_of(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

impl CanvasSurface {
    /// Paints on `canvas`; `None` when it gives no 2D context.
    pub fn new(canvas: HtmlCanvasElement) -> Option<Self> {
        let strips: HtmlCanvasElement =
            canvas.owner_document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        Some(Self {
            context: context_of(&canvas)?,
            plain: CanvasBackend::with_canvas_object(canvas.clone())?,
            strips_context: context_of(&strips)?,
            strips,
            canvas,
            fill: None,
            font: String::new(),
            anchor: None,
        })
    }

    /// The canvas.
    pub fn canvas(&self) -> &HtmlCanvasElement {
        &self.canvas
    }

    /// Gives the canvas `width` × `height` device pixels, if it has others.
    pub fn resize(&mut self, width: u32, height: u32) {
        if self.canvas.width() != width || self.canvas.height() != height {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
            // A new size is a new context, as it were.
            self.fill = None;
            self.font.clear();
            self.anchor = None;
        }
    }

    fn set_font(&mut self, font: String) {
        if self.font != font {
            self.context.set_font(&font);
            self.font = font;
        }
    }

    fn set_anchor(&mut self, h_pos: HPos, v_pos: VPos) {
        let known = |(h, v)| {
            std::mem::discriminant(&h) == std::mem::discriminant(&h_pos)
                && std::mem::discriminant(&v) == std::mem::discriminant(&v_pos)
        };
        if self.anchor.is_some_and(known) {
            return;
        }
        self.context.set_text_align(match h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        self.context.set_text_baseline(match v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        });
        self.anchor = Some((h_pos, v_pos));
    }

    fn set_fill(&mut self, colour: BackendColor) {
        let same = |old: BackendColor| old.rgb == colour.rgb && old.alpha.to_bits() == colour.alpha.to_bits();
        if !self.fill.is_some_and(same) {
            let (r, g, b) = colour.rgb;
            self.context.set_fill_style_str(&format!("rgba({r},{g},{b},{})", colour.alpha));
            self.fill = Some(colour);
        }
    }

    fn fill_rect(&self, x: i32, y: i32, width: i32, height: i32) {
        self.context.fill_rect(f64::from(x), f64::from(y), f64::from(width), f64::from(height));
    }

    /// One row of pixels a strip: the colour, as strong as the cell.
    fn strip_pixels(strips: &[(&Strip, Rgb)], width: usize) -> Vec<u8> {
        let mut pixels = vec![0; width * strips.len() * 4];
        for (row, (strip, colour)) in pixels.chunks_exact_mut(width * 4).zip(strips) {
            for (pixel, strength) in row.chunks_exact_mut(4).zip(&strip.strengths) {
                pixel.copy_from_slice(&[colour.0, colour.1, colour.2, *strength]);
            }
        }
        pixels
    }
}

impl Surface for CanvasSurface {
    const FONT_SCALE: f64 = 1.0;

    fn strips(&mut self, strips: &[(&Strip, Rgb)], scale: f64) -> Result<(), Error> {
        let width = strips.iter().map(|(strip, _)| strip.strengths.len()).max().unwrap_or(0);
        if width == 0 {
            return Ok(());
        }
        let height = strips.len() as u32;
        if self.strips.width() != width as u32 || self.strips.height() < height {
            self.strips.set_width(width as u32);
            self.strips.set_height(height);
        }
        let pixels = Self::strip_pixels(strips, width);
        let Ok(image) = ImageData::new_with_u8_clamped_array(Clamped(&pixels), width as u32) else {
            return Ok(());
        };
        // A canvas that refuses pixels (out of memory) leaves these rows empty; the rest is drawn.
        let _ = self.strips_context.put_image_data(&image, 0.0, 0.0);
        self.context.set_image_smoothing_enabled(false);
        for (row, (strip, _)) in strips.iter().enumerate() {
            let cells = strip.strengths.len() as f64;
            let px = |css: f64| (css * scale).round();
            let (left, right) = (px(strip.x), px(strip.x + cells * strip.cell));
            let (top, bottom) = (px(strip.y), px(strip.y + strip.height));
            let _ =
                self.context.draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                    &self.strips,
                    0.0,
                    row as f64,
                    cells,
                    1.0,
                    left,
                    top,
                    right - left,
                    bottom - top,
                );
        }
        Ok(())
    }
}

impl DrawingBackend for CanvasSurface {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.plain.get_size()
    }

    fn ensure_prepared(&mut self) -> Result<(), Error> {
        self.plain.ensure_prepared()
    }

    fn present(&mut self) -> Result<(), Error> {
        self.plain.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Result<(), Error> {
        self.set_fill(colour);
        self.fill_rect(point.0, point.1, 1, 1);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), Error> {
        // Upright and level lines are rectangles of one pixel: crisp, and no path to be built.
        if from.0 == to.0 || from.1 == to.1 {
            self.set_fill(style.color());
            let (width, height) = ((to.0 - from.0).abs().max(1), (to.1 - from.1).abs().max(1));
            self.fill_rect(from.0.min(to.0), from.1.min(to.1), width, height);
            return Ok(());
        }
        self.plain.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), Error> {
        if !fill {
            return self.plain.draw_rect(upper_left, bottom_right, style, fill);
        }
        self.set_fill(style.color());
        self.fill_rect(
            upper_left.0,
            upper_left.1,
            bottom_right.0 - upper_left.0,
            bottom_right.1 - upper_left.1,
        );
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Error> {
        self.plain.draw_path(path, style)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Error> {
        self.fill = None;
        self.plain.fill_polygon(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), Error> {
        self.fill = None;
        self.plain.draw_circle(centre, radius, style, fill)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        pos: BackendCoord,
    ) -> Result<(), Error> {
        let anchor = style.anchor();
        self.set_fill(style.color());
        self.set_font(format!("{} {}px {}", style.style().as_str(), style.size(), style.family().as_str()));
        self.set_anchor(anchor.h_pos, anchor.v_pos);
        // Text fails only for coordinates that are no numbers.
        let _ = self.context.fill_text(text, f64::from(pos.0), f64::from(pos.1));
        Ok(())
    }
}
