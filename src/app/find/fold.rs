//! Text as it is compared: small letters without accents, in words.

/// Accents that stand behind their letter (combining diacritical marks).
const MARKS: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';

/// Small letters with what they are without their accents.
const LETTERS: [(&str, &str); 43] = [
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ("ae", "æǣǽ"),
    ("b", "ḃḅḇ"),
    ("c", "çćĉċčḉ"),
    ("d", "ďđðḋḍḏḑḓ"),
    ("e", "èéêëēĕėęěǝȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ("f", "ḟ"),
    ("g", "ĝğġģǧǵḡ"),
    ("h", "ĥħȟḣḥḧḩḫẖ"),
    ("i", "ìíîïĩīĭįıǐȉȋḭḯỉị"),
    ("j", "ĵǰ"),
    ("k", "ķǩḱḳḵ"),
    ("l", "ĺļľŀłḷḹḻḽ"),
    ("m", "ḿṁṃ"),
    ("n", "ñńņňŉŋǹṅṇṉṋ"),
    ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ("oe", "œ"),
    ("p", "ṕṗ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("s", "śŝşšșſṡṣṥṧṩẛ"),
    ("ss", "ß"),
    ("t", "ţťŧțṫṭṯṱẗ"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷȳẏẙỳỵỷỹ"),
    ("z", "źżžƶẑẓẕ"),
    ("α", "άἀἁἂἃἄἅἆἇὰᾶᾳᾴ"),
    ("ε", "έἐἑἔἕὲ"),
    ("η", "ήἠἡἤἥὴῆῃ"),
    ("ι", "ΐίϊἰἱἴἵὶῖ"),
    ("ο", "όὀὁὄὅὸ"),
    ("σ", "ς"),
    ("υ", "ΰϋύὐὑὔὕὺῦ"),
    ("ω", "ώὠὡὤὥὼῶῳ"),
    ("г", "ґѓ"),
    ("е", "ѐё"),
    ("и", "йѝ"),
    ("к", "ќ"),
    ("у", "ў"),
    ("і", "ї"),
];

fn letter(c: char, into: &mut String) {
    if c.is_ascii() {
        into.push(c);
    } else if let Some((plain, _)) = LETTERS.iter().find(|(_, accented)| accented.contains(c)) {
        into.push_str(plain);
    } else if !MARKS.contains(&c) {
        into.push(c);
    }
}

/// A text in small letters without accents: `Élodie Müller` → `elodie muller`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        letter(c, &mut folded);
    }
    folded
}

/// The words of a text, folded: what is no letter and no digit parts them, but for apostrophes.
pub fn words(text: &str) -> Vec<String> {
    let text = fold(text).replace(['\'', '\u{2019}', '`'], "");
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_and_case_do_not_count() {
        for (text, folded) in [
            ("Élodie Müller", "elodie muller"),
            ("E\u{301}lodie", "elodie"),
            ("STRASSE straße", "strasse strasse"),
            ("Łukasz Øster Nguyễn Đặng", "lukasz oster nguyen dang"),
            ("ΑΘΉΝΑ Ёлка", "αθηνα елка"),
            ("東京 أحمد", "東京 أحمد"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn words_are_parted_by_what_is_no_letter() {
        assert_eq!(words("America/New_York"), ["america", "new", "york"]);
        assert_eq!(words(" O'Neil-Díaz, Ana (7) "), ["oneil", "diaz", "ana", "7"]);
        assert!(words("— / …").is_empty());
    }

    #[test]
    fn no_letter_stands_in_two_lines_of_the_table() {
        let all: Vec<char> = LETTERS.iter().flat_map(|(_, accented)| accented.chars()).collect();
        let mut each = all.clone();
        each.sort_unstable();
        each.dedup();
        assert_eq!(each.len(), all.len());
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,20}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
