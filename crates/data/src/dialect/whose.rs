//! Whose row it is: who was asked for, who the row names, or who the page is about.

use std::borrow::Cow;

use super::field::Field;
use super::members::is_same_name;
use model::bytes::same;
use model::record::RejectReason;

/// What a page tells of the agent of its rows.
#[derive(Clone, Debug, Default)]
pub struct Whose<'a> {
    /// Who was asked for; `None` where rows name theirs.
    asked: Option<&'a str>,
    /// The same as a number.
    number: Option<i64>,
    /// Who the page says that it is about.
    page: Option<String>,
}

impl<'a> Whose<'a> {
    /// Rows of this agent were asked for.
    pub fn new(asked: Option<&'a str>) -> Self {
        Self { asked, number: asked.and_then(|id| id.parse().ok()), page: None }
    }

    /// Other names of `agentId`. Users' ids may differ from agents', so that they contradict nobody who was
    /// asked for.
    pub fn aliases(&self) -> &'static [&'static str] {
        if self.asked.is_some() { &ALIASES[..4] } else { &ALIASES }
    }

    /// The same for a page that is about this agent; `None` where that is what is known already.
    pub fn in_page_of(&self, agent: Option<&str>) -> Option<Self> {
        let is_new = |agent: &&str| !self.asked.is_some_and(|asked| is_same(asked, agent));
        let agent = agent.filter(is_new).filter(|agent| self.page.as_deref() != Some(agent))?;
        Some(Self { page: Some(agent.to_owned()), ..self.clone() })
    }

    /// The agent of a row that names this one; `is_alias` where it does so under another name than `agentId`,
    /// which may have ids of another kind.
    ///
    /// # Errors
    /// `OtherAgent` when another was asked for, `NoAgent` when nothing tells it.
    pub fn of<'f>(&'f self, row: &'f Field, is_alias: bool) -> Result<Cow<'f, str>, RejectReason> {
        let is_asked = match row {
            Field::Nothing => self.page.is_none(),
            Field::Whole(number) => self.number == Some(*number),
            Field::Text(text) => self.asked.is_some_and(|asked| same(asked.as_bytes(), text.as_bytes())),
            _ => false,
        };
        if let Some(asked) = self.asked.filter(|_| is_asked) {
            return Ok(asked.into());
        }
        let named = row.text().or_else(|| self.page.as_deref().map(Cow::Borrowed));
        match (self.asked, named) {
            (Some(asked), Some(named)) if !is_same(asked, &named) => {
                let may_be = is_alias && Form::of(asked) != Form::of(&named);
                if may_be { Ok(asked.into()) } else { Err(RejectReason::OtherAgent) }
            }
            (Some(asked), _) => Ok(asked.into()),
            (None, named) => named.ok_or(RejectReason::NoAgent),
        }
    }
}

/// Members that name a row's agent where there is no `agentId`, the surest first.
const ALIASES: [&str; 11] = [
    "agent",
    "agentNo",
    "agentNumber",
    "agentUuid",
    "userId",
    "user",
    "agentUserId",
    "agentUserName",
    "agentEmail",
    "userName",
    "agentName",
];

/// Whether a member of this name may tell whose rows are.
pub fn may_tell(name: &str) -> bool {
    is_same_name("agentId", name) || ALIASES.iter().any(|alias| is_same_name(alias, name))
}

/// What kind of id one is: of two kinds nothing tells that they are not the same agent's.
#[derive(Debug, PartialEq, Eq)]
enum Form {
    Number,
    Uuid,
    Other,
}

impl Form {
    fn of(id: &str) -> Self {
        let is_hex = |id: &str| id.bytes().all(|byte| byte.is_ascii_hexdigit() || b"-{}".contains(&byte));
        match id.trim() {
            id if id.bytes().all(|byte| byte.is_ascii_digit()) => Self::Number,
            id if id.len() >= 32 && is_hex(id) => Self::Uuid,
            _ => Self::Other,
        }
    }
}

/// Whether two ids are one agent's, whatever their case, marks between their parts and noughts before them.
fn is_same(a: &str, b: &str) -> bool {
    let letters = |id: &'_ str| -> Vec<u8> {
        let letters = id.bytes().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
        letters.map(|byte| byte.to_ascii_lowercase()).skip_while(|byte| *byte == b'0').collect()
    };
    a == b || letters(a) == letters(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_the_agents_that_was_asked_for_theirs_or_the_pages() {
        let field = |json: &str| -> Field<'static> {
            serde_json::from_str::<Field>(json).map_or(Field::Nothing, |field| match field {
                Field::Text(text) => Field::Text(text.into_owned().into()),
                Field::Whole(number) => Field::Whole(number),
                _ => Field::Nothing,
            })
        };
        let (other, nobody) = (Err(RejectReason::OtherAgent), Err(RejectReason::NoAgent));
        for (asked, page, row, expected) in [
            (Some("7"), None, "null", Ok("7")),
            (Some("7"), None, "7", Ok("7")),
            (Some("7"), None, "\" 7 \"", Ok("7")),
            (Some("07"), None, "7", Ok("07")),
            (Some("7"), None, "8", other),
            (Some("7"), None, "\"8\"", other),
            (Some("0A1B-2c"), None, "\"{0a1b-2C}\"", Ok("0A1B-2c")),
            (Some("7"), Some("8"), "null", other),
            (Some("7"), Some("8"), "7", Ok("7")),
            (Some("7"), Some("07"), "null", Ok("7")),
            (None, None, "8", Ok("8")),
            (None, Some("9"), "8", Ok("8")),
            (None, Some("9"), "null", Ok("9")),
            (None, None, "null", nobody),
            (None, None, "\"\"", nobody),
        ] {
            let whose = Whose::new(asked);
            let whose = whose.in_page_of(page).unwrap_or(whose);
            let of = whose.of(&field(row), false).map(Cow::into_owned);
            assert_eq!(of, expected.map(str::to_owned), "{asked:?} {page:?} {row}");
        }
        let uuid = "0e3f8b6a-1c2d-4e5f-8a9b-000000000401";
        for (asked, row, expected) in [
            ("7", "8", other),
            ("7", "7", Ok("7")),
            ("7", "\"ana\"", Ok("7")),
            (uuid, "8", Ok(uuid)),
            (uuid, "\"ana\"", Ok(uuid)),
            ("{0E3F8B6A1C2D4E5F8A9B000000000401}", "\"ana\"", Ok("{0E3F8B6A1C2D4E5F8A9B000000000401}")),
            ("ana", "\"0e3f8b6a-1c2d\"", other),
            (uuid, "\"0e3f8b6a-1c2d-4e5f-8a9b-000000000402\"", other),
            ("ana", "\"bea\"", other),
        ] {
            let whose = Whose::new(Some(asked));
            let of = whose.of(&field(row), true).map(Cow::into_owned);
            assert_eq!(of, expected.map(str::to_owned), "by another name: {asked} {row}");
        }
    }

    #[test]
    fn ids_are_the_same_but_for_their_marks() {
        for (a, b, expected) in [
            ("7", "007", true),
            ("a-b", "{AB}", true),
            ("\u{e9}", "\u{e8}", false),
            ("\u{e9}", "", false),
            ("70", "7", false),
            ("a1", "a2", false),
        ] {
            assert_eq!((is_same(a, b), is_same(b, a)), (expected, expected), "{a} {b}");
        }
    }

    #[test]
    fn users_are_agents_only_where_nobody_was_asked_for() {
        assert!(Whose::new(None).aliases().contains(&"userId"));
        assert_eq!(Whose::new(Some("7")).aliases(), ["agent", "agentNo", "agentNumber", "agentUuid"]);
        let names = ["agentId", "agent_id", "AGENT-NO", "user", "team", "agentIds"];
        assert_eq!(names.map(may_tell), [true, true, true, true, false, false]);
    }
}
