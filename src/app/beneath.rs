//! What is in force where nobody says otherwise: what this computer keeps, over what the host's settings say.

/// Whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This computer keeps it.
    Computer,
    /// The host's.
    Host,
}

/// Both, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beneath {
    kept: Option<String>,
    settings: Option<String>,
}

impl Beneath {
    /// Takes over what this computer keeps.
    pub fn keep(&mut self, text: Option<String>) {
        self.kept = text;
    }

    /// Whether this computer keeps any.
    pub fn is_kept(&self) -> bool {
        self.kept.is_some()
    }

    /// Takes over the text of the host's settings.
    pub fn configure(&mut self, settings: Option<String>) {
        self.settings = settings;
    }

    /// The first of them that can be read, and whose it is. What cannot be is added to `troubles`; settings may say
    /// nothing of it.
    pub fn read<T, E>(
        &self,
        kept: impl FnOnce(&str) -> Result<T, E>,
        of_settings: impl FnOnce(&str) -> Option<Result<T, E>>,
        troubles: &mut Vec<E>,
    ) -> Option<(T, Whose)> {
        let mut good = |read: Option<Result<T, E>>| read?.map_err(|error| troubles.push(error)).ok();
        let of_computer = good(self.kept.as_deref().map(kept)).map(|read| (read, Whose::Computer));
        of_computer.or_else(|| Some((good(of_settings(self.settings.as_deref()?))?, Whose::Host)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_counts_the_computers_first() {
        let found = |kept: Option<&str>, settings: Option<&str>| {
            let mut beneath = Beneath::default();
            beneath.keep(kept.map(str::to_owned));
            beneath.configure(settings.map(str::to_owned));
            assert_eq!(beneath.is_kept(), kept.is_some());
            let number = |text: &str| text.parse::<i32>().map_err(|_| text.to_owned());
            let mut troubles = Vec::new();
            let of_settings = |text: &str| (!text.is_empty()).then(|| number(text));
            (beneath.read(number, of_settings, &mut troubles), troubles.concat())
        };
        for (kept, settings, expected, troubles) in [
            (None, None, None, ""),
            (None, Some(""), None, ""),
            (None, Some("1"), Some((1, Whose::Host)), ""),
            (Some("2"), Some("1"), Some((2, Whose::Computer)), ""),
            (Some("2"), Some("a"), Some((2, Whose::Computer)), ""),
            (Some("b"), Some("1"), Some((1, Whose::Host)), "b"),
            (Some("b"), Some("a"), None, "ba"),
        ] {
            assert_eq!(found(kept, settings), (expected, troubles.to_owned()), "{kept:?} {settings:?}");
        }
    }
}
