//! How not ready reasons are told apart: a tint each, and the letters that stand for them where a word has no
//! room.

use std::collections::BTreeMap;

use super::theme::{REASON_TINTS, Role, reason_role};
use model::format::unturned;
use model::sorting::sort;
use model::state::{Activity, ActivityId, Catalog, StateKind};

/// Words by which a reason is known, each with the number of its tint. The first that a reason contains decides.
const KNOWN: [(&str, usize); 14] = [
    ("restroom", 6),
    ("bathroom", 6),
    ("toilet", 6),
    ("personal", 6),
    ("lunch", 1),
    ("meal", 1),
    ("dinner", 1),
    ("training", 3),
    ("coach", 4),
    ("meeting", 2),
    ("system", 5),
    ("technical", 5),
    ("break", 0),
    ("pause", 0),
];

/// What a reason looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReasonMark {
    /// Its tint.
    pub role: Role,
    /// One letter, or two where another reason begins with it too.
    pub letters: String,
}

/// The mark of each activity that is not ready with a reason. It depends on which reasons there are, not on
/// which came first; the same word in another case is the same reason.
pub(crate) fn reason_marks(catalog: &Catalog) -> Vec<Option<ReasonMark>> {
    let mut names: Vec<String> = catalog.activities().filter_map(|(_, activity)| folded(activity)).collect();
    sort(&mut names);
    names.dedup();
    let mut marks: BTreeMap<String, Option<ReasonMark>> = BTreeMap::new();
    let mut free = free_tints(&names);
    for (i, name) in names.iter().enumerate() {
        let beside = [i.checked_sub(1), Some(i + 1)];
        let others = beside.into_iter().flatten().filter_map(|i| names.get(i));
        let shared = others.map(|other| shared_start(name, other)).max().unwrap_or(0);
        let role = reason_role(known_tint(name).unwrap_or_else(|| free.next().unwrap_or(0)));
        marks.insert(name.clone(), Some(ReasonMark { role, letters: letters(name, shared) }));
    }
    let mark = |(_, activity): (ActivityId, &Activity)| marks.get(&folded(activity)?)?.clone();
    catalog.activities().map(mark).collect()
}

/// A reason as it is compared; `None` for what is not ready without one, or something else.
fn folded(activity: &Activity) -> Option<String> {
    let reason = activity.reason.as_deref().filter(|_| activity.kind == StateKind::NotReady)?;
    Some(unturned(reason).trim().to_lowercase()).filter(|name| !name.is_empty())
}

fn known_tint(name: &str) -> Option<usize> {
    KNOWN.into_iter().find(|(word, _)| name.contains(word)).map(|(_, tint)| tint)
}

/// The tints that no known reason has, again and again; all of them when none is free.
fn free_tints(names: &[String]) -> impl Iterator<Item = usize> + use<> {
    let taken: Vec<usize> = names.iter().filter_map(|name| known_tint(name)).collect();
    let mut free: Vec<usize> = (0..REASON_TINTS).filter(|tint| !taken.contains(tint)).collect();
    if free.is_empty() {
        free = (0..REASON_TINTS).collect();
    }
    free.into_iter().cycle()
}

/// With how many characters two names begin alike.
fn shared_start(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// How far capitals are from their small letters, in the scripts that have both.
const APART: [i32; 11] = [-32, -1, -80, -37, -38, -63, -64, -48, 121, 8, 3_008];

/// The capital of a small letter, itself where it has none. The standard library's table of capitals weighs four
/// kilobytes of every link; that of small letters is there anyway, and tells which of these it is.
fn capital(letter: char) -> char {
    let is_it = |capital: &char| *capital != letter && capital.to_lowercase().eq([letter]);
    let all = APART.iter().filter_map(|apart| char::from_u32((letter as u32).checked_add_signed(*apart)?));
    all.into_iter().find(is_it).unwrap_or(letter)
}

/// The first letter; where others begin with it, the character as well by which this name differs from them.
fn letters(name: &str, shared: usize) -> String {
    let first = name.chars().next().into_iter().map(capital);
    let second = name.chars().skip(shared).find(|c| !c.is_whitespace()).filter(|_| shared > 0);
    first.chain(second).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::state::Reading;

    fn catalog(reasons: &[&str]) -> Catalog {
        let mut catalog = Catalog::default();
        for reason in reasons {
            catalog.intern("NOT_READY", Some(reason), |_| Reading::known(StateKind::NotReady));
        }
        catalog
    }

    #[test]
    fn capitals_are_those_of_the_standard_library() {
        let scripts = [
            'a'..='\u{17e}',
            'ά'..='ώ',
            'а'..='\u{52f}',
            '\u{561}'..='\u{586}',
            'ა'..='ჺ',
            '0'..='@',
            '一'..='丐',
        ];
        // Of two letters, of the end of words, and without a small letter of their own.
        let others = ['ß', 'ŉ', 'µ', 'ı', 'ΐ', 'ΰ', 'ς', 'ӏ', '\u{587}'];
        for letter in scripts.into_iter().flatten().filter(|letter| !others.contains(letter)) {
            assert!(letter.to_uppercase().eq([capital(letter)]), "{letter}: {}", capital(letter));
        }
    }

    fn marks(reasons: &[&str]) -> Vec<ReasonMark> {
        reason_marks(&catalog(reasons)).into_iter().flatten().collect()
    }

    fn seen(reasons: &[&str]) -> Vec<String> {
        marks(reasons).into_iter().map(|mark| mark.letters).collect()
    }

    #[test]
    fn reasons_that_share_a_letter_take_two() {
        for (reasons, letters) in [
            (&["Lunch", "Break"][..], &["L", "B"][..]),
            (&["Training", "Lunch", "Team meeting"], &["Tr", "L", "Te"]),
            (&["Break 1", "Break 2"], &["B1", "B2"]),
            (&["Break", "Break 2"], &["B", "B2"]),
            (&["Team lead", "Team meeting", "Training"], &["Tl", "Tm", "Tr"]),
            (&["lunch", "Lunch"], &["L", "L"]),
            (&["école", "Été"], &["Éc", "Ét"]),
            (&["", "  "], &[]),
        ] {
            assert_eq!(seen(reasons), letters, "{reasons:?}");
        }
    }

    #[test]
    fn known_reasons_have_their_tints_and_others_the_next_free_one() {
        let roles = |reasons: &[&str]| marks(reasons).into_iter().map(|mark| mark.role).collect::<Vec<_>>();
        let tint = reason_role;
        assert_eq!(roles(&["Lunch", "Short break", "Restroom"]), [tint(1), tint(0), tint(6)]);
        assert_eq!(roles(&["Zeta", "Lunch", "Alpha"]), [tint(2), tint(1), tint(0)]);
        assert_eq!(roles(&["Alpha", "Zeta", "Lunch"]), [tint(0), tint(2), tint(1)], "whichever came first");
        let many: Vec<String> = (0..20).map(|i| format!("R{i:02}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(roles(&many)[7], tint(0));
    }

    #[test]
    fn only_reasons_of_not_ready_have_a_mark() {
        let mut catalog = catalog(&["Lunch"]);
        catalog.intern("NOT_READY", None, |_| Reading::known(StateKind::NotReady));
        catalog.intern("ACW", Some("Lunch"), |_| Reading::known(StateKind::WrapUp));
        assert_eq!(reason_marks(&catalog).iter().flatten().count(), 1);
    }
}
