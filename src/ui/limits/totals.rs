//! Sums of the list by agent and rule.

use leptos::prelude::*;

use super::Limits;
use crate::app::limits::list::{Total, totals};
use crate::app::limits::words::title;
use crate::app::words::limits as words;
use crate::ui::foreign::foreign;
use crate::ui::show::Show;
use crate::ui::table_head::with_unit;
use model::format::{Clock, number};

/// Most sums that are laid out; the list has all.
const MAX: usize = 200;

fn row(limits: Limits, total: Total) -> impl IntoView {
    let label = limits.shown.agent_label(total.agent).unwrap_or_default();
    let rule = limits.shown.limits.with(|limits| {
        limits.rules.list.get(total.rule).map(|rule| title(rule, limits.rules.per)).unwrap_or_default()
    });
    let over = if total.over_ms > 0 { Clock::Both.text(total.over_ms) } else { "–".to_owned() };
    view! {
        <tr>
            <th scope="row">{foreign(&label)}</th>
            <td>{rule}</td>
            <td>{number(total.count)}</td>
            <td>{over}</td>
        </tr>
    }
}

/// The sums, which open.
#[component]
pub(super) fn Totals(limits: Limits) -> impl IntoView {
    let shown = limits.shown;
    let is_open = RwSignal::new(false);
    let body = move || {
        let all = shown.judged.with(|judged| totals(judged, &limits.list.done.read()));
        let rest = (all.len() > MAX).then(|| words::first_of(number(MAX), number(all.len())));
        let rows = all.into_iter().take(MAX).map(|total| row(limits, total)).collect_view();
        view! {
            <div class="table-scroll" tabindex="0" role="group" aria-label=words::SUMS>
                <table data-testid="limits-totals">
                    <thead>
                        <tr>
                            <th scope="col">{words::AGENT}</th>
                            <th scope="col">{words::LIMIT}</th>
                            <th scope="col">{words::BROKEN}</th>
                            <th scope="col">{with_unit(words::OVER_BY, Clock::Both.unit())}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="hint">{rest}</p>
        }
    };
    let has_several = move || limits.count() > 1;
    let toggle = move |_| is_open.update(|open| *open = !*open);
    view! {
        <Show when=has_several>
            <button type="button" class="link limits-sums" aria-expanded=move || is_open.get().to_string() on:click=toggle>
                {words::SHOW_SUMS}
            </button>
            {move || is_open.get().then(body)}
        </Show>
    }
    .into_any()
}
