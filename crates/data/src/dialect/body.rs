//! Bodies of answers: an object with an array of rows, or the bare array. Rows are read where they
//! stand in the bytes, one by one; nothing is kept that does not become a record.
//!
//! A list may come in other clothes: `{}`, `""` and null are empty ones, and it may stand inside an
//! object (`{"agentStateHistory":{"entries":[…]}}`) or under another of the usual names.

use std::borrow::Cow;

use serde_json::Value;

use super::broken::{self, replaced, without_halves};
use super::field::{Field, Length};
use super::json::Json;
use super::list::List;
use super::members::Names;
use super::nan::without_nan;
use crate::error::ErrorKind;
use model::page::PageBuilder;
use model::record::RejectReason;
use model::remark::{Place, RemarkKind};

/// Takes what a body holds.
pub trait Reader<'de> {
    /// Name of the array of rows.
    fn array(&self) -> &'static str;

    /// Reads the members of one row, up to its closing brace.
    ///
    /// # Errors
    /// When the JSON is broken. A row that cannot be used is no error but a reason.
    fn row(&mut self, row: &mut Json<'de>) -> Result<Result<(), RejectReason>, ErrorKind>;

    /// Where records go.
    fn page(&mut self) -> &mut PageBuilder;
}

/// Other names under which a list, or the object around it, was seen.
const NAMES: [&str; 10] =
    ["entries", "items", "rows", "data", "result", "results", "list", "values", "value", "content"];

/// Objects around a list, at most.
const DEPTH: usize = 3;

/// The body as text: without byte order marks and white space before it, and with replacement
/// characters where it is not UTF-8 (or UTF-16, if its mark says so). Checked once as a whole, it
/// need not be checked again string by string.
pub fn clean(body: &[u8]) -> Cow<'_, str> {
    let is_before = |c: char| c == '\u{feff}' || c.is_whitespace();
    let text = match body {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes).into(),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes).into(),
        // Nearly always it is UTF-8, which is found out eight bytes at a time.
        _ => std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed),
    };
    match text {
        Cow::Borrowed(text) => text.trim_start_matches(is_before).into(),
        Cow::Owned(text) => text.trim_start_matches(is_before).to_owned().into(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.as_chunks().0.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16_lossy(&units)
}

/// A body as text, and where characters of it had to be replaced, in bytes and in order.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The text.
    pub text: &'a str,
    replaced: &'a [usize],
}

/// Decodes a body; one that is no JSON once more without what is none: NaN and Infinity, and halves of
/// characters.
///
/// # Errors
/// Those of `decode`.
pub fn decode<T>(body: &[u8], mut decode: impl FnMut(Text) -> Result<T, ErrorKind>) -> Result<T, ErrorKind> {
    let text = clean(body);
    // Only what was not UTF-8 was written anew.
    let replaced = if let Cow::Owned(text) = &text { replaced(text) } else { Vec::new() };
    let decoded = decode(Text { text: &text, replaced: &replaced });
    if !matches!(decoded, Err(ErrorKind::NotJson)) {
        return decoded;
    }
    let plain = without_nan(&text);
    match without_halves(&plain) {
        Some((mended, halves)) => {
            let mut all = if replaced.is_empty() { Vec::new() } else { broken::replaced(&mended) };
            all.extend(halves);
            all.sort_unstable();
            decode(Text { text: &mended, replaced: &all })
        }
        None if matches!(plain, Cow::Owned(_)) => {
            let all = if replaced.is_empty() { Vec::new() } else { broken::replaced(&plain) };
            decode(Text { text: &plain, replaced: &all })
        }
        None => decoded,
    }
}

/// Reads a body. Rows that cannot be used are added to the page as they stand.
///
/// # Errors
/// `CutOff` when it ends too early, `NotJson` when it is something else, `NoRecords` when there is no
/// list, not even an empty one.
pub fn read<'de>(body: Text<'de>, reader: &mut dyn Reader<'de>) -> Result<List, ErrorKind> {
    let (mut json, mut list) = (Json::mended(body.text, body.replaced), List::default());
    let found = match json.peek() {
        Some(b'{') => members(&mut json, reader, &mut list)?,
        _ => value(&mut json, reader, &mut list, DEPTH)?,
    };
    if json.peek().is_some() {
        return Err(ErrorKind::NotJson);
    }
    if found || list.is_empty { Ok(list) } else { Err(ErrorKind::NoRecords) }
}

/// Reads the body's own members, and says whether there was a list.
fn members<'de>(
    json: &mut Json<'de>,
    reader: &mut dyn Reader<'de>,
    list: &mut List,
) -> Result<bool, ErrorKind> {
    let (mut members, mut found, mut elsewhere) = (0, false, None);
    json.take(b'{')?;
    while json.next(members, b'}')? {
        members += 1;
        let name = json.name()?;
        if name == reader.array() {
            found |= value(json, reader, list, DEPTH)?;
        } else if NAMES.contains(&&*name) && elsewhere.is_none() && holds_objects(json) {
            elsewhere = Some(json.clone());
            json.skip()?;
        } else {
            list.take(&name, json)?;
        }
    }
    if let Some(mut json) = elsewhere.filter(|_| reader.page().rows() == 0) {
        found |= value(&mut json, reader, list, DEPTH)?;
    }
    Ok(found || members == 0)
}

/// Reads what stands where the list should, and says whether it is one.
fn value<'de>(
    json: &mut Json<'de>,
    reader: &mut dyn Reader<'de>,
    list: &mut List,
    depth: usize,
) -> Result<bool, ErrorKind> {
    match json.peek() {
        Some(b'[') => rows(json, reader).map(|()| true),
        Some(b'{') => around(json, reader, list, depth),
        _ => match json.value()? {
            Value::Null => Ok(true),
            Value::String(text) if text.trim().is_empty() => Ok(true),
            _ => Err(ErrorKind::NotJson),
        },
    }
}

/// Reads an object around the list: whichever member holds objects is it.
fn around<'de>(
    json: &mut Json<'de>,
    reader: &mut dyn Reader<'de>,
    list: &mut List,
    depth: usize,
) -> Result<bool, ErrorKind> {
    let (mut members, mut found) = (0, false);
    json.take(b'{')?;
    while json.next(members, b'}')? {
        members += 1;
        let name = json.name()?;
        let is_known = name == reader.array() || NAMES.contains(&&*name);
        let is_nothing = is_known && json.peek() == Some(b'n');
        let is_list = holds_objects(json) && (is_known || json.peek() == Some(b'[') && !List::knows(&name));
        if depth > 0 && (is_list || is_nothing) {
            found |= value(json, reader, list, depth - 1)?;
        } else {
            list.take(&name, json)?;
        }
    }
    Ok(found || members == 0)
}

/// Whether an object begins here, or a list that is empty or begins with one.
fn holds_objects(json: &mut Json) -> bool {
    let mut ahead = json.clone();
    match ahead.peek() {
        Some(b'{') => true,
        Some(b'[') => ahead.take(b'[').is_ok() && matches!(ahead.peek(), Some(b'{' | b']')),
        _ => false,
    }
}

/// Reads a list of rows.
fn rows<'de>(json: &mut Json<'de>, reader: &mut dyn Reader<'de>) -> Result<(), ErrorKind> {
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
        for (name, text) in json.broken_since(start) {
            let place = Place::new(reader.page().rows(), &name, &text);
            reader.page().remark(RemarkKind::BrokenText, place);
        }
    }
    Ok(())
}

/// Says that a member is a list or an object where a text belongs: what it says is lost.
pub fn remark_nested(page: &mut PageBuilder, name: &str, field: &Field) {
    if matches!(field, Field::Nested) {
        page.remark(RemarkKind::Unread, Place::new(page.rows() + 1, name, ""));
    }
}

/// Says which members a row had more than once: what they said before is lost.
pub fn remark_twice(page: &mut PageBuilder, names: &Names) {
    for name in names.twice() {
        page.remark(RemarkKind::Unread, Place::new(page.rows() + 1, name, ""));
    }
}

/// Says that a member is no number where one belongs.
pub fn remark_no_number(page: &mut PageBuilder, name: &str, field: &Field) {
    let is_told = matches!(field, Field::Nested | Field::Flag(_)) || field.text().is_some();
    if is_told && field.whole().is_none() {
        page.remark(RemarkKind::Unread, Place::new(page.rows() + 1, name, &field.text().unwrap_or_default()));
    }
}

/// A row's figure in milliseconds, which `read` takes from its field; one that cannot be read is remarked.
pub fn figure<'f>(
    page: &mut PageBuilder,
    duration: &Field<'f>,
    read: impl FnOnce(&Field<'f>) -> Option<i64>,
) -> Option<i64> {
    match duration.length(read) {
        Length::Ms(ms) => Some(ms),
        Length::Nothing => None,
        Length::Unreadable => {
            let text = duration.text().unwrap_or_default();
            page.remark(RemarkKind::Unread, Place::new(page.rows() + 1, "duration", &text));
            None
        }
    }
}
