//! Which list of a document has its rows.

use serde_json::value::RawValue;

use super::Names;
use super::value::{Object, elements, holds_objects};
use crate::files::columns::{Preset, Role};

/// Objects by which a list is judged.
const FIRST: usize = 20;

/// Lists inside each other that are looked into.
const DEEPEST: usize = 4;

/// Most members of an object that are looked into.
const MAX_LISTS: usize = 50;

/// A list that may be the table.
struct Candidate {
    /// The names of the members that lead to it.
    path: Vec<String>,
    /// Its columns, as far as its first rows tell.
    columns: Preset,
}

impl Candidate {
    /// Columns that tell what they hold by their names, and whether there are several at all.
    fn known(&self) -> (usize, bool) {
        let known = self.columns.columns.iter().filter(|(_, role)| *role != Role::Detail);
        (known.count(), self.columns.columns.len() > 1)
    }

    fn is_around(&self, other: &Self) -> bool {
        other.path.starts_with(&self.path)
    }

    /// Whether its rows may be more of another's.
    fn is_like(&self, other: &Self) -> bool {
        let has = |name: &String| other.columns.columns.iter().any(|(of, _)| of == name);
        self.columns.is_enough() || self.columns.columns.iter().filter(|(name, _)| has(name)).count() > 1
    }
}

/// The way to the rows, by the names of members; `None` when there are none, or several lists may be the one.
pub fn path(values: &[&RawValue]) -> Option<Vec<String>> {
    let objects: Vec<&RawValue> = values.iter().flat_map(|value| elements(value)).collect();
    let is_list = values.len() > 1 || values.first().and_then(|value| holds_objects(value)) == Some(true);
    let mut all = Vec::new();
    look(Vec::new(), &objects, is_list, &mut all);
    let most = all.iter().map(Candidate::known).max()?;
    // The outermost of equally good ones.
    let best = all.iter().find(|one| one.known() == most).filter(|_| most.1)?;
    let others = all.iter().filter(|other| !other.is_around(best) && !best.is_around(other));
    let is_alone = !others.clone().any(|other| other.known() == most || other.is_like(best));
    is_alone.then(|| best.path.clone())
}

/// Looks for lists among objects and inside them.
fn look(path: Vec<String>, objects: &[&RawValue], is_list: bool, all: &mut Vec<Candidate>) {
    let first: Vec<Object> = objects.iter().filter_map(|value| Object::of(value)).take(FIRST).collect();
    let (mut names, mut inner): (Names, Vec<(String, bool)>) = Default::default();
    for (name, value) in first.iter().flat_map(Object::members) {
        names.add(name);
        let kind = holds_objects(value).filter(|_| inner.len() <= MAX_LISTS);
        if let Some(is_list) = kind.filter(|_| !inner.iter().any(|(of, _)| of == name)) {
            inner.push((name.to_owned(), is_list));
        }
    }
    let columns = Preset::guess(&names.all);
    // Of a row with several lists inside one would be read and the others lost.
    let leads_on = if is_list { matches!(*inner, [(_, true)]) } else { inner.len() <= MAX_LISTS };
    let leads_on = leads_on && !columns.is_enough();
    // A single object is a row only when its names say so.
    if !first.is_empty() && (is_list || path.is_empty() && columns.is_enough()) {
        all.push(Candidate { path: path.clone(), columns });
    }
    if !leads_on || path.len() == DEEPEST {
        return;
    }
    for (name, is_list) in inner {
        let values = first.iter().filter_map(|object| object.get(&name));
        let children: Vec<&RawValue> = values.flat_map(elements).collect();
        look([path.as_slice(), &[name]].concat(), &children, is_list, all);
    }
}
