//! Chance.

/// A number from 0 up to 1, another one each time.
pub fn random() -> f64 {
    js_sys::Math::random()
}
