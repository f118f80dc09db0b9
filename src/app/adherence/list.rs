//! The list of exceptions: which lines, in which order.

use std::ops::Deref;

use model::adherence::{Exception, Judged};
use model::format::{Clock, date, day_words, from_to, isolated, minutes_text, unturned};
use model::limits::name_of;
use model::state::Catalog;
use model::time::Span;
use model::zone::Zone;

use super::words::forgiven;
use crate::app::ranks::ranks;
use crate::app::sorting::{Key, Sort, Sortable, Sorting, label_ranks, name_ranks};

/// What is planned where nothing is.
const NOTHING: &str = "nothing";

/// A column to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// Whose.
    Agent,
    /// What was planned.
    Planned,
    /// What was done.
    Did,
    /// When it began.
    Time,
    /// How long it is.
    Length,
    /// How much of it counts.
    #[default]
    Out,
}

impl Sortable for Column {
    fn is_from_largest(self) -> bool {
        matches!(self, Self::Length | Self::Out)
    }
}

/// An exception of a data set: the agent, and the position among the agent's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index into [`model::dataset::Dataset::agents`].
    pub agent: usize,
    /// Position in [`model::adherence::AgentAdherence::exceptions`].
    pub exception: usize,
}

impl Place {
    /// What is there.
    pub fn find(self, judged: &Judged) -> Option<&Exception> {
        judged.agent(self.agent)?.exceptions().get(self.exception)
    }
}

/// What is listed of a scope.
pub struct Wanted {
    /// Whose.
    pub agents: Vec<usize>,
    /// In which times.
    pub spans: Vec<Span>,
    /// Also what is forgiven.
    pub with_forgiven: bool,
    /// In which order; equal ones stand in the order of agents and of time.
    pub sort: Sort<Column>,
}

/// What lines are put in order by.
type KeyOf = Box<dyn Fn(Place, &Exception) -> Key + Send + Sync>;

/// The list, agent by agent and then in order a little at a time, for callers who do other things between.
pub struct Listing<J> {
    judged: J,
    agents: std::vec::IntoIter<usize>,
    spans: Vec<Span>,
    with_forgiven: bool,
    key: KeyOf,
    descending: bool,
    sorting: Sorting<Place>,
}

impl<J: Deref<Target = Judged>> Listing<J> {
    /// Costs as much as there are agents and names. Agents are in the order of their labels.
    pub fn new(judged: J, catalog: &Catalog, wanted: Wanted, label: impl Fn(usize) -> String) -> Self {
        let Wanted { agents, spans, with_forgiven, sort } = wanted;
        let key: KeyOf = match sort.by {
            Column::Agent => {
                let rank = label_ranks(agents.iter().map(|agent| agent + 1).max().unwrap_or_default(), label);
                Box::new(move |place, _| [rank[place.agent] as i64, 0])
            }
            Column::Planned => {
                let names = judged.schedule().activities.iter().map(|activity| &*activity.name);
                let rank = ranks(&names.chain([NOTHING]).collect::<Vec<_>>());
                let nothing = rank.len() - 1;
                Box::new(move |_, one| [rank[one.planned.map_or(nothing, |id| id.0 as usize)] as i64, 0])
            }
            Column::Did => {
                let rank = name_ranks(catalog);
                Box::new(move |_, one| [rank[one.did.column()] as i64, 0])
            }
            Column::Time => Box::new(|_, one| [one.span.start.0, 0]),
            Column::Length => Box::new(|_, one| [one.span.len(), 0]),
            Column::Out => Box::new(|_, one| [one.out_ms, -one.span.start.0]),
        };
        let (agents, descending, sorting) = (agents.into_iter(), sort.descending, Sorting::default());
        Self { judged, agents, spans, with_forgiven, key, descending, sorting }
    }

    /// Looks at one agent more, then puts some lines more in order: how many. `None` when all of it is done.
    pub fn step(&mut self) -> Option<usize> {
        let Some(agent) = self.agents.next() else { return self.sorting.step() };
        let Some(of) = self.judged.agent(agent) else { return Some(0) };
        let mut looked_at = 0;
        for exception in of.touching(&self.spans) {
            let one = &of.exceptions()[exception];
            if self.with_forgiven || one.out_ms > 0 {
                let place = Place { agent, exception };
                self.sorting.add((self.key)(place, one), place);
            }
            looked_at += 1;
        }
        Some(looked_at)
    }

    /// The list, when all of it is done.
    pub fn done(self) -> Vec<Place> {
        self.sorting.done(self.descending)
    }
}

/// What was planned, as the schedule has it.
pub fn planned<'a>(judged: &'a Judged, exception: &Exception) -> &'a str {
    exception.planned.map_or(NOTHING, |id| judged.name(id))
}

/// A line of the list, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `Wed 25 Nov`.
    pub day: String,
    /// What was planned.
    pub planned: String,
    /// What was done.
    pub did: String,
    /// `10:30 – 10:53`, with the day where it is another.
    pub time: String,
    /// How long it is.
    pub length: String,
    /// How much of it counts.
    pub out: String,
    /// Whether it began on a contact.
    pub on_contact: bool,
    /// Why not all of it counts; empty where it does.
    pub forgiven: &'static str,
}

/// An exception in words.
pub fn line(exception: &Exception, judged: &Judged, catalog: &Catalog, zone: &Zone) -> Line {
    let span = exception.span;
    let first = zone.date(span.start);
    let (start, end) = (zone.local(span.start), zone.local(span.end));
    let time = if end.date() == first {
        from_to(start, end)
    } else {
        format!("{} – {} {}", minutes_text(start), date(span.end, zone), minutes_text(end))
    };
    let foreign = |text: &str| isolated(&unturned(text)).into_owned();
    Line {
        day: day_words(first),
        planned: foreign(planned(judged, exception)),
        did: foreign(name_of(catalog, exception.did)),
        time,
        length: Clock::Stretch.text(span.len()),
        out: Clock::Stretch.text(exception.out_ms),
        on_contact: exception.on_contact,
        forgiven: exception.forgiven.map_or("", forgiven),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::adherence::{Options, Table, judge};
    use model::dataset::Dataset;
    use model::schedule::ScheduleBuilder;
    use model::state::StateKind;
    use model::testing::{Load, changes, states};
    use model::time::MINUTE;

    fn at(from: i64, to: i64) -> Span {
        Span::new(from * MINUTE, to * MINUTE)
    }

    /// Ana is planned for an hour with a break at 30 and has it at 32; Bo goes for lunch at 10 and stays away.
    fn data() -> (Dataset, Judged) {
        let (catalog, [ready, pause, lunch]) = states([
            ("READY", None, StateKind::Available),
            ("NOT_READY", Some("Break"), StateKind::NotReady),
            ("NOT_READY", Some("Lunch"), StateKind::NotReady),
        ]);
        let ana = changes("ana", [(0, ready), (32 * MINUTE, pause), (42 * MINUTE, ready)]);
        let bo = changes("bo", [(0, ready), (10 * MINUTE, lunch)]);
        let data = Load::new(catalog, at(0, 60)).rows(ana.chain(bo)).build();
        let mut builder = ScheduleBuilder::new();
        let [open, rest] = ["Open", "Break"].map(|name| builder.activity(name, None));
        for who in ["ana", "bo"] {
            builder.push(who, at(0, 60), open, 1);
        }
        builder.push("ana", at(30, 40), rest, 2);
        let options = Options { grace_ms: 2 * MINUTE, ..Options::default() };
        let judged = judge(&data, builder, &Table::default(), options);
        (data, judged)
    }

    /// What is listed of these agents and times.
    fn listed(judged: &Judged, data: &Dataset, wanted: Wanted) -> Vec<Place> {
        let label = |agent: usize| ["Zoe", "Bo"][agent].to_owned();
        let mut listing = Listing::new(judged, &data.catalog, wanted, label);
        while listing.step().is_some() {}
        listing.done()
    }

    /// Everything, from the first on.
    fn all() -> Wanted {
        let sort = Sort { by: Column::Length, descending: false };
        Wanted { agents: vec![0, 1], spans: vec![at(0, 60)], with_forgiven: true, sort }
    }

    #[test]
    fn what_is_forgiven_is_listed_where_it_is_asked_for() {
        let (data, judged) = data();
        let of = |agents: &[usize], spans: &[Span], with_forgiven| {
            let wanted = Wanted { agents: agents.to_vec(), spans: spans.to_vec(), with_forgiven, ..all() };
            listed(&judged, &data, wanted).len()
        };
        assert_eq!(of(&[0, 1], &[at(0, 60)], true), 3);
        assert_eq!(of(&[0, 1], &[at(0, 60)], false), 1);
        assert_eq!(of(&[0], &[at(0, 31), at(31, 60)], true), 2, "each once");
        assert_eq!(of(&[1], &[at(0, 10)], true), 0);
    }

    #[test]
    fn each_step_says_what_it_took() {
        let (data, judged) = data();
        let mut listing =
            Listing::new(&judged, &data.catalog, Wanted { agents: vec![0, 1, 7], ..all() }, |_| {
                String::new()
            });
        let took: Vec<usize> = std::iter::from_fn(|| listing.step()).collect();
        assert_eq!(took, [2, 1, 0, 3], "two agents, one without a plan, and all in order");
    }

    #[test]
    fn lines_say_what_was_planned_and_done() {
        let (data, judged) = data();
        let places = listed(&judged, &data, all());
        let told: Vec<String> = places
            .iter()
            .map(|place| {
                let line = line(place.find(&judged).unwrap(), &judged, &data.catalog, &Zone::utc());
                let text =
                    format!("{} {} {} {} {}", line.planned, line.did, line.time, line.out, line.forgiven);
                text.replace(['\u{2068}', '\u{2069}'], "")
            })
            .collect();
        assert_eq!(
            told,
            [
                "Break Ready 00:30 – 00:32 0:00 within the grace",
                "Open Break 00:40 – 00:42 0:00 within the grace",
                "Open Lunch 00:10 – 01:00 50:00 ",
            ]
        );
    }

    #[test]
    fn every_column_sorts() {
        let (data, judged) = data();
        let order = |by, descending| {
            let list = listed(&judged, &data, Wanted { sort: Sort { by, descending }, ..all() });
            list.iter().map(|place| (place.agent, place.exception)).collect::<Vec<_>>()
        };
        assert_eq!(order(Column::Agent, false), [(1, 0), (0, 0), (0, 1)]);
        assert_eq!(order(Column::Planned, false), [(0, 0), (0, 1), (1, 0)]);
        assert_eq!(order(Column::Did, true), [(0, 0), (1, 0), (0, 1)]);
        assert_eq!(order(Column::Time, false), [(1, 0), (0, 0), (0, 1)]);
        assert_eq!(order(Column::Length, true)[0], (1, 0));
        assert_eq!(order(Column::Out, true), [(1, 0), (0, 0), (0, 1)]);
        assert!(!Sort::default().clicked(Column::Out).descending);
        assert_eq!(Sort::default().clicked(Column::Length), Sort { by: Column::Length, descending: true });
    }
}
