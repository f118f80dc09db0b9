//! Rules against counting second by second.

use model::dataset::Dataset;
use model::limits::{Breach, BreachTotal, Excess, Judging, Rules, judge};
use model::time::{DAY, HOUR, MINUTE, Millis};
use model::zone::{Transition, Zone};
use proptest::prelude::*;

use super::text::any_rules;
use crate::days::Days;

pub const NAMES: [&str; 6] = ["Available", "Break", "Lunch", "Contact", "Out", "?"];

/// Rows at whole minutes of two days.
fn rows() -> impl Strategy<Value = String> {
    rows_of(&NAMES, 1)
}

/// The same of these states; who is logged out is so as many times as long.
pub fn rows_of(names: &'static [&'static str], out: i64) -> impl Strategy<Value = String> {
    prop::collection::vec((1..90_i64, 0..names.len()), 1..60).prop_map(move |steps| {
        let mut minute = 0;
        let mut rows: Vec<String> = Vec::new();
        for (step, name) in steps {
            minute += if rows.last().is_some_and(|row| row.ends_with("Out")) { step * out } else { step };
            if minute >= 2 * 24 * 60 {
                break;
            }
            rows.push(format!("{:02}:{:02} {}", minute / 60 % 24, minute % 60, names[name]));
        }
        rows.join(", ")
    })
}

/// The state of each minute.
pub fn minutes_of(data: &Dataset) -> Vec<&str> {
    let agent = &data.agents[0];
    let states = (0..data.window.len() / MINUTE).map(|minute| {
        let at = data.window.start + minute * MINUTE;
        let (_, activity) = agent.state_at(at).unwrap();
        model::limits::name_of(&data.catalog, activity)
    });
    states.collect()
}

pub fn is_break(state: &str) -> bool {
    ["Break", "Lunch"].contains(&state)
}

/// How time that was not fetched is called.
const NOT_FETCHED: &str = "Not fetched";

/// Of each minute whether it is of a break or lunch of which an end is not known.
fn open_breaks(states: &[&str]) -> Vec<bool> {
    let runs: Vec<&[&str]> = states.chunk_by(|a, b| a == b).collect();
    let is_lost = |run: Option<&&[&str]>| run.is_none_or(|run| run[0] == NOT_FETCHED);
    let is_open = |at: usize| {
        is_break(runs[at][0])
            && (is_lost(at.checked_sub(1).and_then(|at| runs.get(at))) || is_lost(runs.get(at + 1)))
    };
    runs.iter().enumerate().flat_map(|(at, run)| vec![is_open(at); run.len()]).collect()
}

/// The first and last minute of each shift, as minutes in which somebody was logged in make them.
pub fn shifts(states: &[&str]) -> Vec<(usize, usize)> {
    let mut shifts: Vec<(usize, usize)> = Vec::new();
    let is_in = |state: &&str| !["Logged out", "Unknown", "No data"].contains(state);
    for (minute, _) in states.iter().enumerate().filter(|(_, state)| is_in(state)) {
        match shifts.last_mut().filter(|(_, last)| minute - *last - 1 < 3 * 60) {
            Some((_, last)) => *last = minute,
            None => shifts.push((minute, minute)),
        }
    }
    shifts
}

#[test]
fn a_long_lane_takes_many_steps_and_none_is_long() {
    let rows: Vec<String> = (0..2 * 24 * 60)
        .map(|minute| format!("{:02}:{:02} {}", minute / 60 % 24, minute % 60, NAMES[minute % 2]))
        .collect();
    let data = Days::new(2).load(&rows.join(", "));
    let rules = Rules::parse("each:Lunch:1m;each:Break:15m;day:Break:30m").unwrap();
    let mut judging = Judging::new(&data, rules.clone(), Zone::utc());
    let looked: Vec<usize> = std::iter::from_fn(|| judging.step(100)).collect();
    let judged = judging.finish();
    assert_eq!((judged.breaches.len(), judged.looked.occurrences), (2, rows.len() / 2));
    // A rule looks at all occurrences at once.
    assert_eq!(looked.iter().filter(|looked| **looked > 200).count(), rules.list.len());
    assert!(looked.len() > rows.len() / 200 && looked.iter().all(|looked| *looked <= 200 + rows.len() / 2));
}

proptest! {
    #[test]
    fn sums_of_shifts_are_those_of_their_minutes(
        rows in rows_of(&NAMES[..5], 5), limit in 0..90_i64, hours in -12..13_i64,
    ) {
        let zone = Zone::new("x", hours as i32 * 3_600, vec![]);
        let data = Days::new(2).load(&rows);
        prop_assume!(!data.agents.is_empty());
        let rules = Rules::parse(&format!("day:Break,Lunch:{limit}m;per:shift")).unwrap();
        let found: Vec<_> = judge(&data, &rules, &zone)
            .breaches
            .into_iter()
            .map(|breach| (breach.day, breach.length_ms, breach.passed, breach.at_least))
            .collect();
        let states = minutes_of(&data);
        let mut expected = Vec::new();
        for (at, &(first, last)) in shifts(&states).iter().enumerate() {
            let breaks = (first..=last).filter(|minute| is_break(states[*minute]));
            let breaks: Vec<usize> = breaks.collect();
            let Some(passed) = breaks.get(limit as usize) else { continue };
            // Nobody logged in before the first, nor out after one that ends with the window; but a state that
            // lasts for more than two hours then was left alone.
            let tail = states.iter().rev().take_while(|state| **state == states[last]).count();
            let is_left_alone = tail > 2 * 60 && states[last] != "On contact";
            let at_least = at == 0 || last + 1 == states.len() && (!is_left_alone || is_break(states[last]));
            let moment = |minute: usize| data.window.start + minute as i64 * MINUTE;
            expected.push((zone.date(moment(first)), breaks.len() as i64 * MINUTE, moment(*passed), at_least));
        }
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn sums_of_days_are_those_of_their_minutes(rows in rows(), limit in 0..120_i64, hours in -12..13_i64) {
        let zone = Zone::new("x", hours as i32 * 3_600, vec![]);
        let data = Days::new(2).load(&rows);
        prop_assume!(!data.agents.is_empty());
        let rules = Rules::parse(&format!("day:Break,Lunch:{limit}m")).unwrap();
        let found: Vec<_> = judge(&data, &rules, &zone)
            .breaches
            .into_iter()
            .map(|breach| (breach.day, breach.length_ms, breach.passed, breach.over_ms(), breach.at_least))
            .collect();
        let mut expected = Vec::new();
        let states = minutes_of(&data);
        let is_open = open_breaks(&states);
        let first = zone.date(data.window.start);
        for (date, day) in zone.days(data.window, 9) {
            let (mut sum, mut passed) = (0, None);
            let mut is_partial = day.start < data.window.start || day.end > data.window.end;
            for (minute, state) in states.iter().enumerate() {
                let at = data.window.start + minute as i64 * MINUTE;
                if day.contains(at) && is_break(state) {
                    if sum == limit {
                        passed = passed.or(Some(at));
                    }
                    sum += 1;
                }
                is_partial |= day.contains(at) && (*state == NOT_FETCHED || is_open[minute]);
            }
            if let Some(passed) = passed {
                expected.push((date, sum * MINUTE, passed, Some((sum - limit) * MINUTE), is_partial));
            }
            prop_assert!(date >= first);
        }
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn stretches_are_runs_of_minutes(rows in rows(), limit in 0..60_i64) {
        let data = Days::new(2).load(&rows);
        prop_assume!(!data.agents.is_empty());
        let rules = Rules::parse(&format!("each:Break:{limit}m")).unwrap();
        let found: Vec<_> = judge(&data, &rules, &Zone::utc())
            .breaches
            .into_iter()
            .map(|breach| (breach.span.start, breach.length_ms))
            .collect();
        let states = minutes_of(&data);
        let mut expected = Vec::new();
        let mut at = 0;
        for run in states.chunk_by(|a, b| a == b) {
            if run[0] == "Break" && run.len() as i64 > limit {
                expected.push((data.window.start + at * MINUTE, run.len() as i64 * MINUTE));
            }
            at += run.len() as i64;
        }
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn rests_change_nothing(
        rows in prop::collection::vec(rows(), 1..4), rules in any_rules(), hour in 0..60_i64,
        steps in prop::collection::vec(0..9_usize, 1..9),
    ) {
        let zone = Zone::new("y", 0, vec![Transition { at: Millis(1_795_400_000_000), offset_s: -3_600 }]);
        let data = Days::new(2).now(hour * HOUR).load_all(&rows);
        let mut judging = Judging::new(&data, rules.clone(), zone.clone());
        let mut most = steps.iter().cycle();
        while judging.step(*most.next().unwrap()).is_some() {}
        prop_assert_eq!(judging.finish(), judge(&data, &rules, &zone));
    }

    #[test]
    fn any_rules_judge_any_lane(rows in rows(), rules in any_rules(), hour in 0..60_i64, saved in any::<bool>()) {
        let zone = Zone::new("y", 0, vec![Transition { at: Millis(1_795_400_000_000), offset_s: -3_600 }]);
        let days = Days::new(2).now(hour * HOUR);
        let data = if saved { days.saved() } else { days }.load(&rows);
        let judged = judge(&data, &rules, &zone);
        for breach in &judged.breaches {
            prop_assert!(breach.segment < data.agents[breach.agent].lane.len());
            prop_assert!(breach.length_ms >= 0 && breach.span.start <= breach.span.end);
            prop_assert!(breach.passed >= breach.span.start && breach.passed <= breach.span.end);
            if let Excess::Time { over_ms, limit_ms } = breach.excess {
                prop_assert!(over_ms >= 0 && limit_ms >= 0 && over_ms < 400 * DAY);
            }
        }
        let minutes = if data.agents.is_empty() { Vec::new() } else { minutes_of(&data) };
        let is_unknown = |&(minute, state): &(i64, &str)| {
            // Nothing is missing of what is still to come.
            ["Unknown", NOT_FETCHED].contains(&state) || state == "No data" && minute < hour * 60
        };
        let unknown = (0..).zip(minutes).filter(is_unknown).count() as i64;
        prop_assert_eq!(judged.looked.unknown_ms, unknown * MINUTE);
        let mut expected: Vec<BreachTotal> = Vec::new();
        for &Breach { agent, rule, excess, .. } in &judged.breaches {
            let over = if let Excess::Time { over_ms, .. } = excess { over_ms } else { 0 };
            match expected.iter_mut().find(|total| (total.agent, total.rule) == (agent, rule)) {
                Some(total) => (total.count, total.over_ms) = (total.count + 1, total.over_ms + over),
                None => expected.push(BreachTotal { agent, rule, count: 1, over_ms: over }),
            }
        }
        prop_assert_eq!(judged.totals(), expected);
    }
}
