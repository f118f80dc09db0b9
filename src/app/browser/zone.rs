//! Time zones from the browser's own data (`Intl`), so that no table has to be sent.

use std::cell::OnceCell;

use js_sys::{Array, Date, Function};
use wasm_bindgen::{JsCast, JsValue};

use super::clock::now;
use super::intl::{call, intl, made, member};
use crate::app::zones::{parse_gmt_offset, table};
use model::time::{DAY, Millis, Span};
use model::zone::Zone;

/// How far before and after the present every table reaches, in milliseconds.
const REACH: i64 = 3 * 366 * DAY;

/// No table reaches farther from the present, in milliseconds.
const CENTURY: i64 = 100 * 366 * DAY;

/// What a table reaches beyond the range it is made for, in milliseconds.
const MARGIN: i64 = 40 * DAY;

/// The zone of an IANA name, whatever its case, over the years around the present and around
/// `range`; `None` when the browser knows no such zone.
pub fn zone(name: &str, range: Span) -> Option<Zone> {
    if name.eq_ignore_ascii_case("utc") {
        return Some(Zone::utc());
    }
    if name == own_zone_name() {
        let (first, transitions) = table(covered(range), own_offset);
        return Some(Zone::new(name, first, transitions));
    }
    let format = format(Some(name))?;
    let known = resolved_name(&format)?;
    // Browsers answer with old names for some (Asia/Calcutta for Asia/Kolkata): keep what was asked for.
    let name = if known.eq_ignore_ascii_case(name) { known } else { name.to_owned() };
    let (first, transitions) = table(covered(range), offsets(&format)?);
    Some(Zone::new(&name, first, transitions))
}

/// 1995-01-01: no report is older.
const OLDEST_REPORT: Millis = Millis(788_918_400_000);

/// The zone of an IANA name over all years that reports may be from; `None` when the browser knows no such
/// zone.
pub fn for_files(name: &str) -> Option<Zone> {
    zone(name, Span { start: OLDEST_REPORT, end: OLDEST_REPORT + DAY })
}

/// How far a zone is from UTC at a moment: `UTC−5`; `None` when the browser knows no such zone.
pub fn offset_text(name: &str, at: Millis) -> Option<String> {
    let offset_s = offsets(&format(Some(name))?)?(at)?;
    Some(Zone::new(name, offset_s, Vec::new()).offset_text(at))
}

/// Whether the browser knows a zone of this name, whatever its case.
pub fn is_known(name: &str) -> bool {
    format(Some(name)).is_some()
}

thread_local! {
    /// Asked once: it may cost a third of a millisecond, and links are made whenever the view rests.
    static OWN: OnceCell<String> = const { OnceCell::new() };
}

/// The name of the browser's own zone; `UTC` when it does not say.
pub fn own_zone_name() -> String {
    let ask = || {
        let by_intl = || format(None).and_then(|format| resolved_name(&format));
        named_by_temporal().or_else(by_intl).unwrap_or_else(|| "UTC".to_owned())
    };
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

/// `Temporal.Now.timeZoneId()`, where browsers have it: the first formatter of `Intl` takes them 20 to
/// 50 ms, in which the page stands still.
fn named_by_temporal() -> Option<String> {
    let now = member(&member(&js_sys::global(), "Temporal")?, "Now")?;
    call(&now, "timeZoneId", &[])?.as_string()
}

/// The browser's own offset at a moment, in seconds east of UTC: every date knows it.
fn own_offset(t: Millis) -> Option<i32> {
    let minutes_west = Date::new(&JsValue::from_f64(t.0 as f64)).get_timezone_offset();
    minutes_west.is_finite().then(|| -(minutes_west * 60.0) as i32)
}

fn covered(range: Span) -> Span {
    let now = now();
    let about_now = Span { start: now + -REACH, end: now + REACH };
    // A single date of another millennium must not cost a table of thousands of years.
    let range = range.intersect(Span { start: now + -CENTURY, end: now + CENTURY });
    if range.is_empty() {
        return about_now;
    }
    Span { start: about_now.start.min(range.start + -MARGIN), end: about_now.end.max(range.end + MARGIN) }
}

/// An `Intl.DateTimeFormat` that writes offsets; `None` for zones that do not exist.
fn format(zone: Option<&str>) -> Option<JsValue> {
    let mut options = vec![("timeZoneName", "longOffset")];
    options.extend(zone.map(|zone| ("timeZone", zone)));
    made("DateTimeFormat", "en-US", &options)
}

fn resolved_name(format: &JsValue) -> Option<String> {
    member(&call(format, "resolvedOptions", &[])?, "timeZone")?.as_string()
}

/// The zone's offset at any moment, in seconds east of UTC.
fn offsets(format: &JsValue) -> Option<impl FnMut(Millis) -> Option<i32>> {
    let write: Function = member(format, "format")?.dyn_into().ok()?;
    Some(move |t: Millis| {
        let text = write.call1(&JsValue::NULL, &JsValue::from_f64(t.0 as f64)).ok()?;
        parse_gmt_offset(&text.as_string()?)
    })
}
