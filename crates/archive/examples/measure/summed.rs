//! What the sums weigh, and the list of files after more than a year.

use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use data::archive::again;
use data::archive::manifest::{Day, Manifest, hex, span_of};
use data::archive::row::Row;
use data::archive::sums::{Sums, SumsList, plan_sums, sums, write_sums};
use data::dialect::Dialect;
use model::time::{HOUR, Millis, Span};
use model::zone::Zone;
use sha2::{Digest, Sha256};

/// Days after which the list of files is looked at.
const LONG: u64 = 400;

/// Sums days up, one after the other.
#[derive(Default)]
pub struct Summing {
    /// Those of the days so far.
    pub list: SumsList,
    before: Option<(Day, Vec<Row>)>,
    took: Duration,
    rows: u64,
}

impl Summing {
    /// The sums of a day, and their file.
    pub fn day(&mut self, dialect: &dyn Dialect, known: &Day, rows: &[Row]) -> Result<(Sums, Vec<u8>)> {
        let own = (known.clone(), rows.to_vec());
        let began = Instant::now();
        let before = self.before.take();
        let before = before.as_ref().map(|(known, rows)| (known, rows.clone()));
        let data =
            again::dataset(dialect, known.day, [before, Some((known, rows.to_vec()))], Millis(i64::MAX));
        let written =
            write_sums(dialect, known.day, &sums(&data, known.day)).map_err(|error| anyhow!("{error:?}"))?;
        self.took += began.elapsed();
        self.rows += rows.len() as u64;
        self.before = Some(own);
        let told = written.told(known.day, hex(&Sha256::digest(&written.bytes)));
        Ok((told, written.bytes))
    }

    /// Prints figures.
    pub fn tell(&self, manifest: &Manifest, agents: u32) {
        let days = manifest.days.len() as u64;
        let bytes: u64 = self.list.days().iter().map(|sums| sums.bytes).sum();
        let each = |bytes: u64| bytes as f64 / (days * u64::from(agents)) as f64;
        let range = Span {
            start: span_of(manifest.days[0].day).start,
            end: span_of(manifest.days[manifest.days.len() - 1].day).end,
        };
        let read = |hours: i32| {
            let zone = Zone::new("Etc/Somewhere", hours * (HOUR / 1_000) as i32, Vec::new());
            plan_sums((manifest, &self.list), &zone, range, Millis(i64::MAX)).bytes()
        };
        println!("| sums: bytes, and of an agent's day | {bytes}, {:.0} | |", each(bytes));
        println!(
            "| records summed up a second, one core | {:.0} | |",
            self.rows as f64 / self.took.as_secs_f64()
        );
        for hours in [0, -5, 1, 9] {
            let bytes = read(hours);
            println!(
                "| everyone's days where clocks are UTC {hours:+}: bytes, and of an agent's day | {bytes}, {:.0} | |",
                each(bytes)
            );
        }
        let long = long(manifest);
        let text = long.text();
        let began = Instant::now();
        let is_read = Manifest::read(text.as_bytes()).as_ref() == Ok(&long);
        let took = began.elapsed().as_secs_f64() * 1_000.0;
        assert!(is_read, "it is read as it was written");
        println!("| manifest of {LONG} days: bytes, ms to read it | {}, {took:.1} | |", text.len());
        let mut list = SumsList::default();
        for (day, sums) in long.days.iter().zip(self.list.days().iter().cycle()) {
            list.put(Sums { day: day.day, ..sums.clone() });
        }
        println!("| list of their sums, bytes | {} | |", list.text().len());
    }
}

/// The same days again and again.
fn long(manifest: &Manifest) -> Manifest {
    let mut long = Manifest::new(&manifest.dialect);
    let first = manifest.days[0].day;
    for (place, day) in first.iter_days().take(LONG as usize).enumerate() {
        let place = place % manifest.days.len();
        let known = Day { day, ..manifest.days[place].clone() };
        let file = manifest.file(manifest.days[place].day).cloned();
        long.replace(known, file.map(|file| data::archive::manifest::File { day, ..file }));
    }
    long
}
