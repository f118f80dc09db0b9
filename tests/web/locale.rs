//! How dates, times of day and numbers are written: what the browser has, and what is chosen instead.

use chrono::{NaiveDate, NaiveTime, Weekday};
use leptos::mount::mount_to;
use leptos::prelude::*;
use model::locale::{Locale, in_force, put_in_force};
use shiftline::app::aid::Aid;
use shiftline::app::browser::locale::{chosen, keep, of_language, own};
use shiftline::app::locale::Choice;
use shiftline::app::session::Session;
use shiftline::ui::locale::LocaleDialog;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlElement, HtmlSelectElement};

use crate::stage::frame;

#[wasm_bindgen_test]
fn the_browsers_own_data_say_how_a_language_is_written() {
    let at =
        NaiveDate::from_ymd_opt(2026, 11, 3).unwrap().and_time(NaiveTime::from_hms_opt(15, 5, 0).unwrap());
    for (language, moment, number, share, week) in [
        ("en-GB", "Tue 3 Nov 2026, 15:05:00", "1,234,567", "48.4%", Weekday::Mon),
        ("en-US", "Tue Nov 3, 2026, 3:05:00\u{a0}PM", "1,234,567", "48.4%", Weekday::Sun),
        ("de-DE", "Tue 3. Nov 2026, 15:05:00", "1.234.567", "48,4\u{a0}%", Weekday::Mon),
        ("fr-FR", "Tue 3 Nov 2026, 15:05:00", "1\u{202f}234\u{202f}567", "48,4\u{a0}%", Weekday::Mon),
        ("hi-IN", "Tue 3 Nov 2026, 3:05:00\u{a0}PM", "12,34,567", "48.4%", Weekday::Sun),
        ("ja-JP", "Tue 2026/11/03, 15:05:00", "1,234,567", "48.4%", Weekday::Sun),
        ("ar-EG-u-nu-arab", "Tue 3 Nov 2026, 3:05:00\u{a0}PM", "1,234,567", "48.4%", Weekday::Sat),
        ("no language", "Tue 3 Nov 2026, 15:05:00", "1,234,567", "48.4%", Weekday::Mon),
    ] {
        let locale = of_language(language);
        let percent = locale.numbers.percent("", &locale.decimals("48.4"));
        let written = (&*locale.moment(at), &*locale.number(1_234_567), &*percent, locale.week);
        assert_eq!(written, (moment, number, share, week), "{language}");
    }
    assert_eq!(own(), Locale::BRITISH, "tests are run for readers in Britain");
}

fn choose(root: &HtmlElement, what: &str, value: &str) {
    let select = root.query_selector(&format!("select[data-choice={what}]")).unwrap().unwrap();
    let select: HtmlSelectElement = select.unchecked_into();
    select.set_value(value);
    assert_eq!(select.value(), value, "{what} offers it");
    select.dispatch_event(&Event::new("change").unwrap()).unwrap();
}

#[wasm_bindgen_test]
async fn what_is_chosen_is_in_force_at_once_and_kept() {
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&root).unwrap();
    let (session, asked) = (Session::new(), RwSignal::new(Some(Aid::Locale)));
    let _handle = mount_to(root.clone(), move || view! { <LocaleDialog session asked/> });
    frame().await;
    for (what, value) in [("hours", "12"), ("dates", "iso"), ("numbers", "comma"), ("week", "sunday")] {
        choose(&root, what, value);
    }
    frame().await;
    let example = root.query_selector("output").unwrap().unwrap().text_content().unwrap();
    assert_eq!(example, "Fri 2026-11-27, 3:05\u{a0}PM · 12.345,5 · 48,4\u{a0}%");
    assert_eq!(chosen().text(), "hours=12 dates=iso numbers=comma week=sunday");
    assert_eq!(session.shown.locale.get_untracked(), in_force());
    // Another visit.
    put_in_force(Locale::BRITISH);
    let later = Session::new();
    later.follow_locale();
    assert_eq!(in_force().week, Weekday::Sun);
    assert_eq!(later.locale.get_untracked(), chosen());
    choose(&root, "hours", "");
    assert_eq!(chosen().hours, None);
    keep(Choice::default());
    put_in_force(Locale::BRITISH);
    root.remove();
}
