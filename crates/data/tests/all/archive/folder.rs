//! An archive in memory, which is loaded from as pages do.

use std::collections::HashMap;

use chrono::NaiveDate;
use data::archive::manifest::{Cut, Day, File, Group, Manifest, day_of};
use data::archive::row::Row;
use data::archive::{self, Plan, Rosters};
use data::error::ErrorKind;
use data::fetch::{Fetch, FetchStep};
use data::query::{Agents, Query};
use data::source::Response;
use model::dataset::{Dataset, DatasetInput};
use model::page::Series;
use model::record::Durations;
use model::time::{DAY, Millis, Span};

use super::made::{DAYS, Made, NOW, START, archived, dialect};

/// An archive in memory.
pub struct Folder {
    pub manifest: Manifest,
    pub files: HashMap<String, Vec<u8>>,
}

impl Folder {
    /// Of those of the days that were fetched.
    pub fn new(made: &[Made], fetched: &[bool], durations: Durations) -> Self {
        let dialect = dialect(durations);
        let (mut manifest, mut files) = (Manifest::new(dialect.name()), HashMap::new());
        for number in (0..DAYS).filter(|number| fetched[*number as usize]) {
            let day = date(number);
            let rows = archived(made, number, durations);
            let written = archive::write::write(dialect, rows).unwrap();
            let file = written.file(day, format!("{number:064x}"));
            let known = Day { day, fetched: NOW, agents: None, failed: vec![], refused: 0, repeated: 0 };
            files.insert(file.path(), written.bytes);
            manifest.replace(known, Some(file).filter(|file| file.rows > 0));
        }
        let manifest = Manifest::read(manifest.text().as_bytes()).unwrap();
        Self { manifest, files }
    }

    /// As the first version wrote it: in groups of so many rows, whosever they are.
    pub fn of_first_version(made: &[Made], each: usize, durations: Durations) -> Self {
        let mut folder = Self::new(made, &[true; DAYS as usize], durations);
        for number in 0..DAYS {
            let Some(file) = folder.manifest.file(date(number)).cloned() else { continue };
            let (bytes, groups) = in_groups_of(&archived(made, number, durations), each, durations);
            let file = File { bytes: bytes.len() as u64, groups, cut: Cut::Rows, ..file };
            let day = folder.manifest.day(date(number)).unwrap().clone();
            folder.files.insert(file.path(), bytes);
            folder.manifest.replace(day, Some(file));
        }
        folder
    }

    pub fn plan(&self, agents: &Agents, range: Span) -> Plan {
        archive::plan(&self.manifest, &Rosters::new(), agents, range, NOW)
    }

    /// Loads, where some pieces never come.
    pub fn load(&self, agents: &Agents, range: Span, is_lost: impl Fn(usize) -> bool) -> (Dataset, Fetch) {
        let plan = self.plan(agents, range);
        let mut fetch =
            archive::fetch(&self.manifest.dialect, &plan, Query::new(agents.clone(), range), None).unwrap();
        let mut flights = Vec::new();
        loop {
            match fetch.step(NOW) {
                FetchStep::Send { ticket, .. } => flights.push(ticket),
                FetchStep::Wait { .. } | FetchStep::Idle => {
                    let ticket = flights.pop().unwrap();
                    let number = fetch.series_of(ticket).unwrap();
                    let piece = &plan.pieces[number];
                    let file = &self.files[&*piece.path];
                    let body = match archive::piece_in(piece, file) {
                        Some(bytes) if !is_lost(number) => archive::body(piece, bytes),
                        _ => archive::no_body(ErrorKind::WrongAddress),
                    };
                    fetch.arrived(
                        ticket,
                        Ok(Response { status: 200, body, ..Response::default() }),
                        NOW,
                        0.5,
                    );
                }
                FetchStep::Done => break,
            }
        }
        let beside = archive::beside(&plan, fetch.durations());
        let all: Vec<Series> =
            beside.into_iter().chain(archive::attributed(fetch.series(), &plan, None)).collect();
        let mut data = Dataset::build(DatasetInput {
            series: &all,
            catalog: fetch.catalog().clone(),
            window: range,
            now: NOW,
        });
        data.losses.outside = 0;
        (data, fetch)
    }
}

/// A file without a footer, and its groups.
fn in_groups_of(rows: &[Row], each: usize, durations: Durations) -> (Vec<u8>, Vec<Group>) {
    let mut bytes = b"PAR1".to_vec();
    let group = |rows: &[Row]| {
        let written = archive::write::write(dialect(durations), rows.iter().cloned()).unwrap();
        let at = bytes.len() as u64;
        let [group] = &*written.groups else { panic!("{}", written.groups.len()) };
        bytes.extend_from_slice(&written.bytes[4..4 + group.bytes as usize]);
        Group { at, agent: rows[0].agent.clone(), ..group.clone() }
    };
    let groups = rows.chunks(each).map(group).collect();
    (bytes, groups)
}

pub fn date(number: i64) -> NaiveDate {
    day_of(Millis(START + number * DAY)).unwrap()
}
