//! Parquet files that are opened like any other.

use std::sync::Arc;

use data::archive::{TableError, is_parquet, row::Row, table, write};
use data::files::{Import, Options};
use model::dataset::{Dataset, DatasetInput};
use model::record::Durations;
use model::state::Catalog;
use model::time::HOUR;
use model::zone::Zone;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;

use super::loaded::seen;
use super::made::{NOW, archived, build, catalog, days, dialect, page, records, series};

/// A file as some engine writes it.
fn foreign(packed: Compression) -> Vec<u8> {
    let schema = "message rows { REQUIRED BINARY agent (UTF8); OPTIONAL INT64 began (TIMESTAMP_MILLIS); REQUIRED INT64 n; }";
    let properties = WriterProperties::builder().set_compression(packed).build();
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let texts = ["=a,b", "\"c\""].map(ByteArray::from);
    column.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int64Type>().write_batch(&[1_793_664_000_120], Some(&[1, 0]), None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int64Type>().write_batch(&[-7, 8], None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.into_inner().unwrap()
}

#[test]
fn other_files_are_tables_of_their_columns() {
    for packed in [Compression::UNCOMPRESSED, Compression::SNAPPY] {
        let file = foreign(packed);
        assert!(is_parquet(&file));
        let text = String::from_utf8(table(file).unwrap()).unwrap();
        assert_eq!(text, "agent,began,n\n\"=a,b\",2026-11-03T00:00:00.120Z,-7\n\"\"\"c\"\"\",,8\n");
    }
}

#[test]
fn what_is_no_such_file_is_said() {
    let file = foreign(Compression::SNAPPY);
    assert!(!is_parquet(b"PAR") && !is_parquet(b"agent,start"));
    for damaged in
        [b"PAR1".to_vec(), file[..file.len() - 9].to_vec(), b"PAR1 and no more than thisPAR1".to_vec()]
    {
        assert_eq!(table(damaged), Err(TableError::Damaged));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_day_of_an_archive_is_what_the_api_says_of_that_day(
        made in records(20 * HOUR),
        durations in prop::sample::select(&[Durations::OfOwnState, Durations::OfPreviousState][..]),
    ) {
        let rows = archived(&made, 2, durations).into_iter().map(|row| Row { fetched: NOW, ..row });
        let written = write::write(dialect(durations), rows).unwrap();
        let csv = table(written.bytes).unwrap();
        let lines = String::from_utf8_lossy(&csv).lines().count();
        let (mut catalog_read, options) = (Catalog::default(), Options::new(Zone::utc()));
        let mut import = Import::new(options);
        import.feed(&csv, &mut catalog_read).unwrap();
        let file = import.finish(&mut catalog_read).unwrap();
        prop_assert_eq!((file.rejected, file.rows), (0, lines - 1));
        let Some(about) = file.about.filter(|_| file.rows > 0) else { return Ok(()) };
        let input = DatasetInput { series: &file.series, catalog: catalog_read, window: about.window, now: about.now };
        let (known, ids) = catalog(dialect(durations));
        let day = days(2, 3);
        let api = build(&[series(page(&made, day, &ids, durations), day, durations)], known, about.window, about.now);
        prop_assert_eq!(seen(&Dataset::build(input)), seen(&api));
    }
}

/// A file of some rows in two groups, of each API.
fn own(durations: Durations) -> Vec<u8> {
    let rows = super::file::rows(3, 12);
    write::write(dialect(durations), rows).unwrap().bytes
}

/// What becomes of a file; `None` where it panicked.
fn opened(file: &[u8]) -> Option<Result<Vec<u8>, TableError>> {
    let file = file.to_vec();
    std::panic::catch_unwind(|| table(file)).ok()
}

#[test]
fn whatever_byte_of_an_own_file_is_another_it_is_damaged_or_the_same() {
    for durations in [Durations::OfOwnState, Durations::OfPreviousState] {
        let whole = own(durations);
        let text = table(whole.clone()).unwrap();
        for at in 0..whole.len() {
            for by in [1 << (at % 8), 0xff] {
                let mut file = whole.clone();
                file[at] ^= by;
                let opened = opened(&file);
                let is_right = match &opened {
                    Some(Ok(read)) => *read == text,
                    Some(Err(_)) => true,
                    None => false,
                };
                assert!(
                    is_right,
                    "byte {at} of {} by {by}: {:?}",
                    whole.len(),
                    opened.map(|read| read.is_ok())
                );
            }
        }
        for end in 0..whole.len() {
            assert!(matches!(opened(&whole[..end]), Some(Err(_))), "cut off at {end}");
        }
    }
}

#[test]
fn whatever_byte_of_another_file_is_another_nothing_panics() {
    let mut panicked = Vec::new();
    for packed in [Compression::UNCOMPRESSED, Compression::SNAPPY] {
        let whole = foreign(packed);
        for at in 0..whole.len() {
            for by in (0..8).map(|bit| 1 << bit).chain([0xff]) {
                let mut file = whole.clone();
                file[at] ^= by;
                if opened(&file).is_none() {
                    panicked.push((packed, at, by));
                }
            }
        }
        for end in 0..whole.len() {
            assert!(opened(&whole[..end]).is_some(), "cut off at {end}");
        }
    }
    assert!(panicked.is_empty(), "{} {:?}", panicked.len(), &panicked[..panicked.len().min(40)]);
}
