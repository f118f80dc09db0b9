//! Everyone's state at a moment, as a table for people and as CSV.

use crate::app::roster::StateAt;
use data::files::to_csv;
use model::dataset::Dataset;
use model::directory::Directory;
use model::format::date_time;
use model::locale::for_files;
use model::time::{Millis, SECOND, format_utc};
use model::zone::Zone;
use scene::rows::StateRows;
use scene::theme::Role;

/// One agent at that moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Index into [`Dataset::agents`].
    pub agent: usize,
    /// Index into the agent's lane.
    pub segment: usize,
    /// Name, or id.
    pub who: String,
    /// The state in words.
    pub state: String,
    /// Its colour.
    pub role: Role,
    /// Whether nothing is known of that moment.
    pub absent: bool,
    /// The not ready reason or sub-state; empty without one.
    pub reason: String,
    /// How long it had lasted then, in milliseconds.
    pub for_ms: i64,
}

/// The states as lines, in the order they come in.
pub fn lines(data: &Dataset, people: &Directory, legend: &StateRows, states: &[StateAt]) -> Vec<Line> {
    let line = |state: &StateAt| {
        let agent = data.agents.get(state.agent)?;
        Some(Line {
            agent: state.agent,
            segment: state.segment,
            who: people.label(&agent.id).to_owned(),
            state: data.catalog.label(state.activity).to_owned(),
            role: legend.role(state.activity),
            absent: state.activity.is_absence(),
            reason: data.catalog.activity(state.activity).reason.as_deref().unwrap_or_default().to_owned(),
            for_ms: state.for_ms,
        })
    };
    states.iter().filter_map(line).collect()
}

/// The lines as CSV, with the moment in UTC and in the zone, which the header names.
pub fn csv(lines: &[Line], t: Millis, zone: &Zone) -> String {
    let utc = format_utc(t).unwrap_or_default();
    let local = for_files(|| date_time(Millis(t.0.div_euclid(SECOND) * SECOND), zone));
    let head = ["Time (UTC)".to_owned(), format!("Time ({})", zone.name())];
    let head = head.into_iter().chain(["Agent", "State", "Reason", "In state for (s)"].map(str::to_owned));
    let row = |line: &Line| {
        let seconds = format!("{:.3}", line.for_ms as f64 / SECOND as f64);
        vec![utc.clone(), local.clone(), line.who.clone(), line.state.clone(), line.reason.clone(), seconds]
    };
    let rows = std::iter::once(head.collect()).chain(lines.iter().map(row));
    String::from_utf8(to_csv(rows)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::locale::{Dates, Hours, Locale, while_in};
    use model::state::StateKind;

    #[test]
    fn csv_names_the_zone_and_guards_formulas() {
        let line = |who: &str| Line {
            agent: 0,
            segment: 0,
            who: who.to_owned(),
            state: "Not ready".to_owned(),
            role: Role::State(StateKind::NotReady),
            absent: false,
            reason: "Lunch, late".to_owned(),
            for_ms: 61_500,
        };
        let american = Locale { hours: Hours::Of12, dates: Dates::MonthFirst, ..Locale::BRITISH };
        let lines = [line("Ann"), line("=1+1")];
        let text = while_in(american, || csv(&lines, Millis(1_793_707_200_000), &Zone::utc()));
        let rows: Vec<_> = text.lines().collect();
        assert_eq!(rows[0], "Time (UTC),Time (UTC),Agent,State,Reason,In state for (s)");
        assert_eq!(
            rows[1],
            "2026-11-03T12:00:00Z,\"Tue 3 Nov 2026, 12:00:00\",Ann,Not ready,\"Lunch, late\",61.500"
        );
        assert!(rows[2].contains(",'=1+1,"));
    }
}
