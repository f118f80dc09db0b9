//! What a form comes down to: what is to be loaded and from where, or what keeps it from being sent.

use super::base::{BaseError, BaseUrl};
use super::config::Config;
use super::link::Link;
use super::range::Range;
use data::query::{Query, QueryError};

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// API or proxy URL.
    Base,
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
    /// A start or end that is no date and time.
    BadTime(Field),
    /// A setting that is no number, by its label.
    BadNumber(&'static str),
    /// What the API demands.
    Query(QueryError),
    /// A link asks for more sample data than can be made up.
    SampleTooLarge,
}

impl FormError {
    /// The field to mend.
    pub fn field(&self) -> Field {
        match self {
            Self::Base(_) => Field::Base,
            Self::BadTime(field) => *field,
            Self::BadNumber(_) => Field::Advanced,
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
    /// Address of the API or proxy.
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
    Link {
        agents: Some(target.query.agents.clone()),
        range: Some(target.range),
        api: Some(target.api.clone())
            .filter(|api| *api != config.api.clone().unwrap_or(DEFAULT_API.to_owned())),
        base: Some(target.base.clone()).filter(|base| config.base.as_ref() != Some(base)),
        ..Link::default()
    }
}
