//! What bare numbers in a column of durations count: seconds, unless the gaps between rows prove another
//! unit.

use super::draft::Draft;
use super::sequence::Sequences;
use crate::data::length::{Length, Unit, rounded};
use crate::domain::remark::RemarkKind;
use crate::domain::time::SECOND;

/// The units that gaps may prove, the remark that each deserves, and the fewest gaps that prove it. Seconds
/// are what reports are documented to count; a few seconds may be followed by as many minutes by chance.
const UNITS: [(Unit, Option<RemarkKind>, usize); 5] = [
    (Unit::Seconds, None, 0),
    (Unit::Milliseconds, Some(RemarkKind::Milliseconds), 1),
    (Unit::Minutes, Some(RemarkKind::Minutes), 3),
    (Unit::Hours, Some(RemarkKind::Hours), 2),
    (Unit::Days, Some(RemarkKind::Days), 2),
];

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
            let figures = UNITS.map(|(unit, ..)| rounded(count, unit.ms()));
            // What is hardly longer than the tolerance fits too much.
            let fits_gap = |ms: i64| ms.saturating_sub(gap).saturating_abs() <= tolerance;
            let near = figures.map(|ms| ms > 2 * tolerance && fits_gap(ms));
            // A gap that fits two units proves none.
            if near.iter().filter(|near| **near).count() == 1 {
                for (fits, near) in fits.iter_mut().zip(near) {
                    *fits += usize::from(near);
                }
            }
        }
    }
    let all: usize = fits.iter().sum();
    let proven = UNITS.iter().zip(fits).find(|((.., fewest), fits)| *fits >= *fewest && *fits * 10 > all * 9);
    let (unit, remark, _) = proven.filter(|_| all > 0).map_or(UNITS[0], |(unit, _)| *unit);
    (unit, remark)
}
