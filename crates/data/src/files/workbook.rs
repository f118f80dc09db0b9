//! Spreadsheets as XML, as Excel 2003 saves them: rows of cells, whose columns may be skipped.
//!
//! ```xml
//! <Workbook><Worksheet ss:Name="Log"><Table><Row><Cell ss:Index="2"><Data ss:Type="String">401</Data></Cell>…
//! ```

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::FileError;

/// Columns that a row may skip to.
const MAX_COLUMNS: usize = 16_384;

/// Whether a text is such a spreadsheet.
pub fn is_workbook(text: &str) -> bool {
    let start: String = text.chars().take(4_000).collect();
    start.contains("<Workbook") && start.contains("urn:schemas-microsoft-com:office:spreadsheet")
}

/// All its rows as a table of text, one sheet after another.
///
/// # Errors
/// When it is no XML.
pub fn table(text: &str) -> Result<String, FileError> {
    let mut reader = Reader::from_str(text);
    let (mut table, mut row, mut cell) = (String::new(), Vec::<String>::new(), None::<String>);
    loop {
        match reader.read_event().map_err(|_| FileError::NotXml)? {
            Event::Start(element) | Event::Empty(element) if is(element.name().as_ref(), "Cell") => {
                let place = index(&element).unwrap_or(row.len() + 1);
                row.resize(place.clamp(row.len() + 1, MAX_COLUMNS.max(row.len() + 1)), String::new());
            }
            Event::Start(element) if is(element.name().as_ref(), "Data") => cell = Some(String::new()),
            Event::Text(part) => {
                if let Some(cell) = &mut cell {
                    cell.push_str(&part);
                }
            }
            Event::CData(part) => {
                if let Some(cell) = &mut cell {
                    cell.push_str(&part);
                }
            }
            Event::GeneralRef(entity) => {
                if let Some(cell) = &mut cell {
                    let known = entity.resolve_char_ref().map_err(|_| FileError::NotXml)?;
                    cell.push_str(&known.map_or_else(|| super::xml::entity_text(&entity), String::from));
                }
            }
            Event::End(element) if is(element.name().as_ref(), "Data") => {
                if let (Some(text), Some(last)) = (cell.take(), row.last_mut()) {
                    *last = text;
                }
            }
            Event::End(element) if is(element.name().as_ref(), "Row") => {
                let cells = row.drain(..).map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
                table.push_str(&cells.collect::<Vec<_>>().join(","));
                table.push('\n');
            }
            Event::Eof => return Ok(table),
            _ => {}
        }
    }
}

/// Whether a name is this one, whatever space it is of.
fn is(name: &str, wanted: &str) -> bool {
    name.rsplit(':').next() == Some(wanted)
}

/// The column that a cell says it stands in, from 1.
fn index(cell: &BytesStart) -> Option<usize> {
    let mut attributes = cell.attributes().flatten();
    let index = attributes.find(|attribute| is(attribute.key.as_ref(), "Index"))?;
    index.normalized_value(XmlVersion::Implicit1_0).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_in_their_columns() {
        let text = "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' \
            xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet ss:Name='x'><Table>\
            <Row><Cell><Data ss:Type='String'>a &amp; &quot;b&quot;</Data></Cell><Cell ss:Index='4'><Data>c</Data></Cell></Row>\
            <Row><Cell/><Cell ss:Index='99999999999'><Data>d</Data></Cell></Row></Table></Worksheet></Workbook>";
        assert!(is_workbook(text));
        let table = table(text).unwrap();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], "\"a & \"\"b\"\"\",\"\",\"\",\"c\"");
        assert!(lines[1].starts_with("\"\",") && lines[1].ends_with(",\"d\""));
        assert_eq!(super::table("<Workbook></Row>"), Err(FileError::NotXml));
    }
}
