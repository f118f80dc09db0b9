//! What is said beside a row's name.

use leptos::prelude::*;

use super::super::Chart;
use super::Named;
use crate::app::words::rows as words;
use model::format::{from_to, number};
use model::locale::{Hours, in_force};
use scene::layout::RowKind;

/// What is said beside a name: from when to when somebody was in, how many agents there are, or that a part is
/// missing.
pub(super) fn note(chart: Chart, named: &Named) -> Option<impl IntoView + use<>> {
    let row = &named.row;
    let text = match row.kind {
        RowKind::Day { .. } | RowKind::Agent { .. } if named.is_partial => {
            let is_offered =
                matches!(row.kind, RowKind::Day { .. }) && chart.shown.fetch_day.get_value().is_some();
            (!is_offered).then(|| words::PART_NOT_FETCHED.to_owned())
        }
        RowKind::Day { .. } => {
            let worked = named.worked?;
            Some(chart.shown.zone.with(|zone| from_to(zone.local(worked.start), zone.local(worked.end))))
        }
        RowKind::Team => Some(staffing_words(chart)),
        RowKind::Group { .. } => chart.layout.with(|layout| {
            let (_, group) = layout.as_ref()?.row_group(row)?;
            Some(number(group.agents.len()))
        }),
        _ => None,
    }?;
    let is_long = matches!(row.kind, RowKind::Day { .. }) && in_force().hours == Hours::Of12;
    Some(view! { <small class:below=is_long>{text}</small> })
}

fn staffing_words(chart: Chart) -> String {
    let all = number(chart.shown.order.with(Vec::len));
    match chart.staffing.with(|all| all.first().map(|stack| stack.peak().round() as usize)) {
        Some(most) => words::agents_at_most(all, number(most)),
        None => words::agents(all),
    }
}
