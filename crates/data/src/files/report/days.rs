//! Times in the layout that most have: the day of the row before is known.

use super::draft::{Moment, on_clocks};
use crate::files::when::usual;

/// Reads such times.
#[derive(Debug, Default)]
pub(super) struct Days {
    /// The date that was read last, and when its day begins.
    last: Option<([u8; 10], Moment)>,
}

impl Days {
    /// A time in one cell or in two; `None` where it is written in another way, or is none.
    pub fn moment(&mut self, date: &str, clock: Option<&str>) -> Option<Moment> {
        let (day, rest) = date.as_bytes().split_first_chunk::<10>()?;
        let clock = match (rest, clock) {
            ([b' ' | b'T', clock @ ..], None) => clock,
            ([], Some(clock)) => clock.as_bytes(),
            _ => return None,
        };
        let ms = usual::clock(clock)?;
        let begin = match self.last {
            Some((last, begin)) if last == *day => begin,
            _ => self.last.insert((*day, on_clocks(usual::date(day)?))).1,
        };
        Some(Moment { ms: begin.ms + i64::from(ms), ..begin })
    }
}
