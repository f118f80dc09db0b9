//! Seeds of archives: small ones, as the writer of archives makes them.

use data::archive::manifest::{Day, Manifest, day_of};
use data::archive::row::Row;
use data::archive::schema::{COLUMNS, STATES, lengths, tail};
use data::archive::sums::{HALVES, Sum, SumsList, write_sums};
use data::archive::write::write;
use data::archive::{People, people_text};
use data::dialect::{DIALECTS, Dialect};
use model::directory::Person;
use model::record::RowKey;
use model::state::StateKind;
use model::time::{DAY, HOUR, MINUTE};

use super::archives::varint;
use super::figures::YEAR;

/// A seed: its target, its name, its bytes.
pub type Seed = (&'static str, &'static str, Vec<u8>);

/// All of them.
pub fn seeds() -> Vec<Seed> {
    let [first, second] = DIALECTS;
    let [one, other] = [first, second].map(|api| write(api, rows()).expect("rows in order"));
    let (whole, sums) = lists(first);
    vec![
        ("archive", "manifest", whole),
        ("archive", "people", people()),
        ("archive", "roster", br#"["100001","100002","7"]"#.to_vec()),
        ("archive", "sums", sums),
        ("groups", "rows", framed(0, &one.bytes[4..], one.groups[0].bytes, 24)),
        ("groups", "rows-of-the-other-api", framed(4, &other.bytes[4..], other.groups[0].bytes, 24)),
        ("groups", "sums", sums_group(first)),
        ("groups", "pages", pages()),
        ("parquet", "foreign", foreign(&one.bytes)),
        ("parquet", "rows", one.bytes),
        ("parquet", "rows-of-the-other-api", other.bytes),
    ]
}

/// Rows of two agents.
fn rows() -> Vec<Row> {
    let row = |agent: &str, place: i64| Row {
        agent: agent.into(),
        start: YEAR.start + (HOUR + place * 7 * MINUTE),
        duration_ms: (place < 11).then_some(7 * MINUTE),
        state: if place % 2 == 0 { "Available".into() } else { "Unavailable".into() },
        reason: (place % 2 == 1).then(|| "Lunch".into()),
        kind: if place % 2 == 0 { StateKind::Available } else { StateKind::NotReady },
        reported_ms: if place % 3 == 0 { Some(MINUTE) } else { Some(7 * MINUTE) },
        key: RowKey { session: 7, index: u32::try_from(place).ok() },
        detail: (place % 5 == 0).then(|| format!("Skill: Billing \u{b7} Contact: {place}").into()),
        is_derived: place % 7 == 6,
        fetched: YEAR.start + DAY,
    };
    ["100001", "100002"].into_iter().flat_map(|agent| (0..12).map(move |place| row(agent, place))).collect()
}

fn sum(agent: &str, half: Option<u8>, ms: i64) -> Sum {
    let (state, reason) = ("Available".into(), None);
    Sum { agent: agent.into(), half, state, reason, kind: StateKind::Available, ms }
}

/// The sums of a day with a half hour.
fn sums() -> Vec<Sum> {
    let half = DAY / HALVES as i64;
    vec![sum("100001", None, DAY), sum("100002", None, half), sum("100002", Some(3), half)]
}

/// The manifest, and the list of sums, of a day.
fn lists(api: &'static dyn Dialect) -> (Vec<u8>, Vec<u8>) {
    let (date, hash) = (day_of(YEAR.start).expect("a day"), "5a".repeat(32));
    let written = write(api, rows()).expect("rows in order");
    let day = Day {
        day: date,
        fetched: YEAR.start + DAY,
        agents: Some(hash.clone()),
        failed: vec![],
        refused: 1,
        repeated: 2,
    };
    let mut manifest = Manifest::new(api.name());
    manifest.replace(day, Some(written.file(date, hash.clone())));
    (manifest.people, manifest.sums) = (Some(hash.clone()), Some(hash.clone()));
    let mut list = SumsList::default();
    list.put(write_sums(api, date, &sums()).expect("sums").told(date, hash));
    (manifest.text().into_bytes(), list.text())
}

fn people() -> Vec<u8> {
    let person = |name: &str, team: Option<&str>| Person { name: name.into(), team: team.map(Into::into) };
    let all = [("100001".into(), person("Ada", Some("Orders"))), ("7".into(), person("", None))];
    people_text(&People::from(all))
}

/// A group as the target takes it: rows, what it is of, each column behind its length.
fn framed(of: u8, group: &[u8], bytes: u64, rows: u16) -> Vec<u8> {
    let group = &group[..usize::try_from(bytes).expect("a small group")];
    let end = group.len() - tail(STATES);
    columns(of, rows, &group[..end], &group[end..end + lengths(STATES)])
}

fn columns(of: u8, rows: u16, mut columns: &[u8], lengths: &[u8]) -> Vec<u8> {
    let mut framed = [&rows.to_le_bytes()[..], &[of]].concat();
    for length in lengths.chunks(4) {
        let (column, rest) = columns.split_at(usize::from(u16::from_le_bytes([length[0], length[1]])));
        framed.extend_from_slice(&length[..2]);
        framed.extend_from_slice(column);
        columns = rest;
    }
    framed
}

fn sums_group(api: &'static dyn Dialect) -> Vec<u8> {
    let date = day_of(YEAR.start).expect("a day");
    let written = write_sums(api, date, &sums()).expect("sums");
    let group = &written.bytes[4..][..usize::try_from(written.groups[0].bytes).expect("a small group")];
    let end = group.len() - 8 - 7 * 4;
    columns(1, 2, &group[..end], &group[end..end + 7 * 4])
}

/// A group of four rows as what its pages hold.
fn pages() -> Vec<u8> {
    let mut group = vec![4, 0, 2];
    let page = |head: [u8; 4], held: &[u8]| [&head[..], &(held.len() as u16).to_le_bytes(), held].concat();
    let texts = |word: &[u8]| {
        let word = [&(word.len() as u32).to_le_bytes()[..], word].concat();
        [page([2, 0, 1, 0], &word), page([0, 8, 4, 0], &[1, 8, 0])].concat()
    };
    // Blocks of 128 in four packs, four numbers, the first of them, and each a minute later, without more bits.
    let mut deltas = vec![128, 1, 4, 4];
    for number in [YEAR.start.0, MINUTE] {
        varint(&mut deltas, number as usize * 2);
    }
    deltas.extend([0; 4]);
    let nothing = page([0, 5, 4, 0], &[2, 0, 0, 0, 8, 0]);
    let nothing_again = page([3, 5, 4, 2], &[8, 0]);
    for place in 0..COLUMNS {
        let column = match place {
            0 => texts(b"100001"),
            1 | 15 => page([0, 5, 4, 0], &deltas),
            3 => texts(b"Available"),
            5 => texts(b"Ready"),
            6 | 14 => page([0, 0, 4, 0], &[0]),
            2 => nothing_again.clone(),
            _ => nothing.clone(),
        };
        group.extend((column.len() as u16).to_le_bytes());
        group.extend(column);
    }
    group
}

/// A file in which nothing says who wrote it.
fn foreign(own: &[u8]) -> Vec<u8> {
    let mut file = own.to_vec();
    for (name, other) in [(&b"shiftline"[..], &b"somewrite"[..]), (b"agent_id", b"agent_no")] {
        for at in 0..=file.len() - name.len() {
            if file[at..].starts_with(name) {
                file[at..at + name.len()].copy_from_slice(other);
            }
        }
    }
    file
}
