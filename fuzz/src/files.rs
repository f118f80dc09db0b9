//! Files: any bytes, in any pieces; and the export of whatever they held.

use std::collections::HashSet;

use data::files::export::records_csv;
use data::files::summary::{Split, SummaryInput, summary_csv};
use data::files::{FileError, Import, Imported, Options, window_of};
use model::dataset::Dataset;
use model::directory::Directory;
use model::state::Catalog;
use model::time::Millis;
use model::zone::{Transition, Zone};
use shiftline::app::messages;

use super::figures::{NOW, built};

/// A file, in the year's summer and winter time. How it comes in pieces makes no difference.
pub fn files(bytes: &[u8]) {
    let whole = read(bytes, bytes.len());
    let pieces = read(bytes, 7);
    assert_eq!(told(&whole), told(&pieces), "in one piece and in several");
    if let Ok((file, catalog)) = whole {
        messages::imported("file", &file);
        messages::losses(&file.losses());
        let window = window_of(std::slice::from_ref(&file)).unwrap_or_default();
        built(&file.series, catalog, window, now_of(&file));
    }
}

/// What a file held, exported and read again: the same timeline.
pub fn export(bytes: &[u8]) {
    let Ok((file, catalog)) = read(bytes, bytes.len()) else { return };
    let Some(window) = file.window() else { return };
    let first = built(&file.series, catalog, window, now_of(&file));
    let zone = zone();
    let (people, agents) = (Directory::default(), (0..first.agents.len()).collect::<Vec<_>>());
    let split = Split { by_day: true, by_reason: true };
    let (people, agents) = (&people, &agents[..]);
    let (spans, left_out) = (&[window], &HashSet::new());
    let input = SummaryInput { data: &first, people, zone: &zone, agents, spans, left_out, split };
    summary_csv(input).for_each(drop);
    let csv: Vec<u8> = records_csv(&first, &zone, |id| file.names.get(id).cloned()).flatten().collect();
    let (again, catalog) = read(&csv, 1 << 20).expect("an export is a file");
    assert_eq!(again.rejected, 0, "rows of an export");
    let second = built(&again.series, catalog, window, now_of(&again));
    assert_eq!(drawn(&second), drawn(&first), "an export read again");
}

fn read(bytes: &[u8], piece: usize) -> Result<(Imported, Catalog), FileError> {
    let (mut import, mut catalog) = (Import::new(Options::new(zone())), Catalog::default());
    for piece in bytes.chunks(piece.max(1)) {
        import.feed(piece, &mut catalog)?;
    }
    let file = import.finish(&mut catalog)?;
    Ok((file, catalog))
}

/// Central Europe in 2026.
fn zone() -> Zone {
    let change = |ms, offset_s| Transition { at: Millis(ms), offset_s };
    let changes = vec![change(1_774_746_000_000, 7_200), change(1_792_890_000_000, 3_600)];
    Zone::new("Europe/Paris", 3_600, changes)
}

fn now_of(file: &Imported) -> Millis {
    file.about.map_or(NOW, |about| about.now)
}

/// What of a reading can be compared.
fn told(read: &Result<(Imported, Catalog), FileError>) -> String {
    match read {
        Ok((file, _)) => {
            let Imported { kind, series, names, reached, about, rows, rejected, .. } = file;
            format!("{kind:?} {series:?} {names:?} {reached:?} {about:?} {rows} {rejected}")
        }
        Err(error) => format!("{error:?}"),
    }
}

/// Every row of a timeline in names; equal absences side by side are one.
fn drawn(data: &Dataset) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut absence = None;
    for agent in &data.agents {
        for segment in agent.lane.segments() {
            let absent = segment.activity.is_absence().then_some((&agent.id, segment.activity));
            if absent.is_some() && (segment.is_empty() || absent == absence) {
                continue;
            }
            absence = absent;
            let activity = data.catalog.activity(segment.activity);
            let code = data.catalog.code(segment.activity);
            let (at, reported) = (segment.span.start.0, segment.reported_ms);
            all.push(format!("{} {at} {code:?} {:?} {reported:?}", agent.id, activity.reason));
        }
    }
    all
}
