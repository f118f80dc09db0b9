//! What the sample's days were planned to be: a shift with two breaks and lunch, and the meetings, coaching and training
//! that took place, in whole steps.

use super::day::{Change, Day, changes};
use super::{Demo, Sample, seed};
use model::schedule::{PlannedId, ScheduleBuilder};
use model::time::{HOUR, MINUTE, Millis, Span};

/// Most records of one agent that are planned: days with more of them are longer than days.
const MAX_RECORDS: u32 = 10_000;

/// How long a shift is.
const SHIFT: i64 = 8 * HOUR + 45 * MINUTE;

/// Pauses: activity, how long after the shift's beginning, and how long.
const PAUSES: [(&str, i64, i64); 3] = [
    ("Break", HOUR + 45 * MINUTE, 15 * MINUTE),
    ("Lunch", 3 * HOUR + 40 * MINUTE, 40 * MINUTE),
    ("Break", 6 * HOUR + 25 * MINUTE, 15 * MINUTE),
];

/// What else is planned, where it took place.
const OTHERS: [&str; 3] = ["Meeting", "Coaching", "Training"];

/// The times of these are planned in such steps.
const STEP: i64 = 5 * MINUTE;

impl Sample {
    /// Whether it has a schedule: not where a day holds more changes than a working day can.
    pub fn has_schedule(self) -> bool {
        match self {
            Self::Records(records) => (1..=MAX_RECORDS).contains(&records),
            Self::Team { .. } => true,
        }
    }
}

impl Demo {
    /// Number of agents.
    pub fn agents(&self) -> usize {
        self.agents.len()
    }

    /// Adds what was planned for the agent of a number, from 0 on.
    pub fn plan(&self, number: usize, schedule: &mut ScheduleBuilder) {
        let Some((agent, rota)) = self.agents.get(number).and_then(|id| Some((id, self.rotas.get(id)?)))
        else {
            return;
        };
        let open = schedule.activity("Open", Some(true));
        let mut line = 0;
        for (index, day) in rota.days.iter().enumerate() {
            let shift = Span { start: day.planned_start(), end: day.planned_start() + SHIFT };
            let mut inside: Vec<(Span, PlannedId)> = Vec::new();
            for (name, after, length) in PAUSES {
                let start = shift.start + after;
                inside.push((Span { start, end: start + length }, schedule.activity(name, Some(false))));
            }
            for (span, name) in others(day, seed(agent, index)) {
                if fits(span, shift, &inside) {
                    inside.push((span, schedule.activity(name, Some(false))));
                }
            }
            for (span, activity) in std::iter::once((shift, open)).chain(inside) {
                line += 1;
                schedule.push(agent, span, activity, line);
            }
        }
    }
}

/// What else took place on a day, in whole steps.
fn others(day: &Day, seed: u64) -> Vec<(Span, &'static str)> {
    let rounded = |at: Millis| day.midnight + (at - day.midnight + STEP / 2).div_euclid(STEP) * STEP;
    let made = changes(day, seed);
    let stretches = made.iter().zip(made.iter().skip(1));
    let planned = stretches.filter_map(|(Change(start, _, reason), Change(end, ..))| {
        let name = reason.filter(|reason| OTHERS.contains(reason))?;
        Some((Span { start: rounded(*start), end: rounded(*end) }, name))
    });
    planned.collect()
}

/// Whether it has a length, lies in the shift and apart from what is inside that already.
fn fits(span: Span, shift: Span, inside: &[(Span, PlannedId)]) -> bool {
    !span.is_empty()
        && span.intersect(shift) == span
        && inside.iter().all(|(other, _)| other.intersect(span).is_empty())
}
