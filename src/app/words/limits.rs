//! The list of what is over its limit.

use model::format::number;

words! {
    OVER_BY_AT_LEAST = "Over by at least ";
    LIMITS_BROKEN = "Limits broken ";
    SAVE_LIST_AS_CSV = "Save list as CSV";
    EDIT_LIMITS = "Edit limits…";
    TAKE_BACK = "Take back";
    LIMITS = "Limits";
    SHOW_IT_ON_THE_TIMELINE = "Show it on the timeline";
    SUMS = "Limits broken by agent and limit";
    AGENT = "Agent";
    LIMIT = "Limit";
    BROKEN = "Broken";
    SHOW_SUMS = "Sums by agent and limit";
    UNTIL_ALL_IS_HERE = "More is coming; limits are counted when all of it is here.";
    NONE_SET = "No limits are set.";
    NONE_SO_MUCH = "None of what is over its limit is so by that much, or of that limit.";
    unknown_time(time) = " {time} of which nothing is known were held against nothing.";
    none_over(stretches, agents, limits, unknown) = "Nothing is over its limit here. Looked at in the whole range: {stretches} of {agents}, held against {limits}.{unknown}";
    STRETCH = "stretch";
    STRETCHES = "stretches";
    ONE_AGENT = "agent";
    AGENTS = "agents";
    ONE_LIMIT = "limit";
    SEVERAL_LIMITS = "limits";
    NOTIFY_ME = "Notify me on this computer when a limit is passed";
    NOTIFYING_REFUSED = "The browser does not allow notifications from this page. Its settings for this site can change that.";
    TOO_LONG_FOR_A_LINK = ". They are too long for a link: send them as a file.";
    many_left_out(states) = "; {states} that the system gives by itself are left out";
    left_out(states) = "; {states} left out, which the system gives by itself";
    ABOUT_NO_STATE = "About no state here, or about sessions";
    about_and_more(states, more) = "About {states} and {more} more";
    about(states) = "About {states}";
    ALL_LIMITS = "All limits";
    REASON = "Reason";
    DAY = "Day";
    FROM_TO = "From – to";
    LENGTH = "Length";
    AT_MOST = "At most";
    OVER_BY = "Over by";
    OF_THE_DAY = "Of the day";
    ON_A_CONTACT_BEFORE = "On a contact before";
    PLANNED = "Planned";
    first_of(shown, all) = "The first {shown} of {all}.";
    ONE_PASSED = "1 limit passed";
    passed(count) = "{count} limits passed";
    A_DAY = "a day";
    A_SHIFT = "a shift";
    WRAP_UP = "Wrap-up";
    wrap_up_of(skills) = "Wrap-up of {skills}";
    READY = "Ready";
    NOT_READY_WITHOUT_REASON = "Not ready without a reason";
    refused(most, per) = "Refused ≤ {most} {per}";
    SESSION = "Session";
    LOGIN_WITHOUT_LOGOUT = "Login without logout";
    rest(least) = "Rest ≥ {least}";
    WORK_WITHOUT_PAUSE = "Work without a pause";
    PAUSES_BY_WORK = "Pauses by length of work";
    so_far(over) = "{over} so far";
    at_least(over) = "at least {over}";
    at_least_so_far(over) = "at least {over} so far";
    in_all(over, count) = "{over} ({count} in all)";
    offered(refused, offered) = "{refused} of {offered} offered";
    rule_over_by(rule, over) = "{rule}, over by {over}";
    ONE_IN_TITLE = "(1) limit broken";
    in_title(count) = "({count}) limits broken";
    ANY_TIME_OVER = "any";
}

/// `1st`, `2nd`, `11th`.
pub fn ordinal(n: u32) -> String {
    let end = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{}{end}", number(n as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_read_as_they_are_spoken() {
        let told = [1, 2, 3, 4, 11, 12, 13, 21, 111].map(ordinal);
        assert_eq!(told, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th"]);
    }
}
