//! Lines of a calendar: unfolded, with name, parameters and value.
//!
//! ```text
//! DTSTART;TZID="Europe/Berlin":2026112
//!  6T090000                                 a line that begins with a space goes on with the one before
//! ```

use std::borrow::Cow;

/// A line of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property<'a> {
    /// Line of the file that it begins on, from 1.
    pub line: u64,
    /// Its name, in capitals.
    pub name: String,
    parameters: Vec<(String, String)>,
    /// Its value, as it stands.
    pub value: Cow<'a, str>,
}

impl Property<'_> {
    /// A parameter, by its name in capitals.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str())
    }

    /// The value as text: `\n`, `\,` and the like are what they stand for.
    pub fn text(&self) -> String {
        let mut chars = self.value.chars();
        let mut text = String::with_capacity(self.value.len());
        while let Some(c) = chars.next() {
            match c {
                '\\' => {
                    text.extend(chars.next().map(|next| if next == 'n' || next == 'N' { ' ' } else { next }));
                }
                other => text.push(other),
            }
        }
        text.trim().to_owned()
    }
}

/// A line, unfolded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its number, from 1.
    pub number: u64,
    /// Where it begins, in bytes.
    pub at: usize,
    /// What it says.
    pub text: Cow<'a, str>,
}

/// The lines of a text, unfolded. Empty ones are none.
pub fn unfolded(text: &str) -> impl Iterator<Item = Line<'_>> {
    let places = text.split_inclusive('\n').scan(0, |end, line| {
        let at = *end;
        *end += line.len();
        Some((at, line))
    });
    let mut lines = places.zip(1..).peekable();
    std::iter::from_fn(move || {
        let ((at, first), number) = lines.find(|((_, line), _)| !line.trim().is_empty())?;
        let mut text = Cow::Borrowed(without_end(first));
        while let Some(((_, more), _)) = lines.next_if(|((_, line), _)| line.starts_with([' ', '\t'])) {
            text.to_mut().push_str(&without_end(more)[1..]);
        }
        Some(Line { number, at, text })
    })
}

fn without_end(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

/// Reads a line; `None` when it is no name with a value.
pub fn property(line: u64, text: Cow<'_, str>) -> Option<Property<'_>> {
    let mut is_quoted = false;
    let mut marks = Vec::new();
    let colon = text.char_indices().find_map(|(at, c)| {
        match c {
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => marks.push(at),
            ':' if !is_quoted => return Some(at),
            _ => {}
        }
        None
    })?;
    let ends = marks.iter().skip(1).copied().chain([colon]);
    let parameter = |(from, to): (&usize, usize)| {
        let (name, value) = text[from + 1..to].split_once('=')?;
        Some((name.trim().to_uppercase(), value.trim().trim_matches('"').to_owned()))
    };
    let parameters = marks.iter().zip(ends).filter_map(parameter).collect();
    let name = text[..marks.first().copied().unwrap_or(colon)].trim().to_uppercase();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let value = match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[colon + 1..]),
        Cow::Owned(text) => Cow::Owned(text[colon + 1..].to_owned()),
    };
    is_name.then_some(Property { line, name, parameters, value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_are_one_and_know_where_they_began() {
        let text = "A:1\r\nB:2\r\n 3\r\n\t4\r\n\r\nC;X=1;Y=\"a:b;c\":d:e\r\nnone\r\n";
        let lines: Vec<_> = unfolded(text).collect();
        let told: Vec<_> = lines.iter().map(|line| (line.number, line.at, line.text.as_ref())).collect();
        assert_eq!(told, [(1, 0, "A:1"), (2, 5, "B:234"), (6, 20, "C;X=1;Y=\"a:b;c\":d:e"), (7, 41, "none")]);
        let read: Vec<_> = lines.into_iter().map(|line| property(line.number, line.text)).collect();
        let last = read[2].as_ref().unwrap();
        assert_eq!((last.name.as_str(), last.value.as_ref()), ("C", "d:e"));
        assert_eq!(
            (last.parameter("X"), last.parameter("Y"), last.parameter("Z")),
            (Some("1"), Some("a:b;c"), None)
        );
        assert_eq!(read[3], None);
        let text = property(1, "SUMMARY:Lunch\\, late\\nroom \\\\ 2\\".into()).unwrap().text();
        assert_eq!(text, "Lunch, late room \\ 2");
    }
}
