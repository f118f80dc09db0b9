//! Tables whose columns a person named.

use data::files::columns::{Preset, Role};
use data::files::{self, Chosen, FileError, FileKind, Import, Imported, Options};
use data::length::Unit;
use model::remark::RemarkKind;
use model::state::Catalog;
use model::time::{HOUR, MINUTE, parse_strict_utc};
use model::zone::Zone;

const TABLE: &str = "\
User,Status,Since,Secs
ana@x.test,Available,2026-11-13 09:00:00,30
ana@x.test,Lunch,2026-11-13 09:30:00,#####
ana@x.test,Available,2026-11-13 09:40:00,20
";

fn preset() -> Preset {
    let roles = [Role::Agent, Role::State, Role::Start, Role::Duration];
    let columns = ["User", "Status", "Since", "Secs"].map(str::to_owned).into_iter().zip(roles).collect();
    let kinds = [("Lunch".to_owned(), "Not ready".to_owned())].into();
    Preset {
        columns,
        unit: Some(Unit::Minutes),
        zone: Some("Asia/Kolkata".into()),
        kinds,
        ..Preset::default()
    }
}

fn read(text: &str, presets: Vec<Chosen>, catalog: &mut Catalog) -> Result<Imported, FileError> {
    let mut import = Import::new(Options { presets, ..Options::new(Zone::utc()) });
    import.feed(text.as_bytes(), catalog)?;
    import.finish(catalog)
}

#[test]
fn a_table_is_asked_about_with_its_header_and_first_rows() {
    for text in [TABLE.to_owned(), format!("Queue report\n\n{TABLE}"), TABLE.replace(',', ";")] {
        let FileError::UnknownColumns { found, rows } =
            read(&text, Vec::new(), &mut Catalog::default()).unwrap_err()
        else {
            panic!("known: {text}");
        };
        assert_eq!(found, ["User", "Status", "Since", "Secs"]);
        assert_eq!(rows.len(), 3, "{rows:?}");
        assert!(preset().fits(found.iter().map(String::as_str)));
    }
}

#[test]
fn a_choice_is_kept_with_what_it_read() {
    let zone = Zone::new("Asia/Kolkata", 19_800, Vec::new());
    let chosen = Chosen { preset: preset(), zone: Some(zone) };
    let mut catalog = Catalog::default();
    let file = read(TABLE, vec![chosen], &mut catalog).unwrap();
    assert_eq!((file.kind, file.preset.as_ref()), (FileKind::Chosen, Some(&preset())));
    let losses = file.losses();
    assert_eq!((losses.rows, losses.remarks.count(RemarkKind::Unread), losses.remarks.total()), (3, 1, 1));
    let place = losses.remarks.examples_of(RemarkKind::Unread).next().unwrap();
    assert_eq!((place.row, place.column.as_str(), place.text.as_str()), (3, "Secs", "#####"));
    let now = parse_strict_utc("2026-11-26T12:00:00Z").unwrap();
    let data = files::dataset(&[file], catalog, now);
    let start = parse_strict_utc("2026-11-13T03:30:00Z").unwrap();
    assert_eq!((data.window.start, data.window.len()), (start, HOUR));
    let lengths: Vec<i64> = data.agents[0].lane.segments().map(|segment| segment.len() / MINUTE).collect();
    assert_eq!(lengths, [30, 10, 20], "figures in minutes, and what cannot be read lasts until the next");
}

/// What a choice says is said of files with its header alone.
#[test]
fn a_choice_changes_nothing_of_other_files() {
    let log = "Agent_No,Start_Date,Available,Duration\n1,2026-11-13 09:00:00,1,60\n";
    let chosen = Chosen { preset: preset(), zone: None };
    let both = [Vec::new(), vec![chosen]].map(|presets| {
        let mut catalog = Catalog::default();
        let file = read(log, presets, &mut catalog).unwrap();
        assert_eq!((file.kind, file.preset.as_ref()), (FileKind::AgentStateLog, None));
        file.window().unwrap()
    });
    assert_eq!(both[0], both[1]);
}
