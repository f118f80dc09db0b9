//! Reports saved as XML: a list of elements of one name, whose cells are elements inside them or
//! attributes.
//!
//! ```xml
//! <NewDataSet><Table><Agent_No>401</Agent_No><Start_Date>…</Start_Date></Table>…</NewDataSet>
//! <Report><Agent Agent_No="401"><Details Start_Date="…"/>…</Agent>…</Report>
//! <resultset><row><field name="Agent_No">401</field>…</row>…</resultset>
//! ```
//! A row has the cells of the elements around it too. A cell that comes twice in a row fills a second column of
//! its name, and what a cell's attributes say stands in the name of its column (`Duration (ms)`) or in a column
//! of its own (`Start tz`).

use std::collections::HashMap;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::rows::{Row, Whole};
use super::table::Table;
use super::{FileError, Options};

/// Whether a text is a web page and not a document of data.
pub fn is_web_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(200).collect::<String>().to_ascii_lowercase();
    start.contains("<html") || start.starts_with("<!doctype html")
}

/// A table for the rows of a document: its columns are the names that rows have.
///
/// # Errors
/// When it is no XML, or its rows say nothing that is known.
pub fn table(text: &str, options: &Options) -> Result<Table, FileError> {
    let header = header(text)?;
    if header.is_empty() {
        return Err(FileError::NotXml);
    }
    Table::with_header(&header, options, |sample| rows(text, &mut |row| sample.push(row)))
}

/// Hands the rows of a document to `each`; their lines are those where they begin.
pub fn rows(text: &str, each: &mut impl FnMut(&Row)) {
    let Ok(header) = header(text) else { return };
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    header.iter().enumerate().for_each(|(place, name)| places.entry(name).or_default().push(place));
    let mut lines = Lines { text, at: 0, line: 1 };
    // A document that is broken further on was refused when its header was read.
    let _ = walk(text, &mut |at, cells| {
        let mut row = vec![String::new(); header.len()];
        let mut counts = Counts::default();
        for (name, text) in cells {
            if let Some(place) = places.get(name.as_str()).and_then(|all| all.get(counts.of(name))) {
                row[*place].clone_from(text);
            }
        }
        each(&Whole::new(lines.of(at), &row).row());
    });
}

/// Counts the cells of each name in a row.
#[derive(Default)]
struct Counts<'a>(HashMap<&'a str, usize>);

impl<'a> Counts<'a> {
    /// How many cells of this name came before this one.
    fn of(&mut self, name: &'a str) -> usize {
        let count = self.0.entry(name).or_default();
        *count += 1;
        *count - 1
    }
}

/// Counts lines on the way through a text.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> usize {
        let passed = self.text.get(self.at..at).unwrap_or_default();
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
        self.at = at.max(self.at);
        self.line
    }
}

/// Most names of cells in a document: a row has a place for each of them.
const MAX_NAMES: usize = 1_000;

/// The names of cells, in the order in which they first occur; each as often as a row has cells of it.
fn header(text: &str) -> Result<Vec<String>, FileError> {
    let mut names: Vec<String> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    walk(text, &mut |_, cells| {
        let mut counts = Counts::default();
        for (name, _) in cells {
            let known = seen.entry(name.clone()).or_default();
            if counts.of(name) >= *known {
                *known += 1;
                names.push(name.clone());
            }
        }
    })?;
    if names.len() > MAX_NAMES { Err(FileError::NotXml) } else { Ok(names) }
}

/// Names and texts of a row's cells.
type Cells = Vec<(String, String)>;

/// An element that is open.
struct Open {
    name: String,
    /// Where it begins.
    at: usize,
    /// What its attributes and the elements inside it say.
    cells: Cells,
    text: String,
    has_elements: bool,
    /// Whether rows are inside: then it is none.
    has_rows: bool,
}

/// Hands every element that holds cells to `each`: attributes, or elements that hold nothing but text.
fn walk(text: &str, each: &mut impl FnMut(usize, &Cells)) -> Result<(), FileError> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Open> = Vec::new();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or_default();
        match reader.read_event().map_err(|_| FileError::NotXml)? {
            Event::Start(element) => open.push(begin(&element, at)),
            Event::Empty(element) => {
                let element = begin(&element, at);
                end(element, &mut open, each);
            }
            Event::End(_) => {
                if let Some(element) = open.pop() {
                    end(element, &mut open, each);
                }
            }
            Event::Text(part) => add(&mut open, &part),
            Event::CData(part) => add(&mut open, &part),
            Event::GeneralRef(entity) => {
                let known = entity.resolve_char_ref().map_err(|_| FileError::NotXml)?;
                add(&mut open, &known.map_or_else(|| entity_text(&entity), String::from));
            }
            Event::Eof if open.is_empty() => return Ok(()),
            Event::Eof => return Err(FileError::CutOff),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
}

/// More text of the element that is open.
fn add(open: &mut [Open], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn begin(element: &BytesStart, at: usize) -> Open {
    // `_x0020_` is how ADO writes a space in a name.
    let local = |name: &str| name.rsplit(':').next().unwrap_or_default().replace("_x0020_", " ");
    let cells = element.attributes().flatten().filter_map(|attribute| {
        let key = attribute.key.as_ref();
        let name = local(key);
        let is_about_xml = key.starts_with("xml") || name == "nil" || name == "schemaLocation";
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        (!is_about_xml).then(|| (name, value.into_owned()))
    });
    Open {
        name: local(element.name().as_ref()),
        at,
        cells: cells.collect(),
        text: String::new(),
        has_elements: false,
        has_rows: false,
    }
}

/// An element ends: with elements or attributes it is a row, with text or without any a cell of the one around
/// it.
fn end(element: Open, open: &mut [Open], each: &mut impl FnMut(usize, &Cells)) {
    let text = element.text.trim();
    let is_cell =
        !element.has_elements && (element.cells.is_empty() || !text.is_empty() || is_about_cell(&element));
    if is_cell {
        if let Some(around) = open.last_mut() {
            around.cells.extend(cells_of(&element, text));
            around.has_elements = true;
        }
        return;
    }
    // One cell alone is a title, not a row.
    let is_row = element.cells.len() > 1 && !element.has_rows;
    if let Some(around) = open.last_mut() {
        around.has_elements = true;
        around.has_rows |= is_row || element.has_rows;
    }
    if is_row {
        let names: Vec<&str> = element.cells.iter().map(|(name, _)| name.as_str()).collect();
        // Of elements that hold many cells themselves, and of those further out, none are handed on.
        let around =
            open.iter().rev().take(MAX_AROUND).rev().filter(|around| around.cells.len() <= MAX_INHERITED);
        let inherited = around.flat_map(|around| &around.cells);
        let inherited: Cells =
            inherited.filter(|(name, _)| !names.contains(&name.as_str())).cloned().collect();
        each(element.at, &[inherited, element.cells].concat());
    }
}

/// The cell that an element is, and what else its attributes say.
fn cells_of(element: &Open, text: &str) -> Cells {
    let is = |name: &str, known: &[&str]| known.iter().any(|known| name.eq_ignore_ascii_case(known));
    // `<field name="Agent_No">`
    let name = element.cells.iter().find(|(name, _)| is(name, &["name"]));
    let mut name = name.map_or(&element.name, |(_, name)| name).clone();
    let (units, others): (Vec<_>, Vec<_>) =
        element.cells.iter().partition(|(name, _)| is(name, &["unit", "units", "uom"]));
    // `<Duration unit="ms">`
    for (_, unit) in units.iter().filter(|(_, unit)| !unit.trim().is_empty()) {
        name = format!("{name} ({})", unit.trim());
    }
    let others = others.into_iter().filter(|(name, _)| !is(name, &["name", "type"]));
    let others: Cells = others.map(|(about, value)| (format!("{name} {about}"), value.clone())).collect();
    [vec![(name, text.to_owned())], others].concat()
}

/// Cells that an element may hand on to the rows inside it.
const MAX_INHERITED: usize = 50;

/// Elements around a row that hand on their cells.
const MAX_AROUND: usize = 16;

/// Whether an element without text is an empty cell: its attributes are its name or about its type.
fn is_about_cell(element: &Open) -> bool {
    let is_about =
        |name: &str| ["name", "type", "unit", "format"].iter().any(|about| name.eq_ignore_ascii_case(about));
    element.cells.iter().all(|(name, _)| is_about(name))
}

/// The text of an entity that every document has; of others their name as it stands.
pub fn entity_text(name: &str) -> String {
    resolve_predefined_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}

#[cfg(test)]
mod tests;
