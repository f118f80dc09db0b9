use super::super::time::DAY;
use super::*;

fn record(at: i64, reported_ms: Option<i64>) -> Record {
    Record::new(Millis(at), ActivityId(3), reported_ms)
}

#[test]
fn packing_sorts_and_keeps_every_figure() {
    let figures = [None, Some(0), Some(-5), Some(i64::from(i32::MIN)), Some(i64::MAX), Some(40 * DAY)];
    let records: Vec<_> = figures.iter().rev().enumerate().map(|(i, &f)| record(100 - i as i64, f)).collect();
    let blocks = Block::pack(records);
    assert_eq!(blocks.len(), 1);
    let back: Vec<_> = blocks[0].records().map(|r| r.reported_ms).collect();
    assert_eq!(back, figures);
}

#[test]
fn long_spans_and_long_runs_are_split() {
    let months = Block::pack(vec![record(0, None), record(60 * DAY, None), record(i64::MAX, None)]);
    assert_eq!(
        months.iter().map(Block::first).collect::<Vec<_>>(),
        [Millis(0), Millis(60 * DAY), Millis(i64::MAX)]
    );
    let many = Block::pack((0..=BLOCK_LEN as i64).map(|t| record(t, None)).collect());
    assert_eq!(many.iter().map(Block::len).collect::<Vec<_>>(), [BLOCK_LEN, 1]);
}

#[test]
fn finds_the_first_record_from_a_time_on() {
    let block = &Block::pack(vec![record(10, None), record(20, None), record(20, None), record(30, None)])[0];
    let found = [9, 10, 11, 20, 21, 31, i64::MIN, i64::MAX].map(|t| block.before(Millis(t)));
    assert_eq!(found, [0, 0, 1, 1, 3, 4, 0, 4]);
}

#[test]
fn keys_and_details_cost_nothing_where_there_are_none() {
    let plain = &Block::pack(vec![record(1, None); 100])[0];
    let mut with = record(1, None);
    with.detail = Some("Skill: Billing".into());
    with.key = RowKey { session: 7, index: Some(2) };
    let rich = &Block::pack(vec![with.clone(); 100])[0];
    assert_eq!(rich.record(99), with);
    assert!(plain.bytes() < 1_400 && rich.bytes() > plain.bytes() + 3_000);
}
