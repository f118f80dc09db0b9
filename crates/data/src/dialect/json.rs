//! JSON as the APIs send it, read where it stands: strings without escapes, whole numbers and null.
//! Every other value is left to `serde_json`, so that nothing else is accepted or refused than there.

mod plain;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::error::Category;

use super::broken::strings_at;
use super::field::Field;
use super::members::{Meaning, Names, Told, is_same_name};
use crate::error::ErrorKind;
use model::bytes::same;

/// A place in a text of JSON.
#[derive(Clone, Debug)]
pub struct Json<'de> {
    text: &'de str,
    at: usize,
    /// Where characters were replaced, in order.
    replaced: &'de [usize],
}

impl<'de> Json<'de> {
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
        if self.replaced.is_empty() {
            return Vec::new();
        }
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
        let (mut members, mut place, mut told) = (0, 0, Told::default());
        let mut alias: Option<(usize, Field<'de>)> = None;
        while self.next(members, b'}')? {
            members += 1;
            let guesses = names.after[place];
            let meaning = match guesses.into_iter().find(|&guess| self.take_text(&names.tokens[guess])) {
                Some(guess) => {
                    place = guess + 1;
                    names.meaning_of(guess)
                }
                None => names.learn(&self.name()?, &mut place),
            };
            match meaning {
                Meaning::Wanted(field) | Meaning::Respelled(field) if told.is_first(field) => {
                    if !self.plain(&mut fields[field]) {
                        fields[field] = self.other(names.is_aliased(field))?;
                    }
                }
                Meaning::Wanted(field) | Meaning::Respelled(field) => {
                    let value = self.other(names.is_aliased(field))?;
                    told.add(field, &fields[field], &value);
                    let is_better = matches!(meaning, Meaning::Wanted(_)) && value != Field::Nothing;
                    if is_better || fields[field] == Field::Nothing {
                        fields[field] = value;
                    }
                }
                Meaning::Alias(rank) if alias.as_ref().is_none_or(|(best, _)| rank < *best) => {
                    alias = Some((rank, self.id()?)).filter(|(_, id)| *id != Field::Nothing).or(alias);
                }
                Meaning::Alias(_) | Meaning::Nothing => self.skip()?,
            }
        }
        if let Some((_, id)) = alias.filter(|_| fields[names.aliased] == Field::Nothing) {
            fields[names.aliased] = id;
            told.is_alias = true;
        }
        names.told = told;
        Ok(members)
    }

    /// A value of whatever kind; of an object that stands for somebody its id.
    fn other(&mut self, is_somebody: bool) -> Result<Field<'de>, ErrorKind> {
        if is_somebody { self.id() } else { self.field() }
    }

    /// A value, or the id inside an object that stands for it: `"agent":{"id":7,"name":"Ana"}`.
    fn id(&mut self) -> Result<Field<'de>, ErrorKind> {
        if self.peek() != Some(b'{') {
            return self.field();
        }
        let members: BTreeMap<Cow<str>, Field<'de>> = self.value()?;
        let told = || members.iter().filter(|(_, id)| !matches!(id, Field::Nothing | Field::Nested));
        let of = |name: &&str| told().find(|(known, _)| is_same_name(name, known));
        Ok(IDS.iter().find_map(of).map_or(Field::Nested, |(_, id)| id.clone()))
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
}

/// Members of an object that say who it is, the best first.
const IDS: [&str; 8] = ["agentId", "id", "agentNo", "userId", "uuid", "number", "no", "name"];
