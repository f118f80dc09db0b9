//! What a body says about the list that its rows belong to.

use serde_json::Value;

use super::json::Json;
use crate::decimal;
use crate::error::ErrorKind;
use crate::message::{self, plain};

/// What a body says about its list, beside the rows. Numbers may be strings, and all of it may stand
/// in an object of its own (`paging`, `meta`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Rows in all.
    pub total: Option<usize>,
    /// Pages in all.
    pub pages: Option<usize>,
    /// Whether more follows, where it says so; a next link or token of null says no.
    pub more: Option<bool>,
    /// Whether there were links at all.
    pub links: bool,
    /// The link to the next page.
    pub next: Option<String>,
    /// The token of the next page.
    pub token: Option<String>,
    /// The agent whose rows they are, where the body itself names one.
    pub agent: Option<String>,
    /// Whether it speaks of an error.
    pub error: bool,
    /// Whether it counts no rows, by whatever name.
    pub is_empty: bool,
}

/// Objects that hold such members.
const HOLDERS: [&str; 5] = ["paging", "pagination", "meta", "metadata", "pageinfo"];

/// Names of members that are looked at.
const NAMES: [&str; 19] = [
    "totalrecords",
    "totalcount",
    "totalrows",
    "total",
    "totalpages",
    "hasmore",
    "hasmorepages",
    "hasnext",
    "hasnextpage",
    "nextpagetoken",
    "links",
    "agentid",
    "agentno",
    "agent",
    "error",
    "errors",
    "errordescription",
    "errormessage",
    "fault",
];

impl List {
    /// Reads the value of a member that holds no rows.
    ///
    /// # Errors
    /// When the JSON is broken.
    pub fn take(&mut self, name: &str, body: &mut Json) -> Result<(), ErrorKind> {
        if !Self::knows(name) {
            return body.skip();
        }
        self.note(name, &body.value()?);
        Ok(())
    }

    /// Whether a member of this name says something about a list or an error.
    pub fn knows(name: &str) -> bool {
        let name = plain(name);
        NAMES.contains(&name.as_str()) || HOLDERS.contains(&name.as_str())
    }

    /// Takes in a member of a body.
    pub fn note(&mut self, name: &str, value: &Value) {
        let name = plain(name);
        match (name.as_str(), value) {
            // At the top it may be the sum of anything; nought it is of rows too.
            ("total", _) => self.is_empty |= whole(value) == Some(0),
            (holder, Value::Object(members)) if HOLDERS.contains(&holder) => {
                for (name, value) in members {
                    if plain(name) == "total" {
                        self.total = whole(value).or(self.total);
                    }
                    self.note_one(&plain(name), value);
                }
            }
            _ => self.note_one(&name, value),
        }
        self.is_empty |= self.total == Some(0);
    }

    fn note_one(&mut self, name: &str, value: &Value) {
        match name {
            "totalrecords" | "totalcount" | "totalrows" => self.total = whole(value).or(self.total),
            "totalpages" => self.pages = whole(value).or(self.pages),
            "hasmore" | "hasmorepages" | "hasnext" | "hasnextpage" => self.says_more(flag(value)),
            "nextpagetoken" => {
                self.token = text(value);
                self.says_more(Some(self.token.is_some()));
            }
            "agentid" | "agentno" => self.agent = text(value).or(self.agent.take()),
            "agent" => self.agent = id(value).or(self.agent.take()),
            "links" if value.is_object() => {
                self.links = true;
                if let Some(next) = value.get("next") {
                    self.next = text(next).or_else(|| text(next.get("href")?));
                    self.says_more(Some(self.next.is_some()));
                }
            }
            _ => self.error |= message::is_error(name, value),
        }
    }

    /// Where two members disagree, more is more.
    fn says_more(&mut self, more: Option<bool>) {
        self.more = if self.more == Some(true) { self.more } else { more.or(self.more) };
    }
}

/// Whether a server gave so many rows of its own accord, if it was asked for more: people set limits
/// to round numbers, days end at any.
pub const fn is_round(rows: usize) -> bool {
    rows > 0 && rows.is_multiple_of(50)
}

/// The id of an object that stands for an agent.
fn id(agent: &Value) -> Option<String> {
    let id = |known: &str| agent.as_object()?.iter().find(|(name, _)| plain(name) == known);
    ["agentid", "id", "agentno"].iter().find_map(|known| id(known)).and_then(|(_, id)| text(id))
}

fn whole(value: &Value) -> Option<usize> {
    let number = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => decimal::parse(text.trim()),
        _ => None,
    };
    number.filter(|number| (0.0..1e15).contains(number)).map(|number: f64| number as usize)
}

fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::Number(number) => number.as_f64().map(|number| number != 0.0),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Some(true),
            "false" | "no" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// A text or a number as text; `None` when nothing is left without the space around it.
pub fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(members: &str) -> List {
        let body: serde_json::Map<String, Value> = serde_json::from_str(members).unwrap();
        let mut list = List::default();
        body.iter().for_each(|(name, value)| list.note(name, value));
        list
    }

    #[test]
    fn how_much_there_is_in_any_form() {
        for (body, total, pages, more) in [
            (r#"{"totalRecords":5}"#, Some(5), None, None),
            (r#"{"totalRecords":"5","totalPages":" 3 "}"#, Some(5), Some(3), None),
            (r#"{"TotalRecords":5.0,"hasMore":"True"}"#, Some(5), None, Some(true)),
            (r#"{"paging":{"total":5,"total_pages":2,"has_more":1}}"#, Some(5), Some(2), Some(true)),
            (r#"{"meta":{"totalCount":5},"hasNext":false}"#, Some(5), None, Some(false)),
            (r#"{"totalRecords":-1,"totalPages":null,"hasMore":"perhaps"}"#, None, None, None),
            (r#"{"totalRecords":1e300}"#, None, None, None),
            (r#"{"total":5}"#, None, None, None),
            (r#"{"nextPageToken":null}"#, None, None, Some(false)),
            (r#"{"nextPageToken":"x","hasMore":false}"#, None, None, Some(true)),
            (r#"{"_links":{"next":null}}"#, None, None, Some(false)),
            (r#"{"_links":{"self":"x"}}"#, None, None, None),
        ] {
            let list = list(body);
            assert_eq!((list.total, list.pages, list.more), (total, pages, more), "{body}");
        }
    }

    #[test]
    fn nothing_errors_and_what_leads_on() {
        for body in [r#"{"total":0}"#, r#"{"totalRecords":"0"}"#, r#"{"meta":{"total":0}}"#] {
            assert!(list(body).is_empty, "{body}");
        }
        assert!(!list(r#"{"total":1,"totalRecords":null}"#).is_empty);
        assert!(list(r#"{"error":{"message":"x"}}"#).error && !list(r#"{"error":null}"#).error);
        let next = |body: &str| list(body).next;
        assert_eq!(next(r#"{"_links":{"next":"http://x?y"}}"#).as_deref(), Some("http://x?y"));
        assert_eq!(next(r#"{"_links":{"next":{"href":"http://x?y"}}}"#).as_deref(), Some("http://x?y"));
        assert_eq!(list(r#"{"paging":{"nextPageToken":7}}"#).token.as_deref(), Some("7"));
    }
}
