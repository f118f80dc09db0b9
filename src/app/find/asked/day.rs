//! Days: `today`, `wed`, `25 nov`, `2026-11-25`, `11/25`.

use chrono::{Datelike, NaiveDate, Weekday};

use super::tokens::Token;

/// What a day has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// The one that it is now.
    Today,
    /// The one before.
    Yesterday,
    /// One day of the week.
    Weekday(Weekday),
    /// One day of any month.
    OfMonth(u32),
    /// In one month, 1 to 12.
    Month(u32),
    /// Month and day, in any year or in one.
    Date(u32, u32, Option<i32>),
    /// The same of two numbers that may stand either way round.
    Either(u32, u32, Option<i32>),
}

impl Day {
    /// Whether a date is that, where it is `today` now.
    pub fn is(self, date: NaiveDate, today: NaiveDate) -> bool {
        let is = |month, day, year: Option<i32>| {
            date.month() == month && date.day() == day && year.is_none_or(|year| year == date.year())
        };
        match self {
            Self::Today => date == today,
            Self::Yesterday => Some(date) == today.pred_opt(),
            Self::Weekday(day) => date.weekday() == day,
            Self::OfMonth(day) => date.day() == day,
            Self::Month(month) => date.month() == month,
            Self::Date(month, day, year) => is(month, day, year),
            Self::Either(one, other, year) => is(one, other, year) || is(other, one, year),
        }
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// Whether a word is a name, or its beginning of three letters or more.
fn is_name(token: &Token, name: &str) -> bool {
    token.len() >= 3 && name.starts_with(&token.text)
}

fn month(token: &Token) -> Option<u32> {
    let place =
        MONTHS.iter().position(|name| is_name(token, name) || token.is("sept") && *name == "september")?;
    Some(place as u32 + 1)
}

fn day_number(token: &Token) -> Option<u32> {
    token.number.filter(|day| (1..=31).contains(day) && token.len() <= 2)
}

/// `2026`, `26`, after a comma or not.
fn year(tokens: &[Token]) -> Option<(i32, usize)> {
    let comma = usize::from(tokens.first()?.is(","));
    let token = tokens.get(comma)?;
    (token.len() == 4).then_some((token.number? as i32, comma + 1))
}

/// Month and day of two numbers.
fn of_numbers(one: u32, other: u32, year: Option<i32>) -> Option<Day> {
    match (one, other) {
        (1..=12, 1..=12) => Some(Day::Either(one, other, year)),
        (1..=12, 13..=31) => Some(Day::Date(one, other, year)),
        (13..=31, 1..=12) => Some(Day::Date(other, one, year)),
        _ => None,
    }
}

/// `2026-11-25`, `11/25`, `25.11.`, `25/11/2026`.
fn numeric(tokens: &[Token]) -> Option<(Day, usize)> {
    let [first, sign, second, rest @ ..] = tokens else { return None };
    let is_sign = ["-", "/", "."].iter().any(|text| sign.is(text));
    if first.is_glued || !is_sign || !sign.is_glued || !second.is_glued {
        return None;
    }
    let third = match rest {
        [again, third, ..] if again.text == sign.text && again.is_glued && third.is_glued => third.number,
        _ => None,
    };
    let (one, other) = (first.number?, second.number?);
    if first.len() == 4 {
        let (month, day) = (Some(other).filter(|month| (1..=12).contains(month))?, third?);
        let day = Some(day).filter(|day| (1..=31).contains(day))?;
        return Some((Day::Date(month, day, Some(one as i32)), 5));
    }
    if first.len() > 2 || second.len() > 2 {
        return None;
    }
    let full = |year: u32| if year < 100 { 2_000 + year as i32 } else { year as i32 };
    let ending =
        usize::from(third.is_none() && sign.is(".") && rest.first().is_some_and(|token| token.is(".")));
    let day = of_numbers(one, other, third.map(full))?;
    Some((day, if third.is_some() { 5 } else { 3 + ending }))
}

/// `25 nov`, `25th of November 2026`, `nov 25, 2026`.
fn named(tokens: &[Token]) -> Option<(Day, usize)> {
    let (day, month, taken) = match tokens {
        [first, rest @ ..] if day_number(first).is_some() => {
            let filler = ["st", "nd", "rd", "th", ".", "of"];
            let more = rest.iter().take_while(|token| filler.iter().any(|text| token.is(text))).count();
            (day_number(first)?, month(rest.get(more)?)?, more + 2)
        }
        [first, second, rest @ ..] => {
            let ending = rest.first().is_some_and(|token| {
                token.is_glued && ["st", "nd", "rd", "th"].iter().any(|text| token.is(text))
            });
            (day_number(second)?, month(first)?, 2 + usize::from(ending))
        }
        _ => return None,
    };
    let year = year(&tokens[taken..]);
    Some((Day::Date(month, day, year.map(|(year, _)| year)), taken + year.map_or(0, |(_, more)| more)))
}

/// The day that the tokens begin with, whether they can mean nothing else, and how many tokens that is.
pub fn day(tokens: &[Token]) -> Option<(Day, bool, usize)> {
    if let Some((day, taken)) = numeric(tokens).or_else(|| named(tokens)) {
        return Some((day, true, taken));
    }
    let first = tokens.first()?;
    let weekday =
        || WEEKDAYS.iter().find(|(name, _)| is_name(first, name)).map(|(_, day)| Day::Weekday(*day));
    let word = match first.text.as_str() {
        "today" => Some((Day::Today, true)),
        "yesterday" => Some((Day::Yesterday, true)),
        _ if is_name(first, "yesterday") => Some((Day::Yesterday, false)),
        _ => weekday().or_else(|| month(first).map(Day::Month)).map(|day| (day, false)),
    };
    let of_month = || {
        // An id of letters and digits is no day.
        let is_alone = !first.is_glued && tokens.get(1).is_none_or(|next| !next.is_glued);
        day_number(first).filter(|_| is_alone).map(|day| (Day::OfMonth(day), false))
    };
    let (day, is_sure) = word.or_else(of_month)?;
    // `Wed.` and `Wed,`
    let stop = tokens.get(1).is_some_and(|next| next.is_glued && (next.is(",") || next.is(".")));
    Some((day, is_sure, 1 + usize::from(stop)))
}
