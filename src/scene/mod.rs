//! What is to be drawn, in CSS pixels, without colours and without a canvas.

pub mod bins;
pub mod rows;
pub mod share;
pub mod theme;
pub mod ticks;
pub mod viewport;
