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

    /// The same, and where a column has a name that is not the report's, all others that are not here.
    pub fn missing(&self) -> Vec<&'static str> {
        let has_strangers = self.is_log() && !self.names.iter().all(|name| is_documented(name));
        if !has_strangers {
            return self.missing_needed().collect();
        }
        let counts = |name: &&'static str| {
            let role = Role::of(name);
            role != Role::Detail && !self.has(role)
        };
        let has_end = self.has(Role::End) || self.has(Role::EndTime);
        let missing = DOCUMENTED.into_iter().filter(counts);
        missing.filter(|name| !has_end || Role::of(name) != Role::Duration).collect()
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

fn is_documented(name: &str) -> bool {
    DOCUMENTED.contains(&name)
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
mod tests {
    use super::*;

    #[test]
    fn roles_are_numbered_as_they_are_listed() {
        let mut seen: Vec<usize> = Role::ALL.iter().map(|role| *role as usize).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..Role::ALL.len()).collect::<Vec<_>>());
    }

    #[test]
    fn names_in_any_spelling() {
        for (name, role) in [
            ("Agent_No", Role::Agent),
            ("AGENT ID", Role::Agent),
            ("Duration (hh:mm:ss)", Role::Duration),
            ("duration_ms", Role::Duration),
            ("Time in State [sec]", Role::Duration),
            ("DurationInSeconds", Role::Duration),
            ("End_Time", Role::EndTime),
            ("Reason Code", Role::Reason),
            ("Log_State", Role::LogState),
            ("Previous Duration", Role::Detail),
            ("Not Ready Reason", Role::Detail),
            ("Team", Role::Detail),
        ] {
            assert_eq!(Role::of(name), role, "{name}");
        }
    }

    #[test]
    fn the_name_of_a_table_before_all_names_is_none_of_theirs() {
        for (header, place) in [
            (["log.Agent_No", "log.State", "log.Start_Date"], Some(0)),
            (["Log[Agent_No]", "Log[State]", "Log[Start_Date]"], Some(0)),
            (["[State]", "[Agent_No]", "[Start_Date]"], Some(1)),
            (["a.Agent_No", "b.State", "b.Start_Date"], None),
        ] {
            assert_eq!(Columns::of(header.into_iter()).place(Role::Agent), place, "{header:?}");
        }
    }

    #[test]
    fn reasons_in_the_words_of_other_products() {
        for name in [
            "REASON CODE",
            "Reason Text",
            "reason_name",
            "Not Ready Reason",
            "NotReadyReasonCode",
            "sub_status",
            "sub_status_name",
            "Sub State",
            "idleCodeName",
            "Idle Code",
            "Away Reason",
            "Pause reason",
            "Break Type",
            "AUX Reason",
            "Aux Reason Code",
            "State Reason",
            "statusCode",
            "Status Detail",
            "detail",
            "Secondary Presence",
            "Agent State Reason Description",
            "Auxiliary Code",
        ] {
            assert_eq!(Role::guess(name), Role::Reason, "{name}");
        }
        for name in [
            "Previous Reason",
            "Old Reason Code",
            "Transfer Reason",
            "Disposition",
            "Code",
            "Type",
            "State ID",
            "Name",
            "wrapupCodeName",
            "Call Type",
            "Description",
            "Area Code",
            "Season",
        ] {
            assert_ne!(Role::guess(name), Role::Reason, "{name}");
        }
    }

    #[test]
    fn of_several_reasons_the_named_one_is_proposed() {
        let roles = |header: &[&str]| -> Vec<Role> {
            let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
            Preset::guess(&header).columns.into_iter().map(|(_, role)| role).collect()
        };
        let (state, reason, detail) = (Role::State, Role::Reason, Role::Detail);
        assert_eq!(roles(&["State", "Reason Code", "Reason"]), [state, detail, reason]);
        assert_eq!(roles(&["State", "Reason Code", "Pause code"]), [state, reason, detail]);
        assert_eq!(roles(&["Aux Code"]), [state]);
        assert_eq!(roles(&["Aux Code", "Status"]), [reason, state]);
        assert_eq!(roles(&["Status", "Aux Code", "Sub Status"]), [state, detail, reason]);
    }

    #[test]
    fn a_table_that_hides_its_reasons_is_doubtful() {
        let is_doubtful = |header: &str| Columns::of(header.split(',')).is_doubtful();
        assert!(is_doubtful("Agent,Start,State,Duration,Idle Code"));
        for header in
            ["Agent,Start,State,Duration,Team", "Agent,Start,State,Reason,Detail", "Agent,Start,State"]
        {
            assert!(!is_doubtful(header), "{header}");
        }
    }

    #[test]
    fn a_choice_is_for_its_names_in_any_order() {
        let header = |names: &str| names.split(',').map(str::to_owned).collect::<Vec<_>>();
        let preset = Preset::guess(&header("User,Status,Start"));
        let turned = preset.for_header(&header("Start,User,Status")).unwrap();
        let roles: Vec<Role> = turned.columns.iter().map(|(_, role)| *role).collect();
        assert_eq!(roles, [Role::Start, Role::Agent, Role::State]);
        for other in ["User,Status", "User,Status,Start,x", "User,Status,status", "User,Status,Status"] {
            assert_eq!(preset.for_header(&header(other)), None, "{other}");
        }
        // Which of two columns of one name is which, only their order tells.
        let twice = Preset::guess(&header("x,State,x"));
        assert!(twice.fits(["x", "State", "x"].into_iter()) && !twice.fits(["x", "x", "State"].into_iter()));
    }

    #[test]
    fn a_guess_names_each_column_once() {
        let header = ["User", "Status", "Activity", "Started at", "x"].map(str::to_owned);
        let guess = Preset::guess(&header);
        let roles: Vec<Role> = guess.columns.iter().map(|(_, role)| *role).collect();
        assert_eq!(roles, [Role::Agent, Role::State, Role::Detail, Role::Start, Role::Detail]);
        assert!(guess.is_enough() && guess.fits(header.iter().map(String::as_str)));
        assert!(!Preset::guess(&["a".into(), "b".into()]).is_enough());
        let back: Preset = serde_json::from_str(&serde_json::to_string(&guess).unwrap()).unwrap();
        assert_eq!(back, guess);
    }
}
