//! The text of a time in its parts: numbers, words and marks.

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Digits.
    Number,
    /// Letters.
    Word,
    /// One other character.
    Mark,
}

/// A part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    /// Whether space stands before it.
    pub spaced: bool,
}

impl Token<'_> {
    /// Whether it is this mark.
    pub fn is(self, mark: &str) -> bool {
        self.kind == Kind::Mark && self.text == mark
    }

    /// Whether it is this mark, with nothing before it.
    pub fn joins(self, mark: &str) -> bool {
        self.is(mark) && !self.spaced
    }

    /// Its value, when it is a number of at least and at most so many digits (nine can be read).
    pub fn number(self, least: usize, most: usize) -> Option<u32> {
        let fits = self.kind == Kind::Number && (least..=most).contains(&self.text.len());
        self.text.parse().ok().filter(|_| fits)
    }

    /// The word that it is.
    pub fn word(&self) -> Option<&str> {
        (self.kind == Kind::Word).then_some(self.text)
    }
}

/// More parts than any time has.
const MAX: usize = 40;

/// The parts of a text; `None` when there are more than a time has. `20261113090000` is two numbers.
pub fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::with_capacity(16);
    let mut rest = text;
    while tokens.len() <= MAX {
        let trimmed = rest.trim_start();
        let spaced = trimmed.len() < rest.len();
        let Some(first) = trimmed.chars().next() else { return Some(tokens) };
        let kind = kind(first);
        let length = match kind {
            Kind::Mark => first.len_utf8(),
            _ => trimmed.find(|c| self::kind(c) != kind).unwrap_or(trimmed.len()),
        };
        let (part, behind) = trimmed.split_at(length);
        if kind == Kind::Number && matches!(length, 12 | 14) {
            let (date, clock) = part.split_at(8);
            tokens.push(Token { kind, text: date, spaced });
            tokens.push(Token { kind, text: clock, spaced: true });
        } else {
            tokens.push(Token { kind, text: part, spaced });
        }
        rest = behind;
    }
    None
}

fn kind(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Number,
        _ if c.is_alphabetic() => Kind::Word,
        _ => Kind::Mark,
    }
}
