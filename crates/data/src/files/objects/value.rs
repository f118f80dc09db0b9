//! JSON values where they stand in a text.

use std::borrow::Cow;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::{Cells, is_whose};

/// Lists inside lists that are looked into.
const DEEPEST: usize = 3;

/// The members of an object, in their order.
pub struct Object<'a>(Vec<(Name<'a>, &'a RawValue)>);

#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> Object<'a> {
    /// The members of a value; `None` when it is no object.
    pub fn of(value: &'a RawValue) -> Option<Self> {
        if !value.get().starts_with('{') {
            return None;
        }
        serde_json::from_str(value.get()).ok()
    }

    /// Names and values.
    pub fn members(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(name, value)| (name.0.trim(), *value))
    }

    /// The value of a member; the last one counts.
    pub fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.members().filter(|(of, _)| *of == name).last().map(|(_, value)| value)
    }

    /// The members that say whose the rows inside are.
    pub fn whose(&self) -> Cells {
        let cells =
            self.members().filter(|(name, value)| is_whose(name) && !value.get().starts_with(['{', '[']));
        cells.map(|(name, value)| (name.to_owned(), text(value))).collect()
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Object<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Object(members))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

/// The elements of a list, those of lists inside it too; any other value is one by itself.
pub fn elements(value: &RawValue) -> Vec<&RawValue> {
    fn add<'a>(value: &'a RawValue, deepest: usize, found: &mut Vec<&'a RawValue>) {
        let is_list = deepest > 0 && value.get().starts_with('[');
        match serde_json::from_str::<Vec<&'a RawValue>>(value.get()) {
            Ok(list) if is_list => list.into_iter().for_each(|value| add(value, deepest - 1, found)),
            _ => found.push(value),
        }
    }
    let mut found = Vec::new();
    add(value, DEEPEST, &mut found);
    found
}

/// Whether an object or a list of them begins here; `Some(true)`: a list.
pub fn holds_objects(value: &RawValue) -> Option<bool> {
    let text = value.get();
    if text.starts_with('{') {
        return Some(false);
    }
    let inside = text.strip_prefix('[')?.trim_start_matches(|c: char| c == '[' || c.is_whitespace());
    inside.starts_with('{').then_some(true)
}

/// Whether there is no list, or one of nothing.
pub fn is_nothing(value: &RawValue) -> bool {
    matches!(value.get(), "null" | "\"\"" | "{}")
}

/// Whether it is null.
pub fn is_null(value: &RawValue) -> bool {
    value.get() == "null"
}

/// A value as the text of a cell: of lists and objects the JSON without space.
pub fn text(value: &RawValue) -> String {
    let json = value.get();
    match json.as_bytes().first() {
        Some(b'"') => serde_json::from_str(json).unwrap_or_else(|_| json.to_owned()),
        Some(b'{' | b'[') => compact(json),
        Some(b'n') => String::new(),
        _ => json.to_owned(),
    }
}

fn compact(json: &str) -> String {
    let (mut is_inside, mut is_escaped) = (false, false);
    let is_kept = |c: &char| {
        let is_kept = is_inside || !c.is_ascii_whitespace();
        if *c == '"' && !is_escaped {
            is_inside = !is_inside;
        }
        is_escaped = *c == '\\' && !is_escaped;
        is_kept
    };
    json.chars().filter(is_kept).collect()
}
