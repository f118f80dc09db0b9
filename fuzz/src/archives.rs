//! What pages read of archives: their lists, groups of rows and of sums; and Parquet files that are opened.

use std::ops::Bound;

use data::archive::manifest::Manifest;
use data::archive::schema::{COLUMNS, check};
use data::archive::sums::{Filling, MAX_DAYS, SumsList, plan_sums};
use data::archive::{self as archives, MAX_GROUPS, Piece, Plan, Rosters, Shape};
use data::dialect::{DIALECTS, Dialect};
use data::fetch::{Fetch, FetchState, FetchStep};
use data::query::{Agents, Query};
use data::source::Response;
use model::page::Part;
use model::state::{StateKind, StateMap};
use model::time::{DAY, Millis, Span};
use model::zone::Zone;

use super::figures::{NOW, YEAR, built};
use super::files;

/// The manifest, and the lists that it names.
pub fn archive(body: &[u8]) {
    let manifest = Manifest::read(body).unwrap_or_else(|_| Manifest::new("cxone"));
    assert_eq!(
        Manifest::read(manifest.text().as_bytes()).as_ref(),
        Ok(&manifest),
        "a list of files written again"
    );
    let first = manifest.files.first().map_or(YEAR, |file| archives::manifest::span_of(file.day));
    for agents in [Agents::All, Agents::Named(vec!["100001".into(), "7".into()])] {
        for range in [YEAR, first] {
            is_within(&manifest, &archives::plan(&manifest, &Rosters::new(), &agents, range, NOW));
        }
    }
    if let Some(people) = archives::read_people(body) {
        let text = archives::people_text(&people);
        assert_eq!(archives::read_people(&text), Some(people), "people written again");
    }
    let _ = archives::roster(Ok(Response::json(body)), NOW);
    let Some(list) = SumsList::read(body) else { return };
    assert_eq!(SumsList::read(&list.text()).as_ref(), Some(&list), "a list of sums written again");
    let first = list.days().first().map_or(YEAR, |sums| archives::manifest::span_of(sums.day));
    for range in [YEAR, first] {
        let plan = plan_sums((&manifest, &list), &Zone::utc(), range, NOW);
        assert!(plan.days.len() <= MAX_DAYS);
        plan.pieces.iter().for_each(|own| lies_within(&own.piece));
    }
}

/// What is asked for lies in files that there are, and is no more than these have.
fn is_within(manifest: &Manifest, plan: &Plan) {
    plan.pieces.iter().for_each(lies_within);
    assert!(plan.pieces.iter().all(|piece| piece.groups.len() <= MAX_GROUPS));
    assert!(u128::from(plan.rows()) <= manifest.files.iter().map(|file| u128::from(file.rows)).sum());
    let mut apart = plan.lacking.windows(2);
    assert!(
        apart.all(|two| two[0].agent != two[1].agent || two[0].span.end < two[1].span.start),
        "times apart"
    );
}

fn lies_within(piece: &Piece) {
    assert!(
        piece.at.checked_add(piece.bytes()).is_some_and(|end| end <= piece.file_bytes),
        "bytes of a file"
    );
}

/// A group of rows or of sums, as its bytes come from a host that gives it the right check, whatever it is. Two bytes say how
/// many rows it is told to have, one says what the group is of; then columns, each behind its length.
pub fn groups(bytes: &[u8]) {
    let [low, high, of, rest @ ..] = bytes else { return };
    let rows = u64::from(u16::from_le_bytes([*low, *high]));
    let api = DIALECTS[usize::from(of >> 2 & 1)];
    let is_of_sums = of & 1 != 0;
    let pages = if of & 2 == 0 { <[u8]>::to_vec } else { packed_pages };
    let group = group(rest, if is_of_sums { 7 } else { COLUMNS }, pages);
    if is_of_sums { sums_of(api, rows, &group) } else { rows_of(api, piece(&group, rows), &group) }
}

/// The bytes of a group.
fn group(mut bytes: &[u8], columns: usize, pages: fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let (mut group, mut lengths) = (Vec::new(), Vec::new());
    for _ in 0..columns {
        let column = pages(counted(&mut bytes));
        lengths.extend((column.len() as u32).to_le_bytes());
        group.extend(column);
    }
    group.extend(lengths);
    let check = check(&group);
    group.extend(check);
    group
}

/// Bytes behind their length of two bytes, or as many as there are.
fn counted<'a>(bytes: &mut &'a [u8]) -> &'a [u8] {
    let Some((length, rest)) = bytes.split_first_chunk() else { return &[] };
    let (counted, rest) = rest.split_at(usize::from(u16::from_le_bytes(*length)).min(rest.len()));
    *bytes = rest;
    counted
}

/// Pages under right headers, so that what is tried is what they hold: each is four bytes (kind, encoding, values, length
/// of the levels in version 2), and what it holds behind its length.
fn packed_pages(mut bytes: &[u8]) -> Vec<u8> {
    let mut pages = Vec::new();
    while let Some(([kind, encoding, count, levels], rest)) = bytes.split_first_chunk() {
        bytes = rest;
        let content = counted(&mut bytes);
        let (levels, values) =
            content.split_at(if *kind == 3 { usize::from(*levels).min(content.len()) } else { 0 });
        let body = [levels, &snappy(values)].concat();
        // Fields 1 to 3: kind, size, size when packed; then the header of the kind, 5, 7 or 8.
        for (head, number) in [(0x15, usize::from(*kind)), (0x15, content.len()), (0x15, body.len())] {
            pages.push(head);
            varint(&mut pages, number << 1);
        }
        let (head, fields) = match kind {
            0 => (0x2c, vec![usize::from(*count), usize::from(*encoding), 3, 3]),
            2 => (0x4c, vec![usize::from(*count), usize::from(*encoding)]),
            _ => (
                0x5c,
                vec![usize::from(*count), 0, usize::from(*count), usize::from(*encoding), levels.len(), 0],
            ),
        };
        pages.push(head);
        for number in fields {
            pages.push(0x15);
            varint(&mut pages, number << 1);
        }
        pages.extend([0, 0]);
        pages.extend(body);
    }
    pages
}

/// A number of seven bits a byte, the lowest first.
pub fn varint(bytes: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Bytes as snappy has what it finds nothing to pack in.
fn snappy(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    varint(&mut packed, bytes.len());
    for piece in bytes.chunks(60) {
        packed.push(((piece.len() - 1) << 2) as u8);
        packed.extend(piece);
    }
    packed
}

fn piece(group: &[u8], rows: u64) -> Piece {
    let bytes = group.len() as u64;
    Piece {
        path: "".into(),
        file_bytes: bytes,
        day: Span { end: YEAR.start + DAY, ..YEAR },
        at: 0,
        groups: vec![Shape { bytes, rows }],
        first: "".into(),
        end: Bound::Unbounded,
    }
}

/// The rows of a group, everyone's and one agent's.
fn rows_of(api: &'static dyn Dialect, piece: Piece, group: &[u8]) {
    let (day, rows) = (piece.day, piece.rows());
    let plan = Plan { pieces: vec![piece], ..Plan::default() };
    let fetched = |agents: Agents| fetched(api, &plan, group, Query::new(agents, day));
    let everyone = fetched(Agents::All);
    let starts = |fetch: &Fetch| {
        let series = fetch.series();
        let pages: Vec<_> =
            series.iter().flat_map(|series| &series.parts).filter_map(Part::page).cloned().collect();
        let blocks = pages.iter().flat_map(|page| &page.blocks);
        let agents = blocks
            .map(|(agent, block)| (agent.clone(), (0..block.len()).map(|at| block.start(at)).collect()));
        agents.collect::<Vec<(_, Vec<Millis>)>>()
    };
    let all = starts(&everyone);
    assert!(all.iter().map(|(_, starts)| starts.len() as u64).sum::<u64>() <= rows, "rows that were told");
    let reach = Span { start: day.start + -archives::LOOK_BACK, ..day };
    assert!(
        all.iter().flat_map(|(_, starts)| starts).all(|start| reach.contains(*start)),
        "rows of the range"
    );
    built(&everyone.series(), everyone.catalog().clone(), day, NOW);
    if let Some((agent, _)) = all.first() {
        let own: Vec<_> = all.iter().filter(|(id, _)| id == agent).cloned().collect();
        assert_eq!(starts(&fetched(Agents::Named(vec![agent.clone()]))), own, "one agent's rows");
    }
}

fn fetched(api: &'static dyn Dialect, plan: &Plan, group: &[u8], query: Query) -> Fetch {
    let mut fetch = archives::fetch(api.name(), plan, query, None).expect("an API that is known");
    while let FetchStep::Send { ticket, .. } = fetch.step(NOW) {
        let body = archives::body(&plan.pieces[0], group);
        fetch.arrived(ticket, Ok(Response { status: 200, body, ..Response::default() }), NOW, 0.5);
    }
    assert_ne!(fetch.state(), FetchState::Running, "a load that ends");
    fetch
}

/// The sums of a group, in a table of one day.
fn sums_of(api: &'static dyn Dialect, rows: u64, group: &[u8]) {
    let (bytes, file) = (group.len(), group.len() + 4);
    let hash = "0".repeat(64);
    let list =
        format!(r#"[{{"day":"2026-01-01","bytes":{file},"hash":"{hash}","groups":[[0,{bytes},{rows}]]}}]"#);
    let list = SumsList::read(list.as_bytes()).expect("a list of one day");
    let day = Span { end: YEAR.start + DAY, ..YEAR };
    let plan = plan_sums((&Manifest::new(api.name()), &list), &Zone::utc(), day, NOW);
    let Some(own) = plan.pieces.first() else { return };
    let mut filling = Filling::new(api, &plan, None, StateMap::default());
    let is_right = filling.add(own, group).is_ok();
    let table = filling.finish();
    assert!(is_right || table.agents().next().is_none(), "nothing of a group that is damaged");
    let times = |agent| table.times(agent, 0..1);
    let all: i64 = table
        .agents()
        .map(|agent| StateKind::ALL.map(|kind| times(agent).ms(kind)).iter().sum::<i64>())
        .sum();
    assert!((0..=rows as i64 * DAY).contains(&all), "whole days of {rows} rows");
}

/// A Parquet file: the text of its table has as many cells in each row, and opens like any other.
pub fn parquet(bytes: &[u8]) {
    let Ok(text) = archives::table(bytes.to_vec()) else { return };
    assert!(archives::is_parquet(bytes));
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&*text);
    let widths: Vec<usize> = rows.records().map(|row| row.map_or(0, |row| row.len())).collect();
    assert!(widths.iter().skip(1).all(|width| *width == widths[0]), "{widths:?}");
    files(&text);
}
