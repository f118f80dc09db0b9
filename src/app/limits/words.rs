//! Rules in words.

use crate::app::words::header::SHIFTLINE;
use crate::app::words::limits as words;
use model::format::{Clock, duration_words, isolated, number, percent_of, unturned};
use model::limits::{Breach, Excess, Idle, Limit, Names, Per, Refusals, Rule, Rules};

/// Most names of a rule that its title has.
const NAMED: usize = 2;

/// A rule in a few words: `Break ≤ 15 min`, `Break ≤ 2 a day`, `Rest ≥ 11 h`.
pub fn title(rule: &Rule, per: Per) -> String {
    let per = match per {
        Per::Day => words::A_DAY,
        Per::Shift => words::A_SHIFT,
    };
    let most = |what: &str, ms: i64| format!("{what} ≤ {}", duration_words(ms));
    match &rule.limit {
        Limit::Each { names, max_ms } => most(&named(names), *max_ms),
        Limit::Day { names, max_ms } => format!("{} {per}", most(&named(names), *max_ms)),
        Limit::Count { names, max } => format!("{} ≤ {} {per}", named(names), number(*max as usize)),
        Limit::Acw { skills, max_ms } if skills.is_empty() => most(words::WRAP_UP, *max_ms),
        Limit::Acw { skills, max_ms } => most(&words::wrap_up_of(named(skills)), *max_ms),
        Limit::Idle { of: Idle::Ready, max_ms } => most(words::READY, *max_ms),
        Limit::Idle { of: Idle::NotReady, max_ms } => most(words::NOT_READY_WITHOUT_REASON, *max_ms),
        Limit::Refused(Refusals::Count(max)) => words::refused(number(*max as usize), per),
        Limit::Refused(Refusals::Percent(max)) => words::refused(percent_of(*max), per),
        Limit::Session { max_ms } => most(words::SESSION, *max_ms),
        Limit::NoLogout { .. } => words::LOGIN_WITHOUT_LOGOUT.to_owned(),
        Limit::Rest { min_ms } => words::rest(duration_words(*min_ms)),
        Limit::Stretch { max_ms, .. } => most(words::WORK_WITHOUT_PAUSE, *max_ms),
        Limit::Pause { .. } => words::PAUSES_BY_WORK.to_owned(),
    }
}

/// `Break`, `Lunch, meal`, `Toilet, restroom +3`: what is looked for, without what is left out.
fn named(names: &Names) -> String {
    let wanted: Vec<&str> = names
        .texts()
        .filter(|text| !text.starts_with('!'))
        .map(|text| text.trim_start_matches('='))
        .collect();
    let mut text = wanted.iter().take(NAMED).map(|text| unturned(text)).collect::<Vec<_>>().join(", ");
    if let Some(first) = text.chars().next() {
        let rest = text.split_off(first.len_utf8());
        text = first.to_uppercase().chain(rest.chars()).collect();
    }
    match wanted.len().saturating_sub(NAMED) {
        0 => isolated(&text).into_owned(),
        more => format!("{} +{more}", isolated(&text)),
    }
}

/// What of a breach is held against its limit: `18:40`, `so far 18:40`, `at least 18:40`.
pub fn length(breach: &Breach) -> String {
    let text = Clock::Stretch.text(breach.length_ms);
    match (breach.so_far, breach.at_least) {
        (false, false) => text,
        (true, false) => words::so_far(text),
        (false, true) => words::at_least(text),
        (true, true) => words::at_least_so_far(text),
    }
}

/// The limit: `15:00`, `2`, `5%`.
pub fn limit(excess: &Excess) -> String {
    match excess {
        Excess::Time { limit_ms, .. } => Clock::Stretch.text(*limit_ms),
        Excess::Count { limit, .. } => number(*limit as usize),
        Excess::Share { limit_percent, .. } => percent_of(*limit_percent),
    }
}

/// How far it is over: `3:40`, `1 (3 in all)`, `4 of 20 offered`.
pub fn over(excess: &Excess) -> String {
    match excess {
        Excess::Time { over_ms, .. } => Clock::Stretch.text(*over_ms),
        Excess::Count { limit, count } => {
            let over = number(count.saturating_sub(*limit) as usize);
            words::in_all(over, number(*count as usize))
        }
        Excess::Share { refused, offered, .. } => {
            words::offered(number(*refused as usize), number(*offered as usize))
        }
    }
}

/// What of an agent's stretch is over: `Break ≤ 15 min, over by 3:40`.
pub fn over_words(breach: &Breach, rules: &Rules) -> Option<String> {
    let rule = rules.list.get(breach.rule)?;
    Some(words::rule_over_by(title(rule, rules.per), over(&breach.excess)))
}

/// The document's title: how many limits were broken, where there are any, and whose time is shown.
pub fn document_title(broken: usize, shown: Option<&str>) -> String {
    let count = match broken {
        0 => None,
        1 => Some(words::ONE_IN_TITLE.to_owned()),
        many => Some(words::in_title(number(many))),
    };
    let parts = count.as_deref().into_iter().chain(shown).chain([SHIFTLINE]);
    parts.collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::limits::{Preset, offers};

    fn titles(text: &str) -> Vec<String> {
        let rules = Rules::parse(text).unwrap();
        let plain = |rule: &Rule| title(rule, rules.per).replace(['\u{2068}', '\u{2069}'], "");
        rules.list.iter().map(plain).collect()
    }

    #[test]
    fn rules_are_told_in_a_few_words() {
        assert_eq!(
            titles(
                "each:break,!lunch:15m+1m;day:lunch,meal:1h;count:=Tea:2;acw:3m;acw:Billing:3m;refused:5%"
            ),
            [
                "Break ≤ 15 min",
                "Lunch, meal ≤ 1 h a day",
                "Tea ≤ 2 a day",
                "Wrap-up ≤ 3 min",
                "Wrap-up of Billing ≤ 3 min",
                "Refused ≤ 5% a day",
            ]
        );
        assert_eq!(titles("count:a,b,c,d:1;per:shift"), ["A, b +2 ≤ 1 a shift"]);
    }

    #[test]
    fn no_word_blames() {
        let all = offers()
            .into_iter()
            .map(|offer| offer.rule)
            .chain(Preset::ALL.into_iter().flat_map(Preset::rules));
        for rule in all {
            let title = title(&rule, Per::Day).to_lowercase();
            assert!(
                !title.is_empty() && !["violat", "breach", "abuse"].iter().any(|word| title.contains(word))
            );
        }
    }

    #[test]
    fn excess_is_told_in_its_own_measure() {
        let time = Excess::Time { limit_ms: 900_000, over_ms: 220_000 };
        let count = Excess::Count { limit: 2, count: 3 };
        let share = Excess::Share { limit_percent: 5, refused: 4, offered: 20 };
        assert_eq!([over(&time), over(&count), over(&share)], ["3:40", "1 (3 in all)", "4 of 20 offered"]);
        assert_eq!([limit(&time), limit(&count), limit(&share)], ["15:00", "2", "5%"]);
        assert_eq!(document_title(0, None), "Shiftline");
        assert_eq!(document_title(1, None), "(1) limit broken · Shiftline");
        assert_eq!(
            document_title(2, Some("Alma · Wed 25 Nov")),
            "(2) limits broken · Alma · Wed 25 Nov · Shiftline"
        );
    }
}
