//! The writing of cells that no spreadsheet takes for a formula.

use std::borrow::Cow;

/// The mark against formulas.
const GUARD: char = '\'';

/// What some spreadsheet, set to some delimiter, begins a cell behind. (A comma is in quotes.)
const BREAKS: [char; 5] = [';', '|', '\t', '\n', '\r'];

/// What a formula begins with: `= + - @`, and what is folded into these.
const SIGNS: [char; 13] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '−'];

/// A text that no spreadsheet takes for a formula, as a whole or cut at a delimiter: an apostrophe goes
/// before every part that looks like one (and before an apostrophe, so that `unguarded` can tell).
pub fn guarded(text: &str) -> Cow<'_, str> {
    if !parts(text).any(looks_like_one) {
        return Cow::Borrowed(text);
    }
    let mut guarded = String::with_capacity(text.len() + 1);
    for part in parts(text) {
        if looks_like_one(part) {
            guarded.push(GUARD);
        }
        guarded.push_str(part);
    }
    Cow::Owned(guarded)
}

/// The text before it was guarded.
pub fn unguarded(text: &str) -> Cow<'_, str> {
    if !text.contains(GUARD) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(parts(text).map(|part| part.strip_prefix(GUARD).unwrap_or(part)).collect())
}

/// A text cut behind every break.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(BREAKS)
}

/// Whether a spreadsheet may take what begins like this for a formula. Quotes may be taken off before it is
/// looked at, and what is not seen may be passed over.
fn looks_like_one(part: &str) -> bool {
    let seen = part.trim_start_matches(|c: char| c == '"' || is_unseen(c));
    part.starts_with([GUARD, '\t', '\r']) || seen.starts_with(SIGNS)
}

/// White space, controls, and characters that have no width.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}')
        || matches!(c, '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(c, '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Rows as CSV, with every cell guarded.
pub fn to_csv<C: AsRef<str>>(rows: impl IntoIterator<Item = impl IntoIterator<Item = C>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        for cell in row {
            // Writing to memory cannot fail.
            let _ = writer.write_field(&*guarded(cell.as_ref()));
        }
        let _ = writer.write_record(None::<&[u8]>);
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
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "'=1", "\u{a0}=1"] {
            assert_eq!(guarded(bad), format!("'{bad}"));
        }
        for plain in ["Lunch = long", "a;b|c", "a - b;c + d", "é@x", "", ";", "a\nb"] {
            assert!(matches!(guarded(plain), Cow::Borrowed(same) if same == plain), "{plain}");
        }
        assert_eq!(to_csv([["=a", "b,c"]]), b"'=a,\"b,c\"\n");
    }

    #[test]
    fn what_looks_like_a_formula_is_guarded_wherever_a_cell_may_begin() {
        let unseen = [
            "",
            " ",
            "\u{a0}",
            "\u{200b}",
            "\u{202e}",
            "\u{feff}",
            "\u{ad}",
            "\0",
            "\u{e0041}",
            "\"",
            "\"\"",
        ];
        for (sign, unseen) in SIGNS.iter().flat_map(|sign| unseen.map(|unseen| (sign, unseen))) {
            assert_eq!(guarded(&format!("{unseen}{sign}1")), format!("'{unseen}{sign}1"));
            for at in BREAKS {
                let bad = format!("Lunch{at}{unseen}{sign}1");
                assert_eq!(guarded(&bad), format!("Lunch{at}'{unseen}{sign}1"), "{bad:?}");
            }
        }
        assert_eq!(guarded("a;=1;b;-2"), "a;'=1;b;'-2");
        assert_eq!(guarded("a;'b"), "a;''b");
    }

    /// Texts of what matters here.
    fn texts() -> impl Strategy<Value = String> {
        let part = prop::sample::select(
            &[
                "=", "+", "-", "@", "＝", "'", "\"", ";", "|", "\t", "\n", "\r", ",", " ", "\u{200b}", "a",
                "é", "1",
            ][..],
        );
        prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn a_guarded_text_comes_back(text in prop_oneof!["\\PC{0,8}".boxed(), texts().boxed()]) {
            let guarded = guarded(&text);
            prop_assert_eq!(unguarded(&guarded), &*text);
        }

        #[test]
        fn no_program_finds_a_formula_under_any_delimiter(
            rows in prop::collection::vec(prop::collection::vec(texts(), 3), 1..4),
        ) {
            let text = String::from_utf8(to_csv(&rows)).unwrap();
            for delimiter in [b',', b';', b'|', b'\t'] {
                let mut reader = csv::ReaderBuilder::new();
                reader.has_headers(false).flexible(true).delimiter(delimiter);
                for cell in reader.from_reader(text.as_bytes()).records().flat_map(|row| {
                    row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()
                }) {
                    let seen = cell.trim_start_matches(|c: char| c == '"' || is_unseen(c));
                    prop_assert!(!seen.starts_with(SIGNS), "{:?} in {:?} by {}", cell, text, char::from(delimiter));
                }
            }
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
            |row: Row| found.push(row.cells().map(|cell| unguarded(cell).into_owned()).collect::<Vec<_>>());
        let chars: Vec<char> = text.chars().collect();
        for piece in chars.chunks(piece) {
            rows.feed(&piece.iter().collect::<String>(), &mut each);
        }
        rows.finish(&mut each);
        found
    }
}
