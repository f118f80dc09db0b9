//! What is exported and opened again is the same timeline.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use data::archive::export::RecordsParquet;
use data::archive::table;
use data::files::Imported;
use data::files::export::records_csv;
use data::files::extract::Extract;
use model::dataset::{Dataset, DatasetInput};
use model::lane::Segment;
use model::page::{Part, Series};
use model::record::{Durations, Record, RowKey};
use model::state::{ActivityId, Catalog, Reading, StateKind};
use model::summary::StateTotal;
use model::testing::{of, page};
use model::time::{HOUR, Millis, Span};
use model::timeline::AgentTimeline;
use model::zone::Zone;
use proptest::prelude::*;

use super::{LOG, import, import_pieces, nine, options};

fn csv_of(data: &Dataset) -> Vec<u8> {
    let zone = Zone::new("Etc/Test", 3_600, vec![]);
    records_csv(data, &zone, |id| Some(name(id))).flatten().collect()
}

fn name(id: &str) -> String {
    format!("=Name;=of|'@\n-{id}")
}

/// A part as Parquet.
fn parquet_of(data: &Dataset, extract: Extract) -> Vec<u8> {
    let mut export = RecordsParquet::new(data, extract, "Etc/Test", |id| Some(name(id))).unwrap();
    while export.step().unwrap() {}
    export.finish().unwrap()
}

fn again(bytes: &[u8], piece: usize) -> (Dataset, Imported) {
    let (file, catalog) = import_pieces(bytes, piece, options()).unwrap();
    let about = file.about.unwrap();
    let input = DatasetInput { series: &file.series, catalog, window: about.window, now: about.now };
    (Dataset::build(input), file)
}

/// Everything that is drawn of a data set, with names instead of numbers. Absences of no length are
/// not seen, and neither is where one absence turns into the same.
fn drawn(data: &Dataset) -> Vec<String> {
    let mut all = Vec::new();
    let mut absence = None;
    for agent in &data.agents {
        let places = agent.lane.blocks().iter().flat_map(|block| (0..block.len()).map(move |i| (block, i)));
        for (segment, (block, i)) in agent.lane.segments().zip(places) {
            let absent = segment.activity.is_absence().then_some((&agent.id, segment.activity));
            if absent.is_some() && (segment.is_empty() || absent == absence) {
                continue;
            }
            absence = absent;
            let activity = data.catalog.activity(segment.activity);
            let state = data.catalog.state(activity.state);
            all.push(format!(
                "{} {:?} {:?} {} {} {:?} {:?} {:?} {} {:?} {:?}",
                agent.id,
                segment.span.start,
                segment.since,
                state.code,
                state.label,
                activity.kind,
                activity.reason,
                segment.reported_ms,
                segment.running,
                segment.detail,
                block.key(i),
            ));
        }
    }
    all
}

/// The records that began in a part, agent by agent, in their order.
fn began_in(data: &Dataset, part: Span) -> Vec<String> {
    let of = |agent: &AgentTimeline| {
        let began = agent.lane.segments().filter(|segment| {
            !segment.activity.is_absence() && !segment.is_derived && part.contains(segment.start())
        });
        let word = |segment: Segment| {
            let reason = &data.catalog.activity(segment.activity).reason;
            let code = data.catalog.code(segment.activity);
            format!("{} {:?} {code} {reason:?} {:?}", agent.id, segment.start(), segment.reported_ms)
        };
        began.map(word).collect::<Vec<_>>()
    };
    data.agents.iter().flat_map(of).collect()
}

/// Case 45-roundtrip-excel-de: a mark at the beginning, semicolons, quotes only where they must be.
#[test]
fn an_export_saved_again_by_a_german_spreadsheet_is_the_same_timeline() {
    let (file, catalog) = import(&LOG.replace("\"O'Brien, Ada\"", "Ada O'Brien"));
    let window = Span::new(nine() - HOUR, nine() + 3 * HOUR);
    let data =
        Dataset::build(DatasetInput { series: &file.series, catalog, window, now: Millis(window.end.0) });
    let rows = String::from_utf8(csv_of(&data)).unwrap();
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(rows.as_bytes());
    let mut saved = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    rows.records().for_each(|row| saved.write_record(&row.unwrap()).unwrap());
    let (read, _) = again(&saved.into_inner().unwrap(), 7);
    assert_eq!(drawn(&read), drawn(&data));
    assert!(drawn(&data).len() > 4);
}

#[test]
fn an_export_carries_its_zone_and_no_formulas() {
    let (file, catalog) = import(LOG);
    let window = file.window().unwrap();
    let data = Dataset::build(DatasetInput { series: &file.series, catalog, window, now: window.end });
    let text = String::from_utf8(csv_of(&data)).unwrap();
    assert!(text.lines().next().unwrap().contains("start (Etc/Test)"));
    assert!(text.contains(
        ",\"'=Name;'=of|''@\n'-100001\",2026-11-03T09:00:00.000Z,2026-11-03T09:01:00.000Z,2026-11-03 10:00:00,"
    ));
}

#[test]
fn an_export_of_a_part_has_its_figures_when_it_is_opened_again() {
    let other: String = LOG.lines().skip(1).map(|row| row.replace("100001", "100002") + "\n").collect();
    let (file, catalog) = import(&format!("{LOG}{other}"));
    let window = file.window().unwrap();
    let data = Dataset::build(DatasetInput { series: &file.series, catalog, window, now: window.end });
    let zone = Zone::utc();
    let third = window.len() / 3;
    let part = Span { start: window.start + third, end: window.end + -third };
    for agents in [vec![0], (0..data.agents.len()).rev().collect()] {
        let hidden = data.catalog.activities().map(|(id, _)| id).find(|id| !id.is_absence()).unwrap();
        for left_out in [HashSet::new(), HashSet::from([hidden])] {
            let scope = "Tue 3 Nov; (zoom)";
            let extract = Extract { agents: &agents, spans: &[part], left_out: &left_out, scope };
            let csv: Vec<u8> = records_csv(&data, &zone, |_| None).of(extract).flatten().collect();
            let same = table(parquet_of(&data, extract)).unwrap();
            let times = |data: &Dataset, agents: &[usize], left_out: &HashSet<ActivityId>| {
                let agents = agents.iter().map(|agent| &data.agents[*agent]);
                let summary =
                    data.summary_of(agents, &[part]).only(&data.catalog, &|id| !left_out.contains(&id));
                let known = summary.states.into_iter().filter(|state| !state.kind.is_absence());
                let figures =
                    |state: StateTotal| (data.catalog.label(state.activity).to_owned(), state.total.ms);
                known.map(figures).filter(|(_, ms)| *ms > 0).collect::<BTreeMap<_, _>>()
            };
            let expected = times(&data, &agents, &left_out);
            for bytes in [csv, same] {
                let text = String::from_utf8_lossy(&bytes);
                assert!(text.lines().next().unwrap().contains("; scope=Tue 3 Nov, (zoom)"));
                let (opened, file) = again(&bytes, 1_000);
                assert_eq!(file.about.map(|about| about.window), Some(part));
                let all: Vec<usize> = (0..opened.agents.len()).collect();
                assert_eq!(times(&opened, &all, &HashSet::new()), expected, "{left_out:?}");
                let order = |data: &Dataset, agents: &[usize]| {
                    agents.iter().map(|agent| data.agents[*agent].id.clone()).collect::<Vec<_>>()
                };
                assert_eq!(order(&opened, &all), order(&data, &agents));
            }
        }
    }
}

#[test]
fn a_hidden_name_is_not_exported() {
    let (file, catalog) = import(LOG);
    let window = file.window().unwrap();
    let data = Dataset::build(DatasetInput { series: &file.series, catalog, window, now: window.end });
    let bytes: Vec<u8> = records_csv(&data, &Zone::utc(), |_| None).flatten().collect();
    assert!(!String::from_utf8(bytes).unwrap().contains("Ada"));
}

type Row = (u8, i64, usize, Option<i64>, u8);

fn series_of(
    rows: &[Row],
    gaps: &[bool],
    keyed: bool,
    catalog: &mut Catalog,
    window: Span,
    (durations, is_saved): (Durations, bool),
) -> Vec<Series> {
    let states = [
        ("READY", None, "Ready", StateKind::Available),
        ("NOT_READY", Some("Lunch"), "Not ready", StateKind::NotReady),
        ("NOT_READY", Some("=cmd|' /C calc'!A0"), "Not ready", StateKind::NotReady),
        ("+HOVER\n\"x\",", Some("'quoted; odd\r\nä"), "-Hover", StateKind::Other),
        ("LOGOUT", None, "Logged out", StateKind::LoggedOut),
        ("Unavailable", Some("ACW"), "Not ready", StateKind::WrapUp),
    ];
    (0..3_u8)
        .map(|agent| {
            let id: Arc<str> = format!("agent-{agent}").into();
            let mine: Vec<&Row> = rows.iter().filter(|row| row.0 == agent).collect();
            let mut parts = Vec::new();
            for (number, chunk) in mine.chunks(4).enumerate() {
                let records = chunk.iter().map(|&&(_, at, state, reported_ms, detail)| {
                    let ends_session = detail == 2;
                    let (code, reason, label, kind) = states[state];
                    let reading = |_: Option<&str>| Reading { label: label.into(), kind };
                    let activity = catalog.intern(code, reason, reading);
                    let key = RowKey { session: 1 + u64::from(agent), index: Some(1 + at as u32) };
                    let key = if keyed { key } else { RowKey::default() };
                    let detail = (detail > 0).then(|| format!("@{detail}").into());
                    let record = Record::new(Millis(at), activity, reported_ms);
                    Record { key, detail, ends_session, ..record }
                });
                parts.push(Part::Page(page(of(&id, records))));
                if gaps.get(number + usize::from(agent)) == Some(&true) {
                    parts.push(Part::Missing);
                }
            }
            Series { is_saved, ..Series::new(Some(id), window, parts, durations) }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any timeline, exported and imported, is the same timeline: records carried in, gaps, rows of
    /// no length, odd names, and agents without records among it.
    #[test]
    fn export_and_import_are_the_identity(
        mut rows in prop::collection::vec(
            (0_u8..3, 0_i64..100_000, 0_usize..6, prop::option::of(-10_i64..20_000), 0_u8..3), 0..40),
        gaps in prop::collection::vec(any::<bool>(), 0..8),
        start in 0_i64..60_000,
        length in 1_i64..90_000,
        now in 0_i64..200_000,
        own in any::<bool>(),
        keyed in any::<bool>(),
        is_saved in any::<bool>(),
        piece in 1_usize..500,
    ) {
        rows.sort_by_key(|row| row.1);
        let window = Span::new(start, start + length);
        // What lies behind the range is not exported; that of saved records holds all of them.
        rows.retain(|row| row.1 < window.end.0 || is_saved && row.1 == window.end.0);
        rows.retain(|row| row.1 >= window.start.0 || !is_saved);
        let durations = if own { Durations::OfOwnState } else { Durations::OfPreviousState };
        let mut catalog = Catalog::default();
        let series = series_of(&rows, &gaps, keyed, &mut catalog, window, (durations, is_saved));
        let input = DatasetInput { series: &series, catalog, window, now: Millis(now) };
        let first = Dataset::build(input);
        let all: Vec<usize> = (0..first.agents.len()).collect();
        let whole = Extract { agents: &all, spans: &[first.window], left_out: &HashSet::new(), scope: "all" };
        let parquet = table(parquet_of(&first, whole)).unwrap();
        for bytes in [csv_of(&first), parquet] {
            let (second, file) = again(&bytes, piece);
            prop_assert!(file.names.iter().all(|(id, said)| *said == name(id)));
            prop_assert_eq!(file.rejected, 0);
            prop_assert_eq!(drawn(&second), drawn(&first));
            prop_assert_eq!(second.records(), first.records());
        }
    }

    /// Records of one moment stay in their order, whatever part of them is exported.
    #[test]
    fn parts_of_an_export_have_its_records_in_their_order(
        mut rows in prop::collection::vec(
            (0_u8..3, (0_i64..12).prop_map(|n| n * 5_000), 0_usize..6, prop::option::of(0_i64..20_000), 0_u8..2),
            0..40),
        (start, length) in (0_i64..60_000, 0_i64..30_000),
        own in any::<bool>(),
        keyed in any::<bool>(),
    ) {
        rows.sort_by_key(|row| row.1);
        if own {
            // How long a row without a length lasts depends on how much of the rest is here, and so does rounding.
            for row in &mut rows {
                row.3 = Some(2_500 + row.3.unwrap_or_default() / 4_000 * 4_000);
            }
        }
        let window = Span::new(0, 60_000);
        let durations = if own { Durations::OfOwnState } else { Durations::OfPreviousState };
        let mut catalog = Catalog::default();
        let series = series_of(&rows, &[], keyed, &mut catalog, window, (durations, false));
        let first = Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end });
        let all: Vec<usize> = (0..first.agents.len()).collect();
        let part = Span::new(start, (start + length + 1).min(60_000));
        let extract = Extract { agents: &all, spans: &[part], left_out: &HashSet::new(), scope: "part" };
        let csv = records_csv(&first, &Zone::utc(), |_| None).of(extract).flatten().collect::<Vec<u8>>();
        for bytes in [csv, table(parquet_of(&first, extract)).unwrap()] {
            let (opened, _) = again(&bytes, 1_000);
            prop_assert_eq!(began_in(&opened, part), began_in(&first, part));
        }
    }
}
