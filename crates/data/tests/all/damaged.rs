//! Bodies as servers may write them, whole and damaged.

use proptest::prelude::*;
use proptest::sample::select;

/// Values that are written as JSON has it; some of them mean nothing where they stand.
pub const VALUES: [&str; 46] = [
    r#""READY""#,
    r#""NOT_READY""#,
    r#""ON_CONTACT""#,
    r#""R\u0045ADY""#,
    r#""Lunch""#,
    r#"" Lunch ""#,
    r#""a \"name\" with \\ and \/ and \n""#,
    r#""\ud83d\ude00""#,
    "\"未知の状態、長い名前\"",
    "\"caf\u{e9}\u{a0}\"",
    "\"\u{7f}\"",
    r#""eight by""#,
    r#""a name of more than sixteen bytes""#,
    r#""""#,
    r#""2026-11-03T12:00:00Z""#,
    r#""2026-11-03T12:00:00.125Z""#,
    r#"" 2026-11-03T12:59:60,5+01:00 ""#,
    r#""2026-11-04 07:00""#,
    r#""2026-11-04t07:00-0530""#,
    r#""2026-02-30T12:00:00Z""#,
    r#""2026-11-03T12:0a:00Z""#,
    r#""2026-11-03T12:00;00Z""#,
    r#""PT5M""#,
    r#""12.5""#,
    r#""-3e2""#,
    "0",
    "-0",
    "7",
    "-1860000",
    "123456789012345678",
    "1234567890123456789",
    "-9223372036854775808",
    "9223372036854775808",
    "123456789012345678901234567890",
    "1.5",
    "-2.75e-3",
    "1E+2",
    "true",
    "null",
    "[1, {\"a\": []}]",
    "{\"state\": \"READY\"}",
    "{}",
    "1793707200",
    "1793707200.5",
    "1793707200000",
    r#"" 1793707200.25 ""#,
];

/// What only looks like a value.
pub const BROKEN: [&str; 11] =
    ["01", "-", "+1", "1.", ".5", "1e", "nul", "nulls", "\"\\x\"", "\"a\nb\"", "tru"];

/// Names of members, most of them known, some of them in disguise.
pub const NAMES: [&str; 14] = [
    r#""timestamp""#,
    r#""state""#,
    r#""subState""#,
    r#""duration""#,
    r#""st\u0061te""#,
    r#""State""#,
    r#""timestamp ""#,
    r#""startDate""#,
    r#""agentId""#,
    r#""agentStateId""#,
    r#""agentStateName""#,
    r#""stateIndex""#,
    r#""teamNo""#,
    r#""""#,
];

pub fn space() -> impl Strategy<Value = &'static str> {
    prop_oneof![12 => Just(""), 1 => select(&[" ", "\n", "\t", "\r\n  "][..])]
}

pub fn value() -> impl Strategy<Value = String> {
    prop_oneof![400 => select(&VALUES[..]), 1 => select(&BROKEN[..])].prop_map(str::to_owned)
}

pub fn member(name: &'static str, values: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    let usual = (space(), space(), select(values)).prop_map(move |(a, b, value)| (a, b, value.to_owned()));
    let any = (space(), space(), value());
    prop_oneof![1 => Just(None), 12 => prop_oneof![4 => usual, 1 => any].prop_map(Some)]
        .prop_map(move |member| member.map(|(a, b, value)| format!("\"{name}\"{a}:{b}{value}")))
}

prop_compose! {
    /// A record as Reporting v2 sends it, more or less.
    pub fn usual_row()(
        members in (
            member("timestamp", &VALUES[14..19]),
            member("state", &VALUES[..4]),
            member("subState", &VALUES[4..12]),
            member("duration", &VALUES[25..30]),
        ),
        other in prop::option::of((select(&NAMES[..]), value()).prop_map(|(name, value)| format!("{name}:{value}"))),
        turn in 0_usize..5,
        (before, after) in (space(), space()),
    ) -> String {
        let (a, b, c, d) = members;
        let mut members: Vec<String> = [a, b, c, d, other].into_iter().flatten().collect();
        let turn = turn.min(members.len());
        members.rotate_left(if turn > 2 { turn } else { 0 });
        format!("{{{before}{}{after}}}", members.join(&format!("{after},{before}")))
    }
}

prop_compose! {
    pub fn body()(
        rows in prop::collection::vec(prop_oneof![12 => usual_row(), 1 => value()], 0..12),
        (a, b, c) in (space(), space(), space()),
        other in prop::option::of(value()),
        is_bare in prop::bool::weighted(0.1),
    ) -> String {
        let rows = format!("[{a}{}{b}]", rows.join(&format!("{c},{a}")));
        match other {
            _ if is_bare => format!("{b}{rows}{c}"),
            Some(other) => format!("{c}{{{b}\"next\\u0050ageToken\":{other},\"records\"{a}:{rows}{b}}}"),
            None => format!("{{\"records\":{rows}}}"),
        }
    }
}

pub fn damaged() -> impl Strategy<Value = String> {
    (
        body(),
        any::<prop::sample::Index>(),
        0_u8..12,
        select(&["", "\"", ",", "}", "]", "\\", "0", "\u{e9}"][..]),
    )
        .prop_map(|(body, place, damage, extra)| {
            let places: Vec<usize> = body.char_indices().map(|(at, _)| at).collect();
            let at = *place.get(&places);
            match damage {
                0 => body[..at].to_owned(),
                // Half of a surrogate is an error only where it is read.
                1 if !body.contains("\\ud83d") => format!("{}{extra}{}", &body[..at], &body[at..]),
                _ => body,
            }
        })
}
