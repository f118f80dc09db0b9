//! Dates of HTTP.

use model::plain::MONTHS;
use model::time::{Millis, parse_strict_utc};

/// A date as HTTP has it, in any of its forms: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`,
/// `Sun Nov  6 08:49:37 1994`.
pub(super) fn http_date(text: &str) -> Option<Millis> {
    let words = || text.split([' ', ',', '-']).filter(|word| !word.is_empty());
    let month = words().find_map(|word| MONTHS.iter().position(|month| *month == word))? + 1;
    let time = words().find(|word| word.contains(':'))?;
    let mut numbers = words().filter_map(|word| word.parse::<u16>().ok());
    let (day, year) = (numbers.next()?, numbers.next()?);
    let year = match year {
        ..70 => year + 2_000,
        70..100 => year + 1_900,
        _ => year,
    };
    parse_strict_utc(&format!("{year:04}-{month:02}-{day:02}T{time}Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_all_forms_of_http() {
        let at = parse_strict_utc("1994-11-06T08:49:37Z");
        for text in
            ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", " Sun Nov  6 08:49:37 1994"]
        {
            assert_eq!(http_date(text), at, "{text}");
        }
        assert_eq!(http_date("Tue, 03-Nov-26 12:00:00 GMT"), parse_strict_utc("2026-11-03T12:00:00Z"));
        for text in
            ["", "soon", "Nov 1994", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 8:49 GMT", "12:00:00"]
        {
            assert_eq!(http_date(text), None, "{text:?}");
        }
    }
}
