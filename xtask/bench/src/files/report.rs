//! A report as CXone writes it, made up: the same bytes each time.

use std::io::{Result, Write};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

const HEAD: &str = "Agent_Session_ID,Agent_No,Agent_Name,Team_No,Bus_No,StateIndex,Start_Date,Working,Available,Outstate_Code,\
    Outstate,Log_State,Skill_No,Skill_Name,Duration";

/// What follows the start of a row, before its duration: ready, on contact, wrap-up, lunch, break.
const STATES: [&str; 5] =
    ["1,1,0,,0,0,", "1,0,0,,0,17,Sales", "1,0,0,,0,0,", "0,0,12,Lunch,1,0,", "0,0,11,Break,1,0,"];

/// How long an agent's day is, seconds.
pub const DAY_S: u32 = 8 * 3_600;

/// The first day: its date is no other one if day and month are taken for each other.
pub const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2026, 9, 14).expect("is a day");

/// How many rows a report has.
pub struct Shape {
    pub agents: u32,
    pub days: u32,
    /// Of each agent.
    pub rows_a_day: u32,
}

impl Shape {
    /// All of them.
    pub fn rows(&self) -> usize {
        (self.agents * self.days * self.rows_a_day) as usize
    }

    /// The number of an agent, counted from 0.
    pub fn number(agent: u32) -> u32 {
        400 + agent
    }

    /// Writes the report: agent by agent, day by day.
    ///
    /// # Errors
    /// When the target takes no more.
    pub fn write(&self, to: &mut impl Write) -> Result<()> {
        writeln!(to, "{HEAD}")?;
        for agent in 0..self.agents {
            for day in 0..self.days {
                self.day(to, agent, day)?;
            }
        }
        Ok(())
    }

    /// One agent's day: rows that follow each other without a hole.
    fn day(&self, to: &mut impl Write, agent: u32, day: u32) -> Result<()> {
        let mut at = NaiveDateTime::new(FIRST + Days::new(u64::from(day)), NaiveTime::MIN);
        at += TimeDelta::hours(8);
        let session = 9_000 + agent * self.days + day;
        let (number, team) = (Self::number(agent), 7 + agent / 25);
        let usual = DAY_S / self.rows_a_day;
        for index in 0..self.rows_a_day {
            // As long on average as there are rows, and no two neighbours alike.
            let length = usual / 2 + (index * 37 + agent) % usual.max(1);
            let state = STATES[((index * 7 + agent) % 5) as usize];
            let start = at.format("%m/%d/%Y %H:%M:%S");
            writeln!(to, "{session},{number},Agent {agent:03},{team},1,{index},{start},{state},{length}")?;
            at += TimeDelta::seconds(i64::from(length));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_as_many_rows_as_it_says_with_a_cell_for_each_head() {
        let shape = Shape { agents: 30, days: 3, rows_a_day: 40 };
        let mut report = Vec::new();
        shape.write(&mut report).unwrap();
        let report = String::from_utf8(report).unwrap();
        let columns = HEAD.split(',').count();
        assert_eq!(report.lines().count(), shape.rows() + 1);
        assert!(report.lines().all(|line| line.split(',').count() == columns), "{report}");
    }

    #[test]
    fn rows_of_a_day_follow_each_other_to_the_second() {
        let shape = Shape { agents: 1, days: 1, rows_a_day: 500 };
        let mut report = Vec::new();
        shape.write(&mut report).unwrap();
        let report = String::from_utf8(report).unwrap();
        let times = report.lines().skip(1).map(|line| {
            let cells: Vec<_> = line.split(',').collect();
            let start = NaiveDateTime::parse_from_str(cells[6], "%m/%d/%Y %H:%M:%S").unwrap();
            (start, start + TimeDelta::seconds(cells[14].parse().unwrap()))
        });
        let times: Vec<_> = times.collect();
        assert!(times.windows(2).all(|pair| pair[0].1 == pair[1].0));
    }
}
