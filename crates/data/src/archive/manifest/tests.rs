use proptest::prelude::*;

use super::*;

const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

fn day(number: i32) -> NaiveDate {
    NaiveDate::from_epoch_days(20_000 + number).unwrap()
}

/// A file of the first version, in groups of 8,192 rows.
fn file(number: i32, agents: &[&str]) -> File {
    let last = agents.len() as u64;
    let group = |(place, agent): (u64, &&str)| Group {
        at: 4 + place * 1_000,
        bytes: 1_000,
        rows: if place + 1 == last { 7 } else { 8_192 },
        agent: (*agent).into(),
    };
    File {
        day: day(number),
        bytes: 4 + last * 1_000 + 60,
        rows: (last - 1) * 8_192 + 7,
        hash: HASH.into(),
        groups: (0..).zip(agents).map(group).collect(),
        cut: Cut::Rows,
    }
}

/// A file whose groups end between agents.
fn whole(number: i32, groups: &[(&str, u64)]) -> File {
    let agents: Vec<&str> = groups.iter().map(|(agent, _)| *agent).collect();
    let like = file(number, &agents);
    let rows = groups.iter().map(|(_, rows)| *rows);
    let groups = like.groups.into_iter().zip(rows.clone()).map(|(group, rows)| Group { rows, ..group });
    File { rows: rows.sum(), groups: groups.collect(), cut: Cut::Agents, ..like }
}

fn known(number: i32, failed: Vec<Failed>) -> Day {
    Day { day: day(number), fetched: Millis(5), agents: None, failed, refused: 0, repeated: 0 }
}

fn manifest() -> Manifest {
    let mut manifest = Manifest::new("cxone");
    let failed = [None, Some("7".into())].map(|agent| Failed { agent, span: Span::new(1, 2) });
    manifest.replace(
        known(2, failed.into()),
        Some(whole(2, &[("1", 8_190), ("12", 8_192), ("12", 3), ("2", 9)])),
    );
    let with_roster = Day { agents: Some(HASH.into()), refused: 3, repeated: 4, ..known(1, Vec::new()) };
    manifest.replace(with_roster, Some(file(1, &["10", "20", "20", "30"])));
    manifest.people = Some(HASH.into());
    manifest
}

#[test]
fn what_is_written_is_read_again() {
    let manifest = manifest();
    let text = manifest.text();
    assert_eq!(Manifest::read(text.as_bytes()), Ok(manifest));
    assert!(text.starts_with(r#"{"version":3,"dialect":"cxone","files":[{"day":"2024-10-05","#), "{text}");
}

#[test]
fn archives_of_the_first_version_are_read() {
    let text = format!(
        r#"{{"version":1,"dialect":"cxone","files":[{{"day":"2024-10-05","bytes":4064,"rows":24583,"hash":"{HASH}","groups":[["10",1000],["20",1000],["20",1000],["30",1000]]}}],"days":[{{"day":"2024-10-05","fetched":5}}]}}"#
    );
    let read = Manifest::read(text.as_bytes()).unwrap();
    assert_eq!(read.files, [file(1, &["10", "20", "20", "30"])]);
    assert_eq!(Manifest::read(read.text().as_bytes()), Ok(read), "their files stay as they are");
}

#[test]
fn archives_of_the_second_version_are_read() {
    let text = format!(
        r#"{{"version":2,"dialect":"cxone","files":[{{"day":"2024-10-06","bytes":4064,"rows":16394,"hash":"{HASH}","whole":{{"agents":["01","12","2","02"],"bytes":[1000,1000,1000,1000],"rows":[8190,8192,3,9]}}}}],"days":[{{"day":"2024-10-06","fetched":5}}]}}"#
    );
    let read = Manifest::read(text.as_bytes()).unwrap();
    assert_eq!(read.files, [whole(2, &[("1", 8_190), ("12", 8_192), ("12", 3), ("2", 9)])]);
    let now = read.text();
    assert!(
        now.contains(
            r#""near":{"agents":["01","12","2","02"],"bytes":[1000,0,0,0],"rows":[8190,2,-8189,6]}"#
        ),
        "{now}"
    );
    assert_eq!(Manifest::read(now.as_bytes()), Ok(read));
}

#[test]
fn where_a_group_ends_is_told() {
    let ends = |file: File| (0..file.groups.len()).map(|group| file.end_of(group)).collect::<Vec<_>>();
    let whole = ends(whole(0, &[("1", 5), ("12", 8_192), ("12", 3), ("2", 9)]));
    let [twelve, two] = [AgentId::from("12"), AgentId::from("2")];
    let expected = [
        Bound::Excluded(twelve.clone()),
        Bound::Included(twelve.clone()),
        Bound::Excluded(two.clone()),
        Bound::Unbounded,
    ];
    assert_eq!(whole, expected);
    let anywhere = ends(file(0, &["1", "12", "2"]));
    assert_eq!(anywhere, [Bound::Included(twelve), Bound::Included(two), Bound::Unbounded]);
}

#[test]
fn paths_follow_from_days_and_hashes() {
    assert_eq!(file(1, &["10"]).path(), "states/year=2024/month=10/2024-10-05.01234567.parquet");
    assert_eq!(roster_path(HASH), "agents/01234567.json");
    assert_eq!(people_path(HASH), "agents/people.01234567.json");
}

#[test]
fn a_list_of_people_that_cannot_be_is_none() {
    let text = format!(r#"{{"version":3,"dialect":"cxone","files":[],"days":[],"people":"{HASH}"}}"#);
    let read = |text: &str| Manifest::read(text.as_bytes()).unwrap().people;
    assert_eq!(read(&text).as_deref(), Some(HASH));
    assert_eq!(read(&text.replace(HASH, "../../etc/passwd")), None);
    assert_eq!(read(&Manifest::new("cxone").text()), None);
}

#[test]
fn unknown_members_are_passed_over_and_later_versions_refused() {
    let text = manifest().text();
    let more = text.replacen('{', r#"{"more":{"a":[1]},"#, 1).replacen(r#""day":"#, r#""x":null,"day":"#, 1);
    assert_eq!(Manifest::read(more.as_bytes()), Ok(manifest()));
    let later = r#"{"version":4,"files":"another form"}"#;
    assert_eq!(Manifest::read(later.as_bytes()), Err(ManifestError::Newer { version: 4 }));
}

#[test]
fn what_contradicts_itself_is_refused() {
    let text = manifest().text();
    let odd = Err(ManifestError::Odd { day: day(1) });
    for (from, to) in [
        (r#""bytes":4064"#, r#""bytes":4003"#),
        (r#"["30",1000]"#, r#"["30",18446744073709551615]"#),
        (r#""rows":24583"#, r#""rows":24576"#),
        (r#"["30",1000]"#, r#"["10",1000]"#),
        (HASH, "../../../../../../../../../../../../../../../../../../../etc/xyz"),
        (r#""days":[{"day":"2024-10-05""#, r#""days":[{"day":"2024-10-07""#),
    ] {
        assert!(text.contains(from), "{from} in {text}");
        assert_eq!(Manifest::read(text.replacen(from, to, 1).as_bytes()), odd, "{to}");
    }
    let odd = Err(ManifestError::Odd { day: day(2) });
    for (from, to) in [
        (r#""rows":[8190,"#, r#""rows":[8189,"#),
        (r#""rows":[8190,2,-8189,6]"#, r#""rows":[8190,2,-8180]"#),
        (r#""rows":[8190,2,-8189,6]"#, r#""rows":[8190,2,-8180,-12]"#),
        (r#""rows":[8190,2,-8189,6]"#, r#""rows":[8190,2,-8193,10]"#),
        (r#""rows":[8190,2,-8189,6]"#, r#""rows":[8190,9223372036854775807,-9223372036854775807,14]"#),
        (r#""rows":16394,"#, r#""rows":1000000,"#),
        (r#"["01","12","2","02"]"#, r#"["02","12","2","02"]"#),
        (r#"["01","12","2","02"]"#, r#"["01","12","9","02"]"#),
        (r#"["01","12","2","02"]"#, r#"["01","12","","02"]"#),
        (r#"["01","12","2","02"]"#, r#"["01","12","2","-2"]"#),
    ] {
        assert!(text.contains(from), "{from} in {text}");
        assert_eq!(Manifest::read(text.replacen(from, to, 1).as_bytes()), odd, "{to}");
    }
    let mut large = Manifest::new("cxone");
    large.replace(known(2, Vec::new()), Some(whole(2, &[("1", 70_000)])));
    assert_eq!(Manifest::read(large.text().as_bytes()), odd, "room is made for as many rows");
    let odd = Err(ManifestError::Odd { day: day(1) });
    let twice = text.replace("2024-10-06", "2024-10-05");
    assert_eq!(Manifest::read(twice.as_bytes()), odd);
    for nothing in ["", "[]", "{}", r#"{"version":"1"}"#, &text.replace("2024-10-05", "2024-13-05")] {
        assert_eq!(Manifest::read(nothing.as_bytes()), Err(ManifestError::NotAManifest), "{nothing}");
    }
}

#[test]
fn a_day_takes_the_place_of_what_was_known_of_it() {
    let mut manifest = manifest();
    manifest.replace(known(1, Vec::new()), None);
    assert_eq!((manifest.file(day(1)), manifest.day(day(1))), (None, Some(&known(1, Vec::new()))));
    assert_eq!(manifest.files.len(), 1);
    manifest.replace(known(0, Vec::new()), Some(file(0, &["1"])));
    let days: Vec<_> = manifest.days.iter().map(|known| known.day).collect();
    assert_eq!(days, [day(0), day(1), day(2)]);
    manifest.remove(day(0));
    assert_eq!((manifest.file(day(0)), manifest.day(day(0))), (None, None));
}

#[test]
fn days_are_those_of_utc() {
    assert_eq!(span_of(day(0)), Span::new(20_000 * DAY, 20_001 * DAY));
    assert_eq!(day_of(Millis(20_000 * DAY)), Some(day(0)));
    assert_eq!(day_of(Millis(20_000 * DAY - 1)), Some(day(-1)));
    assert_eq!(day_of(Millis(i64::MAX)), None);
}

proptest! {
    #[test]
    fn agents_of_groups_are_read_as_they_were(
        mut agents in prop::collection::vec("[ab\u{fc}0-1]{0,3}[a-z]{0,40}", 1..9),
    ) {
        agents.sort();
        let mut manifest = Manifest::new("cxone");
        let groups: Vec<(&str, u64)> = agents.iter().map(|agent| (&**agent, 3)).collect();
        manifest.replace(known(1, Vec::new()), Some(whole(1, &groups)));
        prop_assert_eq!(Manifest::read(manifest.text().as_bytes()), Ok(manifest));
    }

    #[test]
    fn no_text_is_too_odd_to_be_refused(text in ".{0,200}") {
        let _ = Manifest::read(text.as_bytes());
    }
}
