//! Plans beside what was done.

use super::{LABEL_HEIGHT_PX, LABEL_PAD_PX, SceneInput, inner};
use crate::layout::{Row, RowKind};
use crate::packed::RowBox;
use crate::plans::{open_spans, out_spans, parts};
use crate::staffing::Stack;
use crate::text::{self, BAR_FONT_PX, LETTER_FONT_PX};
use crate::theme::Role;
use crate::{Anchor, Bar, BarStyle, Ink, Label, Scene};
use model::adherence::Judged;
use model::format::{Clock, unturned};
use model::schedule::PlannedId;
use model::time::Millis;

/// Height of the hatches of exceptions, from the top of their row, in CSS pixels.
const HATCH_PX: f64 = 10.0;

/// Distance and thickness of the line of planned time below bars, and the least room it takes; in CSS pixels.
const LINE_GAP_PX: f64 = 1.0;
const LINE_PX: f64 = 2.0;

/// Length of the dashes of what was not kept in that line, and of the gaps between, in CSS pixels.
const OUT_DASH_PX: f64 = 4.0;
const OUT_GAP_PX: f64 = 2.0;

/// Thickness of the line of planned staff, and length of its dashes and of the gaps between; in CSS pixels.
const STEP_PX: f64 = 1.5;
const DASH_PX: f64 = 4.0;

impl Scene {
    /// What was planned, of all rows.
    pub(super) fn plans(&mut self, input: &SceneInput, rows: &[Row]) {
        let Some(judged) = input.plans else { return };
        for row in rows {
            match row.kind {
                RowKind::Schedule => self.planned(input, judged, row),
                RowKind::Exceptions => self.exceptions(input, judged, row),
                RowKind::Day { .. } => self.planned_line(input, (judged, input.layout.agent), row),
                RowKind::Agent { agent } => self.planned_line(input, (judged, agent), row),
                RowKind::State { .. } | RowKind::Lane { .. } => {}
                RowKind::Team => self.staffing_planned(input, row, input.team),
                RowKind::Group { .. } => self.staffing_planned(input, row, input.group_staffing(row)),
            }
        }
    }

    /// What is planned, outlined, with its name.
    fn planned(&mut self, input: &SceneInput, judged: &Judged, row: &Row) {
        let seen = input.viewport.span;
        let all = judged.planned(input.layout.agent, seen).iter().map(|one| (one.span, one.activity));
        let (y, height) = inner(row, input.scroll);
        for part in parts(all, seen, |t| input.layout.gutter + input.viewport.px(t)) {
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
        let seen = input.viewport.span;
        let all = out_spans(judged, input.layout.agent, seen).map(|(span, one)| (span, one.out_ms));
        let parts = parts(all, seen, |t| input.layout.gutter + input.viewport.px(t));
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

    /// A line below the bars of a row where open time is planned, thicker, broken and red where something else than what
    /// was planned was done.
    fn planned_line(&mut self, input: &SceneInput, (judged, agent): (&Judged, usize), row: &Row) {
        let room = row.room();
        if room < LINE_GAP_PX + LINE_PX {
            return;
        }
        for part in row.parts(input.viewport) {
            let (top, height) = part.inside(inner(row, input.scroll));
            let y = top + height + LINE_GAP_PX;
            let (seen, px) = (part.seen, |t: Millis| input.layout.x(&part, t));
            let mut line = |(x0, x1): (f64, f64), role: Role, height: f64| {
                self.bars.push(Bar { x0, x1, y, height, role, style: BarStyle::Share });
            };
            let open = open_spans(judged, agent, seen).into_iter().map(|span| (span, ()));
            let open = parts(open, seen, px);
            let out = parts(out_spans(judged, agent, seen).map(|(span, _)| (span, ())), seen, px);
            for part in open {
                line((part.x0, part.x1), Role::LineStrong, LINE_PX);
            }
            for part in out {
                for dash in dashes(part.x0, part.x1, (OUT_DASH_PX, OUT_GAP_PX)) {
                    line(dash, Role::Danger, (LINE_PX + 1.0).min(room - LINE_GAP_PX));
                }
            }
        }
    }

    /// How many agents were to be open, as a broken line over those who were there.
    fn staffing_planned(&mut self, input: &SceneInput, row: &Row, team: Option<&Stack>) {
        let Some(team) = team else { return };
        let (y, height) = inner(row, input.scroll);
        let place = RowBox { left: input.layout.gutter, viewport: input.viewport, y, height };
        let mut before: Option<f64> = None;
        for (x0, x1, top) in team.planned_steps(&place) {
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
            let all = dashes(x0, x1, (DASH_PX, DASH_PX));
            self.bars.extend(all.map(|(x0, x1)| bar(x0, x1, top, STEP_PX)));
        }
    }
}

/// A line from `x0` to `x1` in dashes with gaps between, the last one cut off; lengths in CSS pixels.
fn dashes(x0: f64, x1: f64, (dash, gap): (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
    let starts = std::iter::successors(Some(x0), move |x| Some(x + dash + gap));
    starts.take_while(move |x| *x < x1).map(move |x| (x, (x + dash).min(x1)))
}
