use super::*;
use crate::time::Millis;
use proptest::prelude::*;

/// Builds the plan of one agent from (start, end, activity).
fn built(entries: &[(i64, i64, u32)]) -> Schedule {
    let mut builder = ScheduleBuilder::new();
    for (line, &(start, end, activity)) in entries.iter().enumerate() {
        let activity = builder.activity(&activity.to_string(), None);
        builder.push("ana", Span::new(start, end), activity, line as u64 + 1);
    }
    builder.finish()
}

fn told(schedule: &Schedule) -> Vec<(i64, i64, &str)> {
    let list = schedule.plans.iter().flat_map(|(_, plan)| plan.list());
    list.map(|p| (p.span.start.0, p.span.end.0, &*schedule.activity(p.activity).name)).collect()
}

#[test]
fn what_lies_inside_is_planned_in_its_place() {
    for (entries, expected, found) in [
        (&[(0, 10, 1), (4, 5, 2)][..], &[(0, 4, "1"), (4, 5, "2"), (5, 10, "1")][..], ""),
        (&[(4, 5, 2), (0, 10, 1)], &[(0, 4, "1"), (4, 5, "2"), (5, 10, "1")], ""),
        (&[(0, 10, 1), (0, 2, 2), (8, 10, 3)], &[(0, 2, "2"), (2, 8, "1"), (8, 10, "3")], ""),
        (
            &[(0, 10, 1), (2, 8, 2), (3, 4, 3)],
            &[(0, 2, "1"), (2, 3, "2"), (3, 4, "3"), (4, 8, "2"), (8, 10, "1")],
            "",
        ),
        (&[(0, 5, 1), (5, 9, 1)], &[(0, 9, "1")], ""),
        (&[(0, 5, 1), (3, 9, 2)], &[(0, 3, "1"), (3, 9, "2")], "Overlap 2"),
        (&[(0, 5, 1), (3, 9, 1)], &[(0, 9, "1")], "Overlap 2"),
        (&[(0, 5, 1), (0, 5, 2)], &[(0, 5, "2")], "Overlap 2"),
        (&[(0, 5, 1), (0, 5, 1)], &[(0, 5, "1")], "Twice 2"),
        (
            &[(0, 20, 1), (2, 5, 2), (4, 8, 3)],
            &[(0, 2, "1"), (2, 4, "2"), (4, 8, "3"), (8, 20, "1")],
            "Overlap 3",
        ),
        (&[(5, 0, 1), (7, 9, 2)], &[(7, 9, "2")], "Reversed 1"),
        (&[(5, 5, 1)], &[], "Reversed 1"),
    ] {
        let schedule = built(entries);
        assert_eq!(told(&schedule), expected, "{entries:?}");
        let examples =
            schedule.findings.examples.iter().map(|found| format!("{:?} {}", found.kind, found.line));
        assert_eq!(examples.collect::<Vec<_>>().join(", "), found, "{entries:?}");
    }
}

#[test]
fn plans_are_looked_up_by_time() {
    let schedule = built(&[(0, 5, 1), (7, 9, 2)]);
    let plan = &schedule.plans[0].1;
    let at = |t| plan.at(Millis(t)).map(|planned| planned.activity.0);
    assert_eq!([at(-1), at(0), at(4), at(5), at(7), at(9)], [None, Some(0), Some(0), None, Some(1), None]);
    assert_eq!(plan.in_span(Span::new(4, 7)).len(), 1);
    assert_eq!(plan.in_span(Span::new(4, 8)).len(), 2);
    assert_eq!(plan.in_span(Span::new(8, 2)).len(), 0);
}

#[test]
fn what_several_sources_plan_is_one_schedule_whose_findings_name_the_source() {
    let of = |entries: &[(&str, i64, i64, &str, Option<bool>)]| {
        let mut builder = ScheduleBuilder::new();
        for (line, &(who, start, end, name, is_open)) in (1..).zip(entries) {
            let activity = builder.activity(name, is_open);
            builder.push(who, Span::new(start, end), activity, line);
        }
        builder
    };
    let first = of(&[("ana", 0, 10, "Open", Some(true)), ("ben", 0, 10, "Lunch", None)]);
    let second = of(&[("ben", 9, 3, "Open", None), ("ana", 4, 12, "Lunch", None)]);
    assert_eq!((first.len(), second.len()), (2, 1));
    let schedule = Joining::new(vec![first.into(), second.into()], &Who::default()).finish();
    let told: Vec<_> = schedule.plans.iter().map(|(who, plan)| (&**who, plan.list().len())).collect();
    assert_eq!(told, [("ana", 2), ("ben", 1)]);
    let names: Vec<_> = schedule.activities.iter().map(|one| (&*one.name, one.is_open)).collect();
    assert_eq!(names, [("Open", Some(true)), ("Lunch", None), ("Open", None)]);
    assert_eq!(&*schedule.activity(schedule.plans[0].1.list()[1].activity).name, "Lunch");
    let found = schedule.findings.examples.iter().map(|one| (one.kind, one.source, one.line));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [(PlanFindingKind::Reversed, 1, 1), (PlanFindingKind::Overlap, 1, 2)]
    );
}

#[test]
fn repeats_can_be_dropped_without_a_word() {
    let mut builder = ScheduleBuilder::new();
    let [open, lunch] = ["Open", "Lunch"].map(|name| builder.activity(name, None));
    for (line, (start, activity)) in (1..).zip([(0, open), (20, open), (0, open), (0, lunch)]) {
        builder.push("ana", Span::new(start, start + 10), activity, line);
    }
    builder.drop_repeats();
    assert_eq!(builder.len(), 3);
    let findings = builder.finish().findings;
    assert_eq!((findings.count(PlanFindingKind::Twice), findings.count(PlanFindingKind::Overlap)), (0, 1));
}

#[test]
fn plans_under_several_names_of_an_agent_are_one() {
    let mut builder = ScheduleBuilder::new();
    let [open, lunch] = ["Open", "Lunch"].map(|name| builder.activity(name, None));
    builder.push("401", Span::new(0, 10), open, 1);
    builder.push("nobody", Span::new(0, 10), open, 2);
    builder.push("ann@example.com", Span::new(4, 5), lunch, 3);
    assert_eq!(builder.whose().collect::<Vec<_>>(), ["401", "nobody", "ann@example.com"]);
    assert_eq!((builder.first_line("nobody"), builder.first_line("402")), (Some(2), None));
    let agents: [crate::record::AgentId; 1] = ["401".into()];
    let who = Who::new(&agents, &crate::directory::Directory::default(), [("ann@example.com", "401")]);
    let schedule = builder.finish_for(&who);
    let told: Vec<_> = schedule.plans.iter().map(|(who, plan)| (&**who, plan.list().len())).collect();
    assert_eq!(told, [("401", 3), ("nobody", 1)]);
}

proptest! {
    #[test]
    fn a_schedule_is_the_same_however_it_is_divided_into_sources(
        entries in prop::collection::vec((0..3_u8, 0..40_i64, -3..20_i64, 0..3_u32), 0..30),
        cuts in prop::collection::vec(0..30_usize, 0..4),
    ) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|at| at.min(entries.len())).collect();
        cuts.extend([0, entries.len()]);
        cuts.sort_unstable();
        let built = |entries: &[(u8, i64, i64, u32)]| {
            let mut builder = ScheduleBuilder::new();
            for &(who, start, ms, activity) in entries {
                let activity = builder.activity(&activity.to_string(), None);
                builder.push(&who.to_string(), Span::new(start, start + ms), activity, 1);
            }
            builder
        };
        let parts: Vec<_> = cuts.windows(2).map(|cut| Arc::new(built(&entries[cut[0]..cut[1]]))).collect();
        let mut appended = ScheduleBuilder::new();
        for part in &parts {
            appended.append(part);
        }
        let whole = built(&entries).finish();
        for divided in [Joining::new(parts, &Who::default()).finish(), appended.finish()] {
            prop_assert_eq!(&whole.plans, &divided.plans);
            prop_assert_eq!(&whole.activities, &divided.activities);
            for kind in PlanFindingKind::ALL {
                prop_assert_eq!(whole.findings.count(kind), divided.findings.count(kind));
            }
        }
    }

    #[test]
    fn each_moment_has_what_began_last_around_it(
        entries in prop::collection::vec((0..40_i64, 1..20_i64, 0..3_u32), 0..12),
    ) {
        // Nested or apart: the innermost is what began last, and of one beginning ends first.
        let mut nested: Vec<(i64, i64, u32)> = Vec::new();
        for (start, length, activity) in entries {
            let end = start + length;
            let fits = |other: &(i64, i64, u32)| {
                other.1 <= start || end <= other.0
                    || (other.0 <= start && end <= other.1 || start <= other.0 && other.1 <= end)
                        && (start, end) != (other.0, other.1)
            };
            if nested.iter().all(fits) {
                nested.push((start, end, activity));
            }
        }
        let schedule = built(&nested);
        prop_assert!(schedule.findings.examples.is_empty());
        for t in 0..60 {
            let innermost = nested.iter().filter(|one| one.0 <= t && t < one.1).min_by_key(|one| one.1 - one.0);
            let planned = schedule.plans.first().and_then(|(_, plan)| plan.at(Millis(t)));
            let name = planned.map(|planned| schedule.activity(planned.activity).name.to_string());
            prop_assert_eq!(name, innermost.map(|one| one.2.to_string()));
        }
    }

    #[test]
    fn stretches_are_in_order_and_apart_whatever_comes(
        entries in prop::collection::vec((0..40_i64, -3..20_i64, 0..3_u32), 0..30),
    ) {
        let entries: Vec<_> = entries.into_iter().map(|(start, ms, id)| (start, start + ms, id)).collect();
        let schedule = built(&entries);
        let list: Vec<_> = schedule.plans.iter().flat_map(|(_, plan)| plan.list()).collect();
        prop_assert!(list.iter().all(|planned| !planned.span.is_empty()));
        prop_assert!(list.windows(2).all(|two| two[0].span.end <= two[1].span.start));
        for t in 0..60 {
            let is_planned = entries.iter().any(|one| one.0 <= t && t < one.1);
            prop_assert_eq!(list.iter().any(|planned| planned.span.contains(Millis(t))), is_planned);
        }
    }
}

#[test]
fn shifts_that_reach_into_a_time_stay_whole_and_others_go() {
    let mut builder = ScheduleBuilder::new();
    for (who, start, end) in [
        // A night's, from before the time, with a break inside; the evening's before it, apart.
        ("ana", 2, 5),
        ("ana", 7, 9),
        ("ana", 9, 12),
        ("ana", 8, 9),
        // Ends where the time begins, and nothing goes on from it.
        ("ben", 4, 10),
        // Goes on after the time, then another.
        ("cat", 19, 20),
        ("cat", 20, 23),
        ("cat", 21, 22),
        ("cat", 24, 25),
        ("dan", 0, 30),
    ] {
        let open = builder.activity("Open", None);
        builder.push(who, Span::new(start, end), open, 1);
    }
    builder.keep_shifts_in(Span::new(10, 20));
    assert_eq!(builder.whose().collect::<Vec<_>>(), ["ana", "cat", "dan"]);
    assert_eq!(
        (builder.len(), builder.first_line("ben"), builder.first_line("dan")),
        (3 + 3 + 1, None, Some(1))
    );
    assert_eq!(builder.reached(), Some(Span::new(0, 30)));
    let schedule = builder.finish();
    let reached = |at: usize| {
        let list = schedule.plans[at].1.list();
        (list[0].span.start.0, list[list.len() - 1].span.end.0)
    };
    assert_eq!([reached(0), reached(1)], [(7, 12), (19, 23)]);
}

proptest! {
    /// By brute force: what is reached from the time, step by step over what touches.
    #[test]
    fn what_stays_is_what_can_be_reached(entries in prop::collection::vec((0_i64..60, 1_i64..8), 0..20)) {
        let (from, to) = (25, 35);
        let mut builder = ScheduleBuilder::new();
        for (start, len) in &entries {
            let open = builder.activity("Open", None);
            builder.push("ana", Span::new(*start, start + len), open, 1);
        }
        let mut kept: Vec<bool> = entries.iter().map(|(start, len)| *start < to && start + len > from).collect();
        for _ in 0..entries.len() {
            for (a, (start, len)) in entries.iter().enumerate() {
                kept[a] |= entries.iter().zip(kept.clone()).any(|((other, length), is_kept)| {
                    is_kept && *start <= other + length && other <= &(start + len)
                });
            }
        }
        builder.keep_shifts_in(Span::new(from, to));
        prop_assert_eq!(builder.len(), kept.iter().filter(|is_kept| **is_kept).count());
    }
}
