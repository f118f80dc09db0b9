//! The columns of figures beside the rows: what they are called, how wide they are, and which have room.

use crate::app::words::columns_of_rows as words;
use model::format::Clock;
use scene::rows::LaneMode;

/// A column of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Time in a state.
    Time,
    /// The same as a share of logged-in time.
    Share,
    /// How often the state occurred.
    Count,
    /// Mean length of an occurrence.
    Average,
    /// The longest occurrence.
    Longest,
    /// Logged-in time.
    In,
    /// Time on contacts, as a share of logged-in time.
    Contact,
    /// Time not ready.
    NotReady,
    /// Contact and wrap-up as a share of these and ready.
    Occupancy,
    /// The longest stretch of not ready.
    LongestNotReady,
    /// Time that fitted the plan, as a share of what was planned.
    Adherence,
    /// Time that did not.
    Out,
    /// How often a limit was passed.
    Limits,
}

/// Width of the room between plot and figures, in CSS pixels.
const ROOM_PX: f64 = 16.0;

/// Phones have no more columns than this, and less room before them.
pub const FEW: usize = 2;
const FEW_ROOM_PX: f64 = 6.0;

/// From these widths of the timeline on there is room for all columns, for most and for some, in CSS pixels.
const ALL_PX: f64 = 1_100.0;
const MOST_PX: f64 = 880.0;
const SOME_PX: f64 = 640.0;

impl Column {
    /// The columns of a timeline of this width, from left to right. What has no room is in the row's tooltip.
    pub fn shown(mode: LaneMode, width_px: f64, has_plan: bool) -> &'static [Self] {
        use Column::{
            Adherence, Average, Contact, Count, In, Limits, Longest, LongestNotReady, NotReady, Occupancy,
            Out, Share, Time,
        };
        let columns: [&[Self]; 4] = match (mode, has_plan) {
            (LaneMode::State, _) => [
                &[Time, Share, Count, Average, Longest],
                &[Time, Share, Count, Longest],
                &[Time, Share],
                &[Time, Share],
            ],
            (_, false) => [
                &[In, Contact, NotReady, Occupancy, LongestNotReady, Limits],
                &[In, Contact, NotReady, LongestNotReady, Limits],
                &[In, NotReady, Limits],
                &[NotReady, Limits],
            ],
            (_, true) => [
                &[In, Contact, NotReady, Occupancy, Adherence, Out, LongestNotReady, Limits],
                &[In, NotReady, Adherence, Out, Limits],
                &[In, NotReady, Adherence, Limits],
                &[NotReady, Limits],
            ],
        };
        columns[match width_px {
            ALL_PX.. => 0,
            MOST_PX.. => 1,
            SOME_PX.. => 2,
            _ => 3,
        }]
    }

    /// All columns of a mode.
    pub fn all(mode: LaneMode) -> &'static [Self] {
        Self::shown(mode, f64::INFINITY, true)
    }

    /// Whether it is there only beside a plan.
    pub const fn needs_plan(self) -> bool {
        matches!(self, Self::Adherence | Self::Out)
    }

    /// The columns that rows by agent and by day can be sorted by.
    pub fn sortable() -> &'static [Self] {
        Self::all(LaneMode::Agent)
    }

    /// Width of these columns and of the room before them, in CSS pixels.
    pub fn width_of(columns: &[Self]) -> f64 {
        let room = if columns.len() > FEW { ROOM_PX } else { FEW_ROOM_PX };
        columns.iter().map(|column| column.width_among(columns)).sum::<f64>() + room
    }

    /// Its width among these columns, in CSS pixels: few of them are those of a phone.
    pub fn width_among(self, columns: &[Self]) -> f64 {
        match self {
            _ if columns.len() > FEW => self.width_px(),
            Self::NotReady => 62.0,
            Self::Limits => 50.0,
            _ => self.width_px(),
        }
    }

    /// Its word for tests and scripts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Share => "share",
            Self::Count => "count",
            Self::Average => "average",
            Self::Longest => "longest",
            Self::In => "in",
            Self::Contact => "contact",
            Self::NotReady => "not-ready",
            Self::Occupancy => "occupancy",
            Self::LongestNotReady => "longest-not-ready",
            Self::Adherence => "adherence",
            Self::Out => "out",
            Self::Limits => "limits",
        }
    }

    /// What its head says.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Time => words::TIME,
            Self::Share => words::SHARE,
            Self::Count => words::COUNT,
            Self::Average => words::AVERAGE,
            Self::Longest | Self::LongestNotReady => words::LONGEST,
            Self::In => words::IN,
            Self::Contact => words::CONTACT,
            Self::NotReady => words::NOT_READY,
            Self::Occupancy => words::OCCUPANCY_SHORT,
            Self::Adherence => words::ADHERENCE,
            Self::Out => words::OUT,
            Self::Limits => words::LIMITS,
        }
    }

    /// The same in full, where columns stand below each other.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Occupancy => words::OCCUPANCY,
            Self::LongestNotReady => words::LONGEST_NOT_READY,
            Self::Limits => words::LIMITS_BROKEN,
            _ => self.label(),
        }
    }

    /// The unit below it.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Count => "",
            Self::Limits => words::BROKEN,
            Self::LongestNotReady => words::NOT_READY_M_SS,
            Self::Share | Self::Contact | Self::Occupancy | Self::Adherence => "%",
            _ => match self.clock() {
                Some(clock) => clock.unit(),
                None => "",
            },
        }
    }

    /// How its figures are worked out.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Time => words::TIME_IS,
            Self::Share => words::SHARE_IS,
            Self::Count => words::COUNT_IS,
            Self::Average => words::AVERAGE_IS,
            Self::Longest => words::LONGEST_IS,
            Self::In => words::IN_IS,
            Self::Contact => words::CONTACT_IS,
            Self::NotReady => words::NOT_READY_IS,
            Self::Occupancy => words::OCCUPANCY_IS,
            Self::LongestNotReady => words::LONGEST_NOT_READY_IS,
            Self::Adherence => words::ADHERENCE_IS,
            Self::Out => words::OUT_IS,
            Self::Limits => words::LIMITS_ARE,
        }
    }

    /// Width, in CSS pixels.
    pub const fn width_px(self) -> f64 {
        match self {
            Self::Time => 66.0,
            Self::NotReady => 72.0,
            Self::In => 60.0,
            Self::Out => 56.0,
            Self::Adherence => 74.0,
            Self::Share | Self::Limits => 52.0,
            Self::Count => 44.0,
            Self::Occupancy => 62.0,
            Self::Average | Self::Longest => 68.0,
            Self::Contact => 88.0,
            Self::LongestNotReady => 90.0,
        }
    }

    /// The unit of its lengths, if it has lengths.
    pub const fn clock(self) -> Option<Clock> {
        match self {
            Self::Time => Some(Clock::Both),
            Self::In | Self::NotReady | Self::Out => Some(Clock::Sum),
            Self::Average | Self::Longest | Self::LongestNotReady => Some(Clock::Stretch),
            Self::Share | Self::Count | Self::Contact | Self::Occupancy | Self::Adherence | Self::Limits => {
                None
            }
        }
    }
}
