//! The columns of an archive's files, and how they are written.
//!
//! ```text
//! PAR1 │ group: agent_id … fetched_at │ lengths, check │ group … │ footer │ PAR1
//!        └──────────── one range of bytes ───────────┘
//! ```
//! Behind the columns of each group stand their lengths in bytes, each as a number of 32 bits with the
//! lowest byte first, then a check of all of these bytes: whoever has the group's bytes can read it without the file's
//! footer, and knows that they are whole. Other readers never look there.

use std::sync::Arc;

use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::errors::Result;
use parquet::schema::types::{SchemaDescriptor, Type};
use twox_hash::XxHash64;

/// Most rows of a group, which ends where an agent's do: an agent with more has groups of its own. Twice as many
/// would make the manifest half as long and the days of an agent twice as heavy: together they are lightest here.
pub const GROUP_ROWS: u64 = 7_000;

/// Number of columns.
pub const COLUMNS: usize = 16;

/// What the columns of a file are called, and what they hold.
pub type Layout = &'static [(&'static str, Form)];

/// Bytes of the lengths of a group's columns.
pub const fn lengths(layout: Layout) -> usize {
    4 * layout.len()
}

/// Bytes behind the columns of a group: their lengths, then the check of all before it.
pub const fn tail(layout: Layout) -> usize {
    lengths(layout) + CHECK
}

/// Bytes of a check.
const CHECK: usize = 8;

/// What stands behind bytes, so that others in their place are noticed: their XXH64, the lowest byte first.
pub fn check(bytes: &[u8]) -> [u8; CHECK] {
    XxHash64::oneshot(0, bytes).to_le_bytes()
}

/// What the footer names as the writer.
pub const CREATED_BY: &str = "shiftline";

/// The version of the columns, in the footer under [`VERSION_KEY`].
pub const VERSION: &str = "1";

/// Key of the footer: the version of the columns.
pub const VERSION_KEY: &str = "shiftline.schema";

/// Key of the footer: the dialect, by its name in links.
pub const DIALECT_KEY: &str = "shiftline.dialect";

/// Key of the footer: what times are.
pub const TIMES_KEY: &str = "shiftline.times";

/// Key of the footer of an export: what it is, as JSON.
pub const EXPORT_KEY: &str = "shiftline.export";

/// Key of the footer of an export: the [`check`] of that text, in hexadecimal digits.
pub const EXPORT_CHECK_KEY: &str = "shiftline.export.check";

/// All of these keys.
pub const KEYS: [&str; 5] = [VERSION_KEY, DIALECT_KEY, TIMES_KEY, EXPORT_KEY, EXPORT_CHECK_KEY];

/// What times are.
pub const TIMES: &str = "Unix milliseconds, UTC; a row stands in the file of the UTC day that it began on";

/// A column, by its place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// `agent_id`.
    Agent,
    /// `start`.
    Start,
    /// `duration_ms`.
    Duration,
    /// `state`: the API's own code or name.
    State,
    /// `reason`.
    Reason,
    /// `kind`: what the state means, by [`model::state::StateKind::name`].
    Kind,
    /// `fits`: whether the API reports what is expected ([`super::row::expected_ms`]).
    Fits,
    /// `reported_ms`: what it reports, where that is something else.
    Reported,
    /// `session_id`.
    Session,
    /// `state_index`.
    Index,
    /// `contact_id`.
    Contact,
    /// `skill`.
    Skill,
    /// `media`.
    Media,
    /// `detail`: what does not fit into the three before.
    Detail,
    /// `derived`.
    Derived,
    /// `fetched_at`.
    Fetched,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text, in a dictionary.
    Text,
    /// Text, in a dictionary, or null.
    TextOrNull,
    /// A time, as differences.
    Time,
    /// A number, as differences.
    Number,
    /// A number, as differences, or null.
    NumberOrNull,
    /// Yes or no.
    Flag,
}

impl Column {
    /// All columns, in the order of files.
    pub const ALL: [Self; COLUMNS] = [
        Self::Agent,
        Self::Start,
        Self::Duration,
        Self::State,
        Self::Reason,
        Self::Kind,
        Self::Fits,
        Self::Reported,
        Self::Session,
        Self::Index,
        Self::Contact,
        Self::Skill,
        Self::Media,
        Self::Detail,
        Self::Derived,
        Self::Fetched,
    ];

    /// Its name and what it holds.
    pub const fn about(self) -> (&'static str, Form) {
        match self {
            Self::Agent => ("agent_id", Form::Text),
            Self::Start => ("start", Form::Time),
            Self::Duration => ("duration_ms", Form::NumberOrNull),
            Self::State => ("state", Form::Text),
            Self::Reason => ("reason", Form::TextOrNull),
            Self::Kind => ("kind", Form::Text),
            Self::Fits => ("fits", Form::Flag),
            Self::Reported => ("reported_ms", Form::NumberOrNull),
            Self::Session => ("session_id", Form::NumberOrNull),
            Self::Index => ("state_index", Form::NumberOrNull),
            Self::Contact => ("contact_id", Form::NumberOrNull),
            Self::Skill => ("skill", Form::TextOrNull),
            Self::Media => ("media", Form::TextOrNull),
            Self::Detail => ("detail", Form::TextOrNull),
            Self::Derived => ("derived", Form::Flag),
            Self::Fetched => ("fetched_at", Form::Time),
        }
    }
}

/// The columns of states.
pub const STATES: Layout = &{
    let mut columns = [("", Form::Flag); COLUMNS];
    let mut place = 0;
    while place < COLUMNS {
        columns[place] = Column::ALL[place].about();
        place += 1;
    }
    columns
};

fn field((name, form): (&str, Form)) -> Result<Arc<Type>> {
    let (physical, repetition) = match form {
        Form::Text => (Physical::BYTE_ARRAY, Repetition::REQUIRED),
        Form::TextOrNull => (Physical::BYTE_ARRAY, Repetition::OPTIONAL),
        Form::Time | Form::Number => (Physical::INT64, Repetition::REQUIRED),
        Form::NumberOrNull => (Physical::INT64, Repetition::OPTIONAL),
        Form::Flag => (Physical::BOOLEAN, Repetition::REQUIRED),
    };
    let logical = match form {
        Form::Text | Form::TextOrNull => Some(LogicalType::String),
        Form::Time => Some(LogicalType::timestamp(true, TimeUnit::MILLIS)),
        Form::Number | Form::NumberOrNull | Form::Flag => None,
    };
    let converted = match form {
        Form::Text | Form::TextOrNull => ConvertedType::UTF8,
        Form::Time => ConvertedType::TIMESTAMP_MILLIS,
        Form::Number | Form::NumberOrNull | Form::Flag => ConvertedType::NONE,
    };
    let field = Type::primitive_type_builder(name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .with_converted_type(converted);
    field.build().map(Arc::new)
}

/// Columns as Parquet has them.
///
/// # Errors
/// Never: they are the same every time.
pub fn schema(layout: Layout) -> Result<Arc<Type>> {
    let fields = layout.iter().copied().map(field).collect::<Result<Vec<_>>>()?;
    Type::group_type_builder("state").with_fields(fields).build().map(Arc::new)
}

/// The same for readers of columns.
///
/// # Errors
/// Never.
pub fn descriptor(layout: Layout) -> Result<Arc<SchemaDescriptor>> {
    Ok(Arc::new(SchemaDescriptor::new(schema(layout)?)))
}
