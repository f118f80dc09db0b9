//! What came, with what can be said of it: its zone, its dates, its columns, and that it is to go.

use leptos::prelude::*;

use crate::app::browser::zone;
use crate::app::messages::schedule_came;
use crate::app::plans::{Origin, Plans, Told};
use crate::app::session::Session;
use crate::app::words::schedules as words;
use data::files::DateOrder;
use model::format::isolated;

/// A line for each origin of some.
pub fn lines(session: Session, is_shown: fn(&Origin) -> bool) -> impl IntoView {
    let told = Memo::new(move |_| session.shown.plans.with(Plans::told));
    move || {
        let shown = told.get().into_iter().filter(|told| is_shown(&told.origin));
        shown.map(|told| line(session, told)).collect_view().into_any()
    }
}

fn line(session: Session, told: Told) -> impl IntoView {
    let words = {
        let told = told.clone();
        move || session.shown.zone.with(|zone| schedule_came(&told, zone))
    };
    let name = match &told.origin {
        Origin::File(name) => name.clone(),
        _ => String::new(),
    };
    let remove = {
        let origin = told.origin.clone();
        move |_| session.remove_schedule(&origin)
    };
    let label = words::remove(isolated(&name));
    let zone = told.zone.clone().filter(|_| !name.is_empty()).map(|zone| zone_choice(session, &name, zone));
    let order = told.order.filter(|_| !name.is_empty()).map(|order| order_choice(session, &name, order));
    let anew = told.is_chosen.then(|| {
        let name = name.clone();
        let choose = move |_| session.read_schedule_again(&name, |plan| plan.is_anew = true);
        view! { <button type="button" class="link" on:click=choose>{words::CHOOSE_THE_COLUMNS_ANEW}</button> }
    });
    view! {
        <div class="file-told" data-testid="schedule" data-activities=told.activities>
            <p>
                <b>{words::SCHEDULE}</b> ": " {words} " "
                <button type="button" class="link" aria-label=label on:click=remove>{words::REMOVE}</button>
            </p>
            {zone}
            {order}
            {anew}
        </div>
    }
}

/// The zone, which the file does not say.
fn zone_choice(session: Session, name: &str, zone: String) -> impl IntoView + use<> {
    let typed = RwSignal::new(zone.clone());
    let id = format!("plan-zone-{}", name.chars().filter(char::is_ascii_alphanumeric).collect::<String>());
    let list = format!("{id}-names");
    let names = zone::zone_names().into_iter().map(|name| view! { <option value=name></option> });
    let is_same = {
        let zone = zone.clone();
        move || typed.with(|typed| typed.trim() == zone || !zone::is_known(typed.trim()))
    };
    let read = {
        let name = name.to_owned();
        move |_| {
            let zone = typed.get_untracked().trim().to_owned();
            session.read_schedule_again(&name, |plan| plan.zone = Some(zone));
        }
    };
    view! {
        <div class="plan-zone">
            <span>{words::ZONE_NOT_SAID} <b>{zone}</b> "."</span>
            <label for=id.clone()>{words::IF_IN_ANOTHER_ZONE}</label>
            <input
                id=id.clone()
                type="text"
                list=list.clone()
                autocomplete="off"
                spellcheck="false"
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <datalist id=list>{names.collect_view()}</datalist>
            <button type="button" class="link" disabled=is_same on:click=read>{words::READ_THE_SCHEDULE_AGAIN}</button>
        </div>
    }
}

/// The order of dates, which nothing proves.
fn order_choice(session: Session, name: &str, order: DateOrder) -> impl IntoView + use<> {
    let day_first = order == DateOrder::DayFirst;
    let choose = {
        let name = name.to_owned();
        move |event| {
            let is_day = event_target_value(&event) == "day";
            let order = if is_day { DateOrder::DayFirst } else { DateOrder::MonthFirst };
            session.read_schedule_again(&name, |plan| plan.order = Some(order));
        }
    };
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
