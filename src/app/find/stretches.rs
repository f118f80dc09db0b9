//! Occurrences that fit a question, to be listed and stepped along.

use chrono::NaiveDate;

use super::asked::{Asked, Day};
use super::fit::{Fit, Text};
use model::dataset::Dataset;
use model::directory::Directory;
use model::occurrence::Occurrence;
use model::state::{ActivityId, Catalog};
use model::time::{Millis, Span};
use model::zone::{Moments, Zone};

/// Most days that are looked at one by one.
const MAX_DAYS: usize = 20_000;

/// Most words of a question that count.
const MAX_WORDS: usize = 60;

/// What is searched.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// What was loaded.
    pub data: &'a Dataset,
    /// Its words.
    pub index: &'a Index,
    /// The zone of times and days.
    pub zone: &'a Zone,
    /// The day that it is now.
    pub today: NaiveDate,
    /// The agents whose stretches are found, in row order: indices into [`Dataset::agents`].
    pub agents: &'a [usize],
    /// Which activities are shown, by their columns.
    pub shown: &'a [bool],
}

/// What can be found by its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// Of all agents: name, id, team.
    pub agents: Vec<Text>,
    /// Of all activities: state and reason.
    pub activities: Vec<Text>,
}

impl Index {
    /// Of what was loaded. Names that are hidden are found by nothing.
    pub fn new(data: &Dataset, people: &Directory) -> Self {
        let of_agent = |id| {
            let team = people.team(id).unwrap_or_default();
            Text::new(&format!("{} {id} {team}", people.name(id).unwrap_or_default()))
        };
        let catalog = &data.catalog;
        let of_activity = |id| {
            let (state, reason) = named(catalog, id);
            let code = if id.is_absence() { "" } else { catalog.code(id) };
            Text::new(&format!("{} {state} {code} {reason}", catalog.kind(id).label()))
        };
        Self {
            agents: data.agents.iter().map(|agent| of_agent(&agent.id)).collect(),
            activities: catalog.activities().map(|(id, _)| of_activity(id)).collect(),
        }
    }
}

/// What people read for an activity: its state, and its reason if it has one.
pub fn named(catalog: &Catalog, id: ActivityId) -> (&str, &str) {
    (catalog.label(id), catalog.activity(id).reason.as_deref().unwrap_or_default())
}

/// An occurrence that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The agent's place in [`Seen::agents`].
    pub place: usize,
    /// Its first segment.
    pub segment: usize,
    /// Its length in the range, in milliseconds.
    pub ms: i64,
}

/// Days of the range that are all of this, in order.
pub fn days(seen: &Seen, asked: &[Day]) -> Vec<(NaiveDate, Span)> {
    let mut days = seen.zone.days(seen.data.window, MAX_DAYS);
    days.retain(|(date, _)| asked.iter().all(|day| day.is(*date, seen.today)));
    days
}

/// The moments of these days at which clocks show a time: none where clocks pass over it, two where they
/// show it twice.
pub fn moments(seen: &Seen, time: chrono::NaiveTime, days: &[(NaiveDate, Span)]) -> Vec<Millis> {
    let of_day = |(date, _): &(NaiveDate, Span)| match seen.zone.moments(date.and_time(time)) {
        Moments::Once(at) => vec![at],
        Moments::Twice(first, second) => vec![first, second],
        Moments::Never { .. } => Vec::new(),
    };
    days.iter().flat_map(of_day).filter(|at| seen.data.window.contains(*at)).collect()
}

/// A question, held against what was loaded.
struct Wanted {
    /// Of each agent and each activity, which words they fit: one bit a word.
    by_agent: Vec<u64>,
    by_activity: Vec<u64>,
    all_words: u64,
    /// Whether a word has to name the activity: nothing else says what is wanted.
    is_named: bool,
    days: Option<Vec<Span>>,
    moments: Option<Vec<Millis>>,
}

/// Which of the texts a word fits; slips count only where nothing else fits.
fn fits(word: &str, index: &Index) -> Option<(Vec<bool>, Vec<bool>)> {
    let of = |texts: &[Text]| texts.iter().map(|text| text.fit(word)).collect::<Vec<_>>();
    let (agents, activities) = (of(&index.agents), of(&index.activities));
    let best = agents.iter().chain(&activities).flatten().min()?;
    let worst = if *best == Fit::Slip { Fit::Slip } else { Fit::Inside };
    let fit = |fits: Vec<Option<Fit>>| fits.iter().map(|fit| fit.is_some_and(|fit| fit <= worst)).collect();
    Some((fit(agents), fit(activities)))
}

impl Wanted {
    /// `None` where nothing can fit, or nothing is wanted.
    fn new(seen: &Seen, asked: &Asked) -> Option<Self> {
        let index = seen.index;
        let mut wanted = Self {
            by_agent: vec![0; index.agents.len()],
            by_activity: vec![0; index.activities.len()],
            all_words: 0,
            is_named: asked.time.is_none() && !asked.has_length(),
            days: None,
            moments: None,
        };
        let mut conditions = asked.days.clone();
        let mut words: Vec<(&str, Option<Day>)> =
            asked.words.iter().map(|word| (word.as_str(), None)).collect();
        words.extend(asked.perhaps.iter().map(|(word, day)| (word.as_str(), Some(*day))));
        for (place, (word, day)) in words.into_iter().take(MAX_WORDS).enumerate() {
            let fits_well = |text: &&Text| text.fit(word).is_some_and(|fit| fit < Fit::Inside);
            let is_word = || index.agents.iter().chain(&index.activities).find(fits_well).is_some();
            match day {
                Some(day) if !is_word() => conditions.push(day),
                _ => wanted.add(1 << place, fits(word, index)?),
            }
        }
        if wanted.is_named && wanted.by_activity.iter().all(|bits| *bits == 0) {
            return None;
        }
        let days = (!conditions.is_empty() || asked.time.is_some()).then(|| days(seen, &conditions));
        wanted.moments = asked.time.zip(days.as_ref()).map(|(time, days)| moments(seen, time, days));
        wanted.days = days.map(|days| days.into_iter().map(|(_, span)| span).collect());
        Some(wanted)
    }

    fn add(&mut self, bit: u64, (agents, activities): (Vec<bool>, Vec<bool>)) {
        self.all_words |= bit;
        for (bits, fits) in [(&mut self.by_agent, agents), (&mut self.by_activity, activities)] {
            bits.iter_mut().zip(fits).filter(|(_, fits)| *fits).for_each(|(bits, _)| *bits |= bit);
        }
    }

    fn fits_time(&self, span: Span) -> bool {
        match (&self.moments, &self.days) {
            (Some(moments), _) => {
                let next = moments.partition_point(|at| *at < span.start);
                moments.get(next).is_some_and(|at| span.contains(*at))
            }
            (None, Some(days)) => {
                let next = days.partition_point(|day| day.end <= span.start);
                days.get(next).is_some_and(|day| day.start < span.end)
            }
            (None, None) => true,
        }
    }
}

/// The occurrences that fit a question, in the order of rows. What is named by no word is work: no absence,
/// and not logged out.
pub fn hits(seen: &Seen, asked: &Asked) -> Vec<Hit> {
    let Some(wanted) = Wanted::new(seen, asked) else { return Vec::new() };
    let catalog = &seen.data.catalog;
    let usable: Vec<Option<u64>> = catalog
        .activities()
        .zip(seen.shown.iter().zip(&wanted.by_activity))
        .map(|((_, activity), (is_shown, bits))| {
            let is_wanted =
                if wanted.is_named { *bits != 0 } else { *bits != 0 || activity.kind.is_logged_in() };
            (*is_shown && is_wanted).then_some(*bits)
        })
        .collect();
    let mut found = Vec::new();
    for (place, agent) in seen.agents.iter().enumerate() {
        let (Some(timeline), Some(of_agent)) = (seen.data.agents.get(*agent), wanted.by_agent.get(*agent))
        else {
            continue;
        };
        let first = found.len();
        timeline.lane.for_each_occurrence(timeline.index.columns(), |occurrence| {
            let Occurrence { first: segment, activity, span } = occurrence;
            let bits = usable.get(activity.column()).copied().flatten();
            let is_asked = bits.is_some_and(|bits| bits | of_agent == wanted.all_words);
            if is_asked && asked.fits_length(span.len()) && wanted.fits_time(span) {
                found.push(Hit { place, segment, ms: span.len() });
            }
        });
        found[first..].sort_unstable();
    }
    found
}

/// The longest of them, at most so many, the longest first.
pub fn longest(hits: &[Hit], most: usize) -> Vec<Hit> {
    let mut hits = hits.to_vec();
    let longer = |hit: &Hit| (std::cmp::Reverse(hit.ms), hit.place, hit.segment);
    if hits.len() > most {
        hits.select_nth_unstable_by_key(most, longer);
        hits.truncate(most);
    }
    hits.sort_unstable_by_key(longer);
    hits
}

#[cfg(test)]
mod tests;
