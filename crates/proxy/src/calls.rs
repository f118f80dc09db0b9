//! The only calls that are read.

/// Names the call that a path asks for, without the ids in it; `None`: it is not forwarded.
///
/// The whole path has to fit, from letters, digits and hyphens; so nothing encoded, doubled or
/// dotted gets by.
///
/// ```text
/// /api/reporting/v2/agent-state-history
/// /incontactapi/services/v27.0/agents/{id}/state-history
/// ```
pub fn call(path: &str) -> Option<&'static str> {
    let segments: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
    match segments.as_slice() {
        ["api", "reporting", "v2", "agent-state-history"] => Some("reporting/v2/agent-state-history"),
        [api, "services", version, rest @ ..]
            if api.eq_ignore_ascii_case("incontactapi") && is_version(version) =>
        {
            service(rest)
        }
        _ => None,
    }
}

fn service(segments: &[&str]) -> Option<&'static str> {
    match segments {
        ["agents"] => Some("agents"),
        ["agents", "state-history"] => Some("agents/state-history"),
        ["agents", id] if is_id(id) => Some("agents/{id}"),
        ["agents", id, "state-history"] if is_id(id) => Some("agents/{id}/state-history"),
        ["agents", id, "wfm-schedule"] if is_id(id) => Some("agents/{id}/wfm-schedule"),
        ["teams", id, "unavailable-codes"] if is_id(id) => Some("teams/{id}/unavailable-codes"),
        ["unavailable-codes"] => Some("unavailable-codes"),
        _ => None,
    }
}

/// `v27`, `v27.0`.
fn is_version(text: &str) -> bool {
    let digits = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    text.strip_prefix('v')
        .is_some_and(|number| number.split('.').count() <= 2 && number.split('.').all(digits))
}

/// A number or a UUID. The names of calls are neither.
pub fn is_id(text: &str) -> bool {
    let number = (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let uuid = text.len() == 36 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    number || uuid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_asks_for() {
        for (path, name) in [
            ("/api/reporting/v2/agent-state-history", "reporting/v2/agent-state-history"),
            ("/incontactapi/services/v27.0/agents", "agents"),
            ("/InContactAPI/services/v34.0/agents/100001", "agents/{id}"),
            ("/incontactapi/services/v27/agents/state-history", "agents/state-history"),
            ("/incontactapi/services/v27.0/agents/100001/state-history", "agents/{id}/state-history"),
            (
                "/incontactapi/services/v8.0/agents/7f9c24e8-3b12-4fef-91e0-3d5a8bcbf4d1/state-history",
                "agents/{id}/state-history",
            ),
            ("/incontactapi/services/v8.0/agents/100001/wfm-schedule", "agents/{id}/wfm-schedule"),
            ("/incontactapi/services/v34.0/teams/2001/unavailable-codes", "teams/{id}/unavailable-codes"),
            ("/incontactapi/services/v34.0/unavailable-codes", "unavailable-codes"),
        ] {
            assert_eq!(call(path), Some(name), "{path}");
        }
    }

    #[test]
    fn nothing_else() {
        for path in [
            "",
            "/",
            "api/reporting/v2/agent-state-history",
            "/api/reporting/v2/agent-state-history/",
            "//api/reporting/v2/agent-state-history",
            "/api//reporting/v2/agent-state-history",
            "/api/reporting/v2/agent-state-history/../agents",
            "/api/reporting/v2/%61gent-state-history",
            "/api/reporting/v2/agent-state-history%2f..",
            "/api/reporting/v2/agent-state-history;x",
            "/api/reporting/v2/agents",
            "/API/reporting/v2/agent-state-history",
            "/oauth/token",
            "/incontactapi/services/v27.0/agents/..",
            "/incontactapi/services/v27.0/agents/%2e%2e/state-history",
            "/incontactapi/services/v27.0/agents/me/state-history",
            "/incontactapi/services/v27.0/agents/1/2/state-history",
            "/incontactapi/services/v27.0/agents//state-history",
            "/incontactapi/services/v27.0/agents/100001/password",
            "/incontactapi/services/v8.0/agents/wfm-schedule",
            "/incontactapi/services/v8.0/agents/me/wfm-schedule",
            "/incontactapi/services/v27.0.1/agents",
            "/incontactapi/services/v/agents",
            "/incontactapi/services/vx/agents",
            "/incontactapi/services/27.0/agents",
            "/incontactapi/services/v27.0/contacts/completed",
            "/incontactapi/services/v27.0/unavailable-codes/1",
            "/incontactapi/services/v27.0",
        ] {
            assert_eq!(call(path), None, "{path}");
        }
    }
}
