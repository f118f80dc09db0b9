//! The cells of a column, row by row.

use bytes::Bytes;

use super::bits::{Deltas, Runs, packed, take};
use super::page::{Encoding, Page, Pages};
use super::{Damaged, Packing};

/// How the values of a column lie one behind the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Bits.
    Flags,
    /// Numbers of 4 or 8 bytes.
    Numbers(usize),
    /// Bytes behind their length.
    Texts,
    /// Bytes of this length.
    Fixed(usize),
}

/// What a row has in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// Yes or no.
    Flag(bool),
    /// A number, or the bits of one with a fraction.
    Number(i64),
    /// A text, or other bytes.
    Bytes(Bytes),
}

/// The values of a page.
enum Values {
    Plain(Bytes),
    Bits { bytes: Bytes, next: u64 },
    Flags(Runs),
    Places(Runs),
    Deltas(Deltas),
    Texts { lengths: Deltas, rest: Bytes },
    Pieces { same: Deltas, lengths: Deltas, rest: Bytes, before: Bytes },
}

/// The cells of a column, one after the other.
pub struct Cells {
    pages: Pages,
    shape: Shape,
    dictionary: Vec<Cell>,
    /// Rows left in the page.
    left: usize,
    /// Rows that pages behind it may have.
    room: u64,
    levels: Option<Runs>,
    values: Values,
}

impl Cells {
    /// Of a column's bytes; `is_optional`: whether rows may have nothing there; of no more rows than these.
    pub fn new(bytes: Bytes, packing: Packing, shape: Shape, is_optional: bool, rows: u64) -> Self {
        let pages = Pages::new(bytes, packing, is_optional);
        Self {
            pages,
            shape,
            dictionary: Vec::new(),
            left: 0,
            room: rows,
            levels: None,
            values: Values::Plain(Bytes::new()),
        }
    }

    /// The next row's.
    ///
    /// # Errors
    /// When there is none, or the column is damaged.
    #[inline]
    pub fn next(&mut self) -> Result<Cell, Damaged> {
        while self.left == 0 {
            if !self.turn()? {
                return Err(Damaged);
            }
        }
        self.left -= 1;
        let level = self.levels.as_mut().map(Runs::next);
        if level.is_some_and(|level| level == Some(0)) {
            return Ok(Cell::Null);
        }
        let is_there = level.is_none_or(|level| level == Some(1));
        self.value().filter(|_| is_there).ok_or(Damaged)
    }

    /// Makes sure that there is no other row.
    ///
    /// # Errors
    /// When there is one.
    pub fn finish(mut self) -> Result<(), Damaged> {
        while self.left == 0 {
            if !self.turn()? {
                return Ok(());
            }
        }
        Err(Damaged)
    }

    /// Goes on to the next page, if there is one.
    fn turn(&mut self) -> Result<bool, Damaged> {
        match self.pages.next()? {
            None => return Ok(false),
            Some(Page::Dictionary { count, values }) => {
                // One for each column.
                self.dictionary =
                    self.words(count, values).filter(|_| self.dictionary.is_empty()).ok_or(Damaged)?;
            }
            Some(Page::Data { count, levels, encoding, values }) => {
                self.room = self.room.checked_sub(count as u64).ok_or(Damaged)?;
                self.values = self.begun(count, encoding, values).ok_or(Damaged)?;
                (self.left, self.levels) = (count, levels);
            }
        }
        Ok(true)
    }

    /// All that are in a dictionary.
    fn words(&self, count: usize, mut bytes: Bytes) -> Option<Vec<Cell>> {
        let mut words = Vec::new();
        for _ in 0..count {
            words.push(plain(self.shape, &mut bytes)?);
        }
        Some(words)
    }

    fn begun(&self, count: usize, encoding: Encoding, mut bytes: Bytes) -> Option<Values> {
        // Of lengths there are no more than rows, whatever they claim.
        let deltas = |bytes: Bytes| Deltas::new(bytes).filter(|deltas| deltas.left() <= count as u64);
        let behind = |bytes: Bytes| {
            let mut all = deltas(bytes)?;
            while all.left() > 0 {
                all.next()?;
            }
            Some(all.rest())
        };
        Some(match (encoding, self.shape) {
            // Where no row has a value there may be no bytes.
            (_, _) if bytes.is_empty() => Values::Plain(bytes),
            (Encoding::Plain, Shape::Flags) => Values::Bits { bytes, next: 0 },
            (Encoding::Plain, _) => Values::Plain(bytes),
            (Encoding::Places, _) => {
                let width = *take(&mut bytes, 1)?.first()?;
                Values::Places(Runs::new(bytes, width)?)
            }
            (Encoding::Runs, Shape::Flags) => {
                let length = u32::from_le_bytes(*take(&mut bytes, 4)?.first_chunk()?);
                Values::Flags(Runs::new(take(&mut bytes, usize::try_from(length).ok()?)?, 1)?)
            }
            (Encoding::Deltas, Shape::Numbers(_)) => Values::Deltas(deltas(bytes)?),
            (Encoding::Lengths, Shape::Texts) => {
                Values::Texts { lengths: deltas(bytes.clone())?, rest: behind(bytes)? }
            }
            (Encoding::Pieces, Shape::Texts | Shape::Fixed(_)) => {
                let (same, rest) = (deltas(bytes.clone())?, behind(bytes)?);
                let (lengths, rest) = (deltas(rest.clone())?, behind(rest)?);
                Values::Pieces { same, lengths, rest, before: Bytes::new() }
            }
            _ => return None,
        })
    }

    #[inline]
    fn value(&mut self) -> Option<Cell> {
        match &mut self.values {
            Values::Plain(bytes) => plain(self.shape, bytes),
            Values::Bits { bytes, next } => {
                let flag = packed(bytes, *next, 1)?;
                *next += 1;
                Some(Cell::Flag(flag != 0))
            }
            Values::Flags(runs) => Some(Cell::Flag(runs.next()? != 0)),
            Values::Places(runs) => self.dictionary.get(usize::try_from(runs.next()?).ok()?).cloned(),
            Values::Deltas(deltas) => {
                let number = deltas.next()?;
                // Numbers of 4 bytes differ by such.
                Some(Cell::Number(if self.shape == Shape::Numbers(4) {
                    i64::from(number as i32)
                } else {
                    number
                }))
            }
            Values::Texts { lengths, rest } => {
                let length = usize::try_from(lengths.next()?).ok()?;
                take(rest, length).map(Cell::Bytes)
            }
            Values::Pieces { same, lengths, rest, before } => {
                let (same, length) =
                    (usize::try_from(same.next()?).ok()?, usize::try_from(lengths.next()?).ok()?);
                let whole: Bytes = [before.get(..same)?, &take(rest, length)?].concat().into();
                *before = whole.clone();
                Some(Cell::Bytes(whole))
            }
        }
    }
}

/// A value among others that lie one behind the other.
fn plain(shape: Shape, bytes: &mut Bytes) -> Option<Cell> {
    Some(match shape {
        // In a dictionary there are none.
        Shape::Flags => return None,
        Shape::Numbers(4) => Cell::Number(i64::from(i32::from_le_bytes(*take(bytes, 4)?.first_chunk()?))),
        Shape::Numbers(_) => Cell::Number(i64::from_le_bytes(*take(bytes, 8)?.first_chunk()?)),
        Shape::Texts => {
            let length = u32::from_le_bytes(*take(bytes, 4)?.first_chunk()?);
            Cell::Bytes(take(bytes, usize::try_from(length).ok()?)?)
        }
        Shape::Fixed(length) => Cell::Bytes(take(bytes, length)?),
    })
}
