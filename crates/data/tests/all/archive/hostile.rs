//! Groups and files that were made to be more than they are: each with the check that it should have.

use std::ops::Bound;
use std::process::Command;

use data::archive::schema::{COLUMNS, Column, check};
use data::archive::{self, Piece, Plan, Shape, TableError};
use data::error::ErrorKind;
use data::fetch::FetchStep;
use data::query::{Agents, Query};
use data::source::Response;
use model::page::Part;
use model::time::{DAY, Millis, Span};

use super::forged::{
    chunk, fields, file, footer, group, honest, long_text, node, nothing, page, run, same, snappy, texts,
    varint, word,
};

/// Rows of each group.
const ROWS: u64 = 60_000;

/// Memory that is enough for all of them, in KiB: much less than what any of them claims.
const MEMORY_KIB: u64 = 700_000;

/// The day that all is of.
const DAY_OF_ALL: Span = Span { start: Millis(0), end: Millis(DAY) };

/// The columns of a group of so many rows, all of which are right.
fn right(rows: u64) -> Vec<Vec<u8>> {
    let column = |column| match column {
        Column::Agent => texts(b"7", rows),
        Column::Start | Column::Fetched => honest(0, &[rows as i64, 5, 3, 3], &same(rows)),
        Column::State => texts(b"Available", rows),
        Column::Kind => texts(b"Ready", rows),
        Column::Fits | Column::Derived => {
            honest(0, &[rows as i64, 0, 3, 3], &vec![0; rows.div_ceil(8) as usize])
        }
        Column::Reason | Column::Skill | Column::Media | Column::Detail => nothing(rows, 0, &[]),
        _ => nothing(rows, 5, &[128, 1, 4, 0, 0]),
    };
    Column::ALL.into_iter().map(column).collect()
}

/// How many rows a page makes of a group that is told to have so many.
fn read(group: &[u8], rows: u64) -> Result<usize, Vec<ErrorKind>> {
    let bytes = group.len() as u64;
    let piece = Piece {
        path: "".into(),
        file_bytes: bytes,
        day: DAY_OF_ALL,
        at: 0,
        groups: vec![Shape { bytes, rows }],
        first: "".into(),
        end: Bound::Unbounded,
    };
    let plan = Plan { pieces: vec![piece], ..Plan::default() };
    let mut fetch = archive::fetch("cxone", &plan, Query::new(Agents::All, DAY_OF_ALL), None).unwrap();
    while let FetchStep::Send { ticket, .. } = fetch.step(Millis(DAY)) {
        let body = archive::body(&plan.pieces[0], group);
        fetch.arrived(ticket, Ok(Response { status: 200, body, ..Response::default() }), Millis(DAY), 0.5);
    }
    let failures = fetch.failures();
    if !failures.is_empty() {
        return Err(failures.iter().map(|failure| failure.error.kind).collect());
    }
    let series = fetch.series();
    let pages = series.iter().flat_map(|series| &series.parts).filter_map(Part::page);
    Ok(pages.flat_map(|page| &page.blocks).map(|(_, block)| block.len()).sum())
}

/// Columns that claim what they do not have, by what they do; each in the place of one that is right.
fn claims() -> Vec<(&'static str, Column, Vec<u8>)> {
    let (most, rows) = (i64::from(i32::MAX), ROWS as i64);
    let deltas = |values: &[u8]| honest(0, &[rows, 5, 3, 3], values);
    let of_texts = |pages: &[Vec<u8>]| pages.concat();
    let few = snappy(&[0; 30], most as u64);
    let (long, size) = long_text(20 << 20);
    let huge = varint(1 << 62);
    vec![
        ("a page of 2 GB", Column::Start, page(0, [most, few.len() as i64], &[rows, 5, 3, 3], &few)),
        ("a page of less than nothing", Column::Start, page(0, [-1, 3], &[rows, 5, 3, 3], &[0; 3])),
        ("packed bytes of 2 GB", Column::Start, page(0, [30, most], &[rows, 5, 3, 3], &few)),
        ("snappy of 4 GB", Column::Start, {
            let body = snappy(&[0; 30], u64::from(u32::MAX));
            page(0, [30, body.len() as i64], &[rows, 5, 3, 3], &body)
        }),
        ("2^31 rows in a page", Column::Start, honest(0, &[most, 5, 3, 3], &same(most as u64))),
        ("2^31 lengths of texts", Column::State, honest(0, &[most, 6, 3, 3], &same(most as u64))),
        ("2^31 texts as what differs", Column::State, {
            honest(0, &[most, 7, 3, 3], &[same(most as u64), same(most as u64)].concat())
        }),
        ("blocks of 2^62 numbers", Column::Start, deltas(&[&huge[..], &[1], &huge, &[0, 0, 0]].concat())),
        ("2^62 packs of a block", Column::Start, deltas(&[&huge[..], &huge, &huge, &[0, 0, 0]].concat())),
        ("a block of no packs", Column::Start, deltas(&[128, 1, 0, 4, 0, 0, 0])),
        ("differences of 255 bits", Column::Start, deltas(&[128, 1, 1, 200, 1, 0, 0, 255, 0])),
        ("no numbers", Column::Start, deltas(&[128, 1, 4, 0, 0, 0, 0])),
        ("no page", Column::Start, Vec::new()),
        ("a page without a header of its kind", Column::Start, [&fields(&[0, 0, 0])[..], &[0]].concat()),
        ("an encoding that there is none of", Column::Start, honest(0, &[rows, 77, 3, 3], &same(ROWS))),
        (
            "a dictionary of 2^31 words",
            Column::Agent,
            of_texts(&[honest(2, &[most, 0], &word(b"7")), honest(0, &[rows, 8, 3, 3], &run(ROWS))]),
        ),
        ("two dictionaries", Column::Agent, of_texts(&[honest(2, &[1, 0], &word(b"7")), texts(b"7", ROWS)])),
        ("no dictionary", Column::Agent, honest(0, &[rows, 8, 3, 3], &run(ROWS))),
        (
            "places behind the dictionary",
            Column::Agent,
            of_texts(&[
                honest(2, &[1, 0], &word(b"7")),
                honest(0, &[rows, 8, 3, 3], &[&[1][..], &varint(ROWS << 1), &[1]].concat()),
            ]),
        ),
        (
            "places of 200 bits",
            Column::Agent,
            of_texts(&[honest(2, &[1, 0], &word(b"7")), honest(0, &[rows, 8, 3, 3], &[200, 2, 0])]),
        ),
        (
            "a word of 4 GB",
            Column::Agent,
            of_texts(&[honest(2, &[1, 0], &[255; 4]), honest(0, &[rows, 8, 3, 3], &run(ROWS))]),
        ),
        ("no text at all", Column::Agent, texts(b"\xff\xfe", ROWS)),
        (
            "20 MB in each of 60,000 rows",
            Column::State,
            of_texts(&[
                page(2, [size as i64, long.len() as i64], &[1, 0], &long),
                honest(0, &[rows, 8, 3, 3], &run(ROWS)),
            ]),
        ),
        ("levels of 4 GB", Column::Reason, honest(0, &[rows, 8, 3, 3], &[255; 8])),
        ("levels in another way", Column::Reason, {
            let values = [&3_u32.to_le_bytes()[..], &[192, 169, 7]].concat();
            honest(0, &[rows, 8, 4, 3], &values)
        }),
        ("fewer levels than rows", Column::Reason, honest(0, &[rows, 5, 3, 3], &[2, 0, 0, 0, 2, 0])),
        ("levels of version 2 that go on behind the page", Column::Reason, {
            honest(3, &[rows, rows, rows, 5, most, most], &[2, 0])
        }),
        ("fewer flags than rows", Column::Fits, honest(0, &[rows, 0, 3, 3], &[0; 3])),
        ("texts in the place of flags", Column::Fits, texts(b"7", ROWS)),
    ]
}

#[test]
fn what_groups_claim_is_said_to_be_damaged() {
    assert_eq!(read(&group(&right(ROWS)), ROWS), Ok(usize::try_from(ROWS).unwrap()));
    for (claim, column, bytes) in claims() {
        let mut columns = right(ROWS);
        columns[column as usize] = bytes;
        assert_eq!(read(&group(&columns), ROWS), Err(vec![ErrorKind::Damaged]), "{claim}");
    }
    let whole = group(&right(ROWS));
    for rows in [0, 1, ROWS - 1, ROWS + 1, 1 << 40, u64::MAX] {
        assert_eq!(read(&whole, rows), Err(vec![ErrorKind::Damaged]), "{rows} rows");
    }
    let lengths = whole.len() - 8 - 4 * COLUMNS;
    let mut beyond = whole[..whole.len() - 8].to_vec();
    beyond[lengths..lengths + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    beyond.extend(check(&beyond));
    assert_eq!(read(&beyond, ROWS), Err(vec![ErrorKind::Damaged]));
}

#[test]
fn what_footers_claim_is_said_to_be_damaged() {
    let (root, number) = (node(None, 1), node(Some(2), 0));
    let one = [root.clone(), number.clone()];
    let most = i64::from(i32::MAX);
    let nested: Vec<Vec<u8>> = (0..100_000).map(|_| node(None, 1)).chain([number.clone()]).collect();
    for (claim, footer) in [
        ("10^12 rows", footer(&one, 1_000_000_000_000, &[chunk(4, 20, 1_000_000_000_000)])),
        ("rows that groups do not have", footer(&one, 7, &[chunk(4, 20, 5)])),
        ("fewer rows than none", footer(&one, -1, &[chunk(4, 20, -1)])),
        ("a column behind the file", footer(&one, 1, &[chunk(1 << 40, 20, 1)])),
        ("a column of 2^62 bytes", footer(&one, 1, &[chunk(4, 1 << 62, 1)])),
        ("columns that share bytes", footer(&one, 20, &vec![chunk(4, 20, 1); 20])),
        ("2^31 columns in one", footer(&[node(None, most), number.clone()], 0, &[])),
        ("more columns than there are", footer(&[node(None, 3), number.clone(), number], 0, &[])),
        ("100,000 columns in each other", footer(&nested, 0, &[])),
        ("no columns", footer(&[node(None, 0)], 1_000, &[])),
        ("a list of 2^40", [&fields(&[1])[..], &[0x19, 0xfc], &varint(1 << 40), &[0, 0, 0]].concat()),
        ("structs in each other", vec![0x1c; 100_000]),
    ] {
        assert_eq!(archive::table(file(&[0; 20], &footer)), Err(TableError::Damaged), "{claim}");
    }
    let none = archive::table(file(&[0; 20], &footer(&one, 0, &[])));
    assert_eq!(none.as_deref(), Ok(b"a\n".as_slice()));
    let values = [&[2, 0, 0, 0, 2, 1][..], &7_i64.to_le_bytes()].concat();
    let body = honest(0, &[1, 0, 3, 3], &values);
    let of_rows =
        |rows| archive::table(file(&body, &footer(&one, rows, &[chunk(4, body.len() as i64, rows)])));
    assert_eq!(of_rows(1).as_deref(), Ok(b"a\n7\n".as_slice()));
    assert_eq!(
        [of_rows(0), of_rows(2)],
        [Err(TableError::Damaged), Err(TableError::Damaged)],
        "rows of pages"
    );
}

#[test]
fn what_has_more_rows_than_a_text_can_is_too_large() {
    let one = [node(None, 1), node(Some(2), 0)];
    let mut ours = footer(&one, 9_000_000, &[chunk(4, 20, 9_000_000)]);
    // Who wrote it is the sixth field.
    ours.pop();
    ours.extend([&[0x28, 9][..], b"shiftline", &[0]].concat());
    assert_eq!(archive::table(file(&vec![0; 200_000], &ours)), Err(TableError::TooLarge));
}

#[test]
fn claims_take_no_memory() {
    // The tests above, in a process that has little.
    let own = std::env::current_exe().unwrap();
    let limited = format!("ulimit -v {MEMORY_KIB}; exec \"$0\" --test-threads 1 archive::hostile::what_");
    let output = Command::new("sh").arg("-c").arg(limited).arg(own).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(String::from_utf8_lossy(&output.stdout).contains("3 passed"));
}
