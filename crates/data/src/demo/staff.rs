//! The people of the sample team: all of them invented.

use super::chance::{Chance, mixed};
use model::directory::Person;
use model::record::AgentId;
use model::time::{HOUR, MINUTE};

const FIRST: [&str; 30] = [
    "Alma", "Bashir", "Carmen", "Daniel", "Esther", "Felix", "Greta", "Hugo", "Ines", "Jamal", "Karin",
    "Leon", "Mina", "Nikolai", "Olga", "Paulo", "Quinn", "Rania", "Samuel", "Thea", "Umar", "Vera", "Walter",
    "Ximena", "Yannick", "Zainab", "Arjun", "Brigid", "Cheng", "Dolores",
];

const LAST: [&str; 29] = [
    "Abbott",
    "Berger",
    "Castillo",
    "Dubey",
    "Eriksen",
    "Ferrari",
    "Gallagher",
    "Haddix",
    "Ivarsson",
    "Jankowski",
    "Kaya",
    "Lindholm",
    "Mbeki",
    "Novotny",
    "Oduya",
    "Petrov",
    "Quispe",
    "Rahimi",
    "Sandoval",
    "Tanaka",
    "Ueda",
    "Vasquez",
    "Whitaker",
    "Xu",
    "Yilmaz",
    "Zeller",
    "Anand",
    "Brennan",
    "Costello",
];

const TEAMS: [&str; 3] = ["Billing", "Customer Care", "Technical Support"];

/// Agents of one team before the next begins.
const TEAM_SIZE: usize = 10;

/// How much later than the earliest shifts begin, in milliseconds.
const SHIFTS: [i64; 5] = [-90 * MINUTE, 0, 0, 90 * MINUTE, 3 * HOUR];

/// The id of the agent of a number, from 0 on.
pub fn id(number: usize) -> AgentId {
    format!("5a3b1e00-0000-4000-8000-{:012}", number + 1).into()
}

/// The name and team of the agent of a number.
pub fn person(number: usize) -> Person {
    let round = number / FIRST.len();
    let last = LAST[(number + round * 7) % LAST.len()];
    let more = if round < LAST.len() { String::new() } else { format!(" {}", round / LAST.len() + 1) };
    Person {
        name: format!("{} {last}{more}", FIRST[number % FIRST.len()]).into(),
        team: Some(TEAMS[number / TEAM_SIZE % TEAMS.len()].into()),
    }
}

/// When the shifts of an agent begin, in milliseconds after (or before) the usual beginning.
pub fn shift(number: usize) -> i64 {
    let mut chance = Chance(mixed(number as u64 + 1));
    SHIFTS[chance.below(SHIFTS.len() as i64) as usize] + chance.below(20 * MINUTE)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_of_two_thousand_have_one_name() {
        let names: HashSet<_> = (0..2_000).map(|number| person(number).name).collect();
        assert_eq!(names.len(), 2_000);
        let ids: HashSet<_> = (0..2_000).map(id).collect();
        assert_eq!(ids.len(), 2_000);
    }
}
