//! What can go wrong between a question and its records. Words for people: `app::messages`.

use std::sync::Arc;

/// Why a page did not come, as a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// What happened.
    pub kind: ErrorKind,
    /// HTTP status, when there was an answer.
    pub status: Option<u16>,
    /// The server's own words, shortened to [`ApiError::WORDS`] characters.
    pub words: Option<Arc<str>>,
    /// What support asks for.
    pub correlation_id: Option<Arc<str>>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// 401: no token, or it has expired.
    Unauthorized,
    /// 403: the token may not read this.
    Forbidden,
    /// 404 with a web page for a body: nothing of this API lives at the address.
    WrongAddress,
    /// 400 or 422: the server does not accept the question.
    Refused,
    /// 429: too many requests.
    TooMany,
    /// 503 with a time to come back at.
    Unavailable,
    /// Another 5xx.
    Server,
    /// Any other status.
    Unexpected,
    /// No answer within the time allowed.
    Timeout,
    /// The connection failed, or CORS forbids to read the answer.
    Network,
    /// Status 200, but a web page: most likely somebody's sign-in page.
    SignInPage,
    /// A body beyond any size that a page can have.
    TooLarge,
    /// JSON that ends in the middle.
    CutOff,
    /// Not JSON, or JSON of another shape.
    NotJson,
    /// Status 200 without a list of records, not even an empty one.
    NoRecords,
    /// Status 200 with words about an error beside the list of records.
    SaidError,
    /// No records where there must be some: the server says that there are more, or later pages have
    /// some.
    MissingPage,
    /// A page that came before: the server ignores which page is asked for, or leads in a circle.
    RepeatedPage,
    /// Compressed, where a part of a file as it lies there was asked for.
    Compressed,
    /// Bytes of an archive that are not what it says that they are.
    Damaged,
}

impl ErrorKind {
    /// Every kind.
    pub const ALL: [Self; 20] = [
        Self::Unauthorized,
        Self::Forbidden,
        Self::WrongAddress,
        Self::Refused,
        Self::TooMany,
        Self::Unavailable,
        Self::Server,
        Self::Unexpected,
        Self::Timeout,
        Self::Network,
        Self::SignInPage,
        Self::TooLarge,
        Self::CutOff,
        Self::NotJson,
        Self::NoRecords,
        Self::SaidError,
        Self::MissingPage,
        Self::RepeatedPage,
        Self::Compressed,
        Self::Damaged,
    ];

    /// Whether asking again may help.
    pub const fn is_passing(self) -> bool {
        matches!(
            self,
            Self::TooMany | Self::Unavailable | Self::Server | Self::Timeout | Self::Network | Self::CutOff
        )
    }
}

impl ApiError {
    /// Longest excerpt of the server's words, in characters.
    pub const WORDS: usize = 300;

    /// An error without an answer, or without words.
    pub const fn new(kind: ErrorKind) -> Self {
        Self { kind, status: None, words: None, correlation_id: None }
    }
}
