//! How far a run is, on standard error.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use data::fetch::Progress;

use crate::fill::Filled;

/// Letters of a bar.
const WIDTH: usize = 24;

/// Shortest time between two pictures of a bar.
const BETWEEN: Duration = Duration::from_millis(100);

/// Says how far a run is: a bar where somebody looks, lines in a log.
pub struct Teller {
    is_seen: bool,
    shown: Option<Instant>,
    days: Vec<NaiveDate>,
    began: Instant,
    rows: u64,
    bytes: u64,
    filled: usize,
    failed: usize,
    stayed: usize,
}

impl Teller {
    /// For a run over these days; `is_quiet`: without a bar.
    pub fn new(days: &[NaiveDate], is_quiet: bool) -> Self {
        Self {
            is_seen: !is_quiet && std::io::stderr().is_terminal(),
            shown: None,
            days: days.into(),
            began: Instant::now(),
            rows: 0,
            bytes: 0,
            filled: 0,
            failed: 0,
            stayed: 0,
        }
    }

    /// How far a day is.
    pub fn show(&mut self, day: NaiveDate, progress: &Progress) {
        if !self.is_seen || self.shown.is_some_and(|shown| shown.elapsed() < BETWEEN) {
            return;
        }
        self.shown = Some(Instant::now());
        let place = self.days.partition_point(|known| *known < day);
        let line = bar(progress.share);
        let rows = progress.rows;
        // A closed terminal is no reason to stop.
        let _ = write!(
            std::io::stderr(),
            "\r\x1b[K{line} {day}, {place} of {} days, {rows} rows",
            self.days.len()
        );
    }

    fn wipe(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }

    /// What became of a day.
    pub fn done(&mut self, filled: &Filled) {
        self.wipe();
        let Filled { day, rows, bytes, failed, refused, stayed } = *filled;
        self.rows += rows as u64;
        self.bytes += bytes;
        self.filled += 1;
        self.failed += usize::from(failed > 0);
        self.stayed += usize::from(stayed > 0);
        tracing::info!(%day, rows, bytes, "day archived");
        if failed > 0 {
            tracing::warn!(%day, times = failed, "not all could be fetched; a later run tries again");
        }
        if stayed > 0 {
            tracing::warn!(%day, "less came than is there, which was kept");
        }
        if refused > 0 {
            tracing::warn!(%day, rows = refused, "rows could not be read");
        }
    }

    /// Whether something is lacking.
    pub fn lacks(&self) -> bool {
        self.failed + self.stayed > 0
    }

    /// All of it, in a line.
    pub fn summary(&mut self, calls: u64) -> String {
        self.wipe();
        let Self { filled, rows, bytes, failed, stayed, .. } = *self;
        let seconds = self.began.elapsed().as_secs_f64();
        let of = |days: usize, what: &str| match days {
            0 => String::new(),
            days => format!("; of {days} days {what}"),
        };
        let lacking = of(failed, "something was not fetched") + &of(stayed, "less came than is there");
        format!("{filled} days, {rows} rows, {bytes} bytes, {calls} calls, {seconds:.1} s{lacking}")
    }
}

fn bar(share: f64) -> String {
    let full = (share.clamp(0.0, 1.0) * WIDTH as f64) as usize;
    format!("[{}{}]", "#".repeat(full), ".".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_never_longer_than_it_is() {
        for (share, full) in [(-1.0, 0), (0.0, 0), (0.5, 12), (1.0, 24), (7.0, 24), (f64::NAN, 0)] {
            let bar = bar(share);
            assert_eq!((bar.len(), bar.matches('#').count()), (WIDTH + 2, full), "{share}");
        }
    }

    #[test]
    fn a_summary_says_what_lacks() {
        let day = NaiveDate::from_epoch_days(20_000).unwrap();
        let mut teller = Teller::new(&[day], true);
        let filled = Filled { day, rows: 7, bytes: 90, failed: 0, refused: 0, stayed: 0 };
        teller.done(&filled);
        assert!(teller.summary(3).starts_with("1 days, 7 rows, 90 bytes, 3 calls, ") && !teller.lacks());
        teller.done(&Filled { failed: 2, ..filled });
        assert!(teller.summary(3).ends_with("of 1 days something was not fetched") && teller.lacks());
    }
}
