//! Attendance in a part of a lane. Rows of the index in which nobody came or went, and nothing lasted longer than
//! what is known, are not walked.

use std::ops::Range;

use super::{Attendance, AttendanceBuilder};
use crate::index::{RowOf, TimeIndex};
use crate::lane::{Lane, Step};
use crate::occurrence::{Joining, Occurrence};
use crate::state::{ActivityId, Catalog, StateKind};
use crate::time::{Millis, Span};

/// When the agent of this lane came and went in a part of its window. The longest occurrence is of what `counts`, and
/// cut at the edges of the part.
pub fn in_part(
    lane: &Lane,
    index: &TimeIndex,
    catalog: &Catalog,
    (part, now): (Span, Millis),
    counts: &dyn Fn(ActivityId) -> bool,
) -> Attendance {
    let segments = lane.range(part);
    let mut walked = Walked::new(lane, catalog, (part, now), counts);
    walked.all(index, segments.clone());
    let Walked { attendance: AttendanceBuilder { attendance, .. }, longest, .. } = walked;
    let is_in_at = |at: usize| catalog.kind(lane.activity(at)).is_logged_in();
    let before = segments.start.checked_sub(1);
    let had_begun = lane.start(segments.start.min(lane.len())) < part.start
        || before.map_or(lane.is_carried_in(), is_in_at);
    Attendance {
        since_before: attendance.first_login == Some(part.start) && had_begun,
        longest: longest.map(|(_, segment)| {
            let occurrence = index.occurrence(lane, segment);
            Occurrence { span: occurrence.span.intersect(part), ..occurrence }
        }),
        ..attendance
    }
}

/// What was found in the segments that were walked.
struct Walked<'a> {
    lane: &'a Lane,
    catalog: &'a Catalog,
    part: Span,
    counts: &'a dyn Fn(ActivityId) -> bool,
    attendance: AttendanceBuilder,
    joining: Joining,
    /// Length in milliseconds and last segment of the longest occurrence that counts.
    longest: Option<(i64, usize)>,
}

/// What a column of the index says of being there.
#[derive(Clone, Copy)]
struct Column {
    kind: StateKind,
    counts: bool,
}

impl<'a> Walked<'a> {
    fn new(
        lane: &'a Lane,
        catalog: &'a Catalog,
        (part, now): (Span, Millis),
        counts: &'a dyn Fn(ActivityId) -> bool,
    ) -> Self {
        let attendance = AttendanceBuilder::new(now);
        Self { lane, catalog, part, counts, attendance, joining: Joining::NOTHING, longest: None }
    }

    fn all(&mut self, index: &TimeIndex, segments: Range<usize>) {
        let rows = index.rows_inside(&segments);
        if rows.is_empty() {
            return self.segments(segments);
        }
        let columns_of: Vec<Column> =
            index.columns().activities().map(|activity| self.column(activity)).collect();
        self.segments(segments.start..index.first_of(rows.start));
        let end = rows.end;
        for row in rows {
            if self.is_news(index.row_of(row), &columns_of) {
                self.joining = index.joining_at(row);
                self.segments(index.first_of(row)..index.first_of(row + 1));
            }
        }
        self.joining = index.joining_at(end);
        self.segments(index.first_of(end)..segments.end);
    }

    fn column(&self, activity: ActivityId) -> Column {
        let kind = self.catalog.kind(activity);
        Column { kind, counts: kind.is_logged_in() && (self.counts)(activity) }
    }

    /// Whether a row can change what is known: the agent may have come or gone, or something lasted longer.
    fn is_news<'r>(&self, row: impl Iterator<Item = RowOf> + 'r, columns_of: &[Column]) -> bool {
        let known_ms = self.longest.map_or(-1, |(ms, _)| ms);
        let mut columns = row.zip(columns_of).filter(|(of, _)| of.segments > 0);
        columns.any(|(of, column)| {
            let may_turn = match column.kind {
                StateKind::Unknown | StateKind::NotFetched => false,
                kind => !(kind.is_logged_in() && self.attendance.is_logged_in),
            };
            may_turn || (column.counts && of.longest_ms > known_ms)
        })
    }

    fn segments(&mut self, segments: Range<usize>) {
        for (at, (start, end, activity)) in segments.clone().zip(self.lane.walk(segments.start)) {
            let cut = Span { start, end }.intersect(self.part);
            let (lasted, _) = self.joining.observe(activity, cut.start, cut.len());
            // Past rows that were not walked it is known since when something lasts, which may be before the part.
            let lasted = lasted.min(cut.end - self.part.start);
            let kind = self.catalog.kind(activity);
            self.attendance.observe(&Step { start: cut.start, ..Step::of(at, kind, activity) }, lasted);
            let is_longer = self.longest.is_none_or(|(ms, _)| lasted > ms);
            if is_longer && kind.is_logged_in() && (self.counts)(activity) {
                self.longest = Some((lasted, at));
            }
        }
    }
}
