//! Answers as servers really give them: errors with status 200, wrong labels, 404.

use crate::world::list::{List, START, Way};
use crate::world::{World, kind, query, status};
use data::error::ErrorKind;
use data::fetch::{FetchState, Silence};
use data::query::Agents;
use data::source::{Headers, Response};
use model::time::{DAY, SECOND, Span};

const V2: &str = "reporting-v2";
const CXONE: &str = "cxone";

/// A world of one page, in either dialect.
fn loaded(
    dialect: &str,
    answer: Response,
) -> World<impl FnMut(&data::source::Request, usize) -> crate::world::Reply> {
    let mut query = query();
    if dialect == CXONE {
        query.agents = Agents::Named(vec!["7".into()]);
        query.span = Span { start: START, end: START + DAY };
        query.settings.look_back_ms = 0;
    }
    World::of(dialect, query, move |_, _| Ok(answer.clone()))
}

/// Cases 33-cx-200-error, 34-v2-200-error and their kind: the server's words, and a way to go on.
#[test]
fn an_error_with_status_200_is_an_error() {
    for dialect in [V2, CXONE] {
        for (body, expected, words) in [
            (r#"{"error_description":"Locked."}"#, ErrorKind::NoRecords, Some("Locked.")),
            (r#"{"error":{"message":"Locked."}}"#, ErrorKind::NoRecords, Some("Locked.")),
            (r#"{"errors":[{"code":NaN,"message":"Locked."}]}"#, ErrorKind::NoRecords, Some("Locked.")),
            (r#"{"status":"ok"}"#, ErrorKind::NoRecords, None),
            (
                r#"{"error":"Locked.","records":[],"agentStateHistory":[]}"#,
                ErrorKind::SaidError,
                Some("Locked."),
            ),
        ] {
            let mut world = loaded(dialect, Response::json(body));
            let state = world.run();
            assert_eq!(kind(&state), expected, "{dialect} {body}");
            let FetchState::Failed { why } = &state else { panic!("{state:?}") };
            assert_eq!((why.words.as_deref(), state.can_resume()), (words, true), "{dialect} {body}");
            assert_eq!((world.shape(), world.sent.len()), (".".into(), 1));
        }
    }
}

#[test]
fn words_of_an_error_beside_records_lose_neither() {
    let list = List::new(Way::Number, 100, 250);
    let is_broken = std::cell::Cell::new(true);
    let mut query = query();
    query.settings.page_size = Some(100);
    let mut world = World::new(query, |request, _| {
        let mut answer = list.right(request);
        if list.asked(request).0 == 2 && is_broken.get() {
            answer.body.splice(1..1, br#""error":"Only a part.","#.to_vec());
        }
        Ok(answer)
    });
    let FetchState::Failed { why } = world.run() else { panic!() };
    assert_eq!((why.kind, why.words.as_deref()), (ErrorKind::SaidError, Some("Only a part.")));
    assert!(world.rows() >= 200 && world.shape().starts_with("PP."));
    is_broken.set(false);
    world.fetch.resume();
    assert_eq!((world.run(), world.rows(), world.shape()), (FetchState::Finished, 250, "PPP".into()));
}

/// Case 54-v2-200-error-page2.
#[test]
fn an_error_on_a_later_page_keeps_the_pages_before() {
    let list = List::new(Way::Number, 1_000, 2_500);
    let mut world = World::new(query(), |request, _| {
        let is_second = list.asked(request).0 == 2;
        Ok(if is_second { Response::json(r#"{"message":"Too busy."}"#) } else { list.right(request) })
    });
    let FetchState::Failed { why } = world.run() else { panic!() };
    assert_eq!((why.kind, why.words.as_deref()), (ErrorKind::NoRecords, Some("Too busy.")));
    assert!(world.rows() >= 1_000 && world.fetch.failures()[0].pages.contains(&2));
}

/// Case 35-json-as-html, over the whole way.
#[test]
fn records_under_a_wrong_label_are_read() {
    for way in [Way::Number, Way::Link] {
        let list = List::new(way, 1_000, 30);
        let body = format!("\u{feff} {}", String::from_utf8(list.answer(1, 0..30).body).unwrap());
        let utf16: Vec<u8> =
            body.trim_start_matches('\u{feff}').encode_utf16().flat_map(u16::to_le_bytes).collect();
        for body in [body.into_bytes(), [b"\xff\xfe".to_vec(), utf16].concat()] {
            let headers = Headers { content_type: Some("text/html".into()), ..Headers::default() };
            let mut world = loaded(way.dialect(), Response { status: 200, headers, body });
            assert_eq!((world.run(), world.rows()), (FetchState::Finished, 30), "{way:?}");
        }
    }
}

/// Cases 40-base-with-path and 40c-v2-base-api: a 404 names where it came from, if nothing else came.
#[test]
fn a_404_is_no_error_but_names_the_path_that_was_asked() {
    let words =
        Response { status: 404, ..Response::json(r#"{"error":"not_found","message":"No such thing."}"#) };
    for (dialect, path) in [
        (V2, "/api/reporting/v2/agent-state-history"),
        (CXONE, "/incontactapi/services/v27.0/agents/7/state-history"),
    ] {
        let mut world = loaded(dialect, words.clone());
        assert_eq!(world.run(), FetchState::Finished);
        let silence = Silence { not_found: Some(path.into()), words: Some("No such thing.".into()) };
        assert_eq!(world.fetch.silence(), silence);
        for answer in [status(204), Response::json("{}"), Response::json("[]")] {
            let mut world = loaded(dialect, answer);
            assert_eq!(world.run(), FetchState::Finished);
            assert_eq!(world.fetch.silence(), Silence::default());
        }
    }
    let noted = Response::json(r#"{"records":[],"message":"The agent never worked here."}"#);
    let mut world = loaded(V2, noted);
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!(world.fetch.silence().words.as_deref(), Some("The agent never worked here."));
}

#[test]
fn an_address_that_answered_one_agent_is_right_for_all() {
    let ids = (0..2).map(|i| format!("00000000-0000-0000-0000-{i:012}").into()).collect();
    let mut query = query();
    query.agents = Agents::Named(ids);
    let mut world = World::new(query, |request, _| {
        let is_first = request.get("agentId").unwrap().ends_with('0');
        Ok(if is_first { status(404) } else { Response::json("{\"records\":[]}") })
    });
    assert_eq!(world.run(), FetchState::Finished);
    assert_eq!(world.fetch.silence(), Silence::default());
}

/// Case 39-429-hidden-header: a default pause, then data.
#[test]
fn a_pause_of_unknown_length_is_a_pause() {
    let list = List::new(Way::Number, 1_000, 30);
    let mut world = World::new(query(), |request, before| {
        Ok(if before == 0 { status(429) } else { list.right(request) })
    });
    assert_eq!((world.run(), world.rows()), (FetchState::Finished, 30));
    assert!(matches!(world.waits[0].0, FetchState::Waiting { .. }));
    let FetchState::Waiting { until, .. } = world.waits[0].0 else { panic!() };
    assert_eq!(until - world.waits[0].1, 5 * SECOND);
}
