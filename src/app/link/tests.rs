use chrono::Weekday;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::app::range::Relative;
use crate::app::row_figures;
use crate::app::table::Column;
use model::state::StateKind;
use model::time::{DAY, HOUR, MINUTE, parse_strict_utc};

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

fn id() -> impl Strategy<Value = AgentId> {
    prop_oneof![text().prop_map(AgentId::from), Just("~@%40-".into())]
}

fn hours_of_a_day() -> impl Strategy<Value = Span> {
    (0_i64..DAY, 1_i64..2 * DAY).prop_map(|(start, len)| Span::new(start, start + len))
}

fn selections() -> impl Strategy<Value = Selection> {
    (times(), option::of(hours_of_a_day()), option::of(vec(id(), 1..4)))
        .prop_map(|(span, hours, agents)| Selection { span, hours, agents })
}

fn filters() -> impl Strategy<Value = Filter> {
    let kinds = (0..StateKind::ALL.len()).prop_map(|i| StateKind::ALL[i]);
    (option::of(text()), option::of(text()), option::of(kinds)).prop_map(|(filter, team, state)| Filter {
        text: filter.unwrap_or_default(),
        team: team.map(Into::into),
        state,
    })
}

fn rules() -> impl Strategy<Value = String> {
    prop_oneof![text(), Just("each:Break,Tea*:15m+1m;acw:3m".to_owned()), Just(";".to_owned())]
}

fn links() -> impl Strategy<Value = Link> {
    let ids = vec(text().prop_map(AgentId::from), 1..4);
    let agents = option::of(prop_oneof![Just(Agents::All), ids.prop_map(Agents::Named)]);
    let range = prop_oneof![
        (0_u8..7, 0..Relative::all(Weekday::Mon).len())
            .prop_map(|(day, i)| { Range::Relative(Relative::all(Weekday::try_from(day).unwrap())[i]) }),
        times().prop_map(Range::Typed),
        times().prop_map(|span| Range::Typed(Span { start: span.end, end: span.start })),
    ];
    let lanes = prop_oneof![Just(LaneMode::State), Just(LaneMode::Agent), Just(LaneMode::Day)];
    let base = "https://[a-z0-9-]{1,20}\\.example(:[1-9][0-9]{2,3})?(/[a-z&+,%]{1,6}[a-z])?"
        .prop_map(|base| BaseUrl::parse(&base).unwrap());
    let columns = row_figures::Column::sortable();
    let rows = (option::of(0..columns.len()), any::<bool>())
        .prop_map(|(by, descending)| RowSort { by: by.map(|i| columns[i]), descending });
    let records = (0..Column::ALL.len(), any::<bool>())
        .prop_map(|(i, descending)| table::Sort { by: Column::ALL[i].0, descending });
    let at = (0_i64..200_000_000_000_000).prop_map(Millis);
    let shown = prop_oneof![
        Just((None, None)),
        times().prop_map(|view| (Some(view), None)),
        hours_of_a_day().prop_map(|hours| (None, Some(hours))),
    ];
    let who = (agents, option::of(range), option::of(text()), shown, option::of(lanes), option::of(id()));
    let what = (
        (btree_set(text(), 0..4), option::of(rules())),
        option::of(selections()),
        (option::of(text()), option::of((0..SourceKind::ALL.len()).prop_map(|i| SourceKind::ALL[i].0))),
        option::of(base),
        option::of(samples()),
    );
    let names = btree_set(text(), 0..3);
    let grouping = (option::of(any::<bool>()), names, btree_set(id(), 0..3));
    let order = (filters(), (rows, grouping), option::of(records), option::of(at), any::<bool>());
    (who, what, order).prop_map(|(who, what, order)| {
        let (agents, range, zone, (view, hours), lanes, open) = who;
        let ((hidden, rules), selection, (api, source), base, demo) = what;
        let (filter, (sort, (grouped, folded, expanded)), records, moment, names_hidden) = order;
        let seen = Link {
            lanes,
            hidden,
            open,
            filter,
            sort,
            grouped,
            folded,
            expanded,
            records,
            moment,
            names_hidden,
            rules,
            ..Link::default()
        };
        Link { agents, range, zone, view, hours, selection, api, source, base, demo, ..seen }
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
        open: Some("7 b".into()),
        filter: Filter {
            text: "ann".to_owned(),
            team: Some("Red & Blue".into()),
            state: Some(StateKind::WrapUp),
        },
        sort: RowSort { by: Some(row_figures::Column::NotReady), descending: true },
        records: Some(table::Sort { by: Column::Duration, descending: false }),
        selection: Some(Selection {
            span: Span { start: at("2026-11-03T12:00:00Z"), end: at("2026-11-04T12:00:00Z") },
            hours: Some(Span::new(9 * HOUR + 30 * MINUTE, 25 * HOUR + 1)),
            agents: Some(vec!["12".into(), "a,b".into()]),
        }),
        moment: Some(at("2026-11-03T12:30:00Z")),
        names_hidden: true,
        rules: Some("each:Break,Tea*:15m+1m;day:Break:30m".to_owned()),
        hidden: BTreeSet::from(["LOGOUT".to_owned(), "NOT_READY".to_owned()]),
        base: BaseUrl::in_link("http://localhost:8080/api"),
        ..Link::default()
    };
    assert_eq!(
        format(&link),
        "agent=12,7%20b&start=2026-11-03T00:00:00Z&end=2026-11-04T00:00:00Z&tz=America/New_York\
         &from=2026-11-03T12:00:00Z&to=2026-11-03T12:00:01.500Z&lanes=day&open=7%20b&q=ann\
         &team=Red%20%26%20Blue&was=wrap-up&sort=not-ready-,duration&hide=LOGOUT,NOT_READY\
         &sel=2026-11-03T12:00:00Z~2026-11-04T12:00:00Z~09:30-25:00:00.001@12,a%2Cb\
         &at=2026-11-03T12:30:00Z&names=hidden\
         &rules=each:Break,Tea*:15m%2B1m;day:Break:30m&base=http://localhost:8080/api"
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
    for bad in
        ["sel=2026-11-03~x", "sort=height,-", "was=asleep", "from=9:60&to=10:00", "from=09:00&to=09:00"]
    {
        assert_eq!(parse(bad), Link::default(), "{bad}");
    }
    for bad in ["~09:00", "~10:00-09:00", "~9-10", "~-"] {
        let text = format!("sel=2026-11-03T00:00:00Z~2026-11-04T00:00:00Z{bad}");
        assert_eq!(parse(&text).selection, None, "{text}");
    }
    let forms = parse("agent=Ann+Lee&start=2026-11-03T00%3A00%3A00Z&end=2026-11-03");
    assert_eq!(forms.agents, Some(Agents::Named(vec!["Ann Lee".into()])));
    assert_eq!(forms.range, None);
    let forms = parse("sel=2026-11-03T00%3A00%3A00Z%7E2026-11-04T00%3A00%3A00Z%4012,Ann+Lee");
    let selected = forms.selection.unwrap();
    assert_eq!((selected.span.len(), selected.agents), (DAY, Some(vec!["12".into(), "Ann Lee".into()])));
}

#[test]
fn one_word_says_the_order_of_rows_wherever_a_link_has_it() {
    let by = |column| RowSort { by: Some(column), descending: true };
    let (in_, limits) = (row_figures::Column::In, row_figures::Column::Limits);
    for (text, expected) in [
        ("rows=in-", by(in_)),
        ("sort=duration&rows=in-", by(in_)),
        ("rows=in-&sort=limits-", by(limits)),
        ("sort=duration,limits-&rows=in-", by(limits)),
        ("sort=name-", RowSort { by: None, descending: true }),
        ("sort=first-login-", RowSort::default()),
        ("rows=time-", RowSort::default()),
        ("rows=height&sort=-", RowSort::default()),
    ] {
        assert_eq!(parse(text).sort, expected, "{text}");
        assert!(!format(&parse(text)).contains("rows="), "{text}");
    }
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
