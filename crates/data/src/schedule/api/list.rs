//! Lists of objects, as tables.

use serde_json::Value;

use super::long::value;
use super::walk::text;
use crate::files::FileError;
use crate::files::outline::{Node, name};
use crate::files::rows::Whole;
use crate::files::turns::Pace;
use crate::schedule::Reading;
use crate::schedule::table::Plan;

/// Lists and objects inside each other that are looked into.
const DEEPEST: usize = 4;

/// Objects whose members are columns.
const FIRST: usize = 100;

/// Most columns.
const MAX_NAMES: usize = 1_000;

/// Rows that are shown to whoever is asked what the columns are.
const SAMPLE: usize = 20;

/// Reads the first list of objects whose members say enough, as a table.
pub async fn read(document: Node<'_>, reading: &mut Reading<'_>, pace: &mut Pace) -> Result<(), FileError> {
    let items = objects_in(document, DEEPEST)?.ok_or(FileError::UnknownJson)?;
    let header = header(&items)?;
    let Some(plan) = Plan::of(&header, &reading.options) else {
        let rows: Result<_, _> = items.iter().take(SAMPLE).map(|item| cells(item, &header)).collect();
        return Err(FileError::UnknownColumns { found: header, rows: rows? });
    };
    for (number, item) in (1..).zip(&items) {
        pace.spend(item.text().len()).await;
        plan.row(&Whole::new(number, &cells(item, &header)?).row(), reading);
    }
    Ok(())
}

/// The first list with objects in it.
fn objects_in(node: Node<'_>, deepest: usize) -> Result<Option<Vec<Node<'_>>>, FileError> {
    let Some(deeper) = deepest.checked_sub(1) else { return Ok(None) };
    let inside = match node.opened()? {
        Node::Short(_) => return Ok(None),
        Node::List { items, .. } if items.iter().any(Node::is_object) => return Ok(Some(items)),
        Node::List { items, .. } => items,
        Node::Object { members, .. } => members.into_iter().map(|(_, node)| node).collect(),
    };
    for node in inside {
        if let Some(items) = objects_in(node, deeper)? {
            return Ok(Some(items));
        }
    }
    Ok(None)
}

/// The names of the members of the first objects.
fn header(items: &[Node]) -> Result<Vec<String>, FileError> {
    let mut header: Vec<String> = Vec::new();
    let mut rest = MAX_NAMES;
    for item in items.iter().filter(|item| item.is_object()).take(FIRST) {
        let Node::Object { members, .. } = item.clone().opened()? else { continue };
        for (written, _) in members.iter().take(rest) {
            let name = name(written)?;
            if !header.contains(&name) {
                header.push(name);
            }
        }
        rest = rest.saturating_sub(members.len());
    }
    Ok(header)
}

fn cells(item: &Node, header: &[String]) -> Result<Vec<String>, FileError> {
    let value = value(item.text())?;
    Ok(header.iter().map(|name| cell(&value, name)).collect())
}

fn cell(item: &Value, name: &str) -> String {
    match item.get(name) {
        None | Some(Value::Null) => String::new(),
        Some(Value::Bool(is)) => is.to_string(),
        Some(value) => text(value).unwrap_or_else(|| value.to_string()),
    }
}
