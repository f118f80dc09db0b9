//! One file, from its first bytes to what it held.

use std::borrow::Cow;

use super::found::Found;
use super::objects::Objects;
use super::report::Report;
use super::sink::Sink;
use super::table::Table;
use super::text::{Decoder, Encoding};
use super::together::{Held, Read};
use super::{FileError, FileKind, Imported, Options, job, json, workbook, xml};
use crate::dialect::mended;
use model::remark::{Place, RemarkKind};
use model::state::Catalog;

/// Bytes looked at before a file is known for what it is.
const HEAD: usize = 64 * 1024;

/// Longest text that is read as a whole (JSON, XML), in bytes.
pub const MAX_WHOLE: usize = 512 << 20;

/// Reads one file.
#[derive(Debug)]
pub struct Import {
    options: Options,
    sink: Sink,
    content: Content,
    /// Bytes of the whole file, where they are known.
    size: Option<usize>,
}

#[derive(Debug)]
enum Content {
    /// Too little came to tell.
    Head(Vec<u8>),
    Json(Decoder, String),
    Xml(Decoder, String),
    Table(Decoder, Box<Table>),
}

impl Import {
    /// Nothing of the file has come yet.
    pub fn new(options: Options) -> Self {
        Self { options, sink: Sink::default(), content: Content::Head(Vec::new()), size: None }
    }

    /// The file has so many bytes in all: room for its rows is made at once.
    #[must_use]
    pub fn sized(self, bytes: usize) -> Self {
        Self { size: Some(bytes), ..self }
    }

    /// Takes the next bytes. Its states are added to `catalog`.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn feed(&mut self, bytes: &[u8], catalog: &mut Catalog) -> Result<(), FileError> {
        match &mut self.content {
            Content::Head(head) => {
                head.extend_from_slice(bytes);
                if head.len() >= HEAD {
                    self.open(catalog)?;
                }
            }
            Content::Json(decoder, text) | Content::Xml(decoder, text) => {
                if text.len() + bytes.len() > MAX_WHOLE {
                    return Err(FileError::TooLarge);
                }
                text.push_str(&decoder.feed(bytes));
            }
            Content::Table(decoder, table) => {
                let text = decoder.feed(bytes);
                table.expect_legacy(decoder.turned_legacy());
                table.feed(&text, catalog, &mut self.sink)?;
            }
        }
        Ok(())
    }

    /// Rows read so far.
    pub fn rows(&self) -> usize {
        self.sink.rows
    }

    /// The file has ended, and is all there is.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn finish(self, catalog: &mut Catalog) -> Result<Imported, FileError> {
        self.end(catalog).map(Read::settle)
    }

    /// The file has ended; others may be parts of the same report.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn end(mut self, catalog: &mut Catalog) -> Result<Read, FileError> {
        if matches!(self.content, Content::Head(_)) {
            self.open(catalog)?;
        }
        let Self { options, mut sink, content, .. } = self;
        let mut has_lines = true;
        let (found, report) = match content {
            Content::Head(_) => return Err(FileError::Empty),
            Content::Json(mut decoder, mut text) => {
                text.push_str(&decoder.finish());
                // The answer of a report job holds the report as a file of its own.
                let files = job::files(&text);
                if !files.is_empty() {
                    return Self::whole(options, &files, catalog);
                }
                let found = of_json(&text, &options, catalog, &mut sink)?;
                remark_legacy(&mut decoder, &text, &mut sink);
                has_lines = false;
                found
            }
            Content::Xml(mut decoder, mut text) => {
                text.push_str(&decoder.finish());
                remark_legacy(&mut decoder, &text, &mut sink);
                if workbook::is_workbook(&text) {
                    let text = workbook::table(&text)?;
                    let mut table = Table::open(&text, &options)?;
                    table.feed(&text, catalog, &mut sink)?;
                    table.finish(catalog, &mut sink);
                    table.found()
                } else {
                    let mut table = xml::table(&text, &options)?;
                    xml::rows(&text, &mut |row| table.row(row, catalog, &mut sink));
                    table.found()
                }
            }
            Content::Table(mut decoder, mut table) => {
                let rest = decoder.finish();
                table.expect_legacy(decoder.turned_legacy());
                table.feed(&rest, catalog, &mut sink)?;
                table.finish(catalog, &mut sink);
                table.found()
            }
        };
        Ok(Read { held: vec![Held { sink, found, report, has_lines }] })
    }

    /// Reads files that are here as a whole, as one.
    fn whole(options: Options, files: &[Vec<u8>], catalog: &mut Catalog) -> Result<Read, FileError> {
        let mut held = Vec::new();
        for bytes in files {
            let mut import = Self::new(options.clone());
            import.feed(bytes, catalog)?;
            // A job's answer within a job's answer leads nowhere.
            if matches!(import.content, Content::Json(..)) {
                return Err(FileError::UnknownJson);
            }
            held.extend(import.end(catalog)?.held);
        }
        if held.is_empty() { Err(FileError::Empty) } else { Ok(Read { held }) }
    }

    /// Looks at the beginning of the file.
    fn open(&mut self, catalog: &mut Catalog) -> Result<(), FileError> {
        let Content::Head(head) = &self.content else { return Ok(()) };
        if head.trim_ascii().is_empty() {
            return Err(FileError::Empty);
        }
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(FileError::Spreadsheet);
        }
        if head.starts_with(b"\x1f\x8b") {
            return Err(FileError::Packed);
        }
        let (encoding, mark) = Encoding::detect(head);
        let mut decoder = Decoder::new(encoding);
        let text = decoder.feed(&head[mark..]).into_owned();
        if text.trim().is_empty() {
            return Err(FileError::Empty);
        }
        if text.contains('\0') {
            return Err(FileError::NotText);
        }
        self.content = match text.trim_start().as_bytes().first() {
            Some(b'{' | b'[') if !is_header(&text) => Content::Json(decoder, text),
            Some(b'<') if xml::is_web_page(&text) => return Err(FileError::WebPage),
            Some(b'<') => Content::Xml(decoder, text),
            _ => {
                let mut table = Box::new(Table::open(&text, &self.options)?);
                table.expect_legacy(decoder.turned_legacy());
                table.feed(&text, catalog, &mut self.sink)?;
                if let Some(size) = self.size {
                    table.expect(size.saturating_sub(head.len()) as f64 / head.len() as f64);
                }
                Content::Table(decoder, table)
            }
        };
        Ok(())
    }
}

/// Whether a text begins with a name in brackets (`[Agent_No]`), as no list of JSON does.
fn is_header(text: &str) -> bool {
    let inside = text.trim_start().strip_prefix('[').map(str::trim_start);
    let is_word = |inside: &str| {
        ["null", "true", "false", "NaN", "Infinity"].iter().any(|word| inside.starts_with(word))
    };
    inside.is_some_and(|inside| inside.starts_with(char::is_alphabetic) && !is_word(inside))
}

/// Says that a text is not UTF-8, with its first value that has more than ASCII.
fn remark_legacy(decoder: &mut Decoder, text: &str, sink: &mut Sink) {
    if !decoder.turned_legacy() {
        return;
    }
    let at = text.find(|c: char| !c.is_ascii()).unwrap_or(text.len());
    let (before, behind) = text.split_at(at);
    let from = before.rfind(['"', '>', '\n']).map_or(0, |mark| mark + 1);
    let to = at + behind.find(['"', '<', '\n']).unwrap_or(behind.len());
    let line = before.matches('\n').count() + 1;
    sink.remark(RemarkKind::NotUtf8, Place::new(line, "", &text[from..to]));
}

/// Reads JSON: pages of an API, or a table, whose report is still to be settled.
fn of_json(
    text: &str,
    options: &Options,
    catalog: &mut Catalog,
    sink: &mut Sink,
) -> Result<(Found, Option<Box<Report>>), FileError> {
    let pages = json::read(text, options, catalog, sink);
    // A table's list may have the name that an API's has.
    let is_no_page = match &pages {
        Ok(_) => sink.rows > 0 && sink.rows == sink.rejected,
        Err(error) => *error == FileError::UnknownJson,
    };
    if is_no_page {
        let plain = mended(text).map_or(Cow::Borrowed(text), Cow::Owned);
        let objects = Objects::find(&plain)?.filter(|objects| pages.is_err() || objects.tells_states());
        if let Some(objects) = objects {
            let mut table = objects.table(options)?;
            *sink = Sink::default();
            objects.rows(&mut |row| table.row(row, catalog, sink));
            return Ok(table.found());
        }
    }
    let kind = FileKind::Pages(pages?.name());
    Ok((Found { kind, about: None, dates: None, preset: None }, None))
}
