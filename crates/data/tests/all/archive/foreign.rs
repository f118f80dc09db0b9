//! Parquet files as engines write them: every encoding, every kind of column, both versions of pages.

use std::sync::Arc;

use data::archive::{TableError, table};
use parquet::basic::{Compression, Encoding};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray, FixedLenByteArrayType,
    FloatType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

/// Rows of each of the groups.
const ROWS: [usize; 2] = [120, 7];

/// How a file is written.
#[derive(Clone, Copy, Debug)]
struct How {
    version: WriterVersion,
    packed: Compression,
    /// `None`: a dictionary.
    encoding: Option<Encoding>,
    page_rows: usize,
}

fn properties(how: How) -> WriterProperties {
    let properties = WriterProperties::builder()
        .set_writer_version(how.version)
        .set_compression(how.packed)
        .set_data_page_row_count_limit(how.page_rows)
        .set_write_batch_size(how.page_rows)
        .set_dictionary_enabled(how.encoding.is_none());
    match how.encoding {
        Some(encoding) => properties.set_column_encoding(ColumnPath::from("value"), encoding).build(),
        None => properties.build(),
    }
}

/// A file of one column, of the `n`th row's value, every third row without one where it may be so.
fn file<T: DataType>(column: &str, how: How, value: fn(usize) -> T::T) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(&format!("message rows {{ {column}; }}")).unwrap());
    let is_optional = column.starts_with("OPTIONAL");
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties(how))).unwrap();
    let mut from = 0;
    for rows in ROWS {
        let there = (from..from + rows).filter(|row| !is_optional || row % 3 != 0);
        let values: Vec<T::T> = there.map(value).collect();
        let levels: Vec<i16> = (from..from + rows).map(|row| i16::from(row % 3 != 0)).collect();
        let mut group: SerializedRowGroupWriter<'_, _> = writer.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let levels = is_optional.then_some(&levels[..]);
        column.typed::<T>().write_batch(&values, levels, None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        from += rows;
    }
    writer.into_inner().unwrap()
}

/// Writes values in every way that suits them and reads them as text.
fn come_back<T: DataType>(
    column: &str,
    encodings: &[Encoding],
    value: fn(usize) -> T::T,
    text: impl Fn(usize) -> String,
) {
    for repetition in ["REQUIRED", "OPTIONAL"] {
        let column = format!("{repetition} {column}");
        for how in ways(encodings) {
            let expected: String = (0..ROWS.iter().sum())
                .map(
                    |row| {
                        if repetition == "OPTIONAL" && row % 3 == 0 { "\"\"".to_owned() } else { text(row) }
                    },
                )
                .map(|text| text + "\n")
                .collect();
            let read = table(file::<T>(&column, how, value)).map(|text| String::from_utf8(text).unwrap());
            assert_eq!(read, Ok(format!("value\n{expected}")), "{column} {how:?}");
        }
    }
}

fn ways(encodings: &[Encoding]) -> Vec<How> {
    let mut ways = Vec::new();
    for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
        for packed in [Compression::UNCOMPRESSED, Compression::SNAPPY] {
            for encoding in encodings.iter().copied().map(Some).chain([None]) {
                for page_rows in [40, 20_000] {
                    ways.push(How { version, packed, encoding, page_rows });
                }
            }
        }
    }
    ways
}

/// Numbers that differ by little, by much, and not at all.
fn number(row: usize) -> i64 {
    let far = if row.is_multiple_of(100) { i64::MAX - row as i64 } else { 0 };
    far ^ (row as i64 / 5 * 1_000 - 70_000)
}

#[test]
fn numbers_flags_and_texts_come_back() {
    let (plain, deltas) = (Encoding::PLAIN, Encoding::DELTA_BINARY_PACKED);
    come_back::<Int64Type>("INT64 value", &[plain, deltas], number, |row| number(row).to_string());
    let small = |row| number(row) as i32;
    come_back::<Int32Type>("INT32 value", &[plain, deltas], small, |row| small(row).to_string());
    let flag = |row: usize| row % 7 < 3;
    come_back::<BoolType>("BOOLEAN value", &[plain, Encoding::RLE], flag, |row| flag(row).to_string());
    let double = |row: usize| row as f64 / 8.0 - 40.0;
    come_back::<DoubleType>("DOUBLE value", &[plain], double, |row| double(row).to_string());
    let single = |row: usize| row as f32 / 10.0;
    come_back::<FloatType>("FLOAT value", &[plain], single, |row| single(row).to_string());
    let word = |row: usize| format!("Lunch \u{fc} {}", row / 3 * 31 % 50);
    let encodings = [plain, Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY];
    let text = |row: usize| ByteArray::from(&*format!("Lunch \u{fc} {}", row / 3 * 31 % 50));
    come_back::<ByteArrayType>("BINARY value (UTF8)", &encodings, text, word);
}

#[test]
fn what_values_mean_is_read_of_the_column() {
    let plain = [Encoding::PLAIN];
    let same = |text: &'static str| move |_| text.to_owned();
    come_back::<Int32Type>("INT32 value (DATE)", &plain, |_| 20_760, same("2026-11-03"));
    come_back::<Int32Type>("INT32 value (TIME_MILLIS)", &plain, |_| 3_723_004, same("01:02:03.004"));
    come_back::<Int64Type>(
        "INT64 value (TIME(NANOS,true))",
        &plain,
        |_| 3_723_004_000_001,
        same("01:02:03.004"),
    );
    let moment = "2026-11-03T00:00:00.120Z";
    come_back::<Int64Type>("INT64 value (TIMESTAMP_MILLIS)", &plain, |_| 1_793_664_000_120, same(moment));
    come_back::<Int64Type>("INT64 value (TIMESTAMP_MICROS)", &plain, |_| 1_793_664_000_120_999, same(moment));
    come_back::<Int64Type>(
        "INT64 value (TIMESTAMP(NANOS,true))",
        &plain,
        |_| 1_793_664_000_120_999_999,
        same(moment),
    );
    let older = |_| {
        let mut older = Int96::new();
        older.set_data(120_000_000, 0, 2_461_348);
        older
    };
    come_back::<Int96Type>("INT96 value", &plain, older, same(moment));
    come_back::<Int32Type>("INT32 value (UINT_8)", &plain, |_| -1, same("255"));
    come_back::<Int64Type>("INT64 value (UINT_64)", &plain, |_| -1, same("18446744073709551615"));
    come_back::<Int32Type>("INT32 value (DECIMAL(9,2))", &plain, |_| -5, same("-0.05"));
    come_back::<Int64Type>("INT64 value (DECIMAL(18,0))", &plain, |_| 12, same("12"));
    come_back::<FixedLenByteArrayType>(
        "FIXED_LEN_BYTE_ARRAY(3) value (DECIMAL(6,3))",
        &[Encoding::PLAIN, Encoding::DELTA_BYTE_ARRAY],
        |_| FixedLenByteArray::from(vec![0xff, 0xff, 0x00]),
        same("-0.256"),
    );
    come_back::<FixedLenByteArrayType>(
        "FIXED_LEN_BYTE_ARRAY(16) value (UUID)",
        &plain,
        |_| FixedLenByteArray::from((1..=16).collect::<Vec<u8>>()),
        same("01020304-0506-0708-090a-0b0c0d0e0f10"),
    );
    come_back::<ByteArrayType>("BINARY value", &plain, |_| ByteArray::from("Ada"), same("Ada"));
    come_back::<ByteArrayType>("BINARY value", &plain, |_| ByteArray::from(vec![0xff, 1]), same("ff01"));
}

#[test]
fn moments_and_days_beyond_the_calendar_are_numbers() {
    let plain = [Encoding::PLAIN];
    let least = |_| i64::MIN.to_string();
    come_back::<Int64Type>("INT64 value (TIMESTAMP_MILLIS)", &plain, |_| i64::MIN, least);
    come_back::<Int32Type>("INT32 value (DATE)", &plain, |_| i32::MIN, |_| i32::MIN.to_string());
}

/// A file with a list and a struct between two columns.
fn nested() -> Vec<u8> {
    let schema = "message rows { REQUIRED INT64 first; OPTIONAL group many (LIST) { REPEATED group list { OPTIONAL INT64 \
                  element; } } REQUIRED group one { REQUIRED INT64 a; REQUIRED INT64 b; } REQUIRED INT64 last; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for number in 0..5 {
        let mut column = group.next_column().unwrap().unwrap();
        let levels = (number == 1).then_some((&[3, 3, 0][..], &[0, 1, 0][..]));
        let (defined, repeated) = levels.unzip();
        column.typed::<Int64Type>().write_batch(&[number, number + 10], defined, repeated).unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.into_inner().unwrap()
}

#[test]
fn columns_inside_others_are_said_and_not_read() {
    let text = table(nested()).unwrap();
    assert_eq!(String::from_utf8(text).unwrap(), "first,many,one,last\n0,…,…,4\n10,…,…,14\n");
}

#[test]
fn what_is_packed_otherwise_is_said() {
    let mut file = nested();
    // Uncompressed is 0 in each column's field of the footer; what is packed with 4 is none that is known.
    let footer = file.len() - 600;
    let at = (footer..file.len()).find(|at| file[*at..].starts_with(&[0x15, 0, 0x16])).unwrap();
    file[at + 1] = 8;
    assert_eq!(table(file), Err(TableError::Packed));
}

#[test]
fn whatever_byte_is_another_nothing_panics() {
    let how = |version, encoding| How { version, packed: Compression::SNAPPY, encoding, page_rows: 40 };
    let text = |row: usize| ByteArray::from(&*format!("Lunch {}", row / 3));
    let first = WriterVersion::PARQUET_1_0;
    let files = [
        nested(),
        file::<Int64Type>("OPTIONAL INT64 value", how(first, Some(Encoding::DELTA_BINARY_PACKED)), number),
        file::<Int32Type>("REQUIRED INT32 value (DECIMAL(9,2))", how(first, None), |row| row as i32),
        file::<ByteArrayType>(
            "OPTIONAL BINARY value (UTF8)",
            how(WriterVersion::PARQUET_2_0, Some(Encoding::DELTA_BYTE_ARRAY)),
            text,
        ),
        file::<ByteArrayType>(
            "REQUIRED BINARY value (UTF8)",
            how(first, Some(Encoding::DELTA_LENGTH_BYTE_ARRAY)),
            text,
        ),
        file::<BoolType>(
            "OPTIONAL BOOLEAN value",
            how(WriterVersion::PARQUET_2_0, Some(Encoding::RLE)),
            |row| row % 5 == 0,
        ),
    ];
    for (number, whole) in files.iter().enumerate() {
        assert!(table(whole.clone()).is_ok(), "file {number}");
        for at in 0..whole.len() {
            let mut file = whole.clone();
            file[at] = if at % 5 == 0 { 0xff } else { file[at] ^ 1 << (at % 8) };
            let _ = table(file);
        }
    }
}
