//! Other programs' forms of the same: around pages, of times, of tables.

use base64::Engine;
use data::files::FileError;

use super::bench::{HEADER, Row, Totals, cells, check, figures, lines, read, report};

const CONTROL: &str = "Not ready 300, Ready 1500, Inbound contact 600, Not ready/Lunch 1800";

fn rows(starts: [&str; 4]) -> [Row<'_>; 4] {
    let states = [('U', 0, "300"), ('A', 1, "1500"), ('C', 1, "600"), ('L', 2, "1800")];
    std::array::from_fn(|i| {
        let (state, place, length) = states[i];
        ("9001", "401", i as u32, starts[i], state, place, length)
    })
}

const USUAL: [&str; 4] =
    ["11/13/2026 09:00:00", "11/13/2026 09:05:00", "11/13/2026 09:30:00", "11/13/2026 09:40:00"];

fn page_rows(starts: [&str; 2]) -> String {
    let row = |i: usize| {
        format!(
            r#"{{"stateIndex":{i},"startDate":"{}","agentId":401,"agentStateId":{},"agentSessionId":9,"duration":"PT10M"}}"#,
            starts[i],
            i + 1
        )
    };
    format!("{},{}", row(0), row(1))
}

const STARTS: [&str; 2] = ["2026-11-13T09:00:00Z", "2026-11-13T09:10:00Z"];
const PAGE: &str = "Ready 600, Not ready 600";

#[test]
fn objects_around_saved_pages_are_looked_into() {
    let rows = page_rows(STARTS);
    for name in ["data", "result", "entries", "value", "d", "response"] {
        for inside in [
            format!("[{rows}]"),
            format!(r#"{{"agentStateHistory":[{rows}]}}"#),
            format!(r#"[{{"agentStateHistory":[{rows}]}}]"#),
            format!(r#"{{"data":[{rows}]}}"#),
        ] {
            let file = format!(r#"{{"status":200,"{name}":{inside}}}"#);
            check(&file, &file, "UTC", PAGE, &[]);
            let list = format!("[{file}]");
            check(&list, &list, "UTC", PAGE, &[]);
        }
        let counted = format!(r#"{{"data":[{rows}],"totalRecords":50}}"#);
        check("of 50", &counted, "UTC", PAGE, &["Incomplete"]);
    }
    // Whose they are the names around them may say, and nobody knows.
    let two = format!(r#"{{"ana":{{"agentStateHistory":[{rows}]}},"bo":{{"agentStateHistory":[{rows}]}}}}"#);
    assert_eq!(read(&[("file", two.as_bytes())], "UTC").err(), Some(FileError::UnknownJson));
}

#[test]
fn commas_before_a_closing_bracket_are_none() {
    let rows = page_rows(STARTS);
    check("commas", &format!("{{\"agentStateHistory\":[{rows} , ],\n}}"), "UTC", PAGE, &[]);
    let named = rows.replacen("\"stateIndex\"", r#""contactId":"x\",]","stateIndex""#, 1);
    check("in a text", &format!("[{named},]"), "UTC", PAGE, &[]);
}

#[test]
fn times_as_programs_of_microsoft_write_them() {
    let starts = ["/Date(1794560400000)/", "/Date(1794561000000+0100)/"];
    check("pages", &format!("[{}]", page_rows(starts)), "UTC", PAGE, &[]);
    let escaped = page_rows(starts).replace('/', "\\/");
    check("escaped", &format!("[{escaped}]"), "UTC", PAGE, &[]);
}

#[test]
fn names_of_rows_have_no_name_above_them() {
    let table = rows(USUAL);
    let named = table.iter().enumerate().map(|(i, row)| {
        let mut cells = cells(row);
        cells.insert(0, (i + 1).to_string());
        cells
    });
    let header = HEADER.map(str::to_owned).to_vec();
    for delimiter in [",", "\t", ";"] {
        let file = lines(std::iter::once(header.clone()).chain(named.clone()), delimiter);
        check(delimiter, &file, "UTC", CONTROL, &[]);
        check("title", &format!("Agent State Log\n{file}"), "UTC", CONTROL, &[]);
    }
    // A mark at the end of each row is none.
    let file = report(&table, ",").replace('\n', ",\n").replacen(",\n", "\n", 1);
    check("marks", &file, "UTC", CONTROL, &[]);
    // A header that has lost a mark looks like one: its rows would be another agent's.
    for lost in 0..HEADER.len() - 1 {
        let mut header: Vec<&str> = HEADER.to_vec();
        let both = header[lost..=lost + 1].concat();
        header.splice(lost..=lost + 1, [both.as_str()]);
        let file = report(&table, ",").replacen(&HEADER.join(","), &header.join(","), 1);
        let Ok(came) = read(&[("x", file.as_bytes())], "UTC") else { continue };
        let is_right = came.totals() == Totals::from([("401".to_owned(), figures(CONTROL))]);
        assert!(is_right || !came.said().is_empty(), "{file}: {:?}", came.totals());
    }
}

#[test]
fn workbooks_as_xml_are_tables() {
    let cell = |cell: &str| format!("<Cell><Data ss:Type=\"String\">{cell}</Data></Cell>");
    let line = |line: &str| format!("<Row>{}</Row>\n", line.split(',').map(cell).collect::<String>());
    let table: String = report(&rows(USUAL), ",").lines().map(line).collect();
    for title in ["", "<Row><Cell><Data ss:Type=\"String\">Agent State Log</Data></Cell></Row>\n"] {
        let file = format!(
            "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook \
             xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
             xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"Log\"><Table>{title}{table}\
             </Table></Worksheet><Worksheet ss:Name=\"Sheet2\"><Table/></Worksheet></Workbook>"
        );
        check("workbook", &file, "UTC", CONTROL, &[]);
    }
}

#[test]
fn packed_files_are_called_packed() {
    let gzip = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x01\x02\x03\x04\x05\x06\x07\x08\x09\x00\x00";
    assert_eq!(read(&[("file", gzip)], "UTC").err(), Some(FileError::Packed));
    let file = base64::engine::general_purpose::STANDARD.encode(gzip);
    let answer = format!(r#"{{"fileName":"a.csv.gz","file":"{file}"}}"#);
    assert_eq!(read(&[("file", answer.as_bytes())], "UTC").err(), Some(FileError::Packed));
}

#[test]
fn numbers_of_days_with_two_digits_know_the_time_to_a_quarter_of_an_hour() {
    let starts = ["46339.38", "46339.38", "46339.4", "46339.4"];
    check("two digits", &report(&rows(starts), ","), "UTC", CONTROL, &["ClockIncomplete"]);
    let exact = ["46339.375", "46339.378472222", "46339.395833333", "46339.402777778"];
    check("all digits", &report(&rows(exact), ","), "UTC", CONTROL, &[]);
    // What two digits say by chance.
    let noon = ["46339.5", "46339.5034722222", "46339.5208333333", "46339.5277777778"];
    check("noon", &report(&rows(noon), ","), "UTC", CONTROL, &[]);
}

#[test]
fn more_marks_of_halves_of_days() {
    for [am, pm] in
        [["fm", "em"], ["f.h.", "e.h."], ["yb", "yh"], ["пре подне", "по подне"], ["priekšp.", "pēcp."]]
    {
        let starts = [
            format!("2026-11-13 11:55:00 {am}"),
            format!("2026-11-13 12:00:00 {pm}"),
            format!("2026-11-13 12:25:00 {pm}"),
            format!("2026-11-13 12:35:00 {pm}"),
        ];
        check(am, &report(&rows(starts.each_ref().map(String::as_str)), ","), "UTC", CONTROL, &[]);
    }
    let starts = USUAL.map(|start| start.replace("11/13/2026 ", "13/11/2026 em "));
    check("em", &report(&rows(starts.each_ref().map(String::as_str)), ","), "UTC", CONTROL, &[]);
}
