//! Which limits are in force, and how often each is broken.

use leptos::prelude::*;

use super::Limits;
use crate::app::limits::list::by_rule;
use crate::app::limits::sources::{InForce, Origin, Sources};
use crate::app::limits::words::title;
use crate::app::messages::{limits_trouble, origin};
use crate::app::words::limits as words;
use crate::ui::parts::aria;
use crate::ui::parts::notice::Notice;
use model::format::{isolated, number};
use model::limits::{Matched, matches, name_of};
use model::state::Catalog;

/// Most names that a rule's tooltip has.
const NAMED: usize = 12;

/// Where the limits in force come from, and the way back to the next ones.
#[component]
pub(super) fn InForceLine(limits: Limits) -> impl IntoView {
    let shown = limits.shown;
    let words = move || shown.limits.with(|limits| origin(&limits.origin));
    let is_above = move || shown.limits.with(|limits| matches!(limits.origin, Origin::Here | Origin::Link));
    let back = move || {
        is_above().then(|| {
            let back = move |_| shown.rules.update(Sources::take_back);
            view! { " " <button type="button" class="link" on:click=back>{words::TAKE_BACK}</button> }
        })
    };
    let too_long = move || shown.limits.with(InForce::is_too_long).then_some(words::TOO_LONG_FOR_A_LINK);
    view! { <p class="limits-origin" data-testid="limits-origin">{words}{too_long}{back}</p> }
}

/// What was passed over.
#[component]
pub(super) fn Troubles(limits: Limits) -> impl IntoView {
    let all = move || {
        let notice = |message| view! { <Notice message testid="limits-trouble">""</Notice> };
        let troubles = limits.shown.limits.with(|limits| limits.troubles.clone());
        troubles.iter().map(limits_trouble).map(notice).collect_view()
    };
    view! { {all} }
}

/// What a rule is about here.
pub(super) fn about(matched: &Matched, catalog: &Catalog) -> String {
    let names: Vec<String> =
        matched.activities.iter().map(|id| isolated(name_of(catalog, *id)).into_owned()).collect();
    let system: Vec<String> =
        matched.system.iter().map(|id| isolated(name_of(catalog, *id)).into_owned()).collect();
    let left_out = match system.len() {
        0 => String::new(),
        n if n > NAMED => words::many_left_out(number(n)),
        _ => words::left_out(system.join(", ")),
    };
    let about = match names.len() {
        0 => words::ABOUT_NO_STATE.to_owned(),
        n if n > NAMED => words::about_and_more(names[..NAMED].join(", "), number(n - NAMED)),
        _ => words::about(names.join(", ")),
    };
    format!("{about}{left_out}")
}

/// A button for each rule that lists it alone.
#[component]
pub(super) fn RuleChips(limits: Limits) -> impl IntoView {
    let shown = limits.shown;
    let rules = Memo::new(move |_| shown.limits.with(|limits| limits.rules.clone()));
    let chips = move || {
        let rules = rules.get();
        let about: Vec<String> = shown.data.with(|data| {
            let matched = data.as_ref().map(|data| (matches(&rules, &data.catalog), &data.catalog));
            matched
                .map_or_else(Vec::new, |(all, catalog)| all.iter().map(|one| about(one, catalog)).collect())
        });
        let counts = shown.judged.with(|judged| by_rule(judged, &limits.broken.read(), rules.list.len()));
        let (all, is_judged): (usize, _) = (counts.iter().sum(), shown.is_judged());
        let each = rules.list.iter().enumerate().map(|(place, rule)| {
            let about = about.get(place).cloned().unwrap_or_default();
            chip(limits, Some(place), title(rule, rules.per), is_judged.then_some(counts[place]), about)
        });
        let all = chip(limits, None, words::ALL_LIMITS.to_owned(), is_judged.then_some(all), String::new());
        (all, each.collect_view())
    };
    view! { <div class="limit-rules" role="group" aria-label=words::LIMITS>{chips}</div> }
}

/// `count` is `None` before anything was judged.
fn chip(
    limits: Limits,
    rule: Option<usize>,
    label: String,
    count: Option<usize>,
    about: String,
) -> impl IntoView {
    let is_chosen = move || limits.filter.with(|filter| filter.rule == rule);
    view! {
        <button
            type="button"
            class="limit-rule"
            class:none=count == Some(0)
            aria-pressed=move || aria(is_chosen())
            title=about
            on:click=move |_| limits.filter.update(|filter| filter.rule = rule)
        >
            {label}" "<b>{count.map_or_else(|| "…".to_owned(), number)}</b>
        </button>
    }
}
