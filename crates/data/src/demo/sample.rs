//! Which sample data is meant.

use std::fmt;
use std::str::FromStr;

use super::day::CHANGES_A_DAY;
use super::{MAX_RECORDS, TEAM};

/// Sample data as a link names it: `1200`, `team` or `30x7`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// So many records of one agent's latest working days.
    Records(u32),
    /// The latest working days that are over of so many agents.
    Team {
        /// Number of agents, from 1 on.
        agents: u32,
        /// Working days, from 1 on.
        days: u32,
    },
}

impl Sample {
    /// Whether so much can be made up and shown: see [`MAX_RECORDS`].
    pub fn is_small_enough(self) -> bool {
        let records = match self {
            Self::Records(records) => u64::from(records),
            Self::Team { agents, days } => {
                u64::from(agents).saturating_mul(u64::from(days)).saturating_mul(CHANGES_A_DAY as u64)
            }
        };
        records <= MAX_RECORDS as u64
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Records(records) => write!(f, "{records}"),
            team if *team == TEAM => f.write_str("team"),
            Self::Team { agents, days } => write!(f, "{agents}x{days}"),
        }
    }
}

/// A text that names no sample data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSample;

impl FromStr for Sample {
    type Err = NoSample;

    fn from_str(text: &str) -> Result<Self, NoSample> {
        // More than can be counted is more than can be shown.
        let count = |text: &str| -> Option<u32> {
            let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| text.parse().unwrap_or(u32::MAX))
        };
        if text == "team" {
            return Ok(TEAM);
        }
        match text.split_once('x') {
            None => count(text).map(Self::Records),
            Some((agents, days)) => {
                let both = count(agents).zip(count(days)).filter(|(agents, days)| *agents > 0 && *days > 0);
                both.map(|(agents, days)| Self::Team { agents, days })
            }
        }
        .ok_or(NoSample)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_named_by_records_or_by_agents_and_days() {
        for (text, sample) in [
            ("1200", Some(Sample::Records(1_200))),
            ("0", Some(Sample::Records(0))),
            ("99999999999", Some(Sample::Records(u32::MAX))),
            ("team", Some(TEAM)),
            ("30x1", Some(TEAM)),
            ("500x7", Some(Sample::Team { agents: 500, days: 7 })),
            ("0x7", None),
            ("7x0", None),
            ("x", None),
            ("-1", None),
            ("3x4x5", None),
            ("Team", None),
            ("", None),
        ] {
            assert_eq!(text.parse().ok(), sample, "{text}");
            if let Some(sample) = sample {
                assert_eq!(sample.to_string().parse(), Ok(sample), "{text}");
            }
        }
        assert!("10000000".parse::<Sample>().unwrap().is_small_enough());
        assert!("500x65".parse::<Sample>().unwrap().is_small_enough());
        for text in ["10000001", "99999999999x99999999999", "5000x65"] {
            assert!(!text.parse::<Sample>().unwrap().is_small_enough(), "{text}");
        }
    }
}
