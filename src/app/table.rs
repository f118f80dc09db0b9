//! The table of records: its order, and which of its rows are on screen.

use std::ops::Range;

use model::lane::{Lane, Segment};
use model::state::{ActivityId, Catalog};
use model::time::Span;
use model::timeline::AgentTimeline;

/// A column to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// When the state began.
    #[default]
    Start,
    /// The agent state's label.
    State,
    /// The reason.
    Reason,
    /// How long it lasted.
    Duration,
    /// The API's own figure.
    Reported,
}

impl Column {
    /// Every one, with its word in links.
    pub const ALL: [(Self, &str); 5] = [
        (Self::Start, "start"),
        (Self::State, "state"),
        (Self::Reason, "reason"),
        (Self::Duration, "duration"),
        (Self::Reported, "reported"),
    ];
}

/// Column and direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub by: Column,
    /// Largest first.
    pub descending: bool,
}

impl Sort {
    /// The order after a click on a column's head: the other direction if it was sorted by already.
    #[must_use]
    pub fn clicked(self, by: Column) -> Self {
        Self { by, descending: self.by == by && !self.descending }
    }
}

/// Whose records are listed (an index into the data set's agents): those of the agent whose rows are open;
/// where rows stand for agents (`order`), of the row that is chosen, else of the first one. `None` where
/// there is no row.
pub fn whose(open: usize, marked: Option<usize>, order: Option<&[usize]>) -> Option<usize> {
    let Some(order) = order else { return Some(open) };
    marked.filter(|agent| order.contains(agent)).or_else(|| order.first().copied())
}

/// The segments of a lane that records in `spans` began or that a record before carried in, of the activities
/// that are shown, in order: indices into the lane. What no row says is no record.
pub fn rows(
    lane: &Lane,
    catalog: &Catalog,
    spans: &[Span],
    sort: Sort,
    shows: impl Fn(ActivityId) -> bool,
) -> Vec<u32> {
    let mut rows: Vec<u32> = spans.iter().flat_map(|span| rows_in(lane, *span, &shows)).collect();
    // One record can reach from one span into the next.
    rows.dedup();
    sort_rows(&mut rows, lane, catalog, sort);
    rows
}

fn rows_in(lane: &Lane, span: Span, shows: impl Fn(ActivityId) -> bool) -> Vec<u32> {
    let range = lane.range(span);
    let walked = range.clone().zip(lane.walk(range.start));
    let mut derived = lane.derived(range.start).peekable();
    let mut is_record = |i: usize, activity: ActivityId| {
        let is_derived = derived.next_if_eq(&i).is_some() && lane.since(i).is_none();
        !is_derived && !activity.is_absence() && shows(activity)
    };
    walked.filter(|(i, (.., activity))| is_record(*i, *activity)).map(|(i, _)| i as u32).collect()
}

fn sort_rows(rows: &mut [u32], lane: &Lane, catalog: &Catalog, sort: Sort) {
    match sort.by {
        Column::Start => {}
        Column::State | Column::Reason => {
            let ranks = ranks(catalog, sort.by);
            rows.sort_by_key(|&i| ranks[lane.activity(i as usize).column()]);
        }
        Column::Duration => rows.sort_by_cached_key(|&i| lane.start(i as usize + 1) - lane.start(i as usize)),
        Column::Reported => {
            rows.sort_by_cached_key(|&i| lane.segment(i as usize).and_then(|segment| segment.reported_ms));
        }
    }
    if sort.descending {
        rows.reverse();
    }
}

/// Place of each activity in alphabetical order, equal where the text is equal.
fn ranks(catalog: &Catalog, by: Column) -> Vec<usize> {
    let text = |id: ActivityId| match by {
        Column::Reason => catalog.activity(id).reason.as_deref().unwrap_or_default().to_lowercase(),
        _ => catalog.label(id).to_lowercase(),
    };
    let texts: Vec<String> = catalog.activities().map(|(id, _)| text(id)).collect();
    let mut sorted: Vec<&String> = texts.iter().collect();
    sorted.sort();
    sorted.dedup();
    texts.iter().map(|text| sorted.binary_search(&text).unwrap_or(0)).collect()
}

/// Where a segment stands in rows of a known order; `None` when it is not among them.
pub fn place_of(rows: &[u32], segment: usize, sort: Sort) -> Option<usize> {
    let wanted = segment as u32;
    match (sort.by, sort.descending) {
        (Column::Start, false) => rows.binary_search(&wanted).ok(),
        (Column::Start, true) => rows.binary_search_by(|row| wanted.cmp(row)).ok(),
        _ => rows.iter().position(|&row| row == wanted),
    }
}

/// How long the occurrence lasts that a segment is only a part of, in milliseconds; `None` where the segment
/// is as long.
pub fn part_of(agent: &AgentTimeline, segment: &Segment) -> Option<i64> {
    let occurrence = agent.index.occurrence(&agent.lane, segment.index);
    let whole_ms = occurrence.span.end - occurrence.start(&agent.lane);
    (whole_ms > segment.span.end - segment.start()).then_some(whole_ms)
}

/// Height of a row in CSS pixels.
pub const ROW_PX: f64 = 32.0;

/// Browsers stop counting a little above this height, in CSS pixels.
const TALLEST_PX: f64 = 30_000_000.0;

/// Rows that are kept ready above and below what is on screen.
const SPARE: usize = 8;

/// The scroll area of a table with more rows than a browser can lay out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scroller {
    /// Number of rows.
    pub rows: usize,
    /// Height of what can be seen at once, in CSS pixels.
    pub seen_px: f64,
}

impl Scroller {
    /// Height of the scrolled content, in CSS pixels.
    pub fn content_px(self) -> f64 {
        (self.rows as f64 * ROW_PX).min(TALLEST_PX)
    }

    /// Rows that one pixel of scrolling moves by, as pixels of rows.
    fn scale(self) -> f64 {
        let room = self.content_px() - self.seen_px;
        if room <= 0.0 { 1.0 } else { (self.rows as f64 * ROW_PX - self.seen_px) / room }
    }

    /// The rows to lay out at a scroll position, and where the first of them begins, in CSS pixels
    /// from the top of the content.
    pub fn visible(self, scroll_px: f64) -> (Range<usize>, f64) {
        let top = (scroll_px.max(0.0) * self.scale()) / ROW_PX;
        let first = (top.floor() as usize).min(self.rows).saturating_sub(SPARE);
        let count = (self.seen_px / ROW_PX).ceil() as usize + 2 * SPARE + 1;
        let offset = scroll_px.max(0.0) + (first as f64 - top) * ROW_PX;
        (first..(first + count).min(self.rows), offset)
    }

    /// The scroll position at which a row stands in the middle.
    pub fn to_row(self, row: usize) -> f64 {
        let middle = (row as f64 + 0.5) * ROW_PX - self.seen_px / 2.0;
        (middle / self.scale()).clamp(0.0, (self.content_px() - self.seen_px).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use model::dataset::{Dataset, DatasetInput};
    use model::page::{PageBuilder, Part, Series};
    use model::record::{Durations, Record};
    use model::state::{Reading, StateKind};
    use model::time::{MINUTE, Millis};

    fn data() -> Dataset {
        let records = [(10, READY, 5), (20, LUNCH, 1), (50, READY, 9), (55, LUNCH, 3)];
        of(Durations::OfPreviousState, Span::new(0, 60 * MINUTE), &records)
    }

    const READY: ActivityId = ActivityId(3);
    const LUNCH: ActivityId = ActivityId(4);

    fn of(durations: Durations, window: Span, records: &[(i64, ActivityId, i64)]) -> Dataset {
        let mut catalog = Catalog::default();
        catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
        catalog.intern("NOT_READY", Some("Lunch"), |_| Reading::known(StateKind::NotReady));
        let mut page = PageBuilder::new();
        for &(minute, activity, reported) in records {
            page.push(&"a".into(), Record::new(Millis(minute * MINUTE), activity, Some(reported)));
        }
        let series = [Series::new(None, window, vec![Part::Page(Arc::new(page.finish()))], durations)];
        Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
    }

    fn all_rows(data: &Dataset, span: Span, sort: Sort) -> Vec<u32> {
        rows(&data.agents[0].lane, &data.catalog, &[span], sort, |_| true)
    }

    fn sorted(by: Column, descending: bool) -> Vec<u32> {
        let data = data();
        all_rows(&data, data.window, Sort { by, descending })
    }

    #[test]
    fn records_are_those_of_the_row_that_is_chosen() {
        for (marked, order, expected) in [
            (None, None, Some(7)),
            (Some(3), None, Some(7)),
            (None, Some(&[5, 3][..]), Some(5)),
            (Some(3), Some(&[5, 3]), Some(3)),
            (Some(4), Some(&[5, 3]), Some(5)),
            (Some(4), Some(&[]), None),
        ] {
            assert_eq!(whose(7, marked, order), expected, "{marked:?} of {order:?}");
        }
    }

    #[test]
    fn rows_come_in_the_order_asked_for() {
        // Segment 0 is the unknown time before the first record.
        assert_eq!(sorted(Column::Start, false), [1, 2, 3, 4]);
        assert_eq!(sorted(Column::Start, true), [4, 3, 2, 1]);
        assert_eq!(sorted(Column::State, false), [2, 4, 1, 3]);
        assert_eq!(sorted(Column::Reason, false), [1, 3, 2, 4]);
        assert_eq!(sorted(Column::Duration, true), [2, 1, 4, 3]);
        assert_eq!(sorted(Column::Reported, false), [2, 4, 1, 3]);
    }

    /// Ready from 10 to 50 minutes in three records, one of them of no length, then lunch in two.
    #[test]
    fn a_part_says_how_long_the_whole_is() {
        let cut = [(10, READY, 20), (30, READY, 20), (50, READY, 0), (50, LUNCH, 5), (55, LUNCH, 5)];
        let cut = cut.map(|(minute, activity, minutes)| (minute, activity, minutes * MINUTE));
        let parts = |from: i64| {
            let data = of(Durations::OfOwnState, Span::new(from * MINUTE, 60 * MINUTE), &cut);
            let agent = &data.agents[0];
            agent.lane.segments().map(|s| part_of(agent, &s).map(|ms| ms / MINUTE)).collect::<Vec<_>>()
        };
        assert_eq!(parts(0), [None, Some(40), Some(40), Some(40), Some(10), Some(10)]);
        assert_eq!(parts(52), [Some(10), Some(10)], "what was carried in counts from its beginning");
        assert_eq!(parts(57), [None]);
    }

    /// Ready for an hour, and lunch inside it.
    #[test]
    fn what_goes_on_after_a_row_inside_it_is_no_record_of_its_own() {
        let minutes = [(0, READY, 60), (20, LUNCH, 10)];
        let inside = minutes.map(|(minute, activity, minutes)| (minute, activity, minutes * MINUTE));
        let data = of(Durations::OfOwnState, Span::new(0, 60 * MINUTE), &inside);
        let lane = &data.agents[0].lane;
        assert_eq!(lane.segments().map(|s| s.activity).collect::<Vec<_>>(), [READY, LUNCH, READY]);
        for (from, expected) in [(0, &[0, 1][..]), (25, &[1]), (40, &[])] {
            let span = Span::new(from * MINUTE, 60 * MINUTE);
            assert_eq!(all_rows(&data, span, Sort::default()), expected, "from {from}");
        }
        let data = of(Durations::OfOwnState, Span::new(40 * MINUTE, 60 * MINUTE), &inside);
        let carried_in = all_rows(&data, data.window, Sort::default());
        assert_eq!(carried_in, [0], "the row began before the range");
    }

    #[test]
    fn only_rows_of_the_span_are_listed_and_every_one_is_found() {
        let data = data();
        let span = Span::new(25 * MINUTE, 52 * MINUTE);
        let rows = all_rows(&data, span, Sort::default());
        assert_eq!(rows, [2, 3]);
        for by in [Column::Start, Column::Duration] {
            for descending in [false, true] {
                let rows = sorted(by, descending);
                for (place, &row) in rows.iter().enumerate() {
                    assert_eq!(place_of(&rows, row as usize, Sort { by, descending }), Some(place));
                }
                assert_eq!(place_of(&rows, 0, Sort { by, descending }), None);
            }
        }
    }

    #[test]
    fn rows_of_several_spans_and_of_some_states_are_listed_once() {
        let data = data();
        let lane = &data.agents[0].lane;
        let minutes = |from: i64, to: i64| Span::new(from * MINUTE, to * MINUTE);
        let spans = [minutes(0, 15), minutes(25, 30), minutes(40, 52)];
        let of = |shows: fn(ActivityId) -> bool| rows(lane, &data.catalog, &spans, Sort::default(), shows);
        assert_eq!(of(|_| true), [1, 2, 3], "the second reaches into two of them");
        assert_eq!(of(|activity| activity == LUNCH), [2]);
        let turned = Sort { by: Column::Start, descending: true };
        assert_eq!(rows(lane, &data.catalog, &spans, turned, |_| true), [3, 2, 1]);
    }

    proptest! {
        #[test]
        fn what_is_on_screen_is_always_laid_out(rows in 1_usize..5_000_000, share in 0.0_f64..=1.0, seen in 50.0_f64..2_000.0) {
            let scroller = Scroller { rows, seen_px: seen };
            let scroll = share * (scroller.content_px() - seen).max(0.0);
            let (laid_out, offset) = scroller.visible(scroll);
            prop_assert!(offset <= scroll + 1e-3, "{offset} below {scroll}");
            let bottom = offset + laid_out.len() as f64 * ROW_PX;
            prop_assert!(bottom + 1e-3 >= scroll + seen || laid_out.end == rows);
            if share > 0.999_999 {
                prop_assert_eq!(laid_out.end, rows);
            }
        }

        #[test]
        fn scrolling_to_a_row_lays_it_out(rows in 1_usize..5_000_000, share in 0.0_f64..1.0) {
            let scroller = Scroller { rows, seen_px: 400.0 };
            let row = (share * rows as f64) as usize;
            let (laid_out, _) = scroller.visible(scroller.to_row(row));
            prop_assert!(laid_out.contains(&row));
        }
    }
}
