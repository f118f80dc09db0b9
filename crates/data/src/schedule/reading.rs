//! What comes from a schedule, until it is all there and settled.

use std::collections::HashMap;

use super::remarks::{PlanRemarkKind, PlanRemarks};
use super::times::Times;
use super::{Found, Options, PlanKind};
use crate::files::Dates;
use crate::files::turns::Pace;
use crate::files::when::{DateOrder, offsets_of};
use model::schedule::{PlannedId, ScheduleBuilder};
use model::time::{Millis, SECOND, Span};
use model::zone::Zone;

/// No contact centre plans from before 1975 or after 2075.
const PLAUSIBLE: Span = Span::new(157_766_400_000, 3_313_526_400_000);

/// What settling a row costs, in bytes that are read in the same time.
const DRAFT: usize = 16;

/// Takes planned activities.
pub struct Reading<'a> {
    /// What the file does not say.
    pub(super) options: Options<'a>,
    /// Rows that came.
    pub(super) rows: usize,
    /// What is odd about them.
    pub(super) remarks: PlanRemarks,
    builder: &'a mut ScheduleBuilder,
    /// Those whose dates could be two.
    drafts: Vec<Draft>,
    /// Month first, day first: how many dates prove it.
    proofs: [usize; 2],
    needs_zone: bool,
    reached: Option<Span>,
    zones: HashMap<String, Option<Zone>>,
}

struct Draft {
    who: Box<str>,
    activity: PlannedId,
    times: Times,
    zone: Option<Zone>,
    line: u64,
}

impl<'a> Reading<'a> {
    pub(super) fn new(options: Options<'a>, builder: &'a mut ScheduleBuilder) -> Self {
        Self {
            options,
            rows: 0,
            remarks: PlanRemarks::default(),
            builder,
            drafts: Vec::new(),
            proofs: [0; 2],
            needs_zone: false,
            reached: None,
            zones: HashMap::new(),
        }
    }

    /// Takes an activity whose times are on the clocks of a zone, or of the file's.
    pub(super) fn take(
        &mut self,
        who: &str,
        activity: &str,
        is_open: Option<bool>,
        times: Times,
        zone: Option<Zone>,
        line: u64,
    ) {
        match times.proves() {
            Some(DateOrder::MonthFirst) => self.proofs[0] += 1,
            Some(DateOrder::DayFirst) => self.proofs[1] += 1,
            None => {}
        }
        self.needs_zone |= zone.is_none() && times.need_zone();
        let activity = self.activity(who, activity, is_open, line);
        if times.are_ambiguous() && self.options.date_order.is_none() {
            self.drafts.push(Draft { who: who.into(), activity, times, zone, line });
            return;
        }
        let order = self.options.date_order.unwrap_or_default();
        self.place(who, activity, &times, zone.as_ref(), order, line);
    }

    fn place(
        &mut self,
        who: &str,
        activity: PlannedId,
        times: &Times,
        zone: Option<&Zone>,
        order: DateOrder,
        line: u64,
    ) {
        match times.span(order, zone.unwrap_or(&self.options.zone)) {
            Some(span) => self.push(who, activity, span, line),
            None => self.remarks.add(PlanRemarkKind::NoStart, line, who),
        }
    }

    /// Takes an activity of a span.
    pub(super) fn push(&mut self, who: &str, activity: PlannedId, span: Span, line: u64) {
        if !PLAUSIBLE.contains(span.start) || !PLAUSIBLE.contains(span.end) {
            self.remarks.add(PlanRemarkKind::NoStart, line, who);
            return;
        }
        self.builder.push(who, span, activity, line);
        if !span.is_empty() {
            let reached = self.reached.get_or_insert(span);
            reached.start = reached.start.min(span.start);
            reached.end = reached.end.max(span.end);
        }
    }

    /// The activity of a name that is planned for somebody. Characters that are none are said.
    pub(super) fn activity(&mut self, who: &str, name: &str, is_open: Option<bool>, line: u64) -> PlannedId {
        if let Some(text) = [who, name].into_iter().find(|text| text.contains(char::REPLACEMENT_CHARACTER)) {
            self.remarks.add(PlanRemarkKind::BrokenText, line, text);
        }
        self.builder.activity(name, is_open)
    }

    /// Says that times without a zone were taken as the file's.
    pub(super) fn note_zone(&mut self) {
        self.needs_zone = true;
    }

    /// The zone of a name: an IANA one, an offset, or an abbreviation that stands for one offset alone.
    pub(super) fn zone(&mut self, name: &str) -> Option<Zone> {
        if let Some(zone) = self.zones.get(name) {
            return zone.clone();
        }
        let zone = (self.options.zone_named)(name).or_else(|| {
            let offset =
                if name.starts_with(['+', '-']) { format!("UTC{name}") } else { name.to_uppercase() };
            match offsets_of(&offset) {
                [offset_s] => Some(Zone::new(name, *offset_s, Vec::new())),
                several => several
                    .iter()
                    .find(|offset_s| self.is_in_force(**offset_s))
                    .map(|_| self.options.zone.clone()),
            }
        });
        self.zones.insert(name.to_owned(), zone.clone());
        zone
    }

    /// Whether the file's zone has this offset in winter or in summer of 2026.
    fn is_in_force(&self, offset_s: i32) -> bool {
        let seasons = [Millis(1_768_000_000 * SECOND), Millis(1_784_000_000 * SECOND)];
        seasons.into_iter().any(|at| self.options.zone.offset_s(at) == offset_s)
    }

    /// All of the file came: what is left is settled.
    pub(super) async fn settle(mut self, kind: PlanKind, pace: &mut Pace) -> Found {
        let (order, is_certain) = match (self.options.date_order, self.proofs) {
            (Some(order), _) => (order, true),
            (None, [_, 0]) => (DateOrder::MonthFirst, self.proofs[0] > 0),
            (None, [0, _]) => (DateOrder::DayFirst, true),
            (None, [month_first, day_first]) if day_first > month_first => (DateOrder::DayFirst, false),
            (None, _) => (DateOrder::MonthFirst, false),
        };
        let drafts = std::mem::take(&mut self.drafts);
        let dates = (!drafts.is_empty()).then_some(Dates { order, certain: is_certain });
        for Draft { who, activity, times, zone, line } in drafts {
            pace.spend(DRAFT).await;
            self.place(&who, activity, &times, zone.as_ref(), order, line);
        }
        let Self { rows, remarks, needs_zone, reached, .. } = self;
        Found { kind, rows, remarks, dates, needs_zone, reached }
    }
}
