//! Records → lane: what happens before the first record, in holes, where a page is missing, and
//! after the last one.

use std::sync::Arc;

use super::block::Block;
use super::lane::Lane;
use super::record::{Durations, Record};
use super::state::ActivityId;
use super::time::{Millis, SECOND, Span};

/// Shortest hole between two rows that counts as "no data", in milliseconds: figures in whole
/// seconds leave smaller ones everywhere.
const SHORTEST_HOLE: i64 = SECOND;

/// What a lane is made from.
#[derive(Clone, Copy, Debug)]
pub struct LaneInput<'a> {
    /// Sorted blocks without repetitions, from `merge`; may reach out of the window.
    pub blocks: &'a [Arc<Block>],
    /// How states end.
    pub durations: Durations,
    /// The range asked for.
    pub window: Span,
    /// The present time: nothing is known after it.
    pub now: Millis,
    /// Times that could not be fetched, in order and apart from each other.
    pub missing: &'a [Span],
}

/// A lane, and the number of records that lie outside the window (the one carried in excepted).
pub fn build_lane(input: &LaneInput) -> (Lane, usize) {
    let window = input.window;
    if window.is_empty() {
        let outside = input.blocks.iter().map(|b| b.len()).sum();
        return (Lane::new(Vec::new(), window, None, None), outside);
    }
    let mut builder = Builder::new(input);
    let (inside, carried, outside) = cut(input);
    builder.head(carried.as_ref(), inside.first().map(|b| b.first()));
    for (i, block) in inside.iter().enumerate() {
        builder.body(block, inside.get(i + 1).map(|next| next.first()));
    }
    (builder.finish(), outside)
}

/// The blocks inside the window, the record that was going on when it began, and the number of
/// the others. Where rows last as long as they say, those before the window were asked for, to know
/// what was going on; they do not count.
fn cut(input: &LaneInput) -> (Vec<Arc<Block>>, Option<Record>, usize) {
    let mut inside = Vec::with_capacity(input.blocks.len() + 2);
    let mut carried = None;
    let (mut before, mut after) = (0, 0);
    for block in input.blocks {
        let from = block.before(input.window.start);
        let to = block.before(input.window.end);
        if from > 0 {
            carried = Some(block.record(from - 1));
        }
        before += from;
        after += block.len() - to;
        if to - from == block.len() {
            inside.push(block.clone());
        } else if from < to {
            inside
                .extend(Block::pack((from..to).map(|i| block.record(i)).collect()).into_iter().map(Arc::new));
        }
    }
    before -= usize::from(carried.is_some());
    let outside = match input.durations {
        Durations::OfPreviousState => before + after,
        Durations::OfOwnState => after,
    };
    (inside, carried, outside)
}

struct Builder<'a> {
    input: &'a LaneInput<'a>,
    /// Nothing is known from here on.
    horizon: Millis,
    blocks: Vec<Arc<Block>>,
    open: Vec<Record>,
    pushed: usize,
    since: Option<Millis>,
    running: Option<usize>,
}

impl<'a> Builder<'a> {
    fn new(input: &'a LaneInput<'a>) -> Self {
        let last = input.blocks.last().map_or(input.now, |b| b.last());
        // A record from the future (clocks differ) moves the horizon; it is never cut off.
        let horizon = input.window.clamp(input.now.max(last));
        Self {
            input,
            horizon,
            blocks: Vec::with_capacity(input.blocks.len() + 2),
            open: Vec::new(),
            pushed: 0,
            since: None,
            running: None,
        }
    }

    fn push(&mut self, record: Record) {
        self.open.push(record);
        self.pushed += 1;
    }

    fn absent(&mut self, at: Millis, which: ActivityId) {
        // After a record of no length in the same millisecond, not before it.
        let key = self.open.last().filter(|record| record.at == at).map(|record| record.key);
        self.push(Record { key: key.unwrap_or_default(), ..Record::new(at, which, None) });
    }

    fn share(&mut self, block: &Arc<Block>) {
        self.flush();
        self.blocks.push(block.clone());
        self.pushed += block.len();
    }

    fn flush(&mut self) {
        let open = std::mem::take(&mut self.open);
        self.blocks.extend(Block::pack(open).into_iter().map(Arc::new));
    }

    /// From the window's start to the first record.
    fn head(&mut self, carried: Option<&Record>, first: Option<Millis>) {
        let start = self.input.window.start;
        let end = first.unwrap_or(self.horizon);
        if end <= start {
            return;
        }
        let Some(carried) = carried else {
            let filler = if first.is_some() { ActivityId::UNKNOWN } else { ActivityId::NO_DATA };
            self.fill(Span { start, end }, filler);
            return;
        };
        let known_end = self.known_end(carried, first);
        if known_end > start {
            self.since = Some(carried.at);
            self.record(Record { at: start, ..carried.clone() }, known_end, first);
        } else {
            self.fill(Span { start, end }, ActivityId::NO_DATA);
        }
    }

    /// One block, followed by a record at `next` or by nothing.
    fn body(&mut self, block: &Arc<Block>, next: Option<Millis>) {
        let end = next.unwrap_or(self.horizon);
        if next.is_some() && self.is_seamless(block, end) {
            self.share(block);
            return;
        }
        for i in 0..block.len() {
            let follower = if i + 1 < block.len() { Some(block.start(i + 1)) } else { next };
            let record = block.record(i);
            let known_end = self.known_end(&record, follower);
            self.record(record, known_end, follower);
        }
    }

    /// Whether each of the block's states lasts until the next begins.
    fn is_seamless(&self, block: &Block, end: Millis) -> bool {
        let touched = Span { start: block.first(), end };
        let complete = self.input.missing.iter().all(|m| m.intersect(touched).is_empty());
        match self.input.durations {
            Durations::OfPreviousState => complete,
            Durations::OfOwnState => {
                let mut is_seamless = true;
                block.each(end, |start, next, _, reported_ms| {
                    is_seamless &= reported_ms.is_none_or(|ms| next - (start + ms.max(0)) < SHORTEST_HOLE);
                });
                is_seamless
            }
        }
    }

    /// Up to when a record's state is known to last; `next` is the start of the record after it.
    fn known_end(&self, record: &Record, next: Option<Millis>) -> Millis {
        let limit = next.unwrap_or(self.horizon);
        match (self.input.durations, record.reported_ms, next) {
            (Durations::OfPreviousState, ..) => self
                .input
                .missing
                .iter()
                .find(|m| m.end > record.at && m.start < limit)
                .map_or(limit, |m| m.start.max(record.at)),
            // An open state has no figure yet, or a figure of nothing.
            (Durations::OfOwnState, None, _) | (Durations::OfOwnState, Some(0), None) => limit,
            (Durations::OfOwnState, Some(ms), _) => {
                let end = (record.at + ms.max(0)).min(limit);
                if limit - end < SHORTEST_HOLE { limit } else { end }
            }
        }
    }

    /// A record, and what fills the time from where it is known to end to the next one.
    fn record(&mut self, record: Record, known_end: Millis, next: Option<Millis>) {
        let index = self.pushed;
        let end = next.unwrap_or(self.horizon);
        self.push(record);
        if known_end < end {
            let filler = match self.input.durations {
                Durations::OfPreviousState => ActivityId::UNKNOWN,
                Durations::OfOwnState => ActivityId::NO_DATA,
            };
            self.fill(Span { start: known_end, end }, filler);
        } else if next.is_none() && self.input.now <= self.input.window.end {
            self.running = Some(index);
        }
    }

    /// Fills time without a record: "not fetched" where that is so, `filler` elsewhere.
    fn fill(&mut self, span: Span, filler: ActivityId) {
        let mut at = span.start;
        for missing in self.input.missing {
            let missing = missing.intersect(Span { start: at, end: span.end });
            if missing.is_empty() {
                continue;
            }
            if at < missing.start {
                self.absent(at, filler);
            }
            self.absent(missing.start, ActivityId::NOT_FETCHED);
            at = missing.end;
        }
        if at < span.end {
            self.absent(at, filler);
        }
    }

    fn finish(mut self) -> Lane {
        if self.horizon < self.input.window.end {
            self.absent(self.horizon, ActivityId::NO_DATA);
        }
        self.flush();
        Lane::new(self.blocks, self.input.window, self.since, self.running)
    }
}
