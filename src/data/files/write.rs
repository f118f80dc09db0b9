//! The writing of cells that no spreadsheet takes for a formula.

/// Characters that make a spreadsheet take a cell for a formula, and the mark against it.
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', GUARD];
const GUARD: char = '\'';

/// A text that no spreadsheet takes for a formula: an apostrophe goes before what looks like one
/// (and before an apostrophe, so that [`unguarded`] can tell).
pub fn guarded(text: &str) -> String {
    let looks_like_one = text.starts_with(FORMULA) || text.trim_start().starts_with(FORMULA);
    if looks_like_one { format!("{GUARD}{text}") } else { text.to_owned() }
}

/// The text before it was guarded.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix(GUARD).unwrap_or(text)
}

/// Rows as CSV, with every cell guarded.
pub fn to_csv<C: AsRef<str>>(rows: impl IntoIterator<Item = impl IntoIterator<Item = C>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        let cells = row.into_iter().map(|cell| guarded(cell.as_ref()));
        // Writing to memory cannot fail.
        let _ = writer.write_record(cells);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::rows::{Row, Rows};
    use super::*;

    #[test]
    fn formulas_are_guarded() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "'=1"] {
            assert_eq!(guarded(bad), format!("'{bad}"));
        }
        assert_eq!(guarded("Lunch = long"), "Lunch = long");
        assert_eq!(to_csv([["=a", "b,c"]]), b"'=a,\"b,c\"\n");
    }

    proptest! {
        #[test]
        fn a_guarded_text_comes_back(text in "\\PC{0,8}|[-=+@'\t\r a]{0,4}") {
            let guarded = guarded(&text);
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(unguarded(&guarded), text);
        }

        #[test]
        fn what_is_written_is_read(rows in prop::collection::vec(prop::collection::vec(".{0,6}", 3), 1..6), piece in 1_usize..9) {
            let bytes = to_csv(std::iter::once(&vec!["header".to_owned(); 3]).chain(&rows));
            let text = String::from_utf8(bytes).unwrap();
            let found: Vec<Vec<String>> = read(&text, piece);
            prop_assert_eq!(&found[1..], &rows[..]);
        }
    }

    fn read(text: &str, piece: usize) -> Vec<Vec<String>> {
        let mut rows = Rows::new(b',');
        rows.set_width(3);
        let mut found = Vec::new();
        let mut each =
            |row: Row| found.push(row.cells().map(|cell| unguarded(cell).to_owned()).collect::<Vec<_>>());
        let chars: Vec<char> = text.chars().collect();
        for piece in chars.chunks(piece) {
            rows.feed(&piece.iter().collect::<String>(), &mut each);
        }
        rows.finish(&mut each);
        found
    }
}
