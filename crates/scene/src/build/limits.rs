//! Marks where limits are passed: a post, a roof over what is beyond, and by how much where there is room.
//!
//! ```text
//!        ▛▀▀▀▀▀▀
//! ███████▌██████  +3:40
//! ```

use super::{LABEL_HEIGHT_PX, LABEL_PAD_PX, SceneInput, inner};
use crate::layout::{Row, RowKind, RowPart};
use crate::overruns::{Overrun, Overruns};
use crate::rows::RowSlot;
use crate::text::{self, BAR_FONT_PX};
use crate::theme::Role;
use crate::{Anchor, Bar, BarStyle, Ink, Label, Scene};
use model::format::Clock;
use model::time::{Millis, Span};
use model::timeline::AgentTimeline;
use model::zone::Pass;

const ROLE: Role = Role::Danger;

/// Width of a post, and least width of a mark; in CSS pixels.
const POST_PX: f64 = 2.0;
const LEAST_PX: f64 = 3.0;

/// How far a mark stands out above the bar where there is room, and how thick its roof is; in CSS pixels.
const RISE_PX: f64 = 4.0;
const ROOF_PX: f64 = 2.0;

/// Most segments that are looked at for the end of the room behind a mark.
const LOOKED_AT: usize = 64;

/// Most marks before the view whose roofs may reach into it.
const BEFORE: usize = 8;

/// Marks that lie upon each other are one.
struct Mark {
    x: f64,
    end: f64,
    has_post: bool,
    /// The only one of it.
    single: Option<Overrun>,
}

/// The marks of a row over a part of time, from left to right: of what is passed in it, and of what was passed
/// before, the latest first.
fn marks<'a>(
    all: impl Iterator<Item = &'a Overrun>,
    before: impl Iterator<Item = &'a Overrun>,
    seen: Span,
    px: impl Fn(Millis) -> f64,
) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let reaching = before.take(BEFORE).filter(|overrun| overrun.until > seen.start);
    if let Some(until) = reaching.map(|overrun| overrun.until).max() {
        let (x, end) = (px(seen.start), px(seen.clamp(until)));
        marks.push(Mark { x, end, has_post: false, single: None });
    }
    for overrun in all {
        let x = px(overrun.passed);
        let end = px(seen.clamp(overrun.until)).max(x + LEAST_PX);
        match marks.last_mut() {
            Some(last) if last.has_post && x < last.x + LEAST_PX => {
                last.end = last.end.max(end);
                last.single = None;
            }
            _ => marks.push(Mark { x, end, has_post: true, single: Some(*overrun) }),
        }
    }
    marks
}

impl Scene {
    /// The marks of all rows.
    pub(super) fn limit_marks(&mut self, input: &SceneInput, rows: &[Row]) {
        let Some(overruns) = input.overruns else { return };
        for row in rows {
            let agent = match row.kind {
                RowKind::Team | RowKind::Group { .. } | RowKind::Schedule | RowKind::Exceptions => continue,
                RowKind::Agent { agent } | RowKind::Lane { agent, .. } => agent,
                RowKind::State { .. } | RowKind::Day { .. } => input.layout.agent,
            };
            for part in row.parts(input.viewport) {
                self.row_marks(input, (overruns, agent), row, &part);
            }
        }
    }

    fn row_marks(
        &mut self,
        input: &SceneInput,
        (overruns, agent): (&Overruns, usize),
        row: &Row,
        part: &RowPart,
    ) {
        let seen = part.seen;
        let is_own = |overrun: &Overrun| {
            let place = input.legend.place(overrun.activity);
            row.kind.state_row().is_none_or(|row| place == RowSlot::Row(row))
        };
        let begin = Span { start: input.data.window.start, end: seen.start };
        let own = overruns.within(agent, seen).iter().filter(|overrun| is_own(overrun));
        let before = overruns.within(agent, begin).iter().rev().filter(|overrun| is_own(overrun));
        let marks = marks(own, before, seen, |t| input.layout.x(part, t));
        let (y, height) = part.inside(inner(row, input.scroll));
        let rise = if part.pass == Pass::Second { 0.0 } else { RISE_PX.min(row.room()).max(0.0) };
        let roof = ROOF_PX.min(rise.max(1.0));
        for (place, mark) in marks.iter().enumerate() {
            let bar = |x1: f64, height: f64| Bar {
                x0: mark.x,
                x1,
                y: y - rise,
                height,
                role: ROLE,
                style: BarStyle::Share,
            };
            if mark.has_post {
                self.bars.push(bar(mark.x + POST_PX, height + rise));
            }
            self.bars.push(bar(mark.end, roof));
            let is_alone = row.kind.state_row().is_some() && height >= LABEL_HEIGHT_PX;
            if let Some(overrun) = mark.single.filter(|_| is_alone)
                && let Some(agent) = input.data.agents.get(agent)
            {
                let next = marks.get(place + 1).map_or(f64::INFINITY, |next| next.x);
                let end = next.min(room_end(input, agent, (row, part), overrun.until));
                self.mark_label(&overrun, (mark.end, end), y + height / 2.0);
            }
        }
    }

    /// By how much it is over, where there is room.
    fn mark_label(&mut self, overrun: &Overrun, (from, to): (f64, f64), y: f64) {
        let Some(over_ms) = overrun.over_ms else { return };
        let text = format!("+{}", Clock::Stretch.text(over_ms));
        if text::width(&text, BAR_FONT_PX, true) + 2.0 * LABEL_PAD_PX > to - from {
            return;
        }
        self.labels.push(Label {
            at: (from + LABEL_PAD_PX, y),
            text,
            ink: Ink::Of(ROLE),
            size: BAR_FONT_PX,
            strong: true,
            anchor: Anchor::Start,
            max_width: f64::INFINITY,
            backed: false,
        });
    }
}

/// Where the next bar of a state's row begins behind a moment; before it where too many segments lie between.
fn room_end(input: &SceneInput, agent: &AgentTimeline, (row, part): (&Row, &RowPart), after: Millis) -> f64 {
    let lane = &agent.lane;
    let Some(number) = row.kind.state_row() else { return 0.0 };
    let x = |t: Millis| input.layout.x(part, t);
    let Some(first) = lane.at(lane.window().clamp(after)) else { return input.layout.plot_end() };
    let is_own = |segment: usize| input.legend.place(lane.activity(segment)) == RowSlot::Row(number);
    let until = lane.len().min(first + LOOKED_AT);
    let next = (first..until).find(|&segment| is_own(segment) && lane.start(segment) >= after);
    let end = match next {
        Some(segment) => x(lane.start(segment)),
        None if until == lane.len() => input.layout.plot_end(),
        None => x(lane.start(until)),
    };
    end.min(input.layout.plot_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::state::ActivityId;

    fn overrun(passed: i64, until: i64) -> Overrun {
        let activity = ActivityId::NO_DATA;
        Overrun { passed: Millis(passed), until: Millis(until), over_ms: Some(1), breach: 0, activity }
    }

    fn of(all: &[Overrun], before: &[Overrun]) -> Vec<(f64, f64, bool)> {
        let seen = Span::new(100, 200);
        marks(all.iter(), before.iter().rev(), seen, |t| t.0 as f64)
            .iter()
            .map(|mark| (mark.x, mark.end, mark.has_post))
            .collect()
    }

    #[test]
    fn a_mark_is_never_narrower_than_can_be_seen() {
        assert_eq!(
            of(&[overrun(120, 120), overrun(150, 170)], &[]),
            [(120.0, 123.0, true), (150.0, 170.0, true)]
        );
        assert_eq!(of(&[overrun(190, 900)], &[]), [(190.0, 200.0, true)], "the view ends it");
    }

    #[test]
    fn marks_upon_each_other_are_one() {
        assert_eq!(of(&[overrun(120, 130), overrun(122, 160), overrun(123, 125)], &[]).len(), 2);
        let one = of(&[overrun(120, 130), overrun(122, 160)], &[]);
        assert_eq!(one, [(120.0, 160.0, true)]);
    }

    #[test]
    fn what_was_passed_before_the_view_has_a_roof_without_a_post() {
        assert_eq!(of(&[], &[overrun(20, 150), overrun(60, 70)]), [(100.0, 150.0, false)]);
        assert_eq!(of(&[], &[overrun(20, 90)]), []);
    }
}
