//! A server that has a list of records, one a minute, and says what it likes about it.

use data::source::{Request, Response};
use model::time::{MINUTE, Millis, format_utc};

use super::{NOW, page_of, status};

/// When the first record was.
pub const START: Millis = Millis(NOW.0 - 6 * 24 * 60 * MINUTE);

/// How a server leads from page to page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Reporting v2, by `pageNumber`.
    Number,
    /// Reporting v2, by `nextPageToken`.
    Token,
    /// CXone, by `_links.next`.
    Link,
    /// CXone, by `totalRecords` alone.
    Skip,
}

impl Way {
    pub const ALL: [Self; 4] = [Self::Number, Self::Token, Self::Link, Self::Skip];

    pub fn dialect(self) -> &'static str {
        if matches!(self, Self::Number | Self::Token) { "reporting-v2" } else { "cxone" }
    }

    /// Name of the array of rows.
    pub fn array(self) -> &'static str {
        if matches!(self, Self::Number | Self::Token) { "records" } else { "agentStateHistory" }
    }
}

/// A list and the manners of the server that has it.
#[derive(Clone, Debug)]
pub struct List {
    pub way: Way,
    /// How many records each page has; the last size counts for all after it.
    pub sizes: Vec<usize>,
    pub records: usize,
    /// Whether it says how many records there are.
    pub says_total: bool,
}

impl List {
    pub fn new(way: Way, size: usize, records: usize) -> Self {
        Self { way, sizes: vec![size], records, says_total: way == Way::Skip }
    }

    /// Pages that have records.
    pub fn pages(&self) -> usize {
        (1..=self.records + 1).find(|page| self.first(page + 1) >= self.records).unwrap()
    }

    /// The first record of a page, from 0; pages count from 1.
    pub fn first(&self, page: usize) -> usize {
        (1..page).map(|page| self.size(page)).sum::<usize>().min(self.records)
    }

    /// Most records on a page.
    fn size(&self, page: usize) -> usize {
        self.sizes[(page - 1).min(self.sizes.len() - 1)]
    }

    /// The page that a request asks for, and its records.
    pub fn asked(&self, request: &Request) -> (usize, std::ops::Range<usize>) {
        let skip = request.get("skip").and_then(|skip| skip.parse().ok()).unwrap_or(0);
        let page = match self.way {
            Way::Number => page_of(request),
            Way::Token => request
                .get("nextPageToken")
                .map_or_else(|| page_of(request), |token| token[1..].parse().unwrap()),
            Way::Link | Way::Skip => {
                let page = (1..=self.records + 2).find(|page| self.first(*page) >= skip.min(self.records));
                let page = page.unwrap();
                return (page, skip.min(self.records)..(skip + self.size(page)).min(self.records));
            }
        };
        (page, self.records_of(page, request))
    }

    /// The records of a page of the size that a request asks for: whoever asks for smaller pages gets these.
    pub fn records_of(&self, page: usize, request: &Request) -> std::ops::Range<usize> {
        let asked = request.get("pageSize").and_then(|size| size.parse().ok()).unwrap_or(usize::MAX);
        if self.way == Way::Number && asked < self.sizes[0] {
            let first = ((page - 1) * asked).min(self.records);
            return first..(first + asked).min(self.records);
        }
        self.first(page)..self.first(page + 1)
    }

    /// The answer with these records, which is said to be that of `page`.
    pub fn answer(&self, page: usize, records: std::ops::Range<usize>) -> Response {
        let next = self.first(page + 1);
        let mut members = Vec::new();
        if self.says_total {
            members.push(format!("\"totalRecords\":{}", self.records));
        }
        match self.way {
            Way::Token if next < self.records => members.push(format!("\"nextPageToken\":\"t{}\"", page + 1)),
            Way::Link if records.end < self.records => {
                members.push(format!("\"_links\":{{\"next\":\"http://x/y?skip={}\"}}", records.end));
            }
            Way::Link => members.push("\"_links\":{\"next\":null}".into()),
            _ => {}
        }
        let rows: Vec<String> = records.map(|record| self.row(record)).collect();
        members.push(format!("\"{}\":[{}]", self.way.array(), rows.join(",")));
        Response::json(format!("{{{}}}", members.join(",")))
    }

    /// The right answer.
    pub fn right(&self, request: &Request) -> Response {
        let (page, records) = self.asked(request);
        self.answer(page, records)
    }

    pub fn row(&self, record: usize) -> String {
        let at = format_utc(Self::at(record)).unwrap();
        if self.way.dialect() == "cxone" {
            let state = 1 + record % 2;
            return format!(
                r#"{{"startDate":"{at}","agentStateId":{state},"agentSessionId":1,"stateIndex":{record},"duration":"PT1M"}}"#
            );
        }
        let state = ["READY", "NOT_READY"][record % 2];
        format!(r#"{{"timestamp":"{at}","state":"{state}","duration":60000}}"#)
    }

    pub fn at(record: usize) -> Millis {
        START + record as i64 * MINUTE
    }
}

/// What a server says instead of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    NotFound,
    NotFoundEmpty,
    NoContent,
    EmptyBody,
    EmptyList,
    NullList,
    EmptyObject,
    /// The first 40 rows, as if these were all.
    Short,
}

impl Odd {
    pub const ALL: [Self; 8] = [
        Self::NotFound,
        Self::NotFoundEmpty,
        Self::NoContent,
        Self::EmptyBody,
        Self::EmptyList,
        Self::NullList,
        Self::EmptyObject,
        Self::Short,
    ];

    /// The answer for the page of a list that begins with this record.
    pub fn answer(self, list: &List, first: usize) -> Response {
        let array = list.way.array();
        match self {
            Self::NotFound => Response { status: 404, ..Response::json(r#"{"error":"Nothing here."}"#) },
            Self::NotFoundEmpty => status(404),
            Self::NoContent => status(204),
            Self::EmptyBody => status(200),
            Self::EmptyList => Response::json(format!("{{\"{array}\":[]}}")),
            Self::NullList => Response::json(format!("{{\"{array}\":null}}")),
            Self::EmptyObject => Response::json("{}"),
            Self::Short => {
                let rows: Vec<String> = (first..first + 40).map(|record| list.row(record)).collect();
                Response::json(format!("{{\"{array}\":[{}]}}", rows.join(",")))
            }
        }
    }
}
