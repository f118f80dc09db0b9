//! What records cut into equal neighbours is one occurrence, wherever people read of it.

use std::collections::HashSet;

use data::files::summary::{Split, SummaryInput, summary_csv};
use data::files::{self, Import, Options, window_of};
use model::dataset::Dataset;
use model::directory::Directory;
use model::page::Part;
use model::record::{Durations, Record, RowKey};
use model::state::{ActivityId, Catalog, Reading, StateKind};
use model::testing::{Load, of, page};
use model::time::{MINUTE, Millis, SECOND, Span};
use model::zone::Zone;
use proptest::prelude::*;
use shiftline::app::cards::{Who, cards, state_note};
use shiftline::app::find::asked::read;
use shiftline::app::find::stretches::{Index, Seen, hits};
use shiftline::app::roster::states_at;
use shiftline::app::table::{Sort, part_of, rows};

fn import(files: &[String]) -> Dataset {
    let mut catalog = Catalog::default();
    let mut read = |text: &String| {
        let mut import = Import::new(Options::new(Zone::utc()));
        import.feed(text.as_bytes(), &mut catalog).unwrap();
        import.finish(&mut catalog).unwrap()
    };
    let files: Vec<_> = files.iter().map(&mut read).collect();
    let now = window_of(&files).unwrap().end;
    files::dataset(&files, catalog, now)
}

const HEAD: &str = "Agent_Session_ID,Agent_No,Agent_Name,Team_No,Bus_No,StateIndex,Start_Date,Working,Available,\
    Outstate_Code,Outstate,Log_State,Skill_No,Skill_Name,Duration\n";

/// Case 78 of the trials.
const SPLIT_MIDNIGHT: [&str; 4] = [
    "9001,401,Ana Ruiz,7,1,0,11/13/2026 22:00:00,0,1,0,,0,0,,6000\n",
    "9001,401,Ana Ruiz,7,1,1,11/13/2026 23:40:00,0,0,12,Lunch,1,0,,1200\n",
    "9001,401,Ana Ruiz,7,1,2,11/14/2026 00:00:00,0,0,12,Lunch,1,0,,1200\n",
    "9001,401,Ana Ruiz,7,1,3,11/14/2026 00:20:00,0,1,0,,2,0,,600\n",
];

fn file(rows: &[&str]) -> String {
    HEAD.to_owned() + &rows.concat()
}

/// The stretches of the first agent that Find finds, each as its first segment.
fn found(data: &Dataset, text: &str) -> Vec<usize> {
    let (index, zone, shown) =
        (Index::new(data, &Directory::default()), Zone::utc(), vec![true; data.catalog.len()]);
    let today = zone.date(data.now);
    let seen = Seen { data, index: &index, zone: &zone, today, agents: &[0], shown: &shown };
    hits(&seen, &read(text)).into_iter().map(|hit| hit.segment).collect()
}

/// One Lunch of 40 minutes in totals, cards, search and tables, in so many records.
fn assert_one_lunch(data: &Dataset, records: usize, what: &str) {
    let agent = &data.agents[0];
    let summary = data.summary(data.window);
    let lunch = summary.kind(StateKind::NotReady);
    assert_eq!((lunch.ms, lunch.count, lunch.longest_ms), (2_400_000, 1, 2_400_000), "{what}");
    assert_eq!((data.records(), summary.changes()), (records, 3), "{what}");

    let zone = Zone::utc();
    let cards = cards(&summary, (Some(&agent.attendance), &Who::default()), &data.catalog, &zone);
    let note = state_note(StateKind::NotReady, &summary, &data.catalog);
    assert!(note.contains(" · 1 stretch · Lunch 40 min"), "{what}: {note}");
    assert_eq!(cards.of_moments.iter().find(|card| card.name == "changes").unwrap().raw, Some(3), "{what}");

    let found = |text| found(data, text);
    assert_eq!((found("lunch"), found("lunch >39m"), found("lunch <39m")), (vec![1], vec![1], vec![]));

    let listed = rows(&agent.lane, &data.catalog, &[data.window], Sort::default(), |_| true);
    assert!(listed.len() >= records, "{what}: the records stay as they are");
    let segments = (0..listed.len()).map(|place| agent.lane.segment(listed.at(place).unwrap()).unwrap());
    let parts = segments.map(|segment| part_of(agent, &segment));
    assert_eq!(parts.flatten().filter(|&ms| ms == 2_400_000).count(), records - 2, "{what}");

    let (people, split) = (Directory::default(), Split { by_day: false, by_reason: true });
    let (spans, left_out) = ([data.window], HashSet::new());
    let input = SummaryInput {
        data,
        people: &people,
        zone: &zone,
        agents: &[0],
        spans: &spans,
        left_out: &left_out,
        split,
    };
    let csv = String::from_utf8(summary_csv(input).flatten().collect()).unwrap();
    assert!(csv.contains(",Lunch,0:40:00,2400000,"), "{what}: {csv}");
    assert!(csv.contains(",1,2400000,2400000\n"), "{what}: {csv}");

    let at = Millis(data.window.start.0 + 130 * MINUTE);
    assert_eq!(states_at(data, &[0], at)[0].for_ms, 30 * MINUTE, "{what}");
}

#[test]
fn case_78_a_lunch_over_midnight_is_one() {
    let [before, late, early, after] = SPLIT_MIDNIGHT;
    assert_one_lunch(&import(&[file(&SPLIT_MIDNIGHT)]), 4, "one file");
    assert_one_lunch(&import(&[file(&[before, late]), file(&[early, after])]), 4, "a file a day");
    assert_one_lunch(&import(&[file(&[early, after]), file(&[before, late])]), 4, "the later day first");
    let session = early.replace("9001", "9002");
    let session = [before, late, &session, after];
    assert_one_lunch(&import(&[file(&session)]), 4, "a session of its own");
    let station = early.replace(",12,Lunch,1,0,,", ",12,Lunch,1,31,Billing,");
    assert_one_lunch(&import(&[file(&[before, late, &station, after])]), 4, "another skill");
    let thirds = [
        late.replace(",1200\n", ",600\n"),
        late.replace(",1,11/13/2026 23:40", ",2,11/13/2026 23:50").replace(",1200\n", ",600\n"),
        early.replace(",2,11/14", ",3,11/14"),
    ];
    let [first, second, third] = &thirds;
    let after = after.replace(",3,11/14", ",4,11/14");
    assert_one_lunch(&import(&[file(&[before, first, second, third, &after])]), 5, "three records");
}

/// A range that begins or ends at midnight holds its part of the lunch.
#[test]
fn a_lunch_cut_by_the_range_counts_on_either_side() {
    let data = import(&[file(&SPLIT_MIDNIGHT)]);
    let agent = &data.agents[0];
    let midnight = data.window.start + 120 * MINUTE;
    let before = Span { start: data.window.start, end: midnight };
    let after = Span { start: midnight, end: data.window.end };
    let around = Span { start: midnight + -MINUTE, end: midnight + MINUTE };
    for (span, minutes) in [(before, 20), (after, 20), (around, 2)] {
        let lunch = data.summary(span).kind(StateKind::NotReady);
        assert_eq!((lunch.count, lunch.longest_ms), (1, minutes * MINUTE));
    }
    let longest = agent.attendance.longest.unwrap();
    assert_eq!((longest.first, longest.span.len()), (0, 100 * MINUTE));
}

const STATES: [(&str, Option<&str>, StateKind); 4] = [
    ("READY", None, StateKind::Available),
    ("NOT_READY", Some("Lunch"), StateKind::NotReady),
    ("NOT_READY", Some("Break"), StateKind::NotReady),
    ("LOGOUT", None, StateKind::LoggedOut),
];

/// Records that follow each other, from (state, seconds); each cut where `cuts` says.
fn cut(records: &[(usize, i64)], cuts: &[u8]) -> Dataset {
    let mut catalog = Catalog::default();
    for (code, reason, kind) in STATES {
        catalog.intern(code, reason, |_| Reading::known(kind));
    }
    let mut cuts = cuts.iter().cycle();
    let (mut at, mut index) = (0, 0);
    let mut pages: Vec<Vec<Record>> = vec![Vec::new()];
    for &(state, seconds) in records {
        let pieces = i64::from(*cuts.next().unwrap_or(&1)).clamp(1, seconds.max(1));
        for piece in 0..pieces {
            let length = seconds * (piece + 1) / pieces - seconds * piece / pieces;
            let record =
                Record::new(Millis(at * SECOND), ActivityId(3 + state as u32), Some(length * SECOND));
            index += 1;
            if index % 7 == 0 {
                pages.push(Vec::new());
            }
            let page = pages.last_mut().unwrap();
            page.push(Record { key: RowKey { session: 1, index: Some(index) }, ..record });
            at += length;
        }
    }
    let window = Span::new(0, at * SECOND);
    let parts = pages.into_iter().map(|records| Part::Page(page(of("a", records))));
    Load::new(catalog, window).measuring(Durations::OfOwnState).series(Some("a"), parts).build()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// But for the number of records, and whose figures are added up.
    #[test]
    fn cutting_records_changes_no_figure(
        records in prop::collection::vec((0..STATES.len(), 0_i64..900), 1..60),
        cuts in prop::collection::vec(1_u8..9, 1..9),
        from in 0.0_f64..=1.0, to in 0.0_f64..=1.0,
    ) {
        let (whole, parts) = (cut(&records, &[]), cut(&records, &cuts));
        let moment = |share: f64| (share * whole.window.len() as f64) as i64;
        for span in [whole.window, Span::new(moment(from), moment(to))] {
            let figures = |data: &Dataset| -> Vec<_> {
                let agent = &data.agents[0];
                let totals = agent.index.totals(&agent.lane, span);
                totals.iter().map(|(id, total)| (*id, total.ms, total.count, total.longest_ms)).collect()
            };
            prop_assert_eq!(figures(&whole), figures(&parts), "{:?}", span);
            prop_assert_eq!(whole.summary(span).changes(), parts.summary(span).changes());
        }
        let longest = |data: &Dataset| data.agents[0].attendance.longest.map(|one| (one.activity, one.span));
        prop_assert_eq!(longest(&whole), longest(&parts));
        for text in ["lunch", ">5m", "<3m", "not ready >1m", "00:30"] {
            let found = |data: &Dataset| -> Vec<_> {
                let agent = &data.agents[0];
                let hits = found(data, text).into_iter();
                hits.map(|hit| (agent.lane.start(hit), agent.lane.activity(hit))).collect()
            };
            prop_assert_eq!(found(&whole), found(&parts), "{}", text);
        }
        let lasted = |data: &Dataset| {
            let state = states_at(data, &[0], Millis(moment(from))).pop();
            state.map(|state| (state.activity, state.for_ms))
        };
        prop_assert_eq!(lasted(&whole), lasted(&parts));
    }
}
