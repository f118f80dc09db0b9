//! A canvas that is painted here, on the page's own thread.

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use paint::display_list::{Command, DisplayList};

/// Names of the anchors of a display list, as a canvas has them.
const ACROSS: [&str; 3] = ["left", "center", "right"];
const DOWN: [&str; 3] = ["top", "middle", "bottom"];

/// A canvas to paint on. Keeps the small canvas that rows are stretched from.
pub struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    rows: HtmlCanvasElement,
    rows_context: CanvasRenderingContext2d,
}

fn context_of(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// What is left of a display list's texts and strengths.
struct Rest<'a> {
    texts: &'a str,
    strengths: &'a [u8],
}

impl<'a> Rest<'a> {
    fn text(&mut self, len: usize) -> &'a str {
        let (text, rest) = self.texts.split_at_checked(len).unwrap_or((self.texts, ""));
        self.texts = rest;
        text
    }

    fn strengths(&mut self, cells: usize) -> &'a [u8] {
        let (strengths, rest) = self.strengths.split_at_checked(cells).unwrap_or((self.strengths, &[]));
        self.strengths = rest;
        strengths
    }
}

impl Canvas {
    /// Paints on `element`; `None` when it gives no 2D context.
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        let rows: HtmlCanvasElement =
            element.owner_document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        let (context, rows_context) = (context_of(&element)?, context_of(&rows)?);
        Some(Self { element, context, rows, rows_context })
    }

    /// Shows a picture, and nothing of the one before.
    pub fn show(&self, picture: &DisplayList) {
        self.resize(picture.size());
        let mut rest = Rest { texts: picture.texts(), strengths: picture.strengths() };
        let mut commands = picture.commands();
        while let Some((command, after)) = commands.split_first() {
            commands = after;
            if let Command::Rows(count) = *command {
                let (rows, after) = commands.split_at(count.min(commands.len()));
                self.stretch(rows, &mut rest);
                commands = after;
            } else {
                self.execute(*command, &mut rest);
            }
        }
    }

    fn resize(&self, (width, height): (u32, u32)) {
        if self.element.width() == width && self.element.height() == height {
            self.context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
        } else {
            self.element.set_width(width);
            self.element.set_height(height);
        }
    }

    fn execute(&self, command: Command, rest: &mut Rest) {
        let on = &self.context;
        match command {
            Command::Colour(colour, strength) => {
                let css = format!("rgba({},{},{},{strength})", colour.0, colour.1, colour.2);
                on.set_fill_style_str(&css);
                on.set_stroke_style_str(&css);
            }
            Command::Rect { x, y, width, height } => {
                on.fill_rect(x.into(), y.into(), width.into(), height.into());
            }
            Command::Line { from, to, width } => {
                on.begin_path();
                on.move_to(from.0.into(), from.1.into());
                on.line_to(to.0.into(), to.1.into());
                on.set_line_width(width.into());
                on.stroke();
            }
            Command::Font(len) => on.set_font(rest.text(len)),
            Command::Anchor(across, down) => {
                on.set_text_align(ACROSS[usize::from(across)]);
                on.set_text_baseline(DOWN[usize::from(down)]);
            }
            // Text fails only for coordinates that are no numbers.
            Command::Text { x, y, len } => {
                let _ = on.fill_text(rest.text(len), x.into(), y.into());
            }
            Command::Rows(_) | Command::Row { .. } => {}
        }
    }

    fn stretch(&self, rows: &[Command], rest: &mut Rest) {
        if !self.fill_rows(rows, rest) {
            return;
        }
        self.context.set_image_smoothing_enabled(false);
        for (row, command) in rows.iter().enumerate() {
            let Command::Row { cells, at: (x, y), size: (width, height), .. } = *command else { continue };
            // A row of no cells is no picture, and is refused.
            let _ =
                self.context.draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                    &self.rows,
                    0.0,
                    row as f64,
                    cells as f64,
                    1.0,
                    x.into(),
                    y.into(),
                    width.into(),
                    height.into(),
                );
        }
    }

    /// One row of pixels each: the colour, as strong as the cell. `false` when there are none.
    fn fill_rows(&self, rows: &[Command], rest: &mut Rest) -> bool {
        let cells_of = |command: &Command| match command {
            Command::Row { cells, .. } => *cells,
            _ => 0,
        };
        let width = rows.iter().map(cells_of).max().unwrap_or(0);
        if width == 0 {
            return false;
        }
        let mut pixels = vec![0; width * rows.len() * 4];
        for (line, command) in pixels.chunks_exact_mut(width * 4).zip(rows) {
            let Command::Row { colour, cells, .. } = *command else { continue };
            for (pixel, strength) in line.chunks_exact_mut(4).zip(rest.strengths(cells)) {
                pixel.copy_from_slice(&[colour.0, colour.1, colour.2, *strength]);
            }
        }
        let (width, height) = (width as u32, rows.len() as u32);
        if self.rows.width() != width || self.rows.height() < height {
            self.rows.set_width(width);
            self.rows.set_height(height);
        }
        let Ok(image) = ImageData::new_with_u8_clamped_array(Clamped(&pixels), width) else { return false };
        // A canvas that refuses pixels (out of memory) leaves these rows empty; the rest is drawn.
        self.rows_context.put_image_data(&image, 0.0, 0.0).is_ok()
    }
}
