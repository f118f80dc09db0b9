//! Other names of agents: a small table, `name,agent`.

use crate::files::cell;
use crate::files::rows::{DELIMITERS, Rows};

use super::role::plain;

/// Another name of an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// What schedules call the agent.
    pub name: String,
    /// The agent's id.
    pub agent: String,
}

/// Names of the column of ids, in lower case without signs.
const AGENT: [&str; 6] = ["agent", "agentid", "agentno", "agentnumber", "id", "number"];

/// Reads a table of two columns. A header says which of them holds ids; without one it is the second. `None` for what
/// is no such table: a row with fewer cells, or more.
pub fn aliases(text: &str) -> Option<Vec<Alias>> {
    DELIMITERS.into_iter().find_map(|delimiter| table(text.trim_start_matches('\u{feff}'), delimiter))
}

fn table(text: &str, delimiter: u8) -> Option<Vec<Alias>> {
    let mut cells: Vec<[String; 2]> = Vec::new();
    let mut is_table = true;
    let mut rows = Rows::new(delimiter);
    let mut each = |row: crate::files::rows::Row| {
        let texts: Vec<String> = row.cells().map(|cell| cell.trim().to_owned()).collect();
        match texts.try_into() {
            Ok(two) => cells.push(two),
            Err(other) => is_table &= other.iter().all(String::is_empty),
        }
    };
    rows.feed(text, &mut each);
    rows.finish(&mut each);
    let header = cells.first().filter(|_| is_table)?;
    let place = header.iter().position(|name| AGENT.contains(&&*plain(name)));
    let at = place.unwrap_or(1);
    let below = cells.iter().skip(usize::from(place.is_some()));
    let alias =
        |two: &[String; 2]| Alias { name: two[1 - at].clone(), agent: cell::id(&two[at]).into_owned() };
    let all = below.map(alias).filter(|alias| !alias.name.is_empty() && !alias.agent.is_empty());
    Some(all.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_table_gives_agents_other_names() {
        let told = |text: &str| {
            let all = aliases(text)?;
            Some(
                all.iter()
                    .map(|alias| format!("{}={}", alias.name, alias.agent))
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        for (text, expected) in [
            ("name,agent\nann,401\n\"Ray, Ben\",402\n", Some("ann=401 Ray, Ben=402")),
            ("Agent ID;E-mail\n401;ann@x.de\n", Some("ann@x.de=401")),
            ("ann\t401\nben\t402", Some("ann=401 ben=402")),
            ("ann,\n,402\n\nben,403", Some("ben=403")),
            ("agent,start,end,activity\n1,2,3,4", None),
            ("no table at all", None),
            ("", None),
        ] {
            assert_eq!(told(text).as_deref(), expected, "{text}");
        }
    }
}
