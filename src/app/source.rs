//! Where records come from.

/// What is loaded from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// An API.
    #[default]
    Api,
    /// An archive: a folder of Parquet files.
    Archive,
}

impl SourceKind {
    /// Both, with their words in links.
    pub const ALL: [(Self, &str); 2] = [(Self::Api, "api"), (Self::Archive, "archive")];

    /// Its word in links.
    pub fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// What a link means by a word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == word).map(|(kind, _)| kind)
    }
}
