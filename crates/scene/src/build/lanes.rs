//! Rows of one state each: of the agent whose states are shown, and of agents that are opened in place.

use super::{SceneInput, inner, rows_height};
use crate::bars::{Ends, HAIRLINE_PX, as_hairline, is_to_come, segment_style};
use crate::layout::{AXIS_PX, Row, RowKind};
use crate::rows::RowSlot;
use crate::share::{Shares, WideSegment, shares, strength};
use crate::theme::Role;
use crate::{Bar, Scene, Strip};
use model::state::StateKind;
use model::timeline::AgentTimeline;

impl Scene {
    pub(super) fn state_rows(&mut self, input: &SceneInput) {
        let states = || input.layout.rows.iter().filter(|row| matches!(row.kind, RowKind::State { .. }));
        let above = states().next().map_or(0.0, |first| (first.y - input.scroll).max(0.0));
        let all = (AXIS_PX + above, (rows_height(input) - above).max(0.0));
        let boxes = states().map(|row| Some(inner(row, input.scroll))).collect();
        self.lanes(input, input.layout.agent, boxes, all);
    }

    /// The states of agents whose rows are opened, of those that are seen.
    pub(super) fn opened_lanes(&mut self, input: &SceneInput, rows: &[Row]) {
        let agent_of = |row: &Row| match row.kind {
            RowKind::Lane { agent, .. } => Some(agent),
            _ => None,
        };
        let mut agents: Vec<usize> = rows.iter().filter_map(agent_of).collect();
        agents.dedup();
        for agent in agents {
            let mut boxes = vec![None; input.legend.rows.len()];
            let mut band: Option<(f64, f64)> = None;
            // What of it is not seen is no place for what is drawn across all of it.
            for row in rows.iter().filter(|row| agent_of(row) == Some(agent)) {
                let (y, height) = inner(row, input.scroll);
                let top = band.map_or(y, |(top, _)| top);
                band = Some((top, y + height - top));
                if let Some(place) = row.kind.state_row().and_then(|row| boxes.get_mut(row)) {
                    *place = Some((y, height));
                }
            }
            self.lanes(input, agent, boxes, band.unwrap_or_default());
        }
    }

    /// The states of an agent, each where its row has a box; what has no row across `all` of them.
    fn lanes(&mut self, input: &SceneInput, agent: usize, boxes: Vec<Option<(f64, f64)>>, all: (f64, f64)) {
        let Some(agent) = input.data.agents.get(agent) else { return };
        let viewport = input.viewport;
        let cells = (viewport.width_px * input.pixel_ratio).round() as usize;
        let Shares { wide, strips } = shares(agent, input.legend, &viewport, cells);
        for (i, shares) in strips.into_iter().enumerate().filter(|(_, shares)| !shares.is_empty()) {
            let Some((y, height)) = boxes.get(i).copied().unwrap_or(Some(all)) else { continue };
            let role = input.legend.rows.get(i).map_or(Role::State(StateKind::NoData), |row| row.role);
            let is_line = role == Role::State(StateKind::LoggedOut);
            let (y, height) =
                if is_line { (y + (height - HAIRLINE_PX) / 2.0, HAIRLINE_PX) } else { (y, height) };
            let strengths = shares.into_iter().map(strength).collect();
            let cell = viewport.width_px / cells as f64;
            self.strips.push(Strip { x: input.layout.gutter, y, height, cell, role, strengths });
        }
        for bar in wide {
            let place = match bar.place {
                RowSlot::Row(row) => boxes.get(row).copied().flatten(),
                RowSlot::Band | RowSlot::Hidden => Some(all),
            };
            if let Some(place) = place {
                self.segment_bar(input, agent, &bar, place);
            }
        }
    }

    fn segment_bar(
        &mut self,
        input: &SceneInput,
        agent: &AgentTimeline,
        bar: &WideSegment,
        (y, height): (f64, f64),
    ) {
        let viewport = input.viewport;
        let activity = agent.lane.activity(bar.segment);
        if is_to_come(input.data, activity, agent.lane.start(bar.segment)) {
            return;
        }
        let x0 = input.layout.gutter + viewport.px(bar.span.start);
        let x1 = input.layout.gutter + viewport.px(bar.span.end);
        self.bars.push(as_hairline(Bar {
            x0,
            // Neighbours in one row are told apart by a gap where there is room for one.
            x1: if x1 - x0 > 6.0 && bar.span.end < viewport.span.end { x1 - 1.0 } else { x1 },
            y,
            height,
            role: input.legend.role(activity),
            style: segment_style(agent, bar.segment, Ends::Open(viewport.span)),
        }));
        if bar.place != RowSlot::Hidden {
            self.bar_text(input, (x0, x1), (y, height), activity);
        }
    }
}
