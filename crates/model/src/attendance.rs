//! When agents came and went, and how long they were there at a stretch.

mod part;
#[cfg(test)]
mod tests;

use super::index::TimeIndex;
use super::lane::{Lane, Step};
use super::occurrence::Occurrence;
use super::state::StateKind;
use super::time::Millis;

pub(super) use part::in_part;

/// When an agent came and went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Beginning of the first logged-in time in the window.
    pub first_login: Option<Millis>,
    /// Whether that time had begun before the window.
    pub since_before: bool,
    /// End of the last logged-in time, if it is known to have ended in the window.
    pub last_logout: Option<Millis>,
    /// Number of logged-in times.
    pub sessions: u32,
    /// Longest logged-in occurrence.
    pub longest: Option<Occurrence>,
}

/// Takes a lane's segments, in order.
#[derive(Debug)]
pub(super) struct AttendanceBuilder {
    /// Nothing is known after it.
    now: Millis,
    attendance: Attendance,
    is_logged_in: bool,
    /// Length in milliseconds and last segment of the longest logged-in occurrence.
    longest: Option<(i64, usize)>,
}

impl AttendanceBuilder {
    /// For what is known at `now`.
    pub fn new(now: Millis) -> Self {
        Self { now, attendance: Attendance::default(), is_logged_in: false, longest: None }
    }

    /// Looks at the next segment; its occurrence has lasted so many milliseconds by its end.
    #[inline(always)]
    pub fn observe(&mut self, step: &Step, lasted: i64) {
        // Nobody knows whether the agent was there: that is neither a login nor a logout.
        let is_known = match step.kind {
            StateKind::Unknown | StateKind::NotFetched => false,
            StateKind::NoData => step.start < self.now,
            _ => true,
        };
        if !is_known {
            return;
        }
        let is_logged_in = step.kind.is_logged_in();
        if is_logged_in != self.is_logged_in {
            self.change(is_logged_in, step.start);
        }
        if is_logged_in && self.longest.is_none_or(|(ms, _)| lasted > ms) {
            self.longest = Some((lasted, step.index));
        }
    }

    fn change(&mut self, is_logged_in: bool, at: Millis) {
        self.is_logged_in = is_logged_in;
        if is_logged_in {
            self.attendance.sessions += 1;
            self.attendance.last_logout = None;
            self.attendance.first_login.get_or_insert(at);
        } else {
            self.attendance.last_logout = Some(at);
        }
    }

    /// When the agent of this lane came and went.
    pub fn finish(self, lane: &Lane, index: &TimeIndex) -> Attendance {
        let first_login = self.attendance.first_login;
        Attendance {
            since_before: lane.is_carried_in() && first_login == Some(lane.window().start),
            longest: self.longest.map(|(_, segment)| index.occurrence(lane, segment)),
            ..self.attendance
        }
    }
}
