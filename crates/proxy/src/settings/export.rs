//! The one call that is posted, where a host wants it.

use anyhow::ensure;
use serde::{Deserialize, Serialize};

use crate::calls::call;
use crate::path::is_plain;

/// The export of schedules of CXone WFM.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ExportSettings {
    /// Its path below the upstream: `/…/schedules/export`.
    pub path: String,
    /// IANA name of the zone of its times without one, for the page; UTC without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

impl ExportSettings {
    /// Refuses a path that is none of its own, and what is no zone.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        let path = &self.path;
        let is_written_so =
            path.len() > 1 && is_plain(path) && !path.ends_with('/') && !path.contains(['~', '=']);
        ensure!(is_written_so, "[schedule_export] path must be a path such as /wfm/schedules/export");
        ensure!(call(path).is_none(), "[schedule_export] path is that of another call, which is only read");
        let known = |byte: u8| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte);
        let is_zone = |zone: &String| !zone.is_empty() && zone.len() <= 64 && zone.bytes().all(known);
        ensure!(
            self.zone.as_ref().is_none_or(is_zone),
            "[schedule_export] zone must be the name of a time zone, such as Europe/Berlin"
        );
        Ok(())
    }
}
