//! Figures that are numbers without a unit. They are documented to count seconds; where the rows prove that
//! they count milliseconds they are read so, and that is said.
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

/// Gaps that are looked at, at most: what so many do not prove, more do not.
const MOST_GAPS: usize = 10_000;

/// Reads the figures of a source's pages as milliseconds, where they prove it.
pub fn settle(pages: &mut [Page]) {
    if are_milliseconds(pages.iter()) {
        for page in pages.iter_mut().filter(|page| page.are_bare) {
            *page = in_milliseconds(page);
        }
    }
    // Other sources prove nothing for this one.
    for page in pages {
        page.are_bare = false;
    }
}

/// The same for all that was fetched; `None` where nothing changes.
pub(super) fn settled(series: &[Series]) -> Option<Vec<Series>> {
    let pages = series.iter().flat_map(|series| &series.parts).filter_map(Part::page);
    if !are_milliseconds(pages.map(|page| &**page)) {
        return None;
    }
    let read = |page: &Arc<Page>| if page.are_bare { Arc::new(in_milliseconds(page)) } else { page.clone() };
    let part = |part: &Part| match part {
        Part::Page(page) => Part::Page(read(page)),
        Part::Again(page) => Part::Again(read(page)),
        Part::Missing => Part::Missing,
    };
    let settled =
        |series: &Series| Series { parts: series.parts.iter().map(part).collect(), ..series.clone() };
    Some(series.iter().map(settled).collect())
}

fn in_milliseconds(page: &Page) -> Page {
    let mut page = Page { are_bare: false, ..page.clone() };
    let mut example = None;
    for (_, block) in &mut page.blocks {
        example = example.or_else(|| (0..block.len()).find_map(|i| block.reported_ms(i)));
        *block = Arc::new(block.with_figures(|ms| Some(ms / RATIO)));
    }
    if let Some(figure) = example {
        let text = (figure / SECOND).to_string();
        page.remarks.add(RemarkKind::Milliseconds, Place::new(0, "duration", &text));
    }
    page
}

/// Whether figures that were read as seconds are a thousand times the gaps between rows.
fn are_milliseconds<'a>(pages: impl Iterator<Item = &'a Page>) -> bool {
    let mut votes = Votes::default();
    let mut before: HashMap<&AgentId, (Millis, Option<i64>)> = HashMap::new();
    for (agent, block) in pages.filter(|page| page.are_bare).flat_map(|page| &page.blocks) {
        if let Some((start, figure)) = before.insert(agent, last(block)) {
            votes.add(figure, block.first() - start);
        }
        for i in 1..block.len() {
            votes.add(block.reported_ms(i - 1), block.start(i) - block.start(i - 1));
        }
        if votes.seen > MOST_GAPS {
            break;
        }
    }
    votes.are_milliseconds()
}

fn last(block: &Block) -> (Millis, Option<i64>) {
    (block.last(), block.reported_ms(block.len() - 1))
}

/// How many figures fit the gap behind their row.
#[derive(Debug, Default)]
struct Votes {
    seen: usize,
    seconds: usize,
    milliseconds: usize,
    /// Whether a gap of a minute is among them: shorter ones may fit by chance.
    has_long: bool,
    /// Figures that would be absurd as seconds, and none as milliseconds.
    absurd: usize,
}

/// How many times the gap a figure is that would be absurd.
const ABSURD: i64 = 50;

impl Votes {
    fn add(&mut self, figure: Option<i64>, gap: i64) {
        let Some(figure) = figure.filter(|figure| *figure > 0 && gap > SECOND) else { return };
        let fits = |ms: i64| ms > 2 * SECOND && ms.saturating_sub(gap).saturating_abs() <= SECOND;
        self.seen += 1;
        self.seconds += usize::from(fits(figure));
        if fits(figure / RATIO) {
            self.milliseconds += 1;
            self.has_long |= gap >= MINUTE;
        }
        self.absurd += usize::from(figure / RATIO <= gap + SECOND && figure / ABSURD > gap);
    }

    /// Nine in ten of those that fit either; with holes behind all rows none fits, and as seconds all of
    /// them would reach far over the rows that follow.
    fn are_milliseconds(&self) -> bool {
        let Self { seen, seconds, milliseconds, has_long, absurd } = *self;
        match seconds + milliseconds {
            0 => seen > 1 && absurd == seen,
            _ => milliseconds > 9 * seconds && (has_long || milliseconds > 2),
        }
    }
}
