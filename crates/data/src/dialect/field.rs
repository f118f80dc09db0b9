//! Fields as APIs really send them: any value may be a string, a number, null, missing or nonsense.
//! Reading one never fails, unless the JSON itself is broken, and copies nothing.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Range, RangeInclusive};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::decimal;
use crate::plain::microsoft;
use model::time::{DAY, Millis, SECOND, Timestamps};

/// One value of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Field<'a> {
    /// Missing or null.
    #[default]
    Nothing,
    /// A list or an object.
    Nested,
    /// A string.
    Text(Cow<'a, str>),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

impl Field<'_> {
    /// What it says as text; `None` for nothing and for the empty string.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Nothing | Self::Nested => None,
            Self::Text(text) => Some(trimmed(text)).filter(|text| !text.is_empty()).map(Cow::Borrowed),
            Self::Whole(number) => Some(number.to_string().into()),
            Self::Number(number) => Some(number.to_string().into()),
            Self::Flag(flag) => Some(flag.to_string().into()),
        }
    }

    /// The whole number that it says; fractions are cut off.
    pub fn whole(&self) -> Option<i64> {
        match self {
            Self::Whole(number) => Some(*number),
            Self::Number(number) => Some(*number as i64),
            Self::Text(text) => {
                let text = text.trim();
                let number = || decimal::parse(text).filter(|number| number.is_finite());
                text.parse().ok().or_else(|| number().map(|number| number as i64))
            }
            Self::Nothing | Self::Nested | Self::Flag(_) => None,
        }
    }

    /// The moment that it names: a timestamp, or a number of seconds or milliseconds since 1970, also
    /// as a string. `None` outside the years 0 to 9999.
    pub fn moment(&self, times: &mut Timestamps) -> Option<Millis> {
        let at = match self {
            Self::Text(text) => {
                let text = trimmed(text);
                times
                    .read(text.as_bytes())
                    .or_else(|| since_1970(digits(text)?))
                    .or_else(|| microsoft(text).map(Millis))
            }
            Self::Whole(number) => since_1970(*number as f64),
            Self::Number(number) => since_1970(*number),
            Self::Nothing | Self::Nested | Self::Flag(_) => None,
        };
        at.filter(|at| CALENDAR.contains(&at.0))
    }

    /// The length of time that it says, which `read` takes from it in milliseconds.
    pub fn length(&self, read: impl FnOnce(&Self) -> Option<i64>) -> Length {
        match self {
            Self::Nothing => Length::Nothing,
            Self::Text(text) if trimmed(text).is_empty() => Length::Nothing,
            field => match read(field).filter(|ms| ms.unsigned_abs() <= LONGEST) {
                Some(ms) => Length::Ms(ms),
                None => Length::Unreadable,
            },
        }
    }
}

/// A row's figure for a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// There is none.
    Nothing,
    /// Milliseconds; may be negative.
    Ms(i64),
    /// It is none, or longer than the calendar.
    Unreadable,
}

/// The years 0 to 9999, in milliseconds since 1970.
const CALENDAR: RangeInclusive<i64> = -62_167_219_200_000..=253_402_300_799_999;

/// 10,000 years of 366 days, in milliseconds.
const LONGEST: u64 = 10_000 * 366 * DAY as u64;

/// What a number of this size counts: seconds from 1973 on, or milliseconds.
const SECONDS: Range<f64> = 1e8..1e11;
const MILLISECONDS: Range<f64> = 1e11..1e14;

fn since_1970(number: f64) -> Option<Millis> {
    if SECONDS.contains(&number) {
        // Half a microsecond more, for fractions that have no exact form.
        return Some(Millis((number * SECOND as f64 + 5e-4).floor() as i64));
    }
    MILLISECONDS.contains(&number).then(|| Millis(number.floor() as i64))
}

/// A number written with digits and at most one point.
fn digits(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    decimal::parse(text).filter(|_| plain)
}

/// Without white space around it. Nearly always there is none, which the first and last byte tell.
#[inline(always)]
pub fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Field<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldVisitor)
    }
}

struct FieldVisitor;

impl<'de> Visitor<'de> for FieldVisitor {
    type Value = Field<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Field<'de>, E> {
        Ok(Field::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Field<'de>, E> {
        Ok(Field::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Field<'de>, E> {
        Ok(Field::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Field<'de>, E> {
        Ok(i64::try_from(number).map_or(Field::Number(number as f64), Field::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Field<'de>, E> {
        Ok(Field::Number(number))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Field<'de>, E> {
        Ok(Field::Flag(flag))
    }

    fn visit_unit<E>(self) -> Result<Field<'de>, E> {
        Ok(Field::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Field<'de>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Field::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Field<'de>, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Field::Nested)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(json: &str) -> Field<'_> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn any_value_can_be_read() {
        assert_eq!(field("null"), Field::Nothing);
        assert_eq!(field("[1,{\"a\":2}]"), Field::Nested);
        assert_eq!(field("{\"a\":[2]}"), Field::Nested);
        assert_eq!(field("-5").whole(), Some(-5));
        assert_eq!(field("5.9").whole(), Some(5));
        assert_eq!(field("\" 17 \"").whole(), Some(17));
        assert_eq!(field("\"1.5e3\"").whole(), Some(1500));
        assert_eq!(field("true").whole(), None);
        for text in ["\"x\"", "\"NaN\"", "\"inf\"", "[1]"] {
            assert_eq!(field(text).whole(), None, "{text}");
        }
        assert_eq!(field("42").text().as_deref(), Some("42"));
        assert_eq!(field("\"  \"").text(), None);
        assert_eq!(field("\"caf\\u00e9\"").text().as_deref(), Some("café"));
        assert_eq!(field("18446744073709551615").whole(), Some(i64::MAX));
    }

    /// Case 51-epoch and its kind.
    #[test]
    fn moments_as_text_and_as_numbers() {
        let noon = 1_793_707_200_000; // 2026-11-03T12:00:00Z
        for (json, expected) in [
            ("\"2026-11-03T12:00:00Z\"", Some(noon)),
            ("1793707200", Some(noon)),
            ("1793707200.125", Some(noon + 125)),
            ("1793707200.001", Some(noon + 1)),
            ("1793707200000", Some(noon)),
            ("1793707200000.9", Some(noon)),
            ("\" 1793707200 \"", Some(noon)),
            ("\"1793707200.5\"", Some(noon + 500)),
            ("\"1793707200000\"", Some(noon)),
            ("100000000", Some(100_000_000_000)),
            ("99999999999999", Some(99_999_999_999_999)),
            ("99999999", None),
            ("100000000000000", None),
            ("9223372036854775807", None),
            ("1e300", None),
            ("0", None),
            ("-1793707200", None),
            ("\"1793707200Z\"", None),
            ("\"1.7e9\"", None),
            ("\"inf\"", None),
            ("\"0000-01-01T00:00:00Z\"", Some(-62_167_219_200_000)),
            ("\"0000-01-01T00:00:00+00:01\"", None),
            ("\"9999-12-31T23:59:59.999Z\"", Some(253_402_300_799_999)),
            ("\"9999-12-31T23:59:59-00:01\"", None),
            ("null", None),
            ("true", None),
            ("[1793707200]", None),
        ] {
            let found = field(json).moment(&mut Timestamps::default());
            assert_eq!(found, expected.map(Millis), "{json}");
        }
    }

    #[test]
    fn lengths_are_read_missing_or_unreadable() {
        for (json, expected) in [
            ("1500", Length::Ms(1500)),
            ("-3", Length::Ms(-3)),
            ("316224000000000", Length::Ms(316_224_000_000_000)),
            ("null", Length::Nothing),
            ("\" \"", Length::Nothing),
            ("316224000000001", Length::Unreadable),
            ("1000000000000000000", Length::Unreadable),
            ("-9223372036854775808", Length::Unreadable),
            ("1e300", Length::Unreadable),
            ("\"soon\"", Length::Unreadable),
            ("\"NaN\"", Length::Unreadable),
            ("[1]", Length::Unreadable),
            ("true", Length::Unreadable),
        ] {
            assert_eq!(field(json).length(Field::whole), expected, "{json}");
        }
    }

    #[test]
    fn plain_text_is_not_copied() {
        let json = "\"Lunch\"".to_owned();
        assert!(matches!(field(&json), Field::Text(Cow::Borrowed("Lunch"))));
    }
}
