//! The tables.

use std::fmt::{self, Display, Formatter};

use crate::load::Outcome;
use crate::memory;

/// One program under the same load.
pub struct Row {
    name: &'static str,
    outcome: Outcome,
    peak_kib: u64,
}

impl Row {
    /// Nothing yet.
    pub fn new(name: &'static str) -> Self {
        Self { name, outcome: Outcome::default(), peak_kib: 0 }
    }

    /// Adds a load; `peak_kib` is 0 where there is no program.
    pub fn add(&mut self, outcome: Outcome, peak_kib: u64) {
        self.outcome.add(outcome);
        self.peak_kib = self.peak_kib.max(peak_kib);
    }
}

impl Display for Row {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let Self { name, outcome, peak_kib } = self;
        let mib = *peak_kib as f64 / 1_024.0;
        let peak = if *peak_kib == 0 { "–".to_owned() } else { format!("{mib:.0}") };
        write!(
            out,
            "| {name} | {:.0} | {:.1} | {:.1} | {peak} | {} |",
            outcome.rate(),
            outcome.within_ms(0.5),
            outcome.within_ms(0.99),
            outcome.refused + outcome.broken
        )
    }
}

/// Something that happens under load.
pub struct Event {
    /// What happens.
    pub name: &'static str,
    /// More of it.
    pub what: String,
    /// What became of the load.
    pub outcome: Outcome,
}

impl Display for Event {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let Self { name, what, outcome } = self;
        write!(
            out,
            "| {name} | {what} | {} | {:.0} | {:.1} | {} | {} |",
            outcome.took_us.len(),
            outcome.rate(),
            outcome.within_ms(0.99),
            outcome.refused + outcome.broken,
            outcome.lost
        )
    }
}

/// All of it.
pub struct Report {
    clients: usize,
    pages: usize,
    /// Load average of the last minute, before the run.
    busy: String,
    /// Programs beside each other.
    pub rows: Vec<Row>,
    /// The proxy alone.
    pub events: Vec<Event>,
}

impl Report {
    /// Of so many clients, that fetch so many pages in all.
    pub fn new(clients: usize, pages: usize) -> Self {
        Self { clients, pages, busy: memory::load_average(), rows: Vec::new(), events: Vec::new() }
    }
}

impl Display for Report {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        writeln!(out, "# The proxy under load\n")?;
        writeln!(
            out,
            "Printed by `cargo xtask bench proxy`. {} clients on this machine, each with a connection of \
             its own, fetch {} pages of 100 records from the simulator, the programs in turn and several \
             times over. Clients, simulator and program share the machine's {} cores, so that the figures \
             compare programs in one run; they do not say what a machine of its own would do (load average \
             before this run: {}). Every page is compared with the one that the simulator gives without a \
             proxy. Each person has a token of their own where the program keeps no secret; the run ends \
             with an error if a call came with another person's token, or if a page was lost.\n",
            self.clients,
            self.pages,
            std::thread::available_parallelism().map_or(1, usize::from),
            self.busy
        )?;
        writeln!(out, "| through | pages/s | p50, ms | p99, ms | peak memory, MiB | asked again |")?;
        writeln!(out, "|---|---:|---:|---:|---:|---:|")?;
        for row in &self.rows {
            writeln!(out, "{row}")?;
        }
        writeln!(out, "\nThe proxy, holding the secret, when things happen:\n")?;
        writeln!(out, "| what | how | pages | pages/s | p99, ms | asked again | lost |")?;
        writeln!(out, "|---|---|---:|---:|---:|---:|---:|")?;
        for event in &self.events {
            writeln!(out, "{event}")?;
        }
        Ok(())
    }
}
