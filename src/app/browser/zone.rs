//! Time zones from the browser's own data (`Intl`), so that no table has to be sent.

use std::cell::OnceCell;

use js_sys::{Array, Date, Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::app::shown::Shown;
use crate::app::zones::{parse_gmt_offset, table};
use crate::domain::time::{DAY, Millis, Span};
use crate::domain::zone::Zone;

/// How far before and after the present every table reaches, in milliseconds.
const REACH: i64 = 3 * 366 * DAY;

/// What a table reaches beyond the range it is made for, in milliseconds.
const MARGIN: i64 = 40 * DAY;

/// The zone of an IANA name, whatever its case, over the years around the present and around
/// `range`; `None` when the browser knows no such zone.
pub fn zone(name: &str, range: Span) -> Option<Zone> {
    if name.eq_ignore_ascii_case("utc") {
        return Some(Zone::utc());
    }
    let format = format(Some(name))?;
    let known = resolved_name(&format)?;
    // Browsers answer with old names for some (Asia/Calcutta for Asia/Kolkata): keep what was asked for.
    let name = if known.eq_ignore_ascii_case(name) { known } else { name.to_owned() };
    let (first, transitions) = table(covered(range), offsets(&format)?);
    Some(Zone::new(&name, first, transitions))
}

thread_local! {
    /// Asked once: it costs a third of a millisecond, and links are made at every step of the view.
    static OWN: OnceCell<String> = const { OnceCell::new() };
}

/// The name of the browser's own zone; `UTC` when it does not say.
pub fn own_zone_name() -> String {
    let ask = || format(None).and_then(|format| resolved_name(&format)).unwrap_or_else(|| "UTC".to_owned());
    OWN.with(|own| own.get_or_init(ask).clone())
}

/// The names of all zones that the browser knows, in order, `UTC` among them.
pub fn zone_names() -> Vec<String> {
    let listed =
        intl("supportedValuesOf").and_then(|list| list.call1(&JsValue::NULL, &"timeZone".into()).ok());
    let listed = listed.map(|names| Array::from(&names)).unwrap_or_default();
    let mut names: Vec<String> = listed.iter().filter_map(|name| name.as_string()).collect();
    names.extend(["UTC".to_owned(), own_zone_name()]);
    names.sort();
    names.dedup();
    names
}

/// Shows all times in the zone of this name; `false` (and no change) when there is no such zone.
pub fn choose(shown: Shown, name: &str) -> bool {
    let found = zone(name, untrack(|| shown.window()));
    let known = found.is_some();
    if let Some(zone) = found {
        shown.zone.set(zone);
    }
    known
}

/// Makes sure that the chosen zone's table reaches over `range`: a new range may lie in other years.
pub fn cover(shown: Shown, range: Span) {
    let name = shown.zone.with_untracked(|zone| zone.name().to_owned());
    let table = zone(&name, range).filter(|table| shown.zone.with_untracked(|old| old != table));
    if let Some(table) = table {
        shown.zone.set(table);
    }
}

fn covered(range: Span) -> Span {
    let now = Date::now() as i64;
    let about_now = Span::new(now - REACH, now + REACH);
    if range.is_empty() {
        return about_now;
    }
    Span { start: about_now.start.min(range.start + -MARGIN), end: about_now.end.max(range.end + MARGIN) }
}

fn intl(name: &str) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    Reflect::get(&intl, &name.into()).ok()?.dyn_into().ok()
}

/// An `Intl.DateTimeFormat` that writes offsets; `None` for zones that do not exist.
fn format(zone: Option<&str>) -> Option<JsValue> {
    let options = Object::new();
    let set = |key: &str, value: &str| Reflect::set(&options, &key.into(), &value.into()).ok();
    set("timeZoneName", "longOffset")?;
    if let Some(zone) = zone {
        set("timeZone", zone)?;
    }
    Reflect::construct(&intl("DateTimeFormat")?, &Array::of2(&"en-US".into(), &options)).ok()
}

fn resolved_name(format: &JsValue) -> Option<String> {
    let resolved: Function = Reflect::get(format, &"resolvedOptions".into()).ok()?.dyn_into().ok()?;
    Reflect::get(&resolved.call0(format).ok()?, &"timeZone".into()).ok()?.as_string()
}

/// The zone's offset at any moment, in seconds east of UTC.
fn offsets(format: &JsValue) -> Option<impl FnMut(Millis) -> Option<i32>> {
    let write: Function = Reflect::get(format, &"format".into()).ok()?.dyn_into().ok()?;
    Some(move |t: Millis| {
        let text = write.call1(&JsValue::NULL, &JsValue::from_f64(t.0 as f64)).ok()?;
        parse_gmt_offset(&text.as_string()?)
    })
}
