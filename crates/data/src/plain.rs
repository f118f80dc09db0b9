//! Text of a cell without what only dresses it.

use std::borrow::Cow;

/// The text as ASCII as far as that loses nothing: without marks that cannot be seen, spreadsheets'
/// guards (`="…"`, an apostrophe in front) and space around it; every kind of space is one, and so
/// are minus signs, hyphens and dashes, apostrophes, digits of any script, and full-width letters.
pub fn plain(text: &str) -> Cow<'_, str> {
    if is_bare(text) {
        return Cow::Borrowed(text);
    }
    let text = unguarded(text);
    let is_plain = |byte: u8| (b' '..0x7f).contains(&byte);
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !is_invisible(*c)).map(plain_char).collect())
}

/// Whether a text has nothing around it that could be taken off, as nearly all cells do.
fn is_bare(text: &str) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric();
    let ends = [text.as_bytes().first(), text.as_bytes().last()];
    ends.into_iter().flatten().all(is_letter) && text.bytes().all(|byte| (b' '..0x7f).contains(&byte))
}

/// The text without guards and without space around it.
fn unguarded(text: &str) -> &str {
    let text = trimmed(text);
    let inner = text.strip_prefix('=').map_or(text, str::trim_start);
    let inner = inner.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(text);
    let inner = trimmed(inner);
    inner.strip_prefix('\'').map_or(inner, trimmed)
}

/// The text without spaces of any kind and marks that cannot be seen around it.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Marks for the direction of writing, byte order marks, soft hyphens, joiners, forms of signs.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn plain_char(c: char) -> char {
    match c {
        _ if c.is_whitespace() => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{2032}' | '\u{66c}' => '\'',
        '\u{66b}' => '.',
        '\u{60c}' => ',',
        '\u{ff01}'..='\u{ff5e}' => ascii(0x21, '\u{ff01}', c),
        // Arabic, Persian, Devanagari, Bengali and Thai digits.
        '\u{660}'..='\u{669}' => ascii(b'0', '\u{660}', c),
        '\u{6f0}'..='\u{6f9}' => ascii(b'0', '\u{6f0}', c),
        '\u{966}'..='\u{96f}' => ascii(b'0', '\u{966}', c),
        '\u{9e6}'..='\u{9ef}' => ascii(b'0', '\u{9e6}', c),
        '\u{e50}'..='\u{e59}' => ascii(b'0', '\u{e50}', c),
        other => other,
    }
}

/// The ASCII character as far behind `first` as `c` is behind `base`.
fn ascii(first: u8, base: char, c: char) -> char {
    char::from(first + (u32::from(c) - u32::from(base)) as u8)
}

/// Unix milliseconds of `/Date(1794560400000)/`, also with an offset, which changes nothing.
pub fn microsoft(text: &str) -> Option<i64> {
    let inner = text.trim_matches(['/', '\\']).strip_prefix("Date(")?.strip_suffix(')')?;
    let digits = inner.get(1..).and_then(|rest| rest.find(['+', '-'])).map_or(inner, |at| &inner[..=at]);
    let ms: i64 = digits.parse().ok()?;
    (ms.unsigned_abs() < 100_000_000_000_000).then_some(ms)
}

/// Lower case without accents, for looking up words: `Märzo` is `marzo`.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ª' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'ď' | 'đ' => folded.push('d'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => folded.push('e'),
            'ğ' => folded.push('g'),
            'ì'..='ï' | 'ī' | 'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ò'..='ö' | 'ø' | 'ő' | 'º' => folded.push('o'),
            'ř' => folded.push('r'),
            'ś' | 'ş' | 'š' | 'ș' => folded.push('s'),
            'ß' => folded.push_str("ss"),
            'ţ' | 'ť' | 'ț' => folded.push('t'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            'µ' | 'μ' => folded.push('μ'),
            'ά' => folded.push('α'),
            'έ' => folded.push('ε'),
            'ή' => folded.push('η'),
            'ί' | 'ϊ' | 'ΐ' => folded.push('ι'),
            'ό' => folded.push('ο'),
            'ύ' => folded.push('υ'),
            'ώ' => folded.push('ω'),
            // Accents that stand alone behind their letter.
            '\u{300}'..='\u{36f}' => {}
            other => folded.push(other),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_dresses_a_cell_goes() {
        for (text, expected) in [
            (" 401 ", "401"),
            ("=\"401\"", "401"),
            ("= \" 401 \"", "401"),
            ("\"401\"", "401"),
            ("'401", "401"),
            ("\u{feff}\u{200e}11/13/2026\u{200f}", "11/13/2026"),
            ("\u{200e}11\u{200e}/\u{200e}13", "11/13"),
            ("9:00\u{202f}a.\u{a0}m.", "9:00 a. m."),
            ("−5", "-5"),
            ("1’234", "1'234"),
            ("２０２６", "2026"),
            ("١٣/١١/٢٠٢٦", "13/11/2026"),
            ("=1+1", "=1+1"),
            ("\"", "\""),
            ("=\"", "=\""),
            ("'", ""),
        ] {
            assert_eq!(plain(text), expected, "{text:?}");
        }
    }

    #[test]
    fn words_are_looked_up_without_accents() {
        for (text, expected) in
            [("MÄRZ", "marz"), ("août", "aout"), ("aou\u{302}t", "aout"), ("İ", "i"), ("Großer", "grosser")]
        {
            assert_eq!(folded(text), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_becomes_plain(text in "\\PC{0,12}|[='\" \u{a0}\u{feff}٣−]{0,8}") {
            let text = plain(&text).into_owned();
            prop_assert!(!text.chars().any(is_invisible));
            let _ = folded(&text);
        }
    }
}
