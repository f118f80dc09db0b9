//! What a person can call up from anywhere: Find, Help at one of its topics, and how dates are written.

/// A topic of Help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// What the marks on the timeline mean.
    Marks,
    /// How figures are worked out.
    Figures,
    /// Keys and gestures.
    Keys,
    /// What Find understands.
    Find,
    /// How to get an access token.
    Token,
    /// Which address to use, and why a browser may not read it.
    Connection,
    /// How to export the report in CXone.
    Report,
    /// What is odd about records, and what is done about it.
    Records,
    /// What is kept where, and what is sent to whom.
    Privacy,
}

impl Topic {
    /// All of them, in the order that Help has them.
    pub const ALL: [Self; 9] = [
        Self::Marks,
        Self::Figures,
        Self::Keys,
        Self::Find,
        Self::Token,
        Self::Connection,
        Self::Report,
        Self::Records,
        Self::Privacy,
    ];

    /// Its word in the page: `data-help="token"` on anything that is clicked opens Help there.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Marks => "marks",
            Self::Figures => "figures",
            Self::Keys => "keys",
            Self::Find => "find",
            Self::Token => "token",
            Self::Connection => "connection",
            Self::Report => "report",
            Self::Records => "records",
            Self::Privacy => "privacy",
        }
    }

    /// The topic of a word; the first for others.
    pub fn of_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|topic| topic.word() == word).unwrap_or(Self::Marks)
    }
}

/// What is called up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aid {
    /// The field that finds whatever is there.
    Find,
    /// Help, at a topic.
    Help(Topic),
    /// How dates and numbers are written.
    Locale,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_has_a_word_of_its_own() {
        for topic in Topic::ALL {
            assert_eq!(Topic::of_word(topic.word()), topic);
        }
        assert_eq!(Topic::of_word("nothing"), Topic::Marks);
    }
}
