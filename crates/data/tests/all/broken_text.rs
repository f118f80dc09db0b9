//! Characters that are none: each is replaced and named, and costs nothing else.

use data::dialect::{DIALECTS, Dialect, PageCursor, PageRequest, Plan};
use data::files::{Import, Options};
use data::query::{Agents, Query};
use model::page::Page;
use model::remark::RemarkKind;
use model::state::Catalog;
use model::time::Span;
use model::zone::Zone;

const ROWS: usize = 1_000;

/// A page of which one row's reason is written like this.
fn body(dialect: &str, reason: &str) -> Vec<u8> {
    let row = |number: usize| {
        let (minute, second) = (number / 60, number % 60);
        let reason = if number == 499 { reason } else { "Lunch" };
        match dialect {
            "cxone" => format!(
                r#"{{"agentId":7,"agentStateId":2,"agentStateName":"Unavailable","stateIndex":{number},
                    "outStateId":{number},"outStateDescription":"{reason}","startDate":"2026-11-03T09:{minute:02}:{second:02}Z"}}"#
            ),
            _ => format!(
                r#"{{"timestamp":"2026-11-03T09:{minute:02}:{second:02}Z","state":"NOT_READY","subState":"{reason}"}}"#
            ),
        }
    };
    let rows: Vec<String> = (0..ROWS).map(row).collect();
    let list = if dialect == "cxone" { "agentStateHistory" } else { "records" };
    format!(r#"{{"{list}":[{}]}}"#, rows.join(",")).into_bytes()
}

fn decode(dialect: &dyn Dialect, body: &[u8]) -> (Page, Catalog) {
    let query = Query::new(Agents::All, Span::new(0, 1));
    let plan = Plan { agent: Some("7".into()), span: query.span };
    let place = PageCursor { number: 1, token: None };
    let mut catalog = Catalog::default();
    let decoded = dialect.decoder().decode(
        &PageRequest { query: &query, plan: &plan, place: &place },
        body,
        &mut catalog,
    );
    (decoded.unwrap().page, catalog)
}

fn has_reason(catalog: &Catalog, reason: &str) -> bool {
    catalog.activities().any(|(_, activity)| activity.reason.as_deref() == Some(reason))
}

/// How a text is written, what is read, and whether something of it is no character.
const TEXTS: [(&str, &str, bool); 7] = [
    (r"\ud800", "\u{fffd}", true),
    (r"Caf\u00e9 \udc00!", "Café \u{fffd}!", true),
    (r"\ud83d\ud83d\ude00", "\u{fffd}😀", true),
    (r#"a\"\ud800\\"#, "a\"\u{fffd}\\", true),
    (r"\ud83d\ude00", "😀", false),
    (r"\\ud800", r"\ud800", false),
    ("Lunch", "Lunch", false),
];

#[test]
fn a_half_of_a_character_spoils_neither_its_row_nor_its_page() {
    for dialect in DIALECTS {
        for (written, read, is_broken) in TEXTS {
            let (page, catalog) = decode(dialect, &body(dialect.name(), written));
            assert_eq!((page.rows, page.rejected.len()), (ROWS, 0), "{written}");
            assert!(has_reason(&catalog, read), "{} {written}", dialect.name());
            let named: Vec<_> = page.remarks.examples_of(RemarkKind::BrokenText).collect();
            assert_eq!(page.remarks.count(RemarkKind::BrokenText), usize::from(is_broken), "{written}");
            if let [place] = named[..] {
                let column = if dialect.name() == "cxone" { "outStateDescription" } else { "subState" };
                assert_eq!((place.row, &*place.column, &*place.text), (500, column, read), "{written}");
            }
        }
    }
}

#[test]
fn halves_are_found_beside_what_else_is_no_json_and_no_utf_8() {
    for dialect in DIALECTS {
        let good = body(dialect.name(), r"\ud800");
        let text = String::from_utf8(good.clone()).unwrap();
        let nan = text.replacen('{', r#"{"x":NaN,"#, 1);
        let (page, _) = decode(dialect, nan.as_bytes());
        assert_eq!((page.rows, page.remarks.count(RemarkKind::BrokenText)), (ROWS, 1));
        let mut bytes = good;
        let lunch = bytes.windows(5).rposition(|five| five == b"Lunch").unwrap();
        bytes[lunch] = 0xff;
        let (page, catalog) = decode(dialect, &bytes);
        assert_eq!((page.rows, page.remarks.count(RemarkKind::BrokenText)), (ROWS, 2));
        let rows: Vec<_> = page.remarks.examples_of(RemarkKind::BrokenText).map(|place| place.row).collect();
        assert_eq!(rows, [500, ROWS]);
        assert!(has_reason(&catalog, "\u{fffd}unch"));
    }
}

#[test]
fn saved_pages_say_so_too() {
    for dialect in DIALECTS {
        let mut import = Import::new(Options::new(Zone::utc()));
        let mut catalog = Catalog::default();
        import.feed(&body(dialect.name(), r"\ud800"), &mut catalog).unwrap();
        let file = import.finish(&mut catalog).unwrap();
        assert_eq!((file.rows, file.rejected), (ROWS, 0));
        assert_eq!(file.losses().remarks.count(RemarkKind::BrokenText), 1);
    }
}

#[test]
fn tables_say_so_too() {
    let table = "Agent_No,Start_Date,Available,Outstate\n1,11/13/2026 09:00,0,Lunch\n1,11/13/2026 10:00,0,\u{1f600}\n";
    let mut units: Vec<u16> = table.encode_utf16().collect();
    let count = |units: &[u16], piece: usize| {
        let bytes: Vec<u8> = [0xfeff].iter().chain(units).flat_map(|unit| unit.to_le_bytes()).collect();
        let (mut import, mut catalog) = (Import::new(Options::new(Zone::utc())), Catalog::default());
        for piece in bytes.chunks(piece) {
            import.feed(piece, &mut catalog).unwrap();
        }
        let file = import.finish(&mut catalog).unwrap();
        let remarks = file.losses().remarks;
        let lines: Vec<_> = remarks.examples_of(RemarkKind::BrokenText).map(|place| place.row).collect();
        (file.rows, lines)
    };
    assert_eq!(count(&units, 7), (2, vec![]));
    // The pair loses its second half.
    let pair = units.iter().position(|unit| (0xdc00..0xe000).contains(unit)).unwrap();
    units.remove(pair);
    for piece in [1, 7, 1 << 20] {
        assert_eq!(count(&units, piece), (2, vec![3]), "pieces of {piece}");
    }
}
