//! The pages of a column: a header, then what it holds, packed.

use bytes::Bytes;
use snap::raw::{Decoder, decompress_len};

use super::bits::{Runs, read, take};
use super::thrift::{self, Told};
use super::{Damaged, Packing};

/// Most bytes that snappy makes of one: it copies 64 with three.
const MOST_OF_ONE: usize = 22;

/// Bytes of a length.
const LENGTH: usize = 4;

/// How a page holds its values; numbers as in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// One behind the other.
    Plain,
    /// Places in a dictionary.
    Places,
    /// Flags in runs.
    Runs,
    /// Differences.
    Deltas,
    /// Texts behind all their lengths.
    Lengths,
    /// Texts as what differs from the one before.
    Pieces,
}

impl Encoding {
    fn of(number: i64) -> Option<Self> {
        Some(match number {
            0 => Self::Plain,
            2 | 8 => Self::Places,
            3 => Self::Runs,
            5 => Self::Deltas,
            6 => Self::Lengths,
            7 => Self::Pieces,
            _ => return None,
        })
    }
}

/// A page.
pub enum Page {
    /// What places in pages stand for, one behind the other.
    Dictionary {
        /// How many.
        count: usize,
        /// They.
        values: Bytes,
    },
    /// Rows.
    Data {
        /// How many, those without a value included.
        count: usize,
        /// For each row whether it has a value; `None`: each has.
        levels: Option<Runs>,
        /// How values are held.
        encoding: Encoding,
        /// They.
        values: Bytes,
    },
}

/// What headers say; [`Self::default`] where they do not.
#[derive(Default)]
struct Header {
    kind: Option<i64>,
    size: usize,
    packed: usize,
    count: usize,
    encoding: Option<Encoding>,
    level_encoding: i64,
    /// Lengths of levels in pages of version 2, of repetition and of definition.
    levels: [usize; 2],
    /// Whether one of version 2 is not packed, though others are.
    is_bare: bool,
}

impl Header {
    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let (mut header, mut is_right) = (Self::default(), true);
        thrift::read(bytes, &mut |path, told| {
            let Told::Number(number) = told else { return };
            let mut length = || {
                is_right &= (0..=i64::from(i32::MAX)).contains(&number);
                usize::try_from(number).unwrap_or_default()
            };
            match path {
                [1] => header.kind = Some(number),
                [2] => header.size = length(),
                [3] => header.packed = length(),
                [5 | 7 | 8, 1] => header.count = length(),
                [5 | 7, 2] | [8, 4] => header.encoding = Encoding::of(number),
                [5, 3] => header.level_encoding = number,
                [8, 5] => header.levels[1] = length(),
                [8, 6] => header.levels[0] = length(),
                [8, 7] => header.is_bare = number == 0,
                _ => {}
            }
        })?;
        is_right.then_some(header)
    }
}

/// The pages of a column, one after the other.
pub struct Pages {
    rest: Bytes,
    packing: Packing,
    is_optional: bool,
}

impl Pages {
    /// Of a column's bytes.
    pub fn new(rest: Bytes, packing: Packing, is_optional: bool) -> Self {
        Self { rest, packing, is_optional }
    }

    /// The next page; `None` behind the last one.
    ///
    /// # Errors
    /// When it is none.
    pub fn next(&mut self) -> Result<Option<Page>, Damaged> {
        while !self.rest.is_empty() {
            let header = read(&mut self.rest, Header::read).ok_or(Damaged)?;
            let body = take(&mut self.rest, header.packed).ok_or(Damaged)?;
            let page = match header.kind {
                Some(0) => self.data(header, body),
                // An index: for whoever looks something up.
                Some(1) => continue,
                Some(2) => self.unpacked(body, header.size).and_then(|values| {
                    header
                        .encoding
                        .filter(|encoding| matches!(encoding, Encoding::Plain | Encoding::Places))?;
                    Some(Page::Dictionary { count: header.count, values })
                }),
                Some(3) => self.second(header, body),
                _ => None,
            };
            return page.map(Some).ok_or(Damaged);
        }
        Ok(None)
    }

    fn data(&self, header: Header, body: Bytes) -> Option<Page> {
        let mut values = self.unpacked(body, header.size)?;
        let levels = if self.is_optional {
            let length = u32::from_le_bytes(*take(&mut values, LENGTH)?.first_chunk()?);
            let levels = take(&mut values, usize::try_from(length).ok()?)?;
            Some(Runs::new(levels, 1).filter(|_| header.level_encoding == 3)?)
        } else {
            None
        };
        Some(Page::Data { count: header.count, levels, encoding: header.encoding?, values })
    }

    /// A page of version 2, whose levels are never packed.
    fn second(&self, header: Header, mut body: Bytes) -> Option<Page> {
        let [repeated, defined] = header.levels;
        let levels = take(&mut body, repeated.checked_add(defined)?)?.slice(repeated..);
        let levels = if self.is_optional { Some(Runs::new(levels, 1)?) } else { None };
        let size = header.size.checked_sub(repeated + defined)?;
        let values = if header.is_bare { body } else { self.unpacked(body, size)? };
        Some(Page::Data { count: header.count, levels, encoding: header.encoding?, values })
    }

    /// What was packed, if that has so many bytes.
    fn unpacked(&self, body: Bytes, size: usize) -> Option<Bytes> {
        if self.packing == Packing::None {
            return (body.len() == size).then_some(body);
        }
        if size == 0 {
            return Some(Bytes::new());
        }
        let is_possible = size / MOST_OF_ONE <= body.len() && decompress_len(&body) == Ok(size);
        let mut bytes = vec![0; if is_possible { size } else { return None }];
        let length = Decoder::new().decompress(&body, &mut bytes).ok()?;
        (length == size).then(|| bytes.into())
    }
}
