//! Where the time went, added up day by day.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::NaiveDate;
use data::archive::manifest::span_of;
use data::files::to_csv;
use model::dataset::Dataset;
use model::state::StateKind;
use serde_json::json;

/// A state with its reason and meaning.
type Name = (StateKind, String, Option<String>);

/// Milliseconds of all agents in each state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    states: BTreeMap<Name, i64>,
}

impl Totals {
    /// Adds a day.
    pub fn add(&mut self, data: &Dataset, day: NaiveDate) {
        let summary = data.summary(span_of(day));
        for reason in summary.states.iter().flat_map(|state| &state.reasons) {
            let activity = data.catalog.activity(reason.activity);
            let code = data.catalog.code(reason.activity).to_owned();
            let name = (activity.kind, code, activity.reason.as_deref().map(str::to_owned));
            *self.states.entry(name).or_default() += reason.total.ms;
        }
    }

    fn ms(&self, counts: impl Fn(StateKind) -> bool) -> i64 {
        self.states.iter().filter(|((kind, ..), _)| counts(*kind)).map(|(_, ms)| ms).sum()
    }

    /// Whether something of it was not fetched.
    pub fn lacks(&self) -> bool {
        self.ms(|kind| kind == StateKind::NotFetched) > 0
    }

    fn logged_in_ms(&self) -> i64 {
        self.ms(StateKind::is_logged_in)
    }

    /// (On contact + wrap-up) ÷ (these + ready).
    fn occupancy(&self) -> Option<f64> {
        let busy = self.ms(|kind| matches!(kind, StateKind::OnContact | StateKind::WrapUp));
        let all = busy + self.ms(|kind| kind == StateKind::Available);
        (all > 0).then(|| busy as f64 / all as f64)
    }

    /// For people.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut line = |name: &str, ms: i64| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{:>16}  {name}", hours(ms));
        };
        line("Logged in", self.logged_in_ms());
        for ((kind, code, reason), ms) in &self.states {
            let reason = reason.as_ref().map_or_else(String::new, |reason| format!(" · {reason}"));
            line(&format!("{} ({code}{reason})", kind.name()), *ms);
        }
        if let Some(occupancy) = self.occupancy() {
            let _ = writeln!(text, "{:>15.1}%  Occupancy", occupancy * 100.0);
        }
        text
    }

    /// For programs.
    pub fn json(&self) -> String {
        let states = self.states.iter().map(|((kind, code, reason), ms)| {
            json!({ "kind": kind.name(), "state": code, "reason": reason, "ms": ms })
        });
        let (logged_in, occupancy) = (self.logged_in_ms(), self.occupancy());
        let not_fetched = self.ms(|kind| kind == StateKind::NotFetched);
        let all = json!({
            "logged_in_ms": logged_in,
            "occupancy": occupancy,
            "not_fetched_ms": not_fetched,
            "states": states.collect::<Vec<_>>(),
        });
        format!("{all}\n")
    }

    /// For spreadsheets.
    pub fn csv(&self) -> Vec<u8> {
        let head = ["kind", "state", "reason", "ms"].map(str::to_owned);
        let rows = self.states.iter().map(|((kind, code, reason), ms)| {
            [kind.name().to_owned(), code.clone(), reason.clone().unwrap_or_default(), ms.to_string()]
        });
        to_csv([head].into_iter().chain(rows))
    }
}

/// `12:34:56.789`, hours as many as there are.
fn hours(ms: i64) -> String {
    let (s, rest) = (ms / 1_000, ms % 1_000);
    format!("{}:{:02}:{:02}.{rest:03}", s / 3_600, s / 60 % 60, s % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::testing::{Load, changes, states};
    use model::time::{DAY, HOUR, Millis};

    fn totals() -> Totals {
        let (catalog, [ready, lunch]) = states([
            ("READY", None, StateKind::Available),
            ("NOT_READY", Some("=Lunch"), StateKind::NotReady),
        ]);
        let day = NaiveDate::from_epoch_days(0).unwrap();
        let load = Load::new(catalog, span_of(day)).now(Millis(DAY));
        let data = load.rows(changes("a", [(0, ready), (HOUR + 7, lunch)])).build();
        let mut totals = Totals::default();
        totals.add(&data, day);
        totals.add(&data, day);
        totals
    }

    #[test]
    fn days_add_up() {
        let text = totals().text();
        assert!(text.contains("2:00:00.014  Ready (READY)"), "{text}");
        assert!(text.contains("48:00:00.000  Logged in"), "{text}");
        let json: serde_json::Value = serde_json::from_str(&totals().json()).unwrap();
        assert_eq!(json["logged_in_ms"], 2 * DAY);
        assert_eq!(json["states"][0]["ms"], 2 * HOUR + 14);
        assert_eq!(json["not_fetched_ms"], 0);
    }

    #[test]
    fn no_spreadsheet_takes_a_reason_for_a_formula() {
        let csv = String::from_utf8(totals().csv()).unwrap();
        assert!(csv.contains("Not ready,NOT_READY,'=Lunch,"), "{csv}");
    }
}
