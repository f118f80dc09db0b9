//! Schedules as JSON: answers of APIs, and lists of objects.
//!
//! ```json
//! {"resultSet":[{"scheduleResults":[{"activityName":"Open","startTimeUTC":"2026-11-26T09:00:00","endTimeUTC":"…"}]}]}
//! {"agentSchedules":[{"userID":"…","shifts":[{"start":"…","end":"…","baseActivityCode":{"title":"Open","open":true},
//!   "activityIntervals":[{"activityCode":{"title":"Break"},"start":"…","end":"…"}]}]}]}
//! [{"agent":"401","start":"…","end":"…","activity":"Open"}]
//! ```
//! Times without a zone are UTC in the first two, unless somebody says of the second that they are not, and the file's zone in
//! lists. Intervals lie inside their shift. Of the second no answer of a tenant was seen: its members are known by their names
//! whatever their case and signs.

mod list;
mod long;
mod walk;

use super::Reading;
use crate::files::FileError;
use crate::files::outline::Node;
use crate::files::turns::Pace;
use walk::Walk;

/// Reads a text of JSON.
///
/// # Errors
/// When it is none, or none that is known.
pub async fn read(text: &str, reading: &mut Reading<'_>, pace: &mut Pace) -> Result<(), FileError> {
    let document = Node::of(text, pace).await?;
    let agent = reading.options.agent.clone();
    let mut walk = Walk { reading, is_known: false };
    walk.long(None, &document, agent.as_deref(), pace).await?;
    if walk.is_known {
        return Ok(());
    }
    list::read(document, reading, pace).await
}
