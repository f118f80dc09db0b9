//! Bodies of answers: an object with an array of rows, or the bare array. Rows are read where they
//! stand in the bytes, one by one; nothing is kept that does not become a record.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use super::json::Json;
use crate::data::error::ErrorKind;
use crate::domain::record::{PageBuilder, RejectReason};

/// Takes what a body holds.
pub trait Reader<'de> {
    /// Name of the array of rows.
    fn array(&self) -> &'static str;

    /// Reads the members of one row, up to its closing brace.
    ///
    /// # Errors
    /// When the JSON is broken. A row that cannot be used is no error but a reason.
    fn row(&mut self, row: &mut Json<'de>) -> Result<Result<(), RejectReason>, ErrorKind>;

    /// Reads the value of another member of the body.
    ///
    /// # Errors
    /// When the JSON is broken.
    fn other(&mut self, name: &str, body: &mut Json<'de>) -> Result<(), ErrorKind>;

    /// Where records go.
    fn page(&mut self) -> &mut PageBuilder;
}

/// The body as text: without a byte order mark, and with replacement characters where it is not
/// UTF-8. Checked once as a whole, it need not be checked again string by string.
pub fn clean(body: &[u8]) -> Cow<'_, str> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed)
}

/// Reads a body, and says whether the array of rows was there. Rows that cannot be used are added to
/// the page as they stand.
///
/// # Errors
/// `CutOff` when it ends too early, `NotJson` when it is something else.
pub fn read<'de>(body: &'de str, reader: &mut dyn Reader<'de>) -> Result<bool, ErrorKind> {
    let mut json = Json::new(body);
    let found = match json.peek() {
        Some(b'{') => members(&mut json, reader)?,
        _ => rows(&mut json, reader)?,
    };
    if json.peek().is_some() { Err(ErrorKind::NotJson) } else { Ok(found) }
}

fn members<'de>(json: &mut Json<'de>, reader: &mut dyn Reader<'de>) -> Result<bool, ErrorKind> {
    let (mut members, mut found) = (0, false);
    json.take(b'{')?;
    while json.next(members, b'}')? {
        members += 1;
        let name = json.name()?;
        if name != reader.array() {
            reader.other(&name, json)?;
        } else if json.peek() == Some(b'n') {
            // Null is as good as missing.
            json.value::<()>()?;
        } else {
            found |= rows(json, reader)?;
        }
    }
    Ok(found)
}

/// Reads a list of rows; always `true`.
fn rows<'de>(json: &mut Json<'de>, reader: &mut dyn Reader<'de>) -> Result<bool, ErrorKind> {
    if json.peek() != Some(b'[') {
        return Err(json.value::<IgnoredAny>().err().unwrap_or(ErrorKind::NotJson));
    }
    json.take(b'[')?;
    let mut read = 0;
    while json.next(read, b']')? {
        read += 1;
        let is_object = json.peek() == Some(b'{');
        let start = json.at();
        // Whatever is no object is no row.
        let row = if is_object {
            json.take(b'{')?;
            reader.row(json)?
        } else {
            json.field()?;
            Err(RejectReason::NotARow)
        };
        if let Err(reason) = row {
            reader.page().reject(reason, json.since(start));
        }
    }
    Ok(true)
}
