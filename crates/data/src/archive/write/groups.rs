//! A file that grows by groups of rows, each of which can be read without the footer.

use std::sync::Arc;

use parquet::basic::{Compression, Encoding};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{KeyValue, SortingColumn};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::ColumnPath;

use super::buffer::Buffer;
use crate::archive::format::MAGIC;
use crate::archive::schema::{self, Form, Layout};

/// The file, in memory.
pub struct Groups {
    file: SerializedFileWriter<Vec<u8>>,
    /// Where the next group begins.
    at: u64,
}

impl Groups {
    /// A file without rows, of columns that are sorted by some of them, by their places; `about`: what the footer says,
    /// by its keys.
    ///
    /// # Errors
    /// Never, as all of it is written to memory; so of all the others.
    pub fn new(layout: Layout, sorted: &[i32], about: &[(&str, &str)]) -> Result<Self> {
        let properties = Arc::new(properties(layout, sorted, about));
        let file = SerializedFileWriter::new(Vec::new(), schema::schema(layout)?, properties)?;
        Ok(Self { file, at: MAGIC.len() as u64 })
    }

    /// Writes what the buffers hold, one for each column, as a group. Gives where it begins and its length in bytes.
    ///
    /// # Errors
    /// Never.
    pub fn group(&mut self, buffers: &mut [Buffer]) -> Result<(u64, u64)> {
        let at = self.at;
        let mut group = self.file.next_row_group()?;
        for buffer in buffers {
            if let Some(mut column) = group.next_column()? {
                buffer.write(&mut column)?;
                column.close()?;
            }
        }
        let metadata = group.close()?;
        let sizes: Vec<u8> = metadata
            .columns()
            .iter()
            .flat_map(|column| (column.compressed_size() as u32).to_le_bytes())
            .collect();
        self.file.write_all(&sizes).map_err(ParquetError::from)?;
        self.file.flush().map_err(ParquetError::from)?;
        let begun = usize::try_from(at).unwrap_or(usize::MAX);
        let check = schema::check(self.file.inner().get(begun..).unwrap_or_default());
        self.file.write_all(&check).map_err(ParquetError::from)?;
        self.at = self.file.bytes_written() as u64;
        Ok((at, self.at - at))
    }

    /// Its bytes.
    ///
    /// # Errors
    /// Never.
    pub fn finish(self) -> Result<Vec<u8>> {
        self.file.into_inner()
    }
}

fn properties(layout: Layout, sorted: &[i32], about: &[(&str, &str)]) -> WriterProperties {
    let about = [(schema::VERSION_KEY, schema::VERSION)].iter().chain(about);
    let about = about.map(|(key, value)| KeyValue::new((*key).to_owned(), (*value).to_owned())).collect();
    let ascending =
        |column: &i32| SortingColumn { column_idx: *column, descending: false, nulls_first: false };
    let whole = WriterProperties::builder()
        .set_writer_version(WriterVersion::PARQUET_1_0)
        .set_created_by(schema::CREATED_BY.to_owned())
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_sorting_columns(Some(sorted.iter().map(ascending).collect()))
        .set_key_value_metadata(Some(about));
    let each = layout.iter().fold(whole, |properties, (name, form)| {
        let name = ColumnPath::from(*name);
        match form {
            Form::Text | Form::TextOrNull => properties.set_column_dictionary_enabled(name, true),
            Form::Time | Form::Number | Form::NumberOrNull => properties
                .set_column_dictionary_enabled(name.clone(), false)
                .set_column_encoding(name, Encoding::DELTA_BINARY_PACKED),
            Form::Flag => properties.set_column_dictionary_enabled(name, false),
        }
    });
    each.build()
}
