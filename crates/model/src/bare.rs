//! Figures that are numbers without a unit. They are documented to count seconds; where the rows prove that
//! they count milliseconds or minutes they are read so, where all are 0 though rows are apart they say
//! nothing, and that is said.
//!
//! ```text
//! starts   9:00:00            9:05:00          figure 300000
//! as s     |───── 83 h ────────────────▶
//! as ms    |───── 5 min ──────|                a thousand times the gap: milliseconds
//! ```

use std::collections::HashMap;
use std::sync::Arc;

use super::block::Block;
use super::page::{Page, Part, Series};
use super::record::AgentId;
use super::remark::{Place, RemarkKind};
use super::time::{MINUTE, Millis, SECOND};

/// How many times as long a figure in milliseconds is when it is read as seconds.
const RATIO: i64 = 1_000;

/// How many times as long a minute is as a second.
const SIXTY: i64 = 60;

/// What figures that were read as seconds are instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Instead {
    Milliseconds,
    Minutes,
    /// They say nothing: all are 0, though rows are apart.
    Nothing,
}

/// Gaps that are looked at, at most: what so many do not prove, more do not.
const MAX_GAPS: usize = 10_000;

/// Reads the figures of a source's pages as what they prove to be.
pub fn settle(pages: &mut [Page]) {
    if let Some(instead) = instead(pages.iter()) {
        for page in pages.iter_mut().filter(|page| page.are_bare) {
            *page = instead.read(page);
        }
    }
    // Other sources prove nothing for this one.
    for page in pages {
        page.are_bare = false;
    }
}

/// The same for all that was fetched; `None` where nothing changes.
pub fn settled(series: &[Series]) -> Option<Vec<Series>> {
    let pages = series.iter().flat_map(|series| &series.parts).filter_map(Part::page);
    let instead = instead(pages.map(|page| &**page))?;
    let read = |page: &Arc<Page>| if page.are_bare { Arc::new(instead.read(page)) } else { page.clone() };
    let part = |part: &Part| match part {
        Part::Page(page) => Part::Page(read(page)),
        Part::Again(page) => Part::Again(read(page)),
        Part::Missing => Part::Missing,
    };
    let settled =
        |series: &Series| Series { parts: series.parts.iter().map(part).collect(), ..series.clone() };
    Some(series.iter().map(settled).collect())
}

impl Instead {
    /// A page with its figures read as this.
    fn read(self, page: &Page) -> Page {
        let mut page = Page { are_bare: false, ..page.clone() };
        let mut example = None;
        for (_, block) in &mut page.blocks {
            example = example.or_else(|| (0..block.len()).find_map(|i| block.reported_ms(i)));
            *block = Arc::new(block.with_figures(|ms| self.figure(ms)));
        }
        if let Some(figure) = example {
            let text = (figure / SECOND).to_string();
            page.remarks.add(self.remark(), Place::new(0, "duration", &text));
        }
        page
    }

    fn figure(self, ms: i64) -> Option<i64> {
        match self {
            Self::Milliseconds => Some(ms / RATIO),
            Self::Minutes => ms.checked_mul(SIXTY),
            Self::Nothing => None,
        }
    }

    fn remark(self) -> RemarkKind {
        match self {
            Self::Milliseconds => RemarkKind::Milliseconds,
            Self::Minutes => RemarkKind::Minutes,
            Self::Nothing => RemarkKind::NoLengths,
        }
    }
}

/// What figures that were read as seconds are instead, by the gaps between rows; `None`: seconds.
fn instead<'a>(pages: impl Iterator<Item = &'a Page>) -> Option<Instead> {
    let mut votes = Votes::default();
    let mut before: HashMap<&AgentId, (Millis, Option<i64>)> = HashMap::new();
    for (agent, block) in pages.filter(|page| page.are_bare).flat_map(|page| &page.blocks) {
        if let Some((start, figure)) = before.insert(agent, last(block)) {
            votes.add(figure, block.first() - start);
        }
        for i in 1..block.len() {
            votes.add(block.reported_ms(i - 1), block.start(i) - block.start(i - 1));
        }
        if votes.seen > MAX_GAPS {
            break;
        }
    }
    votes.instead()
}

fn last(block: &Block) -> (Millis, Option<i64>) {
    (block.last(), block.reported_ms(block.len() - 1))
}

/// How many figures fit the gap behind their row.
#[derive(Debug, Default)]
struct Votes {
    /// Those above 0.
    seen: usize,
    seconds: usize,
    milliseconds: usize,
    minutes: usize,
    /// Whether a gap of a minute is among those that fit milliseconds: shorter ones may fit by chance.
    has_long: bool,
    /// Figures that would be absurd as seconds, and none as milliseconds.
    absurd: usize,
    /// Figures of 0.
    nothing: usize,
}

/// How many times the gap a figure is that would be absurd.
const ABSURD: i64 = 50;

/// Rows that have to be apart with figures of 0, at least, for these to say nothing.
const FEW: usize = 3;

impl Votes {
    fn add(&mut self, figure: Option<i64>, gap: i64) {
        let Some(figure) = figure.filter(|figure| *figure >= 0 && gap > SECOND) else { return };
        if figure == 0 {
            self.nothing += 1;
            return;
        }
        let fits = |ms: i64| ms > 2 * SECOND && ms.saturating_sub(gap).saturating_abs() <= SECOND;
        self.seen += 1;
        self.seconds += usize::from(fits(figure));
        self.minutes += usize::from(fits(figure.saturating_mul(SIXTY)));
        if fits(figure / RATIO) {
            self.milliseconds += 1;
            self.has_long |= gap >= MINUTE;
        }
        self.absurd += usize::from(figure / RATIO <= gap + SECOND && figure / ABSURD > gap);
    }

    /// Nine in ten of those that fit anything; with holes behind all rows none fits, and as seconds all of
    /// them would reach far over the rows that follow.
    fn instead(&self) -> Option<Instead> {
        let Self { seen, seconds, milliseconds, minutes, has_long, absurd, nothing } = *self;
        if seen == 0 {
            return (nothing >= FEW).then_some(Instead::Nothing);
        }
        let are_milliseconds = match seconds + milliseconds {
            0 => seen > 1 && absurd == seen,
            _ => milliseconds > 9 * seconds && (has_long || milliseconds > 2),
        };
        let are_minutes = minutes > 9 * (seconds + milliseconds) && minutes >= FEW;
        match (are_milliseconds, are_minutes) {
            (_, true) => Some(Instead::Minutes),
            (true, _) => Some(Instead::Milliseconds),
            (false, false) => None,
        }
    }
}
