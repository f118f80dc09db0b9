//! The date in a text: three numbers, or two and the name of a month.

use chrono::{Datelike, NaiveDate};

use super::months::{month, weekdays};
use super::tokens::{Kind, Token};
use super::{Date, DateOrder};

/// Words between the parts of a date, and between date and clock, in several languages.
const BETWEEN: [&str; 30] = [
    "t", "de", "del", "of", "the", "at", "on", "um", "uhr", "den", "der", "am", "le", "a", "las", "la",
    "les", "as", "em", "om", "op", "kl", "klo", "alle", "ore", "г", "h", "hrs", "uur", "feira",
];

/// What makes a number an ordinal: `13th`, `1er`.
const ORDINAL: [&str; 10] = ["st", "nd", "rd", "th", "er", "o", "a", "e", "eme", "ro"];

/// Two digits of a year from here on are 19xx.
const PIVOT: u32 = 70;

/// No mark between two numbers, and more than one.
const NONE: char = ' ';
const SEVERAL: char = '…';

/// What stands in a text of a date.
#[derive(Default)]
struct Parts<'a> {
    numbers: Vec<Token<'a>>,
    /// The mark before each number.
    marks: Vec<char>,
    month: Option<u32>,
    /// Bits of the weekdays that it may be.
    weekdays: u8,
    /// A word that is a month or a weekday (`mar`, Tuesday or March).
    either: Option<&'a str>,
}

/// Reads a date that is made of exactly these parts.
pub fn read(tokens: &[Token]) -> Option<Date> {
    let mut parts = gather(tokens)?;
    if let Some(word) = parts.either {
        // Two numbers need the name of a month.
        if parts.month.is_none() && parts.numbers.len() == 2 {
            parts.month = month(word);
        } else {
            parts.weekdays |= weekdays(word);
        }
    }
    let date = match (parts.month, &parts.numbers[..]) {
        (Some(month), [a, b]) => named(month, *a, *b),
        (None, [whole]) => compact(whole.text),
        (None, [a, b, c]) if parts.marks[1] == parts.marks[2] && "/-. ".contains(parts.marks[1]) => {
            numeric([*a, *b, *c])
        }
        _ => None,
    }?;
    Some(by_weekday(date, parts.weekdays))
}

fn gather<'a>(tokens: &[Token<'a>]) -> Option<Parts<'a>> {
    let mut parts = Parts::default();
    let mut mark = NONE;
    for (i, token) in tokens.iter().enumerate() {
        let is_behind_number = i > 0 && tokens[i - 1].kind == Kind::Number && !token.spaced;
        match token.kind {
            Kind::Number => {
                parts.marks.push(mark);
                parts.numbers.push(*token);
                mark = NONE;
            }
            // Around a weekday.
            Kind::Mark if token.is("(") || token.is(")") => {
                let around = tokens.get(if token.is("(") { i } else { i.checked_sub(2)? }..)?;
                let [open, day, close, ..] = around else { return None };
                (open.is("(") && day.kind == Kind::Word && close.is(")")).then_some(())?;
            }
            Kind::Mark => mark = if mark == NONE { of_date(token.text, &parts)? } else { SEVERAL },
            Kind::Word if is_behind_number && ORDINAL.contains(&token.text) => {}
            Kind::Word => parts.take_word(token.text)?,
        }
    }
    (!matches!(mark, '/' | '-')).then_some(parts)
}

/// A mark that may stand in a date. Strokes stand behind numbers, or behind a weekday (`sexta-feira`).
fn of_date(text: &str, parts: &Parts) -> Option<char> {
    let mark = text.chars().next()?;
    match mark {
        '/' | '-' => (!parts.numbers.is_empty() || parts.weekdays > 0).then_some(mark),
        '.' | ',' | '\'' => Some(mark),
        _ => None,
    }
}

impl<'a> Parts<'a> {
    fn take_word(&mut self, word: &'a str) -> Option<()> {
        if BETWEEN.contains(&word) {
            return Some(());
        }
        match (month(word), weekdays(word)) {
            (Some(_), 1..) if self.either.is_none() => self.either = Some(word),
            (Some(month), _) if self.month.is_none() => self.month = Some(month),
            (None, days @ 1..) if self.weekdays == 0 => self.weekdays = days,
            _ => return None,
        }
        Some(())
    }
}

/// A date with the name of a month. The year has four digits or comes last (`13-Nov-26`).
fn named(month: u32, a: Token, b: Token) -> Option<Date> {
    let is_year_first = a.text.len() == 4 || (b.text.len() != 4 && a.number(2, 2)? > 31);
    let (year, day) = if is_year_first { (a, b) } else { (b, a) };
    NaiveDate::from_ymd_opt(year_of(year)?, month, day.number(1, 2)?).map(Date::Known)
}

/// `20261113`.
fn compact(text: &str) -> Option<Date> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let year = number(0, 4).filter(|year| text.len() == 8 && (1900..2200).contains(year))?;
    NaiveDate::from_ymd_opt(year as i32, number(4, 6)?, number(6, 8)?).map(Date::Known)
}

fn numeric([a, b, c]: [Token; 3]) -> Option<Date> {
    if a.text.len() == 4 || a.number(2, 2).is_some_and(|year| year > 31) {
        return NaiveDate::from_ymd_opt(year_of(a)?, b.number(1, 2)?, c.number(1, 2)?).map(Date::Known);
    }
    either(year_of(c)?, a.number(1, 2)?, b.number(1, 2)?)
}

/// A date whose first two numbers are month and day, or day and month.
pub fn either(year: i32, a: u32, b: u32) -> Option<Date> {
    let year = common_era(year);
    match (NaiveDate::from_ymd_opt(year, a, b), NaiveDate::from_ymd_opt(year, b, a)) {
        (Some(date), Some(_)) if a == b => Some(Date::Known(date)),
        (Some(month_first), Some(day_first)) => Some(Date::Either { month_first, day_first }),
        (Some(date), None) => Some(Date::Proven(date, DateOrder::MonthFirst)),
        (None, Some(date)) => Some(Date::Proven(date, DateOrder::DayFirst)),
        (None, None) => None,
    }
}

fn year_of(token: Token) -> Option<i32> {
    let century = |short: u32| if short < PIVOT { 2_000 + short } else { 1_900 + short };
    let year = token.number(4, 4).or_else(|| token.number(2, 2).map(century))?;
    i32::try_from(year).ok().map(common_era)
}

/// Thailand counts years from 543 before.
pub fn common_era(year: i32) -> i32 {
    if (2_500..2_700).contains(&year) { year - 543 } else { year }
}

/// A weekday tells the order of a date that could be two, when it is that of only one of them.
fn by_weekday(date: Date, weekdays: u8) -> Date {
    let Date::Either { month_first, day_first } = date else { return date };
    let fits = |date: NaiveDate| weekdays & 1 << date.weekday().num_days_from_monday() != 0;
    match (fits(month_first), fits(day_first)) {
        (true, false) => Date::Proven(month_first, DateOrder::MonthFirst),
        (false, true) => Date::Proven(day_first, DateOrder::DayFirst),
        _ => date,
    }
}
