//! Rules as text.

use model::limits::{
    Fault, Idle, LINK_MAX, Limit, Names, PauseStep, Per, Preset, Refusals, Rule, Rules, RulesError, offers,
};
use model::time::{HOUR, MINUTE, SECOND};
use proptest::prelude::*;

fn names(texts: &[&str]) -> Names {
    Names::parse(texts.iter().copied()).unwrap()
}

#[test]
fn each_kind_is_written_as_people_read_it() {
    let pauses = names(&["break", "lunch", "meal"]);
    let tea = || names(&["Break", "Tea*"]);
    let step = |over_ms, need_ms, by_ms| PauseStep { over_ms, need_ms, by_ms };
    for (text, limit, grace_ms) in [
        ("each:Break,Tea*:15m+1m", Limit::Each { names: tea(), max_ms: 15 * MINUTE }, MINUTE),
        ("day:Break,Tea*:30m", Limit::Day { names: tea(), max_ms: 30 * MINUTE }, 0),
        ("count:Break,Tea*:2", Limit::Count { names: tea(), max: 2 }, 0),
        ("acw:3m+10s", Limit::Acw { skills: Names::default(), max_ms: 3 * MINUTE }, 10 * SECOND),
        ("acw:Billing:3m", Limit::Acw { skills: names(&["Billing"]), max_ms: 3 * MINUTE }, 0),
        ("idle:ready:1h", Limit::Idle { of: Idle::Ready, max_ms: HOUR }, 0),
        ("idle:notready:5m", Limit::Idle { of: Idle::NotReady, max_ms: 5 * MINUTE }, 0),
        ("refused:3", Limit::Refused(Refusals::Count(3)), 0),
        ("refused:5%", Limit::Refused(Refusals::Percent(5)), 0),
        ("session:12h", Limit::Session { max_ms: 12 * HOUR }, 0),
        ("no-logout:2h", Limit::NoLogout { max_ms: 2 * HOUR }, 0),
        ("rest:11h", Limit::Rest { min_ms: 11 * HOUR }, 0),
        (
            "stretch:break,lunch,meal:6h+5m/15m",
            Limit::Stretch { names: pauses.clone(), max_ms: 6 * HOUR, pause_ms: 15 * MINUTE },
            5 * MINUTE,
        ),
        (
            "pause:break,lunch,meal:5h-30m@5h,10h-1h/30m",
            Limit::Pause {
                names: pauses,
                steps: vec![step(5 * HOUR, 30 * MINUTE, Some(5 * HOUR)), step(10 * HOUR, HOUR, None)],
                part_ms: 30 * MINUTE,
            },
            0,
        ),
    ] {
        let rules = Rules { list: vec![Rule { limit, grace_ms }], ..Rules::default() };
        assert_eq!(rules.text(), text);
        let rule = &rules.list[0];
        let has_names = ["each", "day", "count", "stretch", "pause"].contains(&rule.word());
        let written = rule.names().map(|names| names.texts().collect::<Vec<_>>().join(","));
        assert_eq!(written.as_deref(), text.split(':').nth(1).filter(|_| has_names), "{text}");
        assert_eq!(Rules::parse(text), Ok(rules));
    }
}

#[test]
fn what_is_left_out_is_what_everyone_means() {
    for (short, long) in [
        ("idle:60m", "idle:ready:1h"),
        ("stretch:6h/15m", "stretch:break,lunch,meal:6h/15m"),
        ("pause:6h-30m/15m", "pause:break,lunch,meal:6h-30m/15m"),
        // An address may have made a space of the plus.
        ("each:Break:15m 1m; acw:3m ;;", "each:Break:15m+1m;acw:3m"),
        (" per:day;join:0m", ""),
    ] {
        assert_eq!(Rules::parse(short).map(|rules| rules.text()).as_deref(), Ok(long), "{short}");
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let long = "each:Break:15m;".repeat(Rules::MAX) + "acw:3m";
    let [most, more] = [15, 16].map(|steps| format!("pause:{}9h-1h/15m", "6h-30m,".repeat(steps)));
    assert!(Rules::parse(&most).is_ok_and(|rules| rules.list.len() == 1));
    for (text, rule, fault) in [
        ("lunch:15m", 1, Fault::Kind("lunch".into())),
        ("acw:3m;each:Break", 2, Fault::Parts),
        ("each:Break:15m:1m", 1, Fault::Parts),
        ("stretch:6h", 1, Fault::Parts),
        ("acw:Billing:Sales:3m", 1, Fault::Parts),
        ("idle:ready:notready:5m", 1, Fault::Parts),
        ("stretch:Break:Lunch:6h/15m", 1, Fault::Parts),
        ("pause:Break:Lunch:6h-30m/15m", 1, Fault::Parts),
        ("join:", 1, Fault::Length(String::new())),
        ("each::15m", 1, Fault::Names(String::new())),
        ("each:!lunch:15m", 1, Fault::Names("!lunch".into())),
        ("each:Break:15", 1, Fault::Length("15".into())),
        ("each:Break:-5m", 1, Fault::Length("-5m".into())),
        ("each:Break:5m+1", 1, Fault::Length("1".into())),
        ("each:Break:99999h", 1, Fault::Length("99999h".into())),
        ("count:Break:two", 1, Fault::Number("two".into())),
        ("refused:101%", 1, Fault::Number("101%".into())),
        ("idle:lunch:5m", 1, Fault::Word("lunch".into())),
        ("per:week", 1, Fault::Word("week".into())),
        (&long, 65, Fault::TooMany),
        (&more, 1, Fault::Parts),
    ] {
        assert_eq!(Rules::parse(text), Err(RulesError { rule, fault }), "{text}");
    }
}

#[test]
fn a_link_holds_what_fits_in_it() {
    let with = |name: &str| {
        let list = vec![Rule::new(Limit::Count { names: names(&[name]), max: 1 })];
        Rules { list, ..Rules::default() }
    };
    let short = with(&"b".repeat(200));
    assert_eq!(short.link_text(), Some(short.text()));
    let times = |rules: &Rules, n| Rules { list: vec![rules.list[0].clone(); n], ..Rules::default() };
    let many = times(&short, 7);
    assert!(many.text().len() < LINK_MAX && many.link_text().is_some());
    assert_eq!(times(&short, 8).link_text(), None);
    // What an address has to escape takes more room.
    let escaped = times(&with(&"\u{e9}".repeat(200)), 2);
    assert!(escaped.text().chars().count() < 500);
    assert_eq!(escaped.link_text(), None);
}

#[test]
fn rules_to_begin_with_are_read_as_they_are_written() {
    assert_eq!(Rules::standard().list.len(), 7);
    assert!(Rules::default().is_empty() && !Rules::standard().is_empty());
    for list in
        Preset::ALL.map(Preset::rules).into_iter().chain([offers().into_iter().map(|o| o.rule).collect()])
    {
        let rules = Rules { list, ..Rules::default() };
        assert_eq!(Rules::parse(&rules.text()), Ok(rules));
    }
}

#[test]
fn rules_to_begin_with_are_these() {
    let text = |list: Vec<Rule>| Rules { list, ..Rules::default() }.text();
    let (on, off): (Vec<_>, Vec<_>) = offers().into_iter().partition(|offer| offer.is_on);
    let [on, off] = [on, off].map(|offers| text(offers.into_iter().map(|offer| offer.rule).collect()));
    assert_eq!(
        on,
        "each:break,!lunch,!meal:15m+1m;each:lunch,meal:1h+1m;each:toilet,restroom,bathroom,comfort,bio:10m+1m;\
         day:break,!lunch,!meal:30m;day:lunch,meal:1h;\
         day:break,lunch,meal,toilet,restroom,bathroom,comfort,bio:1h30m;no-logout:2h"
    );
    assert_eq!(on, Rules::standard().text());
    assert_eq!(
        off,
        "count:break,!lunch,!meal:2;count:lunch,meal:1;acw:3m+10s;idle:ready:1h;idle:notready:5m;refused:3;\
         session:12h;rest:11h;stretch:break,lunch,meal:6h/15m"
    );
    for (preset, rules) in [
        (Preset::Germany, "pause:break,lunch,meal:6h-30m,9h-45m/15m;stretch:break,lunch,meal:6h/15m"),
        (Preset::Czechia, "pause:break,lunch,meal:6h-30m/15m;stretch:break,lunch,meal:6h/15m"),
        (Preset::Luxembourg, "pause:break,lunch,meal:6h-1m/1m;rest:11h"),
        (Preset::California, "pause:break,lunch,meal:5h-30m@5h,10h-1h@10h/30m"),
        (Preset::UnitedKingdom, "pause:break,lunch,meal:6h-20m/20m"),
        (Preset::EuropeanUnion, "rest:11h"),
    ] {
        assert_eq!(text(preset.rules()), rules, "{preset:?}");
    }
}

/// Any rules.
pub fn any_rules() -> impl Strategy<Value = Rules> {
    let ms =
        || prop_oneof![Just(0), (1..600_i64).prop_map(|s| s * SECOND), 0..=model::limits::length::LONGEST];
    let name = "[!=]?[A-Za-z:;,+*%\\\\ é\u{2615}]{1,12}";
    let names = || {
        let any =
            prop::collection::vec(name, 1..4).prop_map(|all| Names::parse(all.iter().map(String::as_str)));
        any.prop_filter_map("no names", |names| names)
    };
    let skills = prop_oneof![Just(Names::default()), names()];
    let steps = prop::collection::vec((ms(), ms(), prop::option::of(ms())), 1..4).prop_map(|steps| {
        let step = |(over_ms, need_ms, by_ms)| PauseStep { over_ms, need_ms, by_ms };
        steps.into_iter().map(step).collect::<Vec<_>>()
    });
    let timed = prop_oneof![
        (names(), ms()).prop_map(|(names, max_ms)| Limit::Each { names, max_ms }),
        (names(), ms()).prop_map(|(names, max_ms)| Limit::Day { names, max_ms }),
        (skills, ms()).prop_map(|(skills, max_ms)| Limit::Acw { skills, max_ms }),
        ms().prop_map(|max_ms| Limit::Idle { of: Idle::Ready, max_ms }),
        ms().prop_map(|max_ms| Limit::Idle { of: Idle::NotReady, max_ms }),
        ms().prop_map(|max_ms| Limit::Session { max_ms }),
        ms().prop_map(|max_ms| Limit::NoLogout { max_ms }),
        ms().prop_map(|min_ms| Limit::Rest { min_ms }),
        (names(), ms(), ms()).prop_map(|(names, max_ms, pause_ms)| Limit::Stretch {
            names,
            max_ms,
            pause_ms
        }),
    ];
    let counted = prop_oneof![
        (names(), any::<u32>()).prop_map(|(names, max)| Limit::Count { names, max }),
        any::<u32>().prop_map(|max| Limit::Refused(Refusals::Count(max))),
        (0..=100_u32).prop_map(|percent| Limit::Refused(Refusals::Percent(percent))),
        (names(), steps, ms()).prop_map(|(names, steps, part_ms)| Limit::Pause { names, steps, part_ms }),
    ];
    let rule = prop_oneof![
        (timed, ms()).prop_map(|(limit, grace_ms)| Rule { limit, grace_ms }),
        counted.prop_map(Rule::new),
    ];
    (prop::collection::vec(rule, 0..5), ms(), any::<bool>()).prop_map(|(list, join_ms, is_shift)| Rules {
        list,
        join_ms,
        per: if is_shift { Per::Shift } else { Per::Day },
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(rules in any_rules()) {
        let text = rules.text();
        prop_assert_eq!(Rules::parse(&text), Ok(rules), "{}", text);
    }

    #[test]
    fn any_text_is_rules_or_a_fault_with_its_place(
        text in "((each|day|acw|idle|pause|stretch|refused|per|join|\\PC{0,5})[:;,+/@%\\\\-](Break|!x|5m|2h|3|\\PC{0,3})[:;,/+-]?){0,6}",
    ) {
        match Rules::parse(&text) {
            Ok(rules) => prop_assert_eq!(Rules::parse(&rules.text()), Ok(rules)),
            Err(error) => prop_assert!(error.rule <= text.split(';').count()),
        }
    }
}
