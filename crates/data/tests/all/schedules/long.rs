//! Long files of every shape: read in steps, to what the same activities are in a table.

use std::cell::Cell;
use std::pin::pin;

use data::files::FileError;
use data::files::turns::{at_once, step};
use data::schedule::{Found, Import, Options, read_in_turns};
use model::schedule::{Schedule, ScheduleBuilder};
use model::time::{MINUTE, Millis, format_utc};
use proptest::prelude::*;
use serde_json::Value;

use super::{held, lines, options};

/// Bytes that may be read between two turns, with room for what takes longer than others.
const PIECE: usize = 1 << 19;

/// What is planned: so many stretches of each of so many agents.
#[derive(Clone, Copy, Debug)]
struct Planned {
    agents: usize,
    each: usize,
}

impl Planned {
    fn written<T>(self, agent: usize, each: impl Fn(&str, &str, &str) -> T) -> Vec<T> {
        let at = |n: usize| format_utc(Millis(1_795_680_000_000) + n as i64 * 15 * MINUTE).unwrap();
        let one = |n: usize| each(&at(n + agent), &at(n + agent + 1), ["Open", "Break", "Meeting"][n % 3]);
        (0..self.each).map(one).collect()
    }

    fn of_all(self, each: impl Fn(usize) -> String) -> String {
        (0..self.agents).map(each).collect::<Vec<_>>().join(",")
    }

    fn objects(self, agent: usize) -> String {
        let one = |start: &str, end: &str, name: &str| {
            format!(r#"{{"start":"{start}","end":"{end}","activity":"{name}","agent":"a{agent}"}}"#)
        };
        self.written(agent, one).join(",")
    }

    fn table(self) -> String {
        let row = |agent: usize| {
            let one = |start: &str, end: &str, name: &str| format!("a{agent},{start},{end},{name}\n");
            self.written(agent, one).concat()
        };
        "agent,start,end,activity\n".to_owned() + &(0..self.agents).map(row).collect::<String>()
    }

    fn calendars(self, line_end: &str, fold: &str) -> String {
        let calendar = |agent: usize| {
            let plain = |time: &str| time.replace(['-', ':'], "").replace(".000", "");
            let one = |start: &str, end: &str, name: &str| {
                let (start, end) = (plain(start), plain(end));
                format!("BEGIN:VEVENT\nDTSTART:{start}\nDTEND:{end}\nSUM{fold}MARY:{name}\nEND:VEVENT\n")
            };
            let events = self.written(agent, one).concat();
            format!("BEGIN:VCALENDAR\nX-WR-CALNAME:a{agent}\n{events}END:VCALENDAR\n")
        };
        (0..self.agents).map(calendar).collect::<String>().replace('\n', line_end)
    }

    /// Every shape that these may have, by name.
    fn shapes(self) -> Vec<(&'static str, String)> {
        let all = |wrap: fn(usize, String) -> String| self.of_all(|agent| wrap(agent, self.objects(agent)));
        let shifts = |agent, items| format!(r#"{{"shifts":[{items}],"userID":"a{agent}"}}"#);
        let shifts = |agent, items: String| shifts(agent, items.replace("activity", "baseActivityCode"));
        let wide = |agent, items| {
            format!(
                r#"{{"userID":"a{agent}","shifts":[{{"start":"2026-11-26T08:00Z","end":"2026-11-26T09:00Z",
                    "activityIntervals":[{items}]}}]}}"#
            )
        };
        let answer = |agent, items: String| {
            let items = items.replace("start", "startTimeUTC").replace("end", "endTimeUTC");
            format!(r#"{{"agentNo":"a{agent}","scheduleResults":[{items}]}}"#)
        };
        let keyed = self.of_all(|agent| format!(r#""no {agent}":{}"#, shifts(agent, self.objects(agent))));
        vec![
            ("list", format!("[{}]", all(|_, items| items))),
            ("list inside", format!(r#"{{"data":{{"n":[1,2],"rows":[{}]}}}}"#, all(|_, items| items))),
            ("answer", format!(r#"{{"resultSet":[{}]}}"#, self.of_all(|a| answer(a, self.objects(a))))),
            ("export", format!(r#"{{"agentSchedules":[{}]}}"#, self.of_all(|a| shifts(a, self.objects(a))))),
            ("intervals", format!(r#"{{"agentSchedules":[{}]}}"#, self.of_all(|a| wide(a, self.objects(a))))),
            ("by name", format!(r#"{{"schedules":{{{keyed}}}}}"#)),
            ("calendar", self.calendars("\n", "")),
            ("calendar, folded", self.calendars("\r\n", "\n ")),
        ]
    }
}

/// What a file held, and in how many steps it was read after its last byte.
fn in_steps(bytes: &[u8], options: Options) -> Result<(Schedule, Found, usize), FileError> {
    let mut builder = ScheduleBuilder::new();
    let mut import = Import::new(options, &mut builder);
    for piece in bytes.chunks(1 << 16) {
        import.feed(piece)?;
    }
    let mut steps = 0;
    let found = {
        let mut work = pin!(import.finish_in_turns());
        loop {
            steps += 1;
            if let Some(found) = step(work.as_mut()) {
                break found?;
            }
        }
    };
    Ok((builder.finish(), found, steps))
}

#[test]
fn files_of_every_shape_are_read_in_steps_however_long_a_part_of_them_is() {
    for planned in [Planned { agents: 40, each: 700 }, Planned { agents: 1, each: 28_000 }] {
        let (truth, _) = held(&planned.table(), options()).unwrap();
        let truth = lines(&truth);
        assert!(truth.len() > 27_000);
        for (shape, text) in planned.shapes() {
            let (schedule, found, steps) = in_steps(text.as_bytes(), options()).unwrap();
            assert!(lines(&schedule) == truth, "{shape} of {planned:?}: {:?}", found.remarks);
            assert_eq!((found.remarks.total(), found.rows), (0, 28_000), "{shape} of {planned:?}");
            assert!(
                steps > text.len() / PIECE,
                "{shape} of {planned:?}: {steps} steps, {} bytes",
                text.len()
            );
        }
    }
}

#[test]
fn calendars_of_other_encodings_are_read_in_steps() {
    let planned = Planned { agents: 3, each: 9_000 };
    let (truth, _) = held(&planned.table(), options()).unwrap();
    let text = planned.calendars("\n", "");
    let bytes: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let (schedule, _, steps) = in_steps(&bytes, options()).unwrap();
    assert_eq!((schedule == truth, steps > text.len() / PIECE), (true, true), "{steps}");
}

#[test]
fn what_is_short_is_read_in_one_step() {
    for (shape, text) in (Planned { agents: 2, each: 3 }).shapes() {
        let (schedule, _, steps) = in_steps(text.as_bytes(), options()).unwrap();
        assert_eq!((lines(&schedule).len(), steps), (6, 1), "{shape}");
    }
}

#[test]
fn items_that_are_none_are_named_in_long_lists_as_in_short_ones() {
    for planned in [Planned { agents: 2, each: 2 }, Planned { agents: 2, each: 3_000 }] {
        for (shape, text) in planned.shapes() {
            let begins = |kind: &&str| text.contains(&format!(r#""{kind}":[{{"start"#));
            let Some(kind) = ["scheduleResults", "shifts"].into_iter().find(begins) else { continue };
            let broken = text.replace(&format!(r#""{kind}":["#), &format!(r#""{kind}":[7,[[8]],"#));
            let (schedule, found) = held(&broken, options()).unwrap();
            let (whole, _) = held(&text, options()).unwrap();
            assert!(schedule == whole, "{shape} of {planned:?}");
            assert_eq!((found.remarks.refused(), found.remarks.total()), (4, 4), "{shape} of {planned:?}");
        }
    }
}

#[test]
fn an_agents_schedule_that_says_nothing_is_odd_however_long_it_is() {
    for notes in [3, 100_000] {
        let notes = vec!["7"; notes].join(",");
        let of = |rest: &str| format!(r#"{{"agentSchedules":[{{"userID":"a","notes":[{notes}]{rest}}}]}}"#);
        for (rest, odd) in [("", 1), (r#","shifts":[]"#, 0), (r#","shifts":null"#, 0)] {
            let (_, found) = held(&of(rest), options()).unwrap();
            assert_eq!(found.remarks.refused(), odd, "{rest}");
        }
    }
}

#[test]
fn nothing_is_read_of_lists_that_are_too_deep() {
    for (depth, is_json) in [(120, true), (127, true), (128, false), (1_000_000, false)] {
        let text = "[".repeat(depth) + &"]".repeat(depth);
        let said = held(&text, options()).unwrap_err();
        assert_eq!(matches!(said, FileError::UnknownJson), is_json, "{depth}: {said:?}");
    }
}

#[test]
fn many_dates_that_could_be_two_are_settled_a_piece_at_a_time() {
    let row = |n: usize| {
        format!("{},{:02}/{:02}/2026,{:02}:00,15 min,Open\n", n % 70, n / 7 % 12 + 1, n % 12 + 1, n % 24)
    };
    let rows: Vec<String> = (0..100_000).map(row).collect();
    let text = format!("agent,date,start,length,activity\n{}", rows.concat());
    let (schedule, found, steps) = in_steps(text.as_bytes(), options()).unwrap();
    assert!((6..100).contains(&steps), "{steps} steps");
    let (whole, _) = held(&text, options()).unwrap();
    assert_eq!((found.rows, schedule == whole), (100_000, true));
    let (turns, mut builder) = (Cell::new(0), ScheduleBuilder::new());
    let turn = async || turns.set(turns.get() + 1);
    let found = at_once(read_in_turns(text.as_bytes(), options(), &mut builder, turn)).unwrap();
    assert_eq!(found.rows, 100_000);
    assert!(turns.get() > 15, "{} turns for {} bytes", turns.get(), text.len());
    assert_eq!(builder.finish(), whole);
    // What is little has none.
    turns.set(0);
    let little = (Planned { agents: 1, each: 2 }).calendars("\n", "");
    at_once(read_in_turns(little.as_bytes(), options(), &mut ScheduleBuilder::new(), turn)).unwrap();
    assert_eq!(turns.get(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// A long document is taken where `serde_json` takes it, and is nothing where that says so.
    #[test]
    fn long_documents_are_json_or_none(
        shape in 0_usize..6,
        place in 0.0_f64..1.0,
        byte in prop::sample::select(b"\"\\{}[],: 7x\n\x01t".to_vec()),
        kind in 0..3,
    ) {
        let (_, text) = (Planned { agents: 2, each: 500 }).shapes().swap_remove(shape);
        let mut bytes = text.into_bytes();
        // Mostly near an end, where the document itself is written.
        let near = (place * 3.0).fract() * 60.0;
        let at = match (place * 3.0) as usize {
            0 => near as usize,
            1 => bytes.len() - 1 - near as usize,
            _ => (place * bytes.len() as f64) as usize,
        };
        match kind {
            0 => bytes[at] = byte,
            1 => bytes.insert(at, byte),
            _ => bytes.truncate(at),
        }
        let text = String::from_utf8(bytes).unwrap();
        prop_assume!(text.trim_start().starts_with(['{', '[']));
        let truth = serde_json::from_str::<Value>(&text);
        let read = held(&text, options());
        let is_broken = matches!(read, Err(FileError::NotJson | FileError::CutOff));
        prop_assert_eq!(is_broken, truth.is_err(), "{:?}, {:?}", read.map(|(_, found)| found), truth.err());
    }
}
