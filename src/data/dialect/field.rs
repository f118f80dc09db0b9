//! Fields as APIs really send them: any value may be a string, a number, null, missing or nonsense.
//! Reading one never fails, unless the JSON itself is broken, and copies nothing.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// One value of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Field<'a> {
    /// Missing, null, a list or an object.
    #[default]
    Nothing,
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
            Self::Nothing => None,
            Self::Text(text) => Some(trimmed(text)).filter(|text| !text.is_empty()).map(Cow::Borrowed),
            Self::Whole(number) => Some(number.to_string().into()),
            Self::Number(number) => Some(number.to_string().into()),
            Self::Flag(flag) => Some(flag.to_string().into()),
        }
    }

    /// The string that it is, without regard for other kinds.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number that it says; fractions are cut off.
    pub fn whole(&self) -> Option<i64> {
        match self {
            Self::Whole(number) => Some(*number),
            Self::Number(number) => Some(*number as i64),
            Self::Text(text) => {
                let text = text.trim();
                text.parse().ok().or_else(|| text.parse::<f64>().ok().map(|number| number as i64))
            }
            Self::Nothing | Self::Flag(_) => None,
        }
    }
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
        Ok(Field::Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Field<'de>, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Field::Nothing)
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
        assert_eq!(field("[1,{\"a\":2}]"), Field::Nothing);
        assert_eq!(field("{\"a\":[2]}"), Field::Nothing);
        assert_eq!(field("-5").whole(), Some(-5));
        assert_eq!(field("5.9").whole(), Some(5));
        assert_eq!(field("\" 17 \"").whole(), Some(17));
        assert_eq!(field("\"1.5e3\"").whole(), Some(1500));
        assert_eq!(field("true").whole(), None);
        assert_eq!(field("\"x\"").whole(), None);
        assert_eq!(field("42").text().as_deref(), Some("42"));
        assert_eq!(field("\"  \"").text(), None);
        assert_eq!(field("\"caf\\u00e9\"").text().as_deref(), Some("café"));
        assert_eq!(field("18446744073709551615").whole(), Some(i64::MAX));
    }

    #[test]
    fn plain_text_is_not_copied() {
        let json = "\"Lunch\"".to_owned();
        assert!(matches!(field(&json), Field::Text(Cow::Borrowed("Lunch"))));
    }
}
