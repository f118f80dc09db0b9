//! What a row says beside its state, in columns: `Skill: Billing · Contact: 42 · Media: Chat`.

use std::borrow::Cow;

const BETWEEN: &str = " · ";
const SKILL: &str = "Skill: ";
const CONTACT: &str = "Contact: ";
const MEDIA: &str = "Media: ";

/// A detail in columns. Put together it is the same text again, to the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail<'a> {
    /// The number of the contact.
    pub contact: Option<i64>,
    /// The skill's name.
    pub skill: Option<&'a str>,
    /// The kind of contact.
    pub media: Option<&'a str>,
    /// All of it, where it does not fit into the others.
    pub text: Option<&'a str>,
}

impl<'a> Detail<'a> {
    /// Takes a detail apart.
    pub fn of(text: &'a str) -> Self {
        let apart = Self::apart(text).filter(|apart| apart.text().as_deref() == Some(text));
        apart.unwrap_or(Self { text: Some(text), ..Self::default() })
    }

    fn apart(text: &'a str) -> Option<Self> {
        let mut apart = Self::default();
        for part in text.split(BETWEEN) {
            if let Some(skill) = part.strip_prefix(SKILL) {
                apart.skill = Some(skill);
            } else if let Some(contact) = part.strip_prefix(CONTACT) {
                apart.contact = Some(contact.parse().ok()?);
            } else {
                apart.media = Some(part.strip_prefix(MEDIA)?);
            }
        }
        Some(apart)
    }

    /// Puts it together; `None` where there is nothing.
    pub fn text(&self) -> Option<Cow<'a, str>> {
        if let Some(text) = self.text {
            return Some(text.into());
        }
        let contact = self.contact.map(|contact| format!("{CONTACT}{contact}"));
        let named = |name: &str, value: Option<&str>| value.map(|value| format!("{name}{value}"));
        let parts = [named(SKILL, self.skill), contact, named(MEDIA, self.media)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(BETWEEN).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_the_api_says_stands_in_columns() {
        let all = Detail::of("Skill: Billing · Contact: 42 · Media: Chat");
        assert_eq!(
            all,
            Detail { contact: Some(42), skill: Some("Billing"), media: Some("Chat"), text: None }
        );
        let one = Detail::of("Contact: -7");
        assert_eq!(one, Detail { contact: Some(-7), ..Detail::default() });
    }

    #[test]
    fn what_does_not_fit_stays_a_text() {
        for text in
            ["Contact: 042", "Contact: x", "Media: a · Skill: b", "Skill: a · Skill: b", "", "From: 1"]
        {
            assert_eq!(Detail::of(text), Detail { text: Some(text), ..Detail::default() }, "{text}");
        }
    }

    proptest! {
        #[test]
        fn together_it_is_the_same_again(parts in prop::collection::vec(
            ("(Skill: |Contact: |Media: |From: |)", "[a ·0-9:-]{0,6}"), 0..4,
        )) {
            let parts: Vec<String> = parts.into_iter().map(|(name, value)| name + &value).collect();
            let text = parts.join(BETWEEN);
            prop_assert_eq!(Detail::of(&text).text(), Some(Cow::Borrowed(&*text)));
        }
    }
}
