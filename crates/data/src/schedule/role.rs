//! What the columns of a schedule hold, told by their names.

use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanRole {
    /// Who: a number, a name, an address.
    Agent,
    /// Who, by the whole name, where nothing else tells.
    Name,
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// The day, where beginnings are times of day.
    Date,
    /// When it begins: date and time, or a time of day.
    Start,
    /// The day on which it ends, where that has a column of its own.
    EndDate,
    /// When it ends.
    End,
    /// How long it lasts.
    Length,
    /// What is planned.
    Activity,
    /// The zone of the row's times.
    Zone,
    /// Whether it is open time.
    Open,
    /// Nothing that matters here.
    Other,
}

impl PlanRole {
    /// Every role, in the order that people choose from.
    pub const ALL: [Self; 13] = [
        Self::Agent,
        Self::Name,
        Self::FirstName,
        Self::LastName,
        Self::Start,
        Self::End,
        Self::Length,
        Self::Date,
        Self::EndDate,
        Self::Zone,
        Self::Activity,
        Self::Open,
        Self::Other,
    ];

    /// What a column of this name holds, taken by itself: a guess for a person to confirm.
    pub fn guess(name: &str) -> Self {
        let columns = PlanColumns::of(std::iter::once(name));
        Self::ALL.into_iter().find(|role| columns.place(*role).is_some()).unwrap_or(Self::Other)
    }
}

/// Names of columns, in lower case without signs; the first of a role that is there counts.
const NAMES: [(PlanRole, &str); 12] = [
    (
        PlanRole::Agent,
        "agentid agent agentno agentnumber acdid acdlogin acdloginid logonid loginid login userid user username useremail \
         agentemail email emailaddress employeeid employee employeenumber empid staffid externalid tvid resourceid \
         resource",
    ),
    (PlanRole::Name, "agentname employeename fullname displayname staffname name"),
    (PlanRole::FirstName, "firstname agentfirstname"),
    (PlanRole::LastName, "lastname agentlastname surname"),
    (PlanRole::Date, "excdate date day startdate scheddate scheduledate shiftdate nominaldate workdate"),
    (
        PlanRole::Start,
        "start startdatetime starttime startat startedat begin begintime from excstart starttimeutc startutc \
         activitystart",
    ),
    (PlanRole::EndDate, "enddate stopdate"),
    (
        PlanRole::End,
        "end enddatetime endtime endat endedat stop stoptime stopdatetime to until finish finishtime excstop excend \
         endtimeutc endutc activityend",
    ),
    (PlanRole::Length, "duration length minutes hours"),
    (
        PlanRole::Activity,
        "activityname activity activitydescription activitytitle scheduledactivity excname exceptionname exception title \
         summary activitycode code exccode activitytype activitytypeid activitycategory event shift type category \
         subject",
    ),
    (PlanRole::Zone, "tz timezone zone"),
    (PlanRole::Open, "open isopen"),
];

/// Where the columns of a schedule stand.
#[derive(Clone, Debug)]
pub struct PlanColumns {
    places: Vec<(PlanRole, usize)>,
    names: Vec<String>,
}

impl PlanColumns {
    /// The columns of a header, by their names.
    pub fn of<'a>(header: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<String> = header.map(|name| name.trim().to_owned()).collect();
        let plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let place = |(role, known): &(PlanRole, &str)| {
            // A length's name may say its unit: "Duration (min)".
            let is = |name: &String, known: &str| {
                name == known || *role == PlanRole::Length && name.starts_with(known)
            };
            let place = known.split(' ').find_map(|known| plain.iter().position(|name| is(name, known)));
            place.map(|place| (*role, place))
        };
        let places = NAMES.iter().filter_map(place).collect();
        Self { places, names }
    }

    /// The columns as a person says.
    pub fn chosen(columns: &[(String, PlanRole)]) -> Self {
        let of_role = columns.iter().enumerate().filter(|(_, (_, role))| *role != PlanRole::Other);
        let places = of_role.map(|(place, (_, role))| (*role, place)).collect();
        Self { places, names: columns.iter().map(|(name, _)| name.clone()).collect() }
    }

    /// Whether these are the names of the columns that a person spoke of.
    pub fn is_choice_for(columns: &[(String, PlanRole)], header: &[String]) -> bool {
        columns.iter().map(|(name, _)| name.trim()).eq(header.iter().map(|name| name.trim()))
    }

    /// Where a role's column stands.
    pub fn place(&self, role: PlanRole) -> Option<usize> {
        self.places.iter().find(|(of, _)| *of == role).map(|(_, place)| *place)
    }

    /// The name of a role's column.
    pub fn name(&self, role: PlanRole) -> &str {
        self.place(role).map_or("", |place| &self.names[place])
    }

    /// Number of columns.
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// Whether they tell enough; `has_agent`: somebody says whose plan it is.
    pub fn are_enough(&self, has_agent: bool) -> bool {
        let has = |role| self.place(role).is_some();
        let whose = [PlanRole::Agent, PlanRole::Name, PlanRole::FirstName, PlanRole::LastName];
        has(PlanRole::Start)
            && (has(PlanRole::End) || has(PlanRole::Length))
            && has(PlanRole::Activity)
            && (has_agent || whose.into_iter().any(has))
    }

    /// Whether a column of times says that they are UTC.
    pub fn is_utc(&self) -> bool {
        plain(self.name(PlanRole::Start)).ends_with("utc")
    }
}

/// A name in lower case without signs.
pub fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
