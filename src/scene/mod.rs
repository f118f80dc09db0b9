//! What is to be drawn, in CSS pixels, without colours and without a canvas.

pub mod theme;
