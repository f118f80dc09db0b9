//! Many rows are settled step by step, to what they mean at once.

use std::fmt::Write;
use std::pin::pin;

use data::files::turns::step;
use data::files::{Import, Imported, Options, Read, settle_in_turns, settle_together};
use model::state::Catalog;
use model::zone::Zone;

/// A report of this day with so many rows, one a second of one of ten agents.
fn report(day: u32, rows: u32) -> Read {
    read(&text(day, rows), |import| import)
}

fn read(text: &str, told: impl FnOnce(Import) -> Import) -> Read {
    let mut catalog = Catalog::default();
    let mut import = told(Import::new(Options::new(Zone::utc())));
    for piece in text.as_bytes().chunks(100_000) {
        import.feed(piece, &mut catalog).unwrap();
    }
    import.end(&mut catalog).unwrap()
}

fn text(day: u32, rows: u32) -> String {
    let mut text = String::from("Agent_No,Start_Date,State,Duration\n");
    for row in 0..rows {
        let (agent, t, state) =
            (row % 10, row / 10 * 10, ["Ready", "Lunch", "Meeting"][row as usize / 10 % 3]);
        let (h, m, s) = (t / 3_600, t / 60 % 60, t % 60);
        writeln!(text, "{agent},{day:02}/11/2026 {h:02}:{m:02}:{s:02},{state},10").unwrap();
    }
    text
}

/// The files of a report, and how many steps they took.
fn in_turns(files: Vec<Read>) -> (Vec<Imported>, usize) {
    let mut work = pin!(settle_in_turns(files));
    let mut steps = 1;
    loop {
        if let Some(files) = step(work.as_mut()) {
            return (files, steps);
        }
        steps += 1;
    }
}

#[test]
fn large_reports_are_settled_in_steps_and_small_ones_at_once() {
    for (files, least, most) in
        [(vec![(3, 40)], 1, 1), (vec![(3, 70_000)], 10, 200), (vec![(3, 40_000), (25, 40_000)], 10, 200)]
    {
        let read = || files.iter().map(|(day, rows)| report(*day, *rows)).collect::<Vec<_>>();
        let (settled, steps) = in_turns(read());
        assert!((least..=most).contains(&steps), "{files:?}: {steps} steps");
        assert_eq!(format!("{settled:?}"), format!("{:?}", settle_together(read())), "{files:?}");
        let rows: u32 = files.iter().map(|(_, rows)| rows).sum();
        assert_eq!(settled.iter().map(|file| file.rows).sum::<usize>(), rows as usize);
    }
}

#[test]
fn a_report_is_the_same_whatever_its_size_is_said_to_be() {
    let text = text(3, 9_000);
    let expected = format!("{:?}", settle_together(vec![report(3, 9_000)]));
    for size in [0, 1, text.len() / 2, text.len(), 3 * text.len(), usize::MAX] {
        let settled = settle_together(vec![read(&text, |import| import.sized(size))]);
        assert_eq!(format!("{settled:?}"), expected, "{size} bytes");
    }
}
