//! What Shiftline knows without a browser: the layers `domain`, `scene` and `data`.
//!
//! A package of its own for one reason: it is compiled for speed, the rest of the page for size
//! (`[profile.site]`). [`shiftline`](../shiftline/index.html) passes all of it on.

pub mod data;
pub mod domain;
pub mod scene;
