//! The records on paper: a plain table, as far as paper should go.

use leptos::prelude::*;

use super::{Line, More, Table, UNIT};
use crate::app::browser::paper;
use crate::app::messages::OPEN;
use crate::app::table::Rows;
use crate::app::words::records as words;
use crate::ui::foreign::foreign;
use crate::ui::table_head::TableHead;
use model::format::number;

/// Most records that are printed.
pub const MAX: usize = 500;

const COLUMNS: [(&str, &str); 5] = [
    (words::START, ""),
    (words::STATE, ""),
    (words::REASON, ""),
    (words::DURATION, UNIT.unit()),
    (words::REPORTED_BY_CXONE, UNIT.unit()),
];

/// `first 500 of 2,796`; nothing where all are there.
pub fn left_out(all: usize, most: usize) -> Option<String> {
    (all > most).then(|| words::first_of(number(most), number(all)))
}

fn row(line: Line) -> impl IntoView {
    let (duration, more) = match line.more {
        None => (line.duration, String::new()),
        Some(More::Part(part)) => (line.duration, format!(" ({part})")),
        Some(More::Open) => (OPEN.to_owned(), String::new()),
    };
    view! {
        <tr>
            <td>{line.day}" "{line.time}</td>
            <td>{foreign(&line.state)}</td>
            <td>{foreign(&line.reason)}</td>
            <td>{duration}<small>{more}</small></td>
            <td>{line.reported}</td>
        </tr>
    }
}

/// The table; nothing while nothing is printed.
#[component]
pub(super) fn PaperRecords(table: Table) -> impl IntoView {
    let printing = paper::printing();
    let body = move || {
        printing.get().then(|| {
            let rows =
                untrack(|| table.lines_at(0..MAX)).into_iter().map(|(_, line)| row(line)).collect_view();
            let words = left_out(table.rows.with(Rows::len), MAX).map(words::the_records);
            view! {
                <p class="hint">{words}</p>
                <table>
                    <TableHead columns=&COLUMNS/>
                    <tbody>{rows}</tbody>
                </table>
            }
        })
    };
    view! { <div class="print-records">{body}</div> }.into_any()
}
