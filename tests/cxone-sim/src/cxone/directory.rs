//! The people, teams and unavailable codes of the simulated tenant.

use crate::scenario::Cxone;

/// First agent's number.
pub const FIRST_AGENT: u64 = 100_001;
/// Code of after-call work.
pub const ACW_CODE: i64 = 20_067;
const FIRST_TEAM: u64 = 2_001;
const TEAM_SIZE: u64 = 25;

const FIRST_NAMES: [&str; 25] = [
    "Ada", "Bruno", "Chidi", "Dana", "Elif", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Keiko", "Liam",
    "Maya", "Nils", "Olga", "Priya", "Quinn", "Rosa", "Samir", "Tess", "Uma", "Viktor", "Wanda", "Yusuf",
    "Zoë",
];
const LAST_NAMES: [&str; 20] = [
    "Alvarez", "Baker", "Chen", "Dubois", "Eriksen", "Fischer", "Garcia", "Haddad", "Ivanova", "Jensen",
    "Khan", "Lopez", "Müller", "Nguyen", "O'Brien", "Patel", "Rossi", "Silva", "Tanaka", "Williams",
];
const TEAM_NAMES: [&str; 20] = [
    "Billing",
    "Sales",
    "Returns",
    "Technical Support",
    "Retention",
    "Claims",
    "Onboarding",
    "Dispatch",
    "Night Desk",
    "Key Accounts",
    "Bookings",
    "Complaints",
    "Credit",
    "Deliveries",
    "Escalations",
    "Fraud",
    "General Enquiries",
    "Help Desk",
    "Insurance",
    "Loyalty",
];

/// One agent.
pub struct Person {
    pub id: u64,
    pub first: &'static str,
    pub last: &'static str,
    pub team: u64,
    pub team_name: &'static str,
}

/// The numbers of all agents; at least one.
pub fn ids(manners: &Cxone) -> impl Iterator<Item = u64> + use<> {
    (FIRST_AGENT..).take(manners.agents.clamp(1, FIRST_NAMES.len() * LAST_NAMES.len()))
}

/// The user id of an agent.
pub fn user_id(id: u64) -> String {
    format!("00000000-0000-4000-8000-{id:012}")
}

/// The agent of a number. Numbers beyond the list stand for someone too.
pub fn person(id: u64) -> Person {
    let place = id.saturating_sub(FIRST_AGENT);
    let team = place / TEAM_SIZE % TEAM_NAMES.len() as u64;
    let seat = place % TEAM_SIZE;
    // No full name comes twice.
    Person {
        id,
        first: FIRST_NAMES[seat as usize],
        last: LAST_NAMES[((seat + team) % LAST_NAMES.len() as u64) as usize],
        team: FIRST_TEAM + team,
        team_name: TEAM_NAMES[team as usize],
    }
}
