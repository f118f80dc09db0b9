//! Shiftline.
