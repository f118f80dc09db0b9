use super::*;
use crate::dialect::reporting_v2::ReportingV2;
use crate::fetch::{Fetch, FetchState, FetchStep};
use model::dataset::{Dataset, DatasetInput};
use model::state::StateKind;
use model::time::parse_strict_utc;

fn load(records: usize, now: &str) -> Dataset {
    let data = loaded(Sample::Records(records as u32), now);
    assert_eq!(data.records(), records);
    data
}

fn loaded(sample: Sample, now: &str) -> Dataset {
    let now = parse_strict_utc(now).unwrap();
    let mut demo = Demo::new(sample, now, &Zone::utc());
    let query = demo.query();
    let window = query.span;
    let mut fetch = Fetch::new(&ReportingV2, query).unwrap();
    while let FetchStep::Send { ticket, request } = fetch.step(now) {
        fetch.arrived(ticket, Ok(demo.answer(&request)), now, 0.5);
    }
    assert_eq!(fetch.state(), FetchState::Finished);
    let catalog = fetch.catalog().clone();
    Dataset::build(DatasetInput { series: &fetch.series(), catalog, window, now })
}

#[test]
fn delivers_exactly_what_is_asked_for_and_nothing_odd() {
    // A Tuesday noon, a Sunday, and a Monday before work.
    for now in ["2026-11-03T12:00:00Z", "2026-11-08T12:00:00Z", "2026-11-09T06:00:00Z"] {
        for records in [0, 1, 2, 3, 17, 240, 999, 1_000, 1_001, DEFAULT_RECORDS, 20_000] {
            let data = load(records, now);
            assert_eq!(data.records(), records, "{records} at {now}");
            assert_eq!(data.losses.duplicates + data.losses.rejected_count, 0, "{records} at {now}");
            let findings: usize = data.agents.iter().map(|agent| agent.findings.total()).sum();
            assert_eq!(findings, 0, "{records} at {now}: {:?}", data.agents[0].findings.examples.first());
        }
    }
}

#[test]
fn a_team_has_whole_working_days_that_are_over() {
    // A Tuesday noon and a Sunday: the days before are Monday, and Wednesday to Friday.
    for (sample, now, first, last) in [
        (TEAM, "2026-11-03T12:00:00Z", "2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z"),
        (
            Sample::Team { agents: 7, days: 3 },
            "2026-11-08T12:00:00Z",
            "2026-11-04T00:00:00Z",
            "2026-11-07T00:00:00Z",
        ),
    ] {
        let Sample::Team { agents, days } = sample else { panic!("{sample}") };
        let data = loaded(sample, now);
        assert_eq!(data.agents.len(), agents as usize);
        assert_eq!(
            data.window,
            Span { start: parse_strict_utc(first).unwrap(), end: parse_strict_utc(last).unwrap() }
        );
        for agent in &data.agents {
            let totals = agent.index.totals(&agent.lane, data.window);
            let ms = |kind| {
                totals
                    .iter()
                    .filter(|(id, _)| data.catalog.kind(*id) == kind)
                    .map(|(_, total)| total.ms)
                    .sum::<i64>()
            };
            assert_eq!(ms(StateKind::Unknown), 0);
            assert_eq!(agent.findings.total(), 0, "{:?}", agent.findings.examples.first());
            assert!(
                (7 * HOUR..10 * HOUR)
                    .contains(&((data.window.len() - ms(StateKind::LoggedOut)) / i64::from(days)))
            );
        }
    }
    let names: Vec<_> = Demo::new(TEAM, Millis(1_793_707_200_000), &Zone::utc()).directory().teams();
    assert_eq!(names.len(), 3);
}

#[test]
fn the_default_is_a_believable_week() {
    let data = load(DEFAULT_RECORDS, "2026-11-06T20:00:00Z");
    let summary = data.summary(data.window);
    let share = |kind| summary.share(summary.kind(kind).ms).unwrap();
    for (kind, least, most) in [
        (StateKind::Available, 0.2, 0.5),
        (StateKind::OnContact, 0.25, 0.55),
        (StateKind::WrapUp, 0.05, 0.25),
        (StateKind::NotReady, 0.1, 0.35),
    ] {
        assert!((least..most).contains(&share(kind)), "{kind:?} {}", share(kind));
    }
    assert_eq!(summary.kind(StateKind::LoggedIn).count, 5);
}

#[test]
fn many_records_fill_a_quarter_of_a_year_and_no_more() {
    let data = load(100_000, "2026-11-06T20:00:00Z");
    assert_eq!(data.records(), 100_000);
    assert!((80 * DAY..92 * DAY).contains(&data.window.len()));
    assert_eq!(data.summary(data.window).kind(StateKind::LoggedIn).count, MAX_DAYS as u32);
}

#[test]
fn no_number_makes_more_than_can_be_shown() {
    let mut demo = Demo::new(Sample::Records(u32::MAX), Millis(1_793_707_200_000), &Zone::utc());
    assert_eq!(demo.query().settings.max_pages, MAX_RECORDS / MAX_PAGE_SIZE + 1);
    let last = Request::new(reporting_v2::PATH).with("pageNumber", (MAX_RECORDS / MAX_PAGE_SIZE).to_string());
    assert!(demo.answer(&last).body.len() > 50 * MAX_PAGE_SIZE);
    assert_eq!(demo.answer(&last.with("pageSize", "0")).status, 200);
    let beyond = Request::new(reporting_v2::PATH).with("pageNumber", usize::MAX.to_string());
    assert_eq!(demo.answer(&beyond).body, b"{\"records\":[]}");
}

#[test]
fn the_same_question_has_the_same_answer_in_any_order() {
    let (now, zone) = (Millis(1_793_707_200_000), Zone::utc());
    let page = |demo: &mut Demo, number: usize| {
        let request = Request::new(reporting_v2::PATH).with("agentId", AGENT);
        demo.answer(&request.with("pageNumber", number.to_string())).body
    };
    let (mut forward, mut backward) =
        (Demo::new(Sample::Records(4_321), now, &zone), Demo::new(Sample::Records(4_321), now, &zone));
    let there: Vec<_> = (1..=6).map(|number| page(&mut forward, number)).collect();
    let back: Vec<_> = (1..=6).rev().map(|number| page(&mut backward, number)).collect();
    assert!(there.iter().eq(back.iter().rev()));
    assert_eq!(there[5], b"{\"records\":[]}");
}

/// What was planned for a sample.
fn planned(sample: Sample, now: &str) -> model::schedule::Schedule {
    let demo = Demo::new(sample, parse_strict_utc(now).unwrap(), &Zone::utc());
    let mut builder = model::schedule::ScheduleBuilder::new();
    (0..demo.agents()).for_each(|number| demo.plan(number, &mut builder));
    builder.finish()
}

#[test]
fn everybody_of_a_sample_has_a_plan_that_the_day_nearly_follows() {
    let now = "2026-11-03T12:00:00Z";
    for (sample, agents) in
        [(TEAM, 30), (Sample::Team { agents: 7, days: 3 }, 7), (Sample::Records(1_200), 1)]
    {
        assert!(sample.has_schedule());
        let (schedule, data) = (planned(sample, now), loaded(sample, now));
        assert_eq!(schedule, planned(sample, now), "the same every time");
        assert_eq!((schedule.plans.len(), schedule.findings.total()), (agents, 0), "{sample}");
        let names: Vec<_> = schedule.activities.iter().map(|one| (&*one.name, one.is_open)).collect();
        let expected = [("Open", true), ("Break", false), ("Lunch", false), ("Meeting", false)];
        for (name, is_open) in expected {
            assert!(names.contains(&(name, Some(is_open))), "{name} in {sample}");
        }
        for (agent, (who, plan)) in data.agents.iter().zip(&schedule.plans) {
            assert_eq!(&*agent.id, &**who);
            let table = model::adherence::Table::default();
            let mut adherer = model::adherence::Adherer::new(
                &data,
                &schedule.activities,
                &table,
                model::adherence::Options::default(),
            );
            assert_eq!(adherer.unknown().len(), 0, "every activity is known by its name");
            let share = adherer.agent(agent, plan).figures(data.window).adherence().unwrap();
            assert!((0.8..1.0).contains(&share), "{who}: {share}");
        }
    }
    assert!(!Sample::Records(1_000_000).has_schedule() && !Sample::Records(0).has_schedule());
}

#[test]
fn pauses_of_a_team_differ_and_few_are_much_longer_than_usual() {
    let data = loaded(TEAM, "2026-11-03T12:00:00Z");
    let lunches = data.agents.iter().flat_map(|agent| {
        let is_lunch = |activity| data.catalog.activity(activity).reason.as_deref() == Some("Lunch");
        agent
            .lane
            .segments()
            .filter(move |segment| is_lunch(segment.activity))
            .map(|segment| segment.span.len())
    });
    let lunches: Vec<i64> = lunches.collect();
    assert_eq!(lunches.len(), data.agents.len());
    assert!(
        lunches.iter().all(|ms| (30 * MINUTE..70 * MINUTE).contains(ms) && ms % SECOND == 0),
        "{lunches:?}"
    );
    let distinct: std::collections::HashSet<_> = lunches.iter().collect();
    let long = lunches.iter().filter(|ms| **ms > 50 * MINUTE).count();
    assert!(distinct.len() > 25 && (1..8).contains(&long), "{lunches:?}");
}
