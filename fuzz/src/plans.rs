//! Schedules, rules, and what is judged by them.

use data::schedule::{Import, Options};
use data::{adherence as adherence_file, rules as rules_file};
use model::adherence::{Adherer, Options as Judging, Table};
use model::dataset::{Dataset, DatasetInput};
use model::limits::{Rules, judge};
use model::page::{PageBuilder, Part, Series};
use model::record::{Durations, Record};
use model::schedule::{Schedule, ScheduleBuilder};
use model::state::{Catalog, Reading, StateKind};
use model::time::{DAY, HOUR, MINUTE, Millis, Span};
use model::zone::Zone;
use std::sync::Arc;

/// 2026-11-26.
const DAY_0: i64 = 1_795_651_200_000;

/// A day of one agent with every kind of state.
fn day() -> Dataset {
    let mut catalog = Catalog::default();
    let states = [
        ("LoggedIn", None, StateKind::LoggedIn),
        ("Available", None, StateKind::Available),
        ("InboundContact", None, StateKind::OnContact),
        ("Unavailable", Some("ACW"), StateKind::WrapUp),
        ("Unavailable", Some("Break"), StateKind::NotReady),
        ("Unavailable", Some("Refused"), StateKind::NotReady),
        ("Unavailable", None, StateKind::NotReady),
        ("LoggedOut", None, StateKind::LoggedOut),
    ];
    let states = states.map(|(code, reason, kind)| catalog.intern(code, reason, |_| Reading::known(kind)));
    let mut page = PageBuilder::new();
    for n in 0..60 {
        let at = Millis(DAY_0 + 7 * HOUR + n * n * 20_000);
        page.push(&"a".into(), Record::new(at, states[(n * 5 % 8) as usize], None));
    }
    let window = Span::new(DAY_0, DAY_0 + DAY);
    let parts = vec![Part::Page(Arc::new(page.finish()))];
    let series = [Series::new(Some("a".into()), window, parts, Durations::OfPreviousState)];
    Dataset::build(DatasetInput { series: &series, catalog, window, now: Millis(DAY_0 + 26 * HOUR) })
}

fn read(bytes: &[u8], piece: usize) -> Option<Schedule> {
    let named = |name: &str| (name == "UTC").then(Zone::utc);
    let window = Some(Span::new(DAY_0, DAY_0 + 7 * DAY));
    let options = Options { agent: Some("a".into()), window, ..Options::new(Zone::utc(), &named) };
    let mut builder = ScheduleBuilder::new();
    let mut import = Import::new(options, &mut builder);
    bytes.chunks(piece).try_for_each(|bytes| import.feed(bytes)).ok()?;
    import.finish().ok()?;
    Some(builder.finish())
}

/// A schedule, whole and in pieces, and a day that is held against it.
pub fn plans(bytes: &[u8]) {
    let schedule = read(bytes, bytes.len().max(1));
    assert_eq!(schedule, read(bytes, 7), "pieces");
    let Some(schedule) = schedule else { return };
    let data = day();
    let table = Table::default();
    let options =
        Judging { grace_ms: MINUTE, contact_over_edge: true, window_ms: Some(HOUR), ..Judging::default() };
    let mut adherer = Adherer::new(&data, &schedule.activities, &table, options);
    for (_, plan) in &schedule.plans {
        let apart = plan.list().windows(2).all(|two| two[0].span.end <= two[1].span.start);
        assert!(apart && plan.list().iter().all(|one| !one.span.is_empty()), "in order and apart");
        let judged = adherer.agent(&data.agents[0], plan);
        let sums = judged.figures(data.window).sums;
        let all = sums.in_ms + sums.out_ms + sums.neutral_ms + sums.unscheduled_ms + sums.unknown_ms;
        assert_eq!(all, data.window.len(), "all time");
        assert_eq!(judged.exceptions().iter().map(|one| one.out_ms).sum::<i64>(), sums.out_ms, "exceptions");
    }
}

/// Rules of a link and of files: what is written of them says the same, and they judge a day.
pub fn rules(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let found = [Rules::parse(text).ok(), rules_file::parse(text).ok()];
    for rules in found.into_iter().flatten() {
        assert_eq!(Rules::parse(&rules.text()).as_ref(), Ok(&rules), "a link that was copied");
        assert_eq!(
            rules_file::parse(&rules_file::format(&rules)).as_ref(),
            Ok(&rules),
            "a file that was saved"
        );
        let data = day();
        for breach in judge(&data, &rules, &Zone::utc()).breaches {
            assert!(breach.span.start <= breach.passed && breach.passed <= breach.span.end, "{breach:?}");
            assert!(breach.over_ms().is_none_or(|ms| ms >= 0), "{breach:?}");
        }
    }
    if let Ok(rules) = adherence_file::parse(text) {
        assert_eq!(
            adherence_file::parse(&adherence_file::format(&rules)),
            Ok(rules),
            "a file that was saved"
        );
    }
}
