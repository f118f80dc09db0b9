//! What the columns of a table hold: told by their names, or chosen by a person.

mod preset;
mod role;

use crate::length::{HeaderUnit, Unit};

pub use preset::Preset;
pub use role::Role;

/// Where the columns of a table stand, and what they are.
#[derive(Clone, Debug)]
pub struct Columns {
    places: [Option<usize>; Role::ALL.len()],
    /// Names of all columns.
    names: Vec<String>,
    /// Those kept as details.
    details: Vec<(usize, String)>,
    /// The unit that the duration's name says.
    pub unit: Option<HeaderUnit>,
}

impl Columns {
    /// The columns of a header, by their names.
    pub fn of<'a>(header: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<&str> = header.map(|name| name.trim().trim_matches('\u{feff}')).collect();
        Self::new(without_table(&names).into_iter().map(|name| (name, Role::of(name))))
    }

    /// The columns as a preset says.
    pub fn chosen(preset: &Preset) -> Self {
        Self::new(preset.columns.iter().map(|(name, role)| (name.as_str(), *role)))
    }

    fn new<'a>(header: impl Iterator<Item = (&'a str, Role)>) -> Self {
        let mut columns =
            Self { places: [None; Role::ALL.len()], names: Vec::new(), details: Vec::new(), unit: None };
        for (index, (name, role)) in header.enumerate() {
            let name = name.trim().trim_matches('\u{feff}');
            columns.names.push(name.to_owned());
            if role != Role::Detail && columns.places[role as usize].is_none() {
                columns.places[role as usize] = Some(index);
                if role == Role::Duration {
                    columns.unit = Unit::of_header(name);
                }
            }
            if matches!(role, Role::Detail | Role::LogState) || columns.places[role as usize] != Some(index) {
                columns.details.push((index, name.replace('_', " ")));
            }
        }
        columns
    }

    /// The names of its columns, sorted.
    pub fn sorted(&self) -> Vec<String> {
        let mut names = self.names.clone();
        names.sort_unstable();
        names
    }

    /// Where a role's column stands.
    pub fn place(&self, role: Role) -> Option<usize> {
        self.places[role as usize]
    }

    /// Whether there is such a column.
    pub fn has(&self, role: Role) -> bool {
        self.place(role).is_some()
    }

    /// Number of columns.
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// Whether these are their names.
    pub fn are(&self, names: &[&str]) -> bool {
        self.names.iter().map(String::as_str).eq(names.iter().map(|name| name.trim()))
    }

    /// The name of a role's column.
    pub fn name(&self, role: Role) -> &str {
        self.place(role).and_then(|place| self.names.get(place)).map_or("", String::as_str)
    }

    /// The name of the column at a place.
    pub fn name_at(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }

    /// The columns kept as details, with their names for people.
    pub fn details(&self) -> &[(usize, String)] {
        &self.details
    }

    /// How many columns were recognised.
    pub fn known(&self) -> usize {
        self.places.iter().flatten().count()
    }

    /// Columns of the Agent State Log that states and times depend on and that are not here, in a table that
    /// has most of the others. An end makes up for a duration.
    fn missing_needed(&self) -> impl Iterator<Item = &'static str> {
        let is_log = self.is_log();
        let has_end = self.has(Role::End) || self.has(Role::EndTime);
        let is_needed = move |role| match role {
            Role::Working | Role::Available | Role::Code => is_log,
            Role::Duration => is_log && !has_end,
            _ => false,
        };
        let is_missing = |name: &&'static str| !self.has(Role::of(name));
        DOCUMENTED.into_iter().filter(move |name| is_needed(Role::of(name))).filter(is_missing)
    }

    /// Columns of the report that say something of states, times or order and that are not here. An end makes
    /// up for a duration, and agents need no name, unless it may be here as a column that is not known.
    pub fn missing(&self) -> Vec<&'static str> {
        let has_end = self.has(Role::End) || self.has(Role::EndTime);
        if !self.is_report() {
            let is_missed = !self.has(Role::Duration) && !has_end && self.details.iter().any(is_like_length);
            return if is_missed { vec!["Duration"] } else { Vec::new() };
        }
        let has_strangers = !self.names.iter().all(|name| is_documented(name));
        let is_missed = |role| match role {
            Role::Detail => false,
            Role::Duration => !has_end,
            Role::Name => has_strangers,
            _ => true,
        };
        let missing = DOCUMENTED.into_iter().filter(|name| !self.has(Role::of(name)));
        missing.filter(|name| is_missed(Role::of(name))).collect()
    }

    /// Columns for what a column before them says already, where figures or the timeline depend on it. Of
    /// agents a table may well tell several things, but not under one name.
    pub fn seconds(&self) -> impl Iterator<Item = &str> {
        let whose = [Role::Agent, Role::Name, Role::FirstName, Role::LastName];
        let is_twice = |place: usize, role| self.name(role).eq_ignore_ascii_case(&self.names[place]);
        let is_second = move |place: usize, role: Role| {
            let is_counted = !matches!(role, Role::Detail | Role::LogState);
            is_counted && self.place(role) < Some(place) && (!whose.contains(&role) || is_twice(place, role))
        };
        let details = self.details.iter().map(|(place, _)| *place);
        let seconds = details.filter(move |place| {
            let role = Role::of(&self.names[*place]);
            self.has(role) && is_second(*place, role)
        });
        seconds.map(|place| self.names[place].as_str())
    }

    /// Whether it is CXone's report, if only a part of it: no other has these two.
    pub fn is_report(&self) -> bool {
        self.is_log() || self.has(Role::Working) && self.has(Role::Available)
    }

    /// Whether most columns are the report's.
    fn is_log(&self) -> bool {
        self.names.iter().filter(|name| is_documented(name)).count() * 2 > DOCUMENTED.len()
    }

    /// Whether a column that is needed may be here under a name that is not known: what rows say would be
    /// read without it, or under another agent's name.
    pub fn is_doubtful(&self) -> bool {
        let is_unknown = |name: &String| !name.is_empty() && !is_documented(name);
        let has_unknown = self.details.iter().any(|(place, _)| is_unknown(&self.names[*place]));
        let whose = [Role::Agent, Role::Name, Role::FirstName, Role::LastName];
        let is_nobodys = !whose.into_iter().any(|role| self.has(role));
        has_unknown && (self.missing_needed().next().is_some() || is_nobodys || self.hides_reason())
    }

    /// Whether another product's column may well hold the reasons that no column has.
    fn hides_reason(&self) -> bool {
        let is_reason = |(place, _): &(usize, String)| Role::guess(&self.names[*place]) == Role::Reason;
        !self.has(Role::Reason) && !self.has(Role::Code) && self.details.iter().any(is_reason)
    }

    /// Whether enough of them were to read rows; `has_agent`: somebody says whose rows they are.
    pub fn is_enough(&self, has_agent: bool) -> bool {
        tells_enough(|role| self.has(role), has_agent)
    }
}

/// The names of columns without the name of the table that stands before each: `dbo.log.Agent_No`,
/// `Log[Agent_No]`, `[Agent_No]`.
fn without_table<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let table = |name: &&'a str| name.rfind(['.', '[']).map(|at| &name[..=at]);
    let first = names.first().and_then(table);
    let is_same =
        first.is_some_and(|first| names.len() > 1 && names.iter().all(|name| table(name) == Some(first)));
    let behind = |name: &&'a str| name[first.map_or(0, str::len)..].trim_end_matches(']');
    if is_same { names.iter().map(behind).collect() } else { names.to_vec() }
}

fn tells_enough(has: impl Fn(Role) -> bool, has_agent: bool) -> bool {
    let any = |roles: &[Role]| roles.iter().any(|role| has(*role));
    any(&[Role::Working, Role::Available, Role::Code, Role::Reason, Role::State])
        && any(&[Role::Start, Role::StartTime])
        && (has_agent || any(&[Role::Agent, Role::Name, Role::FirstName, Role::LastName]))
}

/// Whether a column that is not known may well say how long states lasted.
fn is_like_length((_, name): &(usize, String)) -> bool {
    let name = name.to_lowercase();
    let is_length = ["dur", "dauer", "elapsed", "length", "total", "seconds", "minutes", " time"];
    is_length.iter().any(|part| name.contains(part)) && !name.contains("zone")
}

/// Whether it is the name of a column of the report, whatever its case and whatever parts its words.
fn is_documented(name: &str) -> bool {
    let letters = |name: &str| name.bytes().filter(u8::is_ascii_alphanumeric).collect::<Vec<u8>>();
    let name = letters(name);
    DOCUMENTED.iter().any(|known| letters(known).eq_ignore_ascii_case(&name))
}

/// The columns of the Agent State Log in the order that its documentation has them.
pub const DOCUMENTED: [&str; 15] = [
    "Agent_Session_ID",
    "Agent_No",
    "Agent_Name",
    "Team_No",
    "Bus_No",
    "StateIndex",
    "Start_Date",
    "Working",
    "Available",
    "Outstate_Code",
    "Outstate",
    "Log_State",
    "Skill_No",
    "Skill_Name",
    "Duration",
];

#[cfg(test)]
mod tests;
