//! The time axis: ticks, their labels, and where clocks change.

use chrono::NaiveTime;

use super::SceneInput;
use crate::layout::{AXIS_PX, FOLD_PAD_PX, FOLD_PX, Row, RowLayout};
use crate::rows::LaneMode;
use crate::text::{self, BAR_FONT_PX, FONT_PX};
use crate::theme::Role;
use crate::ticks::{Tick, ticks};
use crate::viewport::Viewport;
use crate::{Anchor, Ink, Label, Line, Scene};
use model::locale::{Hours, in_force};
use model::time::{HOUR, Millis};
use model::zone::Zone;

/// About how wide the label of a tick is, in CSS pixels.
const LABEL_PX: f64 = 64.0;

/// How far ticks reach into the axis, in CSS pixels.
const TICK_PX: f64 = 6.0;

/// Least room between two labels of the axis, in CSS pixels.
const LABEL_GAP_PX: f64 = 6.0;

/// So few hours all stay: none gives its place to the words of a fold.
const LEAST_LABELS: usize = 3;

/// The height of the strokes of a fold's zigzag, in CSS pixels, and how many there are.
const FOLD_STEP_PX: f64 = 5.0;
const FOLD_STEPS: u8 = 6;

/// The ticks of the axis above rows of a mode. Above days these are the times that clocks show.
pub fn axis_ticks(mode: LaneMode, viewport: &Viewport, zone: &Zone) -> Vec<Tick> {
    match mode {
        LaneMode::Day => {
            let mut marks = ticks(viewport, &Zone::utc());
            for tick in marks.iter_mut().filter(|tick| tick.major) {
                tick.label = hour_of_day(tick.at);
                tick.major = false;
            }
            marks
        }
        LaneMode::State | LaneMode::Agent => ticks(viewport, zone),
    }
}

/// A midnight of the axis of a day as an hour: its end is not its beginning where that can be told.
fn hour_of_day(at: Millis) -> String {
    let locale = in_force();
    match (locale.hours, at.0 / HOUR) {
        (Hours::Of24, hours) => format!("{hours:02}:00"),
        (Hours::Of12, _) => locale.hour(NaiveTime::MIN),
    }
}

/// Where a tick's label stands, and how far it reaches; in CSS pixels.
struct LabelPlace {
    anchor: Anchor,
    x: f64,
    left: f64,
    right: f64,
}

/// A label as most of the axis are.
fn label() -> Label {
    Label {
        at: (0.0, 0.0),
        text: String::new(),
        ink: Ink::Of(Role::InkSoft),
        size: FONT_PX,
        strong: false,
        anchor: Anchor::Middle,
        max_width: f64::INFINITY,
        backed: false,
    }
}

impl LabelPlace {
    /// Above the tick at `x`; at the ends of the axis beside it, so that nothing is cut off, nor on a fold.
    fn new(tick: &Tick, x: f64, layout: &RowLayout, cut: [i64; 2]) -> Self {
        let width = text::width(&tick.label, FONT_PX, tick.major);
        let pads = cut.map(|ms| if ms > 0 { FOLD_PAD_PX } else { 0.0 });
        let (start, end) = (layout.gutter + pads[0], layout.plot_end() - pads[1].max(2.0));
        let (anchor, x, left) = match x {
            x if x < layout.gutter + LABEL_PX / 2.0 => (Anchor::Start, start, start),
            x if x > layout.plot_end() - LABEL_PX / 2.0 => (Anchor::End, end, end - width),
            x => (Anchor::Middle, x, x - width / 2.0),
        };
        Self { anchor, x, left, right: left + width }
    }
}

impl Scene {
    /// The axis above the rows, with a line at each tick and a label where there is room.
    pub(super) fn axis(&mut self, input: &SceneInput) {
        let SceneInput { layout, viewport, height, .. } = *input;
        self.lines.push(Line {
            from: (0.0, AXIS_PX - 1.0),
            to: (layout.width, AXIS_PX - 1.0),
            role: Role::Line,
            dashed: false,
        });
        // Where the last label ends, and whether it is a day's name: that pushes out the hour before it.
        let mut taken: Option<(f64, bool)> = None;
        let cut = layout.cuts(viewport.span);
        for tick in axis_ticks(layout.mode, &viewport, input.zone) {
            let x = layout.gutter + viewport.px(tick.at);
            let role = if tick.major { Role::LineStrong } else { Role::Line };
            self.lines.push(Line { from: (x, AXIS_PX - TICK_PX), to: (x, height), role, dashed: false });
            let place = LabelPlace::new(&tick, x, layout, cut);
            if let Some((_, was_major)) = taken.filter(|(end, _)| place.left < end + LABEL_GAP_PX) {
                if was_major || !tick.major {
                    continue;
                }
                self.labels.pop();
            }
            taken = Some((place.right, tick.major));
            self.labels.push(Label {
                at: (place.x, AXIS_PX / 2.0),
                text: tick.label,
                ink: Ink::Of(if tick.major { Role::Ink } else { Role::InkSoft }),
                strong: tick.major,
                anchor: place.anchor,
                ..label()
            });
        }
        self.fold_words(input);
        self.folds(input);
    }

    /// How much is folded away, in the place of the hour at that end; nothing where it would touch another label.
    fn fold_words(&mut self, input: &SceneInput) {
        let SceneInput { layout, viewport, .. } = *input;
        let (from, to) = (layout.gutter, layout.plot_end());
        let ends = [(from, FOLD_PAD_PX, Anchor::Start), (to, -FOLD_PAD_PX, Anchor::End)];
        for ((end, pad, anchor), text) in ends.into_iter().zip(layout.cut_words(viewport.span)) {
            let Some(text) = text else { continue };
            let reach = FOLD_PAD_PX + text::width(&text, BAR_FONT_PX, false) + LABEL_GAP_PX;
            let is_hour = |line: &Line| line.from.1 == AXIS_PX - TICK_PX && (line.from.0 - end).abs() < 1.0;
            let has_hour = self.labels.len() > LEAST_LABELS && self.lines.iter().any(is_hour);
            let touches = |label: &Label| {
                let width = text::width(&label.text, label.size, label.strong);
                let its_reach = if label.anchor == Anchor::Middle { width / 2.0 } else { width };
                (label.at.0 - end).abs() < reach + its_reach
            };
            let is_own = |label: &Label| label.anchor == anchor && has_hour;
            if to - from < reach || self.labels.iter().any(|label| !is_own(label) && touches(label)) {
                continue;
            }
            self.labels.retain(|label| !is_own(label));
            self.labels.push(Label {
                at: (end + pad, AXIS_PX / 2.0),
                text,
                size: BAR_FONT_PX,
                anchor,
                ..label()
            });
        }
    }

    /// A zigzag at each end of the axis where hours of the day are cut off.
    fn folds(&mut self, input: &SceneInput) {
        let SceneInput { layout, viewport, .. } = *input;
        let cut = layout.cuts(viewport.span).into_iter().zip([layout.gutter, layout.plot_end()]);
        for (_, x) in cut.filter(|(ms, _)| *ms > 0) {
            let point = |i: u8| {
                (x + if i.is_multiple_of(2) { -FOLD_PX } else { FOLD_PX }, f64::from(i) * FOLD_STEP_PX)
            };
            let lines = (0..FOLD_STEPS).map(|i| Line {
                from: point(i),
                to: point(i + 1),
                role: Role::LineStrong,
                dashed: false,
            });
            self.lines.extend(lines);
        }
    }

    /// A mark where clocks change, in day rows.
    pub(super) fn clock_changes(&mut self, input: &SceneInput, rows: &[Row]) {
        let change = |x: f64, top: f64, bottom: f64| Line {
            from: (x, top),
            to: (x, bottom),
            role: Role::Warn,
            dashed: true,
        };
        let SceneInput { layout, viewport, .. } = *input;
        if layout.mode == LaneMode::Day {
            for row in rows {
                let top = AXIS_PX + row.y - input.scroll;
                // What clocks show before a change, and after it.
                let changes = row.runs.windows(2).filter(|pair| pair[0].midnight != pair[1].midnight);
                let clocks = changes.flat_map(|pair| {
                    let at = pair[1].span.start;
                    [pair[0].clock(at), pair[1].clock(at)]
                });
                let x = clocks.filter(|t| viewport.span.contains(*t)).map(|t| layout.gutter + viewport.px(t));
                self.lines.extend(x.map(|x| change(x, top, top + row.height)));
            }
        } else {
            let at = input.zone.transitions_in(viewport.span).map(|t| layout.gutter + viewport.px(t.at));
            self.lines.extend(at.map(|x| change(x, AXIS_PX, input.height)));
        }
    }
}
