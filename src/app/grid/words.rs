//! What is spoken of a stretch.

use crate::app::row_figures::spoken;
use crate::app::words::spoken as words;
use model::dataset::Dataset;
use model::format::{date, minutes_text, number, unturned};
use model::limits::{Excess, Judged};
use model::state::{ActivityId, StateKind};
use model::time::{DAY, HOUR, Millis};
use model::timeline::AgentTimeline;
use model::zone::Zone;
use scene::overruns::Overruns;

/// What words of a stretch are made from.
#[derive(Clone, Copy, Debug)]
pub struct Spoken<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// The zone of all times.
    pub zone: &'a Zone,
    /// What is over its limit.
    pub judged: &'a Judged,
    /// Where limits are passed.
    pub overruns: &'a Overruns,
}

impl Spoken<'_> {
    /// `Break, 18:31 to 18:50, 18 minutes 40 seconds, over 15 minutes by 3 minutes 40 seconds`: the stretch that a
    /// segment belongs to.
    pub fn stretch(&self, agent: usize, segment: usize) -> Option<String> {
        let AgentTimeline { lane, index, .. } = self.data.agents.get(agent)?;
        if segment >= lane.len() {
            return None;
        }
        let stretch = index.occurrence(lane, segment);
        let (start, end) = (stretch.start(lane), stretch.span.end);
        let mut words = vec![self.name(stretch.activity)];
        let is_running = lane.running().is_some_and(|i| index.occurrence(lane, i).first == stretch.first);
        let until = if is_running { words::so_far(self.clock(end)) } else { self.clock(end) };
        words.push(words::from_to(self.moment(start), until));
        if start < stretch.span.start {
            words.push(words::STARTED_EARLIER.to_owned());
        }
        words.push(spoken(end - start));
        let span = model::time::Span { end: end.max(stretch.span.start + 1), ..stretch.span };
        let passed = self.overruns.within(agent, span).iter().filter(|o| o.activity == stretch.activity);
        words.extend(passed.filter_map(|overrun| self.over(overrun.breach)));
        Some(words.join(", "))
    }

    fn name(&self, activity: ActivityId) -> String {
        let catalog = &self.data.catalog;
        let label = unturned(catalog.label(activity)).into_owned();
        match &catalog.activity(activity).reason {
            Some(reason) if catalog.kind(activity) == StateKind::NotReady => unturned(reason).into_owned(),
            Some(reason) => format!("{label}, {}", unturned(reason)),
            None => label,
        }
    }

    fn clock(&self, t: Millis) -> String {
        minutes_text(self.zone.local(t))
    }

    /// With the date, where several days were loaded.
    fn moment(&self, t: Millis) -> String {
        if self.data.window.len() > DAY + HOUR {
            return format!("{} {}", date(t, self.zone), self.clock(t));
        }
        self.clock(t)
    }

    fn over(&self, breach: usize) -> Option<String> {
        match self.judged.breaches.get(breach)?.excess {
            Excess::Time { limit_ms, over_ms } => Some(words::over_by(spoken(limit_ms), spoken(over_ms))),
            Excess::Count { limit, count } => {
                Some(words::nth_of_most(number(count as usize), number(limit as usize)))
            }
            Excess::Share { limit_percent, .. } => Some(words::over_per_cent(limit_percent)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::limits::{Rules, judge};
    use model::testing::{Load, changes, states};
    use model::time::{MINUTE, SECOND, Span};

    #[test]
    fn a_stretch_says_what_when_how_long_and_what_it_is_over() {
        let (catalog, [ready, pause]) = states([
            ("READY", None, StateKind::Available),
            ("NOT_READY", Some("Break"), StateKind::NotReady),
        ]);
        let zone = Zone::utc();
        let at = |ms: i64, id| (ms, id);
        let said = |days: i64| {
            let window = Span::new(0, days * DAY);
            let rows = [
                at(0, ready),
                at(HOUR, pause),
                at(HOUR + 10 * MINUTE, pause),
                at(HOUR + 18 * MINUTE + 40 * SECOND, ready),
            ];
            let data = Load::new(catalog.clone(), window).rows(changes("a", rows)).build();
            let judged = judge(&data, &Rules::parse("each:break:15m").unwrap(), &zone);
            let overruns = Overruns::new(&judged, window, 1, |_| true);
            let spoken = Spoken { data: &data, zone: &zone, judged: &judged, overruns: &overruns };
            [0, 1, 2, 9].map(|segment| spoken.stretch(0, segment))
        };
        let pause = "Break, 01:00 to 01:18, 18 minutes 40 seconds, over 15 minutes by 3 minutes 40 seconds";
        let [first, second, same, none] = said(1);
        assert_eq!(first.as_deref(), Some("Ready, 00:00 to 01:00, 1 hour"));
        assert_eq!((second.as_deref(), same.as_deref()), (Some(pause), Some(pause)), "joined rows are one");
        assert_eq!(none, None);
        assert!(said(3)[1].as_deref().unwrap().starts_with("Break, Thu 1 Jan"), "{:?}", said(3)[1]);
    }
}
