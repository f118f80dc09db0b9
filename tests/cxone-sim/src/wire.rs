//! Times and lengths of time as they are written.

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat, Utc};

/// A moment (Unix ms) for chrono; the epoch when it is out of chrono's reach.
pub fn moment(at_ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at_ms).unwrap_or_default()
}

/// `2026-01-31T08:00:00.120Z`.
pub fn millis(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Without zeros at the end of the fraction: `08:00:00.12Z`, `08:00:00Z`.
pub fn trimmed(at: DateTime<Utc>) -> String {
    let text = millis(at);
    let text = text.trim_end_matches('Z').trim_end_matches('0').trim_end_matches('.');
    format!("{text}Z")
}

/// ISO 8601: `PT0S`, `PT5H48M1.139S`, `P1DT19H18M29.651S`; `-PT1S` below zero.
pub fn iso_duration(ms: i64) -> String {
    let (sign, all) = (if ms < 0 { "-" } else { "" }, ms.unsigned_abs());
    let (days, hours, minutes) = (all / 86_400_000, all / 3_600_000 % 24, all / 60_000 % 60);
    let mut text = format!("{sign}P");
    if days > 0 {
        // Writing to a String cannot fail.
        let _ = write!(text, "{days}D");
    }
    text.push('T');
    for (count, unit) in [(hours, 'H'), (minutes, 'M')] {
        if count > 0 {
            let _ = write!(text, "{count}{unit}");
        }
    }
    let _ = write!(text, "{}S", seconds(all % 60_000));
    text
}

/// Milliseconds as seconds without needless zeros: `1`, `1.5`, `0.007`.
pub fn seconds(ms: u64) -> String {
    let text = format!("{}.{:03}", ms / 1_000, ms % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_like_those_of_real_tenants() {
        for (ms, text) in [
            (0, "PT0S"),
            (20_881_139, "PT5H48M1.139S"),
            (155_909_651, "P1DT19H18M29.651S"),
            (60_000, "PT1M0S"),
            (10_007, "PT10.007S"),
            (-1_500, "-PT1.5S"),
        ] {
            assert_eq!(iso_duration(ms), text);
        }
    }

    #[test]
    fn fractions_only_as_long_as_needed() {
        for (ms, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (1_720, "1970-01-01T00:00:01.72Z"),
            (10_313, "1970-01-01T00:00:10.313Z"),
        ] {
            assert_eq!(trimmed(moment(ms)), text);
        }
    }
}
