//! Clock times that show seconds, or a time of day, which they have lost: a program that read `9:00` or a
//! date alone has written `9:00:00` or midnight for it.

use super::draft::Draft;
use super::sequence::Sequences;
use model::time::{DAY, MINUTE, SECOND};

/// What two digits behind the point of a day tell: 14.4 minutes.
pub const HUNDREDTH: i64 = DAY / 100;

/// For how long the texts of a file at least stand for their times, in milliseconds: a day or a minute when
/// all of them are at the beginning of one, and rows of a session would go on after the next has begun; a hundredth of a day when all are at such
/// a beginning, where clocks show none by chance.
pub fn of(
    drafts: &[Draft],
    sequences: &Sequences,
    local_ms: &[i64],
    length: &dyn Fn(usize, i64) -> Option<i64>,
) -> i64 {
    let is_all = |unit: i64| local_ms.iter().all(|at| at % unit == 0);
    if is_all(HUNDREDTH) && !is_all(MINUTE) {
        return HUNDREDTH;
    }
    let Some(unit) = [DAY, MINUTE].into_iter().find(|unit| is_all(*unit)) else { return 1 };
    let reaches_over = |pair: &[u32]| {
        let (place, next) = (pair[0] as usize, pair[1] as usize);
        // Ends have lost as much as beginnings.
        let length = drafts[place].figure.and_then(|_| length(place, local_ms[place]));
        let over = length.unwrap_or_default().saturating_sub(local_ms[next] - local_ms[place]);
        (SECOND + 1..unit).contains(&over)
    };
    let is_lost = sequences.each().any(|rows| rows.windows(2).any(reaches_over));
    if is_lost { unit } else { 1 }
}
