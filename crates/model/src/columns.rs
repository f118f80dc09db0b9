//! Which activities a lane's sums have columns for.

use crate::lane::Lane;
use crate::sorting::sort;
use crate::state::ActivityId;

/// Catalogues of up to so many activities are columns as they are.
const MAX: usize = 64;

/// Stands for an activity without a column.
const NONE: u32 = u32::MAX;

/// The columns of a lane's sums.
#[derive(Clone, Debug)]
pub enum Columns {
    /// One for each activity of a small catalogue, by its id: nothing is to be looked up.
    All(usize),
    /// One for each activity that occurs in the lane, in the order of ids: however many names an API
    /// invents, no lane pays for those of the others.
    Own(Box<[ActivityId]>),
}

impl Columns {
    /// The columns of these activities of a lane.
    pub(super) fn of(mut activities: Vec<ActivityId>) -> Self {
        sort(&mut activities);
        activities.dedup();
        Self::Own(activities.into())
    }

    /// Number of columns.
    pub fn len(&self) -> usize {
        match self {
            Self::All(len) => *len,
            Self::Own(activities) => activities.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The column of an activity; `None` when it has none.
    #[inline(always)]
    pub fn place(&self, activity: ActivityId) -> Option<usize> {
        match self {
            Self::All(len) => Some(activity.column()).filter(|column| column < len),
            Self::Own(activities) => activities.binary_search(&activity).ok(),
        }
    }

    /// The activity of a column, below [`Self::len`].
    #[inline(always)]
    pub fn activity(&self, column: usize) -> ActivityId {
        match self {
            Self::All(_) => ActivityId(column as u32),
            Self::Own(activities) => activities[column],
        }
    }

    /// The activities, in the order of their columns.
    pub fn activities(&self) -> impl Iterator<Item = ActivityId> {
        (0..self.len()).map(|column| self.activity(column))
    }

    /// Memory held, in bytes.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::All(_) => 0,
            Self::Own(activities) => size_of_val(&activities[..]),
        }
    }
}

/// Finds the columns of one lane after another. The table of the catalogue is made once, and only what a lane
/// wrote to it is wiped.
#[derive(Debug)]
pub(crate) struct Finder {
    activities: usize,
    /// The column of each activity in the present lane; empty for a small catalogue.
    places: Vec<u32>,
}

impl Finder {
    /// For lanes whose activities belong to a catalogue of this length.
    pub fn new(activities: usize) -> Self {
        let places = if activities > MAX { vec![NONE; activities] } else { Vec::new() };
        Self { activities, places }
    }

    /// The columns of a lane.
    pub fn find(&mut self, lane: &Lane) -> Columns {
        if self.places.is_empty() {
            return Columns::All(self.activities);
        }
        let mut found = Vec::new();
        for activity in lane.blocks().iter().flat_map(|block| block.activities()) {
            let place = &mut self.places[activity.column()];
            if *place == NONE {
                *place = 0;
                found.push(*activity);
            }
        }
        let columns = Columns::of(found);
        for (column, activity) in columns.activities().enumerate() {
            self.places[activity.column()] = column as u32;
        }
        columns
    }

    /// The column of each activity in the lane whose columns were found last; `None` where ids are columns.
    pub fn places(&self) -> Option<&[u32]> {
        (!self.places.is_empty()).then_some(&self.places[..])
    }

    /// Makes room for the next lane.
    pub fn forget(&mut self, columns: &Columns) {
        if let Columns::Own(activities) = columns {
            for activity in activities {
                self.places[activity.column()] = NONE;
            }
        }
    }
}
