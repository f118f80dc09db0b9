//! Figures against counting minute by minute.

use model::adherence::{Beyond, Options, Sums, Verdict};
use model::time::{MINUTE, Span};
use proptest::prelude::*;

use super::Case;
use crate::days::{Days, minutes, name};

const STATES: [&str; 8] = ["Available", "Contact", "ACW", "Break", "Lunch", "Meeting", "Out", "?"];
const PLANNED: [&str; 7] = ["Open", "Break", "Lunch", "Meeting", "Vacation", "Project", "-"];

/// Rows at whole minutes of two days.
fn rows(names: &'static [&'static str], first: &'static str) -> impl Strategy<Value = String> {
    prop::collection::vec((1..150_i64, 0..names.len()), 2..40).prop_map(move |steps| {
        let mut minute = 0;
        let mut rows = vec![format!("00:00 {first}")];
        for (step, name) in steps {
            minute += step;
            if minute < 2 * 24 * 60 {
                rows.push(format!("{:02}:{:02} {}", minute / 60 % 24, minute % 60, names[name]));
            }
        }
        rows.join(", ")
    })
}

fn options() -> impl Strategy<Value = Options> {
    (0..20_i64, any::<[bool; 3]>(), prop::option::of(0..90_i64)).prop_map(
        |(grace, [excess, contact, outside], around)| Options {
            grace_ms: minutes(grace),
            beyond: if excess { Beyond::Excess } else { Beyond::Whole },
            contact_over_edge: contact,
            outside_shift: outside,
            window_ms: around.map(minutes),
        },
    )
}

/// What is said of each minute, without options, by looking at it alone.
fn brute(case: &Case) -> Vec<Verdict> {
    let lane = &case.data.agents[0];
    let plan = &case.schedule.plans[0].1;
    let minutes = (0..case.data.window.len() / MINUTE).map(|minute| {
        let at = case.data.window.start + minute * MINUTE;
        let (_, state) = lane.state_at(at).unwrap();
        let state = name(&case.data.catalog, state);
        let is_open = ["Available", "Contact", "ACW"].contains(&state);
        match plan.at(at).map(|planned| &*case.schedule.activity(planned.activity).name) {
            _ if ["UNKNOWN", "NOT_FETCHED", "NO_DATA"].contains(&state) => Verdict::Unknown,
            None => Verdict::Unscheduled,
            Some("Project") => Verdict::Neutral,
            Some("Open") if is_open => Verdict::In,
            Some("Vacation") if state == "Out" => Verdict::In,
            Some(planned) if planned == state => Verdict::In,
            Some(_) => Verdict::Out,
        }
    });
    minutes.collect()
}

fn case(plan: &str, rows: &str) -> Option<Case> {
    let case = Case::of(Days::new(2), plan, rows);
    (!case.data.agents.is_empty() && !case.schedule.plans.is_empty()).then_some(case)
}

fn whole(sums: &Sums) -> i64 {
    sums.in_ms + sums.out_ms + sums.neutral_ms + sums.unscheduled_ms + sums.unknown_ms
}

proptest! {
    #[test]
    fn verdicts_are_those_of_each_minute(plan in rows(&PLANNED, "-"), rows in rows(&STATES, "Out"), view in any::<[u16; 2]>()) {
        let Some(case) = case(&plan, &rows) else { return Ok(()) };
        let verdicts = brute(&case);
        let judged = case.judged(Options::default());
        let [a, b] = view.map(|minute| i64::from(minute) % (2 * 24 * 60));
        let (from, to) = (a.min(b), a.max(b));
        let start = case.data.window.start;
        let span = Span { start: start + from * MINUTE, end: start + to * MINUTE };
        let sums = judged.figures(span).sums;
        let count = |verdict| verdicts[from as usize..to as usize].iter().filter(|one| **one == verdict).count() as i64 * MINUTE;
        let found = [sums.in_ms, sums.out_ms, sums.neutral_ms, sums.unscheduled_ms, sums.unknown_ms];
        let expected = [Verdict::In, Verdict::Out, Verdict::Neutral, Verdict::Unscheduled, Verdict::Unknown].map(count);
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn everything_adds_up(
        plan in rows(&PLANNED, "-"), rows in rows(&STATES, "Out"), options in options(), view in any::<[u16; 2]>(),
    ) {
        let Some(case) = case(&plan, &rows) else { return Ok(()) };
        let judged = case.judged(options);
        let [a, b] = view.map(|minute| i64::from(minute) * MINUTE / 13);
        let start = case.data.window.start;
        let view = Span { start: start + a.min(b), end: start + a.max(b) }.intersect(case.data.window);
        for span in [case.data.window, view] {
            let figures = judged.figures(span);
            prop_assert_eq!(whole(&figures.sums), span.len());
            let out: i64 = judged.exceptions_in(span).iter().map(|exception| exception.out_in(span)).sum();
            prop_assert_eq!(out, figures.sums.out_ms);
            let runs: i64 = judged.runs(span).map(|(time, _)| time.len()).sum();
            prop_assert_eq!(runs, span.len());
            prop_assert!(figures.worked_ms <= figures.sums.work_ms && figures.worked_ms >= 0);
            prop_assert!(figures.adherence().is_none_or(|share| (0.0..=1.0).contains(&share)));
        }
        // Two halves are the whole, also of what was worked in shifts.
        let middle = view.start + view.len() / 2;
        let halves = judged.figures(Span { end: middle, ..view }).plus(&judged.figures(Span { start: middle, ..view }));
        prop_assert_eq!(halves, judged.figures(view));
    }

    #[test]
    fn grace_forgives_what_is_short_and_options_only_take_off(
        plan in rows(&PLANNED, "-"), rows in rows(&STATES, "Out"), grace in 0..30_i64,
    ) {
        let Some(case) = case(&plan, &rows) else { return Ok(()) };
        let none = case.judged(Options::default());
        let out = |options| case.figures(options).sums.out_ms;
        let options = Options { grace_ms: minutes(grace), ..Options::default() };
        let whole: i64 = none.exceptions().iter().map(|e| e.out_ms).filter(|ms| *ms > minutes(grace)).sum();
        let excess: i64 = none.exceptions().iter().map(|e| (e.out_ms - minutes(grace)).max(0)).sum();
        prop_assert_eq!(out(options), whole);
        prop_assert_eq!(out(Options { beyond: Beyond::Excess, ..options }), excess);
        let contacts = Options { contact_over_edge: true, ..Options::default() };
        prop_assert!(out(contacts) <= out(Options::default()));
    }
}
