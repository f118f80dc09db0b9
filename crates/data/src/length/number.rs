//! Numbers with the marks of many countries.

use super::super::decimal;
use super::{Decimal, Mark, Marks};

/// A number without a sign: `90.5`, `90,5`, `1,234.5`, `1.234,5`, `1 234,5`, `1'234.5`, `1e3`. One point
/// is before a fraction; one comma that could be either is what `decimal` says. `None` when it is none,
/// or beyond what can be counted.
pub fn read(text: &str, decimal: Decimal) -> Option<f64> {
    if let Some(number) = plain_digits(text) {
        return Some(number as f64);
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = at_fraction(mantissa, decimal)?;
    let whole = without_groups(whole)?;
    let has_digits = !whole.is_empty() || !fraction.is_empty();
    if !has_digits || !are_digits(fraction) || !are_digits(exponent.trim_start_matches(['+', '-'])) {
        return None;
    }
    let number = decimal::parse(&format!("{whole}.{fraction}e{exponent}"))?;
    number.is_finite().then_some(number)
}

/// Most numbers are a few digits; `f64` holds fifteen exactly.
pub fn plain_digits(text: &str) -> Option<u64> {
    if !(1..=15).contains(&text.len()) {
        return None;
    }
    text.bytes().try_fold(0, |number, byte| {
        let digit = u64::from(byte.wrapping_sub(b'0'));
        (digit < 10).then_some(number * 10 + digit)
    })
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stands before the mark of the fraction, and behind it.
fn at_fraction(text: &str, decimal: Decimal) -> Option<(&str, &str)> {
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    let is_point = text.rfind('.') > text.rfind(',');
    let has_fraction = match (points, commas) {
        (0, 1) => decimal == Decimal::Comma || !is_thousands(text),
        (1, 0) => true,
        (0, _) | (_, 0) => false,
        // Both: the last stands once, before the fraction.
        _ if is_point => (points == 1).then_some(true)?,
        _ => (commas == 1).then_some(true)?,
    };
    let parts = text.rsplit_once(if is_point { '.' } else { ',' });
    Some(parts.filter(|_| has_fraction).unwrap_or((text, "")))
}

/// `1,234` and `1.234`, but not `0,234` or `1234,567`.
fn is_thousands(text: &str) -> bool {
    text.split_once([',', '.']).is_some_and(|(first, rest)| {
        (1..=3).contains(&first.len()) && !first.starts_with('0') && rest.len() == 3
    })
}

/// What the marks of a number without a sign tell.
pub fn marks(text: &str) -> Marks {
    if are_digits(text) {
        return Marks::None;
    }
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let (points, commas) = (mantissa.matches('.').count(), mantissa.matches(',').count());
    let last = if mantissa.rfind('.') > mantissa.rfind(',') { Mark::Point } else { Mark::Comma };
    match (points, commas) {
        (0, 0) => Marks::None,
        (1, 0) | (0, 1) if is_thousands(mantissa) => Marks::Either(last),
        (0, 2..) | (2.., 0) => Marks::Thousands(last),
        _ => Marks::Fraction(last),
    }
}

/// The digits of `1 234 567`, `1'234`, `12,34,567` (India), with one kind of mark between groups.
fn without_groups(text: &str) -> Option<String> {
    let Some(mark) = text.chars().find(|c| !c.is_ascii_digit()) else { return Some(text.to_owned()) };
    if !" '.,".contains(mark) {
        return None;
    }
    let groups: Vec<&str> = text.split(mark).collect();
    let (first, last) = (groups[0], groups[groups.len() - 1]);
    let are_between =
        |lengths: [usize; 2]| groups[1..groups.len() - 1].iter().all(|group| lengths.contains(&group.len()));
    let fits = (1..=3).contains(&first.len())
        && last.len() == 3
        && (are_between([3, 3]) || mark == ',' && are_between([2, 2]))
        && groups.iter().all(|group| are_digits(group));
    fits.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::super::Length;
    use super::*;

    fn bare(text: &str, decimal: Decimal) -> Option<f64> {
        match super::super::read(text, decimal)? {
            Length::Bare(number) => Some(number),
            Length::Ms(_) => None,
        }
    }

    #[test]
    fn marks_tell_what_they_are() {
        for (text, expected) in [
            ("90", Marks::None),
            ("1500", Marks::None),
            ("1 500", Marks::None),
            ("90.5", Marks::Fraction(Mark::Point)),
            ("90,5", Marks::Fraction(Mark::Comma)),
            ("0,234", Marks::Fraction(Mark::Comma)),
            ("1234.567", Marks::Fraction(Mark::Point)),
            ("1.234,5", Marks::Fraction(Mark::Comma)),
            ("1,234.567", Marks::Fraction(Mark::Point)),
            ("1,234,567", Marks::Thousands(Mark::Comma)),
            ("1.234.567", Marks::Thousands(Mark::Point)),
            ("1,234", Marks::Either(Mark::Comma)),
            ("12.345", Marks::Either(Mark::Point)),
            ("123.456E+2", Marks::Either(Mark::Point)),
        ] {
            assert_eq!(marks(text), expected, "{text:?}");
        }
    }

    #[test]
    fn bare_numbers_of_many_countries() {
        let (point, comma) = (Decimal::Point, Decimal::Comma);
        for (text, with_point, with_comma) in [
            ("90", 90.0, 90.0),
            ("90.5", 90.5, 90.5),
            ("90,5", 90.5, 90.5),
            ("600,25", 600.25, 600.25),
            ("600.250", 600.25, 600.25),
            ("1,234", 1_234.0, 1.234),
            ("0,234", 0.234, 0.234),
            ("1234,567", 1_234.567, 1_234.567),
            ("1.234,5", 1_234.5, 1_234.5),
            ("1,234.5", 1_234.5, 1_234.5),
            ("1,234,567", 1_234_567.0, 1_234_567.0),
            ("1.234.567", 1_234_567.0, 1_234_567.0),
            ("1 234,5", 1_234.5, 1_234.5),
            ("1\u{a0}234,5", 1_234.5, 1_234.5),
            ("1\u{202f}234\u{202f}567.5", 1_234_567.5, 1_234_567.5),
            ("1'234.5", 1_234.5, 1_234.5),
            ("1’234", 1_234.0, 1_234.0),
            ("12,34,567.5", 1_234_567.5, 1_234_567.5),
            ("1e3", 1_000.0, 1_000.0),
            ("1.2E+1", 12.0, 12.0),
            ("1,5E-1", 0.15, 0.15),
            ("-5", -5.0, -5.0),
            ("−5", -5.0, -5.0),
            ("(5)", -5.0, -5.0),
            ("+5", 5.0, 5.0),
            (".5", 0.5, 0.5),
            ("5.", 5.0, 5.0),
            (" =\"90\" ", 90.0, 90.0),
            ("'90", 90.0, 90.0),
            ("٩٠٫٥", 90.5, 90.5),
            ("007", 7.0, 7.0),
        ] {
            assert_eq!(bare(text, point), Some(with_point), "{text:?}");
            assert_eq!(bare(text, comma), Some(with_comma), "{text:?}");
        }
    }
}
