//! Half of a character (`\ud800`), which some programs write into JSON though it is none, at every door that JSON
//! comes in by: what programs write is read with a replacement character in its place, and that is said; of what
//! people write it is said where it stands.

use data::dialect::{DIALECTS, PageCursor, PageRequest, Plan, lookups};
use data::files::{Import, Imported, Options};
use data::query::{Agents, Query};
use data::schedule::export::read_users;
use data::schedule::{Found, PlanRemarkKind, read};
use data::source::{Headers, Response};
use data::{adherence, rules, states, token};
use model::page::Page;
use model::remark::RemarkKind;
use model::schedule::{Schedule, ScheduleBuilder};
use model::state::Catalog;
use model::time::Span;
use model::zone::Zone;

use crate::world::NOW;

/// How a text is written, and what is read of it.
const HALF: (&str, &str) = (r"Caf\udc00e", "Caf\u{fffd}e");

fn answer(number: usize) -> (Page, Catalog) {
    let row = [
        r#"{"records":[{"timestamp":"2026-11-03T09:00:00Z","state":"NOT_READY","subState":"HALF"}]}"#,
        r#"{"agentStateHistory":[{"agentId":7,"agentStateId":2,"agentStateName":"Unavailable","outStateId":3,
            "outStateDescription":"HALF","startDate":"2026-11-03T09:00:00Z"}]}"#,
    ];
    let dialect = DIALECTS[number];
    let body = row[usize::from(dialect.name() == "cxone")].replace("HALF", HALF.0);
    let query = Query::new(Agents::All, Span::new(0, 1));
    let plan = Plan { agent: Some("7".into()), span: query.span };
    let ask = PageRequest { query: &query, plan: &plan, place: &PageCursor { number: 1, token: None } };
    let mut catalog = Catalog::default();
    let decoded = dialect.decoder().decode(&ask, body.as_bytes(), &mut catalog);
    (decoded.unwrap().page, catalog)
}

fn file(text: &str) -> (Imported, Catalog) {
    let (mut import, mut catalog) = (Import::new(Options::new(Zone::utc())), Catalog::default());
    import.feed(text.replace("HALF", HALF.0).as_bytes(), &mut catalog).unwrap();
    let read = import.finish(&mut catalog).unwrap();
    (read, catalog)
}

fn has_reason(catalog: &Catalog) -> bool {
    catalog.activities().any(|(_, activity)| activity.reason.as_deref() == Some(HALF.1))
}

#[test]
fn answers_with_states_and_files_of_them() {
    for number in 0..DIALECTS.len() {
        let (page, catalog) = answer(number);
        assert!(has_reason(&catalog) && page.rejected.is_empty());
        assert_eq!(page.remarks.count(RemarkKind::BrokenText), 1);
    }
    let row = r#"{"agent":"ana","state":"Away","reason":"HALF","start":"2026-11-03T09:00:00Z"}"#;
    let report =
        r#"{"fileName":"HALF.csv","file":"Agent,Start,State,Reason\nana,2026-11-03T09:00:00Z,Away,HALF\n"}"#;
    let saved = r#"{"records":[{"timestamp":"2026-11-03T09:00:00Z","state":"NOT_READY","subState":"HALF"}]}"#;
    for text in [saved.to_owned(), format!("[{row},{row}]"), format!("{row}\n{row}"), report.to_owned()] {
        let (read, catalog) = file(&text);
        assert!(has_reason(&catalog) && read.rejected == 0, "{text}");
        assert!(read.losses().remarks.count(RemarkKind::BrokenText) > 0, "{text}");
    }
}

#[test]
fn lists_of_agents_and_codes_and_the_words_of_errors() {
    let calls = lookups("cxone").unwrap().calls;
    let codes = format!(
        r#"{{"unavailableCodes":[{{"outStateId":1,"outStateName":"{}","isAcw":false,"isActive":true}}]}}"#,
        HALF.0
    );
    assert_eq!(calls.read_codes(codes.as_bytes()).unwrap()[0].name, HALF.1);
    let agents = r#"{"agents":[{"agentId":7,"firstName":"HALF","lastName":"X","userID":"7f9c24e8-3b12-4fef-91e0-3d5a8bcbf4d1"}]}"#
        .replace("HALF", HALF.0);
    let people = calls.read_people(agents.as_bytes(), None).unwrap();
    assert!(people.agents[0].person.name.starts_with(HALF.1));
    assert_eq!(read_users(agents.as_bytes()).known.len(), 1);
    let body = format!(r#"{{"error":"x","message":"{}"}}"#, HALF.0).into_bytes();
    let said = token::read(Ok(Response { status: 400, headers: Headers::default(), body }), NOW);
    assert_eq!(said.unwrap_err().words.as_deref(), Some(HALF.1));
}

fn planned(text: &str) -> (Schedule, Found) {
    let mut builder = ScheduleBuilder::new();
    let options = data::schedule::Options::new(Zone::utc(), &|_| None);
    let found = read(text.replace("HALF", HALF.0).as_bytes(), options, &mut builder).unwrap();
    (builder.finish(), found)
}

#[test]
fn schedules_short_and_long_whole_and_in_lists() {
    let times = r#""start":"2026-11-03T09:00:00Z","end":"2026-11-03T10:00:00Z""#;
    let item = format!(r#"{{"agent":"401",{times},"activity":"HALF"}}"#);
    let shift = format!(
        r#"{{"agentSchedules":[{{"userID":"401","HALF":NaN,"shifts":[{{{times},"baseActivityCode":{{"title":"HALF"}}}}]}}]}}"#
    );
    let results = format!(
        r#"{{"resultSet":[{{"agentId":"401","scheduleResults":[{{"activityName":"HALF",{times}}}]}}]}}"#
    );
    let long = format!(r"[{}{item}]", format!("{},", item.replace("HALF", "Open")).repeat(2_000));
    for text in [format!("[{item}]"), shift, results, long] {
        let (schedule, found) = planned(&text);
        assert!(
            schedule.activities.iter().any(|one| *one.name == *HALF.1),
            "{}",
            &text[..200.min(text.len())]
        );
        assert_eq!(found.remarks.count(PlanRemarkKind::BrokenText), 1);
        assert_eq!(found.remarks.refused(), 0);
    }
}

#[test]
fn files_that_people_write_say_where_it_stands() {
    let text = |text: &str| text.replace("HALF", HALF.0);
    let rules = rules::parse(&text("{\"rules\":\n[{\"state\":\"HALF\",\"longer\":\"1m\"}]}"));
    assert!(matches!(rules, Err(rules::RulesFileError::Json { line: 2, .. })), "{rules:?}");
    let judged = adherence::parse(&text("{\"activities\":\n{\"HALF\":[\"READY\"]}}"));
    assert!(matches!(judged, Err(adherence::AdherenceFileError::Json { line: 2, .. })), "{judged:?}");
    let map = states::parse(&text("{\"states\":\n[{\"state\":\"HALF\",\"kind\":\"ready\"}]}"));
    assert!(matches!(map, Err(states::StatesError::Json { line: 2, .. })), "{map:?}");
}
