use super::*;
use model::limits::{Preset, offers};
use proptest::prelude::*;

const SHORT: &str = r#"{ "rules": [
  { "kind": "each",  "reasons": ["Break", "Tea*"], "max": "15m", "grace": "1m" },
  { "kind": "day",   "reasons": ["Break"], "max": "30m" },
  { "kind": "count", "reasons": ["Break"], "max": 2 },
  { "kind": "acw",   "max": "3m", "skills": ["Billing"] },
  { "kind": "idle",  "state": "notready", "max": "5m" },
  { "kind": "refused", "max": "5%" },
  { "kind": "rest", "min": "11h" },
  { "kind": "stretch", "max": "6h", "pause": "15m" },
  { "kind": "pause", "steps": [{ "over": "6h", "need": "30m", "by": "6h" }], "part": "15m" } ],
  "join": "30s", "per": "shift" }"#;

#[test]
fn a_file_says_the_same_as_a_link() {
    let text = "each:Break,Tea*:15m+1m;day:Break:30m;count:Break:2;acw:Billing:3m;idle:notready:5m;refused:5%;\
                rest:11h;stretch:6h/15m;pause:6h-30m@6h/15m;join:30s;per:shift";
    assert_eq!(parse(SHORT), Ok(Rules::parse(text).unwrap()));
}

#[test]
fn what_is_written_is_read() {
    let presets = Preset::ALL.into_iter().flat_map(Preset::rules);
    let list: Vec<_> = presets.chain(offers().into_iter().map(|offer| offer.rule)).collect();
    let rules = Rules { list, join_ms: 30_000, per: Per::Shift };
    assert_eq!(parse(&format(&rules)), Ok(rules));
    assert_eq!(parse(&format(&Rules::default())), Ok(Rules::default()));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let entry = |entry, member, fault| Err(RulesFileError::Entry { entry, member, fault });
    let value = EntryFault::Value;
    for (text, expected) in [
        (r#"{"kind":"each","max":"15m"}"#, entry(1, "reasons", EntryFault::Missing)),
        (r#"{"kind":"acw","max":"3m"},{"kind":"acw"}"#, entry(2, "max", EntryFault::Missing)),
        (r#"{"kind":"acw","max":"3m","reasons":["a"]}"#, entry(1, "reasons", EntryFault::NotOfKind)),
        (r#"{"kind":"refused","max":3,"grace":"1m"}"#, entry(1, "grace", EntryFault::NotOfKind)),
        (
            r#"{"kind":"each","reasons":[],"max":"15m"}"#,
            entry(1, "reasons", value(Fault::Names(String::new()))),
        ),
        (r#"{"kind":"acw","max":15}"#, entry(1, "max", value(Fault::Length("15".into())))),
        (
            r#"{"kind":"count","reasons":["a"],"max":"2m"}"#,
            entry(1, "max", value(Fault::Number("2m".into()))),
        ),
        (r#"{"kind":"lunch","max":"2m"}"#, entry(1, "kind", value(Fault::Kind("lunch".into())))),
        (r#"{"kind":"pause","steps":[],"part":"2m"}"#, entry(1, "steps", value(Fault::Parts))),
        (
            r#"{"kind":"pause","steps":[{"over":"6h","need":"x"}],"part":"2m"}"#,
            entry(1, "need", value(Fault::Length("x".into()))),
        ),
    ] {
        assert_eq!(parse(&format!(r#"{{"rules":[{text}]}}"#)), expected, "{text}");
    }
    let beside = |text: &str| parse(&format!(r#"{{"rules":[],{text}}}"#));
    assert_eq!(beside(r#""per":"week""#), entry(0, "per", value(Fault::Word("week".into()))));
    assert_eq!(beside(r#""join":"week""#), entry(0, "join", value(Fault::Length("week".into()))));
    let many = vec![r#"{"kind":"acw","max":"3m"}"#; Rules::MAX + 1].join(",");
    assert_eq!(parse(&format!(r#"{{"rules":[{many}]}}"#)), entry(0, "rules", value(Fault::TooMany)));
    // A name that is misspelt is not passed over.
    let Err(RulesFileError::Json { line: 2, column, words }) =
        parse("{\"rules\":[\n{\"kind\":\"acw\",\"max\":\"3m\",\"gracee\":\"1m\"}]}")
    else {
        panic!("it is read")
    };
    assert!(column > 1 && words.contains("gracee"), "{words}");
    assert!(matches!(parse(""), Err(RulesFileError::Json { line: 1, .. })));
}

proptest! {
    #[test]
    fn any_text_is_rules_or_an_error(
        at in 0..SHORT.len(), with in "[\\[\\]{}\",:a-z0-9%]{0,3}",
    ) {
        let changed = format!("{}{with}{}", &SHORT[..at], &SHORT[at + 1..]);
        if let Ok(rules) = parse(&changed) {
            prop_assert_eq!(parse(&format(&rules)), Ok(rules));
        }
    }
}

#[test]
fn a_file_is_known_by_its_shape() {
    for (text, expected) in [
        (SHORT, true),
        ("\u{feff}\n{ \"rules\": [ { \"kind\": ", true),
        (r#"{"join": "30s", "rules": []}"#, true),
        (r#"{"title": "Limits", "rules": []}"#, true),
        (r#"{"title": "Limits", "rules": 5}"#, false),
        (r#"{"records": [], "totalRecords": 0}"#, false),
        (r#"[{"rules": []}]"#, false),
        ("rules,json", false),
        ("{", false),
        ("", false),
    ] {
        assert_eq!(is_meant(text), expected, "{text}");
    }
}

#[test]
fn a_host_says_a_list_or_what_a_file_says() {
    let list = r#"{"base": "/x", "rules": [{"kind": "acw", "max": "3m"}]}"#;
    assert_eq!(of_settings(list), Some(Ok(Rules::parse("acw:3m").unwrap())));
    let file = r#"{"rules": {"rules": [{"kind": "acw", "max": "3m"}], "per": "shift"}}"#;
    assert_eq!(of_settings(file), Some(Ok(Rules::parse("acw:3m;per:shift").unwrap())));
    for nothing in ["{}", r#"{"rules": null}"#, "", "<!doctype html>"] {
        assert_eq!(of_settings(nothing), None, "{nothing}");
    }
    for wrong in [r#"{"rules": 5}"#, r#"{"rules": [{"kind": "acw"}]}"#, r#"{"rules": ["acw:3m"]}"#] {
        assert!(matches!(of_settings(wrong), Some(Err(_))), "{wrong}");
    }
}
