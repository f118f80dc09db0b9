//! Rows in odd shapes: they say the same in pieces of any size, and whatever rows stand before them.

use std::collections::BTreeMap;

use data::files::Imported;
use model::page::Part;
use model::remark::RemarkKind;
use model::state::Catalog;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Told, import, import_pieces, options, told};

/// A column, and cells that it may have; `@` stands for a time of day of the row's own, `#` for its number.
type Column = (&'static str, &'static [&'static str]);

const LOG: &[Column] = &[
    ("Agent_Session_ID", &["9001", "9001.0", "S-1", "", "x\"y"]),
    ("Agent_No", &["401", "402", " 401 ", "=\"401\"", "'402", "401.0", "٤٠١", "1.23457E+13", "Ben", "NULL"]),
    ("Agent_Name", &["Ana", "Ruiz, Ana", "", "N/A", "Zoë", "日本", "\"Ana\""]),
    ("Team_No", &["7", "", "-", "x;y", "a\nb", "a\r\nb", "7", " 7 ", "1|2", "a\tb"]),
    ("StateIndex", &["0", "1", "17", "1.0", "-1", "x", "", "99999999999"]),
    ("Start_Date", DATES),
    ("Working", &["0", "1", "2", "4", "5", "-1", "yes", "?", "", "1.0"]),
    ("Available", &["0", "1", "", "true", "No", "-1", "perhaps"]),
    ("Outstate_Code", &["0", "12", "-12", "20067", "abc", "", "12.0"]),
    ("Outstate", &["", "Lunch", "lunch\u{a0}", "0", "After Call Work", "Break, short", "#N/A"]),
    ("Log_State", &["0", "1", "2", "3", "", "x"]),
    ("Skill_No", &["0", "31"]),
    ("Skill_Name", &["", "Billing", "a\u{200b}b", "null", "12/13/2026"]),
    ("Duration (s)", LENGTHS),
];

const NAMED: &[Column] = &[
    ("Note", &["1", "two, 2", "\u{feff}3", "4\u{fffd}"]),
    ("State", &["Ready", "READY", "Not Ready", "Unavailable", "", "Coffee", "Ready "]),
    ("Reason", &["", "Lunch", "0", "After Call Work"]),
    ("First Name", &["", "Ana"]),
    ("Last Name", &["", "Ruiz"]),
    ("Agent ID", &["401", "402", "O'Neil", "n/a"]),
    ("Start Date", &["11/13/2026", "2026-11-14", "13.11.2026", "11/13/2026 00:00:00", "", "46339"]),
    ("Start Time", &["@", "@ ", "@.250", "1899-12-30 @", "25:00:00", "0.#"]),
    ("End Date", &["", "11/13/2026", "2026-11-14"]),
    ("End Time", &["", "@", "x"]),
    ("Duration (s)", LENGTHS),
];

const DATES: &[&str] = &[
    "11/13/2026 @",
    "11/13/2026 @",
    "11/14/2026 @",
    "01/13/2026 @",
    "11/13/2025 @",
    "13/11/2026 @",
    "2026-11-13 @",
    "2026-11-13T@",
    "2026-11-13T@Z",
    "2026-11-13T@.500Z",
    "2026-11-13T@+01:00",
    "11/13/2026 @.250",
    "11/13/2026 @ EST",
    "13.11.2026 @",
    "Nov 13, 2026 @",
    "13 нояб. 2026 @",
    "\u{a0}11/13/2026 @ ",
    "=\"11/13/2026 @\"",
    "11/13/2569 @",
    "11/13/1926 @",
    "11/31/2026 @",
    "99/99/2026 @",
    "11/13/2026 24:00:00",
    "11/13/2026 25:00:00",
    "11/13/2026x@",
    "1794560400",
    "yesterday",
    "",
];

const LENGTHS: &[&str] =
    &["90", "0", "90.5", "0:01:30", "PT5M", "1h 30m", "-5", "(5)", " 90 ", "5\u{a0}", "x", "", "-", "1e2"];

/// Places of cells in the lists of their columns, how they are written, and how many there are.
#[derive(Clone, Debug)]
struct Shape {
    cells: Vec<prop::sample::Index>,
    quoted: u16,
    width: prop::sample::Index,
    is_whole: bool,
}

fn shape() -> impl Strategy<Value = Shape> {
    let cells = prop::collection::vec(any::<prop::sample::Index>(), 14);
    (cells, any::<u16>(), any::<prop::sample::Index>(), prop::bool::weighted(0.9))
        .prop_map(|(cells, quoted, width, is_whole)| Shape { cells, quoted, width, is_whole })
}

/// How a table is written.
#[derive(Clone, Copy, Debug)]
struct Style {
    columns: &'static [Column],
    delimiter: char,
    line_break: &'static str,
}

fn style() -> impl Strategy<Value = Style> {
    (select(&[LOG, NAMED][..]), select(&[',', ';', '\t', '|'][..]), select(&["\n", "\r\n", "\r"][..]))
        .prop_map(|(columns, delimiter, line_break)| Style { columns, delimiter, line_break })
}

impl Style {
    fn line(self, cells: &[String], quoted: u16) -> String {
        let write = |(place, cell): (usize, &String)| {
            let needs = cell.contains([self.delimiter, '"', '\n', '\r']);
            if needs || quoted >> place & 1 == 1 {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        };
        let cells: Vec<String> = cells.iter().enumerate().map(write).collect();
        cells.join(&self.delimiter.to_string()) + self.line_break
    }

    fn header(self) -> String {
        let names: Vec<String> = self.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        self.line(&names, 0)
    }

    fn row(self, number: usize, shape: &Shape) -> String {
        let (hour, minute, second) = (number / 6, number % 6 * 10 + 1, 7 * number % 60);
        let clock = format!("{hour:02}:{minute:02}:{second:02}");
        let mut cells: Vec<String> = self
            .columns
            .iter()
            .zip(&shape.cells)
            .map(|((_, cells), of)| cells[of.index(cells.len())].replace('@', &clock))
            .map(|cell| cell.replace('#', &format!("3{:05}1", 17 * number)))
            .collect();
        let place =
            |names: [&str; 2]| self.columns.iter().position(|(name, _)| names.contains(name)).unwrap();
        // A name that several ids have is an agent of its own only where no id stands.
        if ["NULL", "n/a"].contains(&&*cells[place(["Agent_No", "Agent ID"])]) {
            cells[place(["Agent_Name", "First Name"])] = format!("Nameless {number}");
        }
        if !shape.is_whole {
            cells.truncate(shape.width.index(cells.len()) + 1);
            cells.resize(cells.len() + shape.width.index(3), "7".to_owned());
        }
        self.line(&cells, shape.quoted)
    }

    /// Rows that prove the unit of lengths, the order of dates, and that both yes and no are written.
    fn proofs(self) -> String {
        let rows = (0..6).map(|i| {
            let cells: Vec<String> = self
                .columns
                .iter()
                .map(|(name, _)| match *name {
                    "Agent_No" | "Agent ID" => "proof".to_owned(),
                    "Agent_Session_ID" => "1".to_owned(),
                    "StateIndex" | "Note" => i.to_string(),
                    "Start_Date" => format!("11/20/2026 07:00:{:02}", i * 11),
                    "Start Date" => "11/20/2026".to_owned(),
                    "Start Time" => format!("07:00:{:02}", i * 11),
                    "Available" => (i % 2).to_string(),
                    "State" => ["Ready", "Lunch"][i % 2].to_owned(),
                    "Duration (s)" => "11".to_owned(),
                    _ => String::new(),
                })
                .collect();
            self.line(&cells, 0)
        });
        rows.collect()
    }
}

/// All that a file said.
fn said(file: &Imported, catalog: &Catalog) -> String {
    format!("{file:?} {:?}", told(&file.series, catalog))
}

/// What is said of single rows.
#[derive(Debug, Default, PartialEq)]
struct Rows {
    told: Vec<Told>,
    rejected: Vec<String>,
    remarks: BTreeMap<RemarkKind, usize>,
    names: BTreeMap<String, String>,
}

impl Rows {
    fn of((file, catalog): &(Imported, Catalog)) -> Self {
        const OF_ROWS: [RemarkKind; 4] =
            [RemarkKind::Unread, RemarkKind::CellCount, RemarkKind::OpenQuote, RemarkKind::BrokenText];
        let mut rows = Self { told: told(&file.series, catalog), ..Self::default() };
        let pages = file.series.iter().flat_map(|series| &series.parts).filter_map(Part::page);
        for page in pages {
            rows.rejected.extend(page.rejected.iter().map(|row| format!("{:?} {}", row.reason, row.excerpt)));
            for kind in OF_ROWS.into_iter().filter(|kind| page.remarks.count(*kind) > 0) {
                *rows.remarks.entry(kind).or_default() += page.remarks.count(kind);
            }
        }
        rows.names = file.names.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
        rows
    }

    fn with(mut self, other: Self) -> Self {
        self.told.extend(other.told.into_iter().filter(|row| row.0 != "proof"));
        self.rejected.extend(other.rejected);
        for (kind, count) in other.remarks {
            *self.remarks.entry(kind).or_default() += count;
        }
        for (id, name) in other.names {
            self.names.entry(id).or_insert(name);
        }
        self
    }

    fn sorted(mut self) -> Self {
        self.told.retain(|row| row.0 != "proof");
        self.told.sort();
        self.rejected.sort();
        self
    }
}

proptest! {
    #[test]
    fn a_row_says_the_same_alone_and_behind_any_others(
        style in style(), shapes in prop::collection::vec(shape(), 1..12), again in 0_usize..4,
    ) {
        let head = style.header() + &style.proofs();
        let rows: Vec<String> = shapes.iter().enumerate().map(|(number, shape)| style.row(number, shape)).collect();
        let alone = rows.iter().map(|row| Rows::of(&import(&format!("{head}{row}")))).fold(Rows::default(), Rows::with);
        let together = Rows::of(&import(&format!("{head}{}", rows.concat())));
        prop_assert_eq!(together.sorted(), alone.sorted());
        // What came before comes again.
        let mut text = head + &rows.concat();
        (0..again).for_each(|_| text.extend(rows.iter().map(String::as_str)));
        let (file, catalog) = import(&text);
        let (pieces, other) = import_pieces(text.as_bytes(), 97, options()).unwrap();
        prop_assert_eq!(said(&pieces, &other), said(&file, &catalog));
    }

    #[test]
    fn odd_rows_are_the_same_cut_at_any_byte(
        style in style(), shapes in prop::collection::vec(shape(), 1..4), piece in 1_usize..300,
        marks in prop::collection::vec((any::<prop::sample::Index>(), select(&["\"", "\n", "\r", ",", ";", "\u{feff}", "é", "\"\""][..])), 0..4),
    ) {
        let mut text = style.header() + &style.proofs();
        text.extend(shapes.iter().enumerate().map(|(number, shape)| style.row(number, shape)));
        // Anywhere behind the header.
        for (at, mark) in marks {
            let from = style.header().len();
            let at = from + at.index(text.len() - from);
            let at = (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
            text.insert_str(at, mark);
        }
        let (file, catalog) = import(&text);
        let whole = said(&file, &catalog);
        let (pieces, other) = import_pieces(text.as_bytes(), piece, options()).unwrap();
        prop_assert_eq!(&said(&pieces, &other), &whole, "pieces of {}", piece);
    }
}

#[test]
fn a_file_cut_in_two_at_each_byte_is_the_same() {
    let cell =
        |(_, cells): &Column, row: usize| cells[row % cells.len()].replace('@', "09:01:02").replace('#', "5");
    for line_break in ["\n", "\r\n"] {
        let style = Style { columns: LOG, delimiter: ',', line_break };
        let rows = (0..8).map(|row| {
            let cells: Vec<String> = LOG.iter().map(|column| cell(column, row)).collect();
            style.line(&cells, if row % 3 == 0 { u16::MAX } else { 0 })
        });
        let text = style.header() + &style.proofs() + &rows.collect::<String>() + "9001,\"open";
        let (file, catalog) = import(&text);
        let whole = said(&file, &catalog);
        for at in 1..text.len() {
            let mut catalog = Catalog::default();
            let mut import = data::files::Import::new(options());
            for piece in [&text.as_bytes()[..at], &text.as_bytes()[at..]] {
                import.feed(piece, &mut catalog).unwrap();
            }
            let file = import.finish(&mut catalog).unwrap();
            assert_eq!(said(&file, &catalog), whole, "cut at {at}");
        }
    }
}
