//! How long a bin is: as a clock is divided.

use crate::clock::LENGTHS;
use model::time::MINUTE;

/// Between these widths a bin has its usual length, in CSS pixels.
const LEAST_BIN_PX: f64 = 4.0;
const MAX_BIN_PX: f64 = 24.0;

/// Where it would be wider than that, bins are shorter, and at most so wide; where it would be narrower, they are
/// longer, and at least so wide; in CSS pixels.
const FINE_BIN_PX: f64 = 16.0;
const COARSE_BIN_PX: f64 = 6.0;

/// Bars lower than this have longer bins, in CSS pixels.
const LOW_BAR_PX: f64 = 14.0;

/// And so have plots narrower than this, in CSS pixels.
const NARROW_PLOT_PX: f64 = 420.0;

/// Length of a bin, in milliseconds: 10 minutes, 15 in low bars, 20 in narrow plots, where that can be seen
/// well.
pub fn bin_len(ms_per_px: f64, bar_px: f64, plot_px: f64) -> i64 {
    let usual = match () {
        () if plot_px < NARROW_PLOT_PX => 20 * MINUTE,
        () if bar_px < LOW_BAR_PX => 15 * MINUTE,
        () => 10 * MINUTE,
    };
    let px = |ms: i64| ms as f64 / ms_per_px;
    match px(usual) {
        LEAST_BIN_PX..=MAX_BIN_PX => usual,
        ..LEAST_BIN_PX => {
            LENGTHS.into_iter().find(|&ms| px(ms) >= COARSE_BIN_PX).unwrap_or(LENGTHS[LENGTHS.len() - 1])
        }
        _ => LENGTHS.into_iter().rev().find(|&ms| px(ms) <= FINE_BIN_PX).unwrap_or(LENGTHS[0]),
    }
}

#[cfg(test)]
mod tests {
    use model::time::{DAY, HOUR, SECOND};

    use super::*;

    #[test]
    fn bins_have_their_usual_length_where_a_day_is_seen_and_follow_the_zoom_elsewhere() {
        let ms_per_px = |span: i64, px: f64| span as f64 / px;
        for (span, plot, bar, expected) in [
            (10 * HOUR, 684.0, 24.0, 10 * MINUTE),
            (DAY, 688.0, 24.0, 10 * MINUTE),
            (14 * HOUR, 788.0, 18.0, 10 * MINUTE),
            (14 * HOUR, 788.0, 11.0, 15 * MINUTE),
            (14 * HOUR, 240.0, 20.0, 20 * MINUTE),
            (28 * DAY, 788.0, 18.0, 6 * HOUR),
            (2 * HOUR, 800.0, 18.0, 2 * MINUTE),
            (SECOND, 800.0, 18.0, 20),
            (10 * 365 * DAY, 800.0, 18.0, 28 * DAY),
        ] {
            assert_eq!(bin_len(ms_per_px(span, plot), bar, plot), expected, "{span} over {plot}");
        }
    }
}
