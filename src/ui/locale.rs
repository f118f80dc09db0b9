//! How dates, times of day and numbers are written: as the browser has it, or as is chosen here.

use leptos::prelude::*;

use crate::app::aid::Aid;
use crate::app::browser::locale::own;
use crate::app::locale::{Choice, DATES, HOURS, NUMBERS, WEEKS, of_word, word_of};
use crate::app::session::Session;
use crate::app::words::locale as words;
use crate::ui::parts::modal::{Dialog, Modal, Name};

/// One thing that can be chosen: what of it is offered, with its words, and what the browser has.
fn select<T: Copy + PartialEq + Send + Sync + 'static, const N: usize>(
    label: &'static str,
    word: &'static str,
    offers: &'static [(T, &'static str); N],
    names: [String; N],
    browsers: String,
    chosen: impl Fn() -> Option<T> + Copy + Send + Sync + 'static,
    choose: impl Fn(Option<T>) + 'static,
) -> impl IntoView {
    let is_chosen = move |word: &'static str| move || word_of(offers, chosen()) == word;
    let options = offers.iter().zip(names).map(|((_, word), name)| {
        view! { <option value=*word selected=is_chosen(word)>{name}</option> }
    });
    view! {
        <label>
            {label}
            <select data-choice=word on:change=move |event| choose(of_word(offers, &event_target_value(&event)))>
                <option value="" selected=is_chosen("")>{words::as_browser(&browsers)}</option>
                {options.collect_view()}
            </select>
        </label>
    }
}

/// What the dialog holds.
#[component]
pub fn Choices(
    /// The page's state.
    session: Session,
    /// Takes the dialog away.
    close: Callback<()>,
) -> impl IntoView {
    let (browser, choice) = (own(), session.locale);
    let change = move |set: &dyn Fn(&mut Choice)| {
        let mut next = choice.get_untracked();
        set(&mut next);
        session.choose_locale(next);
    };
    let example = move || words::example(&session.shown.locale.get());
    view! {
        <form
            method="dialog"
            on:submit=move |event| {
                event.prevent_default();
                close.run(());
            }
        >
            <h2 id="locale-title">{words::TITLE}</h2>
            <p class="hint">{words::ABOUT}</p>
            {select(
                words::CLOCK,
                "hours",
                &HOURS,
                HOURS.map(|(hours, _)| words::hours(hours)),
                words::hours_example(browser.hours),
                move || choice.get().hours,
                move |hours| change(&|choice| choice.hours = hours),
            )}
            {select(
                words::DATES,
                "dates",
                &DATES,
                DATES.map(|(dates, _)| words::dates(dates)),
                words::dates(browser.dates),
                move || choice.get().dates,
                move |dates| change(&|choice| choice.dates = dates),
            )}
            {select(
                words::NUMBERS,
                "numbers",
                &NUMBERS,
                NUMBERS.map(|(numbers, _)| words::numbers(numbers)),
                words::numbers(browser.numbers),
                move || choice.get().numbers,
                move |numbers| change(&|choice| choice.numbers = numbers),
            )}
            {select(
                words::WEEK,
                "week",
                &WEEKS,
                WEEKS.map(|(day, _)| words::day(day).to_owned()),
                words::day(browser.week).to_owned(),
                move || choice.get().week,
                move |week| change(&|choice| choice.week = week),
            )}
            <p>{words::EXAMPLE}<output data-testid="locale-example">{example}</output></p>
            <div class="columns-foot">
                <button type="submit" class="button primary">{words::CLOSE}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The dialog; it is modal.
#[component]
pub fn LocaleDialog(
    /// The page's state.
    session: Session,
    /// What is called up; nothing again when the dialog is closed.
    asked: RwSignal<Option<Aid>>,
) -> impl IntoView {
    let modal = Modal::new();
    let is_asked = Memo::new(move |_| asked.get() == Some(Aid::Locale));
    view! {
        <Dialog
            modal
            class="modal columns locale-dialog"
            testid="locale-dialog"
            name=Name::Heading("locale-title")
            when=is_asked
            light=true
            closed=Callback::new(move |()| asked.set(None))
        >
            {move || is_asked.get().then(|| view! { <Choices session close=modal.closing()/> })}
        </Dialog>
    }
    .into_any()
}
