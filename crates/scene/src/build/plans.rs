//! Plans beside what was done.

use super::{LABEL_HEIGHT_PX, LABEL_PAD_PX, SceneInput, inner};
use crate::layout::{Row, RowKind};
use crate::packed::RowBox;
use crate::plans::{open_spans, out_spans, parts};
use crate::staffing::Staffing;
use crate::text::{self, BAR_FONT_PX, LETTER_FONT_PX};
use crate::theme::Role;
use crate::{Anchor, Bar, BarStyle, Ink, Label, Scene};
use model::adherence::Judged;
use model::format::{Clock, unturned};
use model::schedule::PlannedId;
use model::time::{Millis, Span};

/// Height of the hatches of exceptions, from the top of their row, in CSS pixels.
const HATCH_PX: f64 = 10.0;

/// Distance and thickness of the line of planned time below bars, and the least room it takes; in CSS pixels.
const LINE_GAP_PX: f64 = 1.0;
const LINE_PX: f64 = 2.0;

/// Thickness of the line of planned staff, and length of its dashes and of the gaps between; in CSS pixels.
const STEP_PX: f64 = 1.5;
const DASH_PX: f64 = 4.0;

impl Scene {
    /// What was planned, of all rows.
    pub(super) fn plans(&mut self, input: &SceneInput, rows: &[Row]) {
        let Some(judged) = input.plans else { return };
        for row in rows {
            let seen = row.viewport(input.viewport).span;
            let agent = input.layout.agent;
            match row.kind {
                RowKind::Schedule => self.planned(input, judged, row),
                RowKind::Exceptions => self.exceptions(input, judged, row),
                RowKind::Day { span: day, .. } => {
                    self.planned_line(input, (judged, agent), row, seen.intersect(day));
                }
                RowKind::Agent { agent } => self.planned_line(input, (judged, agent), row, seen),
                RowKind::State { .. } | RowKind::Lane { .. } => {}
                RowKind::Team => self.staffing_planned(input, row, input.team),
                RowKind::Group { .. } => self.staffing_planned(input, row, input.group_staffing(row)),
            }
        }
    }

    /// What is planned, outlined, with its name.
    fn planned(&mut self, input: &SceneInput, judged: &Judged, row: &Row) {
        let seen = row.viewport(input.viewport).span;
        let all = judged.planned(input.layout.agent, seen).iter().map(|one| (one.span, one.activity));
        let (y, height) = inner(row, input.scroll);
        for part in parts(all, seen, |t| input.layout.x(row, input.viewport, t)) {
            let x1 = if part.x1 - part.x0 > 6.0 { part.x1 - 1.0 } else { part.x1 };
            let (x0, role, style) = (part.x0, Role::LineStrong, BarStyle::Outlined);
            self.bars.push(Bar { x0, x1, y, height, role, style });
            self.planned_name(judged, part.of, (x0, x1), y + height / 2.0);
        }
    }

    fn planned_name(&mut self, judged: &Judged, of: Option<PlannedId>, (x0, x1): (f64, f64), middle: f64) {
        let Some(name) = of.map(|of| judged.name(of)) else { return };
        let room = x1 - x0 - 2.0 * LABEL_PAD_PX;
        let two: String = name.chars().take(2).collect();
        let fits = |text: &str| text::width(text, BAR_FONT_PX, false) <= room;
        let Some(text) = [name, &two].into_iter().find(|text| fits(text)) else { return };
        self.labels.push(Label {
            at: (x0 + LABEL_PAD_PX, middle),
            text: unturned(text).into_owned(),
            ink: Ink::Of(Role::Ink),
            size: BAR_FONT_PX,
            strong: false,
            anchor: Anchor::Start,
            max_width: f64::INFINITY,
            backed: false,
        });
    }

    /// What was not kept, hatched, with its length where there is room.
    fn exceptions(&mut self, input: &SceneInput, judged: &Judged, row: &Row) {
        let seen = row.viewport(input.viewport).span;
        let all = out_spans(judged, input.layout.agent, seen).map(|(span, one)| (span, one.out_ms));
        let parts = parts(all, seen, |t| input.layout.x(row, input.viewport, t));
        let (y, height) = inner(row, input.scroll);
        let mut free = f64::NEG_INFINITY;
        for part in &parts {
            let (x0, x1, role, style) = (part.x0, part.x1, Role::Danger, BarStyle::Absent);
            self.bars.push(Bar { x0, x1, y, height: HATCH_PX.min(height), role, style });
            let Some(text) = part.of.map(|out_ms| Clock::Stretch.text(out_ms)) else { continue };
            let half = text::width(&text, LETTER_FONT_PX, true) / 2.0;
            let (left, right) = (input.layout.gutter + half, input.layout.plot_end() - half);
            let middle = f64::midpoint(x0, x1).min(right).max(left);
            if middle - half < free || height < LABEL_HEIGHT_PX {
                continue;
            }
            free = middle + half + LABEL_PAD_PX;
            self.labels.push(Label {
                at: (middle, y + f64::midpoint(HATCH_PX, height) + 1.0),
                text,
                ink: Ink::Of(Role::Danger),
                size: LETTER_FONT_PX,
                strong: true,
                anchor: Anchor::Middle,
                max_width: f64::INFINITY,
                backed: false,
            });
        }
    }

    /// A line below the bars of a row where open time is planned, red where something else than what was planned was
    /// done.
    fn planned_line(&mut self, input: &SceneInput, (judged, agent): (&Judged, usize), row: &Row, seen: Span) {
        let (top, height) = inner(row, input.scroll);
        let room = row.room();
        if room < LINE_GAP_PX + LINE_PX {
            return;
        }
        let y = top + height + LINE_GAP_PX;
        let px = |t: Millis| input.layout.x(row, input.viewport, t);
        let mut lines = |all: &mut dyn Iterator<Item = (Span, ())>, role: Role, height: f64| {
            for part in parts(all, seen, px) {
                let (x0, x1, style) = (part.x0, part.x1, BarStyle::Share);
                self.bars.push(Bar { x0, x1, y, height, role, style });
            }
        };
        let open = open_spans(judged, agent, seen);
        lines(&mut open.into_iter().map(|span| (span, ())), Role::LineStrong, LINE_PX);
        let out = out_spans(judged, agent, seen).map(|(span, _)| (span, ()));
        lines(&mut { out }, Role::Danger, (LINE_PX + 1.0).min(room - LINE_GAP_PX));
    }

    /// How many agents were to be open, as a broken line over those who were there.
    fn staffing_planned(&mut self, input: &SceneInput, row: &Row, team: Option<&Staffing>) {
        let Some(team) = team else { return };
        let (y, height) = inner(row, input.scroll);
        let place = RowBox { left: input.layout.gutter, viewport: input.viewport, y, height };
        let mut before: Option<f64> = None;
        for (x0, x1, top) in team.planned_steps(input.legend, &place) {
            let bar = |x0: f64, x1: f64, y: f64, height: f64| Bar {
                x0,
                x1,
                y,
                height,
                role: Role::Ink,
                style: BarStyle::Share,
            };
            if let Some(before) = before {
                let (upper, lower) = (before.min(top), before.max(top));
                self.bars.push(bar(x0, x0 + STEP_PX, upper, lower - upper + STEP_PX));
            }
            before = Some(top);
            let mut x = x0;
            while x < x1 {
                self.bars.push(bar(x, (x + DASH_PX).min(x1), top, STEP_PX));
                x += 2.0 * DASH_PX;
            }
        }
    }
}
