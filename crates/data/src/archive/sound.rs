//! Whether a file of others holds what its reader relies on: where that is not so, the reader stops the program.

use bytes::Bytes;
use parquet::basic::{Encoding, Type as Physical};
use parquet::column::page::Page;
use parquet::errors::Result;
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;

/// Bytes of a length.
const LENGTH: usize = 4;

/// Most rows for each byte of a file: no file of use has more.
const ROWS_A_BYTE: u64 = 64;

/// Looks at every page of a file of so many bytes.
///
/// # Errors
/// Those of the reader.
pub fn is_sound(reader: &SerializedFileReader<Bytes>, size: u64) -> Result<bool> {
    let columns = reader.metadata().row_groups().iter().flat_map(RowGroupMetaData::columns);
    if !columns.into_iter().all(|column| is_within(column, size)) {
        return Ok(false);
    }
    let mut groups = reader.metadata().row_groups().iter();
    let rows = groups.try_fold(0_u64, |all, group| all.checked_add(u64::try_from(group.num_rows()).ok()?));
    if rows.is_none_or(|rows| rows / ROWS_A_BYTE > size) {
        return Ok(false);
    }
    for number in 0..reader.num_row_groups() {
        let group = reader.get_row_group(number)?;
        for column in 0..group.num_columns() {
            let about = group.metadata().column(column).column_descr_ptr();
            let mut has_dictionary = false;
            for page in group.get_column_page_reader(column)? {
                if !is_page(&page?, &about, &mut has_dictionary) {
                    return Ok(false);
                }
            }
        }
    }
    Ok(true)
}

fn is_within(column: &ColumnChunkMetaData, size: u64) -> bool {
    let start = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
    let end = u64::try_from(start).ok().zip(u64::try_from(column.compressed_size()).ok());
    end.and_then(|(start, length)| start.checked_add(length)).is_some_and(|end| end <= size)
}

fn is_page(page: &Page, about: &ColumnDescriptor, has_dictionary: &mut bool) -> bool {
    let (repeated, defined) = (about.max_rep_level(), about.max_def_level());
    match page {
        Page::DictionaryPage { buf, num_values, .. } => {
            *has_dictionary = true;
            about.physical_type() != Physical::BYTE_ARRAY || has_texts(buf, u64::from(*num_values))
        }
        Page::DataPage { buf, num_values, encoding, def_level_encoding, rep_level_encoding, .. } => {
            let are_known = [(repeated, rep_level_encoding), (defined, def_level_encoding)]
                .into_iter()
                .all(|(most, encoding)| most == 0 || *encoding == Encoding::RLE);
            let levels = |rest: &[u8], most: i16| (most == 0).then_some((0, 0)).or_else(|| prefixed(rest));
            let Some((_, end)) = levels(buf, repeated).filter(|_| are_known) else { return false };
            let rest = &buf[end..];
            let Some((from, end)) = levels(rest, defined) else { return false };
            let there = there(&rest[from..end], defined, u64::from(*num_values));
            there.is_some_and(|there| are_values(&rest[end..], (*encoding, about, *has_dictionary), there))
        }
        Page::DataPageV2 { buf, num_values, encoding, def_levels_byte_len, rep_levels_byte_len, .. } => {
            let (repeated, defining) = (*rep_levels_byte_len as usize, *def_levels_byte_len as usize);
            let Some(end) = repeated.checked_add(defining).filter(|end| *end <= buf.len()) else {
                return false;
            };
            let there = there(&buf[repeated..end], defined, u64::from(*num_values));
            there.is_some_and(|there| are_values(&buf[end..], (*encoding, about, *has_dictionary), there))
        }
    }
}

/// Where levels lie behind their length.
fn prefixed(bytes: &[u8]) -> Option<(usize, usize)> {
    let length = usize::try_from(u32::from_le_bytes(*bytes.first_chunk::<LENGTH>()?)).ok()?;
    let end = length.checked_add(LENGTH).filter(|end| *end <= bytes.len())?;
    Some((LENGTH, end))
}

/// How many of so many rows have a value: those whose level is the highest.
fn there(mut levels: &[u8], most: i16, rows: u64) -> Option<u64> {
    if most == 0 {
        return Some(rows);
    }
    let (width, most) = ((16 - most.leading_zeros()) as usize, u64::from(most.unsigned_abs()));
    let (mut seen, mut there) = (0_u64, 0_u64);
    while seen < rows {
        let head = varint(&mut levels)?;
        if head & 1 == 0 {
            let run = (head >> 1).min(rows - seen);
            let (value, rest) = levels.split_at_checked(width.div_ceil(8))?;
            let level = value.iter().rev().fold(0_u64, |level, byte| level << 8 | u64::from(*byte));
            there += if level == most { run } else { 0 };
            (levels, seen) = (rest, seen + run.max(1));
        } else {
            let length = usize::try_from(head >> 1).ok()?.checked_mul(width)?;
            let (bits, rest) = levels.split_at_checked(length)?;
            let count = ((head >> 1) * 8).min(rows - seen);
            let bit = |at: usize| u64::from(bits[at / 8] >> (at % 8) & 1);
            let level =
                |at: usize| (0..width).fold(0, |level, place| level | bit(at * width + place) << place);
            there += (0..count as usize).filter(|at| level(*at) == most).count() as u64;
            (levels, seen) = (rest, seen + count.max(1));
        }
    }
    Some(there)
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..35).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Whether there are so many values.
fn are_values(
    bytes: &[u8],
    (encoding, about, has_dictionary): (Encoding, &ColumnDescriptor, bool),
    there: u64,
) -> bool {
    match encoding {
        Encoding::PLAIN if about.physical_type() == Physical::BYTE_ARRAY => has_texts(bytes, there),
        Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => {
            has_dictionary && (there == 0 || bytes.first().is_some_and(|width| *width <= 32))
        }
        Encoding::RLE => bytes.len() >= LENGTH,
        _ => true,
    }
}

/// Whether there are so many texts, each behind its length.
fn has_texts(mut bytes: &[u8], count: u64) -> bool {
    (0..count).all(|_| {
        let end = prefixed(bytes).map(|(_, end)| end);
        bytes = end.map_or(&[], |end| &bytes[end..]);
        end.is_some()
    })
}
