//! The names of an object's members: which are wanted, in whatever spelling, and which came after which.

use super::field::Field;

/// Names of members that are remembered although nobody wants them, at most.
const MAX_OTHERS: usize = 64;

/// The names of an object's members that are wanted.
#[derive(Debug)]
pub struct Names {
    wanted: &'static [&'static str],
    /// Other names for one of them, the best first.
    pub(super) aliases: &'static [&'static str],
    /// Which one.
    pub(super) aliased: usize,
    /// Each as it usually stands in a text, with quotes and colon, and those that came beside them.
    pub(super) tokens: Vec<String>,
    /// What the names mean that came beside them.
    others: Vec<Meaning>,
    /// Which two of them came after each of them the last times, and at 0 which came first: rows are written
    /// by a program, so that one is like the other, but for members that some of them lack.
    pub(super) after: Vec<[usize; 2]>,
    pub(super) told: Told,
}

/// What a member means.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    /// A wanted one.
    Wanted(usize),
    /// The same as a program writes it in another case or with marks between its words: `agentID`, `agent_id`.
    Respelled(usize),
    /// The one that has other names, by its place among these.
    Alias(usize),
    /// Nothing that is wanted.
    Nothing,
}

/// Which members the last object had.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// Those that came, a bit each.
    came: u32,
    /// Those that came more than once and said different things.
    twice: u32,
    /// Whether the one that has other names came under one of these.
    pub(super) is_alias: bool,
}

impl Told {
    #[inline(always)]
    pub(super) fn is_first(&mut self, field: usize) -> bool {
        let is_first = self.came & 1 << field == 0;
        self.came |= 1 << field;
        is_first
    }

    pub(super) fn add(&mut self, field: usize, before: &Field, value: &Field) {
        let is_other = before != value && *before != Field::Nothing && *value != Field::Nothing;
        self.twice |= u32::from(is_other) << field;
    }
}

impl Names {
    /// These names; there are between 1 and 32.
    pub fn new(names: &'static [&'static str]) -> Self {
        Self {
            wanted: names,
            aliases: &[],
            aliased: 0,
            tokens: names.iter().map(|name| token(name)).collect(),
            others: Vec::new(),
            after: vec![[0; 2]; names.len() + 1],
            told: Told::default(),
        }
    }

    /// The same with other names for one of them, the best first. Where they hold objects, the id in these is
    /// meant.
    pub fn or(self, name: &str, aliases: &'static [&'static str]) -> Self {
        let place = self.wanted.iter().position(|wanted| *wanted == name);
        Self { aliased: place.unwrap_or_default(), aliases, ..self }
    }

    pub(super) fn is_aliased(&self, field: usize) -> bool {
        field == self.aliased && !self.aliases.is_empty()
    }

    /// Whether the last object told the one that has other names under one of these.
    pub fn is_alias(&self) -> bool {
        self.told.is_alias
    }

    /// Those that the last object told more than once, each time something else.
    pub fn twice(&self) -> impl Iterator<Item = &'static str> {
        let twice = self.told.twice;
        (0..).zip(self.wanted).filter(move |(field, _)| twice >> field & 1 == 1).map(|(_, name)| *name)
    }

    #[inline(always)]
    pub(super) fn meaning_of(&self, name: usize) -> Meaning {
        let other = name.checked_sub(self.wanted.len());
        other.map_or(Meaning::Wanted(name), |other| self.others[other])
    }

    /// What a name means that came behind the one at `place`, which it takes. The first names are remembered.
    pub(super) fn learn(&mut self, name: &str, place: &mut usize) -> Meaning {
        let is_it = |token: &String| {
            token.strip_prefix('"').and_then(|token| token.strip_suffix("\":")) == Some(name)
        };
        let known = self.tokens.iter().position(is_it);
        let meaning = known.map_or_else(|| self.meaning(name), |known| self.meaning_of(known));
        // With a quote inside, its token may be the text of several members.
        let is_new = known.is_none() && self.others.len() < MAX_OTHERS && !name.contains(['"', '\\']);
        if is_new {
            self.tokens.push(token(name));
            self.others.push(meaning);
            self.after.push([0; 2]);
        }
        if let Some(known) = known.or_else(|| is_new.then(|| self.tokens.len() - 1)) {
            self.after[*place] = [known, self.after[*place][0]];
            *place = known + 1;
        }
        meaning
    }

    fn meaning(&self, name: &str) -> Meaning {
        let place = |names: &[&str]| names.iter().position(|known| is_same_name(known, name));
        let alias = || place(self.aliases).map(Meaning::Alias);
        place(self.wanted).map(Meaning::Respelled).or_else(alias).unwrap_or(Meaning::Nothing)
    }
}

/// A member's name as it usually stands in a text.
fn token(name: &str) -> String {
    format!("\"{name}\":")
}

/// Whether a name is this one, whatever its case and whatever marks part its words.
pub fn is_same_name(known: &str, name: &str) -> bool {
    let letters = name.bytes().filter(|byte| !b"_-".contains(byte)).map(|byte| byte.to_ascii_lowercase());
    letters.eq(known.bytes().map(|byte| byte.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests;
