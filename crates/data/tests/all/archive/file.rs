//! What a file looks like to readers of Parquet.

use std::sync::Arc;

use bytes::Bytes;
use data::archive::row::Row;
use data::archive::schema::{COLUMNS, Column, Form, STATES, lengths, tail};
use data::archive::stored::{self, StoredError};
use data::archive::write::{WriteError, Written, write};
use data::dialect::by_name;
use model::record::RowKey;
use model::state::StateKind;
use model::time::{MINUTE, Millis};
use parquet::basic::{Compression, Encoding, PageType};
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::statistics::Statistics;

/// Rows of some agents, so many of each.
pub fn rows(agents: usize, each: i64) -> Vec<Row> {
    let row = |agent: usize, place: i64| Row {
        agent: format!("{}", 100_000 + agent).into(),
        start: Millis(1_700_000_000_000 + place * MINUTE + place * place % 977),
        duration_ms: (place + 1 < each).then_some(MINUTE),
        state: if place % 2 == 0 { "Available".into() } else { "Unavailable".into() },
        reason: (place % 2 == 1).then(|| "Lunch".into()),
        kind: if place % 2 == 0 { StateKind::Available } else { StateKind::NotReady },
        reported_ms: if place % 3 == 0 { Some(MINUTE + 1) } else { Some(MINUTE) },
        key: RowKey { session: 7, index: u32::try_from(place).ok() },
        detail: (place % 5 == 0).then(|| Arc::from(format!("Skill: Billing · Contact: {place}"))),
        is_derived: place % 7 == 6,
        fetched: Millis(1_700_100_000_000),
    };
    (0..agents).flat_map(|agent| (0..each).map(move |place| row(agent, place))).collect()
}

fn written(rows: &[Row]) -> Written {
    write(by_name("cxone").unwrap(), rows.iter().cloned()).unwrap()
}

fn reader(written: &Written) -> SerializedFileReader<Bytes> {
    SerializedFileReader::new(Bytes::from(written.bytes.clone())).unwrap()
}

#[test]
fn groups_lie_where_the_manifest_says() {
    let rows = rows(90, 400);
    let written = written(&rows);
    let reader = reader(&written);
    let groups = reader.metadata().row_groups();
    assert_eq!(written.rows, 36_000);
    assert_eq!(
        groups.iter().map(RowGroupMetaData::num_rows).collect::<Vec<_>>(),
        [6_800, 6_800, 6_800, 6_800, 6_800, 2_000]
    );
    assert_eq!(written.groups.len(), groups.len());
    let mut row = 0;
    for (said, group) in written.groups.iter().zip(groups) {
        assert_eq!(said.rows, group.num_rows() as u64);
        assert!(said.agent <= rows[row].agent && (row == 0 || said.agent > rows[row - 1].agent));
        row += usize::try_from(said.rows).unwrap();
        let ranges: Vec<(u64, u64)> = group.columns().iter().map(ColumnChunkMetaData::byte_range).collect();
        let mut at = said.at;
        for (start, length) in &ranges {
            assert_eq!(*start, at, "columns follow each other");
            at += length;
        }
        assert_eq!(at + tail(STATES) as u64, said.at + said.bytes);
        let sizes: Vec<u64> = written.bytes[usize::try_from(at).unwrap()..][..lengths(STATES)]
            .chunks(4)
            .map(|bytes| u64::from(u32::from_le_bytes(bytes.try_into().unwrap())))
            .collect();
        assert_eq!(sizes, ranges.iter().map(|(_, length)| *length).collect::<Vec<_>>());
    }
}

#[test]
fn groups_end_where_agents_do() {
    let of = |agents: &[(&str, i64)]| {
        let one = |(id, count): &(&str, i64)| {
            rows(1, *count).into_iter().map(|row| Row { agent: Arc::from(*id), ..row }).collect::<Vec<_>>()
        };
        let written = written(&agents.iter().flat_map(one).collect::<Vec<_>>());
        written.groups.iter().map(|group| (group.agent.to_string(), group.rows)).collect::<Vec<_>>()
    };
    let group = |agent: &str, rows: u64| (agent.to_owned(), rows);
    for (agents, expected) in [
        (&[][..], vec![]),
        (&[("a1", 7_000)][..], vec![group("a1", 7_000)]),
        (&[("a1", 6_900), ("a2", 100), ("a3", 1)], vec![group("a", 7_000), group("a3", 1)]),
        (&[("a1", 6_900), ("a2", 101)], vec![group("a", 6_900), group("a2", 101)]),
        (&[("a1", 5), ("a2", 7_000), ("b", 7)], vec![group("a", 5), group("a2", 7_000), group("b", 7)]),
        (
            &[("a1", 5), ("a2", 14_006), ("b23", 7), ("c", 1)],
            vec![group("a", 5), group("a2", 7_000), group("a2", 7_000), group("a2", 6), group("b", 8)],
        ),
        (
            &[("4fef-91e0", 6_950), ("4fef-91e4", 6_950), ("4ff0", 100)],
            vec![group("4", 6_950), group("4fef-91e4", 6_950), group("4ff", 100)],
        ),
        (
            &[("\u{fc}a", 6_950), ("\u{fc}\u{fd}b", 6_950)],
            vec![group("\u{fc}", 6_950), group("\u{fc}\u{fd}", 6_950)],
        ),
    ] {
        assert_eq!(of(agents), expected);
    }
}

#[test]
fn columns_are_encoded_as_they_are_to_be() {
    let written = written(&rows(90, 400));
    let reader = reader(&written);
    let about = reader.metadata().file_metadata();
    assert_eq!(about.schema_descr().num_columns(), COLUMNS);
    let pairs = about.key_value_metadata().unwrap();
    let value = |key: &str| pairs.iter().find(|pair| pair.key == key).and_then(|pair| pair.value.as_deref());
    assert_eq!((value("shiftline.schema"), value("shiftline.dialect")), (Some("1"), Some("cxone")));
    for group in reader.metadata().row_groups() {
        let sorting = group.sorting_columns().unwrap();
        let sorting: Vec<_> = sorting.iter().map(|by| (by.column_idx, by.descending)).collect();
        assert_eq!(sorting, [(0, false), (1, false)]);
        for (column, chunk) in Column::ALL.into_iter().zip(group.columns()) {
            let (name, form) = column.about();
            assert_eq!(chunk.column_descr().name(), name);
            assert_eq!(chunk.compression(), Compression::SNAPPY, "{name}");
            let encodings: Vec<Encoding> = chunk.encodings().collect();
            let is_dictionary = encodings.contains(&Encoding::RLE_DICTIONARY)
                || encodings.contains(&Encoding::PLAIN_DICTIONARY);
            let is_delta = encodings.contains(&Encoding::DELTA_BINARY_PACKED);
            let expected = match form {
                Form::Text | Form::TextOrNull => (true, false),
                Form::Time | Form::Number | Form::NumberOrNull => (false, true),
                Form::Flag => (false, false),
            };
            assert_eq!((is_dictionary, is_delta), expected, "{name}: {encodings:?}");
            assert!(chunk.statistics().is_some(), "{name}");
            assert!(chunk.column_index_offset().is_none() && chunk.offset_index_offset().is_none(), "{name}");
        }
    }
    let pages = reader.get_row_group(0).unwrap().get_column_page_reader(Column::Start as usize).unwrap();
    let kinds: Vec<PageType> = pages.map(|page| page.unwrap().page_type()).collect();
    assert_eq!(kinds, [PageType::DATA_PAGE]);
}

#[test]
fn statistics_say_which_agents_and_times_a_group_has() {
    let rows = rows(90, 400);
    let written = written(&rows);
    let reader = reader(&written);
    let mut from = 0;
    for group in reader.metadata().row_groups() {
        let part = &rows[from..][..usize::try_from(group.num_rows()).unwrap()];
        from += part.len();
        let Some(Statistics::ByteArray(agents)) = group.column(0).statistics() else { panic!() };
        let (least, most) = (agents.min_bytes_opt().unwrap(), agents.max_bytes_opt().unwrap());
        assert_eq!(least, part[0].agent.as_bytes());
        assert_eq!(most, part[part.len() - 1].agent.as_bytes());
        let Some(Statistics::Int64(starts)) = group.column(1).statistics() else { panic!() };
        let least = part.iter().map(|row| row.start.0).min();
        assert_eq!(starts.min_opt().copied(), least);
    }
}

#[test]
fn what_was_written_is_read_again() {
    for (agents, each) in [(0, 0), (1, 1), (3, 5), (50, 400)] {
        let rows = rows(agents, each);
        for dialect in ["cxone", "reporting-v2"] {
            let dialect = by_name(dialect).unwrap();
            let written = write(dialect, rows.clone()).unwrap();
            assert_eq!(stored::read(dialect.durations(), written.bytes).unwrap(), rows);
        }
    }
}

#[test]
fn rows_out_of_order_are_refused() {
    let mut rows = rows(2, 3);
    rows.swap(0, 5);
    let written = write(by_name("cxone").unwrap(), rows);
    assert!(matches!(written, Err(WriteError::NotInOrder)));
}

#[test]
fn damaged_files_are_errors() {
    let whole = written(&rows(3, 50)).bytes;
    let dialect = by_name("cxone").unwrap();
    for cut in [0, 3, 4, 100, whole.len() / 2, whole.len() - 1] {
        assert!(stored::read(dialect.durations(), whole[..cut].to_vec()).is_err(), "{cut}");
    }
    let mut other = whole.clone();
    let at = other.windows(16).rposition(|bytes| bytes == b"shiftline.schema").unwrap();
    other[at] = b'S';
    assert!(matches!(stored::read(dialect.durations(), other), Err(StoredError::NotOurs)));
}

#[test]
fn a_record_takes_few_bytes() {
    // Starts differ by a minute and less than a second, which takes most of the room.
    let rows = rows(500, 200);
    let written = written(&rows);
    let each = written.bytes.len() as f64 / rows.len() as f64;
    assert!(each < 9.0, "{each}");
}
