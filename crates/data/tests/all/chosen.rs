//! Tables whose columns a person named.

use data::files::columns::{Preset, Role};
use data::files::export::records_csv;
use data::files::{self, Chosen, FileError, FileKind, Import, Imported, Options};
use data::length::Unit;
use model::dataset::Dataset;
use model::remark::RemarkKind;
use model::state::{Catalog, StateKind};
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

const ROWS: [[&str; 4]; 3] = [
    ["ana@x.test", "Available", "2026-11-13 09:00:00", "30"],
    ["ana@x.test", "Lunch", "2026-11-13 09:30:00", "10"],
    ["ana@x.test", "Available", "2026-11-13 09:40:00", "20"],
];

const NAMES: [&str; 4] = ["User", "Status", "Since", "Secs"];

/// The same table as XML and as JSON, its columns in an order.
fn documents(order: [usize; 4]) -> [String; 4] {
    let all = |cell: &dyn Fn(&str, &str) -> String, between: &str, row: [&str; 2], around: [&str; 2]| {
        let rows = ROWS.map(|cells| {
            let cells: Vec<String> = order.iter().map(|&place| cell(NAMES[place], cells[place])).collect();
            format!("{}{}{}", row[0], cells.join(between), row[1])
        });
        let between = if around[0].starts_with('<') { "" } else { "," };
        format!("{}{}{}", around[0], rows.join(between), around[1])
    };
    let member = |name: &str, text: &str| format!("\"{name}\":\"{text}\"");
    [
        all(&|name, text| format!("<{name}>{text}</{name}>"), "", ["<r>", "</r>"], ["<rs>", "</rs>"]),
        all(&|name, text| format!("{name}=\"{text}\""), " ", ["<r ", "/>\n"], ["<rs at='x'>", "</rs>"]),
        all(&member, ",", ["{", "}"], ["[", "]"]),
        all(&member, ",", ["{", "}"], ["{\"total\":3,\"entries\":[", "]}"]),
    ]
}

fn minutes(data: &Dataset) -> Vec<(String, StateKind, i64)> {
    let segments = data.agents.iter().flat_map(|agent| agent.lane.segments());
    let told = segments.map(|segment| {
        let id = segment.activity;
        (data.catalog.label(id).to_owned(), data.catalog.kind(id), segment.len() / MINUTE)
    });
    told.collect()
}

fn dataset(files: &[Imported], catalog: Catalog) -> Dataset {
    files::dataset(files, catalog, parse_strict_utc("2026-11-26T12:00:00Z").unwrap())
}

#[test]
fn xml_and_json_are_asked_about_and_read_as_chosen_in_any_order_of_columns() {
    for order in [[0, 1, 2, 3], [3, 1, 0, 2]] {
        for text in documents(order) {
            let asked = read(&text, Vec::new(), &mut Catalog::default()).unwrap_err();
            let FileError::UnknownColumns { found, rows } = asked else { panic!("{asked:?} {text}") };
            let place = |name: &str| found.iter().position(|of| of == name).unwrap();
            let told = rows.iter().map(|row| NAMES.map(|name| row[place(name)].as_str()));
            assert_eq!(told.collect::<Vec<_>>(), ROWS, "{text}");
            let mut preset = preset();
            preset.columns.extend((found.len() == 5).then(|| ("at".to_owned(), Role::Detail)));
            assert!(preset.fits(found.iter().map(String::as_str)));
            let mut catalog = Catalog::default();
            let chosen = Chosen { preset, zone: None };
            let file = read(&text, vec![chosen], &mut catalog).unwrap();
            // Where to go on when it is chosen anew.
            let names = file.preset.iter().flat_map(|preset| &preset.columns).map(|(name, _)| name);
            assert!(names.eq(&found), "{text}");
            assert_eq!((file.kind, file.rows, file.has_lines), (FileKind::Chosen, 3, text.starts_with('<')));
            let ready = |minutes| ("Ready".to_owned(), StateKind::Available, minutes);
            let lunch = ("Lunch".to_owned(), StateKind::NotReady, 10);
            assert_eq!(minutes(&dataset(&[file], catalog)), [ready(30), lunch, ready(20)], "{text}");
        }
    }
}

#[test]
fn many_rows_are_handed_on_for_their_states_and_not_all() {
    let row =
        |n: usize| format!("{{\"user\":\"ana\",\"status\":\"s{n}\",\"since\":\"2026-11-13 09:00:00\"}}");
    let json: Vec<String> = (0..5_000).map(row).collect();
    let xml = |n: usize| format!("<r><user>ana</user><status>s{n}</status></r>");
    let xml: String = (0..5_000).map(xml).collect();
    let csv: Vec<String> = (0..5_000).map(|n| format!("ana,s{n},2026-11-13 09:00:00")).collect();
    for text in [json.join("\n"), format!("<rs>{xml}</rs>"), format!("user,status,since\n{}", csv.join("\n"))]
    {
        let asked = read(&text, Vec::new(), &mut Catalog::default()).unwrap_err();
        let FileError::UnknownColumns { rows, .. } = asked else { panic!("{asked:?}") };
        assert_eq!((rows.len(), rows[999][1].as_str()), (1_000, "s999"));
    }
}

/// What a person says of one file's states is not said of another's, whichever comes first.
#[test]
fn a_meaning_of_states_stays_with_its_file() {
    let kinds = [("Available", "Wrap-up"), ("Lunch", "Logged out"), ("Later", "Ready")];
    let kinds = kinds.map(|(name, label)| (name.to_owned(), label.to_owned())).into();
    let chosen = Chosen { preset: Preset { kinds, ..preset() }, zone: None };
    let log = "Agent_No,Start_Date,State,Duration\n1,2026-11-13 09:00:00,Available,60\n1,2026-11-13 09:01:00,Lunch,60\n";
    for is_first in [true, false] {
        let mut catalog = Catalog::default();
        let texts = if is_first { [TABLE, log] } else { [log, TABLE] };
        let files = texts.map(|text| read(text, vec![chosen.clone()], &mut catalog).unwrap());
        let data = dataset(&files, catalog);
        let mut told = minutes(&data);
        told.sort();
        let of = |label: &str, kind, minutes| (label.to_owned(), kind, minutes);
        let mut expected = vec![
            of("Wrap-up", StateKind::WrapUp, 30),
            of("Lunch", StateKind::LoggedOut, 10),
            of("Wrap-up", StateKind::WrapUp, 20),
            of("Ready", StateKind::Available, 1),
            of("Lunch", StateKind::Other, 1),
        ];
        expected.sort();
        told.retain(|(_, kind, _)| !matches!(kind, StateKind::Unknown | StateKind::NoData));
        assert_eq!(told, expected);
        // The export says both, and is read as both.
        let csv: Vec<u8> = records_csv(&data, &Zone::utc(), |_| None).flatten().collect();
        let csv = String::from_utf8(csv).unwrap();
        let mut catalog = Catalog::default();
        read(log, Vec::new(), &mut catalog).unwrap();
        let again = read(&csv, Vec::new(), &mut catalog).unwrap();
        let mut back = minutes(&dataset(&[again], catalog));
        back.sort();
        back.retain(|(_, kind, _)| !matches!(kind, StateKind::Unknown | StateKind::NoData));
        assert_eq!(back, expected);
    }
}

/// Rows would prove seconds; a person may know better.
#[test]
fn the_unit_that_a_person_says_is_taken_whatever_rows_prove() {
    let table = "User,Status,Since,Secs\na,Available,2026-11-13 09:00:00,1800\na,Lunch,2026-11-13 09:30:00,600\n\
        a,Available,2026-11-13 09:40:00,1200\na,Lunch,2026-11-13 10:00:00,60\n";
    for (unit, expected) in [(Unit::Milliseconds, 3_000), (Unit::Seconds, 50 * MINUTE)] {
        let preset = Preset { unit: Some(unit), zone: None, ..preset() };
        let mut catalog = Catalog::default();
        let file = read(table, vec![Chosen { preset, zone: None }], &mut catalog).unwrap();
        let now = parse_strict_utc("2026-11-26T12:00:00Z").unwrap();
        let data = files::dataset(&[file], catalog, now);
        assert_eq!(data.summary(data.window).kind(StateKind::Available).ms, expected);
        assert_eq!(data.losses.remarks.total(), 0);
    }
}
