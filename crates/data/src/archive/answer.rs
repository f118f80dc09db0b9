//! What hosts answer where a part of a file is asked for, or a manifest.

use std::collections::BTreeSet;

use super::error::ArchiveError;
use super::manifest::Manifest;
use super::people::{People, read_people};
use super::plan::Piece;
use super::sums::SumsList;
use crate::error::{ApiError, ErrorKind};
use crate::retry::{self, Outcome};
use crate::source::{Response, TransportError};
use model::record::AgentId;
use model::time::Millis;

/// What an answer to a request for a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The piece.
    Piece,
    /// The whole file: the host does not know ranges.
    Whole,
    /// There is no such file, or not any more.
    Gone,
    /// An answer of the host about itself, which says whether to ask again.
    Said,
    /// None that is of use.
    Useless(ErrorKind),
}

/// What an answer to a request for a piece is.
pub fn answer_of(piece: &Piece, answer: &Response) -> Answer {
    let length = answer.body.len() as u64;
    match answer.status {
        206 if is_compressed(answer) => Answer::Useless(ErrorKind::Compressed),
        206 => sized(length, piece.bytes(), Answer::Piece),
        200 if is_web_page(answer) => Answer::Useless(ErrorKind::SignInPage),
        200 => sized(length, piece.file_bytes, Answer::Whole),
        404 | 410 => Answer::Gone,
        // Tokens have no place here: what lets people in is the host's own.
        300..=399 | 401 | 403 => Answer::Useless(ErrorKind::SignInPage),
        416 => Answer::Useless(ErrorKind::Damaged),
        429 | 500..=599 => Answer::Said,
        _ => Answer::Useless(ErrorKind::Unexpected),
    }
}

fn sized(length: u64, expected: u64, answer: Answer) -> Answer {
    match length.cmp(&expected) {
        std::cmp::Ordering::Less => Answer::Useless(ErrorKind::CutOff),
        std::cmp::Ordering::Equal => answer,
        std::cmp::Ordering::Greater => Answer::Useless(ErrorKind::Damaged),
    }
}

/// The bytes of a piece in those of its whole file.
pub fn piece_in<'a>(piece: &Piece, file: &'a [u8]) -> Option<&'a [u8]> {
    let from = usize::try_from(piece.at).ok()?;
    let to = usize::try_from(piece.at.checked_add(piece.bytes())?).ok()?;
    file.get(from..to)
}

/// Whether a part of a file was packed for the way: parts of what is packed cannot be unpacked.
pub fn is_compressed(answer: &Response) -> bool {
    let encoding = answer.headers.content_encoding.as_deref().map(str::trim);
    answer.status == 206 && encoding.is_some_and(|encoding| !matches!(encoding, "" | "identity"))
}

/// No file of an archive begins like a web page.
fn is_web_page(answer: &Response) -> bool {
    answer.body.trim_ascii_start().first() == Some(&b'<')
}

/// The manifest of an answer.
///
/// # Errors
/// When there is none, or one that cannot be relied on.
pub fn manifest(answer: Result<Response, TransportError>, now: Millis) -> Result<Manifest, ArchiveError> {
    Manifest::read(&text_of(answer, now)?).map_err(ArchiveError::Manifest)
}

/// Who the agents are; nobody where it does not come, or is no such list: ids go without names.
pub fn people(answer: Result<Response, TransportError>, now: Millis) -> People {
    text_of(answer, now).ok().and_then(|text| read_people(&text)).unwrap_or_default()
}

/// Which days have sums; none where the list does not come, or is none: days do without.
pub fn sums_list(answer: Result<Response, TransportError>, now: Millis) -> SumsList {
    text_of(answer, now).ok().and_then(|text| SumsList::read(&text)).unwrap_or_default()
}

/// A list of agents.
///
/// # Errors
/// When it did not come, or is none.
pub fn roster(
    answer: Result<Response, TransportError>,
    now: Millis,
) -> Result<BTreeSet<AgentId>, ArchiveError> {
    let ids: Vec<String> =
        serde_json::from_slice(&text_of(answer, now)?).map_err(|_| ArchiveError::BadRoster)?;
    Ok(ids.into_iter().map(Into::into).collect())
}

fn text_of(answer: Result<Response, TransportError>, now: Millis) -> Result<Vec<u8>, ArchiveError> {
    let answer = answer.map_err(|broken| {
        let error = retry::error_of_broken(broken);
        ArchiveError::Unreachable(error.unwrap_or(ApiError::new(ErrorKind::Network)))
    })?;
    match retry::classify(&answer, now) {
        Outcome::Body => Ok(answer.body),
        Outcome::Nothing | Outcome::NotFound => Err(ArchiveError::Missing),
        Outcome::Error { error, .. } => Err(match error.kind {
            ErrorKind::WrongAddress => ArchiveError::Missing,
            ErrorKind::Unauthorized | ErrorKind::Forbidden => {
                ArchiveError::Unreachable(ApiError { kind: ErrorKind::SignInPage, ..error })
            }
            _ => ArchiveError::Unreachable(error),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::manifest::ManifestError;
    use super::super::plan::Shape;
    use super::*;
    use crate::source::Headers;
    use model::time::{DAY, Span};

    fn piece() -> Piece {
        Piece {
            path: "states/x.parquet".into(),
            file_bytes: 100,
            day: Span::new(0, DAY),
            at: 4,
            groups: vec![Shape { bytes: 10, rows: 1 }, Shape { bytes: 20, rows: 2 }],
            first: "a".into(),
            end: std::ops::Bound::Unbounded,
        }
    }

    fn response(status: u16, body: &[u8]) -> Response {
        Response { status, headers: Headers::default(), body: body.to_vec() }
    }

    #[test]
    fn each_answer_is_one_thing() {
        let whole: Vec<u8> = (0..100).collect();
        for (status, body, expected) in [
            (206, &whole[4..34], Answer::Piece),
            (206, &whole[4..33], Answer::Useless(ErrorKind::CutOff)),
            (206, &whole, Answer::Useless(ErrorKind::Damaged)),
            (200, &whole, Answer::Whole),
            (200, &whole[4..34], Answer::Useless(ErrorKind::CutOff)),
            (200, b"\n<!doctype html>", Answer::Useless(ErrorKind::SignInPage)),
            (204, b"", Answer::Useless(ErrorKind::Unexpected)),
            (404, b"<html>", Answer::Gone),
            (410, b"", Answer::Gone),
            (302, b"", Answer::Useless(ErrorKind::SignInPage)),
            (401, b"", Answer::Useless(ErrorKind::SignInPage)),
            (403, b"", Answer::Useless(ErrorKind::SignInPage)),
            (416, b"", Answer::Useless(ErrorKind::Damaged)),
            (429, b"", Answer::Said),
            (503, b"", Answer::Said),
        ] {
            assert_eq!(answer_of(&piece(), &response(status, body)), expected, "{status} {}", body.len());
        }
        assert_eq!(piece_in(&piece(), &whole), Some(&whole[4..34]));
        assert_eq!(piece_in(&piece(), &whole[..30]), None);
    }

    #[test]
    fn a_part_that_was_packed_is_told_from_one_that_was_not() {
        for (status, encoding, expected) in [
            (206, Some("gzip"), true),
            (206, Some("br"), true),
            (206, Some("identity"), false),
            (206, None, false),
            (200, Some("gzip"), false),
        ] {
            let headers = Headers { content_encoding: encoding.map(str::to_owned), ..Headers::default() };
            let answer = Response { status, headers, body: vec![0; 30] };
            assert_eq!(is_compressed(&answer), expected, "{status} {encoding:?}");
        }
    }

    #[test]
    fn a_manifest_is_there_or_it_is_said_why_not() {
        let of = |status, body: &str| manifest(Ok(response(status, body.as_bytes())), Millis(0));
        let good = r#"{"version":1,"dialect":"cxone","files":[],"days":[]}"#;
        assert_eq!(of(200, good), Ok(Manifest::new("cxone")));
        assert_eq!(of(404, ""), Err(ArchiveError::Missing));
        assert_eq!(of(404, "<html>"), Err(ArchiveError::Missing));
        assert_eq!(of(200, ""), Err(ArchiveError::Missing));
        assert_eq!(of(200, "{"), Err(ArchiveError::Manifest(ManifestError::NotAManifest)));
        let kind = |status, body: &str| match of(status, body) {
            Err(ArchiveError::Unreachable(error)) => error.kind,
            other => panic!("{other:?}"),
        };
        assert_eq!(kind(200, "<html>"), ErrorKind::SignInPage);
        assert_eq!([kind(401, ""), kind(403, ""), kind(302, "")], [ErrorKind::SignInPage; 3]);
        assert_eq!(kind(500, ""), ErrorKind::Server);
        let broken = manifest(Err(TransportError::Timeout), Millis(0));
        assert_eq!(broken, Err(ArchiveError::Unreachable(ApiError::new(ErrorKind::Timeout))));
    }

    #[test]
    fn people_who_do_not_come_are_nobody() {
        let of = |status, body: &str| people(Ok(response(status, body.as_bytes())), Millis(0)).len();
        assert_eq!(of(200, r#"[["7","Ada",null]]"#), 1);
        assert_eq!([of(404, ""), of(500, ""), of(200, "<html>"), of(200, "{")], [0; 4]);
    }

    #[test]
    fn a_list_of_agents_has_each_once() {
        let of = |body: &str| roster(Ok(response(200, body.as_bytes())), Millis(0));
        let ids = of(r#"["7","12","7"]"#).unwrap();
        assert_eq!(ids.iter().map(|id| &**id).collect::<Vec<_>>(), ["12", "7"]);
        assert_eq!(of(r#"{"a":1}"#), Err(ArchiveError::BadRoster));
    }
}
