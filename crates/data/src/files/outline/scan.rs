//! Lists, objects and texts of JSON, found byte by byte.

use super::{DEEPEST, Node, SHORT};
use crate::files::FileError;

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    ValueOrEnd,
    Name,
    NameOrEnd,
    Colon,
    CommaOrEnd,
}

/// A list or an object that has begun.
struct Open<'a> {
    at: usize,
    is_list: bool,
    /// Where what is in it begins among what was found.
    first: usize,
    /// Its own name.
    name: &'a str,
}

/// A document that is gone through.
pub struct Scan<'a> {
    text: &'a str,
    at: usize,
    next: Next,
    open: Vec<Open<'a>>,
    /// Names, empty in lists, and values: those of what is open, from the outermost to the innermost.
    found: Vec<(&'a str, Node<'a>)>,
    /// The name of the value that comes.
    name: &'a str,
}

impl<'a> Scan<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, next: Next::Value, open: Vec::new(), found: Vec::new(), name: "" }
    }

    /// Goes on for so many bytes, or a little longer; gives the document once it is whole.
    pub fn step(&mut self, bytes: usize) -> Result<Option<Node<'a>>, FileError> {
        let until = self.at.saturating_add(bytes);
        while self.at < until {
            self.at += blanks(&self.text.as_bytes()[self.at..]);
            match self.text.as_bytes().get(self.at) {
                Some(&byte) => self.token(byte)?,
                None if self.is_whole() => return Ok(self.found.pop().map(|(_, node)| node)),
                None => return Err(FileError::CutOff),
            }
        }
        Ok(None)
    }

    fn is_whole(&self) -> bool {
        self.open.is_empty() && !self.found.is_empty()
    }

    fn token(&mut self, byte: u8) -> Result<(), FileError> {
        let is_list = self.open.last().map(|open| open.is_list);
        match (self.next, byte) {
            (Next::Value | Next::ValueOrEnd, b'[' | b'{') if !self.is_whole() => {
                return self.begin(byte == b'[');
            }
            (Next::ValueOrEnd | Next::CommaOrEnd, b']') if is_list == Some(true) => return self.end(),
            (Next::NameOrEnd | Next::CommaOrEnd, b'}') if is_list == Some(false) => return self.end(),
            (Next::Name | Next::NameOrEnd, b'"') => {
                self.name = self.string()?;
                self.next = Next::Colon;
                return Ok(());
            }
            (Next::Colon, b':') => self.next = Next::Value,
            (Next::CommaOrEnd, b',') if is_list.is_some() => {
                self.next = if is_list == Some(true) { Next::Value } else { Next::Name };
            }
            (Next::Value | Next::ValueOrEnd, _) if !self.is_whole() => {
                let text = if byte == b'"' { self.string()? } else { self.bare()? };
                self.found.push((std::mem::take(&mut self.name), Node::Short(text)));
                self.next = Next::CommaOrEnd;
                return Ok(());
            }
            _ => return Err(FileError::NotJson),
        }
        self.at += 1;
        Ok(())
    }

    fn begin(&mut self, is_list: bool) -> Result<(), FileError> {
        if self.open.len() == DEEPEST {
            return Err(FileError::NotJson);
        }
        let name = std::mem::take(&mut self.name);
        self.open.push(Open { at: self.at, is_list, first: self.found.len(), name });
        self.next = if is_list { Next::ValueOrEnd } else { Next::NameOrEnd };
        self.at += 1;
        Ok(())
    }

    fn end(&mut self) -> Result<(), FileError> {
        self.at += 1;
        let Some(Open { at, is_list, first, name }) = self.open.pop() else { return Err(FileError::NotJson) };
        let text = &self.text[at..self.at];
        let is_short = text.len() <= SHORT && !self.open.is_empty();
        let inside = self.found.drain(first..);
        let node = if is_short {
            drop(inside);
            Node::Short(text)
        } else if is_list {
            Node::List { text, items: inside.map(|(_, node)| node).collect() }
        } else {
            Node::Object { text, members: inside.collect() }
        };
        self.found.push((name, node));
        self.next = Next::CommaOrEnd;
        Ok(())
    }

    /// A text with its quotation marks.
    fn string(&mut self) -> Result<&'a str, FileError> {
        let rest = &self.text.as_bytes()[self.at + 1..];
        let mut is_escaped = false;
        let end = rest.iter().position(|byte| match byte {
            _ if std::mem::take(&mut is_escaped) => false,
            b'\\' => {
                is_escaped = true;
                false
            }
            byte => *byte == b'"',
        });
        self.take(end.ok_or(FileError::CutOff)? + 2)
    }

    /// A number or a word.
    fn bare(&mut self) -> Result<&'a str, FileError> {
        let rest = &self.text.as_bytes()[self.at..];
        let is_end =
            |byte: &u8| matches!(byte, b',' | b':' | b'"' | b'[' | b']' | b'{' | b'}') || is_blank(*byte);
        match rest.iter().position(is_end).unwrap_or(rest.len()) {
            0 => Err(FileError::NotJson),
            length => self.take(length),
        }
    }

    fn take(&mut self, length: usize) -> Result<&'a str, FileError> {
        let text = self.text.get(self.at..self.at + length).ok_or(FileError::NotJson)?;
        self.at += length;
        Ok(text)
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| !is_blank(*byte)).unwrap_or(bytes.len())
}
