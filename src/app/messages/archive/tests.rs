use super::*;
use crate::app::messages::is_complete;
use data::archive::FromApi;
use model::time::{DAY, Span};

fn told(lacking: usize) -> Told {
    let one = Lacking { agent: Some("7".into()), span: Span::new(0, DAY) };
    Told { lacking: vec![one; lacking.min(2)], lacking_in_all: lacking, ..Told::default() }
}

#[test]
fn every_fault_of_an_archive_has_a_next_step() {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
    for error in [
        ArchiveError::Missing,
        ArchiveError::Manifest(ManifestError::NotAManifest),
        ArchiveError::Manifest(ManifestError::Newer { version: 2 }),
        ArchiveError::Manifest(ManifestError::Odd { day }),
        ArchiveError::BadRoster,
        ArchiveError::UnknownApi("x".repeat(99)),
        ArchiveError::TooMuch { agents: 5_000, days: 400 },
    ] {
        let message = archive_error(&error);
        is_complete(&message);
        assert!(message.is_error && message.topic.is_some(), "{error:?}");
    }
    for kind in ErrorKind::ALL {
        let message = archive_error(&ArchiveError::Unreachable(ApiError::new(kind)));
        is_complete(&message);
        assert_ne!(message.action, Action::NewToken, "no token goes to an archive: {kind:?}");
    }
    for error in [BaseError::Missing, BaseError::Bad, BaseError::Insecure] {
        assert!(archive_address_error(error).ends_with('.'));
    }
}

#[test]
fn what_an_archive_does_not_have_is_said_however_the_load_went() {
    let said = |records, told: &Told| archive_state(&FetchState::Finished, records, told, &[]);
    assert_eq!(said(5, &told(0)), None);
    for (records, told, part) in [
        (5, told(2), "drawn as not fetched"),
        (0, told(2), "load it from the API"),
        (0, told(0), "The archive has these days"),
        (5, Told { refused: 1, ..told(0) }, "1 row of these days could not be read"),
        (0, Told { refused: 2_000, ..told(0) }, "2,000 rows of these days"),
        (5, Told { sends_whole_files: true, ..told(0) }, "have it answer range requests"),
    ] {
        let message = said(records, &told).unwrap();
        is_complete(&message);
        assert!(!message.is_error && message.text.contains(part), "{part} is not in {}", message.text);
    }
    assert!(archive_state(&FetchState::Running, 5, &told(2), &[]).is_none());
    let lines = archive_lacks(&told(4), &Zone::utc());
    assert_eq!(lines.len(), 3);
    assert!(lines[0].contains("not in the archive") && lines[2] == "and 2 more", "{lines:?}");
}

#[test]
fn a_lot_is_said_in_figures() {
    for (is_too_much, sums, part) in [
        (false, Some(3 << 20), "add up to: 3 MB"),
        (true, Some(3 << 20), "shorter range"),
        (true, None, "no sums of these days yet"),
    ] {
        let message = large_archive(31_234_567, 250_000_001, is_too_much, sums);
        is_complete(&message);
        assert!(message.text.contains("31,234,567 records, 239 MB"), "{}", message.text);
        assert!(message.text.contains(part), "{}", message.text);
        assert_eq!(message.text.contains("Load them"), !is_too_much);
    }
}

#[test]
fn what_comes_from_the_api_is_said_and_so_is_its_trouble() {
    let span = Span::new(DAY, 2 * DAY);
    let joined = |is_not_found| Told { from_api: Some(FromApi { span, first: 3, is_not_found }), ..told(0) };
    let failure = |series| Failure {
        series,
        agent: None,
        span,
        pages: vec![1],
        and_more: false,
        error: ApiError::new(ErrorKind::Server),
    };
    let failed = FetchState::Failed { why: ApiError::new(ErrorKind::Server) };
    let refused = FetchState::NeedsToken { why: ApiError::new(ErrorKind::Unauthorized) };
    let finished = FetchState::Finished;
    for (state, records, told, failures, part) in [
        (&finished, 5, joined(false), vec![], "the rest comes from the API"),
        (&finished, 5, joined(true), vec![], "its address is wrong"),
        (&finished, 0, joined(false), vec![], "Neither the archive nor the API"),
        (&failed, 5, joined(false), vec![failure(3)], "What the archive has is shown"),
        (&refused, 5, joined(false), vec![], "What the archive has is shown"),
    ] {
        let message = archive_state(state, records, &told, &failures).unwrap();
        is_complete(&message);
        assert!(message.text.contains(part), "{part} is not in {}", message.text);
    }
    let of_archive = archive_state(&failed, 5, &joined(false), &[failure(2), failure(3)]).unwrap();
    assert_eq!(of_archive, archive_answer(&ApiError::new(ErrorKind::Server)));
    let lines = archive_lacks(&joined(false), &Zone::utc());
    assert!(lines.len() == 1 && lines[0].ends_with(": from the API"), "{lines:?}");
}
