//! What is asked of the browser itself.

pub mod zone;
