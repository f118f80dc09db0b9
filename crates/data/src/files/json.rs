//! Saved pages of either API: one page, several pages one after another or in a list, or bare rows, in a
//! list or one after another.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::sink::Sink;
use super::{FileError, Options};
use crate::dialect::{
    DIALECTS, Decoded, Dialect, PageCursor, PageRequest, Plan, Shape, may_tell, without_halves, without_nan,
};
use crate::query::{Agents, Query};
use model::bare;
use model::page::Page;
use model::record::{AgentId, RejectReason};
use model::remark::{Place as Where, RemarkKind};
use model::state::Catalog;
use model::time::Span;

/// The agent of pages that name none, when nobody says who it is.
const NOBODY: &str = "agent";

/// Reads a file of pages; gives the API that they are from.
pub fn read(
    text: &str,
    options: &Options,
    catalog: &mut Catalog,
    sink: &mut Sink,
) -> Result<&'static dyn Dialect, FileError> {
    let read_text =
        |text: &str, catalog: &mut Catalog, sink: &mut Sink| read_text(text, options, catalog, sink);
    let text = &*without_nan(text);
    match read_text(text, catalog, sink) {
        Err(FileError::NotJson) => {
            let mended = without_trailing_commas(text).ok_or(FileError::NotJson)?;
            read_text(&mended, catalog, sink)
        }
        read => read,
    }
}

fn read_text(
    text: &str,
    options: &Options,
    catalog: &mut Catalog,
    sink: &mut Sink,
) -> Result<&'static dyn Dialect, FileError> {
    let mut known: Option<&'static dyn Dialect> = None;
    let mut pages = Vec::new();
    // The name of a list that is not read.
    let mut second = None;
    // Rows one after another, without a list around them.
    let mut loose: Vec<&str> = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
        let value = value.map_err(|error| broken(&error))?;
        for found in found(value).ok_or(FileError::UnknownJson)? {
            let Found { dialect, shape, value, items, whole } = found;
            if known.is_some_and(|known| known.name() != dialect.name()) {
                return Err(FileError::MixedApis);
            }
            known = Some(dialect);
            second =
                second.or_else(|| items.iter().chain([&value]).find_map(|page| second_list(dialect, page)));
            match (shape, items.is_empty()) {
                (Shape::Row, true) => loose.push(value.get()),
                // A list of pages is read page by page, a list of rows is a page by itself.
                (Shape::Page, false) => {
                    for page in items {
                        pages.push(decode(dialect, page.get(), options, catalog)?);
                    }
                }
                _ => {
                    // What stands around the list may say how much of it there is.
                    let around = whole.and_then(|whole| decode(dialect, whole.get(), options, catalog).ok());
                    match around.filter(|decoded| decoded.page.rows > 0) {
                        Some(decoded) => pages.push(decoded),
                        None => pages.push(decode(dialect, value.get(), options, catalog)?),
                    }
                }
            }
        }
    }
    let dialect = known.ok_or(FileError::Empty)?;
    if !loose.is_empty() {
        pages.push(decode(dialect, &format!("[{}]", loose.join(",")), options, catalog)?);
    }
    sink.measures = dialect.durations();
    let more = more(&pages).or(second);
    let mut pages: Vec<Page> = pages.into_iter().map(|decoded| decoded.page).collect();
    bare::settle(&mut pages);
    for page in pages {
        sink.push_page(page);
    }
    if let Some(more) = more {
        sink.remark(RemarkKind::Incomplete, Where::new(0, "", &more));
    }
    Ok(dialect)
}

/// Why a text is no JSON.
pub fn broken(error: &serde_json::Error) -> FileError {
    if error.is_eof() { FileError::CutOff } else { FileError::NotJson }
}

/// The second list of rows in a page: only the first is the page's own.
fn second_list(dialect: &dyn Dialect, page: &RawValue) -> Option<String> {
    let members: BTreeMap<Cow<str>, &RawValue> = serde_json::from_str(page.get()).ok()?;
    let is_list = |member: &RawValue| {
        let items: Vec<&RawValue> = serde_json::from_str(member.get()).unwrap_or_default();
        items.first().is_some_and(|item| matches!(dialect.decoder().shape(item.get()), Some(Shape::Row)))
    };
    let is_own = |name: &str| {
        let page = serde_json::json!({ name: null }).to_string();
        matches!(dialect.decoder().shape(&page), Some(Shape::Page))
    };
    if !members.keys().any(|name| is_own(name)) {
        return None;
    }
    let mut others = members.iter().filter(|(name, _)| !is_own(name));
    others.find(|(_, member)| is_list(member)).map(|(name, _)| name.clone().into_owned())
}

/// What the pages of a file speak of that is not among them.
fn more(pages: &[Decoded]) -> Option<String> {
    let rows: usize = pages.iter().map(|decoded| decoded.page.rows).sum();
    let total = pages.iter().filter_map(|decoded| decoded.total_rows).max().filter(|total| *total > rows);
    // Of pages in a row all but the last lead on.
    let leads_on = pages.iter().all(|decoded| decoded.more == Some(true));
    match total {
        Some(total) => Some(format!("{rows}/{total}")),
        None if pages.iter().any(|decoded| decoded.error) => Some("error".to_owned()),
        None => leads_on.then(|| "next".to_owned()),
    }
}

/// Objects around pages or rows, at most.
const DEEPEST: usize = 3;

/// Pages or rows that were found in a value.
struct Found<'a> {
    dialect: &'static dyn Dialect,
    shape: Shape,
    value: &'a RawValue,
    /// What is in it, if it is a list.
    items: Vec<&'a RawValue>,
    /// The object around it.
    whole: Option<&'a RawValue>,
}

/// Finds pages or rows: the value itself, or inside objects around them (`{"data":[…]}`), also a list of these.
fn found(value: &RawValue) -> Option<Vec<Found<'_>>> {
    if let Some(found) = look(value, DEEPEST) {
        return Some(vec![found]);
    }
    let items: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
    items.into_iter().map(|item| look(item, DEEPEST)).collect()
}

fn look(value: &RawValue, deepest: usize) -> Option<Found<'_>> {
    let items: Vec<&RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
    let sample = items.first().unwrap_or(&value).get();
    if let Some((dialect, shape)) = recognised(sample) {
        return Some(Found { dialect, shape, value, items, whole: None });
    }
    let members: BTreeMap<Cow<str>, &RawValue> = serde_json::from_str(value.get()).ok()?;
    let inside = members.values().filter(|_| deepest > 0);
    let mut inside = inside.filter_map(|member| look(member, deepest - 1));
    let one = inside.next()?;
    // Of several nobody knows whose they are.
    inside.next().is_none().then_some(Found { whole: Some(value), ..one })
}

/// The text without commas before a closing bracket; `None` where there are none.
fn without_trailing_commas(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let (mut from, mut in_string, mut is_escaped) = (0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = in_string,
            b'"' => in_string = !in_string,
            b']' | b'}' if !in_string => {
                let before = text[from..at].trim_end();
                if let Some(kept) = before.strip_suffix(',') {
                    mended.push_str(kept);
                    from = at;
                }
            }
            _ => {}
        }
    }
    mended.push_str(&text[from..]);
    (mended.len() < text.len()).then_some(mended)
}

fn recognised(value: &str) -> Option<(&'static dyn Dialect, Shape)> {
    let shape = |value: &str| {
        DIALECTS.into_iter().find_map(|dialect| Some((dialect, dialect.decoder().shape(value)?)))
    };
    shape(value).or_else(|| shape(&without_halves(value)?.0))
}

fn decode(
    dialect: &'static dyn Dialect,
    page: &str,
    options: &Options,
    catalog: &mut Catalog,
) -> Result<Decoded, FileError> {
    let mut query = Query::new(Agents::All, Span::default());
    query.settings.acw = options.acw.clone();
    let mut read = |agent: Option<AgentId>| {
        let plan = Plan { agent, span: query.span };
        let ask = PageRequest { query: &query, plan: &plan, place: &PageCursor { number: 1, token: None } };
        dialect.decoder().decode(&ask, page.as_bytes(), catalog)
    };
    let somebody = || options.agent.clone().unwrap_or_else(|| NOBODY.into());
    let decoded = if dialect.offers_all() || page.split('"').any(may_tell) {
        // Rows name their agents, if they were not asked for by name.
        let decoded = read(None);
        let is_nameless = |page: &Page| page.rejected.iter().any(|row| row.reason == RejectReason::NoAgent);
        match decoded {
            Ok(Decoded { page, .. }) if page.blocks.is_empty() && is_nameless(&page) => {
                read(Some(somebody()))
            }
            decoded => decoded,
        }
    } else {
        read(Some(somebody()))
    };
    decoded.map_err(|_| FileError::UnknownJson)
}
