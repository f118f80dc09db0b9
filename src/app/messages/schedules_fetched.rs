//! Schedules that are fetched: how that goes, and why some cannot be had.

use super::schedules::of;
use super::{Action, UserMessage, api_error, shortened};
use data::fetch::{FetchState, Progress};
use data::query::QueryError;
use model::format::number;

/// How the fetching of schedules goes.
pub fn schedules_coming(progress: &Progress) -> String {
    format!("Fetching schedules: {} of {} answers", number(progress.series_done), number(progress.series))
}

/// What came of asking for schedules.
#[derive(Clone, Copy, Debug)]
pub struct SchedulesCame<'a> {
    /// How far it came.
    pub state: &'a FetchState,
    /// Whether they were exported from CXone WFM.
    pub is_export: bool,
    /// Whether the tenant, or a proxy before it, answers as if there were none.
    pub is_absent: bool,
    /// Answers that did not come.
    pub missing: usize,
    /// Activities that came.
    pub activities: usize,
    /// Agents of whom nothing came, and of whom no user id is known.
    pub without_user_id: usize,
}

/// What the fetching of schedules came to, when there is something to say.
pub fn schedules_fetched(came: &SchedulesCame) -> Option<UserMessage> {
    let states_stay = "Agent states are as they were loaded.";
    if came.is_absent {
        let why = if came.is_export {
            "The export of schedules that this site names in its settings is “not found” (404, or 405): the tenant has \
             none there, or the proxy does not let it through."
        } else {
            "The API answered “not found” (404) to schedules: this tenant has none here."
        };
        let text = format!("{why} Drop a file with the schedule instead. {states_stay}");
        return Some(UserMessage::note(NONE_CAME, text, Action::None));
    }
    match came.state {
        FetchState::Running | FetchState::Waiting { .. } => None,
        FetchState::Finished if came.without_user_id > 0 => Some(without_user_id(came.without_user_id)),
        FetchState::Finished if came.activities > 0 => None,
        FetchState::Finished => Some(UserMessage::note(
            NONE_CAME,
            format!("It has nothing planned for these agents in this range. {states_stay}"),
            Action::None,
        )),
        FetchState::Cancelled | FetchState::PageLimit => Some(UserMessage::note(
            "Schedules were called off",
            format!("What has come is shown. {states_stay}"),
            Action::Resume,
        )),
        FetchState::NeedsToken { why } | FetchState::Failed { why } => {
            let said = api_error(why);
            let is_forbidden = why.status == Some(403);
            let text = if is_forbidden {
                let or_proxy = if came.is_export { ", or the proxy does not let it through" } else { "" };
                format!("This token may not read schedules{or_proxy}. {states_stay}")
            } else {
                let missing = if came.is_export {
                    of(came.missing, "week of an agent's schedule", "weeks of agents' schedules")
                } else {
                    of(came.missing, "schedule of an agent's day", "schedules of agents' days")
                };
                format!("{}. {missing} did not come. {states_stay}", said.title)
            };
            Some(UserMessage {
                text,
                action: if is_forbidden { Action::None } else { Action::Resume },
                is_error: false,
                ..UserMessage { title: "Schedules that did not come".to_owned(), ..said }
            })
        }
    }
}

const NONE_CAME: &str = "No schedules from the API";

fn without_user_id(agents: usize) -> UserMessage {
    let whose = of(agents, "agent has", "agents have");
    let text = format!(
        "{whose} no user id that the list of agents tells: asked for by number, nothing came. That may not mean that \
         nothing is planned. Agent states are as they were loaded."
    );
    UserMessage::note("Schedules that may be missing", text, Action::None)
}

/// That the settings of this site do not say how schedules are exported; `zone`: the one that is not known.
pub fn export_unset(zone: Option<&str>) -> UserMessage {
    let why = match zone {
        Some(zone) => format!("“scheduleExport” names the zone “{}”, which this browser does not know.", shortened(zone)),
        None => "“scheduleExport” is to be a path below the proxy, such as /wfm/schedules/export, or “path” and “zone”."
            .to_owned(),
    };
    let text =
        format!("{why} Whoever hosts this site can mend its settings; or drop a file with the schedule.");
    UserMessage::note("Schedules are not fetched", text, Action::None)
}

/// Why schedules of these agents cannot be asked for.
pub fn schedules_unasked(error: &QueryError) -> UserMessage {
    let text = match error {
        QueryError::TooMuch(amount) => format!(
            "{} agent-days are more than can be asked for one by one. Load fewer agents or a shorter range, or drop \
             a file with the schedule.",
            number(usize::try_from(amount.agent_days()).unwrap_or(usize::MAX))
        ),
        _ => "They are asked for by the numbers that agents have in CXone; these agents have others. Drop a file with \
              the schedule instead."
            .to_owned(),
    };
    UserMessage::note("Schedules are not fetched", text, Action::None)
}

/// Files of the host that are not there: of so many agents, or the one for all.
pub fn host_schedules_missing(missing: usize, asked: usize) -> UserMessage {
    let text = if missing == asked {
        "This site names schedules in its settings, and has none for what is loaded: no plan.".to_owned()
    } else {
        format!("This site has no schedule for {} of {} agents: no plan.", number(missing), number(asked))
    };
    UserMessage::note("Schedules of this site", text, Action::None)
}

#[cfg(test)]
mod tests;
