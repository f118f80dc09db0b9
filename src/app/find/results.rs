//! What fits a question, in groups.

use super::asked::{Asked, read};
use super::fit::{Fit, best, without_slips};
use super::offers::{Act, Group, Kind, MAX, Offer};
use super::steps::Steps;
use super::stretches::{Hit, Seen, days, hits, longest, moments, named};
use super::zones;
use crate::app::words::find as words;
use model::directory::Directory;
use model::format::{date, date_to_minute, duration_words, exact_words, isolated, number, span_to_minute};
use model::state::ActivityId;

/// What is asked about what was loaded.
#[derive(Clone, Copy)]
struct Question<'a> {
    text: &'a str,
    asked: &'a Asked,
    seen: &'a Seen<'a>,
    people: &'a Directory,
}

impl Question<'_> {
    fn group(kind: Kind, count: usize, fit: Fit, offers: impl Iterator<Item = Offer>) -> Option<Group> {
        (count > 0).then(|| Group { kind, count, offers: offers.take(MAX).collect(), fit })
    }

    fn name(&self, agent: usize) -> String {
        let id = self.seen.data.agents.get(agent).map(|agent| &agent.id);
        id.map_or_else(String::new, |id| isolated(self.people.label(id)).into_owned())
    }

    fn agents(&self) -> Option<Group> {
        let found = best(self.seen.index.agents.iter(), &self.asked.all_words());
        let offer = |(_, agent): &(_, usize)| {
            let id = &self.seen.data.agents.get(*agent)?.id;
            let named = self.people.name(id).map(|_| &**id);
            let detail: Vec<_> = named.into_iter().chain(self.people.team(id)).map(isolated).collect();
            Some(Offer {
                label: self.name(*agent),
                detail: detail.join(" · "),
                figure: String::new(),
                act: Act::Agent(*agent),
            })
        };
        let fit = found.first()?.0.worst;
        Self::group(Kind::Agents, found.len(), fit, found.iter().filter_map(offer))
    }

    fn activity(&self, hit: &Hit) -> ActivityId {
        let agent = self.seen.agents.get(hit.place).and_then(|agent| self.seen.data.agents.get(*agent));
        agent.map_or(ActivityId::UNKNOWN, |agent| agent.lane.activity(hit.segment))
    }

    /// How well those words fit states and reasons that fit any.
    fn named(&self) -> Option<Fit> {
        let activities = &self.seen.index.activities;
        let fit = |word: String| activities.iter().filter_map(|text| text.fit(&word)).min();
        self.asked.all_words().into_iter().filter_map(fit).max()
    }

    /// The states and reasons that occur among the hits, the most time first. Without a word for them they
    /// are not asked for.
    fn states(&self, hits: &[Hit]) -> Option<Group> {
        let fit = self.named()?;
        let mut sums = vec![(0_usize, 0_i64); self.seen.data.catalog.len()];
        for hit in hits {
            let (count, ms) = &mut sums[self.activity(hit).column()];
            (*count, *ms) = (*count + 1, *ms + hit.ms);
        }
        // What people read as one is one.
        let mut named_sums: Vec<((&str, &str), usize, i64)> = Vec::new();
        let mut ids: Vec<ActivityId> = self.seen.data.catalog.activities().map(|(id, _)| id).collect();
        ids.sort_by_key(|id| named(&self.seen.data.catalog, *id));
        for id in ids {
            let (name, (count, ms)) = (named(&self.seen.data.catalog, id), sums[id.column()]);
            match named_sums.last_mut() {
                Some(last) if last.0 == name => (last.1, last.2) = (last.1 + count, last.2 + ms),
                _ => named_sums.push((name, count, ms)),
            }
        }
        named_sums.retain(|(_, count, _)| *count > 0);
        named_sums.sort_by_key(|(_, _, ms)| -ms);
        let offer = |((state, reason), count, ms): &((&str, &str), usize, i64)| {
            let label = if reason.is_empty() { state } else { reason };
            let stretches =
                if *count == 1 { words::ONE_STRETCH.to_owned() } else { words::stretches(number(*count)) };
            let state_too =
                if reason.is_empty() { String::new() } else { format!("{} · ", isolated(state)) };
            Offer {
                label: isolated(label).into_owned(),
                detail: format!("{state_too}{stretches}"),
                figure: duration_words(*ms),
                act: Act::Steps(Steps {
                    text: self.text.to_owned(),
                    only: Some(((*state).to_owned(), (*reason).to_owned())),
                    from: None,
                }),
            }
        };
        Self::group(Kind::States, named_sums.len(), fit, named_sums.iter().map(offer))
    }

    fn stretch(&self, hit: &Hit) -> Option<Offer> {
        let Seen { data, zone, agents, .. } = *self.seen;
        let agent = *agents.get(hit.place)?;
        let timeline = data.agents.get(agent)?;
        let span = timeline.index.occurrence(&timeline.lane, hit.segment).span;
        let (state, reason) = named(&data.catalog, self.activity(hit));
        let who = if data.agents.len() > 1 { format!("{} · ", self.name(agent)) } else { String::new() };
        Some(Offer {
            label: isolated(if reason.is_empty() { state } else { reason }).into_owned(),
            detail: format!("{who}{}", span_to_minute(span, zone)),
            figure: exact_words(hit.ms),
            act: Act::Steps(Steps {
                text: self.text.to_owned(),
                only: None,
                from: Some((agent, hit.segment)),
            }),
        })
    }

    fn stretches(&self, hits: &[Hit]) -> Option<Group> {
        let fit = self.named().filter(|_| !self.asked.has_length()).unwrap_or(Fit::Whole);
        let listed = longest(hits, MAX);
        Self::group(Kind::Stretches, hits.len(), fit, listed.iter().filter_map(|hit| self.stretch(hit)))
    }

    /// Times and days: those of one agent where the other words name one.
    fn moments(&self) -> Option<Group> {
        let Seen { data, zone, .. } = *self.seen;
        let conditions = self.asked.all_days();
        if self.asked.has_length() || conditions.is_empty() && self.asked.time.is_none() {
            return None;
        }
        let words = &self.asked.words;
        let of_agent = best(self.seen.index.agents.iter(), words).first().map(|(_, agent)| *agent);
        if of_agent.is_none() && !words.is_empty() {
            return None;
        }
        let who = of_agent.map_or_else(String::new, |agent| self.name(agent));
        let offer = |label: String, act| Offer { label, detail: who.clone(), figure: String::new(), act };
        let days = days(self.seen, &conditions);
        // What may be a name as well comes after names.
        let fit =
            if self.asked.days.is_empty() && self.asked.time.is_none() { Fit::Begins } else { Fit::Whole };
        let Some(time) = self.asked.time else {
            let offers = days.iter().map(|(_, day)| {
                let day = day.intersect(data.window);
                offer(date(day.start, zone), Act::Day(day, of_agent))
            });
            return Self::group(Kind::Days, days.len(), fit, offers);
        };
        let moments = moments(self.seen, time, &days);
        let offers = moments.iter().map(|&at| offer(date_to_minute(at, zone), Act::Moment(at, of_agent)));
        Self::group(Kind::Times, moments.len(), fit, offers)
    }
}

/// Time zones that fit, with how far each is from UTC; those alone that the browser knows. One that stands in
/// no table is found by its whole name.
fn zones(text: &str, offset: &dyn Fn(&str) -> Option<String>) -> Option<Group> {
    let found = zones::find(text);
    let offer = |name: &str, city: String, about: String| {
        let about = if about.is_empty() { String::new() } else { format!("{about} · ") };
        let figure = offset(name)?;
        let act = Act::Zone(name.to_owned());
        Some(Offer { label: city, detail: format!("{about}{name}"), figure, act })
    };
    let offers = found.offers().filter_map(|zone| offer(zone.name, zone.city, zone.about));
    let listed = Question::group(Kind::Zones, found.count(), found.fit.unwrap_or(Fit::Whole), offers);
    let name = text.trim();
    let unlisted = || {
        let offer = name.contains('/').then(|| offer(name, zones::city(name), String::new()))??;
        Question::group(Kind::Zones, 1, Fit::Whole, std::iter::once(offer))
    };
    listed.or_else(unlisted)
}

/// All that fits a question, the best group first. Before anything was loaded that is time zones alone.
/// `offset` says how far a zone is from UTC, and nothing of a zone that is not known.
pub fn find(
    text: &str,
    loaded: Option<(&Seen, &Directory)>,
    offset: &dyn Fn(&str) -> Option<String>,
) -> Vec<Group> {
    let asked = read(text);
    let mut groups = Vec::new();
    if let Some((seen, people)) = loaded {
        let question = Question { text, asked: &asked, seen, people };
        let hits = hits(seen, &asked);
        groups.extend(question.agents());
        groups.extend(question.states(&hits).filter(|_| !asked.longest));
        groups.extend(question.stretches(&hits));
        groups.extend(question.moments());
    }
    let asks_no_zone = asked.has_length() || asked.time.is_some() || !asked.days.is_empty();
    groups.extend(zones(text, offset).filter(|_| !asks_no_zone));
    groups.retain(|group| !group.offers.is_empty());
    without_slips(&mut groups, |group| group.fit);
    groups.sort_by_key(|group| (group.fit, group.kind));
    groups
}

#[cfg(test)]
mod tests;
