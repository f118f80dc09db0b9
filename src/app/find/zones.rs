//! Time zones by city, country and abbreviation: `Phoenix`, `Spain`, `PST`, `Eastern`, `Arizona`.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::asked;
use super::fit::{Fit, Text, without_slips};
use super::fold::fold;

/// `COUNTRY: ZONE ZONE …`, by ISO 3166 and IANA's zone.tab (public domain), in its order.
const COUNTRIES: &str = include_str!("countries.txt");

/// `ZONE: WORDS, WORDS, …`: what else people call a zone, the likeliest zone of a word first.
const ALSO: &str = include_str!("also.txt");

/// A zone that can be found.
#[derive(Debug)]
pub struct Entry {
    /// Its IANA name.
    pub name: &'static str,
    /// The country; nothing for UTC.
    pub country: &'static str,
    also: &'static str,
    text: Text,
    /// Its city and country.
    own: Text,
}

/// A zone that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its IANA name.
    pub name: &'static str,
    /// Its city.
    pub city: String,
    /// Why it is offered, where neither city nor country says it, and the country: `Arizona, United States`.
    pub about: String,
}

/// `New York` of `America/New_York`.
pub fn city(name: &str) -> String {
    name.rsplit('/').next().unwrap_or(name).replace('_', " ")
}

/// All zones, those with names of their own first.
fn entries() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let parted = |text: &'static str| text.lines().filter_map(|line| line.split_once(": "));
        let mut countries: HashMap<&str, &str> = HashMap::new();
        let mut names = Vec::new();
        for (country, zones) in parted(COUNTRIES) {
            for zone in zones.split(' ') {
                countries.insert(zone, country);
                names.push((zone, ""));
            }
        }
        let also: HashMap<&str, &str> = parted(ALSO).collect();
        names.retain(|(zone, _)| !also.contains_key(zone));
        let all = parted(ALSO).chain(names);
        let entry = |(name, also): (&'static str, &'static str)| {
            let country = countries.get(name).copied().unwrap_or_default();
            Entry {
                name,
                country,
                also,
                text: Text::new(&format!("{name} {country} {also}")),
                own: Text::new(&format!("{} {country}", city(name))),
            }
        };
        all.map(entry).collect()
    })
}

impl Entry {
    /// The words beside city and country that were typed.
    fn reason(&self, typed: &[String]) -> &'static str {
        if self.own.score(typed).is_some_and(|score| score.worst < Fit::Inside) {
            return "";
        }
        let phrases = self.also.split(", ");
        let fits = |phrase: &&str| {
            let phrase = Text::new(phrase);
            typed.iter().filter_map(|word| phrase.fit(word)).min()
        };
        phrases
            .filter_map(|phrase| Some((fits(&phrase)?, phrase)))
            .min_by_key(|(fit, _)| *fit)
            .map_or("", |(_, p)| p)
    }

    fn offer(&self, typed: &[String]) -> Offer {
        let about = [self.reason(typed), self.country].into_iter().filter(|part| !part.is_empty());
        Offer { name: self.name, city: city(self.name), about: about.collect::<Vec<_>>().join(", ") }
    }
}

/// Zones that fit what was typed.
#[derive(Debug)]
pub struct Found {
    /// How well the first does; `None` where none does.
    pub fit: Option<Fit>,
    typed: Vec<String>,
    entries: Vec<&'static Entry>,
}

impl Found {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// Each of them, best first, made when it is asked for.
    pub fn offers(&self) -> impl Iterator<Item = Offer> {
        self.entries.iter().map(|entry| entry.offer(&self.typed))
    }
}

/// The zones that fit what was typed.
pub fn find(typed: &str) -> Found {
    let path = typed.contains('/').then(|| fold(typed.trim()).replace(' ', "_"));
    let typed = asked::read(typed).all_words();
    let scored = entries().iter().filter_map(|entry| Some((entry.text.score(&typed)?, entry)));
    let mut found: Vec<_> = scored.collect();
    without_slips(&mut found, |(score, _)| score.worst);
    // A name as it is written comes first, and what the zone itself is called before what else people call it.
    found.sort_by_cached_key(|(score, entry)| {
        let is_other = path.as_ref().is_some_and(|path| !fold(entry.name).contains(path));
        (is_other, *score, entry.own.score(&typed).is_none())
    });
    let fit = found.first().map(|(score, _)| score.worst);
    Found { fit, typed, entries: found.into_iter().map(|(_, entry)| entry).collect() }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn names(typed: &str) -> Vec<&'static str> {
        find(typed).offers().take(8).map(|offer| offer.name).collect()
    }

    #[test]
    fn zones_are_found_by_what_people_call_them() {
        for (typed, first) in [
            ("Eastern", "America/New_York"),
            ("eastern time", "America/New_York"),
            ("EST", "America/New_York"),
            ("PST", "America/Los_Angeles"),
            ("pacific", "America/Los_Angeles"),
            ("Arizona", "America/Phoenix"),
            ("phoenix", "America/Phoenix"),
            ("new york", "America/New_York"),
            ("newyork", "America/New_York"),
            ("America/New_York", "America/New_York"),
            ("europe/b", "Europe/Berlin"),
            ("Texas", "America/Chicago"),
            ("californa", "America/Los_Angeles"),
            ("germany", "Europe/Berlin"),
            ("Deutschland", "Europe/Berlin"),
            ("munich", "Europe/Berlin"),
            ("spain", "Europe/Madrid"),
            ("España", "Europe/Madrid"),
            ("UK", "Europe/London"),
            ("manila", "Asia/Manila"),
            ("philipines", "Asia/Manila"),
            ("Cebu", "Asia/Manila"),
            ("India", "Asia/Kolkata"),
            ("bombay", "Asia/Kolkata"),
            ("kolk", "Asia/Kolkata"),
            ("sao paulo", "America/Sao_Paulo"),
            ("CET", "Europe/Berlin"),
            ("kiev", "Europe/Kyiv"),
            ("turkey", "Europe/Istanbul"),
            ("ivory coast", "Africa/Abidjan"),
            ("cote d'ivoire", "Africa/Abidjan"),
            ("utc", "UTC"),
            ("zulu", "UTC"),
        ] {
            assert_eq!(names(typed).first(), Some(&first), "{typed}");
        }
        assert!(names("moonbase").is_empty() && names("").is_empty());
    }

    #[test]
    fn an_offer_says_why_it_is_one() {
        let offer = |typed| find(typed).offers().next().unwrap();
        assert_eq!(
            (offer("arizona").city.as_str(), offer("arizona").about.as_str()),
            ("Phoenix", "Arizona, United States")
        );
        assert_eq!(offer("PST").about, "PST, United States");
        assert_eq!(offer("Phoenix").about, "United States");
        assert_eq!(offer("utc").about, "");
        assert_eq!(
            find("america").count(),
            entries().iter().filter(|entry| entry.text.fit("america").is_some()).count()
        );
    }

    #[test]
    fn every_zone_is_one_and_stands_in_the_table_once() {
        let mut seen = HashSet::new();
        for entry in entries() {
            assert!(entry.name.parse::<chrono_tz::Tz>().is_ok(), "{}", entry.name);
            assert!(seen.insert(entry.name), "{} twice", entry.name);
            assert!(!entry.country.is_empty() || entry.name == "UTC", "{}", entry.name);
        }
        assert!(seen.len() > 400);
    }

    #[test]
    fn every_zone_is_found_by_its_city_and_its_country() {
        for entry in entries() {
            for typed in [entry.name.to_lowercase(), format!("{} {}", entry.country, city(entry.name))] {
                let found = find(&typed);
                assert!(found.entries.iter().any(|one| one.name == entry.name), "{typed}: {}", found.count());
            }
        }
    }
}
