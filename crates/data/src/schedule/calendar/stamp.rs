//! Times as calendars write them, and names of zones.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// `20261126T090000`, with Z or without seconds, and `20261126`: what clocks show, whether those are UTC's, and
/// whether it is a day alone.
pub fn stamp(text: &str) -> Option<(NaiveDateTime, bool, bool)> {
    let text = text.trim();
    let (text, is_utc) = text.strip_suffix(['Z', 'z']).map_or((text, false), |rest| (rest, true));
    let (date, time) = text.split_once(['T', 't']).map_or((text, None), |(date, time)| (date, Some(time)));
    let number = |text: &str, from: usize| {
        let digits =
            text.get(from..from + 2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        digits.and_then(|digits| digits.parse::<u32>().ok())
    };
    let year = number(date, 0)? * 100 + number(date, 2)?;
    let day = NaiveDate::from_ymd_opt(year as i32, number(date, 4)?, number(date, 6)?)
        .filter(|_| date.len() == 8)?;
    let Some(time) = time else { return Some((day.and_time(NaiveTime::MIN), is_utc, true)) };
    let seconds = if time.len() == 4 { Some(0) } else { number(time, 4) }?;
    let is_whole = matches!(time.len(), 4 | 6);
    let clock = NaiveTime::from_hms_opt(number(time, 0)?, number(time, 2)?, seconds.min(59))?;
    is_whole.then_some((day.and_time(clock), is_utc, false))
}

/// Names of zones that Outlook writes, with the place that stands for each.
const WINDOWS: [(&str, &str); 16] = [
    ("UTC", "UTC"),
    ("GMT Standard Time", "Europe/London"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("FLE Standard Time", "Europe/Kiev"),
    ("Eastern Standard Time", "America/New_York"),
    ("Central Standard Time", "America/Chicago"),
    ("Mountain Standard Time", "America/Denver"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("India Standard Time", "Asia/Kolkata"),
    ("Singapore Standard Time", "Asia/Singapore"),
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("E. South America Standard Time", "America/Sao_Paulo"),
];

/// The place that stands for a zone of Outlook's.
pub fn windows(name: &str) -> Option<&'static str> {
    WINDOWS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim())).map(|(_, place)| *place)
}
