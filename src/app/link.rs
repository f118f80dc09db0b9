//! What a link says: everything a colleague needs to see exactly this, and never a secret.
//!
//! ```text
//! ?agent=12,15&start=2026-11-03T00:00:00Z&end=2026-11-04T00:00:00Z&tz=Europe/Berlin&lanes=day
//! ```

mod value;

use std::collections::BTreeSet;

use super::base::BaseUrl;
use super::range::Range;
use data::demo::Sample;
use data::query::Agents;
use model::time::Span;
use scene::rows::LaneMode;
use value::{
    agents, agents_text, decoded, escaped, items, lanes, list, moment, moment_text, relative, selection,
    span_text,
};

pub use value::lanes_word;

/// A link's query, understood. What a link does not say (or says in a way that cannot be read) is
/// `None` or empty here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Whose time; where ids are named, there is one at least.
    pub agents: Option<Agents>,
    /// The range.
    pub range: Option<Range>,
    /// IANA name of the zone; whether the browser knows it is not checked here.
    pub zone: Option<String>,
    /// The visible part.
    pub view: Option<Span>,
    /// What rows stand for.
    pub lanes: Option<LaneMode>,
    /// Codes of the states that are not drawn.
    pub hidden: BTreeSet<String>,
    /// The selected part.
    pub selection: Option<Span>,
    /// Name of the API dialect (`reporting-v2`, `cxone`); whether there is such is not checked here.
    pub api: Option<String>,
    /// Base URL of the API or proxy. It is asked about before it is used.
    pub base: Option<BaseUrl>,
    /// Sample data.
    pub demo: Option<Sample>,
}

/// Reads a query string, with or without its `?`. Never fails: unknown keys and what cannot be
/// read are passed over, and of a repeated key the last one counts.
pub fn parse(query: &str) -> Link {
    let mut link = Link::default();
    let (mut start, mut end, mut from, mut to) = (None, None, None, None);
    for pair in query.trim_start_matches('?').split('&') {
        let Some((key, raw)) = pair.split_once('=').filter(|(_, raw)| !raw.is_empty()) else { continue };
        match key {
            "agent" => link.agents = agents(raw).or(link.agents),
            "start" => start = moment(&decoded(raw)).or(start),
            "end" => end = moment(&decoded(raw)).or(end),
            "range" => link.range = relative(raw).or(link.range),
            "tz" => link.zone = Some(decoded(raw)),
            "from" => from = moment(&decoded(raw)).or(from),
            "to" => to = moment(&decoded(raw)).or(to),
            "lanes" => link.lanes = lanes(raw).or(link.lanes),
            "hide" => link.hidden = items(raw).into_iter().collect(),
            "sel" => link.selection = selection(&decoded(raw)).or(link.selection),
            "api" => link.api = Some(decoded(raw)),
            "base" => link.base = BaseUrl::in_link(&decoded(raw)).or(link.base),
            "demo" => link.demo = raw.parse().ok().or(link.demo),
            _ => {}
        }
    }
    if let (Some(start), Some(end)) = (start, end) {
        link.range = Some(Range::Typed(Span { start, end }));
    }
    if let (Some(start), Some(end)) = (from, to) {
        link.view = Some(Span { start, end }).filter(|span| !span.is_empty());
    }
    link
}

/// Writes a query string without its `?`; empty when the link says nothing. Times outside the years
/// 0 to 9999, and a base on this origin, are left out.
pub fn format(link: &Link) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut part = |key: &str, value: Option<String>| {
        parts.extend(value.filter(|v| !v.is_empty()).map(|value| format!("{key}={value}")));
    };
    part("agent", link.agents.as_ref().map(agents_text));
    match link.range {
        Some(Range::Relative(relative)) => part("range", Some(relative.word().to_owned())),
        Some(Range::Typed(span)) => {
            let (start, end) = (moment_text(span.start), moment_text(span.end));
            if let (Some(start), Some(end)) = (start, end) {
                part("start", Some(start));
                part("end", Some(end));
            }
        }
        None => {}
    }
    part("tz", link.zone.as_deref().map(escaped));
    if let Some((from, to)) = link.view.and_then(span_text) {
        part("from", Some(from));
        part("to", Some(to));
    }
    part("lanes", link.lanes.map(|lanes| lanes_word(lanes).to_owned()));
    part("hide", Some(list(link.hidden.iter().map(String::as_str))));
    part("sel", link.selection.and_then(span_text).map(|(start, end)| format!("{start}~{end}")));
    part("api", link.api.as_deref().map(escaped));
    let base = link.base.as_ref().filter(|base| base.is_full());
    part("base", base.map(|base| escaped(base.as_str())));
    part("demo", link.demo.map(|sample| sample.to_string()));
    parts.join("&")
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_set, vec};
    use proptest::option;
    use proptest::prelude::*;

    use super::*;
    use crate::app::range::Relative;
    use model::record::AgentId;
    use model::time::{Millis, parse_strict_utc};

    fn at(text: &str) -> Millis {
        parse_strict_utc(text).unwrap()
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            "[A-Za-z0-9_-]{1,12}",
            "[^\\x00]{1,8}",
            Just("all".to_owned()),
            Just("a,b&c=d+e%20 ä".to_owned())
        ]
    }

    fn times() -> impl Strategy<Value = Span> {
        (0_i64..200_000_000_000_000, 1_i64..100_000_000_000)
            .prop_map(|(start, len)| Span::new(start, start + len))
    }

    fn samples() -> impl Strategy<Value = Sample> {
        let team = (1_u32.., 1_u32..).prop_map(|(agents, days)| Sample::Team { agents, days });
        prop_oneof![any::<u32>().prop_map(Sample::Records), team]
    }

    fn links() -> impl Strategy<Value = Link> {
        let ids = vec(text().prop_map(AgentId::from), 1..4);
        let agents = option::of(prop_oneof![Just(Agents::All), ids.prop_map(Agents::Named)]);
        let range = prop_oneof![
            (0..4_usize).prop_map(|i| Range::Relative(Relative::ALL[i].0)),
            times().prop_map(Range::Typed),
            times().prop_map(|span| Range::Typed(Span { start: span.end, end: span.start })),
        ];
        let lanes = prop_oneof![Just(LaneMode::State), Just(LaneMode::Agent), Just(LaneMode::Day)];
        let base = "https://[a-z0-9-]{1,20}\\.example(:[1-9][0-9]{2,3})?(/[a-z&+,%]{1,6}[a-z])?"
            .prop_map(|base| BaseUrl::parse(&base).unwrap());
        let who = (agents, option::of(range), option::of(text()), option::of(times()), option::of(lanes));
        let what = (
            btree_set(text(), 0..4),
            option::of(times()),
            option::of(text()),
            option::of(base),
            option::of(samples()),
        );
        (who, what).prop_map(|((agents, range, zone, view, lanes), (hidden, selection, api, base, demo))| {
            Link { agents, range, zone, view, lanes, hidden, selection, api, base, demo }
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(link in links()) {
            let text = format(&link);
            prop_assert!(!text.contains([' ', '#', '"']), "{}", text);
            prop_assert_eq!(parse(&text), link.clone());
            prop_assert_eq!(parse(&format!("?unknown=1&{text}&token=x")), link);
        }

        #[test]
        fn nothing_that_is_typed_breaks_it(query in ".{0,200}") {
            let link = parse(&query);
            prop_assert_eq!(parse(&format(&link)), link);
        }
    }

    #[test]
    fn links_are_readable() {
        let link = Link {
            agents: Some(Agents::Named(vec!["12".into(), "7 b".into()])),
            range: Some(Range::Typed(Span {
                start: at("2026-11-03T00:00:00Z"),
                end: at("2026-11-04T00:00:00Z"),
            })),
            zone: Some("America/New_York".to_owned()),
            view: Some(Span { start: at("2026-11-03T12:00:00Z"), end: at("2026-11-03T12:00:00Z") + 1_500 }),
            lanes: Some(LaneMode::Day),
            hidden: BTreeSet::from(["LOGOUT".to_owned(), "NOT_READY".to_owned()]),
            base: BaseUrl::in_link("http://localhost:8080/api"),
            ..Link::default()
        };
        assert_eq!(
            format(&link),
            "agent=12,7%20b&start=2026-11-03T00:00:00Z&end=2026-11-04T00:00:00Z&tz=America/New_York\
             &from=2026-11-03T12:00:00Z&to=2026-11-03T12:00:01.500Z&lanes=day&hide=LOGOUT,NOT_READY\
             &base=http://localhost:8080/api"
        );
        assert_eq!(format(&Link::default()), "");
    }

    #[test]
    fn what_cannot_be_read_is_passed_over() {
        let link = parse(
            "agent=,&start=yesterday&range=8d&from=2026-11-03T12:00:00Z&to=2026-11-03T11:00:00Z&demo=-1&lanes=x&sel=1~2",
        );
        assert_eq!(link, Link::default());
        assert_eq!(parse("demo=99999999999999999999").demo, Some(Sample::Records(u32::MAX)));
        let forms = parse("agent=Ann+Lee&start=2026-11-03T00%3A00%3A00Z&end=2026-11-03");
        assert_eq!(forms.agents, Some(Agents::Named(vec!["Ann Lee".into()])));
        assert_eq!(forms.range, None);
    }

    #[test]
    fn no_secret_gets_into_a_link() {
        for base in [
            "https://user:pass@host",
            "https://host/?token=abc",
            "https://host#abc",
            "javascript:alert(1)",
            "host",
            "https://",
        ] {
            assert_eq!(parse(&format!("base={}", escaped(base))).base, None, "{base}");
        }
        let here = Link { base: BaseUrl::parse("/cxone").ok(), ..Link::default() };
        assert_eq!(format(&here), "");
    }
}
