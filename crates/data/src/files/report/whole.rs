//! The parts of a report, settled together where nothing that they prove sets them apart.

use super::bounds::Bounds;
use super::dates::{self, Shown};
use super::doubts::remark_empty;
use super::draft::Abbreviations;
use super::parts::{AtOdds, Part, Whole, are_at_odds, divided};
use super::whose::settle_agents;
use super::{Report, settle as rows};
use crate::acw::AcwRule;
use crate::files::Dates;
use crate::files::columns::{Columns, Preset};
use crate::files::sink::Sink;
use crate::files::turns::turn;

/// What the parts of one report have in common, as far as it shows in what they begin with.
#[derive(Debug, PartialEq, Eq)]
pub struct Header {
    /// Names of columns, sorted.
    names: Vec<String>,
    delimiter: u8,
    /// With its columns sorted.
    preset: Option<Preset>,
    acw: AcwRule,
}

impl Header {
    /// Of a table with these columns.
    pub fn new(columns: &Columns, delimiter: u8, preset: Option<&Preset>, acw: &AcwRule) -> Self {
        let preset = preset.cloned().map(|mut preset| {
            preset.columns.sort_by(|a, b| a.0.cmp(&b.0));
            preset
        });
        Self { names: columns.sorted(), delimiter, preset, acw: acw.clone() }
    }
}

impl Report {
    /// The names of the columns that it began with, in an order of their own.
    pub fn header(&self) -> &[String] {
        &self.header.names
    }

    /// Whether another file of this header is read by the same rules.
    pub fn is_like(&self, other: &Self) -> bool {
        let rules = |report: &Self| (report.clocks.order, report.durations);
        self.header == other.header && rules(self) == rules(other) && self.clocks.zone == other.clocks.zone
    }

    /// This part's rows with the numbers that abbreviations have in all of the report.
    fn renumber(&mut self, abbreviations: &mut Abbreviations) {
        let names = abbreviations.join(std::mem::take(&mut self.abbreviations));
        for moment in self.drafts.moments_mut() {
            moment.abbreviation = names[usize::from(moment.abbreviation)];
        }
    }
}

/// All rows of a report came, from one file or from several: puts their times and lengths right and hands
/// them over. Gives what each file held, and how its dates were read.
pub async fn settle(mut files: Vec<(Box<Report>, Sink)>) -> Vec<(Sink, Option<Dates>)> {
    let rows = files.iter().map(|(report, _)| report.drafts.len()).sum();
    let agents = settle_agents(&mut files);
    turn(rows).await;
    let Some(((first, _), rest)) = files.split_first_mut() else { return Vec::new() };
    let mut abbreviations = std::mem::take(&mut first.abbreviations);
    let (clocks, durations, is_chosen) = (first.clocks.clone(), first.durations, first.is_chosen);
    for (report, _) in rest {
        report.renumber(&mut abbreviations);
    }
    let parts = files.into_iter().enumerate().map(|(file, (report, mut sink))| {
        report.remark_missing(&mut sink);
        let Report { drafts, figures, states, columns, header_line, filled, orders, durations, .. } = *report;
        sink.measures = durations;
        Part { file, drafts, figures, states, columns, header_line, filled, orders, sink }
    });
    let whole =
        Whole { agents: &agents, abbreviations: &abbreviations, clocks: &clocks, durations, is_chosen };
    let mut settled = Vec::new();
    whole.settle(parts.collect(), &mut settled).await;
    settled.sort_by_key(|settled| settled.file);
    settled.into_iter().map(|settled| (settled.sink, settled.dates)).collect()
}

/// What came of one part.
pub struct Settled {
    /// The file's place.
    pub file: usize,
    /// Its records.
    pub sink: Sink,
    /// How its dates were read; `None` when none depended on it.
    pub dates: Option<Dates>,
}

impl Whole<'_> {
    /// Settles the rows of all parts. Those that prove what contradicts others are settled by themselves.
    pub async fn settle(&self, mut parts: Vec<Part>, settled: &mut Vec<Settled>) {
        let shown: Vec<Shown> = parts.iter().map(Shown::of).collect();
        let proofs: Vec<Option<dates::Proof>> = shown.iter().map(|shown| shown.proof()).collect();
        if are_at_odds(&proofs) {
            return self.settle_each(divided(parts, &proofs), settled).await;
        }
        turn(parts.iter().map(|part| part.drafts.len()).sum()).await;
        let (drafts, bounds) = Bounds::join(parts.iter_mut().map(|part| std::mem::take(&mut part.drafts)));
        let proof = proofs.into_iter().flatten().next();
        match rows::settle(drafts, &bounds, &mut parts, self, proof).await {
            Ok(()) => {
                remark_empty(&mut parts, &bounds);
                settled.extend(parts.into_iter().zip(shown).map(|(part, shown)| Settled {
                    file: part.file,
                    sink: part.sink,
                    dates: shown.dates(proof, self.clocks.order),
                }));
            }
            Err(AtOdds { drafts, proofs }) => {
                for (part, drafts) in parts.iter_mut().zip(bounds.divide(drafts)) {
                    part.drafts = drafts;
                }
                self.settle_each(divided(parts, &proofs), settled).await;
            }
        }
    }

    async fn settle_each(&self, reports: Vec<Vec<Part>>, settled: &mut Vec<Settled>) {
        for parts in reports {
            Box::pin(self.settle(parts, settled)).await;
        }
    }
}
