//! What only all rows of a report together tell, and the records that come of it.

use super::draft::{Abbreviations, Draft, Moment, naive};
use super::figures::Figures;
use super::gaps::Gaps;
use super::hours::Doubt;
use super::sequence::Sequences;
use super::states::States;
use super::{Clocks, clocks as layout, hours, precision};
use crate::files::Dates;
use crate::files::sink::{LONGEST_BEYOND, Sink};
use crate::files::when::{self, DateOrder};
use model::record::{AgentId, Record};
use model::remark::{Place, RemarkKind};
use model::time::{DAY, HOUR, Millis, SECOND, Span};
use model::zone::{Moments, Zone};

/// Settles rows and adds them to the sink, in the order of the file. Gives how their dates were read;
/// `None` when none depended on it.
pub fn settle(
    drafts: Vec<Draft>,
    agents: &[AgentId],
    abbreviations: &Abbreviations,
    clocks: &Clocks,
    figures: &Figures,
    states: &States,
    sink: &mut Sink,
) -> Option<Dates> {
    let dates = dates_of(&drafts, clocks, sink);
    let order = dates.map_or_else(DateOrder::default, |dates| dates.order);
    let local: Vec<i64> = drafts.iter().map(|draft| draft.start.local_ms(order)).collect();
    let mut walls = Walls::new(&clocks.zone, &local, abbreviations);
    let mut at = Vec::with_capacity(drafts.len());
    for (place, draft) in drafts.iter().enumerate() {
        at.push(walls.begin(place, draft, local[place], sink));
    }
    let sequences = Sequences::new(&drafts, &local);
    let to_end = |place: usize, at: i64| Some(walls.length(at, &drafts[place].end?, order));
    let figures = {
        let to_end = |place: usize| to_end(place, at[place]);
        figures.settle(&drafts, &Gaps::new(&drafts, &sequences, &at, &to_end))
    };
    let length = |place: usize, at: i64| {
        drafts[place].figure.map(|figure| figures.ms(figure)).or_else(|| to_end(place, at))
    };
    let least = precision::of(&drafts, &sequences, &local, &length);
    let width = |place: usize| least.max(drafts[place].start.shape.width_ms);
    let agent = |place: usize| drafts[place].agent;
    let mut rows = hours::Rows { at: &mut at, length: &length, width: &width, agent: &agent };
    hours::settle(&mut rows, &sequences, &walls.doubts);
    sequences.join_twins(&mut at);
    let lengths: Vec<Option<i64>> = at.iter().enumerate().map(|(place, at)| length(place, *at)).collect();
    let lengths = without_absurd(lengths, &at, &drafts, sink);
    let shown = at.clone();
    if least == precision::HUNDREDTH {
        // Such numbers are rounded, not cut.
        for at in &mut at {
            *at -= precision::HUNDREDTH / 2;
        }
    }
    layout::settle(&mut at, &lengths, &width, &agent, &sequences);
    sequences.join_twins(&mut at);
    remark_order(&drafts, &sequences, &at, sink);
    for (place, draft) in drafts.iter().enumerate() {
        let mut remark = |kind, text: &str| sink.remark(kind, Place::new(draft.line, "", text));
        if at[place] != shown[place] {
            remark(RemarkKind::ClockIncomplete, &clock_text(local[place]));
        }
        let Some(figure) = draft.figure else { continue };
        if let Some(kind) = figures.remark(figure) {
            remark(kind, &figure.to_string());
        }
        let tolerance = SECOND.max(width(place));
        let off = |end: i64| end.saturating_sub(figures.ms(figure)).saturating_abs();
        if to_end(place, shown[place]).is_some_and(|end| off(end) > tolerance) {
            remark(RemarkKind::EndDiffers, &clock_text(draft.end.map_or(0, |end| end.local_ms(order))));
        }
    }
    for (place, draft) in drafts.into_iter().enumerate() {
        let activity = states.settled(draft.state);
        let record = Record::new(Millis(at[place]), activity, lengths[place]);
        let Draft { key, detail, ends_session, .. } = draft;
        sink.push(&agents[draft.agent as usize], Record { key, detail, ends_session, ..record });
    }
    dates
}

/// Names rows that begin before one that is before them by its number.
fn remark_order(drafts: &[Draft], sequences: &Sequences, at: &[i64], sink: &mut Sink) {
    let is_numbered = |draft: &Draft| draft.key.session != 0 && draft.key.index.is_some();
    for pair in sequences.each().flat_map(|rows| rows.windows(2)) {
        let (before, row) = (&drafts[pair[0] as usize], &drafts[pair[1] as usize]);
        let [earlier, later] = [pair[0], pair[1]].map(|place| at[place as usize]);
        if is_numbered(before)
            && is_numbered(row)
            && before.key.index < row.key.index
            && later < earlier - SECOND
        {
            let text = clock_text(row.start.ms);
            sink.remark(RemarkKind::OrderDiffers, Place::new(row.line, "", &text));
        }
    }
}

/// Lengths, but for those that are a year longer than all that the file covers.
fn without_absurd(
    mut length: Vec<Option<i64>>,
    at: &[i64],
    drafts: &[Draft],
    sink: &mut Sink,
) -> Vec<Option<i64>> {
    let (first, last) = (at.iter().min().copied(), at.iter().max().copied());
    let covered = last.unwrap_or_default().saturating_sub(first.unwrap_or_default());
    let longest = covered.saturating_add(LONGEST_BEYOND);
    for (length, draft) in length.iter_mut().zip(drafts) {
        if let Some(ms) = length.take_if(|ms| ms.unsigned_abs() > longest.unsigned_abs()) {
            sink.remark(RemarkKind::Unread, Place::new(draft.line, "", &format!("{ms} ms")));
        }
    }
    length
}

/// The order of dates: chosen, or proven by any of them, in any column.
fn dates_of(drafts: &[Draft], clocks: &Clocks, sink: &mut Sink) -> Option<Dates> {
    let moments = || drafts.iter().flat_map(|draft| [Some(draft.start), draft.end].into_iter().flatten());
    if !moments().any(|moment| moment.shape.is_wall) {
        return None;
    }
    let is_proof =
        |order| clocks.proofs.contains(&order) || moments().any(|moment| moment.shape.proves == Some(order));
    let (month_first, day_first) = (is_proof(DateOrder::MonthFirst), is_proof(DateOrder::DayFirst));
    if month_first && day_first {
        let odd = drafts.iter().filter(|draft| draft.start.shape.proves == Some(DateOrder::DayFirst));
        for draft in odd {
            let text = clock_text(draft.start.ms);
            sink.remark(RemarkKind::MixedDates, Place::new(draft.line, "", &text));
        }
    }
    let proven = match (month_first, day_first) {
        (true, false) => Some(DateOrder::MonthFirst),
        (false, true) => Some(DateOrder::DayFirst),
        _ => None,
    };
    let is_asked = proven.is_none() && moments().any(|moment| moment.is_ambiguous());
    // What is proven needs no choice, and what was chosen for another file does not change it.
    let order = proven.or(clocks.order).unwrap_or_default();
    Some(Dates { order, certain: clocks.order.is_some() || !is_asked })
}

/// `2026-11-03 09:00`
fn clock_text(local_ms: i64) -> String {
    naive(local_ms).format("%Y-%m-%d %H:%M").to_string()
}

/// Wall times of one zone.
struct Walls<'a> {
    zone: &'a Zone,
    abbreviations: &'a Abbreviations,
    /// The offset of all of them, in milliseconds east, where the clocks do not change near them.
    offset_ms: Option<i64>,
    doubts: Vec<Doubt>,
}

impl<'a> Walls<'a> {
    fn new(zone: &'a Zone, local: &[i64], abbreviations: &'a Abbreviations) -> Self {
        let (first, last) = (local.iter().min().copied(), local.iter().max().copied());
        let near = Span::new(
            first.unwrap_or_default().saturating_sub(3 * DAY),
            last.unwrap_or_default().saturating_add(3 * DAY),
        );
        let changes = zone.transitions_in(near).next().is_some();
        let offset_ms = (!changes).then(|| i64::from(zone.offset_s(near.start)) * SECOND);
        Self { zone, abbreviations, offset_ms, doubts: Vec::new() }
    }

    /// When a row begins, in Unix milliseconds: the first of two moments; the other is noted as a doubt.
    fn begin(&mut self, place: usize, draft: &Draft, local: i64, sink: &mut Sink) -> i64 {
        let start = &draft.start;
        if !start.shape.is_wall {
            return local;
        }
        if let Some(offset_ms) = self.offset_ms.filter(|_| start.abbreviation == 0) {
            return local.saturating_sub(offset_ms);
        }
        let behind = self.abbreviations.name(start.abbreviation);
        let told = when::moments(naive(local), behind, self.zone);
        if let (None, Some(name)) = (&told, behind) {
            sink.remark(RemarkKind::ZoneAbbreviation, Place::new(draft.line, "", name));
        }
        let (first, other, kind) = told.map_or_else(|| self.moments(local), in_order);
        if let Some(other) = other {
            sink.remark(kind, Place::new(draft.line, "", &clock_text(local)));
            self.doubts.push(Doubt { place, other });
        }
        first
    }

    fn moments(&self, local: i64) -> (i64, Option<i64>, RemarkKind) {
        in_order(self.zone.moments(naive(local)))
    }

    /// How long a row lasted that began at `at`, in milliseconds.
    fn length(&self, at: i64, end: &Moment, order: DateOrder) -> i64 {
        let local = end.local_ms(order);
        let to = |end: i64| end.saturating_sub(at);
        let length = if end.shape.is_wall {
            let behind = self.abbreviations.name(end.abbreviation);
            let told = when::moments(naive(local), behind, self.zone);
            let (first, other, _) = told.map_or_else(|| self.moments(local), in_order);
            match other {
                Some(other) if to(first) < 0 => to(other),
                _ => to(first),
            }
        } else {
            to(local)
        };
        let is_next_day = end.shape.rolls && length < 0 && length > -DAY - HOUR;
        if is_next_day { length + DAY } else { length }
    }
}

/// The moment that is taken where nothing else tells, the other one, and the remark that a doubt deserves.
fn in_order(moments: Moments) -> (i64, Option<i64>, RemarkKind) {
    match moments {
        Moments::Once(at) => (at.0, None, RemarkKind::RepeatedHour),
        Moments::Twice(first, second) => (first.0, Some(second.0), RemarkKind::RepeatedHour),
        Moments::Never { before, after } => (before.0, Some(after.0), RemarkKind::SkippedHour),
    }
}
