//! The columns of one group.

use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::Compression;
use parquet::column::reader::ColumnReaderImpl;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::schema::types::SchemaDescriptor;

use super::super::schema::{self, Layout, descriptor};

/// Bytes that are not those of a group of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl From<ParquetError> for Damaged {
    fn from(_: ParquetError) -> Self {
        Self
    }
}

/// The columns of a group, not read yet.
pub struct Columns {
    schema: Arc<SchemaDescriptor>,
    /// The bytes of each.
    bytes: Vec<Bytes>,
    rows: usize,
}

impl Columns {
    /// Of the bytes of a group: its columns, their lengths, and the check of both.
    pub fn of(group: &Bytes, rows: usize, layout: Layout) -> Result<Self, Damaged> {
        let end = group.len().checked_sub(schema::tail(layout)).ok_or(Damaged)?;
        // Nothing else is read of bytes that are not those that were written: readers may trust them.
        let (whole, check) = group.split_at(end + schema::lengths(layout));
        if schema::check(whole) != check {
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
        if at == end { Ok(Self { schema: descriptor(layout)?, bytes, rows }) } else { Err(Damaged) }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Texts of some rows of a column, by its place, all of them UTF-8.
    pub fn texts(&self, column: usize, rows: Range<usize>) -> Result<Vec<Option<ByteArray>>, Damaged> {
        let texts = self.read::<ByteArrayType>(column, rows)?;
        let is_text = |text: &ByteArray| std::str::from_utf8(text.data()).is_ok();
        if texts.iter().flatten().all(is_text) { Ok(texts) } else { Err(Damaged) }
    }

    /// Numbers of some rows.
    pub fn numbers(&self, column: usize, rows: Range<usize>) -> Result<Vec<Option<i64>>, Damaged> {
        self.read::<Int64Type>(column, rows)
    }

    /// Flags of some rows.
    pub fn flags(&self, column: usize, rows: Range<usize>) -> Result<Vec<bool>, Damaged> {
        let flags = self.read::<BoolType>(column, rows)?;
        Ok(flags.into_iter().map(Option::unwrap_or_default).collect())
    }

    fn read<T: DataType>(&self, column: usize, rows: Range<usize>) -> Result<Vec<Option<T::T>>, Damaged> {
        let about = self.schema.column(column);
        let bytes = self.bytes.get(column).ok_or(Damaged)?;
        let size = i64::try_from(bytes.len()).map_err(|_| Damaged)?;
        let told = ColumnChunkMetaData::builder(about.clone())
            .set_compression(Compression::SNAPPY)
            .set_total_compressed_size(size)
            .set_num_values(i64::try_from(self.rows).map_err(|_| Damaged)?)
            .build()?;
        let pages = SerializedPageReader::new(Arc::new(bytes.clone()), &told, self.rows, None)?;
        let is_optional = about.max_def_level() > 0;
        let mut reader = ColumnReaderImpl::<T>::new(about, Box::new(pages));
        if reader.skip_records(rows.start)? != rows.start {
            return Err(Damaged);
        }
        let (mut levels, mut values) = (Vec::new(), Vec::new());
        let levels_wanted = is_optional.then_some(&mut levels);
        let (read, ..) = reader.read_records(rows.len(), levels_wanted, None, &mut values)?;
        // Where there is another row than the last there are more than was said.
        if read != rows.len() || rows.end == self.rows && reader.skip_records(1)? > 0 {
            return Err(Damaged);
        }
        let mut values = values.into_iter();
        if !is_optional {
            return Ok(values.map(Some).collect());
        }
        Ok(levels.into_iter().map(|level| if level > 0 { values.next() } else { None }).collect())
    }
}
