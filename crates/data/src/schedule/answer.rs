//! Answers of calls for schedules, as the machine that fetches them needs them.

use super::{Found, Options, read};
use crate::dialect::Decoded;
use crate::error::ErrorKind;
use crate::files::FileError;
use model::record::AgentId;
use model::schedule::ScheduleBuilder;
use model::zone::Zone;

/// What the machine needs to know of an answer: whether it is one.
///
/// # Errors
/// `CutOff`, `NotJson` or `NoRecords` when it is none.
pub(super) fn checked(body: &[u8], agent: Option<&AgentId>) -> Result<Decoded, ErrorKind> {
    match held(body, options(agent), &mut ScheduleBuilder::new()) {
        Ok(_) => Ok(Decoded::nothing()),
        Err(FileError::CutOff) => Err(ErrorKind::CutOff),
        Err(FileError::NotJson) => Err(ErrorKind::NotJson),
        Err(_) => Err(ErrorKind::NoRecords),
    }
}

/// How an answer about an agent is read.
pub(super) fn options(agent: Option<&AgentId>) -> Options<'static> {
    Options { agent: agent.map(ToString::to_string), ..Options::new(Zone::utc(), &|_| None) }
}

/// Reads an answer: JSON, and nothing else.
///
/// # Errors
/// When it is none that is known.
pub(super) fn held(body: &[u8], options: Options, builder: &mut ScheduleBuilder) -> Result<Found, FileError> {
    if body.trim_ascii().first().is_none_or(|first| !matches!(first, b'{' | b'[')) {
        return Err(FileError::NotJson);
    }
    read(body, options, builder)
}
