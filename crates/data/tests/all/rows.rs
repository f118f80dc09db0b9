//! Rows of JSON in every form, held against `serde_json`: the dialects read most of them themselves.

use data::dialect::cxone::CxOne;
use data::dialect::reporting_v2::ReportingV2;
use data::dialect::{Decoded, Dialect, PageCursor, PageRequest, Plan};
use data::error::ErrorKind;
use data::query::{Agents, Query};
use model::record::RejectReason;
use model::state::Catalog;
use model::time::{Span, parse_timestamp};
use proptest::prelude::*;
use proptest::sample::select;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

use crate::damaged::{NAMES, VALUES, damaged};

fn decode(dialect: &dyn Dialect, body: &str, catalog: &mut Catalog) -> Result<Decoded, ErrorKind> {
    let query = Query::new(Agents::All, Span::new(0, 1));
    let agent = (!dialect.offers_all()).then(|| "asked".into());
    let plan = Plan { agent, span: query.span };
    dialect.decoder().decode(
        &PageRequest { query: &query, plan: &plan, place: &PageCursor { number: 1, token: None } },
        body.as_bytes(),
        catalog,
    )
}

/// Agent, time, state, reason, figure, key and details.
type Seen = (String, i64, String, Option<String>, Option<i64>, String);

fn seen(decoded: &Decoded, catalog: &Catalog) -> Vec<Seen> {
    let blocks = decoded.page.blocks.iter();
    let records = blocks.flat_map(|(id, block)| block.records().map(move |record| (id, record)));
    records
        .map(|(id, r)| {
            let reason = catalog.activity(r.activity).reason.as_deref().map(str::to_owned);
            let rest = format!("{:?} {:?}", r.key, r.detail);
            (id.to_string(), r.at.0, catalog.code(r.activity).to_owned(), reason, r.reported_ms, rest)
        })
        .collect()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(match number.as_i64() {
            Some(whole) => whole.to_string(),
            None => number.as_f64()?.to_string(),
        }),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or(number.as_f64().map(|number| number as i64)),
        Value::String(text) => {
            let text = text.trim();
            text.parse().ok().or(text.parse::<f64>().ok().map(|number| number as i64))
        }
        _ => None,
    }
}

/// A timestamp, or seconds or milliseconds since 1970, as the size tells.
fn moment(value: &Value) -> Option<i64> {
    let text = value.as_str().map(str::trim);
    if let Some(at) = text.and_then(|text| parse_timestamp(text.as_bytes())) {
        return Some(at.0);
    }
    let text = text.filter(|text| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.')));
    let number: f64 = text.map_or_else(|| value.as_f64(), |text| text.parse().ok())?;
    match number {
        1e8..1e11 => Some((number * 1e3).floor() as i64),
        1e11..1e14 => Some(number.floor() as i64),
        _ => None,
    }
}

/// The members of an object in their order, also those of one name.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Members;

            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

/// The rows of a body as they stand.
fn rows_of(body: &str) -> Option<Vec<&RawValue>> {
    let list = match serde_json::from_str::<BTreeMap<String, &RawValue>>(body) {
        Ok(members) => members.get("records")?.get(),
        Err(_) => body,
    };
    serde_json::from_str(list).ok()
}

/// A row of Reporting v2: time, state, reason and figure.
fn record(row: &RawValue) -> Result<(i64, String, Option<String>, Option<i64>), RejectReason> {
    let Members(row) = serde_json::from_str(row.get()).map_err(|_| RejectReason::NotARow)?;
    if row.is_empty() {
        return Err(RejectReason::NotARow);
    }
    let plain = |name: &str| name.replace(['_', '-'], "").to_ascii_lowercase();
    let told = |is: &dyn Fn(&str) -> bool| -> Vec<&Value> {
        let named = row.iter().filter(|(name, value)| is(name) && !value.is_null());
        named.map(|(_, value)| value).collect()
    };
    let member = |wanted: &str| {
        let exact = told(&|name| name == wanted).pop();
        let like = || told(&|name| plain(name) == plain(wanted)).into_iter().next();
        exact.or_else(like).unwrap_or(&Value::Null)
    };
    let at = moment(member("timestamp")).ok_or(RejectReason::NoTimestamp)?;
    let state = text(member("state")).ok_or(RejectReason::NoState)?;
    // None of the values is the agent that was asked for.
    if text(member("agentId")).is_some() {
        return Err(RejectReason::OtherAgent);
    }
    // Longer than the calendar is no length.
    let duration = whole(member("duration")).filter(|ms| ms.unsigned_abs() <= 316_224_000_000_000);
    Ok((at, state, text(member("subState")), duration))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn records_are_what_serde_json_reads(body in damaged()) {
        let mut catalog = Catalog::default();
        let decoded = decode(&ReportingV2, &body, &mut catalog);
        if let Err(error) = serde_json::from_str::<Value>(&body) {
            let kind = if error.is_eof() { ErrorKind::CutOff } else { ErrorKind::NotJson };
            let found = decoded.map(|decoded| decoded.page.rows);
            // A number that is passed over and ends in the middle serde_json calls wrong and not cut off.
            let in_number = body.ends_with(['-', '+', '.', 'e', 'E']) && found == Err(ErrorKind::NotJson);
            prop_assert!(in_number || found == Err(kind), "{:?} {:?} {}", found, kind, body);
            return Ok(());
        }
        let Some(rows) = rows_of(&body) else {
            prop_assert!(decoded.is_err());
            return Ok(());
        };
        let decoded = decoded.unwrap();
        let truth: Vec<_> = rows.iter().map(|row| record(row)).collect();
        // Records of one moment stand in the order that the list proves: that is for `model::merge` to tell.
        let mut good: Vec<_> = truth.iter().filter_map(|row| row.clone().ok()).collect();
        good.sort();
        let found = seen(&decoded, &catalog).into_iter().map(|(_, at, state, reason, ms, _)| (at, state, reason, ms));
        let mut found: Vec<_> = found.collect();
        prop_assert!(found.is_sorted_by_key(|(at, ..)| *at));
        found.sort();
        prop_assert_eq!(found, good);
        let bad = truth.iter().enumerate().filter_map(|(i, row)| Some((i + 1, *row.as_ref().err()?)));
        let rejected = &decoded.page.rejected;
        prop_assert_eq!(rejected.iter().map(|r| (r.row, r.reason)).collect::<Vec<_>>(), bad.collect::<Vec<_>>());
        for row in rejected.iter().filter(|row| row.excerpt.len() < 100) {
            prop_assert_eq!(serde_json::from_str::<Value>(&row.excerpt).unwrap(), serde_json::from_str::<Value>(rows[row.row - 1].get()).unwrap());
        }
    }

    #[test]
    fn a_row_reads_the_same_whatever_came_before_it(
        rows in prop::collection::vec(
            prop::collection::vec((select(&NAMES[..]), select(&VALUES[..])), 0..14), 0..8,
        ),
    ) {
        let row = |members: &Vec<(&str, &str)>| {
            let members: Vec<String> = members.iter().map(|(name, value)| format!("{name}:{value}")).collect();
            format!(r#"{{"agentStateId":1,"startDate":"2026-11-03T12:00:00Z",{}"agentId":7}}"#, members.join(",") + if members.is_empty() { "" } else { "," })
        };
        let rows: Vec<String> = rows.iter().map(row).collect();
        let mut catalog = Catalog::default();
        let mut read = |rows: &[String]| {
            let decoded = decode(&CxOne, &format!("[{}]", rows.join(",")), &mut catalog).unwrap();
            let mut records = seen(&decoded, &catalog);
            records.sort();
            records
        };
        let together = read(&rows);
        let mut apart: Vec<Seen> = rows.iter().flat_map(|row| read(std::slice::from_ref(row))).collect();
        apart.sort();
        prop_assert_eq!(together, apart);
    }
}
