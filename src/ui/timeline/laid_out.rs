//! Where rows lie: what decides it, and when it is worked out anew.

use leptos::prelude::*;

use crate::app::row_figures::{Column, RowSort, RowsInput};
use crate::app::view_state::adherence::Adhered;
use crate::app::view_state::{LaneMode, ViewState};
use crate::app::words::low;
use model::time::Span;
use scene::layout::{Beside, Grouping, LayoutInput, Names, RowLayout};
use scene::overruns::Overruns;
use scene::rows::StateRows;

/// What decides where rows lie, beside what is shown.
#[derive(Clone, Copy)]
pub struct Rows {
    /// Rows and colours of the states.
    pub legend: Memo<StateRows>,
    /// The columns of figures that have room.
    pub columns: Memo<&'static [Column]>,
    /// What figures speak of.
    pub span: Memo<Span>,
    /// Where limits are passed.
    pub overruns: Memo<Overruns>,
    /// What was planned.
    pub plans: Memo<Adhered>,
    /// Height of rows by agent and of their bars, if somebody chose one.
    pub agent_row: RwSignal<Option<(f64, f64)>>,
    /// Whether the page is as narrow as a phone.
    pub narrow: Memo<bool>,
}

/// Where rows lie; `None` before there are any.
pub fn layout(shown: ViewState, rows: Rows) -> Memo<Option<RowLayout>> {
    Memo::new(move |_| {
        let data = shown.data.get()?;
        // Before the room is known rows would be laid out for another.
        let width = Some(shown.width.get()).filter(|width| *width > 0.0)?;
        let (legend, zone) = (rows.legend.read(), shown.zone.read());
        let people = shown.people.read();
        let (mode, agent) = (shown.lanes.get(), shown.agent.get());
        let sort = shown.sort.get();
        let (groups, narrow) = (shown.groups(), rows.narrow.get());
        let is_stacked = narrow && mode == LaneMode::State;
        let expanded = shown.opened_agents(&data);
        let plans = rows.plans.read();
        let laid_out = |order: &Vec<usize>| {
            let layout = RowLayout::new(&LayoutInput {
                grouping: Grouping { groups: &groups, expanded: &expanded },
                data: &data,
                legend: &legend,
                zone: &zone,
                people: &people,
                mode,
                agent,
                order,
                width,
                beside: Beside {
                    figures: if is_stacked { 0.0 } else { Column::width_of(rows.columns.get()) },
                    names: if narrow { Names::Short } else { Names::Over },
                    team: true,
                    plan: shown.has_plan_of(agent),
                    agent_row: rows.agent_row.get(),
                },
                plans: Some(&plans),
                words: &low::ROWS,
            });
            if mode != LaneMode::Day || sort == RowSort::default() {
                return layout;
            }
            let (span, overruns, plans) = (rows.span.get(), &rows.overruns.read(), &plans);
            let input =
                RowsInput { groups: &[], data: &data, legend: &legend, agent, order, span, overruns, plans };
            layout.arranged(|days| sort.apply(days, |day| input.row(&day.kind)))
        };
        Some(shown.order.with(laid_out))
    })
}
