//! Lanes against plans.

mod brute;
mod numbers;
mod options;
mod plans;

use model::adherence::{Adherer, AgentAdherence, Figures, Options, Ratio, Table};
use model::dataset::Dataset;
use model::schedule::{Schedule, ScheduleBuilder};
use model::time::{MINUTE, Span};

use crate::days::{Days, name};

/// A plan of one agent, as a line: `09:00 Open, 11:00 Break, 11:15 -`. Each activity lasts to the next; `-` is none.
pub fn schedule(days: &Days, rows: &str) -> Schedule {
    let mut builder = ScheduleBuilder::new();
    let moments = days.moments(rows);
    for (line, two) in moments.windows(2).enumerate() {
        let [(start, name), (end, _)] = two else { continue };
        if *name != "-" {
            let activity = builder.activity(name, None);
            builder.push("ana", Span { start: *start, end: *end }, activity, line as u64 + 1);
        }
    }
    builder.finish()
}

/// One agent's day against a plan.
pub struct Case {
    pub data: Dataset,
    pub schedule: Schedule,
    pub table: Table,
    days: Days,
}

impl Case {
    pub fn new(plan: &str, rows: &str) -> Self {
        Self::of(Days::new(1), plan, rows)
    }

    pub fn of(days: Days, plan: &str, rows: &str) -> Self {
        let (data, schedule) = (days.load(rows), schedule(&days, plan));
        Self { data, schedule, table: Table::default(), days }
    }

    pub fn adherer(&self, options: Options) -> Adherer<&Dataset> {
        Adherer::new(&self.data, &self.schedule.activities, &self.table, options)
    }

    pub fn judged(&self, options: Options) -> AgentAdherence {
        let plan = &self.schedule.plans.first().expect("a plan").1;
        self.adherer(options).agent(&self.data.agents[0], plan)
    }

    /// Figures of the whole window.
    pub fn figures(&self, options: Options) -> Figures {
        self.judged(options).figures(self.data.window)
    }

    /// Figures between two clock times of the first day.
    pub fn between(&self, options: Options, from: &str, to: &str) -> Figures {
        let [start, end] = [from, to].map(|clock| self.days.moments(&format!("{clock} -"))[0].0);
        self.judged(options).figures(Span { start, end })
    }

    /// Each exception: minute of the day, planned, did, minutes, minutes that count; what is known of it.
    pub fn exceptions(&self, options: Options) -> Vec<String> {
        let judged = self.judged(options);
        let tell = |exception: &model::adherence::Exception| {
            let minute = (exception.span.start - self.data.window.start) / MINUTE;
            let planned = exception.planned.map_or("-", |id| &self.schedule.activity(id).name);
            let did = name(&self.data.catalog, exception.did);
            let contact = if exception.on_contact { " contact" } else { "" };
            let forgiven = exception.forgiven.map_or_else(String::new, |why| format!(" {why:?}"));
            let (all, out) = (exception.span.len() / MINUTE, exception.out_ms / MINUTE);
            format!("{:02}:{:02} {planned}/{did} {all} {out}{contact}{forgiven}", minute / 60, minute % 60)
        };
        judged.exceptions().iter().map(tell).collect()
    }
}

/// A share in hundredths, with two decimals.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.2}", share * 100.0))
}

pub fn ratio(ratio: Ratio) -> String {
    match ratio {
        Ratio::None => "–".to_owned(),
        Ratio::Infinite => "∞".to_owned(),
        Ratio::Of(share) => percent(Some(share)),
    }
}
