//! The card that says how many limits were broken.

use model::format::{Clock, number};
use model::limits::Judged;
use model::summary::Summary;

use super::list::agents;
use crate::app::cards::Card;
use crate::app::words::cards as words;

/// Before anything was judged.
pub fn no_limits_card() -> Card {
    Card { value: "…".to_owned(), raw: None, note: words::NOT_COUNTED_YET.to_owned(), ..card() }
}

/// How many of what is judged the scope has (positions in it), by how many agents or by how much at most.
pub fn limits_card(judged: &Judged, broken: &[usize], whole: &Summary, is_set: bool) -> Card {
    let is_known = !whole.is_unfetched() || !broken.is_empty();
    let value = match (is_set, is_known) {
        (false, _) => "–".to_owned(),
        (true, false) => "?".to_owned(),
        (true, true) => number(broken.len()),
    };
    let most = broken.iter().filter_map(|place| judged.breaches.get(*place)?.over_ms()).max();
    let note = match (is_set, is_known, agents(judged, broken)) {
        (false, ..) => words::NO_LIMIT_SET.to_owned(),
        (true, false, _) => words::NOT_FETCHED.to_owned(),
        (true, true, 2..) => words::by_agents(number(agents(judged, broken))),
        (true, true, _) => most.map_or_else(String::new, |ms| words::most_over(Clock::Stretch.text(ms))),
    };
    Card { value, raw: (is_set && is_known).then_some(broken.len() as i64), note, ..card() }
}

fn card() -> Card {
    Card {
        name: "limits",
        label: words::LIMITS_BROKEN,
        value: String::new(),
        raw: None,
        whole: String::new(),
        note: String::new(),
        help: Some(words::LIMITS_BROKEN_HELP),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::limits::{Rules, judge};
    use model::state::StateKind;
    use model::testing::{Load, changes, states};
    use model::time::{MINUTE, Span};
    use model::zone::Zone;

    #[test]
    fn the_card_says_how_many_and_whose_or_how_far() {
        let (catalog, [ready, pause]) = states([
            ("READY", None, StateKind::Available),
            ("NOT_READY", Some("Break"), StateKind::NotReady),
        ]);
        let of = |agent, minutes: i64| changes(agent, [(0, pause), (minutes * MINUTE, ready)]);
        let data = Load::new(catalog, Span::new(0, 60 * MINUTE)).rows(of("a", 20).chain(of("b", 30))).build();
        let judged = judge(&data, &Rules::parse("each:break:15m").unwrap(), &Zone::utc());
        let whole = data.summary(data.window);
        let told = |broken: &[usize], is_set| {
            let card = limits_card(&judged, broken, &whole, is_set);
            (card.value, card.note, card.raw)
        };
        let plain = |value: &str, note: &str, raw| (value.to_owned(), note.to_owned(), raw);
        assert_eq!(told(&[0, 1], true), plain("2", "by 2 agents", Some(2)));
        assert_eq!(told(&[1], true), plain("1", "most +15:00", Some(1)));
        assert_eq!(told(&[], true), plain("0", "", Some(0)));
        assert_eq!(told(&[], false), plain("–", "none is set", None));
    }
}
