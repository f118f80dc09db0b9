//! The form: what a person typed.

mod times;

use super::base::BaseUrl;
use super::config::Config;
use super::link::Link;
use super::range::{Range, Relative};
use super::source::SourceKind;
use super::target::{DEFAULT_API, Field, FormError, Target};
use crate::app::words::form as words;
use data::acw::AcwRule;
use data::query::{Agents, Query, QueryError, Settings, parse_agents};
use model::locale::in_force;
use model::time::{DAY, Millis, Span};
use model::zone::Zone;
pub use times::{parse_wall_clock, wall_clock};

/// What a person typed. The access token is not part of it: it lives in memory alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What is loaded from.
    pub source: SourceKind,
    /// Address of the archive, as it was typed.
    pub archive: String,
    /// The host's setting for it, as long as it is left to that.
    pub host_archive: Option<BaseUrl>,
    /// API or proxy URL, or a path on this origin, as it was typed.
    pub base: String,
    /// The host's setting for it, as long as it is left to that.
    pub host_base: Option<BaseUrl>,
    /// Name of the API as links write it.
    pub api: String,
    /// Agent IDs, apart by commas, or `all`.
    pub agent: String,
    /// A range that moves with time; `None` when start and end are typed.
    pub range: Option<Relative>,
    /// Typed start on the chosen zone's wall clock, `YYYY-MM-DDTHH:MM[:SS]`.
    pub from: String,
    /// Typed end, likewise.
    pub to: String,
    /// Records a page; empty for as many as the API gives.
    pub page_size: String,
    /// Most pages before asking.
    pub max_pages: String,
    /// Reporting v2: aggregation interval; normally empty.
    pub interval: String,
    /// CXone: version in its paths.
    pub api_version: String,
    /// CXone: days to look back for the state carried in.
    pub look_back_days: String,
    /// CXone: whether customers' numbers and addresses are asked for.
    pub addresses: bool,
    /// CXone: words in the names of unavailable codes that make them after-call work, apart by
    /// commas; what the tenant says of its codes counts for more.
    pub acw_words: String,
    /// CXone: whether schedules are fetched, too.
    pub schedules: bool,
}

impl Form {
    /// A form filled in from a host's settings and a link, the link counting for more. A base in
    /// the link is not taken over: a person is asked about it first.
    pub fn new(config: &Config, link: &Link, zone: &Zone) -> Self {
        let settings = Settings::default();
        let range = match link.range {
            Some(Range::Relative(relative)) => Some(relative),
            Some(Range::Typed(_)) => None,
            None => Some(relative(config.range.as_deref())),
        };
        let typed = match link.range {
            Some(Range::Typed(span)) => Some(span),
            _ => None,
        };
        let wall = |t: Option<Millis>| t.map_or_else(String::new, |t| wall_clock(t, zone));
        Self {
            source: link.source.unwrap_or(config.source()),
            archive: config.archive.as_ref().map(ToString::to_string).unwrap_or_default(),
            host_archive: config.archive.clone(),
            base: config.base.as_ref().map(ToString::to_string).unwrap_or_default(),
            host_base: config.base.clone(),
            api: link.api.clone().or(config.api.clone()).unwrap_or(DEFAULT_API.to_owned()),
            agent: match &link.agents {
                None => config.agent.clone().unwrap_or_default(),
                Some(Agents::All) => "all".to_owned(),
                Some(Agents::Named(ids)) => ids.join(", "),
            },
            range,
            from: wall(typed.map(|span| span.start)),
            to: wall(typed.map(|span| span.end)),
            page_size: String::new(),
            max_pages: config.max_pages.map_or(settings.max_pages, |n| n as usize).to_string(),
            interval: config.interval.clone().unwrap_or_default(),
            api_version: config.api_version.clone().unwrap_or(settings.api_version),
            look_back_days: (settings.look_back_ms / DAY).to_string(),
            addresses: false,
            acw_words: settings.acw.words.join(", "),
            schedules: config.schedules,
        }
    }

    /// What the form comes down to at this moment.
    ///
    /// # Errors
    /// Everything that keeps it from being sent, in the order of the fields.
    pub fn target(&self, now: Millis, zone: &Zone) -> Result<Target, Vec<FormError>> {
        let mut errors = Vec::new();
        let base = self.checked_base().map_err(|error| errors.push(error)).unwrap_or_default();
        let agents = parse_agents(&self.agent).map_err(|error| errors.push(FormError::Query(error)));
        let range = self.chosen_range(zone, &mut errors);
        let settings = self.settings(&mut errors);
        let span = range.span(now, zone);
        if span.is_empty() && !errors.iter().any(|e| matches!(e, FormError::BadTime(_))) {
            errors.push(FormError::Query(QueryError::StartNotBeforeEnd));
        }
        match agents {
            Ok(agents) if errors.is_empty() => {
                let (source, api) = (self.source, self.api.clone());
                Ok(Target { source, base, api, range, query: Query { agents, span, settings } })
            }
            _ => Err(errors),
        }
    }

    /// The address to load from.
    ///
    /// # Errors
    /// When it is none, or is plain HTTP to another machine.
    pub fn checked_base(&self) -> Result<BaseUrl, FormError> {
        match (self.source, self.host_base()) {
            (_, Some(base)) => Ok(base.clone()),
            (SourceKind::Api, None) => BaseUrl::parse(&self.base).map_err(FormError::Base),
            (SourceKind::Archive, None) => {
                BaseUrl::parse_archive(&self.archive).map_err(FormError::ArchiveAddress)
            }
        }
    }

    /// The address of the API, whatever is loaded from; `None` where it is none.
    pub fn api_base(&self) -> Option<BaseUrl> {
        self.host_base.clone().or_else(|| BaseUrl::parse(&self.base).ok())
    }

    /// The host's setting of the address, as long as it is left to that.
    pub fn host_base(&self) -> Option<&BaseUrl> {
        match self.source {
            SourceKind::Api => self.host_base.as_ref(),
            SourceKind::Archive => self.host_archive.as_ref(),
        }
    }

    /// Fills in a base in the place of what was typed or set.
    pub fn use_base(&mut self, base: &BaseUrl) {
        let (typed, set) = match self.source {
            SourceKind::Api => (&mut self.base, &mut self.host_base),
            SourceKind::Archive => (&mut self.archive, &mut self.host_archive),
        };
        *typed = base.to_string();
        *set = None;
    }

    /// Lets go the host's setting of the address, so that another can be typed.
    pub fn use_another(&mut self) {
        match self.source {
            SourceKind::Api => self.host_base = None,
            SourceKind::Archive => self.host_archive = None,
        }
    }

    fn chosen_range(&self, zone: &Zone, errors: &mut Vec<FormError>) -> Range {
        if let Some(relative) = self.range {
            return Range::Relative(relative);
        }
        let mut read = |text: &str, field| {
            let moment = parse_wall_clock(text, zone);
            moment.unwrap_or_else(|| {
                errors.push(FormError::BadTime(field));
                Millis(0)
            })
        };
        Range::Typed(Span { start: read(&self.from, Field::From), end: read(&self.to, Field::To) })
    }

    fn acw_words(&self) -> Vec<String> {
        let words = self.acw_words.split(',').map(str::trim);
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    /// The version in the paths of the CXone API.
    pub fn version(&self) -> String {
        match self.api_version.trim() {
            "" => Settings::default().api_version,
            version => version.to_owned(),
        }
    }

    fn settings(&self, errors: &mut Vec<FormError>) -> Settings {
        let usual = Settings::default();
        let mut number = |label, text: &str, usual: usize| match text.trim() {
            "" => usual,
            text => text.parse().ok().filter(|&n| n > 0).unwrap_or_else(|| {
                errors.push(FormError::BadNumber(label));
                usual
            }),
        };
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Settings {
            page_size: Some(number(words::RECORDS_PER_PAGE, &self.page_size, 0)).filter(|&size| size > 0),
            max_pages: number(words::MAX_PAGES, &self.max_pages, usual.max_pages),
            interval: text(&self.interval),
            api_version: self.version(),
            look_back_ms: number(words::DAYS_TO_LOOK_BACK, &self.look_back_days, 1).min(31) as i64 * DAY,
            addresses: self.addresses,
            acw: AcwRule { words: self.acw_words(), ..AcwRule::default() },
        }
    }
}

/// What the host's settings begin with: its weeks are the reader's.
fn relative(word: Option<&str>) -> Relative {
    word.and_then(|word| Relative::of_word(word, in_force().week)).unwrap_or(Relative::Last24Hours)
}

#[cfg(test)]
mod tests;
