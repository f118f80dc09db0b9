//! The time zone of every time on the page: the browser's own, UTC, or any by name.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::browser::clock::now;
use crate::app::browser::zone::own_zone_name;
use crate::app::session::shown_zone::choose;
use crate::app::view_state::ViewState;
use crate::app::words::header as words;
use crate::ui::aids::{AidsCode, aids_code};
use crate::ui::parts::aria;

/// Most names offered at once.
const MAX: usize = 8;

/// What the picker's parts share.
#[derive(Clone, Copy)]
struct Picker {
    shown: ViewState,
    /// What finds zones, once its code is here.
    code: RwSignal<Option<AidsCode>>,
    /// What was typed since the list was opened; `None` while it is closed.
    typed: RwSignal<Option<String>>,
    /// The offer that Enter takes.
    at: RwSignal<usize>,
    unknown: RwSignal<bool>,
}

impl Picker {
    /// Names to offer, with a remark.
    fn offers(self) -> Vec<(String, String)> {
        let Some(typed) = self.typed.get() else { return Vec::new() };
        let own = own_zone_name();
        if typed.trim().is_empty() {
            let mut offers = vec![(own.clone(), words::BROWSERS_ZONE.to_owned())];
            offers.extend((own != "UTC").then(|| ("UTC".to_owned(), String::new())));
            return offers;
        }
        let found = self.code.get().map(|code| (code.zones)(&typed, MAX)).unwrap_or_default();
        let remark = |name: &str, about| if name == own { words::BROWSERS_ZONE.to_owned() } else { about };
        found.into_iter().map(|zone| (zone.name.to_owned(), remark(zone.name, zone.about))).collect()
    }

    fn open(self) {
        self.at.set(0);
        self.typed.set(Some(String::new()));
        if self.code.with_untracked(Option::is_none) {
            // Without it a zone's whole name does as well.
            spawn_local(async move { self.code.set(aids_code().await.ok()) });
        }
    }

    fn close(self) {
        self.typed.set(None);
        self.unknown.set(false);
    }

    fn take(self, name: &str) {
        self.unknown.set(!choose(self.shown, name.trim()));
        if !self.unknown.get_untracked() {
            self.typed.set(None);
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let offers = untrack(|| self.offers());
        let last = offers.len().saturating_sub(1);
        let at = self.at.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if self.typed.get_untracked().is_none() => self.open(),
            "ArrowDown" => self.at.set(if at >= last { 0 } else { at + 1 }),
            "ArrowUp" => self.at.set(if at == 0 { last } else { at - 1 }),
            "Escape" if self.typed.get_untracked().is_some() => self.close(),
            "Enter" => {
                let typed = self.typed.get_untracked().unwrap_or_default();
                match offers.get(at) {
                    Some((name, _)) => self.take(name),
                    None => self.take(&typed),
                }
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }
}

/// The picker: an input that offers names while one types.
#[component]
pub fn ZonePicker(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let picker = Picker {
        shown,
        code: RwSignal::new(None),
        typed: RwSignal::new(None),
        at: RwSignal::new(0),
        unknown: RwSignal::new(false),
    };
    let input = NodeRef::<html::Input>::new();
    let value = move || picker.typed.get().unwrap_or_else(|| shown.zone.with(|zone| zone.name().to_owned()));
    let offset = move || {
        let at = shown.data.with(|data| data.as_ref().map(|d| d.window.start));
        let at = at.unwrap_or_else(now);
        shown.zone.with(|zone| {
            let text = zone.offset_text(at);
            if text == zone.name() { String::new() } else { text }
        })
    };
    let chosen = move |name: String| {
        picker.take(&name);
        if let Some(input) = input.get_untracked() {
            // Only an element that is gone refuses the focus.
            let _ = input.blur();
        }
    };
    let offers = move || {
        let offers = picker.offers();
        let rows = offers.into_iter().enumerate().map(|(i, (name, remark))| {
            let taken = name.clone();
            view! {
                <li
                    id=format!("zone-offer-{i}")
                    role="option"
                    aria-selected=move || aria(picker.at.get() == i)
                    on:pointerdown=move |event| {
                        event.prevent_default();
                        chosen(taken.clone());
                    }
                >
                    <span>{name}</span>
                    <span class="remark">{remark}</span>
                </li>
            }
        });
        rows.collect_view()
    };
    let is_open = move || picker.typed.get().is_some();
    view! {
        <div class="zone-picker">
            <label for="zone">{words::TIME_ZONE}</label>
            <input
                id="zone"
                node_ref=input
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-controls="zone-offers"
                aria-expanded=move || aria(is_open())
                aria-activedescendant=move || is_open().then(|| format!("zone-offer-{}", picker.at.get()))
                aria-invalid=move || picker.unknown.get().then_some("true")
                aria-describedby="zone-note"
                placeholder=words::TIME_ZONE_HINT
                data-testid="zone"
                prop:value=value
                on:focus=move |_| picker.open()
                on:click=move |_| if picker.typed.get_untracked().is_none() { picker.open() }
                on:blur=move |_| picker.close()
                on:input=move |event| {
                    picker.unknown.set(false);
                    picker.at.set(0);
                    picker.typed.set(Some(event_target_value(&event)));
                }
                on:keydown=move |event| picker.on_key(&event)
            />
            <ul id="zone-offers" role="listbox" aria-label=words::TIME_ZONES class:hidden=move || !is_open()>
                {offers}
            </ul>
            <span id="zone-note" class="remark" class:danger=move || picker.unknown.get()>
                {move || if picker.unknown.get() { words::NO_SUCH_ZONE.to_owned() } else { offset() }}
            </span>
        </div>
    }
    .into_any()
}
