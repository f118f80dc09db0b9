//! How well what was typed fits a text: words in any order, parts of words, small slips.

use super::fold::words;

/// How well one typed word fits; the first is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is a word of the text.
    Whole,
    /// A word of the text begins with it.
    Begins,
    /// It stands somewhere in the text.
    Inside,
    /// A word of the text, or its beginning, differs from it by a slip or two.
    Slip,
}

/// Shortest typed word that is looked for inside others, in letters.
const LEAST_INSIDE: usize = 3;

/// From so many letters on a typed word may hold one slip, and two.
const ONE_SLIP: usize = 4;
const TWO_SLIPS: usize = 8;

/// How well a whole question fits a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    /// How the word fits that fits worst.
    pub worst: Fit,
    /// All words together; less is better.
    sum: u32,
}

/// A text that can be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    words: Vec<Box<[char]>>,
    /// The words without what parts them: `newyork`.
    joined: String,
}

impl Text {
    /// Of what people read.
    pub fn new(text: &str) -> Self {
        let words = words(text);
        Self { joined: words.concat(), words: words.iter().map(|word| word.chars().collect()).collect() }
    }

    /// How well a typed word (see [`words`]) fits, if it does.
    pub fn fit(&self, typed: &str) -> Option<Fit> {
        let letters: Vec<char> = typed.chars().collect();
        let best = self.words.iter().filter_map(|word| fit(&letters, word)).min();
        let inside = || letters.len() >= LEAST_INSIDE && self.joined.contains(typed);
        match best {
            Some(Fit::Slip) | None if inside() => Some(Fit::Inside),
            best => best,
        }
    }

    /// How well all typed words fit, if they do; no words fit nothing.
    pub fn score(&self, typed: &[String]) -> Option<Score> {
        let mut score: Option<Score> = None;
        for word in typed {
            let fit = self.fit(word)?;
            let before = score.unwrap_or(Score { worst: Fit::Whole, sum: 0 });
            score = Some(Score { worst: before.worst.max(fit), sum: before.sum + fit as u32 });
        }
        score
    }
}

fn fit(typed: &[char], word: &[char]) -> Option<Fit> {
    if word.starts_with(typed) {
        return Some(if word.len() == typed.len() { Fit::Whole } else { Fit::Begins });
    }
    if word.len() >= LEAST_INSIDE && matches!(typed.strip_prefix(word), Some(['s'] | ['e', 's'])) {
        return Some(Fit::Begins);
    }
    if typed.len() >= LEAST_INSIDE && word.windows(typed.len()).any(|part| part == typed) {
        return Some(Fit::Inside);
    }
    // Nobody means another number than the one they typed.
    let may_slip = typed.len() >= ONE_SLIP && !typed.iter().chain(word).any(char::is_ascii_digit);
    let most = if typed.len() >= TWO_SLIPS { 2 } else { 1 };
    (may_slip && typed.len() <= word.len() + most && slips(typed, word) <= most).then_some(Fit::Slip)
}

/// Fewest letters that have to be put in, left out, changed or swapped with their neighbour to make the
/// typed word of the word, or of any beginning of it.
fn slips(typed: &[char], word: &[char]) -> usize {
    let wide = word.len() + 1;
    let mut before_last = vec![0; wide];
    let mut last: Vec<usize> = (0..wide).collect();
    for (row, &letter) in typed.iter().enumerate() {
        let mut next = vec![row + 1; wide];
        for (column, &of_word) in word.iter().enumerate() {
            let changed = last[column] + usize::from(letter != of_word);
            let mut fewest = changed.min(last[column + 1] + 1).min(next[column] + 1);
            let is_swap = row > 0 && column > 0 && letter == word[column - 1] && typed[row - 1] == of_word;
            if is_swap {
                fewest = fewest.min(before_last[column - 1] + 1);
            }
            next[column + 1] = fewest;
        }
        before_last = std::mem::replace(&mut last, next);
    }
    last.into_iter().min().unwrap_or(0)
}

/// The places of the texts that fit, best first; slips count only where nothing else fits.
pub fn best<'a>(texts: impl Iterator<Item = &'a Text>, typed: &[String]) -> Vec<(Score, usize)> {
    let scored = texts.enumerate().filter_map(|(place, text)| Some((text.score(typed)?, place)));
    let mut found: Vec<(Score, usize)> = scored.collect();
    found.sort_unstable();
    without_slips(&mut found, |(score, _)| score.worst);
    found
}

/// Takes out what fits by slips alone, where anything fits without.
pub fn without_slips<T>(found: &mut Vec<T>, fit: impl Fn(&T) -> Fit) {
    if found.iter().any(|one| fit(one) != Fit::Slip) {
        found.retain(|one| fit(one) != Fit::Slip);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(typed: &str, text: &str) -> Option<Fit> {
        Text::new(text).score(&words(typed)).map(|score| score.worst)
    }

    #[test]
    fn names_are_found_as_people_type_them() {
        for (typed, text, fit) in [
            ("okafor", "Aisha Okafor", Some(Fit::Whole)),
            ("OKAFOR aisha", "Aisha Okafor", Some(Fit::Whole)),
            ("oka", "Aisha Okafor", Some(Fit::Begins)),
            ("a o", "Aisha Okafor", Some(Fit::Begins)),
            ("muller", "Élodie Müller", Some(Fit::Whole)),
            ("mueller", "Élodie Müller", Some(Fit::Slip)),
            ("oneil", "Ana O'Neil", Some(Fit::Whole)),
            ("afor", "Aisha Okafor", Some(Fit::Inside)),
            ("fo", "Aisha Okafor", None),
            ("okafro", "Aisha Okafor", Some(Fit::Slip)),
            ("okaf r", "Aisha Okafor", None),
            ("newyork", "America/New_York", Some(Fit::Inside)),
            ("californa", "California", Some(Fit::Slip)),
            ("clifornai", "California", Some(Fit::Slip)),
            ("bost", "Lost", Some(Fit::Slip)),
            ("bos", "Lost", None),
            ("1000502", "1000501", None),
            ("lunches", "Lunch", Some(Fit::Begins)),
            ("breaks", "Break", Some(Fit::Begins)),
            ("lunhc", "Lunch", Some(Fit::Slip)),
            ("luch", "Lunch", Some(Fit::Slip)),
            ("ana", "Ben", None),
            ("", "Ben", None),
        ] {
            assert_eq!(one(typed, text), fit, "{typed} in {text}");
        }
    }

    #[test]
    fn what_fits_without_slips_comes_alone_and_the_best_first() {
        let texts = ["Lynch", "Long lunch", "Brunch", "Lunch"].map(Text::new);
        let places =
            |typed: &str| best(texts.iter(), &words(typed)).into_iter().map(|(_, at)| at).collect::<Vec<_>>();
        assert_eq!(places("lunch"), [1, 3]);
        assert_eq!(places("unch"), [1, 2, 3]);
        assert_eq!(places("lynhc"), [0]);
        assert!(places("").is_empty());
    }

    /// Whether one slip makes `typed` of a beginning of `word`, by trying all.
    fn is_one_slip(typed: &[char], word: &[char]) -> bool {
        (0..=word.len()).any(|end| {
            let part = &word[..end];
            let left_out = |long: &[char], short: &[char]| {
                (0..long.len()).any(|at| [&long[..at], &long[at + 1..]].concat() == short)
            };
            let changed =
                typed.len() == part.len() && typed.iter().zip(part).filter(|(a, b)| a != b).count() <= 1;
            let swapped = (1..part.len()).any(|at| {
                let mut part = part.to_vec();
                part.swap(at - 1, at);
                part == typed
            });
            changed || swapped || left_out(typed, part) || left_out(part, typed)
        })
    }

    proptest! {
        #[test]
        fn the_order_of_words_and_their_case_do_not_count(text in "[a-z]{1,6}( [a-z]{1,6}){0,3}", typed in "[a-z]{1,5}( [a-z]{1,5}){0,3}") {
            let text = Text::new(&text);
            let there = words(&typed);
            let back: Vec<String> = there.iter().rev().cloned().collect();
            prop_assert_eq!(text.score(&there), text.score(&back));
            prop_assert_eq!(text.score(&there), text.score(&words(&typed.to_uppercase())));
        }

        #[test]
        fn every_beginning_and_every_part_is_found(word in "[a-z]{3,9}", from in 0_usize..7, len in 3_usize..9) {
            let text = Text::new(&format!("some {word} here"));
            let (from, len) = (from.min(word.len() - 3), len);
            let part = &word[from..(from + len).min(word.len())];
            prop_assert!(text.fit(&word[..1]).is_some_and(|fit| fit <= Fit::Begins));
            prop_assert!(text.fit(part).is_some_and(|fit| fit <= Fit::Inside));
        }

        #[test]
        fn one_slip_is_one_slip(typed in "[abc]{4,6}", word in "[abc]{0,7}") {
            let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
            prop_assert_eq!(slips(&typed, &word) <= 1, is_one_slip(&typed, &word));
        }
    }
}
