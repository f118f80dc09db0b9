//! How a label is written, as plotters asks for it.

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, FontFamily, FontStyle, FontTransform,
};

use super::FONT_FAMILY;
use scene::text;

/// The style of one label.
pub(super) struct TextStyle {
    pub colour: BackendColor,
    /// In pixels of the surface, times its font scale.
    pub size: f64,
    pub strong: bool,
    pub h_pos: HPos,
}

impl BackendTextStyle for TextStyle {
    type FontError = std::convert::Infallible;

    fn color(&self) -> BackendColor {
        self.colour.color()
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn transform(&self) -> FontTransform {
        FontTransform::None
    }

    fn style(&self) -> FontStyle {
        if self.strong { FontStyle::Bold } else { FontStyle::Normal }
    }

    fn anchor(&self) -> Pos {
        Pos { h_pos: self.h_pos, v_pos: VPos::Center }
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FONT_FAMILY)
    }

    /// Backends that draw glyphs themselves ask for this; canvas and SVG do not.
    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        let width = text::width(text, self.size, self.strong);
        Ok(((0, 0), (width.ceil() as i32, self.size.ceil() as i32)))
    }

    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _pos: BackendCoord,
        _draw: DrawFunc,
    ) -> Result<Result<(), E>, Self::FontError> {
        Ok(Ok(()))
    }
}
