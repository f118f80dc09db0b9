//! Rules against counting second by second.

use model::dataset::Dataset;
use model::limits::{Excess, Rules, judge};
use model::time::{DAY, HOUR, MINUTE, Millis};
use model::zone::{Transition, Zone};
use proptest::prelude::*;

use super::text::any_rules;
use crate::days::Days;

const NAMES: [&str; 6] = ["Available", "Break", "Lunch", "Contact", "Out", "?"];

/// Rows at whole minutes of two days.
fn rows() -> impl Strategy<Value = String> {
    prop::collection::vec((1..90_i64, 0..NAMES.len()), 1..60).prop_map(|steps| {
        let mut minute = 0;
        let mut rows: Vec<String> = Vec::new();
        for (step, name) in steps {
            minute += step;
            if minute >= 2 * 24 * 60 {
                break;
            }
            rows.push(format!("{:02}:{:02} {}", minute / 60 % 24, minute % 60, NAMES[name]));
        }
        rows.join(", ")
    })
}

/// The state of each minute.
fn minutes_of(data: &Dataset) -> Vec<&str> {
    let agent = &data.agents[0];
    let states = (0..data.window.len() / MINUTE).map(|minute| {
        let at = data.window.start + minute * MINUTE;
        let (_, activity) = agent.state_at(at).unwrap();
        model::limits::name_of(&data.catalog, activity)
    });
    states.collect()
}

proptest! {
    #[test]
    fn sums_of_days_are_those_of_their_minutes(rows in rows(), limit in 0..120_i64, hours in -12..13_i64) {
        let zone = Zone::new("x", hours as i32 * 3_600, vec![]);
        let data = Days::new(2).load(&rows);
        prop_assume!(!data.agents.is_empty());
        let rules = Rules::parse(&format!("day:Break,Lunch:{limit}m")).unwrap();
        let found: Vec<_> = judge(&data, &rules, &zone)
            .breaches
            .into_iter()
            .map(|breach| (breach.day, breach.length_ms, breach.passed, breach.over_ms()))
            .collect();
        let mut expected = Vec::new();
        let states = minutes_of(&data);
        let first = zone.date(data.window.start);
        for (date, day) in zone.days(data.window, 9) {
            let (mut sum, mut passed) = (0, None);
            for (minute, state) in states.iter().enumerate() {
                let at = data.window.start + minute as i64 * MINUTE;
                if day.contains(at) && ["Break", "Lunch"].contains(state) {
                    if sum == limit {
                        passed = passed.or(Some(at));
                    }
                    sum += 1;
                }
            }
            if let Some(passed) = passed {
                expected.push((date, sum * MINUTE, passed, Some((sum - limit) * MINUTE)));
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
        let totals = judged.totals();
        prop_assert_eq!(totals.iter().map(|total| total.count).sum::<usize>(), judged.breaches.len());
    }
}
