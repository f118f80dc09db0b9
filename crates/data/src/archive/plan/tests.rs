//! Plans against a look at every row, and at every moment.

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::manifest::{Cut, Failed, Group};
use super::*;

/// Days of UTC that archives here may hold, from the first of the calendar's 1970 on.
const DAYS: i64 = 6;

/// Bytes of a row, so that what lies where can be told from a piece.
const ROW: u64 = 10;

/// A row: an agent, and when it began in its day.
type Row = (u8, i64);

#[derive(Clone, Debug)]
struct GivenDay {
    /// In order.
    rows: Vec<Row>,
    /// From the beginning of the day.
    fetched: i64,
    failed: Vec<(Option<u8>, i64, i64)>,
    asked: Option<BTreeSet<u8>>,
    refused: u64,
}

fn id(agent: u8) -> AgentId {
    format!("a{agent}").into()
}

fn given_day() -> impl Strategy<Value = GivenDay> {
    let row = (0..9_u8, 0..DAY);
    let failed = (proptest::option::of(0..9_u8), 0..DAY, 0..DAY);
    let asked = proptest::option::of(proptest::collection::btree_set(0..9_u8, 0..9));
    let fetched = prop_oneof![3 => Just(DAY + 5), 1 => 0..DAY];
    (vec(row, 0..60), fetched, vec(failed, 0..3), asked, 0..3_u64).prop_map(
        |(mut rows, fetched, failed, asked, refused)| {
            rows.sort_unstable();
            let failed = failed.into_iter().map(|(agent, a, b)| (agent, a.min(b), a.max(b)));
            GivenDay { rows, fetched, failed: failed.collect(), asked, refused }
        },
    )
}

/// Rows in groups of so many; where these end between agents, one agent's rows are in several only if they are more.
fn groups(rows: &[Row], each: usize, cut: Cut) -> Vec<&[Row]> {
    if cut == Cut::Rows {
        return rows.chunks(each).collect();
    }
    let (mut groups, mut from) = (Vec::new(), 0);
    let mut to = 0;
    for agent in rows.chunk_by(|a, b| a.0 == b.0) {
        if to > from && to - from + agent.len() > each {
            groups.push(&rows[from..to]);
            from = to;
        }
        to += agent.len();
        if to - from > each {
            groups.extend(rows[from..to].chunks(each));
            from = to;
        }
    }
    groups.extend((to > from).then_some(&rows[from..to]));
    groups
}

/// The manifest of such days, in groups of so many rows, and the lists of agents.
fn manifest(days: &[Option<GivenDay>], each: usize, cut: Cut) -> (Manifest, Rosters) {
    let (mut manifest, mut rosters) = (Manifest::new("cxone"), Rosters::new());
    for (number, given) in days.iter().enumerate() {
        let start = number as i64 * DAY;
        let (Some(given), Some(day)) = (given, day_of(Millis(start))) else { continue };
        let list = given.asked.as_ref().map(|asked| {
            rosters.insert(format!("{number}"), asked.iter().copied().map(id).collect());
            format!("{number}")
        });
        let failed = given.failed.iter().map(|(agent, from, to)| Failed {
            agent: agent.map(id),
            span: Span::new(start + from, start + to),
        });
        let mut at = 4;
        let groups = groups(&given.rows, each, cut).into_iter().map(|rows| {
            let bytes = rows.len() as u64 * ROW;
            at += bytes;
            Group { at: at - bytes, bytes, rows: rows.len() as u64, agent: id(rows[0].0) }
        });
        let file = File {
            day,
            bytes: 4 + given.rows.len() as u64 * ROW,
            rows: given.rows.len() as u64,
            hash: "0".repeat(64),
            groups: groups.collect(),
            cut,
        };
        let known = Day {
            day,
            fetched: Millis(start + given.fetched),
            agents: list,
            failed: failed.collect(),
            refused: given.refused,
            repeated: 0,
        };
        manifest.replace(known, Some(file).filter(|file| file.rows > 0));
    }
    (manifest, rosters)
}

/// The rows of a day's file that a piece has.
fn rows_of<'a>(piece: &Piece, given: &'a GivenDay) -> &'a [Row] {
    let from = ((piece.at - 4) / ROW) as usize;
    &given.rows[from..from + piece.rows() as usize]
}

fn cut() -> impl Strategy<Value = Cut> {
    prop_oneof![Just(Cut::Agents), Just(Cut::Rows)]
}

proptest! {
    #[test]
    fn every_row_that_is_wanted_comes_and_no_group_without_a_reason(
        days in vec(proptest::option::weighted(0.8, given_day()), DAYS as usize),
        (each, cut) in (1..9_usize, cut()),
        agents in proptest::option::of(proptest::collection::btree_set(0..10_u8, 1..4)),
        range in (-2 * DAY..(DAYS + 2) * DAY, 1..3 * DAY),
        now in 0..(DAYS + 3) * DAY,
    ) {
        let (manifest, rosters) = manifest(&days, each, cut);
        let range = Span::new(range.0, range.0 + range.1);
        let asked = agents.as_ref().map_or(Agents::All, |ids| Agents::Named(ids.iter().copied().map(id).collect()));
        let plan = plan(&manifest, &rosters, &asked, range, Millis(now));
        let is_wanted = |agent: u8| agents.as_ref().is_none_or(|agents| agents.contains(&agent));
        let mut before = None;
        for piece in &plan.pieces {
            prop_assert!((1..=MAX_GROUPS).contains(&piece.groups.len()));
            prop_assert!(piece.at >= 4 && piece.at + piece.bytes() <= piece.file_bytes);
            let given = days[(piece.day.start.0 / DAY) as usize].as_ref().unwrap();
            let rows = rows_of(piece, given);
            prop_assert!(rows.iter().all(|(agent, _)| piece.may_hold(&id(*agent))), "{piece:?} {rows:?}");
            // A group without a wanted row is there only if one might have been.
            let mut from = ((piece.at - 4) / ROW) as usize;
            for shape in &piece.groups {
                let to = from + shape.rows as usize;
                let (first, next) = (given.rows[from].0, given.rows.get(to).map_or(u8::MAX, |row| row.0));
                let is_alone = cut == Cut::Agents && next > first;
                let mut may_be = first..=(if is_alone { next - 1 } else { next });
                prop_assert!(may_be.any(is_wanted), "{piece:?} {rows:?}");
                from = to;
            }
            let place = (piece.day.start, piece.at);
            prop_assert!(before.is_none_or(|end| end <= place), "in order and apart");
            before = Some((piece.day.start, piece.at + piece.bytes()));
        }
        for (number, given) in days.iter().enumerate() {
            let start = number as i64 * DAY;
            for (place, (agent, at)) in given.iter().flat_map(|given| given.rows.iter().enumerate()) {
                let at = Millis(start + at);
                let may_count = at >= range.start + -LOOK_BACK && at < range.end && at.0 < now;
                if !is_wanted(*agent) || !may_count {
                    continue;
                }
                let byte = 4 + place as u64 * ROW;
                let has = |piece: &Piece| {
                    piece.day.start.0 == start && (piece.at..piece.at + piece.bytes()).contains(&byte)
                };
                prop_assert!(plan.pieces.iter().any(has), "agent {agent} at {at:?}");
            }
        }
    }

    #[test]
    fn what_an_archive_lacks_is_what_no_day_has(
        days in vec(proptest::option::weighted(0.8, given_day()), DAYS as usize),
        agents in proptest::option::of(proptest::collection::btree_set(0..10_u8, 1..4)),
        range in (-2 * DAY..(DAYS + 2) * DAY, 1..3 * DAY),
        now in 0..(DAYS + 3) * DAY,
        at in vec(0.0..1.0_f64, 40),
    ) {
        let (manifest, rosters) = manifest(&days, 3, Cut::Agents);
        let range = Span::new(range.0, range.0 + range.1);
        let asked = agents.as_ref().map_or(Agents::All, |ids| Agents::Named(ids.iter().copied().map(id).collect()));
        let plan = plan(&manifest, &rosters, &asked, range, Millis(now));
        let of = |agent: &AgentId| {
            let own = plan.lacking.iter().filter(|one| one.agent.as_ref().is_none_or(|one| one == agent));
            own.map(|one| one.span).collect::<Vec<_>>()
        };
        let known: BTreeSet<u8> = agents.clone().unwrap_or_else(|| {
            let reach = Span { start: range.start + -LOOK_BACK, end: range.end.min(Millis(now)) };
            let lists = days.iter().enumerate().filter(|(number, _)| {
                let start = *number as i64 * DAY;
                !Span::new(start, start + DAY).intersect(reach).is_empty()
            });
            lists.filter_map(|(_, day)| day.as_ref()?.asked.clone()).flatten().collect()
        });
        for share in at {
            let t = range.start.0 - LOOK_BACK + (share * (range.len() + LOOK_BACK) as f64) as i64;
            let (day, within) = (t.div_euclid(DAY), t.rem_euclid(DAY));
            for agent in &known {
                let expected = t < now && usize::try_from(day).ok().and_then(|day| days.get(day)?.as_ref()).is_none_or(
                    |given| {
                        let failed = given.failed.iter().any(|(whose, from, to)| {
                            whose.is_none_or(|whose| whose == *agent) && (*from..*to).contains(&within)
                        });
                        let unasked = given.asked.as_ref().is_some_and(|asked| !asked.contains(agent));
                        failed || unasked || within >= given.fetched
                    },
                );
                let lacks = of(&id(*agent)).iter().any(|span| span.contains(Millis(t)));
                prop_assert_eq!(lacks, expected, "agent {} at {}", agent, t);
            }
        }
        for two in plan.lacking.windows(2).filter(|two| two[0].agent == two[1].agent) {
            prop_assert!(two[0].span.end < two[1].span.start, "apart: {:?}", two);
        }
    }
}

#[test]
fn neighbours_come_together_but_not_without_end() {
    let rows: Vec<Row> = (0..9).flat_map(|agent| (0..4).map(move |at| (agent, at))).collect();
    let day = GivenDay { rows, fetched: 2 * DAY, failed: vec![], asked: None, refused: 2 };
    let (manifest, rosters) = manifest(&[Some(day.clone()), Some(day)], 4, Cut::Agents);
    let plan = |agents: &Agents| plan(&manifest, &rosters, agents, Span::new(DAY, DAY + 1), Millis(9 * DAY));
    let all = plan(&Agents::All);
    let sizes: Vec<usize> = all.pieces.iter().map(|piece| piece.groups.len()).collect();
    assert_eq!((sizes, all.rows(), all.bytes()), (vec![8, 1, 8, 1], 72, 720));
    assert_eq!(all.refused, 2, "of the range's own day");
    let some = plan(&Agents::Named(vec![id(5)]));
    let places =
        |plan: &Plan| plan.pieces.iter().map(|piece| (piece.at, piece.groups.len())).collect::<Vec<_>>();
    assert_eq!(places(&some), [(4 + 5 * 4 * ROW, 1); 2], "groups end where agents do");
    assert_eq!(some.agents, [id(5)]);
}

#[test]
fn where_groups_end_anywhere_an_agent_may_begin_in_the_one_before() {
    let rows: Vec<Row> = (0..9).flat_map(|agent| (0..4).map(move |at| (agent, at))).collect();
    let day = GivenDay { rows, fetched: 2 * DAY, failed: vec![], asked: None, refused: 0 };
    let (manifest, rosters) = manifest(&[Some(day)], 4, Cut::Rows);
    let plan = plan(&manifest, &rosters, &Agents::Named(vec![id(5)]), Span::new(0, DAY), Millis(9 * DAY));
    let pieces: Vec<(u64, usize)> = plan.pieces.iter().map(|piece| (piece.at, piece.groups.len())).collect();
    assert_eq!(pieces, [(4 + 4 * 4 * ROW, 2)]);
    assert!(plan.pieces[0].may_hold(&id(6)) && !plan.pieces[0].may_hold(&id(7)));
}

#[test]
fn nothing_is_wanted_of_no_time_or_of_the_future() {
    let (manifest, rosters) = manifest(&[None, None], 4, Cut::Agents);
    for (range, now) in [(Span::new(5, 5), 9), (Span::new(5 * DAY, 6 * DAY), 2 * DAY)] {
        let plan = plan(&manifest, &rosters, &Agents::All, range, Millis(now));
        assert_eq!(plan, Plan::default());
    }
}
