//! The cards that say how much of what was planned was kept.

use model::adherence::Figures;
use model::format::duration_words;

use super::words::adherence;
use crate::app::cards::Card;
use crate::app::words::cards as words;

const HELP: &str = words::ADHERENCE_IS;

/// Before anything was held against a plan.
pub fn no_adherence_card() -> Card {
    Card { value: "…".to_owned(), raw: None, note: words::NOT_COUNTED_YET.to_owned(), ..card() }
}

/// Adherence, with how much was out of how much; nothing is said where nothing is planned.
pub fn adherence_card(figures: Option<&Figures>) -> Card {
    let share = figures.and_then(Figures::adherence);
    let note = match figures {
        None => words::NO_PLAN.to_owned(),
        Some(figures) if share.is_none() => words::planned_unknown(duration_words(figures.sums.planned_ms)),
        Some(figures) => {
            let planned = figures.sums.in_ms + figures.sums.out_ms;
            words::out_of(duration_words(figures.sums.out_ms), duration_words(planned))
        }
    };
    let raw = share.map(|share| (share * 10_000.0).round() as i64);
    Card { value: adherence(figures), raw, note, ..card() }
}

fn card() -> Card {
    Card {
        name: "adherence",
        label: words::ADHERENCE,
        value: String::new(),
        raw: None,
        whole: String::new(),
        note: String::new(),
        help: Some(HELP),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::adherence::Sums;
    use model::time::MINUTE;

    #[test]
    fn the_card_says_what_is_known() {
        let of = |in_ms, out_ms, planned_ms| Figures {
            sums: Sums { in_ms, out_ms, planned_ms, ..Sums::default() },
            worked_ms: 0,
        };
        let told = |figures: Option<&Figures>| {
            let card = adherence_card(figures);
            (card.value, card.note, card.raw)
        };
        let plain = |value: &str, note: &str, raw| (value.to_owned(), note.to_owned(), raw);
        let day = of(440 * MINUTE, 40 * MINUTE, 480 * MINUTE);
        assert_eq!(told(Some(&day)), plain("91.7%", "out 40 min of 8 h", Some(9_167)));
        assert_eq!(told(None), plain("–", "no plan", None));
        assert_eq!(told(Some(&of(0, 0, 60 * MINUTE))), plain("–", "1 h planned, no state known", None));
    }
}
