use chrono::Weekday;
use proptest::collection::btree_set;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::app::link::{format, parse};
use crate::app::range::{Range, Relative};
use crate::app::row_figures;
use crate::app::table::Column;
use data::demo::Sample;
use model::state::StateKind;
use model::time::{DAY, HOUR};

const WINDOW: Span = Span::new(1_793_707_200_000, 1_793_707_200_000 + 7 * DAY);

const IDS: [&str; 6] = ["12", "a,b", "all", "x y", "@~&", "ä"];

/// A page: the question, who is there, and how it is looked at.
#[derive(Clone, Debug)]
struct Page {
    question: Link,
    agents: Vec<AgentId>,
    look: Look,
}

fn part() -> impl Strategy<Value = Span> {
    (0..7 * DAY - 1, 1..7 * DAY).prop_map(|(from, len)| {
        Span::new(WINDOW.start.0 + from, WINDOW.start.0 + from + len).intersect(WINDOW)
    })
}

fn hours() -> impl Strategy<Value = Span> {
    (0..24 * HOUR, 1..HOUR * 25).prop_map(|(from, len)| Span::new(from, (from + len).min(25 * HOUR)))
}

fn agents() -> impl Strategy<Value = Vec<AgentId>> {
    subsequence(IDS.to_vec(), 1..=IDS.len())
        .prop_shuffle()
        .prop_map(|ids| ids.into_iter().map(AgentId::from).collect())
}

/// With weeks of every first day.
fn relatives() -> Vec<Range> {
    let all = (0..7).filter_map(|day| Weekday::try_from(day).ok()).flat_map(Relative::all);
    all.map(Range::Relative).collect()
}

fn question(agents: Vec<AgentId>) -> impl Strategy<Value = Link> {
    let all = Link { agents: Some(Agents::All), ..Link::default() };
    let named = Link { agents: Some(Agents::Named(agents)), ..Link::default() };
    let sample = Link { demo: Some(Sample::Records(99)), ..Link::default() };
    let range = prop_oneof![select(relatives()), Just(Range::Typed(WINDOW)),];
    (select(vec![all, named, sample]), range)
        .prop_map(|(question, range)| Link { range: Some(range), ..question })
}

fn selection(agents: Vec<AgentId>) -> impl Strategy<Value = Selection> {
    let all = agents.len();
    (part(), option::of(hours()), option::of(subsequence(agents, 1..=all)))
        .prop_map(|(span, hours, agents)| Selection { span, hours, agents })
}

fn filter() -> impl Strategy<Value = Filter> {
    let team = select(vec!["Red", "Red & Blue", "a,b"]);
    (".{0,5}", option::of(team), option::of(select(StateKind::ALL.to_vec())))
        .prop_map(|(text, team, state)| Filter { text, team: team.map(Into::into), state })
}

fn sorts() -> impl Strategy<Value = RowSort> {
    let columns = row_figures::Column::sortable().to_vec();
    (option::of(select(columns)), any::<bool>()).prop_map(|(by, descending)| RowSort { by, descending })
}

type Grouping = (Option<bool>, BTreeSet<String>, BTreeSet<AgentId>);

fn grouping(agents: Vec<AgentId>) -> impl Strategy<Value = Grouping> {
    let folded = btree_set(select(vec!["Red & Blue", "a,b", "-"]), 0..3);
    let all = agents.len();
    (option::of(any::<bool>()), folded, subsequence(agents, 0..=all)).prop_map(
        |(grouped, folded, expanded)| {
            (grouped, folded.into_iter().map(str::to_owned).collect(), expanded.into_iter().collect())
        },
    )
}

fn look(agents: Vec<AgentId>) -> impl Strategy<Value = Look> {
    let whole_day = option::of(Just(Span::new(0, DAY)));
    let seen = prop_oneof![
        option::of(part()).prop_map(|view| (LaneMode::State, view, None)),
        option::of(part()).prop_map(|view| (LaneMode::Agent, view, None)),
        (select(vec![LaneMode::State, LaneMode::Agent]), whole_day)
            .prop_map(|(lanes, hours)| (lanes, None, hours)),
        option::of(hours()).prop_map(|hours| (LaneMode::Day, None, hours)),
    ];
    let hidden = btree_set(select(vec!["ready", "not-ready", "A,B", "others"]), 0..3);
    let records = (select(Column::ALL.map(|(by, _)| by).to_vec()), any::<bool>())
        .prop_map(|(by, descending)| table::Sort { by, descending });
    let moment = option::of(part().prop_map(|span| span.start));
    let rules = option::of(select(vec!["each:Break:15m+1m;acw:3m", "day:Tea \\;*,&:1h", ";"]));
    let panel = option::of(select(Panel::ALL.to_vec()));
    let order = (
        hidden,
        filter(),
        (sorts(), grouping(agents.clone())),
        records,
        moment,
        (any::<bool>(), rules, panel),
    );
    (select(agents.clone()), seen, option::of(selection(agents)), order).prop_map(
        |(
            open,
            (lanes, view, hours),
            selection,
            (
                hidden,
                filter,
                (sort, (grouped, folded, expanded)),
                records,
                moment,
                (names_hidden, rules, panel),
            ),
        )| {
            let view = view.filter(|view| *view != WINDOW);
            let hidden = hidden.into_iter().map(str::to_owned).collect();
            let open = Some(open);
            Look {
                lanes,
                open,
                view,
                hours,
                selection,
                hidden,
                filter,
                sort,
                grouped,
                folded,
                expanded,
                records,
                moment,
                names_hidden,
                rules: rules.map(str::to_owned),
                panel,
            }
        },
    )
}

fn pages() -> impl Strategy<Value = Page> {
    agents().prop_flat_map(|agents| {
        (question(agents.clone()), look(agents.clone())).prop_map(move |(question, look)| Page {
            question,
            agents: agents.clone(),
            look,
        })
    })
}

proptest! {
    #[test]
    fn a_copied_link_opens_what_it_was_copied_from(page in pages()) {
        let loaded = Loaded { agents: &page.agents, window: WINDOW };
        let link = page.look.link(&page.question, loaded);
        let opened = parse(&format(&link));
        prop_assert_eq!(&opened, &link);
        prop_assert_eq!(Look::of(&opened, loaded), page.look.clone());
        // Whoever asks for everyone may get them in another order.
        if page.question.agents == Some(Agents::All) {
            let turned: Vec<AgentId> = page.agents.iter().rev().cloned().collect();
            prop_assert_eq!(Look::of(&opened, Loaded { agents: &turned, window: WINDOW }), page.look);
        }
    }

    #[test]
    fn whatever_a_link_says_only_what_is_there_is_shown(page in pages(), other in pages()) {
        let loaded = Loaded { agents: &page.agents, window: WINDOW };
        let link = other.look.link(&other.question, Loaded { agents: &other.agents, window: WINDOW });
        let look = Look::of(&link, loaded);
        prop_assert!(look.open.is_some_and(|open| page.agents.contains(&open)));
        prop_assert!(look.expanded.iter().all(|id| page.agents.contains(id)));
        if let Some(Selection { agents: Some(agents), .. }) = look.selection {
            prop_assert!(!agents.is_empty() && agents.iter().all(|id| page.agents.contains(id)));
        }
    }
}

fn ids(ids: &[&str]) -> Vec<AgentId> {
    ids.iter().map(|id| AgentId::from(*id)).collect()
}

#[test]
fn a_link_that_says_nothing_opens_the_usual() {
    let (one, two) = (ids(&["7"]), ids(&["7", "12"]));
    let look = |link: &str, agents: &[AgentId]| Look::of(&parse(link), Loaded { agents, window: WINDOW });
    assert_eq!(look("agent=7", &one).lanes, LaneMode::Day, "several days");
    let part = "agent=7&from=2026-11-05T00:00:00Z&to=2026-11-05T01:00:00Z";
    assert_eq!(look(part, &one).lanes, LaneMode::State);
    assert!(look(part, &one).view.is_some());
    for (hours, expected) in
        [(1, LaneMode::State), (25, LaneMode::State), (26, LaneMode::Day), (400 * 24 + 1, LaneMode::State)]
    {
        let window = Span::new(0, hours * HOUR);
        assert_eq!(Look::of(&parse("agent=7"), Loaded { agents: &one, window }).lanes, expected, "{hours} h");
    }
    assert_eq!(look("agent=all", &two).lanes, LaneMode::Agent);
    assert_eq!(look("agent=12,7", &two).open, Some("12".into()), "the first who was asked for");
    assert_eq!(look("agent=all&open=99", &two).open, Some("7".into()));
    assert_eq!(look("agent=all", &[]).open, None);
}

#[test]
fn what_is_usual_is_left_out() {
    let (one, two) = (ids(&["7"]), ids(&["7", "12"]));
    let copied = |question: &str, look: Look, agents: &[AgentId]| {
        format(&look.link(&parse(question), Loaded { agents, window: WINDOW }))
    };
    let of = |lanes, open: &str| Look { lanes, open: Some(open.into()), ..Look::default() };
    assert_eq!(copied("agent=7", of(LaneMode::Day, "7"), &one), "agent=7");
    assert_eq!(copied("agent=7", of(LaneMode::State, "7"), &one), "agent=7&lanes=state");
    assert_eq!(copied("agent=7,12", of(LaneMode::Agent, "7"), &two), "agent=7,12");
    assert_eq!(copied("agent=7,12", of(LaneMode::State, "12"), &two), "agent=7,12&lanes=state&open=12");
    assert_eq!(copied("agent=all", of(LaneMode::Agent, "7"), &two), "agent=all&open=7");
    // Where the link is opened there may be more of them.
    assert_eq!(copied("agent=all", of(LaneMode::State, "7"), &one), "agent=all&lanes=state&open=7");
}

#[test]
fn old_links_open_as_they_did() {
    let agents = ids(&["7"]);
    let link = parse(
        "agent=7&start=2026-11-03T12:00:00Z&end=2026-11-10T12:00:00Z&from=2026-11-04T00:00:00Z\
         &to=2026-11-05T00:00:00Z&hide=ready&sel=2026-11-04T01:00:00Z~2026-11-04T02:00:00Z&lanes=agent&colour=blue",
    );
    let look = Look::of(&link, Loaded { agents: &agents, window: WINDOW });
    assert_eq!(look.view.map(Span::len), Some(DAY));
    assert_eq!(look.selection.map(|selection| selection.span.len()), Some(HOUR));
    assert_eq!(look.hidden, BTreeSet::from(["ready".to_owned()]));
    assert_eq!(look.lanes, LaneMode::Agent);
}
