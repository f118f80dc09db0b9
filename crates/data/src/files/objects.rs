//! JSON that is no API's: objects in a list or one after another, read as a table whose columns are the
//! names of their members.
//!
//! ```json
//! [{"user":"ana","status":"Away","since":"…"},…]
//! {"total":2,"entries":[{"user":"ana","status":"Away","since":"…"},…]}
//! [{"agentId":401,"states":[{"state":"Ready","start":"…"},…]},…]
//! ```
//! Rows that do not say whose they are have it from the objects around them. Lists and objects inside a row
//! are kept as text.

mod find;
mod value;

use std::collections::HashMap;

use serde_json::value::RawValue;

use super::columns::{Preset, Role};
use super::json::broken;
use super::rows::{Row, Whole};
use super::table::Table;
use super::{FileError, Options};
use value::{Object, elements, is_nothing, is_null, text};

/// Most names of members: a row has a place for each of them.
const MAX_NAMES: usize = 1_000;

/// Names and texts of cells.
type Cells = Vec<(String, String)>;

/// The rows of a document.
pub struct Objects<'a> {
    rows: Vec<Item<'a>>,
    /// What is said around rows about whose they are.
    around: Vec<Cells>,
    header: Vec<String>,
}

/// A row, or what stands where one should.
struct Item<'a> {
    value: &'a RawValue,
    /// Which cells are around it; `None` when it is no row.
    around: Option<usize>,
}

impl<'a> Item<'a> {
    fn object(&self) -> Option<Object<'a>> {
        self.around.and_then(|_| Object::of(self.value))
    }
}

impl<'a> Objects<'a> {
    /// The rows of a text; `None` when it is no table, or when several of its lists may be the one.
    ///
    /// # Errors
    /// When it is no JSON to its end.
    pub fn find(text: &'a str) -> Result<Option<Self>, FileError> {
        let values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
        let values: Vec<&RawValue> = values.collect::<Result<_, _>>().map_err(|error| broken(&error))?;
        let Some(path) = find::path(&values) else { return Ok(None) };
        let mut objects = Self { rows: Vec::new(), around: Vec::new(), header: Vec::new() };
        objects.gather(&values, &path, &Cells::new());
        objects.header = objects.names();
        let is_table = (2..=MAX_NAMES).contains(&objects.header.len()) && !is_apis(&objects.header);
        Ok(Some(objects).filter(|_| is_table))
    }

    /// Whether the names of its columns say when states began and which.
    pub fn tells_states(&self) -> bool {
        Preset::guess(&self.header).is_enough()
    }

    /// A table for its rows.
    ///
    /// # Errors
    /// When its columns are not known.
    pub fn table(&self, options: &Options) -> Result<Table, FileError> {
        Table::with_header(&self.header, options, |sample| self.rows(&mut |row| sample.push(row)))
    }

    /// Hands its rows to `each`, with their numbers in the place of lines.
    pub fn rows(&self, each: &mut impl FnMut(&Row)) {
        let places: HashMap<&str, usize> = self.header.iter().map(String::as_str).zip(0..).collect();
        let mut row = vec![String::new(); self.header.len()];
        for (number, item) in self.rows.iter().enumerate() {
            row.iter_mut().for_each(String::clear);
            for (name, text) in item.around.iter().flat_map(|place| &self.around[*place]) {
                if let Some(place) = places.get(name.as_str()) {
                    row[*place].clone_from(text);
                }
            }
            if let Some(object) = item.object() {
                for (name, value) in object.members().filter(|(_, value)| !is_null(value)) {
                    if let Some(place) = places.get(name) {
                        row[*place] = text(value);
                    }
                }
            } else {
                // It can only be refused, and named as it stands.
                row[0] = text(item.value);
            }
            each(&Whole::new(number + 1, &row).row());
        }
    }

    /// Gathers the rows that a path leads to. What has no such list is a row that is none.
    fn gather(&mut self, values: &[&'a RawValue], path: &[String], around: &Cells) {
        let Some((name, rest)) = path.split_first() else {
            let place = self.around.len();
            self.around.push(around.clone());
            let items = values.iter().flat_map(|value| elements(value));
            self.rows.extend(items.map(|value| Item { value, around: Some(place) }));
            return;
        };
        for value in values.iter().flat_map(|value| elements(value)) {
            let object = Object::of(value);
            match object.as_ref().and_then(|object| object.get(name)) {
                Some(inner) if is_nothing(inner) => {}
                Some(inner) => {
                    let mut around = around.clone();
                    around.extend(object.iter().flat_map(Object::whose));
                    self.gather(&[inner], rest, &around);
                }
                None => self.rows.push(Item { value, around: None }),
            }
        }
    }

    /// The names of its columns, in the order in which they first occur.
    fn names(&self) -> Vec<String> {
        let mut names = Names::default();
        for object in self.rows.iter().filter_map(Item::object) {
            object.members().for_each(|(name, _)| names.add(name));
        }
        if !names.all.iter().any(|name| is_whose(name)) {
            self.around.iter().flatten().for_each(|(name, _)| names.add(name));
        }
        names.all
    }
}

/// Whether rows with members of these names are an API's. Their figures may be those of the state before, so
/// that they are no table.
fn is_apis(names: &[String]) -> bool {
    let has = |name: &str| names.iter().any(|of| of == name);
    has("timestamp") && has("state") || has("agentStateId") || has("agentStateName")
}

/// Names in the order in which they first occur.
#[derive(Default)]
struct Names {
    all: Vec<String>,
    seen: std::collections::HashSet<String>,
}

impl Names {
    fn add(&mut self, name: &str) {
        if !self.seen.contains(name) {
            self.seen.insert(name.to_owned());
            self.all.push(name.to_owned());
        }
    }
}

/// Whether a member of this name says whose rows are.
fn is_whose(name: &str) -> bool {
    matches!(Role::guess(name), Role::Agent | Role::Name | Role::FirstName | Role::LastName)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The columns, and the rows with their numbers.
    fn read(text: &str) -> Option<(String, Vec<String>)> {
        let objects = Objects::find(text).unwrap()?;
        let mut rows = Vec::new();
        objects.rows(&mut |row| {
            let cells: Vec<&str> = row.cells().collect();
            rows.push(format!("{}: {}", row.line, cells.join("|")));
        });
        Some((objects.header.join("|"), rows))
    }

    #[test]
    fn rows_in_a_list_one_after_another_or_somewhere_inside() {
        let rows = r#"{"user":1,"state":"x"}"#;
        let more = r#"{"state":null,"c":true}"#;
        let expected = ("user|state|c".to_owned(), vec!["1: 1|x|".to_owned(), "2: ||true".to_owned()]);
        for text in [
            format!("[{rows},{more}]"),
            format!("{rows}\n{more}\n"),
            format!("{rows}{more}"),
            format!("[{rows}]\n[{more}]"),
            format!(r#"{{"anything":[{rows},{more}]}}"#),
            format!(r#"{{"total":2,"data":{{"rows":[{rows},{more}],"next":{{"page":2}}}}}}"#),
            format!(r#"[{{"rows":[{rows}]}},{{"rows":[]}},{{"rows":null}},{{"rows":[{more}]}}]"#),
            format!("{{\"page\":1,\"rows\":[{rows}]}}\n{{\"page\":2,\"rows\":[{more}]}}"),
        ] {
            assert_eq!(read(&text).as_ref(), Some(&expected), "{text}");
        }
    }

    #[test]
    fn whose_rows_are_is_told_around_them_or_in_them() {
        let text = r#"{"report":"x","agents":[{"agentId":1,"team":5,"list":[{"state":"A","start":5},{"state":"B","start":6}]},
            {"agentId":2,"list":[{"state":"C","start":7}]}]}"#;
        let (header, rows) = read(text).unwrap();
        assert_eq!(header, "state|start|agentId");
        assert_eq!(rows, ["1: A|5|1", "2: B|6|1", "3: C|7|2"]);
        let text = r#"{"name":"Report","list":[{"user":"ana","state":"A"}]}"#;
        assert_eq!(read(text).unwrap().0, "user|state");
    }

    #[test]
    fn what_is_inside_a_row_is_text_and_what_is_no_row_is_handed_on() {
        let text = r#"[{"a":{ "x" : [1, "y z"] },"b":"\u00e9\n"},7,{"a":[{"q":1}],"b":1.50},"z",null]"#;
        let rows = ["1: {\"x\":[1,\"y z\"]}|é\n", "2: 7|", "3: [{\"q\":1}]|1.50", "4: z|", "5: |"];
        assert_eq!(read(text).unwrap().1, rows);
        // An answer without the list among the others.
        let text = r#"[{"rows":[{"user":1,"state":2}]},{"error":"x"}]"#;
        assert_eq!(read(text).unwrap().1, ["1: 1|2", "2: {\"error\":\"x\"}|"]);
    }

    #[test]
    fn what_is_no_table_or_may_be_several_is_none() {
        for text in [
            "[]",
            "5",
            "[1,2]",
            "{}",
            r#"{"a":1}"#,
            r#"{"a":1,"b":2}"#,
            r#"{"a":[1,2]}"#,
            r#"{"result":{"records":[{"timestamp":"x","state":"READY","duration":5}]}}"#,
            r#"{"401":[{"x":1,"y":2}],"402":[{"x":3,"y":4}]}"#,
            r#"{"401":[{"state":1,"start":2,"reason":3}],"402":[{"state":3,"start":4}]}"#,
            r#"{"401":[{"zustand":1,"beginn":2,"duration":3}],"402":[{"zustand":3,"beginn":4}]}"#,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        let columns = r#"{"columns":[{"name":"x","type":"y"}],"rows":[{"user":1,"state":2,"start":3}]}"#;
        assert_eq!(read(columns).unwrap().0, "user|state|start");
        let many: Vec<String> = (0..=MAX_NAMES).map(|n| format!("{{\"n{n}\":1}}")).collect();
        assert_eq!(read(&many.join("\n")), None);
    }
}
