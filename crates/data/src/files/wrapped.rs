//! Tables whose lines are each one cell in quotes: a spreadsheet that took a report for one column has saved
//! it again.
//!
//! ```text
//! "401,""Ruiz, Ana"",11/13/2026"   is   401,"Ruiz, Ana",11/13/2026
//! ```

/// Takes the quotes around lines off, piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Wrapped {
    /// A line that is not complete.
    carry: String,
}

/// Whether all lines of a text are like that.
pub fn is_wrapped(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).peekable();
    let is_one_cell =
        |line: &str| inside(line).is_some_and(|inside| inside.replace("\"\"", "").find('"').is_none());
    lines.peek().is_some() && lines.all(is_one_cell)
}

fn inside(line: &str) -> Option<&str> {
    line.strip_prefix('"')?.strip_suffix('"')
}

impl Wrapped {
    /// The lines that are complete, without their quotes.
    pub fn feed(&mut self, text: &str) -> String {
        self.carry.push_str(text);
        let end = self.carry.rfind('\n').map_or(0, |end| end + 1);
        let rest = self.carry.split_off(end);
        let lines = std::mem::replace(&mut self.carry, rest);
        without_quotes(&lines)
    }

    /// The last line.
    pub fn finish(&mut self) -> String {
        without_quotes(&std::mem::take(&mut self.carry))
    }
}

/// The text of whole lines without the quotes around them.
pub fn without_quotes(lines: &str) -> String {
    let line = |line: &str| {
        let text = line.trim_end_matches(['\n', '\r']);
        let inside = inside(text).map_or_else(|| text.to_owned(), |inside| inside.replace("\"\"", "\""));
        inside + &line[text.len()..]
    };
    lines.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_around_lines_go_in_pieces_of_any_size() {
        let text = "\"a,b\"\r\n\"1,\"\"x, y\"\"\"\r\n\n\"2,3\"";
        assert!(is_wrapped(text));
        for piece in [1, 2, 3, 100] {
            let mut wrapped = Wrapped::default();
            let bytes: Vec<char> = text.chars().collect();
            let mut found: String =
                bytes.chunks(piece).map(|piece| wrapped.feed(&String::from_iter(piece))).collect();
            found.push_str(&wrapped.finish());
            assert_eq!(found, "a,b\r\n1,\"x, y\"\r\n\n2,3");
        }
        for text in ["\"a\",\"b\"\n", "a,b\n", "\"a,b\"\n1,2\n", ""] {
            assert!(!is_wrapped(text), "{text}");
        }
    }
}
