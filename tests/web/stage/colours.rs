//! What is painted on a stage.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlCanvasElement;

use super::Stage;

impl Stage {
    /// The colour painted at a point of the stage.
    pub fn colour_at(&self, at: (f64, f64)) -> (u8, u8, u8) {
        self.colour_of(".timeline-canvas", at)
    }

    /// The colour painted at a point of a canvas.
    pub fn colour_of(&self, canvas: &str, (x, y): (f64, f64)) -> (u8, u8, u8) {
        let ratio = window().device_pixel_ratio();
        let canvas: HtmlCanvasElement = self.get(canvas).dyn_into().unwrap();
        let pixel = pixels_from(&canvas, (x * ratio, y * ratio), (1, 1));
        (pixel[0], pixel[1], pixel[2])
    }
}

/// All that a canvas shows, whoever paints on it: red, green, blue and alpha of each pixel.
pub fn pixels(canvas: &HtmlCanvasElement) -> Vec<u8> {
    pixels_from(canvas, (0.0, 0.0), (canvas.width(), canvas.height()))
}

fn pixels_from(canvas: &HtmlCanvasElement, (x, y): (f64, f64), (width, height): (u32, u32)) -> Vec<u8> {
    let copy: HtmlCanvasElement = document().create_element("canvas").unwrap().dyn_into().unwrap();
    copy.set_width(width);
    copy.set_height(height);
    let context = copy.get_context("2d").unwrap().unwrap();
    let context: web_sys::CanvasRenderingContext2d = context.dyn_into().unwrap();
    context.draw_image_with_html_canvas_element(canvas, -x.floor(), -y.floor()).unwrap();
    context.get_image_data(0.0, 0.0, width.into(), height.into()).unwrap().data().0
}
