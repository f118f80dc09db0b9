//! Where the time went: by agent state, and by not ready reason below it.

use leptos::prelude::*;

use crate::app::totals::{Line, lines};
use crate::app::view_state::ViewState;
use crate::app::words::totals as words;
use crate::ui::parts::drawn::{Tag, dot, draw, foreign, tag};
use crate::ui::table_head::with_unit;
use model::format::{Clock, number};
use model::state::StateKind;

fn row(line: Line) -> Tag {
    let total = line.total;
    let is_said = !line.absent && total.reported_ms != 0;
    let reported = if is_said { Clock::Both.text(total.reported_ms) } else { "–".to_owned() };
    let name = tag("th").with("scope", "row");
    let row = tag("tr")
        .with("data-state", line.code)
        .with("data-ms", total.ms.to_string())
        .with("data-count", total.count.to_string())
        .with("data-longest-ms", total.longest_ms.to_string())
        .with("data-reported-ms", total.reported_ms.to_string());
    let (row, name) = match line.reason {
        Some(reason) => (row.with("class", "reason").with("data-reason", reason), name),
        None => (row, name.child(dot(line.role))),
    };
    let figure = |text: String| tag("td").text(text);
    row.child(name.child(foreign(&line.label)))
        .child(figure(Clock::Both.text(total.ms)))
        .child(figure(line.share))
        .child(figure(number(total.count as usize)))
        .child(figure(Clock::Stretch.text(total.longest_ms)))
        .child(figure(reported))
}

/// The table of time by state and by reason.
#[component]
pub fn Totals(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let body = NodeRef::new();
    draw(body, move || {
        let lines = shown.with_figures(|figures, data| lines(&figures.summary, &data.catalog));
        lines.unwrap_or_default().into_iter().map(row).collect()
    });
    let absences = move || {
        let hidden = shown.with_figures(|figures, _| {
            let ms = |kind| figures.summary.kind(kind).ms;
            ms(StateKind::NotFetched) + ms(StateKind::Unknown)
        })?;
        (hidden > 0).then_some(words::SHARES_LEAVE_OUT)
    };
    view! {
        <section class="panel totals" aria-labelledby="totals-title">
            <h2 id="totals-title">{words::WHERE_THE_TIME_WENT}</h2>
            <div class="table-scroll" tabindex="0" role="group" aria-label=words::TIME_BY_STATE>
                <table data-testid="totals">
                    <thead>
                        <tr>
                            <th scope="col">{words::STATE_AND_REASON}</th>
                            <th scope="col">{with_unit(words::TIME, Clock::Both.unit())}</th>
                            <th scope="col">{with_unit(words::SHARE, words::OF_LOGGED_IN)}</th>
                            <th scope="col">{words::STRETCHES}</th>
                            <th scope="col">{with_unit(words::LONGEST, Clock::Stretch.unit())}</th>
                            <th scope="col" title=words::REPORTED_IS>{with_unit(words::REPORTED_BY_CXONE, Clock::Both.unit())}</th>
                        </tr>
                    </thead>
                    <tbody node_ref=body></tbody>
                </table>
            </div>
            {move || absences().map(|text| view! { <p class="hint">{text}</p> })}
        </section>
    }
    .into_any()
}
