//! Whom a person means: ids as they are, names and teams of the directory as the ids behind them.

use super::target::FormError;
use model::directory::Directory;
use model::record::AgentId;

/// What was typed with ids in the place of names and of teams; what the directory does not know stays as it is.
///
/// # Errors
/// When a name can mean several.
pub fn ids_of(text: &str, people: &Directory) -> Result<String, FormError> {
    // A name may have a comma in it.
    if let Some(ids) = meant(text, people)? {
        return Ok(ids);
    }
    let ids = text.split([',', ';']).map(|part| Ok(meant(part, people)?.unwrap_or_else(|| part.to_owned())));
    Ok(ids.collect::<Result<Vec<String>, FormError>>()?.join(","))
}

/// The ids that a name stands for; `None` where it is no name.
fn meant(name: &str, people: &Directory) -> Result<Option<String>, FormError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.eq_ignore_ascii_case("all") || people.own_name(&name).is_some() {
        return Ok(None);
    }
    let (agents, team) = (people.called(&name), people.in_team(&name));
    let joined = |ids: &[&AgentId]| Ok(Some(ids.iter().map(|id| &***id).collect::<Vec<_>>().join(",")));
    match (agents.len(), team.len()) {
        (0, 0) => Ok(None),
        (1, 0) => joined(&agents),
        (0, _) => joined(&team),
        (_, members) => {
            let agents = agents.into_iter().cloned().collect();
            Err(FormError::SeveralNamed { name, agents, is_team: members > 0 })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::directory::Person;

    fn people() -> Directory {
        let of = |(id, name, team): (&str, &str, Option<&str>)| {
            (id.into(), Person { name: name.into(), team: team.map(Into::into) })
        };
        let all = [
            ("7", "Ann Lee", Some("Blue Sky")),
            ("8", "Bo Lee", Some("Blue Sky")),
            ("9", "Ann Lee", None),
            ("10", "Lee, Cy", Some("Green")),
            ("11", "Green", None),
            ("12", "", Some("Blue Sky")),
            ("13", "8", None),
        ];
        Directory::new(all.map(of))
    }

    #[test]
    fn names_and_teams_stand_for_ids_and_ids_for_themselves() {
        for (typed, ids) in [
            ("Bo Lee", "8"),
            (" bo  LEE ", "8"),
            ("blue sky", "12,7,8"),
            ("Blue Sky, 42; Bo Lee", "12,7,8, 42,8"),
            ("Lee, Cy", "10"),
            ("8", "8"),
            ("7 8", "7 8"),
            ("all", "all"),
            ("", ""),
            ("Nobody Known", "Nobody Known"),
        ] {
            assert_eq!(ids_of(typed, &people()).as_deref(), Ok(ids), "{typed}");
            let mut hidden = people();
            hidden.hide(true);
            assert_eq!(ids_of(typed, &hidden).as_deref(), Ok(ids), "{typed}, hidden");
        }
        assert_eq!(ids_of("Bo Lee", &Directory::default()).as_deref(), Ok("Bo Lee"));
    }

    #[test]
    fn a_name_of_several_is_none_of_them() {
        let several = |typed: &str| match ids_of(typed, &people()) {
            Err(FormError::SeveralNamed { agents, is_team, .. }) => {
                Some((agents.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "), is_team))
            }
            _ => None,
        };
        assert_eq!(several("Bo Lee, ann lee"), Some(("7 9".to_owned(), false)));
        assert_eq!(several("Green"), Some(("11".to_owned(), true)));
        assert_eq!(several("Bo Lee"), None);
    }
}
