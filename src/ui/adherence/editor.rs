//! Which states fit which planned activity, and what is forgiven: to be changed.

use leptos::prelude::*;

use crate::app::adherence::draft::{Draft, DraftRow, Field};
use crate::app::browser::lazy::lazy;
use crate::app::session::Session;
use crate::app::view_state::ViewState;
use crate::app::words::adherence_editor as words;
use crate::ui::foreign::foreign;
use crate::ui::parts::rules_sheet::{RulesSheet, SheetWords, save_rules};
use data::adherence::{AdherenceRules, format};
use model::format::number;

/// What the sheet's parts share.
#[derive(Clone, Copy)]
struct Sheet {
    session: Session,
    draft: RwSignal<Draft>,
    remember: RwSignal<bool>,
    /// What was said last.
    told: RwSignal<&'static str>,
}

impl Sheet {
    fn change(self, work: impl FnOnce(&mut Draft)) {
        self.told.set("");
        self.draft.update(work);
    }

    fn change_row(self, place: usize, work: impl FnOnce(&mut DraftRow)) {
        self.change(|draft| {
            if let Some(row) = draft.rows.get_mut(place) {
                work(row);
            }
        });
    }

    fn is_wrong(self, field: Field) -> bool {
        self.draft.with(|draft| draft.rules().is_err_and(|faults| faults.contains(&field)))
    }

    /// Puts what is typed in force; the rules, if all of them can be understood.
    fn apply(self) -> Option<AdherenceRules> {
        let rules = untrack(|| self.draft.with(Draft::rules)).ok()?;
        let shown = self.session.shown;
        if shown.judging.with_untracked(|judging| *judging.rules != rules) {
            shown.adherence.update(|sources| sources.change(rules.clone()));
        }
        if self.remember.get_untracked() {
            self.session.keep_adherence(Some(&rules));
        } else if is_kept(shown) {
            self.session.keep_adherence(None);
        }
        Some(rules)
    }

    fn save(self) {
        if let Ok(rules) = untrack(|| self.draft.with(Draft::rules)) {
            self.told.set(save_rules(&format(&rules), "adherence.json", words::SAVED));
        }
    }
}

/// Whether this computer keeps such rules.
fn is_kept(shown: ViewState) -> bool {
    shown.adherence.with_untracked(|sources| sources.beneath.is_kept())
}

fn check(
    label: String,
    is_on: impl Fn() -> bool + Send + Sync + 'static,
    set: impl Fn(bool) + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <input
            type="checkbox"
            aria-label=label.clone()
            title=label
            prop:checked=is_on
            on:change=move |event| set(event_target_checked(&event))
        />
    }
}

fn row_view(sheet: Sheet, place: usize, columns: usize) -> impl IntoView {
    let Some((row, labels)) = sheet.draft.with_untracked(|draft| {
        let labels: Vec<String> = draft.columns.iter().map(|column| column.label.clone()).collect();
        Some((draft.rows.get(place)?.clone(), labels))
    }) else {
        return ().into_any();
    };
    let of = move |which: fn(&DraftRow) -> bool| {
        move || sheet.draft.with(|draft| draft.rows.get(place).is_some_and(which))
    };
    let name = row.name.clone();
    let cells = (0..columns).zip(labels).map(|(column, label)| {
        let fits = move || {
            sheet
                .draft
                .with(|draft| draft.rows.get(place).is_some_and(|row| row.fits.get(column) == Some(&true)))
        };
        let set = move |on| {
            sheet.change_row(place, |row| {
                if let Some(fits) = row.fits.get_mut(column) {
                    *fits = on;
                }
                row.is_neutral &= !on;
            });
        };
        view! { <td>{check(words::fits(label, &name), fits, set)}</td> }
    });
    let cells = cells.collect_view();
    let grace = move || sheet.draft.with(|draft| draft.rows.get(place).map(|row| row.grace.clone()));
    let is_wrong = move || sheet.is_wrong(Field::RowGrace(place)).then_some("true");
    let name = &row.name;
    view! {
        <tr class:unknown=row.is_unknown>
            <th scope="row">{foreign(name)}{row.is_unknown.then_some(words::STATE_NOTHING_IS_KNOWN_OF)}</th>
            {cells}
            <td>{check(words::is_open_time(name), of(|row| row.is_open), move |on| sheet.change_row(place, |row| row.is_open = on))}</td>
            <td>{check(words::is_neutral(name), of(|row| row.is_neutral), move |on| sheet.change_row(place, |row| row.is_neutral = on))}</td>
            <td>
                <input
                    type="text"
                    aria-label=words::forgiven_of(name)
                    placeholder=words::AS_ALL
                    aria-invalid=is_wrong
                    prop:value=grace
                    on:input=move |event| sheet.change_row(place, |row| row.grace = event_target_value(&event))
                />
            </td>
        </tr>
    }
    .into_any()
}

fn table(sheet: Sheet) -> impl IntoView {
    let (columns, rows, left_out) = sheet.draft.with_untracked(|draft| {
        let labels: Vec<String> = draft.columns.iter().map(|column| column.label.clone()).collect();
        (labels, draft.rows.len(), draft.left_out)
    });
    let count = columns.len();
    let heads =
        columns.into_iter().map(|label| view! { <th scope="col">{foreign(&label)}</th> }).collect_view();
    let rows = (0..rows).map(|place| row_view(sheet, place, count)).collect_view();
    let rest = (left_out > 0).then(|| words::more_activities(number(left_out)));
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=words::TABLE>
            <table class="fits">
                <thead>
                    <tr>
                        <th scope="col">{words::PLANNED}</th>
                        {heads}
                        <th scope="col">{words::OPEN_TIME}</th>
                        <th scope="col">{words::NEUTRAL}</th>
                        <th scope="col">{words::FORGIVE}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="hint">{rest}</p>
    }
}

fn options(sheet: Sheet) -> impl IntoView {
    let typed = move |which: fn(&Draft) -> &String| move || sheet.draft.with(|draft| which(draft).clone());
    let is_wrong = move |field| move || sheet.is_wrong(field).then_some("true");
    let is_on = move |which: fn(&Draft) -> bool| move || sheet.draft.with(which);
    let set = move |change: fn(&mut Draft, bool)| {
        move |event| sheet.change(|draft| change(draft, event_target_checked(&event)))
    };
    view! {
        <div class="limit-sentence">
            <label>
                {words::FORGIVE_EXCEPTIONS_UP_TO}
                <input
                    type="text"
                    aria-invalid=is_wrong(Field::Grace)
                    prop:value=typed(|draft| &draft.grace)
                    on:input=move |event| sheet.change(|draft| draft.grace = event_target_value(&event))
                />
            </label>
            <label class="check">
                <input type="checkbox" prop:checked=is_on(|draft| draft.is_excess) on:change=set(|draft, on| draft.is_excess = on)/>
                {words::OF_LONGER_ONES_THE_EXCESS}
            </label>
        </div>
        <label class="check">
            <input
                type="checkbox"
                prop:checked=is_on(|draft| draft.contact_over_edge)
                on:change=set(|draft, on| draft.contact_over_edge = on)
            />
            {words::CONTACT_OVER_EDGE}
        </label>
        <label class="check">
            <input
                type="checkbox"
                prop:checked=is_on(|draft| draft.outside_shift)
                on:change=set(|draft, on| draft.outside_shift = on)
            />
            {words::UNPLANNED_WORK}
        </label>
        <div class="limit-sentence">
            <label>
                {words::CONFORMANCE_COUNTS_UP_TO}
                <input
                    type="text"
                    placeholder=words::ALL_OF_IT
                    aria-invalid=is_wrong(Field::Window)
                    prop:value=typed(|draft| &draft.window)
                    on:input=move |event| sheet.change(|draft| draft.window = event_target_value(&event))
                />
            </label>
        </div>
    }
}

lazy! { rare:
    /// The code of the sheet, which is closed by setting what it is given.
    pub(super) fn editor() -> fn(Session, RwSignal<bool>) -> AnyView {
        |session, is_open| view! { <Editor session is_open/> }.into_any()
    }
}

/// The sheet.
#[component]
pub fn Editor(
    /// What the page does.
    session: Session,
    /// Whether the sheet is there.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let shown = session.shown;
    let draft = untrack(|| {
        let data = shown.data.get();
        let catalog = data.as_ref().map(|data| data.catalog.clone()).unwrap_or_default();
        shown
            .judging
            .with(|judging| shown.adhered.with(|judged| Draft::new(&judging.rules, judged, &catalog)))
    });
    let (draft, remember) = (RwSignal::new(draft), RwSignal::new(is_kept(shown)));
    let told = RwSignal::new("");
    let sheet = Sheet { session, draft, remember, told };
    let wrong = Memo::new(move |_| draft.with(|draft| draft.rules().is_err()));
    let says = SheetWords {
        class: "modal limits-sheet adherence-sheet",
        testid: "adherence-editor",
        id: "adherence-sheet-title",
        title: words::TITLE,
        about: words::ABOUT,
        remember: words::REMEMBER,
        wrong: words::NOT_UNDERSTOOD_ALL,
    };
    let buttons = view! {
        <button type="button" class="button" disabled=wrong on:click=move |_| sheet.save()>{words::SAVE_AS_ADHERENCE_JSON}</button>
    }
    .into_any();
    let apply = Callback::new(move |()| sheet.apply().is_some());
    view! {
        <RulesSheet says remember told wrong apply buttons is_open>
            {table(sheet)}
            {options(sheet)}
        </RulesSheet>
    }
    .into_any()
}
