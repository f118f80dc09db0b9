//! Reports whose rows are shuffled, repeated, divided among files and damaged: what they say stays the same,
//! or it is said what changed.

use std::collections::BTreeMap;

use data::files::{self, FileError, Import, Imported, Options};
use model::dataset::Dataset;
use model::remark::RemarkKind;
use model::state::Catalog;
use model::time::parse_strict_utc;
use model::zone::Zone;
use proptest::prelude::*;
use proptest::sample::Index;

const HEADER: &str = "Agent_Session_ID,Agent_No,Agent_Name,Team_No,Bus_No,StateIndex,Start_Date,Working,Available,\
                      Outstate_Code,Outstate,Log_State,Skill_No,Skill_Name,Duration";

/// Working, available, code and reason of the states that rows have.
const STATES: [&str; 4] = ["0,1,0,", "1,0,0,", "0,0,12,Lunch", "0,0,0,"];

fn read(files: &[String]) -> Result<(Vec<Imported>, Dataset), FileError> {
    read_bytes(files.iter().map(String::as_bytes))
}

fn read_bytes<'a>(files: impl Iterator<Item = &'a [u8]>) -> Result<(Vec<Imported>, Dataset), FileError> {
    let mut catalog = Catalog::default();
    let read = |bytes: &[u8]| {
        let mut import = Import::new(Options { agent: Some("file".into()), ..Options::new(Zone::utc()) });
        import.feed(bytes, &mut catalog)?;
        import.end(&mut catalog)
    };
    let files = files::settle_together(files.map(read).collect::<Result<Vec<_>, _>>()?);
    let now = parse_strict_utc("2026-12-01T00:00:00Z").unwrap();
    let data = files::dataset(&files, catalog, now);
    Ok((files, data))
}

/// Time by agent, state and reason.
fn totals(data: &Dataset) -> BTreeMap<(String, String), i64> {
    let mut totals = BTreeMap::new();
    for agent in &data.agents {
        let sums = agent.index.totals(&agent.lane, data.window);
        for (id, sum) in sums {
            if sum.ms != 0 {
                let name = format!("{} {:?}", data.catalog.code(id), data.catalog.activity(id).reason);
                *totals.entry((agent.id.to_string(), name)).or_default() += sum.ms;
            }
        }
    }
    totals
}

/// Rows of a few agents' sessions: states that follow each other, now and then after a hole.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let state = (0_usize..STATES.len(), 0_i64..4_000, prop_oneof![4 => Just(0_i64), 1 => 5_i64..3_000]);
    let session = prop::collection::vec(state, 1..6);
    prop::collection::vec((0_usize..3, 0_i64..40_000, session), 1..5).prop_map(|sessions| {
        let mut rows = Vec::new();
        for (number, (agent, start, states)) in sessions.into_iter().enumerate() {
            let (mut at, last) = (start, states.len() - 1);
            for (index, (state, length, hole)) in states.into_iter().enumerate() {
                let log = if index == last { 2 } else { usize::from(index > 0) };
                let (hour, minute, second) = (at / 3_600, at / 60 % 60, at % 60);
                rows.push(format!(
                    "{},{},Ana {agent},7,1,{index},11/13/2026 {hour:02}:{minute:02}:{second:02},{},{log},0,,{length}",
                    9_001 + number,
                    401 + agent,
                    STATES[state],
                ));
                at += length + hole;
            }
        }
        rows
    })
}

fn file(rows: &[String]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

fn rows_read(files: &[Imported]) -> usize {
    files.iter().map(|file| file.rows).sum()
}

/// What is said about the source: what could not be taken as it stood.
fn words(data: &Dataset) -> usize {
    data.losses.remarks.total() + data.losses.rejected_count
}

fn check_sums(files: &[Imported], data: &Dataset) -> Result<(), TestCaseError> {
    for agent in &data.agents {
        let sums = agent.index.totals(&agent.lane, data.window);
        prop_assert_eq!(sums.iter().map(|(_, sum)| sum.ms).sum::<i64>(), data.window.len());
    }
    let told = data.records() + data.losses.duplicates + data.losses.rejected_count;
    prop_assert_eq!(rows_read(files), told);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any order of rows, any division into files, any repetition.
    #[test]
    fn rows_say_the_same_in_any_order_and_any_files(
        rows in rows(),
        keys in prop::collection::vec(any::<u16>(), 40),
        again in prop::collection::vec(any::<Index>(), 0..5),
        files in 1_usize..4,
    ) {
        let (plain, data) = read(&[file(&rows)]).unwrap();
        check_sums(&plain, &data)?;
        let mut mixed: Vec<String> = rows.clone();
        mixed.extend(again.iter().map(|which| which.get(&rows).clone()));
        let mut keyed: Vec<(u16, String)> = keys.iter().cycle().copied().zip(mixed.clone()).collect();
        keyed.sort();
        let shuffled: Vec<String> = keyed.into_iter().map(|(_, row)| row).collect();
        let parts: Vec<String> = (0..files)
            .map(|part| shuffled.iter().skip(part).step_by(files).cloned().collect::<Vec<_>>())
            .filter(|rows| !rows.is_empty())
            .map(|rows| file(&rows))
            .collect();
        let (read, other) = self::read(&parts).unwrap();
        check_sums(&read, &other)?;
        prop_assert_eq!(totals(&other), totals(&data));
        prop_assert_eq!(rows_read(&read), mixed.len());
        prop_assert!(other.losses.duplicates >= again.len());
    }

    /// Any byte changed: the time of the range is still all there, every row is a record, a repetition or
    /// refused, and what changed the figures outside a row's own cells is said.
    #[test]
    fn a_changed_byte_never_takes_time_away_without_a_word(rows in rows(), place in any::<Index>(), byte in any::<u8>()) {
        let text = file(&rows);
        let (_, data) = read(std::slice::from_ref(&text)).unwrap();
        let mut bytes = text.clone().into_bytes();
        let at = place.index(bytes.len());
        bytes[at] = byte;
        let Ok((read, changed)) = read_bytes(std::iter::once(&bytes[..])) else { return Ok(()) };
        check_sums(&read, &changed)?;
        let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.is_empty()).count();
        let has_header = changed.losses.remarks.count(RemarkKind::NoHeader) == 0;
        let rest = lines - rows_read(&read);
        // A break in the header may make a title of its first half.
        let most = if at < HEADER.len() && matches!(byte, b'\n' | b'\r') { 2 } else { 1 };
        let fewest = usize::from(has_header);
        prop_assert!((fewest..=most).contains(&rest), "{}", String::from_utf8_lossy(&bytes));
        if at < HEADER.len() {
            let is_same = totals(&changed) == totals(&data);
            prop_assert!(is_same || words(&changed) > words(&data), "{}", String::from_utf8_lossy(&bytes));
        }
    }

    /// Any file at all, and a report cut off anywhere: an answer or an error.
    #[test]
    fn nothing_panics(rows in rows(), place in any::<Index>(), junk in prop::collection::vec(any::<u8>(), 0..60)) {
        let text = file(&rows);
        let cut = place.index(text.len());
        for bytes in [&junk[..], &text.as_bytes()[..cut], &[&text.as_bytes()[..cut], &junk].concat()] {
            if let Ok((read, data)) = read_bytes(std::iter::once(bytes)) {
                check_sums(&read, &data)?;
            }
        }
    }
}
