//! Words of the page are in one place, so that a translation is, too.

use std::path::Path;

use super::{code, sources, sources_of};

/// Folders whose files are what a translation translates.
const OF_WORDS: [&str; 3] = ["app/words", "app/messages", "app/help"];

/// Files and folders whose texts are not for readers of the page, each with what they are.
const OTHERS: [(&str, &str); 6] = [
    ("app/browser/", "names of what the browser has"),
    ("app/locale/told.rs", "codes of countries"),
    ("app/moment.rs", "heads of a table that programs read"),
    ("ui/gallery", "the page for those who work on the parts; no site has it"),
    ("ui/parts/swatch.rs", "names of classes"),
    ("ui/stopped.rs", "names of the browser's errors"),
];

/// Crates that leave words to whoever shows what they make.
const WORDLESS: [&str; 3] = ["model", "scene", "paint"];

/// Files of these whose texts are not for readers of the page, each with what they are.
const NAMES: [(&str, &str); 7] = [
    ("model/adherence/table.rs", "what activities of schedules are known by"),
    ("model/dataset/building.rs", "the name of a state"),
    ("model/limits/names.rs", "names of a system's codes"),
    ("model/plain.rs", "what programs read"),
    ("paint/lib.rs", "names of fonts"),
    ("scene/theme.rs", "a style sheet"),
    ("scene/theme/forced.rs", "names of colours"),
];

/// Attributes that people read, or hear.
const READ: [&str; 5] = ["aria-label=", " title=", " placeholder=", " label=", " hint="];

/// What a text is given to that reads it as a program.
const FOR_PROGRAMS: [&str; 8] = [
    "== ",
    "!= ",
    "closest(",
    "query_selector(",
    "match_media(",
    "starts_with(",
    "rsplit_once(",
    "\"class\", ",
];

/// The texts that people read in a file.
fn texts(code: &str) -> Vec<&str> {
    let mut texts = Vec::new();
    let mut at = 0;
    while let Some(start) = code[at..].find('"').map(|found| at + found) {
        // A quote as a character.
        if code[..start].ends_with('\'') && code[start + 1..].starts_with('\'') {
            at = start + 1;
            continue;
        }
        let end = end_of(code, start + 1);
        let (before, text) = (&code[..start], &code[start + 1..end]);
        let behind = before.trim_end();
        let is_pattern = code[end + 1..].lines().next().is_some_and(|rest| rest.contains("=>"));
        let is_child = behind.ends_with('}')
            || behind.ends_with('>') && !behind.ends_with("=>") && !behind.ends_with("->");
        let is_read = is_child || READ.iter().any(|attribute| before.ends_with(attribute));
        if !is_pattern && (is_read && is_words(text) || is_phrase(text) && !is_for_programs(before)) {
            texts.push(text);
        }
        at = end + 1;
    }
    texts
}

/// Where the literal that begins at `start` ends.
fn end_of(code: &str, start: usize) -> usize {
    let mut escaped = false;
    let end = code[start..].char_indices().find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(code.len(), |(at, _)| start + at)
}

/// Whether a text is one for people, not a sign or a word of the program.
fn is_words(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    text.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !text.chars().all(is_plain)
}

/// Whether a text is one for people wherever it stands: it has a word with a capital, or two words beside each
/// other.
fn is_phrase(text: &str) -> bool {
    let mut depth = 0;
    let said = text.chars().filter(|c| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        depth == 0 && *c != '}'
    });
    let said: String = said.collect();
    let words: Vec<_> =
        said.split_whitespace().map(|word| word.trim_end_matches(['.', ',', ';', ':', '…'])).collect();
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || c == '\'');
    let is_name = |word: &&str| {
        let mut letters = word.chars().skip_while(|c| !c.is_alphanumeric());
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    words.iter().any(is_name) || words.windows(2).any(|pair| pair.iter().all(is_word))
}

/// Whether a text behind this is an attribute that nobody reads, or one for a program.
fn is_for_programs(before: &str) -> bool {
    let line = before.lines().last().unwrap_or_default();
    let is_attribute = before.ends_with('=') && !READ.iter().any(|attribute| before.ends_with(attribute));
    is_attribute
        || line.trim_start().starts_with("#[")
        || FOR_PROGRAMS.iter().any(|given| before.ends_with(given))
}

#[test]
fn words_stand_where_a_translation_finds_them() {
    let is_in = |file: &str, place: &str| file == place || file.starts_with(place);
    let mut looked_at = 0;
    for (file, text) in sources() {
        let is_other =
            OF_WORDS.iter().chain(OTHERS.iter().map(|(place, _)| place)).any(|place| is_in(&file, place));
        if is_other
            || !["ui/", "app/"].iter().any(|folder| file.starts_with(folder))
            || file.contains("tests")
        {
            continue;
        }
        looked_at += 1;
        assert_eq!(texts(&code(&text)), Vec::<&str>::new(), "{file}: words belong into app/words");
    }
    assert!(looked_at > 200, "{looked_at}");
}

#[test]
fn lower_layers_have_no_words_of_their_own() {
    for (name, file, text) in wordless() {
        let path = format!("{name}/{file}");
        if !NAMES.iter().any(|(place, _)| path == *place) && !file.contains("tests") {
            assert_eq!(texts(&code(&text)), Vec::<&str>::new(), "crates/{path}: words come from app/words");
        }
    }
}

/// The files of crates without words, by their crates.
fn wordless() -> Vec<(&'static str, String, String)> {
    let of = |name| {
        sources_of(&Path::new("crates").join(name).join("src"))
            .into_iter()
            .map(move |(file, text)| (name, file, text))
    };
    WORDLESS.into_iter().flat_map(of).collect()
}

#[test]
fn what_is_left_out_of_the_check_is_there() {
    let files = sources();
    for place in OF_WORDS.iter().chain(OTHERS.iter().map(|(place, _)| place)) {
        assert!(files.iter().any(|(file, _)| file.starts_with(place)), "{place}");
    }
    let files = wordless();
    for (place, _) in NAMES {
        assert!(files.iter().any(|(name, file, _)| place == format!("{name}/{file}")), "{place}");
    }
}

#[test]
fn the_check_sees_words() {
    let view = r#"view! { <p title="Whose \"day\"" class="row at">"Not ready" {n} " of all"</p><b>"✕"</b> <i id='"'>"a"</i> }
        match word {
            "all agents" => "None at all",
            _ => "no"
        }"#;
    assert_eq!(texts(view), [r#"Whose \"day\""#, "Not ready", " of all", "None at all"]);
    let code = r#"
        #[serde(try_from = "String")]
        let all = format!("{} of {all} agents were here", n);
        facts.push(("Agent", name == "Not ready", "{x}px", "no-data", class("row {kind}")));
        let none = if is_known { "no stretch" } else { "…" };"#;
    assert_eq!(texts(code), ["{} of {all} agents were here", "Agent", "no stretch"]);
}
