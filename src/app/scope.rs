//! What everything on the page speaks of: whose time, and which part of the range.

use std::collections::HashSet;

use crate::app::words::scope as words;
use model::dataset::Dataset;
use model::format::{day_words, isolated, number, span_to_minute};
use model::locale::{Hours, in_force};
use model::record::AgentId;
use model::time::{DAY, HOUR, MINUTE, Millis, Span};
use model::zone::{Zone, clock_hours, moments_of};
use scene::layout::is_whole_day;

/// A selected part of the range.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The part.
    pub span: Span,
    /// Only when clocks show this part of each day in it, counted from 00:00; `None` for all of it.
    pub hours: Option<Span>,
    /// The agents whose rows are selected; `None` for all that are shown.
    pub agents: Option<Vec<AgentId>>,
}

impl From<Span> for Selection {
    fn from(span: Span) -> Self {
        Self { span, ..Self::default() }
    }
}

impl Selection {
    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.span.is_empty() || self.hours.is_some_and(Span::is_empty)
    }

    /// Which part of each day it is of: where it is of one span, the part of the day that it begins on.
    pub fn in_day(&self, zone: &Zone) -> Span {
        self.hours.unwrap_or_else(|| {
            let date = zone.date(self.span.start);
            clock_hours(&zone.runs(date, zone.day(date)), self.span).unwrap_or_default()
        })
    }
}

/// How the part came about that everything speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScopeKind {
    /// It is the range that was loaded.
    #[default]
    Range,
    /// It is what the timeline was zoomed to.
    Zoom,
    /// It is selected.
    Selection,
}

impl ScopeKind {
    /// Its word for scripts, file names and heads of files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Range => "range",
            Self::Zoom => "zoom",
            Self::Selection => "selection",
        }
    }
}

/// What everything on the page speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// How it came about.
    pub kind: ScopeKind,
    /// From its first moment to its last.
    pub span: Span,
    /// Only when clocks show this part of each day in it, counted from 00:00; `None` for all of it.
    pub hours: Option<Span>,
    /// Whose time: indices into [`Dataset::agents`], in row order.
    pub agents: Vec<usize>,
}

/// All hours of a day.
pub const WHOLE_DAY: Span = Span::new(0, DAY);

/// What is seen of a range.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// The agents whose rows are shown, in row order: indices into [`Dataset::agents`].
    pub agents: &'a [usize],
    /// The visible part of the range; not a part of it where rows are days.
    pub view: Span,
    /// The visible part of each day, where rows are days and not all of it is.
    pub hours: Option<Span>,
    /// What is selected.
    pub selection: Option<&'a Selection>,
}

impl Scope {
    /// A selection counts for more than a zoom, a zoom for more than the range.
    pub fn of(seen: &Seen) -> Self {
        let window = seen.data.window;
        let whole = Self { kind: ScopeKind::Range, span: window, hours: None, agents: seen.agents.to_vec() };
        if let Some(selection) = seen.selection.filter(|selection| !selection.is_empty()) {
            let span = selection.span.intersect(window);
            let agents = selected(seen, selection);
            return Self { kind: ScopeKind::Selection, span, hours: selection.hours, agents };
        }
        if let Some(hours) = seen.hours.filter(|hours| !is_whole_day(*hours)) {
            return Self { kind: ScopeKind::Zoom, hours: Some(hours), ..whole };
        }
        let view = seen.view.intersect(window);
        if view.is_empty() || view == window {
            return whole;
        }
        Self { kind: ScopeKind::Zoom, span: view, ..whole }
    }

    /// The times it is made of, in order: one, or one a day.
    pub fn spans(&self, zone: &Zone) -> Vec<Span> {
        let Some(hours) = self.hours else { return vec![self.span] };
        let days = zone.days(self.span, usize::MAX).into_iter();
        let parts = days.flat_map(|(date, day)| moments_of(&zone.runs(date, day), hours));
        let parts = parts.map(|part| part.intersect(self.span));
        parts.filter(|span| !span.is_empty()).collect()
    }

    /// The one agent it is about, if it is one.
    pub fn agent(&self) -> Option<usize> {
        match self.agents[..] {
            [agent] => Some(agent),
            _ => None,
        }
    }
}

/// Those of the agents shown whose rows are selected.
fn selected(seen: &Seen, selection: &Selection) -> Vec<usize> {
    let Some(ids) = &selection.agents else { return seen.agents.to_vec() };
    let ids: HashSet<&AgentId> = ids.iter().collect();
    let is_in = |agent: &usize| seen.data.agents.get(*agent).is_some_and(|agent| ids.contains(&agent.id));
    seen.agents.iter().copied().filter(is_in).collect()
}

/// What is said of a scope.
#[derive(Clone, Copy, Debug)]
pub struct ScopeWords<'a> {
    /// What is shown.
    pub scope: &'a Scope,
    /// The zone of all times.
    pub zone: &'a Zone,
    /// What people read for its one agent, if it is one.
    pub whose: Option<&'a str>,
    /// How many agents could be shown: all that have rows, or one.
    pub all: usize,
    /// What people read for the states that are hidden.
    pub left_out: &'a [String],
    /// How much of it is here.
    pub here: Here<'a>,
}

/// How much of a scope is here.
#[derive(Clone, Copy, Debug)]
pub enum Here<'a> {
    /// All of it.
    Whole,
    /// More is coming. These words are as long as those of all of it, so that nothing moves when it is here.
    SoFar,
    /// Something was not fetched: how much was, in words that follow others.
    Part(&'a str),
}

/// `whole day, Wed 25 Nov`, `Wed 25 Nov, 09:00 – 11:30 (selection), 3 of 30 agents, without Ready`.
pub fn showing(words: &ScopeWords) -> String {
    let ScopeWords { scope, zone, whose, all, left_out, here } = *words;
    let kind = match scope.kind {
        ScopeKind::Range => String::new(),
        kind => format!(" ({})", kind.word()),
    };
    let agents = match (scope.agents.len(), whose) {
        (shown, _) if shown == all => String::new(),
        (_, Some(whose)) => words::alone(isolated(whose)),
        (shown, None) => words::agents_of(number(shown), number(all)),
    };
    let left_out: Vec<_> = left_out.iter().map(|label| isolated(label)).collect();
    let without = if left_out.is_empty() { String::new() } else { words::without(left_out.join(", ")) };
    let when = when(scope, zone, matches!(here, Here::Whole));
    let (before, behind) = match here {
        Here::Whole => ("", ""),
        Here::SoFar => (words::PART_SO_FAR, ""),
        Here::Part(fetched) => ("", fetched),
    };
    format!("{before}{when}{kind}{agents}{without}{behind}")
}

fn when(scope: &Scope, zone: &Zone, is_whole: bool) -> String {
    let Scope { kind, span, hours, .. } = scope;
    let day = zone.day(zone.date(span.start));
    let date = day_words(zone.date(span.start));
    let last = zone.date(span.end + -1);
    let is_one_day = last == zone.date(span.start);
    let dates = if is_one_day { date.clone() } else { format!("{date} – {}", day_words(last)) };
    match (kind, hours) {
        (_, Some(hours)) => words::of_each_day(dates, hours_words(*hours)),
        (_, None) if *span == day && is_whole => words::whole_day(date),
        (_, None) if *span == day => date,
        (ScopeKind::Range, None) if is_whole => words::whole_range(span_to_minute(*span, zone)),
        (_, None) => span_to_minute(*span, zone),
    }
}

/// A part of each day: `09:30 – 17:00`, `16:00 – 24:00`.
pub fn hours_words(hours: Span) -> String {
    let locale = in_force();
    if locale.hours == Hours::Of24 {
        return format!("{} – {}", hour(hours.start.0), hour(hours.end.0));
    }
    let time = |t: Millis| Zone::utc().local(t).time();
    let (from, to) = (time(hours.start), time(hours.end));
    // A day's end has the clock of its beginning.
    if hours.end.0 < DAY {
        locale.from_to(from, to)
    } else {
        format!("{} – {}", locale.minutes(from), locale.minutes(to))
    }
}

/// `09:30` of milliseconds after 00:00.
fn hour(ms: i64) -> String {
    format!("{:02}:{:02}", ms / HOUR, ms % HOUR / MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::locale::{Dates, Locale, while_in};

    #[test]
    fn a_selection_is_a_part_of_each_day_or_of_the_one_that_it_begins_on() {
        let part = |selection: Selection| selection.in_day(&Zone::utc());
        let hours = Span::new(9 * HOUR, 10 * HOUR);
        assert_eq!(part(Selection { hours: Some(hours), ..Span::new(0, 3 * DAY).into() }), hours);
        assert_eq!(part(Span::new(DAY + 9 * HOUR, DAY + 10 * HOUR).into()), hours);
        assert_eq!(part(Span::new(DAY + 9 * HOUR, 3 * DAY).into()), Span::new(9 * HOUR, DAY));
    }

    #[test]
    fn the_words_say_when_whose_and_what_is_left_out() {
        let zone = Zone::utc();
        let said = |scope: &Scope, whose, all, left_out: &[&str]| {
            let left_out: Vec<String> = left_out.iter().map(|label| (*label).to_owned()).collect();
            showing(&ScopeWords { scope, zone: &zone, whose, all, left_out: &left_out, here: Here::Whole })
                .replace(['\u{2068}', '\u{2069}'], "")
        };
        let day = Scope { span: Span::new(0, DAY), agents: vec![0], ..Scope::default() };
        assert_eq!(said(&day, Some("Ann"), 1, &[]), "whole day, Thu 1 Jan");
        let zoom = Scope { kind: ScopeKind::Zoom, span: Span::new(9 * HOUR, 11 * HOUR), ..day.clone() };
        assert!(said(&zoom, None, 1, &[]).ends_with(" (zoom)"));
        assert!(said(&zoom, None, 1, &["Ready", "Wrap-up"]).ends_with("(zoom), without Ready, Wrap-up"));
        let several = Scope { agents: vec![4, 7, 1], ..day.clone() };
        assert_eq!(said(&several, None, 30, &[]), "whole day, Thu 1 Jan, 3 of 30 agents");
        assert_eq!(
            said(&Scope { agents: vec![], ..day.clone() }, None, 30, &[]),
            "whole day, Thu 1 Jan, 0 of 30 agents"
        );
        let selected = Scope { kind: ScopeKind::Selection, ..day.clone() };
        assert_eq!(said(&selected, Some("Ann"), 30, &[]), "whole day, Thu 1 Jan (selection), Ann alone");
        let hours = Scope {
            hours: Some(Span::new(9 * HOUR, 11 * HOUR + 30 * MINUTE)),
            span: Span::new(0, 3 * DAY),
            ..zoom
        };
        assert_eq!(said(&hours, None, 1, &[]), "Thu 1 Jan – Sat 3 Jan, 09:00 – 11:30 of each day (zoom)");
        let american = Locale { hours: Hours::Of12, dates: Dates::MonthFirst, ..in_force() };
        while_in(american, || {
            let words = said(&hours, None, 1, &[]);
            assert_eq!(words, "Thu Jan 1 – Sat Jan 3, 9:00 – 11:30\u{a0}AM of each day (zoom)");
            let whole = [Span::new(0, DAY), Span::new(16 * HOUR, DAY), Span::new(HOUR, 11 * HOUR)];
            let [day, late, early] = whole.map(|hours| hours_words(hours).replace('\u{a0}', " "));
            assert_eq!([&*day, &*late], ["12:00 AM – 12:00 AM", "4:00 PM – 12:00 AM"]);
            assert_eq!(early, "1:00 – 11:00 AM");
        });
        let range = Scope { span: Span::new(0, DAY + HOUR), ..day.clone() };
        assert!(said(&range, None, 1, &[]).starts_with("whole range, "));
        let part = |scope, here| {
            showing(&ScopeWords { scope, zone: &zone, whose: None, all: 1, left_out: &[], here })
        };
        assert_eq!(part(&day, Here::Part(", a part fetched")), "Thu 1 Jan, a part fetched");
        assert_eq!(part(&day, Here::SoFar), "part so far, Thu 1 Jan");
        let so_far = part(&range, Here::SoFar);
        assert_eq!(so_far, "part so far, Thu 1 Jan 1970, 00:00 – Fri 2 Jan 1970, 01:00");
        assert_eq!(so_far.len(), part(&range, Here::Whole).len(), "nothing moves");
    }
}
