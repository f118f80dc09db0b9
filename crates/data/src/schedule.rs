//! Schedules: tables with any headers, IEX files, calendars (`.ics`), answers of APIs, and our own form.
//!
//! ```text
//! bytes ─▶ text ─┬▶ table ────┐
//!                ├▶ calendar ─┼▶ times ─▶ Reading ─▶ ScheduleBuilder
//!                └▶ api ──────┘
//! ```
//! Our own form: `agent,start,end,activity`, with times as `2026-11-26T09:00+01:00`.

mod aliases;
mod answer;
mod api;
mod asked;
mod calendar;
pub mod export;
pub mod fetch;
mod reading;
mod remarks;
mod role;
mod sort;
mod table;
mod times;

use std::pin::pin;

use crate::files::text::{Decoder, Encoding};
use crate::files::turns::{Pace, at_once, step};
use crate::files::when::DateOrder;
use crate::files::{Dates, FileError, MAX_WHOLE, xml};
use model::schedule::ScheduleBuilder;
use model::time::Span;
use model::zone::Zone;

pub use aliases::{Alias, aliases, format_aliases};
pub use reading::Reading;
pub use remarks::{PlanRemark, PlanRemarkKind, PlanRemarks};
pub use role::PlanRole;
pub use sort::{Chosen, HEAD, Sort, sort_of};

/// Finds a zone by its IANA name.
pub type ZoneNamed<'a> = &'a dyn Fn(&str) -> Option<Zone>;

/// What a file does not say about itself.
#[derive(Clone)]
pub struct Options<'a> {
    /// The zone of times without one.
    pub zone: Zone,
    /// Zones by their names.
    pub zone_named: ZoneNamed<'a>,
    /// The order of dates; `None`: as they prove, or month first.
    pub date_order: Option<DateOrder>,
    /// Whose plan it is, where the file does not say.
    pub agent: Option<String>,
    /// What the columns of a table with these names hold, as a person says.
    pub columns: Option<Vec<(String, PlanRole)>>,
    /// What else an answer of an API calls that agent.
    pub alias: Option<String>,
    /// The zone of times without one in an answer of an API; UTC otherwise.
    pub zone_of_answers: Option<Zone>,
    /// Up to when what repeats without an end is read; a year after its beginning otherwise.
    pub window: Option<Span>,
}

impl<'a> Options<'a> {
    /// For times of a zone, and nothing else is known.
    pub fn new(zone: Zone, zone_named: ZoneNamed<'a>) -> Self {
        Self {
            zone,
            zone_named,
            date_order: None,
            agent: None,
            alias: None,
            zone_of_answers: None,
            columns: None,
            window: None,
        }
    }

    /// The name that somebody is known by: the agent's, where it is what else that one is called.
    fn own_name(&self, name: String) -> String {
        let is_alias = self.alias.as_ref().is_some_and(|alias| alias.eq_ignore_ascii_case(&name));
        self.agent.clone().filter(|_| is_alias).unwrap_or(name)
    }
}

/// What a file was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanKind {
    /// A table of text.
    Table,
    /// A calendar.
    Calendar,
    /// An answer of an API, or JSON that is a table.
    Json,
}

/// What a file held.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it is.
    pub kind: PlanKind,
    /// Rows read, those refused included.
    pub rows: usize,
    /// What is odd about them.
    pub remarks: PlanRemarks,
    /// How its dates were read, where some could be two.
    pub dates: Option<Dates>,
    /// Whether some times say nothing of their zone: it should be asked.
    pub needs_zone: bool,
    /// From the first beginning to the last end.
    pub reached: Option<Span>,
}

/// Reads one file, piece by piece.
pub struct Import<'a> {
    content: Content,
    reading: Reading<'a>,
}

enum Content {
    /// Too little came to tell.
    Head(Vec<u8>),
    Table(Decoder, Box<table::Table>),
    Whole(Decoder, String),
    /// A calendar in UTF-8, which may be folded anywhere.
    Calendar(Vec<u8>),
}

impl<'a> Import<'a> {
    /// Nothing has come. Activities are added to `builder`.
    pub fn new(options: Options<'a>, builder: &'a mut ScheduleBuilder) -> Self {
        Self { content: Content::Head(Vec::new()), reading: Reading::new(options, builder) }
    }

    /// Rows read so far.
    pub fn rows(&self) -> usize {
        self.reading.rows
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        match &mut self.content {
            Content::Head(head) => {
                head.extend_from_slice(bytes);
                if head.len() >= HEAD { self.open() } else { Ok(()) }
            }
            Content::Table(decoder, table) => table.feed(&decoder.feed(bytes), &mut self.reading),
            Content::Calendar(whole) if whole.len() + bytes.len() > MAX_WHOLE => Err(FileError::TooLarge),
            Content::Calendar(whole) => {
                whole.extend_from_slice(bytes);
                Ok(())
            }
            Content::Whole(decoder, text) => {
                if text.len() + bytes.len() > MAX_WHOLE {
                    return Err(FileError::TooLarge);
                }
                text.push_str(&decoder.feed(bytes));
                Ok(())
            }
        }
    }

    /// The file has ended.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn finish(self) -> Result<Found, FileError> {
        at_once(self.finish_in_turns())
    }

    /// The same for callers who do other things between ([`step`]).
    ///
    /// # Errors
    /// When it cannot be used.
    pub async fn finish_in_turns(mut self) -> Result<Found, FileError> {
        if matches!(self.content, Content::Head(_)) {
            self.open()?;
        }
        let Self { content, mut reading } = self;
        let mut pace = Pace::new();
        let kind = match content {
            Content::Head(_) => return Err(FileError::Empty),
            Content::Table(mut decoder, mut table) => {
                table.feed(&decoder.finish(), &mut reading)?;
                table.finish(&mut reading);
                PlanKind::Table
            }
            Content::Calendar(whole) => {
                let text = calendar::text(whole, &mut pace).await;
                calendar::read(&text, &mut reading, &mut pace).await;
                PlanKind::Calendar
            }
            Content::Whole(mut decoder, mut text) => {
                text.push_str(&decoder.finish());
                if calendar::is_calendar(&text) {
                    calendar::read(&text, &mut reading, &mut pace).await;
                    PlanKind::Calendar
                } else {
                    api::read(&text, &mut reading, &mut pace).await?;
                    PlanKind::Json
                }
            }
        };
        Ok(reading.settle(kind, &mut pace).await)
    }

    fn open(&mut self) -> Result<(), FileError> {
        let Content::Head(head) = &mut self.content else { return Ok(()) };
        if head.trim_ascii().is_empty() {
            return Err(FileError::Empty);
        }
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(FileError::Spreadsheet);
        }
        if head.starts_with(b"\x1f\x8b") {
            return Err(FileError::Packed);
        }
        let (encoding, mark) = Encoding::detect(head);
        let mut decoder = Decoder::new(encoding);
        let text = decoder.feed(&head[mark..]).into_owned();
        if text.contains('\0') {
            return Err(FileError::NotText);
        }
        let first = text.trim_start().as_bytes().first();
        self.content = match first {
            Some(b'{' | b'[') => Content::Whole(decoder, text),
            Some(_) if encoding == Encoding::Utf8 && calendar::is_calendar(&text) => {
                Content::Calendar(head.split_off(mark))
            }
            Some(_) if calendar::is_calendar(&text) => Content::Whole(decoder, text),
            Some(b'<') if xml::is_web_page(&text) => return Err(FileError::WebPage),
            _ => {
                let mut table = Box::new(table::Table::open(&text, &self.reading.options)?);
                table.feed(&text, &mut self.reading)?;
                Content::Table(decoder, table)
            }
        };
        Ok(())
    }
}

/// Reads a file that is here as a whole, for callers who do other things between: in each `turn`.
///
/// # Errors
/// When it cannot be used.
pub async fn read_in_turns(
    bytes: &[u8],
    options: Options<'_>,
    builder: &mut ScheduleBuilder,
    turn: impl AsyncFn(),
) -> Result<Found, FileError> {
    let mut import = Import::new(options, builder);
    for (number, piece) in bytes.chunks(Pace::PIECE).enumerate() {
        if number > 0 {
            turn().await;
        }
        import.feed(piece)?;
    }
    let mut work = pin!(import.finish_in_turns());
    loop {
        if let Some(found) = step(work.as_mut()) {
            return found;
        }
        turn().await;
    }
}

/// Reads a file that is here as a whole.
///
/// # Errors
/// When it cannot be used.
pub fn read(bytes: &[u8], options: Options, builder: &mut ScheduleBuilder) -> Result<Found, FileError> {
    let mut import = Import::new(options, builder);
    import.feed(bytes)?;
    import.finish()
}
