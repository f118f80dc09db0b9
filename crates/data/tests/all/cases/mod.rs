//! Files as people who do this job have them, each with its exact right figures. The inputs lie in
//! `tests/cases`; people and figures in them are made up. Milliseconds unless a unit stands there.

use std::fmt::Write;

use crate::zoned::zone;
use data::files::{self, FileKind, Import, Imported, Options};
use model::dataset::Dataset;
use model::findings::FindingKind;
use model::remark::RemarkKind;
use model::state::Catalog;
use model::time::{HOUR, MINUTE, SECOND, Span, parse_strict_utc};
use model::zone::Zone;

/// A file that is dropped: its name, and what it holds.
type Dropped = (&'static str, Vec<u8>);

/// What is to come of a case.
struct Case {
    id: &'static str,
    files: Vec<Dropped>,
    zone: &'static str,
    /// State label, reason and time of everything that has any or occurs; absences too.
    totals: &'static [(&'static str, &'static str, i64)],
    /// What is said about the sources: kind and number.
    remarks: &'static [(RemarkKind, usize)],
    /// What is said about the records: kind and number.
    findings: &'static [(FindingKind, usize)],
    /// Records in all.
    records: usize,
}

macro_rules! file {
    ($name:literal) => {
        ($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/", $name)).to_vec())
    };
}

mod rows;
mod said;
mod spellings;

const MIN: i64 = MINUTE;
const SEC: i64 = SECOND;

/// Available 25 min, contact 10, Lunch 30, Unavailable 5: what several spellings of one report say.
const CONTROL: &[(&str, &str, i64)] = &[
    ("Ready", "", 25 * MIN),
    ("Inbound contact", "", 10 * MIN),
    ("Not ready", "Lunch", 30 * MIN),
    ("Not ready", "", 5 * MIN),
];

fn case(id: &'static str, files: Vec<Dropped>, records: usize, totals: &'static [(&str, &str, i64)]) -> Case {
    Case { id, files, zone: "UTC", totals, remarks: &[], findings: &[], records }
}

impl Case {
    fn zone(self, zone: &'static str) -> Self {
        Self { zone, ..self }
    }

    fn remarks(self, remarks: &'static [(RemarkKind, usize)]) -> Self {
        Self { remarks, ..self }
    }

    fn findings(self, findings: &'static [(FindingKind, usize)]) -> Self {
        Self { findings, ..self }
    }
}

fn read(files: &[Dropped], zone: &Zone) -> (Vec<Imported>, Dataset) {
    let mut catalog = Catalog::default();
    let read = |(name, bytes): &Dropped| {
        let stem = name.split('.').next().unwrap_or(name);
        let mut import = Import::new(Options { agent: Some(stem.into()), ..Options::new(zone.clone()) });
        import.feed(bytes, &mut catalog).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        import.end(&mut catalog).unwrap_or_else(|error| panic!("{name}: {error:?}"))
    };
    let files: Vec<Imported> = files::settle_together(files.iter().map(read).collect());
    let now = parse_strict_utc("2026-11-26T12:00:00Z").unwrap();
    let data = files::dataset(&files, catalog, now);
    (files, data)
}

fn totals(data: &Dataset) -> Vec<(String, String, i64)> {
    let summary = data.summary(data.window);
    let mut totals: Vec<(String, String, i64)> = summary
        .states
        .iter()
        .flat_map(|state| &state.reasons)
        .map(|reason| {
            let label = data.catalog.label(reason.activity).trim_start_matches('\0').to_owned();
            let name = data.catalog.activity(reason.activity).reason.as_deref().unwrap_or_default();
            (label, name.to_owned(), reason.total.ms)
        })
        .collect();
    totals.sort();
    totals
}

fn check(case: &Case) {
    let (files, data) = read(&case.files, &zone(case.zone));
    let mut expected: Vec<(String, String, i64)> =
        case.totals.iter().map(|(state, reason, ms)| ((*state).into(), (*reason).into(), *ms)).collect();
    expected.sort();
    assert_eq!(totals(&data), expected, "{}", case.id);
    let whole: i64 = data.agents.iter().map(|agent| agent.lane.window().len()).sum();
    assert_eq!(expected.iter().map(|(.., ms)| ms).sum::<i64>(), whole, "{}: all of the range", case.id);
    let remarks: Vec<(RemarkKind, usize)> = RemarkKind::ALL
        .into_iter()
        .map(|kind| (kind, data.losses.remarks.count(kind)))
        .filter(|(_, count)| *count > 0)
        .collect();
    assert_eq!(remarks, case.remarks, "{}: remarks", case.id);
    let count = |kind| data.agents.iter().map(|agent| agent.findings.count(kind)).sum::<usize>();
    let findings: Vec<(FindingKind, usize)> = FindingKind::ALL
        .into_iter()
        .map(|kind| (kind, count(kind)))
        .filter(|(_, count)| *count > 0)
        .collect();
    assert_eq!(findings, case.findings, "{}: findings", case.id);
    assert_eq!(data.records(), case.records, "{}: records", case.id);
    let rows: usize = files.iter().map(|file| file.rows).sum();
    let told = data.records() + data.losses.duplicates + data.losses.rejected_count;
    assert_eq!(rows, told, "{}: every row is a record, a repetition or refused", case.id);
}
