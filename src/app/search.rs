//! Finding what occurred: by state, reason, time of day or least duration.

use chrono::NaiveTime;
use model::dataset::Dataset;
use model::occurrence::Occurrence;
use model::state::{ActivityId, Catalog};
use model::time::{HOUR, MINUTE, SECOND, Span};
use model::timeline::AgentTimeline;
use model::zone::Zone;

/// What a person typed, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words that state, reason or record must contain, in lower case.
    words: Vec<String>,
    /// Shortest length, in milliseconds.
    at_least_ms: i64,
    /// Longest length, in milliseconds.
    at_most_ms: Option<i64>,
    /// A time of day that it must cover.
    time: Option<NaiveTime>,
}

/// Reads a search: words, `>5m` or `<30s` (also `>1h30m`), and times of day such as `12:05`.
pub fn parse(text: &str) -> Query {
    let mut query = Query::default();
    for word in text.split_whitespace() {
        if let Some(ms) = word.strip_prefix('>').and_then(parse_length) {
            query.at_least_ms = query.at_least_ms.max(ms);
        } else if let Some(ms) = word.strip_prefix('<').and_then(parse_length) {
            query.at_most_ms = Some(query.at_most_ms.map_or(ms, |most| most.min(ms)));
        } else if let Some(time) = parse_time(word) {
            query.time = Some(time);
        } else {
            query.words.push(word.to_lowercase());
        }
    }
    query
}

/// `90s`, `5m`, `1h30m`, or a plain number of minutes → milliseconds.
fn parse_length(text: &str) -> Option<i64> {
    if let Ok(minutes) = text.parse::<u32>() {
        return Some(i64::from(minutes) * MINUTE);
    }
    let mut total = 0_i64;
    let mut digits = String::new();
    for c in text.chars() {
        let unit = match c {
            '0'..='9' => {
                digits.push(c);
                continue;
            }
            'h' => HOUR,
            'm' => MINUTE,
            's' => SECOND,
            _ => return None,
        };
        total = total.checked_add(digits.parse::<u32>().ok().map(i64::from)?.checked_mul(unit)?)?;
        digits.clear();
    }
    (digits.is_empty() && total > 0).then_some(total)
}

/// `12:05` or `12:05:30`.
fn parse_time(text: &str) -> Option<NaiveTime> {
    let reads = |format| NaiveTime::parse_from_str(text, format).ok();
    reads("%H:%M:%S").or_else(|| reads("%H:%M"))
}

impl Query {
    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Which activities contain all the words, one entry an activity.
    fn activities(&self, catalog: &Catalog) -> Vec<bool> {
        let matches = |(id, activity): (ActivityId, &model::state::Activity)| {
            let text = format!(
                "{} {} {}",
                catalog.label(id),
                catalog.code(id),
                activity.reason.as_deref().unwrap_or_default()
            );
            let text = text.to_lowercase();
            self.words.iter().all(|word| text.contains(word))
        };
        catalog.activities().map(matches).collect()
    }

    fn fits_length(&self, ms: i64) -> bool {
        ms >= self.at_least_ms && self.at_most_ms.is_none_or(|most| ms <= most)
    }

    fn fits_time(&self, span: Span, zone: &Zone) -> bool {
        self.time.is_none_or(|time| {
            let at = zone.instant(zone.date(span.start).and_time(time));
            let next = zone.date(span.start).succ_opt().map(|day| zone.instant(day.and_time(time)));
            span.contains(at) || next.is_some_and(|next| span.contains(next))
        })
    }
}

/// The occurrences of one agent that fit a query, each as its first segment, in order. Nothing fits an
/// empty query.
pub fn hits(data: &Dataset, agent: &AgentTimeline, query: &Query, zone: &Zone) -> Vec<usize> {
    if query.is_empty() {
        return Vec::new();
    }
    hits_among(&query.activities(&data.catalog), agent, query, zone)
}

/// The same of a query that is not empty, where it is known which activities fit.
fn hits_among(wanted: &[bool], agent: &AgentTimeline, query: &Query, zone: &Zone) -> Vec<usize> {
    let mut hits = Vec::new();
    agent.lane.for_each_occurrence(agent.index.columns(), |Occurrence { first, activity, span }| {
        if wanted[activity.column()] && query.fits_length(span.len()) && query.fits_time(span, zone) {
            hits.push(first);
        }
    });
    hits.sort_unstable();
    hits
}

/// The occurrences of several agents that fit a query: pairs of an agent's place in `agents` (indices
/// into [`Dataset::agents`]) and a first segment, in order.
pub fn hits_of(data: &Dataset, agents: &[usize], query: &Query, zone: &Zone) -> Vec<(usize, usize)> {
    if query.is_empty() {
        return Vec::new();
    }
    let wanted = query.activities(&data.catalog);
    let of_agent = |(place, &agent): (usize, &usize)| {
        let found = data.agents.get(agent).map(|agent| hits_among(&wanted, agent, query, zone));
        let found = found.unwrap_or_default();
        found.into_iter().map(move |segment| (place, segment))
    };
    agents.iter().enumerate().flat_map(of_agent).collect()
}

/// The hit to go to next from `current`, around the ends.
pub fn step<T: Ord + Copy>(hits: &[T], current: Option<T>, forward: bool) -> Option<T> {
    let Some(current) = current else {
        return if forward { hits.first() } else { hits.last() }.copied();
    };
    if forward {
        let after = hits.partition_point(|&hit| hit <= current);
        hits.get(after).or(hits.first()).copied()
    } else {
        let before = hits.partition_point(|&hit| hit < current);
        before.checked_sub(1).and_then(|i| hits.get(i)).or(hits.last()).copied()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use model::dataset::DatasetInput;
    use model::page::{PageBuilder, Part, Series};
    use model::record::{Durations, Record};
    use model::state::{Reading, StateKind};
    use model::time::Millis;

    fn data() -> Dataset {
        let mut catalog = Catalog::default();
        let ready = catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
        let lunch = catalog.intern("NOT_READY", Some("Lunch"), |_| Reading::known(StateKind::NotReady));
        of(catalog, &[(0, ready), (60, lunch), (90, ready), (91, lunch), (92, ready)])
    }

    fn of(catalog: Catalog, records: &[(i64, ActivityId)]) -> Dataset {
        let mut page = PageBuilder::new();
        for &(minute, activity) in records {
            page.push(&"a".into(), Record::new(Millis(minute * MINUTE), activity, None));
        }
        let window = Span::new(0, 4 * HOUR);
        let durations = Durations::OfPreviousState;
        let series = [Series::new(None, window, vec![Part::Page(Arc::new(page.finish()))], durations)];
        Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
    }

    fn found(text: &str) -> Vec<usize> {
        let data = data();
        hits(&data, &data.agents[0], &parse(text), &Zone::utc())
    }

    #[test]
    fn searches_by_words_lengths_and_times() {
        assert_eq!(found("lunch"), [1, 3]);
        assert_eq!(found("not ready lunch"), [1, 3]);
        assert_eq!(found("lunch >5m"), [1]);
        assert_eq!(found("<1m30s"), [2, 3]);
        assert_eq!(found("01:15"), [1]);
        assert_eq!(found("ready"), [0, 1, 2, 3, 4]);
        assert!(found("").is_empty() && found("nothing").is_empty());
    }

    /// Lunch from 60 to 90 minutes, which a login of no length and records that repeat it cut in three.
    #[test]
    fn what_is_cut_is_found_once_with_its_whole_length() {
        let mut catalog = data().catalog;
        let login = catalog.intern("LOGIN", None, |_| Reading::known(StateKind::LoggedIn));
        let (ready, lunch) = (ActivityId(3), ActivityId(4));
        let cut = [(0, ready), (60, lunch), (75, lunch), (80, login), (80, lunch), (90, ready)];
        let data = of(catalog, &cut);
        let found = |text: &str| hits(&data, &data.agents[0], &parse(text), &Zone::utc());
        assert_eq!(found("lunch"), [1]);
        assert_eq!(found("lunch >20m"), [1]);
        assert!(found("lunch <29m").is_empty());
        assert_eq!(found("01:25 >16"), [1]);
        assert_eq!(found("<1s"), [3]);
    }

    #[test]
    fn hits_of_many_follow_the_order_of_rows() {
        let data = data();
        let found = hits_of(&data, &[0, 7, 0], &parse("lunch"), &Zone::utc());
        assert_eq!(found, [(0, 1), (0, 3), (2, 1), (2, 3)]);
    }

    #[test]
    fn lengths_are_read_in_every_form() {
        for (text, ms) in [("5m", 300_000), ("90s", 90_000), ("1h30m", 5_400_000), ("2", 120_000)] {
            assert_eq!(parse_length(text), Some(ms), "{text}");
        }
        for text in ["", "m", "5x", "5m3", "99999999999h"] {
            assert_eq!(parse_length(text), None, "{text}");
        }
    }

    #[test]
    fn steps_go_around_the_ends() {
        let hits = [2, 5, 9];
        assert_eq!(step(&hits, None, true), Some(2));
        assert_eq!(step(&hits, Some(5), true), Some(9));
        assert_eq!(step(&hits, Some(9), true), Some(2));
        assert_eq!(step(&hits, Some(3), false), Some(2));
        assert_eq!(step(&hits, Some(2), false), Some(9));
        assert_eq!(step(&[], Some(2), true), None);
        assert_eq!(step(&[(0, 4), (1, 2)], Some((0, 9)), true), Some((1, 2)));
    }
}
