//! Which files are meant as an `adherence.json`.

use serde_json::Value;

/// Members that only an `adherence.json` has.
const OWN: [&str; 4] = ["activities", "beyond", "contactOverEdge", "outsideShift"];

/// Its other members, and those of an activity.
const BESIDE: [&str; 2] = ["grace", "window"];
const OF_ROW: [&str; 4] = ["states", "open", "neutral", "grace"];

/// Whether a text is meant as an `adherence.json`, right or wrong: an object that begins with a member of its own, or
/// one whose members are all options, or all activities with what fits them. A list of activities is a schedule.
pub fn is_meant(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.strip_prefix('{').map(str::trim_start).and_then(|rest| rest.strip_prefix('"'));
    let Some((first, behind)) = first.and_then(|rest| rest.split_once('"')) else { return false };
    let value = behind.trim_start().strip_prefix(':').unwrap_or(behind).trim_start();
    if OWN.contains(&first) && !value.starts_with('[') {
        return true;
    }
    let Ok(Value::Object(members)) = serde_json::from_str(text) else { return false };
    let is_option = |name: &String| OWN.contains(&name.as_str()) || BESIDE.contains(&name.as_str());
    if members.get("activities").is_some_and(Value::is_array) {
        return false;
    }
    OWN.iter().any(|own| members.contains_key(*own))
        || !members.is_empty() && (members.keys().all(is_option) || members.values().all(says_what_fits))
}

/// Whether it is what stands behind an activity: a list of states, or a row.
fn says_what_fits(value: &Value) -> bool {
    match value {
        Value::Array(states) => !states.is_empty() && states.iter().all(Value::is_string),
        Value::Object(row) => !row.is_empty() && row.keys().all(|name| OF_ROW.contains(&name.as_str())),
        _ => false,
    }
}
