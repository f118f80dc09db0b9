//! The editor itself: a dialog. Its code comes when it is first opened.

use leptos::prelude::*;

use crate::app::browser::download::File;
use crate::app::browser::lazy::lazy;
use crate::app::session::Session;
use crate::app::states::{Origin, Row, map_of, rows};
use crate::app::words::states_editor as words;
use crate::ui::foreign::foreign;
use crate::ui::parts::dot::dot;
use crate::ui::parts::modal::{Dialog, Modal, Name};
use data::states::{KINDS, LONGEST_LABEL, format};
use model::state::{COLOURS, Catalog, StateMap};
use scene::theme::chosen_role;

/// What draws the editor; it calls back when it is closed.
pub type Editor = fn(Session, Callback<()>) -> AnyView;

lazy! { rare:
    /// The code of the editor.
    pub fn editor() -> Editor {
        |session, close| view! { <StatesDialog session catalog=session.raw_catalog() close/> }.into_any()
    }
}

/// Which row and what of it is changed.
fn change(rows: RwSignal<Vec<Row>>, place: usize, set: impl FnOnce(&mut Row)) {
    rows.update(|rows| {
        if let Some(row) = rows.get_mut(place) {
            set(row);
        }
    });
}

fn row_view(rows: RwSignal<Vec<Row>>, place: usize, row: &Row) -> impl IntoView + use<> {
    let name = match &row.reason {
        Some(reason) => format!("{}: {reason}", row.state),
        None => row.state.to_string(),
    };
    let usual = words::as_it_came(row.usual_kind.label().to_lowercase());
    let (kind, tint) = (row.chosen.kind, row.chosen.colour);
    let kinds =
        KINDS.map(|(of, word)| view! { <option value=word selected=kind == Some(of)>{of.label()}</option> });
    let colours = (0_u8..)
        .zip(COLOURS)
        .map(|(i, name)| view! { <option value=i.to_string() selected=tint == Some(i)>{name}</option> });
    let label = row.chosen.label.as_deref().unwrap_or_default().to_owned();
    let shown_colour = move || {
        let tint = rows.with(|rows| rows.get(place).and_then(|row| row.chosen.colour));
        tint.map(|tint| dot(chosen_role(tint)))
    };
    let set_label = move |event| {
        let text: String = event_target_value(&event).trim().to_owned();
        change(rows, place, |row| row.chosen.label = (!text.is_empty()).then(|| text.as_str().into()));
    };
    let set_kind = move |event| {
        let word = event_target_value(&event);
        let kind = KINDS.into_iter().find(|(_, known)| *known == word).map(|(kind, _)| kind);
        change(rows, place, |row| row.chosen.kind = kind);
    };
    let set_colour = move |event| {
        let tint = event_target_value(&event).parse().ok();
        change(rows, place, |row| row.chosen.colour = tint);
    };
    view! {
        <tr>
            <th scope="row">{foreign(&name)}</th>
            <td>
                <input
                    type="text"
                    aria-label=words::label_of(&name)
                    maxlength=LONGEST_LABEL
                    placeholder=row.usual_label.to_string()
                    value=label
                    on:change=set_label
                />
            </td>
            <td>
                <select aria-label=words::meaning_of(&name) on:change=set_kind>
                    <option value="">{usual}</option>
                    {kinds}
                </select>
            </td>
            <td class="states-colour">
                {shown_colour}
                <select aria-label=words::colour_of(&name) on:change=set_colour>
                    <option value="">{words::AS_USUAL}</option>
                    {colours.collect_view()}
                </select>
            </td>
        </tr>
    }
}

/// Saves a map as a file.
fn save(map: &StateMap) {
    let file = File::default();
    file.text(&format(map));
    file.save("shiftline-states.json", "application/json");
}

/// The dialog; it is modal.
#[component]
pub fn StatesDialog(
    /// What the page does.
    session: Session,
    /// The states and reasons that came, as they came.
    catalog: Catalog,
    /// Told when it has closed.
    close: Callback<()>,
) -> impl IntoView {
    let before = session.states.with_untracked(|states| states.map.clone());
    let table = RwSignal::new(rows(&catalog, &before));
    let keep = RwSignal::new(session.keeps_states());
    let modal = Modal::new();
    let map = {
        let before = before.clone();
        move || table.with_untracked(|rows| map_of(rows, &before))
    };
    let apply = {
        let map = map.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            session.use_states(map(), Origin::Person);
            session.keep_states(keep.get_untracked());
            modal.close();
        }
    };
    let reset = move |_| {
        session.keep_states(false);
        session.use_states(StateMap::default(), Origin::Person);
        modal.close();
    };
    let lines = table.with_untracked(|rows| {
        rows.iter().enumerate().map(|(place, row)| row_view(table, place, row)).collect_view()
    });
    view! {
        <Dialog
            modal
            class="modal columns states-dialog"
            testid="states"
            name=Name::Heading("states-title")
            closed=close
        >
            <form on:submit=apply>
                <h2 id="states-title">{words::TITLE}</h2>
                <p>
                    {words::ABOUT}
                </p>
                <div class="columns-table" tabindex="0" role="group" aria-label=words::STATES_AND_REASONS>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{words::STATE_AND_REASON}</th>
                                <th scope="col">{words::SHOWN_AS}</th>
                                <th scope="col">{words::MEANS}</th>
                                <th scope="col">{words::COLOUR}</th>
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                <p class="hint">{words::COLOURS_HINT}</p>
                <label class="check">
                    <input type="checkbox" prop:checked=move || keep.get() on:change=move |event| keep.set(event_target_checked(&event))/>
                    {words::REMEMBER}
                </label>
                <div class="columns-foot">
                    <button type="button" class="button" on:click=reset>{words::AS_THEY_CAME}</button>
                    <button type="button" class="button" on:click=move |_| save(&map())>{words::SAVE_AS_A_FILE}</button>
                    <button type="button" class="button" on:click=move |_| modal.close()>{words::CANCEL}</button>
                    <button type="submit" class="button primary">{words::USE_THESE}</button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
