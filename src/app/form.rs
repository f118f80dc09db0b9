//! The form: what a person typed.

use super::base::BaseUrl;
use super::config::Config;
use super::link::Link;
use super::range::{Range, Relative};
use super::target::{DEFAULT_API, Field, FormError, Target};
use data::acw::AcwRule;
use data::query::{Agents, Query, QueryError, Settings, parse_agents};
use model::format::{iso_date, seconds_text};
use model::time::{DAY, Millis, Span, parse_timestamp};
use model::zone::Zone;

/// What a person typed. The access token is not part of it: it lives in memory alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
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
    pub most_pages: String,
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
            most_pages: config.most_pages.map_or(settings.most_pages, |n| n as usize).to_string(),
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
                Ok(Target { base, api: self.api.clone(), range, query: Query { agents, span, settings } })
            }
            _ => Err(errors),
        }
    }

    /// The address to load from.
    ///
    /// # Errors
    /// When it is none, or is plain HTTP to another machine.
    pub fn checked_base(&self) -> Result<BaseUrl, FormError> {
        match &self.host_base {
            Some(base) => Ok(base.clone()),
            None => BaseUrl::parse(&self.base).map_err(FormError::Base),
        }
    }

    /// Fills in a base in the place of what was typed or set.
    pub fn use_base(&mut self, base: &BaseUrl) {
        self.base = base.to_string();
        self.host_base = None;
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
            page_size: Some(number("Records per page", &self.page_size, 0)).filter(|&size| size > 0),
            most_pages: number("Most pages", &self.most_pages, usual.most_pages),
            interval: text(&self.interval),
            api_version: text(&self.api_version).unwrap_or(usual.api_version.clone()),
            look_back_ms: number("Days to look back", &self.look_back_days, 1).min(31) as i64 * DAY,
            addresses: self.addresses,
            acw: AcwRule { words: self.acw_words(), ..AcwRule::default() },
        }
    }
}

fn relative(word: Option<&str>) -> Relative {
    let found = Relative::ALL.into_iter().find(|(_, known)| Some(*known) == word);
    found.map_or(Relative::Last24Hours, |(relative, _)| relative)
}

/// Length of `YYYY-MM-DD`.
const DATE_LEN: usize = 10;

/// A moment as a date-and-time field holds it: `YYYY-MM-DDTHH:MM:SS` on the zone's wall clock.
pub fn wall_clock(t: Millis, zone: &Zone) -> String {
    let local = zone.local(t);
    format!("{}T{}", iso_date(local.date()), seconds_text(local))
}

/// Reads what a date-and-time field holds; a text with `Z` is UTC whatever the zone.
pub fn parse_wall_clock(text: &str, zone: &Zone) -> Option<Millis> {
    let text = text.trim();
    if text.ends_with('Z') {
        return model::time::parse_strict_utc(text);
    }
    let (_, time) = text.split_at_checked(DATE_LEN)?;
    // A wall clock has no offset: what is read as UTC is what it shows.
    let shown = parse_timestamp(text.as_bytes()).filter(|_| !time.contains(['z', '+', '-']))?;
    Some(zone.instant(Zone::utc().local(shown)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::base::BaseError;
    use crate::app::link;
    use crate::app::target::link_of;

    const UUID: &str = "00000000-0000-0000-0000-000000000000";

    fn form() -> Form {
        let link = link::parse(&format!("agent={UUID}&start=2026-11-03T00:00:00Z&end=2026-11-04T00:00:00Z"));
        let mut form = Form::new(&Config::default(), &link, &Zone::utc());
        form.base = "https://api-na1.niceincontact.com/".to_owned();
        form
    }

    fn errors(form: &Form) -> Vec<FormError> {
        form.target(Millis(0), &Zone::utc()).unwrap_err()
    }

    #[test]
    fn a_form_comes_down_to_a_target() {
        let target = form().target(Millis(0), &Zone::utc()).unwrap();
        assert_eq!(target.base.as_str(), "https://api-na1.niceincontact.com");
        assert_eq!(target.query.span.len(), DAY);
        assert_eq!(target.query.agents, Agents::Named(vec![UUID.into()]));
        assert_eq!(target.query.settings, Settings::default());
    }

    #[test]
    fn every_fault_is_named_at_its_field() {
        let faulty = Form {
            base: String::new(),
            agent: String::new(),
            from: "yesterday".to_owned(),
            most_pages: "many".to_owned(),
            ..form()
        };
        let fields: Vec<_> = errors(&faulty).iter().map(FormError::field).collect();
        assert_eq!(fields, [Field::Base, Field::Agent, Field::From, Field::Advanced]);
        let backwards = Form { to: "2026-11-02T00:00".to_owned(), ..form() };
        assert_eq!(errors(&backwards), [FormError::Query(QueryError::StartNotBeforeEnd)]);
    }

    #[test]
    fn typed_times_follow_the_zone() {
        let zone = Zone::new("x", 3_600, vec![]);
        let utc = parse_wall_clock("2026-11-03T12:00", &Zone::utc()).unwrap();
        assert_eq!(parse_wall_clock("2026-11-03 12:00:00", &zone), Some(utc + -3_600_000));
        assert_eq!(parse_wall_clock("2026-11-03T12:00:00Z", &zone), Some(utc));
        assert_eq!(parse_wall_clock(&wall_clock(utc, &zone), &zone), Some(utc));
        assert_eq!(parse_wall_clock("", &zone), None);
    }

    #[test]
    fn a_link_says_no_more_than_it_must() {
        let target = form().target(Millis(0), &Zone::utc()).unwrap();
        let set = Config { base: Some(target.base.clone()), ..Config::default() };
        assert_eq!(link_of(&target, &set).base, None);
        assert_eq!(link_of(&target, &set).api, None);
        assert_eq!(link_of(&target, &Config::default()).base, Some(target.base));
    }

    #[test]
    fn a_base_in_a_link_is_not_taken_over() {
        let link = link::parse("agent=1&base=https://evil.example.com");
        assert_eq!(Form::new(&Config::default(), &link, &Zone::utc()).base, "");
    }

    #[test]
    fn what_the_host_has_set_counts_until_another_is_taken() {
        for text in ["", "/cxone", "https://proxy.example.com"] {
            let set = BaseUrl::try_from(text.to_owned()).unwrap();
            let config = Config { base: Some(set.clone()), ..Config::default() };
            let mut form = Form::new(&config, &Link::default(), &Zone::utc());
            assert_eq!(form.checked_base(), Ok(set));
            let other = BaseUrl::parse("https://other.example.com").unwrap();
            form.use_base(&other);
            assert_eq!(form.checked_base(), Ok(other));
        }
        let mut form = form();
        form.base = String::new();
        assert_eq!(form.checked_base(), Err(FormError::Base(BaseError::Missing)));
    }
}
