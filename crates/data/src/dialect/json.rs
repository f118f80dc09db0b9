//! JSON as the APIs send it, read where it stands: strings without escapes, whole numbers and null.
//! Every other value is left to `serde_json`, so that nothing else is accepted or refused than there.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::error::Category;

use super::broken::strings_at;
use super::bytes::{same, special};
use super::field::Field;
use crate::error::ErrorKind;

/// A place in a text of JSON.
#[derive(Clone, Debug)]
pub struct Json<'de> {
    text: &'de str,
    at: usize,
    /// Where characters were replaced, in order.
    replaced: &'de [usize],
}

impl<'de> Json<'de> {
    /// Most digits of a number that is read here: all of them fit.
    const DIGITS: usize = 18;

    /// The beginning of a text.
    pub fn new(text: &'de str) -> Self {
        Self { text, at: 0, replaced: &[] }
    }

    /// The same of a text in which characters were replaced at these places, in order.
    pub fn mended(text: &'de str, replaced: &'de [usize]) -> Self {
        Self { replaced, ..Self::new(text) }
    }

    /// The strings with replaced characters from a place before to this one, each with the name of the
    /// member whose value it is.
    pub fn broken_since(&self, start: usize) -> Vec<(String, String)> {
        let from = self.replaced.partition_point(|place| *place < start);
        let to = self.replaced.partition_point(|place| *place < self.at);
        let inside = &self.replaced[from..to.max(from)];
        if inside.is_empty() {
            return Vec::new();
        }
        strings_at(self.since(start), |from, to| {
            let next = inside.partition_point(|place| *place < start + from);
            inside.get(next).is_some_and(|place| *place < start + to)
        })
    }

    /// The place, in bytes from the beginning.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The text from a place before to this one.
    pub fn since(&self, start: usize) -> &'de str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The next byte that is no white space, without taking it.
    #[inline(always)]
    pub fn peek(&mut self) -> Option<u8> {
        match self.byte(self.at) {
            Some(byte) if byte > b' ' => Some(byte),
            _ => self.peek_further(),
        }
    }

    fn peek_further(&mut self) -> Option<u8> {
        loop {
            let byte = self.byte(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Takes the next byte that is no white space.
    ///
    /// # Errors
    /// When it is not `byte`.
    pub fn take(&mut self, byte: u8) -> Result<(), ErrorKind> {
        if self.peek() != Some(byte) {
            return Err(self.broken());
        }
        self.at += 1;
        Ok(())
    }

    /// Goes to the next item of a list or an object, of which so many were read; `false` when it
    /// ends, with the byte `end`.
    ///
    /// # Errors
    /// When something else follows.
    #[inline(always)]
    pub fn next(&mut self, read: usize, end: u8) -> Result<bool, ErrorKind> {
        match self.peek() {
            Some(byte) if byte == end => {
                self.at += 1;
                Ok(false)
            }
            Some(b',') if read > 0 => {
                self.at += 1;
                Ok(true)
            }
            Some(_) if read == 0 => Ok(true),
            _ => Err(self.broken()),
        }
    }

    /// A member's name, and the colon after it.
    ///
    /// # Errors
    /// When there is no such thing.
    pub fn name(&mut self) -> Result<Cow<'de, str>, ErrorKind> {
        if self.peek() != Some(b'"') {
            return Err(self.broken());
        }
        let mut field = Field::Nothing;
        let name = match (self.plain(&mut field), field) {
            (true, Field::Text(name)) => name,
            _ => self.value()?,
        };
        self.take(b':')?;
        Ok(name)
    }

    /// Reads the members of an object behind its opening brace into `fields`, each to where its name
    /// stands in `names`; others are passed over. Says how many members there were.
    ///
    /// # Errors
    /// When the JSON is broken.
    pub fn members(&mut self, names: &mut Names, fields: &mut [Field<'de>]) -> Result<usize, ErrorKind> {
        let (mut members, mut place) = (0, 0);
        // Those that came under their very names, a bit each.
        let mut exact = 0_u32;
        while self.next(members, b'}')? {
            members += 1;
            let guess = names.after[place];
            let field = if self.take_text(&names.tokens[guess]) {
                guess
            } else {
                let name = self.name()?;
                let Some(field) = names.wanted.iter().position(|known| *known == name) else {
                    match names.like(&name).filter(|field| exact & 1 << field == 0) {
                        Some(field) => fields[field] = self.field()?,
                        None => self.skip()?,
                    }
                    continue;
                };
                names.after[place] = field;
                field
            };
            exact |= 1 << field;
            place = field + 1;
            if !self.plain(&mut fields[field]) {
                fields[field] = self.value()?;
            }
        }
        Ok(members)
    }

    /// Takes `text` if it follows.
    #[inline(always)]
    fn take_text(&mut self, text: &str) -> bool {
        let rest = self.text.as_bytes().get(self.at..self.at + text.len());
        let follows = rest.is_some_and(|rest| same(rest, text.as_bytes()));
        self.at += if follows { text.len() } else { 0 };
        follows
    }

    /// Any value.
    ///
    /// # Errors
    /// When there is none.
    pub fn field(&mut self) -> Result<Field<'de>, ErrorKind> {
        let mut field = Field::Nothing;
        if self.plain(&mut field) { Ok(field) } else { self.value() }
    }

    /// Passes over a value.
    ///
    /// # Errors
    /// When there is none.
    pub fn skip(&mut self) -> Result<(), ErrorKind> {
        if self.plain(&mut Field::Nothing) { Ok(()) } else { self.value().map(|_: IgnoredAny| ()) }
    }

    /// A value as `serde_json` reads it.
    ///
    /// # Errors
    /// When it is none, or not of the wanted kind.
    pub fn value<T: Deserialize<'de>>(&mut self) -> Result<T, ErrorKind> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let mut values = serde_json::Deserializer::from_str(rest).into_iter();
        let value = values.next().ok_or(ErrorKind::CutOff)?.map_err(|error| match error.classify() {
            Category::Eof => ErrorKind::CutOff,
            Category::Io | Category::Syntax | Category::Data => ErrorKind::NotJson,
        })?;
        self.at += values.byte_offset();
        Ok(value)
    }

    /// What is wrong with a text that does not go on as it should.
    pub fn broken(&mut self) -> ErrorKind {
        if self.peek().is_none() { ErrorKind::CutOff } else { ErrorKind::NotJson }
    }

    #[inline(always)]
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Reads a value of the plain kinds; `false`, and the place stays, where it is none of them.
    fn plain(&mut self, field: &mut Field<'de>) -> bool {
        let read = match self.peek() {
            Some(b'"') => self.plain_text().map(|text| Field::Text(Cow::Borrowed(text))),
            Some(b'n') => self.null().then_some(Field::Nothing),
            _ => self.plain_number().map(Field::Whole),
        };
        match read {
            Some(read) => *field = read,
            None => return false,
        }
        true
    }

    fn null(&mut self) -> bool {
        self.take_text("null")
    }

    /// The string that begins here, if it has no escapes.
    #[inline(always)]
    fn plain_text(&mut self) -> Option<&'de str> {
        let start = self.at + 1;
        let end = self.end_of_plain(start)?;
        if self.byte(end)? != b'"' {
            return None;
        }
        self.at = end + 1;
        self.text.get(start..end)
    }

    /// The first byte from `at` on that is a quote, a backslash or a control character.
    #[inline(always)]
    fn end_of_plain(&self, mut at: usize) -> Option<usize> {
        let rest = |at: usize| self.text.as_bytes().get(at..);
        while let Some(eight) = rest(at)?.first_chunk() {
            let special = special(u64::from_le_bytes(*eight));
            if special != 0 {
                return Some(at + special.trailing_zeros() as usize / 8);
            }
            at += 8;
        }
        let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
        Some(at + rest(at)?.iter().position(is_special)?)
    }

    /// The whole number that begins here. What follows it is for the next step to classify.
    #[inline(always)]
    fn plain_number(&mut self) -> Option<i64> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let digits = rest.strip_prefix(b"-").unwrap_or(rest);
        let is_negative = digits.len() < rest.len();
        let (mut number, mut count) = (0_i64, 0);
        for byte in digits {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                if matches!(byte, b'.' | b'e' | b'E') {
                    return None;
                }
                break;
            }
            number = number.wrapping_mul(10).wrapping_add(i64::from(digit));
            count += 1;
        }
        let begins_with_zero = digits.first() == Some(&b'0') && (count > 1 || is_negative);
        if count == 0 || count > Self::DIGITS || begins_with_zero {
            return None;
        }
        self.at += rest.len() - digits.len() + count;
        Some(if is_negative { -number } else { number })
    }
}

/// The names of an object's members that are wanted.
#[derive(Debug)]
pub struct Names {
    wanted: &'static [&'static str],
    /// Each as it usually stands in a text, with quotes and colon.
    tokens: Vec<String>,
    /// Which of them came after each of them the last time, and at 0 which came first: rows are written
    /// by a program, so that one is like the other.
    after: Vec<usize>,
}

impl Names {
    /// These names; there is at least one.
    pub fn new(names: &'static [&'static str]) -> Self {
        let tokens = names.iter().map(|name| format!("\"{name}\":")).collect();
        Self { wanted: names, tokens, after: vec![0; names.len() + 1] }
    }

    /// Which of them a name is that a program has written in another case or with marks between its words:
    /// `agentID`, `agent_id`.
    fn like(&self, name: &str) -> Option<usize> {
        self.wanted.iter().position(|known| is_same_name(known, name))
    }
}

/// Whether a name is this one, whatever its case and whatever marks part its words.
pub fn is_same_name(known: &str, name: &str) -> bool {
    let letters = name.bytes().filter(|byte| !b"_-".contains(byte)).map(|byte| byte.to_ascii_lowercase());
    letters.eq(known.bytes().map(|byte| byte.to_ascii_lowercase()))
}
