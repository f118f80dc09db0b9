use super::super::is_complete;
use super::*;
use data::error::{ApiError, ErrorKind};

#[test]
fn whatever_the_api_does_is_said_once_and_never_of_states() {
    let error = |kind, status| ApiError { status: Some(status), ..ApiError::new(kind) };
    let told = |state: &FetchState, is_absent, activities, is_export| {
        let came = SchedulesCame { state, is_export, is_absent, missing: 3, activities, without_user_id: 0 };
        schedules_fetched(&came)
    };
    let fetched = |state: FetchState, is_absent, activities| {
        let [by_day, exported] =
            [false, true].map(|is_export| told(&state, is_absent, activities, is_export));
        let has_words = exported.as_ref().is_none_or(|message| message.text.contains("Agent states"));
        assert!(by_day.is_some() == exported.is_some() && has_words, "{exported:?}");
        by_day
    };
    let unknown = SchedulesCame {
        state: &FetchState::Finished,
        is_export: true,
        is_absent: false,
        missing: 0,
        activities: 7,
        without_user_id: 2,
    };
    assert!(schedules_fetched(&unknown).unwrap().text.starts_with("2 agents have no user id"));
    assert_eq!(fetched(FetchState::Finished, false, 5), None);
    assert_eq!(fetched(FetchState::Running, false, 0), None);
    let states = [
        fetched(FetchState::Cancelled, true, 0),
        fetched(FetchState::Finished, false, 0),
        fetched(FetchState::Cancelled, false, 0),
        fetched(FetchState::Failed { why: error(ErrorKind::Forbidden, 403) }, false, 0),
        fetched(FetchState::Failed { why: error(ErrorKind::Server, 500) }, false, 0),
        fetched(FetchState::NeedsToken { why: error(ErrorKind::Unauthorized, 401) }, false, 0),
    ];
    for message in states.into_iter().map(Option::unwrap) {
        is_complete(&message);
        assert!(!message.is_error && message.text.contains("Agent states"), "{message:?}");
    }
    for message in [
        schedules_unasked(&QueryError::NoAgent),
        export_unset(None),
        export_unset(Some("Mars/Base")),
        schedules_fetched(&unknown).unwrap(),
        host_schedules_missing(2, 2),
        host_schedules_missing(1, 2),
    ] {
        is_complete(&message);
    }
}
