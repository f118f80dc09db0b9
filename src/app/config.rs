//! What whoever hosts the page has set: `config.json` beside it.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::base::{BaseError, BaseUrl};
use super::plans::host::HostPath;
use super::source::SourceKind;
use crate::app::words::settings as words;

/// Settings of a host; all optional, and unknown ones are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Config {
    /// API or proxy URL, or a path on this origin (`/cxone`). An empty text is this origin itself.
    pub base: Option<BaseUrl>,
    /// Name of the API as links write it: `reporting-v2` or `cxone`.
    pub api: Option<String>,
    /// Folder of an archive: below the page (`archive/`), on this origin (`/archive`), or an address.
    #[serde(deserialize_with = "archive")]
    pub archive: Option<BaseUrl>,
    /// Agent ID that the form begins with.
    pub agent: Option<String>,
    /// Range that the form begins with, as links write it: `24h`, `today`, `yesterday`, `7d`, `week`, `lastweek`
    /// or `28d`. Weeks begin when the reader's do, unless the word says another day (`week-sun`).
    pub range: Option<String>,
    /// IANA time zone that times are shown in; the browser's when it is not set.
    pub tz: Option<String>,
    /// Whether a person has to give an access token: `false` when a proxy adds its own, `true` to ask
    /// before anything is loaded; otherwise it is asked for when the API does.
    pub token: Option<bool>,
    /// Version of the CXone API, such as `27.0`.
    pub api_version: Option<String>,
    /// Aggregation interval to ask Reporting v2 for; normally none.
    pub interval: Option<String>,
    /// Most pages of a series to fetch before asking.
    #[serde(rename = "mostPages")]
    pub max_pages: Option<u32>,
    /// Files with schedules, on this origin: `schedules/{agent}.csv`.
    pub schedule: Option<HostPath>,
    /// Whether schedules are fetched from the API, too, unless a person chooses otherwise.
    pub schedules: bool,
    /// The text that all of this was read from. What only answers need, `rules` and `states`, is read from it when they come
    /// (see [`data::rules::of_settings`]).
    #[serde(skip)]
    pub text: String,
}

impl Config {
    /// Reads the text of `config.json`.
    ///
    /// # Errors
    /// When it is no such JSON, in the parser's words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let config: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Ok(Self { text: text.to_owned(), ..config })
    }

    /// What is loaded from, unless somebody says otherwise: the archive, where there is no API.
    pub fn source(&self) -> SourceKind {
        let has_archive_only = self.archive.is_some() && self.base.is_none();
        if has_archive_only { SourceKind::Archive } else { SourceKind::Api }
    }

    /// The address that is set for what is loaded from.
    pub fn base_of(&self, source: SourceKind) -> Option<&BaseUrl> {
        match source {
            SourceKind::Api => self.base.as_ref(),
            SourceKind::Archive => self.archive.as_ref(),
        }
    }

    /// Whether there is no need to ask for a token.
    pub fn has_own_token(&self) -> bool {
        self.token == Some(false)
    }
}

/// The archive's address; an empty text is none.
fn archive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<BaseUrl>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
    match BaseUrl::parse_archive(&text) {
        Ok(base) => Ok(Some(base)),
        Err(BaseError::Missing) => Ok(None),
        Err(error @ BaseError::Insecure) => Err(D::Error::custom(format!("archive: {error}"))),
        Err(BaseError::Bad) => Err(D::Error::custom(words::ARCHIVE_BAD)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_set_and_ignores_the_rest() {
        let text = r#"{"base":"/cxone","api":"cxone","token":false,"apiVersion":"34.0","new":[1]}"#;
        let config = Config::parse(text);
        let expected = Config {
            base: BaseUrl::parse("/cxone").ok(),
            api: Some("cxone".into()),
            token: Some(false),
            api_version: Some("34.0".into()),
            text: text.to_owned(),
            ..Config::default()
        };
        assert_eq!(config, Ok(expected.clone()));
        assert!(expected.has_own_token());
        assert_eq!(Config::parse("{}"), Ok(Config { text: "{}".to_owned(), ..Config::default() }));
    }

    #[test]
    fn half_of_a_character_is_said_with_its_place() {
        let words = Config::parse("{\"api\":\n\"\\ud800\"}").unwrap_err();
        assert!(words.contains("line 2"), "{words}");
    }

    #[test]
    fn schedules_are_files_of_this_origin_and_are_fetched_when_the_host_says_so() {
        let config = Config::parse(r#"{"schedule":"schedules/{agent}.csv","schedules":true}"#).unwrap();
        assert_eq!(config.schedule.map(|path| path.of("7")).as_deref(), Some("schedules/7.csv"));
        assert!(config.schedules && !Config::default().schedules);
        let elsewhere = Config::parse(r#"{"schedule":"https://example.com/{agent}.csv"}"#);
        assert!(elsewhere.unwrap_err().contains("schedules/{agent}.csv"));
    }

    #[test]
    fn an_archive_is_what_is_loaded_from_where_there_is_no_api() {
        let read = |text: &str| Config::parse(text).map(|config| (config.source(), config.archive));
        let beside = BaseUrl::parse_archive("archive/").ok();
        assert_eq!(read(r#"{"archive":"archive/"}"#), Ok((SourceKind::Archive, beside.clone())));
        assert_eq!(read(r#"{"archive":"archive/","base":"/cxone"}"#), Ok((SourceKind::Api, beside)));
        assert_eq!(read(r#"{"archive":""}"#), Ok((SourceKind::Api, None)));
        assert_eq!(read(r#"{"archive":null}"#), Ok((SourceKind::Api, None)));
        for bad in
            ["../archive", "http://files.example.com/archive", "https://files.example.com/archive?key=x"]
        {
            let told = read(&format!(r#"{{"archive":"{bad}"}}"#)).unwrap_err();
            assert!(told.contains("archive"), "{told}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        assert!(Config::parse("<!doctype html>").is_err());
        assert!(Config::parse(r#"{"token":"no"}"#).unwrap_err().contains("boolean"));
        let base = |base: &str| Config::parse(&format!(r#"{{"base":"{base}"}}"#));
        assert_eq!(base("").map(|config| config.base), Ok(Some(BaseUrl::default())));
        assert!(base("http://api.example.com").unwrap_err().contains("plain http"));
        assert!(base("https://api.example.com?token=x").unwrap_err().contains("https address"));
    }
}
