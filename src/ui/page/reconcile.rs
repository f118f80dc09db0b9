//! The reported figures beside the measured ones.

use leptos::prelude::*;

use crate::app::figures::Figures;
use crate::app::reconcile::{Reconcile, measured, reconcile};
use crate::app::view_state::ViewState;
use crate::app::words::totals as words;
use crate::ui::foreign::foreign;
use crate::ui::table_head::TableHead;
use model::format::Clock;

/// Columns of the table.
const COLUMNS: [(&str, &str); 4] = [
    (words::STATE, ""),
    (words::MEASURED, Clock::Both.unit()),
    (words::REPORTED_BY_CXONE, Clock::Both.unit()),
    (words::DIFFERENCE, Clock::Both.unit()),
];

/// What the reported durations add up to, where that differs from what was measured.
pub fn found(shown: ViewState, figures: &Figures) -> Option<Reconcile> {
    let data = shown.data.get()?;
    let agents = shown.scope.with(|scope| scope.agents.clone());
    let agents = agents.iter().filter_map(|agent| data.agents.get(*agent));
    reconcile(&figures.summary, &data.catalog, measured(agents))
}

/// Both figures, and why they differ; nothing where they do not.
#[component]
pub fn ReconcileGroup(
    /// What differs.
    found: Memo<Option<Reconcile>>,
) -> impl IntoView {
    let body = move || {
        found.get().map(|found| {
            let rows = found.pairs.iter().map(|pair| {
                view! {
                    <tr>
                        <th scope="row">{foreign(&pair.label)}</th>
                        <td>{Clock::Both.text(pair.measured_ms)}</td>
                        <td>{Clock::Both.text(pair.reported_ms)}</td>
                        <td>{Clock::Both.text(pair.reported_ms - pair.measured_ms)}</td>
                    </tr>
                }
            });
            view! {
                <details class="reconcile" data-testid="reconcile">
                    <summary><b>{words::RECONCILE}</b>{found.sentence()}</summary>
                    <p>{found.reason}</p>
                    <table>
                        <TableHead columns=&COLUMNS/>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </details>
            }
        })
    };
    view! { {body} }.into_any()
}
