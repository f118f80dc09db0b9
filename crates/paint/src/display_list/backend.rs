//! How plotters writes a display list: colours, fonts and anchors only where they change.

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::{Command, DisplayList, Font};
use crate::Surface;
use scene::Strip;
use scene::theme::Rgb;

impl DisplayList {
    fn set_colour(&mut self, BackendColor { rgb: (r, g, b), alpha }: BackendColor) {
        let colour = (Rgb(r, g, b), alpha as f32);
        if self.colour != Some(colour) {
            self.commands.push(Command::Colour(colour.0, colour.1));
            self.colour = Some(colour);
        }
    }

    fn set_font(&mut self, text: &impl BackendTextStyle) {
        let (style, size, family) = (text.style(), text.size(), text.family());
        let (style, family) = (style.as_str(), family.as_str());
        let same = |font: &Font| {
            font.size.to_bits() == size.to_bits() && font.style == style && font.family == family
        };
        if !self.font.as_ref().is_some_and(same) {
            let css = format!("{style} {size}px {family}");
            self.commands.push(Command::Font(css.len()));
            self.texts += &css;
            self.font = Some(Font { style: style.to_owned(), size, family: family.to_owned() });
        }
    }

    fn set_anchor(&mut self, Pos { h_pos, v_pos }: Pos) {
        let across = match h_pos {
            HPos::Left => 0,
            HPos::Center => 1,
            HPos::Right => 2,
        };
        let down = match v_pos {
            VPos::Top => 0,
            VPos::Center => 1,
            VPos::Bottom => 2,
        };
        if self.anchor != Some((across, down)) {
            self.commands.push(Command::Anchor(across, down));
            self.anchor = Some((across, down));
        }
    }

    fn rect(&mut self, (x0, y0): BackendCoord, (x1, y1): BackendCoord) {
        self.commands.push(Command::Rect {
            x: x0 as f32,
            y: y0 as f32,
            width: (x1 - x0) as f32,
            height: (y1 - y0) as f32,
        });
    }
}

type Done = Result<(), DrawingErrorKind<std::convert::Infallible>>;

impl Surface for DisplayList {
    const FONT_SCALE: f64 = 1.0;

    fn strips(&mut self, strips: &[(&Strip, Rgb)], scale: f64) -> Done {
        if strips.is_empty() {
            return Ok(());
        }
        self.commands.push(Command::Rows(strips.len()));
        for (strip, colour) in strips {
            let px = |css: f64| (css * scale).round() as f32;
            let cells = strip.strengths.len();
            let (left, right) = (px(strip.x), px(strip.x + cells as f64 * strip.cell));
            let (top, bottom) = (px(strip.y), px(strip.y + strip.height));
            self.commands.push(Command::Row {
                colour: *colour,
                cells,
                at: (left, top),
                size: (right - left, bottom - top),
            });
            self.strengths.extend(&strip.strengths);
        }
        Ok(())
    }
}

impl DrawingBackend for DisplayList {
    type ErrorType = std::convert::Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size()
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Done {
        self.set_colour(colour);
        self.rect((x, y), (x + 1, y + 1));
        Ok(())
    }

    /// Upright and level lines are rectangles of one pixel: crisp, and no path to be built.
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.set_colour(style.color());
        if from.0 == to.0 || from.1 == to.1 {
            let (x0, y0) = (from.0.min(to.0), from.1.min(to.1));
            let (x1, y1) = (from.0.max(to.0), from.1.max(to.1));
            self.rect((x0, y0), (x1.max(x0 + 1), y1.max(y0 + 1)));
            return Ok(());
        }
        let point = |at: BackendCoord| (at.0 as f32, at.1 as f32);
        let width = style.stroke_width() as f32;
        self.commands.push(Command::Line { from: point(from), to: point(to), width });
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        if fill {
            self.set_colour(style.color());
            self.rect(upper_left, bottom_right);
            return Ok(());
        }
        let corners =
            [upper_left, (bottom_right.0, upper_left.1), bottom_right, (upper_left.0, bottom_right.1)];
        (0..4).try_for_each(|i| self.draw_line(corners[i], corners[(i + 1) % 4], style))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Done {
        self.set_colour(style.color());
        self.set_font(style);
        self.set_anchor(style.anchor());
        self.commands.push(Command::Text { x: pos.0 as f32, y: pos.1 as f32, len: text.len() });
        self.texts += text;
        Ok(())
    }
}
