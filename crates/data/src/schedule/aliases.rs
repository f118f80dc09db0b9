//! Other names of agents: a small table, `name,agent`.

use crate::files::cell;
use crate::files::rows::{DELIMITERS, Row, Rows};
use crate::files::{text, to_csv, unguarded};

use super::role::{PlanColumns, PlanRole, plain};

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
pub fn aliases(bytes: &[u8]) -> Option<Vec<Alias>> {
    let rows = pairs(&text::whole(bytes))?;
    let place = id_column(rows.first()?);
    let at = place.unwrap_or(1);
    let below = rows.iter().skip(usize::from(place.is_some()));
    let alias = |two: &[String; 2]| Alias {
        name: unguarded(&two[1 - at]).into_owned(),
        agent: cell::id(&unguarded(&two[at])).into_owned(),
    };
    let all = below.map(alias).filter(|alias| !alias.name.is_empty() && !alias.agent.is_empty());
    Some(all.collect())
}

/// Writes other names of agents as such a table.
pub fn format_aliases(aliases: &[Alias]) -> Vec<u8> {
    let header = ["name".to_owned(), "agent".to_owned()];
    let rows = aliases.iter().map(|alias| [alias.name.clone(), alias.agent.clone()]);
    to_csv(std::iter::once(header).chain(rows))
}

/// Whether a text that begins so is such a table by its header: one column holds ids, and the other some name of somebody.
pub fn names_aliases(text: &str, is_whole: bool) -> bool {
    // The last row of a beginning may be cut off.
    let end = if is_whole { text.len() } else { text.rfind('\n').unwrap_or_default() };
    let Some(rows) = pairs(&text[..end]) else { return false };
    let other = rows.first().and_then(|header| Some(&header[1 - id_column(header)?]));
    other.is_some_and(|other| {
        let columns = PlanColumns::of(std::iter::once(other.as_str()));
        let is_somebody =
            [PlanRole::Agent, PlanRole::Name].into_iter().any(|role| columns.place(role).is_some());
        is_somebody || matches!(&*plain(other), "alias" | "schedulename" | "nameinschedule")
    })
}

/// Where a header says that ids are: the first of both that could be.
fn id_column(header: &[String; 2]) -> Option<usize> {
    header.iter().position(|name| AGENT.contains(&&*plain(name)))
}

fn pairs(text: &str) -> Option<Vec<[String; 2]>> {
    let text = text.trim_start_matches('\u{feff}');
    DELIMITERS.into_iter().find_map(|delimiter| table(text, delimiter)).filter(|rows| !rows.is_empty())
}

fn table(text: &str, delimiter: u8) -> Option<Vec<[String; 2]>> {
    let mut pairs: Vec<[String; 2]> = Vec::new();
    let mut is_table = true;
    let mut rows = Rows::new(delimiter);
    let mut each = |row: Row| {
        let texts: Vec<String> = row.cells().map(|cell| cell.trim().to_owned()).collect();
        match texts.try_into() {
            Ok(two) => pairs.push(two),
            Err(other) => is_table &= other.iter().all(String::is_empty),
        }
    };
    rows.feed(text, &mut each);
    rows.finish(&mut each);
    is_table.then_some(pairs).filter(|pairs| !pairs.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_table_gives_agents_other_names() {
        let told = |text: &str| {
            let all = aliases(text.as_bytes())?;
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

    #[test]
    fn what_is_written_is_read_back() {
        let alias = |name: &str, agent: &str| Alias { name: name.into(), agent: agent.into() };
        let all = [alias("Ray, Ben", "402"), alias("=cmd()", "403"), alias("a \"b\"", "7f-a")];
        let bytes = format_aliases(&all);
        assert_eq!(aliases(&bytes).as_deref(), Some(&all[..]));
        assert!(names_aliases(&String::from_utf8(bytes).unwrap(), true));
    }

    #[test]
    fn spreadsheets_write_them_in_other_encodings() {
        let text = "name\tagent\nMüller, Zoë\t401\n";
        let low = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let legacy: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
        for bytes in [low, legacy, [b"\xef\xbb\xbf", text.as_bytes()].concat()] {
            let all = aliases(&bytes).unwrap();
            assert_eq!(all, [Alias { name: "Müller, Zoë".into(), agent: "401".into() }], "{bytes:?}");
        }
    }

    #[test]
    fn the_beginning_of_a_long_one_tells() {
        let text = "name,agent\nann,401\nben";
        assert_eq!((names_aliases(text, false), names_aliases(text, true)), (true, false));
        assert!(!names_aliases("name,agent", false), "a row without an end is none yet");
    }

    #[test]
    fn only_a_header_tells_such_a_table_from_others() {
        for (text, expected) in [
            ("name,agent\nann,401\n", true),
            ("Agent ID;E-mail\n401;ann@x.de\n", true),
            ("agent\tuser name\n", true),
            ("ann,401\n", false),
            ("agent,state\n401,Away\n", false),
            ("agent,start\n401,2026-11-26\n", false),
            ("name,agent\nann,401,x\n", false),
            ("name,price\nTea,3\n", false),
        ] {
            assert_eq!(names_aliases(text, true), expected, "{text}");
        }
    }
}
