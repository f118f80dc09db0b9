//! Exports in the columns of archives.

use std::collections::HashSet;
use std::sync::Arc;

use bytes::Bytes;
use data::archive::export::RecordsParquet;
use data::archive::{TableError, stored, table};
use data::files::extract::Extract;
use data::files::{Import, Imported, Options};
use model::dataset::{Dataset, DatasetInput};
use model::page::Series;
use model::record::Durations;
use model::state::{Catalog, StateKind};
use model::time::{DAY, HOUR, Millis, Span};
use model::zone::Zone;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::loaded::seen;
use super::made::{Made, NOW, build, catalog, days, dialect, page, series};

/// Three agents: one by each measure, and one without a record.
fn data() -> Dataset {
    let own: Vec<Made> = vec![
        (2, HOUR, 0, Some(6 * HOUR), 1, Some(1)),
        (2, 2 * HOUR, 1, Some(HOUR), 1, Some(2)),
        (2, 9 * HOUR, 3, None, 1, None),
    ];
    let previous: Vec<Made> = vec![
        (0, 3 * HOUR, 0, None, 0, None),
        (0, 4 * HOUR, 2, Some(HOUR), 0, None),
        (0, 5 * HOUR, 4, Some(7), 0, None),
    ];
    let day = days(0, 1);
    let (catalog, ids) = catalog(dialect(Durations::OfOwnState));
    let of = |made: &[Made], durations| series(page(made, day, &ids, durations), day, durations);
    let nobody = Series::new(Some("agent 1".into()), day, vec![], Durations::OfOwnState);
    let all = [of(&own, Durations::OfOwnState), nobody, of(&previous, Durations::OfPreviousState)];
    build(&all, catalog, day, NOW)
}

fn exported(data: &Dataset, name_of: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let (agents, left_out) = ([0, 1, 2], HashSet::new());
    let extract = Extract {
        agents: &agents,
        spans: &[data.window],
        left_out: &left_out,
        scope: "whole \"range\"; all",
    };
    let mut export = RecordsParquet::new(data, extract, "Europe/Paris", name_of).unwrap();
    while export.step().unwrap() {}
    export.finish().unwrap()
}

fn opened(file: &[u8]) -> (Dataset, Imported) {
    let csv = table(file.to_vec()).unwrap();
    let (mut catalog, mut import) = (Catalog::default(), Import::new(Options::new(Zone::utc())));
    import.feed(&csv, &mut catalog).unwrap();
    let read = import.finish(&mut catalog).unwrap();
    let about = read.about.unwrap();
    let input = DatasetInput { series: &read.series, catalog, window: about.window, now: about.now };
    (Dataset::build(input), read)
}

fn named(id: &str) -> Option<String> {
    (id != "agent 1").then(|| format!("Ada of {id}"))
}

#[test]
fn an_export_opens_as_the_same_timeline_with_its_agents_in_their_order() {
    let data = data();
    let (read, file) = opened(&exported(&data, named));
    assert_eq!(seen(&read), seen(&data));
    let order = |data: &Dataset| data.agents.iter().map(|agent| agent.id.clone()).collect::<Vec<_>>();
    assert_eq!(order(&read), order(&data));
    assert_ne!(order(&data), ["agent 0", "agent 1", "agent 2"].map(Arc::from), "rows stand in another order");
    let names: Vec<(&str, &str)> = file.names.iter().map(|(id, name)| (&**id, &**name)).collect();
    assert_eq!(names, [("agent 0", "Ada of agent 0"), ("agent 2", "Ada of agent 2")]);
    assert_eq!(file.rejected, 0);
}

#[test]
fn engines_read_its_columns_and_what_it_is() {
    let data = data();
    let file = exported(&data, named);
    let reader = SerializedFileReader::new(Bytes::from(file.clone())).unwrap();
    let about = reader.metadata().file_metadata();
    let pairs = about.key_value_metadata().unwrap();
    let value = |key: &str| {
        pairs.iter().find(|pair| pair.key == key).and_then(|pair| pair.value.clone()).unwrap_or_default()
    };
    assert_eq!((value("shiftline.schema"), value("shiftline.dialect")), ("1".to_owned(), String::new()));
    let told: serde_json::Value = serde_json::from_str(&value("shiftline.export")).unwrap();
    let Span { start, end } = data.window;
    let head = format!(
        "shiftline 1; window={}~{}; now={}; durations=previous; scope=whole \"range\", all",
        start.0, end.0, NOW.0
    );
    assert_eq!((told["head"].as_str(), told["zone"].as_str()), (Some(&*head), Some("Europe/Paris")));
    let rows = stored::read(Durations::OfPreviousState, file).unwrap();
    let lengths: Vec<(&str, StateKind, i64, Option<i64>)> = rows
        .iter()
        .map(|row| (&*row.agent, row.kind, (row.start - start) / HOUR, row.duration_ms.map(|ms| ms / HOUR)))
        .collect();
    let expected = [
        ("agent 0", StateKind::Available, 3, Some(1)),
        ("agent 0", StateKind::NotReady, 4, Some(1)),
        // No record follows that would say when it ended.
        ("agent 0", StateKind::LoggedOut, 5, None),
        ("agent 1", StateKind::NoData, 0, Some(24)),
        ("agent 2", StateKind::Available, 1, Some(1)),
        ("agent 2", StateKind::OnContact, 2, Some(1)),
        ("agent 2", StateKind::Available, 3, Some(4)),
        ("agent 2", StateKind::WrapUp, 9, Some(15)),
    ];
    assert_eq!(lengths, expected);
    let derived: Vec<usize> =
        rows.iter().enumerate().filter(|(_, row)| row.is_derived).map(|(place, _)| place).collect();
    assert_eq!(derived, [6]);
    assert!(rows.iter().all(|row| row.fetched == NOW));
}

#[test]
fn hidden_names_are_not_in_it() {
    let file = exported(&data(), |_| None);
    assert!(!file.windows(3).any(|bytes| bytes == b"Ada"));
    assert!(opened(&file).1.names.is_empty());
}

#[test]
fn whatever_byte_of_an_export_is_another_it_is_damaged_or_the_same() {
    let whole = exported(&data(), named);
    let text = table(whole.clone()).unwrap();
    for at in 0..whole.len() {
        for by in [1 << (at % 8), 0xff] {
            let mut file = whole.clone();
            file[at] ^= by;
            let read = std::panic::catch_unwind(|| table(file));
            let is_right = match &read {
                Ok(Ok(read)) => *read == text,
                Ok(Err(_)) => true,
                Err(_) => false,
            };
            assert!(is_right, "byte {at} of {} by {by}", whole.len());
        }
    }
    for end in 0..whole.len() {
        assert_eq!(table(whole[..end].to_vec()), Err(TableError::Damaged), "cut off at {end}");
    }
}

#[test]
fn nothing_of_a_data_set_is_a_file_too() {
    let data = build(&[], Catalog::default(), Span::new(0, DAY), Millis(DAY));
    let left_out = HashSet::new();
    let extract = Extract { agents: &[], spans: &[data.window], left_out: &left_out, scope: "" };
    let mut export = RecordsParquet::new(&data, extract, "UTC", |_| None).unwrap();
    assert!(!export.step().unwrap());
    let text = String::from_utf8(table(export.finish().unwrap()).unwrap()).unwrap();
    assert_eq!(text.lines().count(), 1);
}
