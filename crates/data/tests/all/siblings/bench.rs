//! Reads files, and says what came of them.

use std::collections::BTreeMap;

use data::files::{self, FileError, Import, Options};
use model::dataset::Dataset;
use model::findings::FindingKind;
use model::remark::RemarkKind;
use model::state::Catalog;
use model::time::parse_strict_utc;

use crate::zoned::zone;

/// The header of the report as it is documented.
pub const HEADER: [&str; 15] = [
    "Agent_Session_ID",
    "Agent_No",
    "Agent_Name",
    "Team_No",
    "Bus_No",
    "StateIndex",
    "Start_Date",
    "Working",
    "Available",
    "Outstate_Code",
    "Outstate",
    "Log_State",
    "Skill_No",
    "Skill_Name",
    "Duration",
];

/// A row of the report: session, agent, index, start, state (`A`vailable, `C`ontact, `L`unch,
/// `U`navailable), place in the session, duration.
pub type Row<'a> = (&'a str, &'a str, u32, &'a str, char, u8, &'a str);

/// The cells of a row.
pub fn cells(&(session, agent, index, start, state, place, duration): &Row) -> Vec<String> {
    let [working, available, code, reason] = match state {
        'A' => ["0", "1", "0", ""],
        'C' => ["1", "0", "0", ""],
        'L' => ["0", "0", "12", "Lunch"],
        _ => ["0", "0", "0", ""],
    };
    let (index, place) = (index.to_string(), place.to_string());
    let cells = [
        session, agent, "Ana", "7", "1", &index, start, working, available, code, reason, &place, "0", "",
        duration,
    ];
    cells.map(str::to_owned).to_vec()
}

/// Lines of cells, each in quotes where it has to be.
pub fn lines(rows: impl IntoIterator<Item = Vec<String>>, delimiter: &str) -> String {
    let quoted = |cell: &String| {
        let is_special = cell.contains([',', ';', '\t', '"', '\n']);
        if is_special { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    let line = |row: Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(delimiter) + "\n";
    rows.into_iter().map(line).collect()
}

/// A report with a header.
pub fn report(rows: &[Row], delimiter: &str) -> String {
    let header = HEADER.map(str::to_owned).to_vec();
    lines(std::iter::once(header).chain(rows.iter().map(cells)), delimiter)
}

/// The same without some columns.
pub fn without(rows: &[Row], columns: &[&str]) -> String {
    let keep = |cells: Vec<String>| {
        let named = HEADER.iter().zip(cells).filter(|(name, _)| !columns.contains(name));
        named.map(|(_, cell)| cell).collect::<Vec<_>>()
    };
    let header = HEADER.map(str::to_owned).to_vec();
    lines(std::iter::once(header).chain(rows.iter().map(cells)).map(keep), ",")
}

/// Figures by agent and state: seconds, those of nothing left out.
pub type Totals = BTreeMap<String, BTreeMap<String, f64>>;

/// What came of files.
pub struct Came {
    /// Rows of all files.
    pub rows: usize,
    pub data: Dataset,
}

/// Reads files that are dropped together.
pub fn read(files: &[(&str, &[u8])], zone_name: &str) -> Result<Came, FileError> {
    let (zone, mut catalog) = (zone(zone_name), Catalog::default());
    let mut read = Vec::new();
    for (name, bytes) in files {
        let options = Options { agent: Some((*name).into()), ..Options::new(zone.clone()) };
        let mut import = Import::new(options);
        import.feed(bytes, &mut catalog)?;
        read.push(import.end(&mut catalog)?);
    }
    let read = files::settle_together(read);
    let now = parse_strict_utc("2026-11-26T12:00:00Z").unwrap();
    let data = files::dataset(&read, catalog, now);
    Ok(Came { rows: read.iter().map(|file| file.rows).sum(), data })
}

/// Reads one file, which can be used.
pub fn text(text: &str, zone: &str) -> Came {
    read(&[("file", text.as_bytes())], zone).unwrap_or_else(|error| panic!("{error:?}\n{text}"))
}

impl Came {
    /// Figures by agent and state; all of the window is told for each.
    pub fn totals(&self) -> Totals {
        let mut all = Totals::new();
        for agent in &self.data.agents {
            let totals = agent.index.totals(&agent.lane, self.data.window);
            let mut of_agent = BTreeMap::new();
            for (id, total) in totals {
                let (activity, ms) = (self.data.catalog.activity(id), total.ms);
                let label = self.data.catalog.label(id).trim_start_matches('\0');
                let name =
                    activity.reason.as_deref().map_or(label.to_owned(), |reason| format!("{label}/{reason}"));
                if ms != 0 {
                    of_agent.insert(name, ms as f64 / 1_000.0);
                }
            }
            let sum: f64 = of_agent.values().sum();
            assert!((sum * 1_000.0 - self.data.window.len() as f64).abs() < 0.5, "all of the window");
            all.insert(agent.id.to_string(), of_agent);
        }
        all
    }

    /// What is said: kinds of remarks and findings, `Repeated` and `Refused`.
    pub fn said(&self) -> Vec<String> {
        let losses = &self.data.losses;
        let mut said: Vec<String> = Vec::new();
        let remarks = RemarkKind::ALL.into_iter().filter(|kind| losses.remarks.count(*kind) > 0);
        said.extend(remarks.map(|kind| format!("{kind:?}")));
        let found = |kind: &FindingKind| self.data.agents.iter().any(|agent| agent.findings.count(*kind) > 0);
        said.extend(FindingKind::ALL.into_iter().filter(found).map(|kind| format!("{kind:?}")));
        said.extend((losses.duplicates > 0).then(|| "Repeated".to_owned()));
        said.extend((losses.rejected_count > 0).then(|| "Refused".to_owned()));
        said
    }
}

/// One agent's figures, from `Ready 300, Not ready/Lunch 600`.
pub fn figures(text: &str) -> BTreeMap<String, f64> {
    let one = |part: &str| {
        let (state, seconds) = part.trim().rsplit_once(' ').unwrap();
        (state.to_owned(), seconds.parse().unwrap())
    };
    text.split(',').filter(|part| !part.trim().is_empty()).map(one).collect()
}

/// Checks one file of one agent, 401.
pub fn check(what: &str, file: &str, zone: &str, expected: &str, said: &[&str]) {
    let came = text(file, zone);
    assert_eq!(came.totals(), Totals::from([("401".to_owned(), figures(expected))]), "{what}");
    assert_eq!(came.said(), said, "{what}");
    let losses = &came.data.losses;
    let told = came.data.records() + losses.duplicates + losses.rejected_count;
    assert_eq!(came.rows, told, "{what}: every row is a record, a repetition or refused");
}
