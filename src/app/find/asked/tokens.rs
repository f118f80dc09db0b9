//! A question in pieces: numbers, words, signs.

use crate::app::find::fold::fold;

/// A piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Folded.
    pub text: String,
    /// Of digits: their number, as far as it is one.
    pub number: Option<u32>,
    /// Whether nothing parts it from the piece before.
    pub is_glued: bool,
}

impl Token {
    /// Whether it is this text.
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }

    /// Number of its characters.
    pub fn len(&self) -> usize {
        self.text.chars().count()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digits,
    Letters,
    Sign,
}

/// Digits, letters and signs apart: `>1h30` is `>`, `1`, `h`, `30`.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let (mut before, mut kind_before) = (' ', None);
    for c in fold(text).chars() {
        let kind = match c {
            _ if c.is_whitespace() => None,
            '0'..='9' => Some(Kind::Digits),
            _ if c.is_alphanumeric() || ['\'', '\u{2019}', '_'].contains(&c) => Some(Kind::Letters),
            _ => Some(Kind::Sign),
        };
        match (kind, tokens.last_mut()) {
            (None, _) => {}
            (Some(Kind::Digits | Kind::Letters), Some(last)) if kind == kind_before => last.text.push(c),
            _ => tokens.push(Token { text: c.to_string(), number: None, is_glued: !before.is_whitespace() }),
        }
        (before, kind_before) = (c, kind);
    }
    for token in &mut tokens {
        // `yesterday's`, `Okafor’s`
        if let Some(name) = token.text.strip_suffix("'s").or_else(|| token.text.strip_suffix("\u{2019}s")) {
            token.text = name.to_owned();
        }
        token.number =
            token.text.parse().ok().filter(|_| token.text.starts_with(|c: char| c.is_ascii_digit()));
    }
    tokens
}
