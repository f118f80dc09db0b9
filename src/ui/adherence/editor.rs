//! Which states fit which planned activity, and what is forgiven: to be changed.

use leptos::html;
use leptos::prelude::*;

use crate::app::adherence::draft::{Draft, DraftRow, Field};
use crate::app::adherence::sources::Sources;
use crate::app::browser::download::File;
use crate::app::session::Session;
use crate::ui::foreign::foreign;
use crate::ui::parts::modal::modal;
use crate::ui::show::Show;
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
        } else if shown.adherence.with_untracked(Sources::is_kept) {
            self.session.keep_adherence(None);
        }
        Some(rules)
    }

    fn save(self) {
        if let Ok(rules) = untrack(|| self.draft.with(Draft::rules)) {
            let file = File::default();
            file.text(&format(&rules));
            let saved = file.save("adherence.json", "application/json");
            self.told.set(if saved { "Saved as adherence.json." } else { "The browser refused to save it." });
        }
    }
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
        view! { <td>{check(format!("{label} fits {name}"), fits, set)}</td> }
    });
    let cells = cells.collect_view();
    let grace = move || sheet.draft.with(|draft| draft.rows.get(place).map(|row| row.grace.clone()));
    let is_wrong = move || sheet.is_wrong(Field::RowGrace(place)).then_some("true");
    let name = &row.name;
    view! {
        <tr class:unknown=row.is_unknown>
            <th scope="row">{foreign(name)}{row.is_unknown.then_some(" – nothing is known of it")}</th>
            {cells}
            <td>{check(format!("{name} is open time"), of(|row| row.is_open), move |on| sheet.change_row(place, |row| row.is_open = on))}</td>
            <td>{check(format!("{name} is neutral"), of(|row| row.is_neutral), move |on| sheet.change_row(place, |row| row.is_neutral = on))}</td>
            <td>
                <input
                    type="text"
                    aria-label=format!("Forgiven of {name}")
                    placeholder="as all"
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
    let rest = (left_out > 0).then(|| {
        format!("{} more activities have no room here: a file can say what fits them.", number(left_out))
    });
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label="Which states fit which activity">
            <table class="fits">
                <thead>
                    <tr>
                        <th scope="col">"Planned"</th>
                        {heads}
                        <th scope="col">"Open time"</th>
                        <th scope="col">"Neutral"</th>
                        <th scope="col">"Forgive"</th>
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
                "Forgive exceptions up to "
                <input
                    type="text"
                    aria-invalid=is_wrong(Field::Grace)
                    prop:value=typed(|draft| &draft.grace)
                    on:input=move |event| sheet.change(|draft| draft.grace = event_target_value(&event))
                />
            </label>
            <label class="check">
                <input type="checkbox" prop:checked=is_on(|draft| draft.is_excess) on:change=set(|draft, on| draft.is_excess = on)/>
                "of longer ones too: only what exceeds it counts"
            </label>
        </div>
        <label class="check">
            <input
                type="checkbox"
                prop:checked=is_on(|draft| draft.contact_over_edge)
                on:change=set(|draft, on| draft.contact_over_edge = on)
            />
            "A contact that runs over an edge of the plan is neutral"
        </label>
        <label class="check">
            <input
                type="checkbox"
                prop:checked=is_on(|draft| draft.outside_shift)
                on:change=set(|draft, on| draft.outside_shift = on)
            />
            "Work where nothing is planned is an exception"
        </label>
        <div class="limit-sentence">
            <label>
                "Conformance counts work in shifts and around them up to "
                <input
                    type="text"
                    placeholder="all of it"
                    aria-invalid=is_wrong(Field::Window)
                    prop:value=typed(|draft| &draft.window)
                    on:input=move |event| sheet.change(|draft| draft.window = event_target_value(&event))
                />
            </label>
        </div>
    }
}

/// The sheet.
#[component]
pub(super) fn Editor(
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
    let is_kept = shown.adherence.with_untracked(Sources::is_kept);
    let (draft, remember) = (RwSignal::new(draft), RwSignal::new(is_kept));
    let sheet = Sheet { session, draft, remember, told: RwSignal::new("") };
    let dialog = NodeRef::<html::Dialog>::new();
    let close = modal(dialog);
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if sheet.apply().is_some() {
            close();
        }
    };
    let is_faulty = Memo::new(move |_| draft.with(|draft| draft.rules().is_err()));
    let wrong = move || is_faulty.get();
    view! {
        <dialog
            class="limits-sheet adherence-sheet"
            aria-labelledby="adherence-sheet-title"
            data-testid="adherence-editor"
            node_ref=dialog
            on:close=move |_| is_open.set(false)
        >
            <form on:submit=apply>
                <h2 id="adherence-sheet-title">"Which states fit which planned activity"</h2>
                <p class="hint">
                    "A state that fits is in, any other is out; a neutral activity is neither. Open time is when contacts are taken: \
                     conformance is of it."
                </p>
                {table(sheet)}
                {options(sheet)}
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || remember.get()
                        on:change=move |event| remember.set(event_target_checked(&event))
                    />
                    "Remember this on this computer"
                </label>
                <div class="limits-sheet-foot">
                    <p role="status">{move || sheet.told.get()}</p>
                    <Show when=wrong>
                        <p class="field-error">"A length cannot be understood: see the marked field."</p>
                    </Show>
                    <button type="button" class="button" disabled=wrong on:click=move |_| sheet.save()>"Save as adherence.json"</button>
                    <button type="button" class="button" on:click=move |_| close()>"Cancel"</button>
                    <button type="submit" class="button primary" disabled=wrong>"Apply"</button>
                </div>
            </form>
        </dialog>
    }
    .into_any()
}
