//! What a form comes down to: what is to be loaded and from where, or what keeps it from being sent.

use super::base::{BaseError, BaseUrl};
use super::config::Config;
use super::link::Link;
use super::range::Range;
use super::source::SourceKind;
use data::archive::ArchiveError;
use data::query::{Query, QueryError};
use model::record::AgentId;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// API or proxy URL.
    Base,
    /// Address of the archive.
    Archive,
    /// Agent ID.
    Agent,
    /// Start.
    From,
    /// End.
    To,
    /// One of the advanced settings.
    Advanced,
    /// None of them: the link.
    Link,
}

/// Why a form cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormError {
    /// What is wrong with the address.
    Base(BaseError),
    /// What is wrong with the archive's address.
    ArchiveAddress(BaseError),
    /// Why nothing can be loaded from the archive.
    Archive(ArchiveError),
    /// A start or end that is no date and time.
    BadTime(Field),
    /// A setting that is no number, by its label.
    BadNumber(&'static str),
    /// What the API demands.
    Query(QueryError),
    /// A name that several agents have, or a team as well.
    SeveralNamed {
        /// As it was typed.
        name: String,
        /// Who has it.
        agents: Vec<AgentId>,
        /// Whether a team has it, too.
        is_team: bool,
    },
    /// A link asks for more sample data than can be made up.
    SampleTooLarge,
}

impl FormError {
    /// The field to mend.
    pub fn field(&self) -> Field {
        match self {
            Self::Base(_) => Field::Base,
            Self::ArchiveAddress(_) | Self::Archive(_) => Field::Archive,
            Self::BadTime(field) => *field,
            Self::BadNumber(_) => Field::Advanced,
            Self::SeveralNamed { .. } => Field::Agent,
            Self::SampleTooLarge => Field::Link,
            Self::Query(error) => match error {
                QueryError::NoAgent | QueryError::BadAgent { .. } | QueryError::AllNotOffered => Field::Agent,
                QueryError::BadTime { .. }
                | QueryError::StartNotBeforeEnd
                | QueryError::OutOfCalendar
                | QueryError::TooMuch(_) => Field::From,
                QueryError::BadPageSize { .. } | QueryError::BadVersion { .. } => Field::Advanced,
            },
        }
    }
}

/// What is to be loaded, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What is loaded from.
    pub source: SourceKind,
    /// Address of the API or proxy, or of the archive.
    pub base: BaseUrl,
    /// Name of the API as links write it.
    pub api: String,
    /// The range as it was chosen.
    pub range: Range,
    /// The question.
    pub query: Query,
}

/// The API that is asked unless another is chosen.
pub const DEFAULT_API: &str = "reporting-v2";

/// The link to what a target loads: whoever opens it sees the same range. The base stands in it
/// only when it is not the host's own setting.
pub fn link_of(target: &Target, config: &Config) -> Link {
    let is_api = target.source == SourceKind::Api;
    Link {
        agents: Some(target.query.agents.clone()),
        range: Some(target.range),
        api: Some(target.api.clone())
            .filter(|api| is_api && *api != config.api.clone().unwrap_or(DEFAULT_API.to_owned())),
        source: Some(target.source).filter(|source| *source != config.source()),
        base: Some(target.base.clone()).filter(|base| config.base_of(target.source) != Some(base)),
        ..Link::default()
    }
}
