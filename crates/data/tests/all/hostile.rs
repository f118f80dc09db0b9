//! One hostile value must not freeze, stop or bend a figure.

use data::files::{self, Import, Options};
use model::dataset::Dataset;
use model::page::Part;
use model::record::{Durations, Record};
use model::remark::RemarkKind;
use model::state::{Catalog, StateKind};
use model::testing::{Load, of, page, states};
use model::time::{DAY, HOUR, Millis, Span};
use model::zone::Zone;

const FIGURES: [&str; 9] = [
    "1000000000000000000",
    "9223372036854775807",
    "-9223372036854775808",
    "1e300",
    "-1e18",
    "999999999:00:00",
    "P99999999D",
    "99999999 days, 1:00:00",
    "9999999999999999999999",
];

fn read(text: &str) -> (files::Imported, Dataset) {
    let mut catalog = Catalog::default();
    let mut import = Import::new(Options { agent: Some("a".into()), ..Options::new(Zone::utc()) });
    import.feed(text.as_bytes(), &mut catalog).unwrap();
    let file = import.finish(&mut catalog).unwrap();
    let now = file.window().map_or(Millis(0), |window| window.end);
    let data = files::dataset(std::slice::from_ref(&file), catalog, now);
    (file, data)
}

fn check(data: &Dataset, what: &str) {
    assert!(data.window.len() <= 733 * DAY, "{what}: {} days", data.window.len() / DAY);
    for agent in &data.agents {
        let sum: i64 = agent.index.totals(&agent.lane, data.window).iter().map(|(_, total)| total.ms).sum();
        assert_eq!(sum, data.window.len(), "{what}");
    }
}

#[test]
fn absurd_lengths_count_as_missing_and_are_said() {
    for figure in FIGURES {
        for text in [
            format!(
                "Agent_No,Start_Date,State,Duration\n1,11/13/2026 09:00:00,Ready,{figure}\n1,11/13/2026 10:00:00,Lunch,600\n"
            ),
            format!(
                r#"[{{"startDate":"2026-11-13T09:00:00Z","agentId":1,"agentStateId":1,"duration":"{figure}"}},{{"startDate":"2026-11-13T10:00:00Z","agentId":1,"agentStateId":2,"duration":600}}]"#
            ),
        ] {
            let (_, data) = read(&text);
            check(&data, &text);
            assert_eq!(data.summary(data.window).kind(StateKind::Available).ms, HOUR, "{text}");
            assert_eq!(data.losses.remarks.count(RemarkKind::Unread), 1, "{text}");
        }
    }
}

#[test]
fn an_export_whose_window_is_all_of_time_ends_with_its_records() {
    let header = format!("shiftline 1; window={}~{}; now={}; durations=own", i64::MIN, i64::MAX, i64::MAX);
    let names = "agent_id,agent_name,start_utc,end_utc,state,label,kind,reason,duration_ms,reported_ms,session,index,detail";
    for (start, rows) in
        [("2026-11-13T09:00:00.000Z", 1), ("9223372036854775807", 0), ("-9223372036854775808", 0)]
    {
        let row = format!("1,,{start},{start},READY,Ready,Ready,,1,9223372036854775807,1,1,,");
        let (file, data) = read(&format!("{names},{header}\n{row}\n"));
        check(&data, start);
        assert_eq!((file.rows - file.rejected, data.records()), (rows, rows), "{start}");
    }
}

#[test]
fn a_model_of_extremes_adds_up() {
    let (catalog, [ready]) = states([("READY", None, StateKind::Available)]);
    let times = [i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX - 1, i64::MAX];
    for durations in [Durations::OfOwnState, Durations::OfPreviousState] {
        let records = times.iter().flat_map(|&at| {
            [None, Some(i64::MIN), Some(i64::MAX), Some(0)]
                .map(|figure| Record::new(Millis(at), ready, figure))
        });
        let rows = ["a", "b"].into_iter().flat_map(|agent| of(agent, records.clone()));
        let parts = [Part::Page(page(rows)), Part::Missing];
        for window in [Span::new(i64::MIN, i64::MAX), Span::new(0, 1), Span::new(i64::MAX - 5, i64::MAX)] {
            for is_saved in [false, true] {
                let load = Load::new(catalog.clone(), window).measuring(durations).saved(is_saved);
                let data = load.now(Millis(i64::MAX)).series(None, parts.clone()).build();
                for agent in &data.agents {
                    let sum: i64 =
                        agent.index.totals(&agent.lane, data.window).iter().map(|(_, total)| total.ms).sum();
                    assert_eq!(sum, data.window.len());
                }
                assert!(data.summary(data.window).logged_in_ms() >= 0);
            }
        }
    }
}
