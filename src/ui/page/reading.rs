//! Files while they are read, and what they turned out to be. All of it is code that only files need: it
//! belongs to their part of the program.

use leptos::prelude::*;

use super::columns::ColumnsDialog;
use super::findings::FindingsPanel;
use crate::app::browser::lazy::lazy;
use crate::app::quality;
use crate::app::session::Session;
use crate::app::session::files::Told;
use crate::app::words::files as words;
use crate::ui::parts::notice::{Notice, why};
use crate::ui::parts::progress::Progress;
use crate::ui::plans::ask::PlanQuestion;
use crate::ui::show::Show;
use data::files::DateOrder;
use model::format::{isolated, number};
use model::schedule::PlanFindings;

/// What draws it.
pub type Panel = fn(Session) -> AnyView;

lazy! { files:
    /// What draws the reading of files.
    pub fn panel() -> Panel {
        |session| view! { <FilesPanel session/> }.into_any()
    }
}

/// The order of dates of one file, which nothing proves.
fn order_select(session: Session, place: usize, name: &str, order: DateOrder) -> impl IntoView + use<> {
    let choose = move |event| {
        let day_first = event_target_value(&event) == "day";
        let order = if day_first { DateOrder::DayFirst } else { DateOrder::MonthFirst };
        session.choose_date_order(place, order);
    };
    let day_first = order == DateOrder::DayFirst;
    view! {
        <label>
            {words::ORDER_OF_DATES_IN} <bdi>{name.to_owned()}</bdi> " "
            <select on:change=choose>
                <option value="month" selected=!day_first>{words::MONTH_DAY_YEAR}</option>
                <option value="day" selected=day_first>{words::DAY_MONTH_YEAR}</option>
            </select>
        </label>
    }
}

fn told(session: Session, place: usize, told: Told) -> impl IntoView {
    let Told { name, message, order, chosen } = told;
    let class = if message.is_error { "field-error" } else { "" };
    let order = order.map(|order| order_select(session, place, &name, order));
    let anew = chosen.map(|preset| {
        let choose = move |_| session.choose_columns_again(place, preset.clone());
        view! {
            <button type="button" class="link" on:click=choose aria-label=words::choose_columns_of(isolated(&name))>
                {words::CHOOSE_THE_COLUMNS_ANEW}
            </button>
        }
    });
    view! {
        <div class="file-told">
            <p class=class><b><bdi>{message.title}</bdi></b>": "{message.text} " " {why(message.topic)}</p>
            {order}
            {anew}
        </div>
    }
}

/// The zone, which a report does not say.
#[component]
fn ZoneDoubt(session: Session) -> impl IntoView {
    let zone = session.files.zone;
    let is_same = move || session.shown.zone.with(|shown| zone.get().is_none_or(|zone| shown.name() == zone));
    view! {
        <Show when=move || zone.with(Option::is_some)>
            <p>
                {words::ZONE_NOT_SAID} <b>{move || zone.get()}</b>
                {words::IF_IN_ANOTHER_ZONE}
                <button type="button" class="link" disabled=is_same on:click=move |_| session.read_files_again()>
                    {words::READ_THE_FILES_AGAIN}
                </button> "."
            </p>
        </Show>
    }
    .into_any()
}

#[component]
fn UnderWay(session: Session) -> impl IntoView {
    let reading = session.files.reading;
    let share = move || reading.with(|reading| reading.as_ref().map_or(0.0, |r| r.share));
    let words = move || reading.get().map(|r| words::reading_rows(isolated(&r.name), number(r.rows)));
    view! {
        <Show when=move || reading.with(Option::is_some)>
            <div class="loading panel" data-testid="progress">
                <Progress label=words::READING share/>
                <p role="status">{words}</p>
            </div>
        </Show>
    }
    .into_any()
}

/// How the reading goes, what is asked, what the files are, and what is odd about them where nothing of
/// them can be shown.
#[component]
fn FilesPanel(session: Session) -> impl IntoView {
    let (files, shown) = (session.files, session.shown);
    let is_told = move || files.told.with(|told| !told.is_empty());
    let is_alone = move || {
        let of_plans = || shown.plans.with(|plans| quality::of_plans(plans, &PlanFindings::default()) > 0);
        shown.data.with(Option::is_none)
            && (files.sources.with(|sources| quality::total(None, sources) > 0) || of_plans())
    };
    let dialog = move || {
        files.asking.get().map(|asking| {
            let done = Callback::new(move |answer| files.say(answer));
            let schedule = Callback::new(move |()| files.say_schedule());
            view! { <ColumnsDialog asking done schedule/> }
        })
    };
    let all = move || {
        let told_of = |(place, one)| told(session, place, one);
        files.told.get().into_iter().enumerate().map(told_of).collect_view()
    };
    let limits = move || {
        let notice = |message| view! { <Notice message testid="limits-told">""</Notice> };
        files.limits.get().into_iter().map(notice).collect_view()
    };
    view! {
        <UnderWay session/>
        {dialog}
        <PlanQuestion session/>
        {limits}
        <Show when=is_told>
            <section class="panel files-told" role="status" aria-label=words::FILES data-testid="files">
                {all}
                <ZoneDoubt session/>
            </section>
        </Show>
        <Show when=is_alone>
            <FindingsPanel shown files=files.sources/>
        </Show>
    }
    .into_any()
}
