//! What bare numbers in a column of durations count: seconds, unless the gaps between rows prove another
//! unit.

use super::draft::Draft;
use super::sequence::Sequences;
use crate::data::length::{Length, Unit, rounded};
use crate::domain::remark::RemarkKind;
use crate::domain::time::SECOND;

/// The units that gaps may prove; seconds are what reports are documented to count.
const UNITS: [(Unit, Option<RemarkKind>); 3] = [
    (Unit::Seconds, None),
    (Unit::Milliseconds, Some(RemarkKind::Milliseconds)),
    (Unit::Minutes, Some(RemarkKind::Minutes)),
];

/// Fewest gaps that prove minutes: a length in seconds is followed by that many minutes by chance.
const FEWEST_MINUTES: usize = 3;

/// The unit of a file, and the remark that another than seconds deserves; `at` are the rows' times in
/// milliseconds.
pub fn of(drafts: &[Draft], sequences: &Sequences, at: &[i64]) -> (Unit, Option<RemarkKind>) {
    let mut fits = [0_usize; UNITS.len()];
    for rows in sequences.each() {
        for pair in rows.windows(2) {
            let (row, next) = (pair[0] as usize, pair[1] as usize);
            let Some(Length::Bare(count)) = drafts[row].length else { continue };
            let width = drafts[row].start.shape.width_ms.max(drafts[next].start.shape.width_ms);
            let tolerance = SECOND.max(width);
            let gap = at[next].saturating_sub(at[row]);
            let figures = UNITS.map(|(unit, _)| rounded(count, unit.ms()));
            let near = figures.map(|ms| ms > 0 && ms.saturating_sub(gap).saturating_abs() <= tolerance);
            // A gap that fits two units proves none.
            if near.iter().filter(|near| **near).count() == 1 {
                for (fits, near) in fits.iter_mut().zip(near) {
                    *fits += usize::from(near);
                }
            }
        }
    }
    let [seconds, milliseconds, minutes] = fits;
    if milliseconds > 9 * (seconds + minutes) {
        UNITS[1]
    } else if minutes >= FEWEST_MINUTES && minutes > 9 * (seconds + milliseconds) {
        UNITS[2]
    } else {
        UNITS[0]
    }
}
