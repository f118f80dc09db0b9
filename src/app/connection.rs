//! Whether the page knows where to ask, and with what: one line of words.

use super::base::BaseUrl;
use model::format::duration_words;
use model::time::MINUTE;

/// What is known of a connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Connection {
    /// Address of the API or proxy; `None` where none was set or typed that is right.
    pub base: Option<BaseUrl>,
    /// Whether the host sees to tokens, so that none is asked for.
    pub has_own_token: bool,
    /// Whether there is a token, or a client that gets one.
    pub is_signed_in: bool,
    /// How long the token lives on, in milliseconds, if it says so; 0 and below once it has expired.
    pub left_ms: Option<i64>,
}

/// The line: what is so, where and with what, and what the button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is so, in a word or two.
    pub lead: &'static str,
    /// Where and with what, or what is needed.
    pub rest: String,
    /// The button.
    pub act: &'static str,
}

impl Connection {
    /// Whether a question can be asked without anything else: who and when are all that is left.
    pub fn is_made(&self) -> bool {
        let can_sign_in = self.has_own_token || self.is_signed_in && self.left_ms.is_none_or(|left| left > 0);
        self.base.is_some() && can_sign_in
    }

    /// The connection in words.
    pub fn line(&self) -> Line {
        let Some(base) = &self.base else {
            let rest = "Needed once: your CXone API address and an access token.".to_owned();
            return Line { lead: "Not connected yet.", rest, act: "Connect to CXone…" };
        };
        let place = if base.is_full() { base.host() } else { "this site" };
        let (lead, rest) = match self.left_ms {
            _ if self.has_own_token => ("Connected", format!("to {place}.")),
            _ if !self.is_signed_in => {
                ("No access token yet", format!("for {place}; it is asked for when the API wants one."))
            }
            Some(left) if left <= 0 => ("Signed out:", format!("the access token for {place} has expired.")),
            left => (
                "Connected",
                format!("to {place} with your access token{}.", left.map_or(String::new(), life)),
            ),
        };
        Line { lead, rest, act: "Change connection" }
    }
}

/// `, good for 41 min`.
fn life(left_ms: i64) -> String {
    if left_ms < MINUTE {
        return ", good for less than a minute".to_owned();
    }
    format!(", good for {}", duration_words(left_ms / MINUTE * MINUTE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::time::HOUR;

    fn base(text: &str) -> Option<BaseUrl> {
        BaseUrl::parse(text).ok()
    }

    fn words(connection: &Connection) -> String {
        let Line { lead, rest, .. } = connection.line();
        format!("{lead} {rest}")
    }

    #[test]
    fn the_line_says_where_and_with_what() {
        let at = |text: &str| Connection { base: base(text), ..Connection::default() };
        let signed_in = |left_ms| Connection {
            is_signed_in: true,
            left_ms,
            ..at("https://api-na1.niceincontact.com/inContactAPI")
        };
        for (connection, expected, is_made) in [
            (
                Connection::default(),
                "Not connected yet. Needed once: your CXone API address and an access token.",
                false,
            ),
            (
                Connection { is_signed_in: true, ..Connection::default() },
                "Not connected yet. Needed once: your CXone API address and an access token.",
                false,
            ),
            (
                at("https://api-na1.niceincontact.com"),
                "No access token yet for api-na1.niceincontact.com; it is asked for when the API wants one.",
                false,
            ),
            (signed_in(None), "Connected to api-na1.niceincontact.com with your access token.", true),
            (
                signed_in(Some(41 * MINUTE + 59_999)),
                "Connected to api-na1.niceincontact.com with your access token, good for 41 min.",
                true,
            ),
            (
                signed_in(Some(MINUTE - 1)),
                "Connected to api-na1.niceincontact.com with your access token, good for less than a minute.",
                true,
            ),
            (
                signed_in(Some(-HOUR)),
                "Signed out: the access token for api-na1.niceincontact.com has expired.",
                false,
            ),
            (Connection { has_own_token: true, ..at("/cxone") }, "Connected to this site.", true),
        ] {
            assert_eq!(words(&connection), expected);
            assert_eq!(connection.is_made(), is_made, "{expected}");
        }
    }
}
