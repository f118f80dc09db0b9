//! Timestamps as text.

use model::plain::iso_date;
use model::time::{DAY, HOUR, MINUTE, Millis, SECOND};

/// Writes timestamps; dates, which change seldom, are kept as text.
#[derive(Default)]
pub struct Clock {
    day: i64,
    date: String,
}

impl Clock {
    /// `2026-11-03T12:00:00.120Z`
    pub fn write(&mut self, at: Millis, text: &mut Vec<u8>) {
        let day = at.0.div_euclid(DAY);
        if self.date.is_empty() || self.day != day {
            self.day = day;
            let date = chrono::DateTime::from_timestamp_millis(at.0).unwrap_or_default();
            self.date = format!("{}T", iso_date(date.date_naive()));
        }
        text.extend_from_slice(self.date.as_bytes());
        let ms = at.0.rem_euclid(DAY);
        let parts = [(ms / HOUR, b':'), (ms / MINUTE % 60, b':'), (ms / SECOND % 60, b'.')];
        for (value, mark) in parts {
            text.extend_from_slice(&[digit(value / 10), digit(value), mark]);
        }
        text.extend_from_slice(&[digit(ms / 100), digit(ms / 10), digit(ms), b'Z']);
    }
}

fn digit(value: i64) -> u8 {
    b'0' + (value % 10) as u8
}
