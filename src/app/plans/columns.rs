//! The choice of what the columns of an unknown schedule hold, as far as it needs no screen, and what is kept of it.

use data::schedule::PlanRole;

/// What a person says of the columns of a schedule: their names, each with what it holds.
pub type Choice = Vec<(String, PlanRole)>;

/// Most choices that are kept.
const MAX: usize = 20;

/// Why a schedule cannot be read with a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Two columns are said to hold the same.
    Twice(PlanRole),
    /// No column has this.
    Missing(PlanRole),
}

/// A first proposal for a header.
pub fn proposal(header: &[String]) -> Choice {
    let role = |place: usize, name: &String| {
        let role = PlanRole::guess(name);
        let is_first = !header[..place].iter().any(|before| PlanRole::guess(before) == role);
        if is_first { role } else { PlanRole::Other }
    };
    header.iter().enumerate().map(|(place, name)| (name.clone(), role(place, name))).collect()
}

/// Why a choice is not enough; `None` when it is.
pub fn trouble(choice: &Choice) -> Option<Trouble> {
    let count = |role: PlanRole| choice.iter().filter(|(_, of)| *of == role).count();
    let twice = PlanRole::ALL.into_iter().find(|role| *role != PlanRole::Other && count(*role) > 1);
    let has_end = count(PlanRole::End) + count(PlanRole::Length) > 0;
    let missing = [
        (count(PlanRole::Start) > 0, PlanRole::Start),
        (has_end, PlanRole::End),
        (count(PlanRole::Activity) > 0, PlanRole::Activity),
    ];
    let missing = missing.into_iter().find(|(is_there, _)| !is_there).map(|(_, role)| Trouble::Missing(role));
    twice.map(Trouble::Twice).or(missing)
}

/// Whether a column says whose plan it is; otherwise it is one agent's, named after the file.
pub fn names_agents(choice: &Choice) -> bool {
    let whose = [PlanRole::Agent, PlanRole::Name, PlanRole::FirstName, PlanRole::LastName];
    choice.iter().any(|(_, role)| whose.contains(role))
}

/// Reads what was kept; what cannot be read is left out.
pub fn parse(text: &str) -> Vec<Choice> {
    let list: Vec<serde_json::Value> = serde_json::from_str(text).unwrap_or_default();
    list.into_iter().filter_map(|one| serde_json::from_value(one).ok()).take(MAX).collect()
}

/// Writes what is to be kept: a choice in the place of one for the same header, before the others.
pub fn format_with(kept: &[Choice], choice: &Choice) -> String {
    let is_other = |one: &&Choice| !one.iter().map(|(name, _)| name).eq(choice.iter().map(|(name, _)| name));
    let all: Vec<&Choice> = std::iter::once(choice).chain(kept.iter().filter(is_other)).take(MAX).collect();
    serde_json::to_string(&all).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use PlanRole::{Activity, Agent, Date, End, Length, Other, Start};

    fn choice(roles: &[PlanRole]) -> Choice {
        roles.iter().map(|role| (format!("{role:?}"), *role)).collect()
    }

    #[test]
    fn names_make_a_proposal() {
        let header = ["wer", "User", "E-mail", "From", "Finish", "Task", "Activity"].map(str::to_owned);
        let roles: Vec<_> = proposal(&header).into_iter().map(|(_, role)| role).collect();
        assert_eq!(roles, [Other, Agent, Other, Start, End, Other, Activity]);
    }

    #[test]
    fn a_choice_is_enough_with_start_end_and_activity() {
        for (roles, expected) in [
            (&[Start, End, Activity][..], None),
            (&[Date, Start, Length, Activity, Other, Other], None),
            (&[End, Activity], Some(Trouble::Missing(Start))),
            (&[Start, Activity], Some(Trouble::Missing(End))),
            (&[Start, End], Some(Trouble::Missing(Activity))),
            (&[Start, Start, End, Activity], Some(Trouble::Twice(Start))),
        ] {
            assert_eq!(trouble(&choice(roles)), expected, "{roles:?}");
        }
        assert!(names_agents(&choice(&[Agent])) && !names_agents(&choice(&[Start])));
    }

    #[test]
    fn a_header_has_one_choice_and_the_newest_stands_first() {
        let (a, b) = (choice(&[Start, End]), choice(&[Activity]));
        let again: Choice = a.iter().map(|(name, _)| (name.clone(), Other)).collect();
        let kept = parse(&format_with(&parse(&format_with(&parse(&format_with(&[], &a)), &b)), &again));
        assert_eq!(kept, [again, b]);
        assert!(parse("[5,{}]").is_empty() && parse("").is_empty());
    }
}
