//! Bodies of answers: an object with an array of rows, or the bare array. Rows are read where they
//! stand in the bytes, one by one; nothing is kept that does not become a record.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::field::Field;
use crate::data::error::ErrorKind;
use crate::domain::record::{PageBuilder, RejectReason};

/// Takes what a body holds.
pub trait Reader<'de> {
    /// Name of the array of rows.
    const ARRAY: &'static str;

    /// Reads one row.
    ///
    /// # Errors
    /// When the JSON is broken. A row that cannot be used is no error but a reason.
    fn row<A: MapAccess<'de>>(&mut self, row: A) -> Result<Result<(), RejectReason>, A::Error>;

    /// Reads another member of the body.
    ///
    /// # Errors
    /// When the JSON is broken.
    fn other<A: MapAccess<'de>>(&mut self, name: &str, body: &mut A) -> Result<(), A::Error>;
}

/// What a body was found to hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Whether the array of rows was there.
    pub array: bool,
    /// Rows that cannot be used, counted from 1.
    pub rejected: Vec<(usize, RejectReason)>,
}

/// The body as text: without a byte order mark, and with replacement characters where it is not
/// UTF-8. Checked once as a whole, it need not be checked again string by string.
pub fn clean(body: &[u8]) -> Cow<'_, str> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed)
}

/// Reads a body.
///
/// # Errors
/// `CutOff` when it ends too early, `NotJson` when it is something else.
pub fn read<'de, R: Reader<'de>>(body: &'de str, reader: &mut R) -> Result<Found, ErrorKind> {
    let mut json = serde_json::Deserializer::from_str(body);
    let mut found = Found::default();
    json.deserialize_any(BodyVisitor { reader, found: &mut found }).map_err(|e| kind_of(&e))?;
    json.end().map_err(|e| kind_of(&e))?;
    Ok(found)
}

fn kind_of(error: &serde_json::Error) -> ErrorKind {
    match error.classify() {
        Category::Eof => ErrorKind::CutOff,
        Category::Io | Category::Syntax | Category::Data => ErrorKind::NotJson,
    }
}

/// Adds the rows that cannot be used to the page, as they stand in the body.
pub fn reject<'de, R: Reader<'de>>(body: &'de str, found: &Found, page: &mut PageBuilder) {
    if found.rejected.is_empty() {
        return;
    }
    let mut excerpts = Excerpts { array: R::ARRAY, rows: Vec::new() };
    let mut json = serde_json::Deserializer::from_str(body);
    // The body was read once already, so it is well formed.
    let _ = json.deserialize_any(&mut excerpts);
    for &(row, reason) in &found.rejected {
        page.reject_at(reason, row, excerpts.rows.get(row - 1).map_or("", |raw| raw.get()));
    }
}

struct BodyVisitor<'f, R> {
    reader: &'f mut R,
    found: &'f mut Found,
}

impl<'de, R: Reader<'de>> Visitor<'de> for BodyVisitor<'_, R> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object with rows")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut body: A) -> Result<(), A::Error> {
        while let Some(name) = body.next_key::<Field>()? {
            match name.as_str() {
                Some(name) if name == R::ARRAY => {
                    body.next_value_seed(RowsSeed { reader: self.reader, found: self.found })?;
                }
                name => self.reader.other(name.unwrap_or_default(), &mut body)?,
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, rows: A) -> Result<(), A::Error> {
        RowsSeed { reader: self.reader, found: self.found }.visit_seq(rows)
    }
}

struct RowsSeed<'f, R> {
    reader: &'f mut R,
    found: &'f mut Found,
}

impl<'de, R: Reader<'de>> DeserializeSeed<'de> for RowsSeed<'_, R> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        // Null is as good as missing.
        deserializer.deserialize_option(self)
    }
}

impl<'de, R: Reader<'de>> Visitor<'de> for RowsSeed<'_, R> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        self.found.array = true;
        let mut number = 0;
        while let Some(row) = rows.next_element_seed(RowSeed { reader: self.reader })? {
            number += 1;
            if let Err(reason) = row {
                self.found.rejected.push((number, reason));
            }
        }
        Ok(())
    }
}

struct RowSeed<'f, R> {
    reader: &'f mut R,
}

impl<'de, R: Reader<'de>> DeserializeSeed<'de> for RowSeed<'_, R> {
    type Value = Result<(), RejectReason>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Whatever is no object is no row.
impl<'de, R: Reader<'de>> Visitor<'de> for RowSeed<'_, R> {
    type Value = Result<(), RejectReason>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, row: A) -> Result<Self::Value, A::Error> {
        self.reader.row(row)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Err(RejectReason::NotARow))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Err(RejectReason::NotARow))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Err(RejectReason::NotARow))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Err(RejectReason::NotARow))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Err(RejectReason::NotARow))
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(Err(RejectReason::NotARow))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Err(RejectReason::NotARow))
    }
}

/// The rows of a body as text.
struct Excerpts<'de> {
    array: &'static str,
    rows: Vec<&'de RawValue>,
}

impl<'de> Visitor<'de> for &mut Excerpts<'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object with rows")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut body: A) -> Result<(), A::Error> {
        while let Some(name) = body.next_key::<Field>()? {
            if name.as_str() == Some(self.array) {
                self.rows.extend(body.next_value::<Option<Vec<&'de RawValue>>>()?.unwrap_or_default());
            } else {
                body.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(row) = rows.next_element()? {
            self.rows.push(row);
        }
        Ok(())
    }
}
