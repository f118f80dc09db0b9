//! What a browser says of its locale, as `Intl` writes examples of it, understood.

use chrono::Weekday;

use model::locale::{Dates, Hours, Locale, Numbers, Percent};

/// A part of an example: what it is, and its text.
pub type Part = (String, String);

/// Examples, in Latin digits and the Gregorian calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Day, month in short and year of 3 November 2026.
    pub date: Vec<Part>,
    /// The same in digits.
    pub digits: Vec<Part>,
    /// `h11`, `h12`, `h23` or `h24`.
    pub hour_cycle: String,
    /// 12345678.5.
    pub number: Vec<Part>,
    /// 1234.
    pub small: Vec<Part>,
    /// 0.5 as per cent.
    pub percent: Vec<Part>,
    /// The first day of the week, 1 for Monday to 7 for Sunday; `None` where the browser does not say.
    pub first_day: Option<u8>,
    /// The region, `US`; it says when weeks begin where the browser does not.
    pub region: String,
}

/// The locale of these examples; what cannot be understood is as in Britain.
pub fn locale_of(told: &Told) -> Locale {
    let first_day = told.first_day.and_then(|day| Weekday::try_from(day.checked_sub(1)?).ok());
    Locale {
        hours: if matches!(&*told.hour_cycle, "h11" | "h12") { Hours::Of12 } else { Hours::Of24 },
        dates: dates_of(&told.date, &told.digits),
        numbers: numbers_of(told),
        week: first_day.unwrap_or_else(|| first_day_of(&told.region)),
    }
}

fn place(parts: &[Part], kind: &str) -> Option<usize> {
    parts.iter().position(|(of, _)| of == kind)
}

/// The text between a part and the next.
fn behind<'a>(parts: &'a [Part], kind: &str) -> &'a str {
    let next = place(parts, kind).and_then(|at| parts.get(at + 1));
    next.filter(|(of, _)| of == "literal").map_or("", |(_, text)| text)
}

fn dates_of(date: &[Part], digits: &[Part]) -> Dates {
    let (Some(day), Some(month), Some(year)) =
        (place(date, "day"), place(date, "month"), place(date, "year"))
    else {
        return Locale::BRITISH.dates;
    };
    if year < day {
        let sign = behind(digits, "year").chars().find(|c| ['-', '/', '.'].contains(c));
        let is_alone = behind(digits, "year").chars().count() == 1;
        return Dates::YearFirst(sign.filter(|_| is_alone).unwrap_or('-'));
    }
    if month < day {
        Dates::MonthFirst
    } else {
        Dates::DayFirst { dot: behind(date, "day").starts_with('.') }
    }
}

/// Marks that say which way a text runs.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The one sign of a part.
fn sign(parts: &[Part], kind: &str) -> Option<char> {
    let (_, text) = parts.get(place(parts, kind)?)?;
    text.chars().find(|c| !is_mark(*c))
}

fn numbers_of(told: &Told) -> Numbers {
    let usual = Numbers::ENGLISH;
    let groups: Vec<usize> =
        told.number.iter().filter(|(of, _)| of == "integer").map(|(_, text)| text.chars().count()).collect();
    let size = |from_last: usize| {
        let at = groups.len().checked_sub(from_last + 1).filter(|at| *at > 0)?;
        u8::try_from(groups[at]).ok().filter(|size| *size > 0)
    };
    let last = size(0).unwrap_or(usual.sizes.0);
    Numbers {
        decimal: sign(&told.number, "decimal").unwrap_or(usual.decimal),
        group: sign(&told.number, "group").or(if groups.is_empty() { usual.group } else { None }),
        sizes: (last, size(1).unwrap_or(last)),
        least: if told.small.is_empty() || place(&told.small, "group").is_some() { 1 } else { 2 },
        percent: percent_of(&told.percent),
    }
}

fn percent_of(parts: &[Part]) -> Percent {
    let (Some(sign), Some(number)) = (place(parts, "percentSign"), place(parts, "integer")) else {
        return Numbers::ENGLISH.percent;
    };
    let between = &parts[sign.min(number)..sign.max(number)];
    let texts = between.iter().filter(|(of, _)| of == "literal").flat_map(|(_, text)| text.chars());
    let space = texts.into_iter().find(|c| c.is_whitespace()).map(|_| '\u{a0}');
    Percent { is_first: sign < number, space }
}

/// Regions whose weeks begin on Sundays, as the Unicode consortium has them.
const ON_SUNDAYS: &str = "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX \
                          MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW";

/// Regions whose weeks begin on Saturdays.
const ON_SATURDAYS: &str = "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY";

/// When weeks begin in a region: on Mondays in most.
pub fn first_day_of(region: &str) -> Weekday {
    let is_in = |list: &str| list.split_whitespace().any(|known| known == region);
    match region {
        _ if is_in(ON_SUNDAYS) => Weekday::Sun,
        _ if is_in(ON_SATURDAYS) => Weekday::Sat,
        "MV" => Weekday::Fri,
        _ => Weekday::Mon,
    }
}
