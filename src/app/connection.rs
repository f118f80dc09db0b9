//! Whether the page knows where to ask, and with what: one line of words.

use super::base::BaseUrl;
use crate::app::words::connection as words;
use model::format::duration_words;
use model::time::MINUTE;

/// What is known of a connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Connection {
    /// Whether it is an archive, which takes no token.
    pub is_archive: bool,
    /// Address of the API or proxy, or of the archive; `None` where none was set or typed that is right.
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
        let can_sign_in = self.is_archive
            || self.has_own_token
            || self.is_signed_in && self.left_ms.is_none_or(|left| left > 0);
        self.base.is_some() && can_sign_in
    }

    /// The same in a few words, and how long the token lives on; `None` where no address is known.
    pub fn brief(&self) -> Option<(&'static str, String)> {
        self.base.as_ref()?;
        let left = self.left_ms.filter(|_| self.is_signed_in && !self.is_archive && !self.has_own_token);
        let life = left.filter(|left| *left >= MINUTE).map(|left| duration_words(left / MINUTE * MINUTE));
        Some((self.line().lead.trim_end_matches(':'), life.map_or(String::new(), words::token_for)))
    }

    /// The connection in words.
    pub fn line(&self) -> Line {
        let Some(base) = &self.base else {
            if self.is_archive {
                let rest = words::ITS_FOLDER_IS_NEEDED.to_owned();
                return Line { lead: words::NO_ARCHIVE_YET, rest, act: words::CHOOSE_AN_ARCHIVE };
            }
            let rest = words::NEEDED_ONCE.to_owned();
            return Line { lead: words::NOT_CONNECTED_YET, rest, act: words::CONNECT };
        };
        let place = if base.is_full() { base.host() } else { words::THIS_SITE };
        let (lead, rest) = match self.left_ms {
            _ if self.is_archive => (words::ARCHIVE, words::of_place(place)),
            _ if self.has_own_token => (words::CONNECTED, words::to_place(place)),
            _ if !self.is_signed_in => (words::NO_TOKEN_YET, words::asked_when_wanted(place)),
            Some(left) if left <= 0 => (words::SIGNED_OUT, words::token_has_expired(place)),
            left => (words::CONNECTED, words::with_your_token(place, left.map_or(String::new(), life))),
        };
        Line { lead, rest, act: words::CHANGE_CONNECTION }
    }
}

/// `, good for 41 min`.
fn life(left_ms: i64) -> String {
    if left_ms < MINUTE {
        return words::GOOD_FOR_NO_MINUTE.to_owned();
    }
    words::good_for(duration_words(left_ms / MINUTE * MINUTE))
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
            (Connection { is_archive: true, ..at("/archive") }, "Archive of this site.", true),
            (
                Connection { is_archive: true, left_ms: Some(-HOUR), ..at("https://files.example.com/a") },
                "Archive of files.example.com.",
                true,
            ),
            (
                Connection { is_archive: true, ..Connection::default() },
                "No archive yet. The address of its folder is needed.",
                false,
            ),
        ] {
            assert_eq!(words(&connection), expected);
            assert_eq!(connection.is_made(), is_made, "{expected}");
        }
    }

    #[test]
    fn a_few_words_say_the_same_with_how_long_it_lasts() {
        let with = |left_ms| Connection {
            base: base("/cxone"),
            is_signed_in: true,
            left_ms,
            ..Connection::default()
        };
        let told = |connection: &Connection| connection.brief().map(|(lead, life)| format!("{lead} {life}"));
        for (connection, expected) in [
            (Connection::default(), None),
            (Connection { is_signed_in: false, ..with(None) }, Some("No access token yet ")),
            (with(None), Some("Connected ")),
            (with(Some(41 * MINUTE + 1)), Some("Connected token 41 min")),
            (with(Some(MINUTE - 1)), Some("Connected ")),
            (with(Some(0)), Some("Signed out ")),
            (Connection { has_own_token: true, ..with(Some(HOUR)) }, Some("Connected ")),
            (Connection { is_archive: true, ..with(Some(HOUR)) }, Some("Archive ")),
        ] {
            assert_eq!(told(&connection).as_deref(), expected);
        }
    }
}
