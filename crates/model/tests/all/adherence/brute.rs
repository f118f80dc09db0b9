//! Figures against counting minute by minute.

use model::adherence::{Beyond, Options, Ratio, Sums, Verdict};
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

/// What is said of a minute.
struct Minute {
    verdict: Verdict,
    is_planned: bool,
    /// Open time is planned.
    is_open: bool,
    is_work: bool,
}

/// What is said of each minute, without options, by looking at it alone.
fn brute(case: &Case) -> Vec<Minute> {
    let lane = &case.data.agents[0];
    let plan = &case.schedule.plans[0].1;
    let minutes = (0..case.data.window.len() / MINUTE).map(|minute| {
        let at = case.data.window.start + minute * MINUTE;
        let (_, state) = lane.state_at(at).unwrap();
        let state = name(&case.data.catalog, state);
        let is_work = ["Available", "Contact", "ACW"].contains(&state);
        let planned = plan.at(at).map(|planned| &*case.schedule.activity(planned.activity).name);
        let verdict = match planned {
            _ if ["UNKNOWN", "NOT_FETCHED", "NO_DATA"].contains(&state) => Verdict::Unknown,
            None => Verdict::Unscheduled,
            Some("Project") => Verdict::Neutral,
            Some("Open") if is_work => Verdict::In,
            Some("Vacation") if state == "Out" => Verdict::In,
            Some(planned) if planned == state => Verdict::In,
            Some(_) => Verdict::Out,
        };
        Minute { verdict, is_planned: planned.is_some(), is_open: planned == Some("Open"), is_work }
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
        let minutes = brute(&case);
        let judged = case.judged(Options::default());
        let [a, b] = view.map(|minute| i64::from(minute) % (2 * 24 * 60));
        let (from, to) = (a.min(b), a.max(b));
        let start = case.data.window.start;
        let span = Span { start: start + from * MINUTE, end: start + to * MINUTE };
        let figures = judged.figures(span);
        let sums = figures.sums;
        let inside = &minutes[from as usize..to as usize];
        let ms = |is: &dyn Fn(&Minute) -> bool| inside.iter().filter(|minute| is(minute)).count() as i64 * MINUTE;
        let count = |verdict| ms(&|minute| minute.verdict == verdict);
        let found = [sums.in_ms, sums.out_ms, sums.neutral_ms, sums.unscheduled_ms, sums.unknown_ms];
        let expected = [Verdict::In, Verdict::Out, Verdict::Neutral, Verdict::Unscheduled, Verdict::Unknown].map(count);
        prop_assert_eq!(found, expected);
        let is_known = |minute: &Minute| minute.verdict != Verdict::Unknown;
        let found = [sums.planned_ms, sums.open_ms, sums.work_ms, sums.work_open_ms, sums.overtime_ms];
        let expected = [
            ms(&|minute| minute.is_planned),
            ms(&|minute| minute.is_open && is_known(minute)),
            ms(&|minute| minute.is_work),
            ms(&|minute| minute.is_work && minute.is_open),
            ms(&|minute| minute.is_work && !minute.is_planned),
        ];
        prop_assert_eq!(found, expected);
        let [planned, open, work, ..] = expected;
        let (kept, broken) = (count(Verdict::In), count(Verdict::Out));
        let share = (kept + broken > 0).then(|| kept as f64 / (kept + broken) as f64);
        prop_assert_eq!(figures.adherence(), share);
        let conformance = match (work, open) {
            _ if planned == 0 => Ratio::None,
            (0, 0) => Ratio::None,
            (_, 0) => Ratio::Infinite,
            _ => Ratio::Of(work as f64 / open as f64),
        };
        prop_assert_eq!(figures.conformance(), conformance);
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

    #[test]
    fn exceptions_of_spans_are_those_that_touch_one(
        plan in rows(&PLANNED, "-"), rows in rows(&STATES, "Out"), edges in prop::collection::btree_set(0..2_i64 * 24 * 12, 2..9),
    ) {
        let Some(case) = case(&plan, &rows) else { return Ok(()) };
        let judged = case.judged(Options::default());
        // Edges of spans lie on those of exceptions too.
        let ends = judged.exceptions().iter().flat_map(|exception| [exception.span.start, exception.span.end]);
        let ends: Vec<_> = ends.collect();
        let start = case.data.window.start;
        let at = |edge: i64| match ends.len() {
            known @ 1.. if edge % 2 == 0 => ends[edge as usize / 2 % known],
            _ => start + edge * 5 * MINUTE,
        };
        let mut edges: Vec<_> = edges.into_iter().map(at).collect();
        edges.sort_unstable();
        edges.dedup();
        let spans: Vec<Span> = edges.chunks_exact(2).map(|two| Span { start: two[0], end: two[1] }).collect();
        let touches = |place: &usize, span: &Span| {
            let of = judged.exceptions()[*place].span;
            of.start < span.end && span.start < of.end
        };
        let all = 0..judged.exceptions().len();
        let touching: Vec<usize> = judged.touching(&spans).collect();
        prop_assert_eq!(&touching, &all.clone().filter(|place| spans.iter().any(|span| touches(place, span))).collect::<Vec<_>>());
        for span in &spans {
            let inside: Vec<_> = all.clone().filter(|place| touches(place, span)).map(|place| &judged.exceptions()[place]).collect();
            prop_assert_eq!(judged.exceptions_in(*span).iter().collect::<Vec<_>>(), inside);
        }
    }
}
