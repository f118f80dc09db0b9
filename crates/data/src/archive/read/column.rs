//! The columns of one group.

use std::ops::Range;

use bytes::Bytes;

use crate::archive::format::{Cell, Cells, Damaged, Packing, ROWS_A_BYTE, Shape};
use crate::archive::schema::{self, Form, Layout};

/// Most bytes of texts for each row of a column, beside so many times what it has: texts that come again and again take little
/// room in a file and much here.
const TEXT_OF_ROW: usize = 1 << 12;
const TEXT_OF_BYTE: usize = 32;

/// The columns of a group, not read yet.
pub struct Columns {
    layout: Layout,
    /// The bytes of each.
    bytes: Vec<Bytes>,
    rows: usize,
}

impl Columns {
    /// Of the bytes of a group: its columns, their lengths, and the check of both.
    pub fn of(group: &Bytes, rows: usize, layout: Layout) -> Result<Self, Damaged> {
        let end = group.len().checked_sub(schema::tail(layout)).ok_or(Damaged)?;
        let (whole, check) = group.split_at(end + schema::lengths(layout));
        if schema::check(whole) != check || rows as u64 / ROWS_A_BYTE > end as u64 {
            return Err(Damaged);
        }
        let lengths = whole[end..].as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four) as usize);
        let mut at = 0_usize;
        let mut bytes = Vec::with_capacity(layout.len());
        for length in lengths {
            let next = at.checked_add(length).filter(|next| *next <= end).ok_or(Damaged)?;
            bytes.push(group.slice(at..next));
            at = next;
        }
        if at == end { Ok(Self { layout, bytes, rows }) } else { Err(Damaged) }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Texts of some rows of a column, by its place, all of them UTF-8.
    pub fn texts(&self, column: usize, rows: Range<usize>) -> Result<Vec<Option<Bytes>>, Damaged> {
        let of_bytes = self.bytes.get(column).map_or(0, Bytes::len).saturating_mul(TEXT_OF_BYTE);
        let mut room = rows.len().saturating_mul(TEXT_OF_ROW).saturating_add(of_bytes);
        self.read(column, rows, |cell| match cell {
            Cell::Null => Some(None),
            Cell::Bytes(text) => {
                room = room.checked_sub(text.len())?;
                std::str::from_utf8(&text).is_ok().then_some(Some(text))
            }
            Cell::Flag(_) | Cell::Number(_) => None,
        })
    }

    /// Numbers of some rows.
    pub fn numbers(&self, column: usize, rows: Range<usize>) -> Result<Vec<Option<i64>>, Damaged> {
        self.read(column, rows, |cell| match cell {
            Cell::Null => Some(None),
            Cell::Number(number) => Some(Some(number)),
            Cell::Flag(_) | Cell::Bytes(_) => None,
        })
    }

    /// Flags of some rows.
    pub fn flags(&self, column: usize, rows: Range<usize>) -> Result<Vec<bool>, Damaged> {
        self.read(column, rows, |cell| match cell {
            Cell::Null => Some(false),
            Cell::Flag(flag) => Some(flag),
            Cell::Number(_) | Cell::Bytes(_) => None,
        })
    }

    fn read<T>(
        &self,
        column: usize,
        rows: Range<usize>,
        mut value: impl FnMut(Cell) -> Option<T>,
    ) -> Result<Vec<T>, Damaged> {
        let (bytes, (_, form)) = self.bytes.get(column).zip(self.layout.get(column)).ok_or(Damaged)?;
        let (shape, is_optional) = lies(*form);
        let mut cells = Cells::new(bytes.clone(), Packing::Snappy, shape, is_optional, self.rows as u64);
        for _ in 0..rows.start {
            cells.next()?;
        }
        let mut values = Vec::with_capacity(rows.len());
        for _ in rows.clone() {
            values.push(value(cells.next()?).ok_or(Damaged)?);
        }
        if rows.end == self.rows {
            cells.finish()?;
        }
        Ok(values)
    }
}

/// How the values of a column lie, and whether rows may have none.
fn lies(form: Form) -> (Shape, bool) {
    match form {
        Form::Text => (Shape::Texts, false),
        Form::TextOrNull => (Shape::Texts, true),
        Form::Time | Form::Number => (Shape::Numbers(8), false),
        Form::NumberOrNull => (Shape::Numbers(8), true),
        Form::Flag => (Shape::Flags, false),
    }
}
