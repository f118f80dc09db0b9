//! Agents × days, where there is too much for a timeline.

use std::ops::Range;
use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::browser::download::{CSV, File};
use crate::app::browser::history;
use crate::app::session::Session;
use crate::app::sums::{Figure, Sums};
use crate::app::words::sums as words;
use crate::ui::foreign::foreign;
use data::archive::sums::Known;
use model::format::{day_words, days_words, number};
use model::plain::iso_date;
use model::record::AgentId;
use model::time::Span;

/// Agents of a screen.
const AGENTS: usize = 50;

/// Days of a screen.
const DAYS: usize = 31;

/// Agents whose rows are written before the page has its turn.
const WRITTEN: usize = 100;

/// What is looked at.
#[derive(Clone, Copy)]
struct Look {
    figure: RwSignal<Figure>,
    text: RwSignal<String>,
    first: RwSignal<usize>,
    first_day: RwSignal<usize>,
}

/// Draws a table.
pub fn table(session: Session, sums: Arc<Sums>) -> AnyView {
    view! { <Table session sums/> }.into_any()
}

async fn save(session: Session, sums: Arc<Sums>) {
    let people = session.shown.people.get_untracked();
    let file = File::csv();
    for (number, piece) in sums.csv(&people).enumerate() {
        file.bytes(&piece);
        if number % WRITTEN == 0 {
            TimeoutFuture::new(0).await;
        }
    }
    file.save(&sums.file_name(), CSV);
}

/// Shows what comes before and after; nothing where all of it is shown.
fn pager(
    first: RwSignal<usize>,
    step: usize,
    count: Signal<usize>,
    names: [&'static str; 2],
) -> impl IntoView {
    let [before, after] = names;
    let has_more = move || count.get() > step;
    let (at_start, at_end) = (move || first.get() == 0, move || first.get() + step >= count.get());
    let back = move |_| first.update(|first| *first = first.saturating_sub(step));
    let on = move |_| first.update(|first| *first += step);
    let buttons = move || {
        has_more().then(|| {
            view! {
                <button type="button" class="button" disabled=at_start on:click=back>{before}</button>
                <button type="button" class="button" disabled=at_end on:click=on>{after}</button>
            }
        })
    };
    view! { {buttons} }
}

#[component]
fn Tools(session: Session, sums: Arc<Sums>, look: Look, agents: Memo<Vec<AgentId>>) -> impl IntoView {
    let Look { figure, text, first, first_day } = look;
    let choose = move |event| {
        let name = event_target_value(&event);
        if let Some(chosen) = Figure::ALL.into_iter().find(|figure| figure.name() == name) {
            figure.set(chosen);
        }
    };
    let find = move |event| {
        text.set(event_target_value(&event));
        first.set(0);
    };
    let options = Figure::ALL.map(|own| {
        view! { <option value=own.name() selected=move || figure.get() == own>{own.name()}</option> }
    });
    let days = sums.table.days.len();
    let count = Signal::derive(move || agents.with(Vec::len));
    let seen = move || {
        let (count, first) = (count.get(), first.get());
        match count {
            0 => words::NO_AGENT.to_owned(),
            _ => words::agents_of(number(first + 1), number((first + AGENTS).min(count)), number(count)),
        }
    };
    let export = move |_| spawn_local(save(session, sums.clone()));
    view! {
        <div class="roster">
            <label>{words::FIGURE}<select data-testid="figure" on:change=choose>{options}</select></label>
            <label>{words::FIND}<input type="search" placeholder=words::NAME_TEAM_OR_ID prop:value=text on:input=find/></label>
            <span role="status">{seen}</span>
            {pager(first, AGENTS, count, [words::EARLIER_AGENTS, words::LATER_AGENTS])}
            {pager(first_day, DAYS, Signal::stored(days), [words::EARLIER_DAYS, words::LATER_DAYS])}
            <button type="button" class="button" data-testid="export" on:click=export>{words::SAVE_AS_CSV}</button>
        </div>
    }
    .into_any()
}

fn head(sums: &Sums, days: Range<usize>) -> AnyView {
    let days = sums.table.days.get(days).unwrap_or_default().iter().map(|(date, _, known)| {
        let text = day_words(*date);
        let text = if *known == Known::All { text } else { words::not_whole(text) };
        view! { <th scope="col">{text}</th> }
    });
    view! { <tr><th scope="col">{words::AGENT}</th>{days.collect_view()}<th scope="col">{words::ALL_DAYS}</th></tr> }
        .into_any()
}

/// A day of an agent, which opens as a timeline.
fn cell(session: Session, sums: &Sums, agent: &AgentId, day: usize, figure: Figure) -> AnyView {
    let Some((date, span, known)) = sums.table.days.get(day).copied() else { return ().into_any() };
    let days = day..day + 1;
    let value = figure.value(&sums.table.times(agent, days.clone())).filter(|_| known <= Known::Partly);
    let text = sums.text(agent, days, figure);
    let link = session.link_to_day(sums, agent, span);
    let address = history::full_address(&link);
    let open = move |event: MouseEvent| {
        // Others open it beside this.
        if event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
            event.prevent_default();
            session.go_to(&link);
        }
    };
    view! {
        <td data-agent=agent.to_string() data-date=iso_date(date) data-value=value.map(|value| value.to_string())>
            <a href=address on:click=open>{text}</a>
        </td>
    }
    .into_any()
}

fn row(session: Session, sums: &Sums, agent: &AgentId, days: Range<usize>, figure: Figure) -> AnyView {
    let label = session.shown.people.with(|people| people.label(agent).to_owned());
    let cells = days.map(|day| cell(session, sums, agent, day, figure)).collect_view();
    let all = sums.text(agent, 0..sums.table.days.len(), figure);
    view! { <tr><th scope="row">{foreign(&label)}</th>{cells}<td><b>{all}</b></td></tr> }.into_any()
}

#[component]
fn Table(session: Session, sums: Arc<Sums>) -> impl IntoView {
    let look = Look {
        figure: RwSignal::new(Figure::LoggedIn),
        text: RwSignal::new(String::new()),
        first: RwSignal::new(0),
        first_day: RwSignal::new(0),
    };
    let own = sums.clone();
    let agents = Memo::new(move |_| {
        session.shown.people.with(|people| look.text.with(|text| own.agents(people, text)))
    });
    let all = sums.table.days.len();
    let days = move || look.first_day.get()..(look.first_day.get() + DAYS).min(all);
    let body = {
        let sums = sums.clone();
        move || {
            let (first, figure, days) = (look.first.get(), look.figure.get(), days());
            agents.with(|agents| {
                let seen = agents.iter().skip(first).take(AGENTS);
                seen.map(|agent| row(session, &sums, agent, days.clone(), figure)).collect_view()
            })
        }
    };
    let range = Span {
        start: sums.table.days.first().map_or(sums.target.query.span.start, |day| day.1.start),
        end: sums.table.days.last().map_or(sums.target.query.span.end, |day| day.1.end),
    };
    let zone = if sums.are_of_utc { "UTC" } else { sums.zone.name() };
    let when = days_words(range, &sums.zone);
    let said = if sums.are_of_utc { words::DAYS_OF_UTC.to_owned() } else { words::days_of(zone) };
    let worst = sums.table.days.iter().map(|day| day.2).max().unwrap_or(Known::All);
    let not_whole = (worst > Known::All).then_some(words::NOT_WHOLE);
    let nothing = (worst > Known::Partly).then_some(words::NOTHING_KNOWN);
    let heads = sums.clone();
    view! {
        <section class="panel sums" data-testid="sums" aria-labelledby="sums-title">
            <h1 class="answer-head" id="sums-title"><b>{words::AGENTS_AND_DAYS}</b>" · "{when}</h1>
            <p class="hint">{said}" "{not_whole}" "{nothing}</p>
            <Tools session sums look agents/>
            <div class="table-scroll" tabindex="0" role="group" aria-labelledby="sums-title">
                <table><thead>{move || head(&heads, days())}</thead><tbody>{body}</tbody></table>
            </div>
        </section>
    }
    .into_any()
}
