use super::*;

#[test]
fn offsets_make_moments() {
    let utc = "2026-11-13 14:00:00Z";
    read_as(
        utc,
        &[
            "2026-11-13T09:00:00-05:00",
            "2026-11-13T09:00:00-0500",
            "2026-11-13T09:00:00-05",
            "2026-11-13 09:00:00.0000000 -05:00",
            "2026-11-13T14:00:00Z",
            "2026-11-13t14:00:00z",
            "2026-11-13 14:00:00 UTC",
            "2026-11-13 14:00:00 GMT",
            "2026-11-13 16:00:00 GMT+2",
            "2026-11-13 16:00:00 UTC+02:00",
            "2026-11-13 09:00:00 UTC-05:00",
            "2026-11-13 09:00:00 (UTC-05:00)",
            "2026-11-13 09:00:00 −05:00",
            "2026-11-13T19:30:00+05:30",
            "20261113T140000Z",
            "20261113090000-0500",
            "Fri, 13 Nov 2026 14:00:00 GMT",
            "Fri Nov 13 14:00:00 UTC 2026",
            "13/Nov/2026:09:00:00 -0500",
            "Fri Nov 13 2026 09:00:00 GMT-0500 (Eastern Standard Time)",
            "2026-11-13T09:00:00-05:00[America/New_York]",
            "2026-11-13 09:00:00 -0500 EST",
            "2026-11-13 14:00:00 +0000 UTC",
            "Fri, 13 Nov 2026 09:00:00 -0500 (EST)",
            "November 13, 2026 9:00:00 AM UTC-5",
        ],
    );
    read_as(
        "2026-11-13 14:00:00Z no seconds",
        &["2026-11-13T09:00-05:00", "2026-11-13T14:00Z", "2026-11-13 9:00 AM -05:00", "20261113T1400Z"],
    );
    read_as("2026-11-13 14:00:00.123Z", &["2026-11-13T14:00:00.1239Z", "2026-11-13 09:00:00,123 -0500"]);
    read_as("2026-11-14 00:00:00Z", &["2026-11-13T24:00:00Z"]);
}

#[test]
fn an_offset_behind_a_date_that_could_be_two_waits_for_the_order() {
    let wall = wall("11/03/2026 9:00:00 AM -05:00");
    assert_eq!((wall.zone.as_deref(), wall.is_ambiguous()), (Some("UTC-05:00"), true));
    for (order, day) in
        [(DateOrder::MonthFirst, "2026-11-03T14:00:00Z"), (DateOrder::DayFirst, "2026-03-11T14:00:00Z")]
    {
        assert_eq!(wall.moments(order, &new_york()), Some(Moments::Once(at(day))));
        assert_eq!(wall.moments(order, &Zone::utc()), Some(Moments::Once(at(day))));
    }
    assert_eq!(self::wall("11/13/2026 09:00:00 +01:00").proves(), Some(DateOrder::MonthFirst));
}

#[test]
fn abbreviations_stand_for_what_is_in_force_in_the_zone() {
    let moments = |text: &str, zone: &Zone| wall(text).moments(DateOrder::MonthFirst, zone);
    let once = |text: &str| Some(Moments::Once(at(text)));
    assert_eq!(wall("11/13/2026 09:00:00 AM EST").zone.as_deref(), Some("EST"));
    assert_eq!(moments("11/13/2026 9:00 AM EST", &new_york()), once("2026-11-13T14:00:00Z"));
    assert_eq!(moments("11/13/2026 9:00 AM (EST)", &new_york()), once("2026-11-13T14:00:00Z"));
    assert_eq!(moments("Fri Jul 10 09:00:00 EDT 2026", &new_york()), once("2026-07-10T13:00:00Z"));
    assert_eq!(moments("11/13/2026 9:00 AM ET", &new_york()), once("2026-11-13T14:00:00Z"));
    let sydney = Zone::new("x", 10 * 3600, vec![]);
    assert_eq!(moments("07/10/2026 09:00 EST", &sydney), once("2026-07-09T23:00:00Z"));
    // The repeated hour is told by it.
    assert_eq!(moments("11/01/2026 01:30:00 EDT", &new_york()), once("2026-11-01T05:30:00Z"));
    assert_eq!(moments("11/01/2026 01:30:00 EST", &new_york()), once("2026-11-01T06:30:00Z"));
    // Summer time in winter, another zone's name, both halves of a repeated hour.
    for text in ["11/13/2026 9:00 EDT", "11/13/2026 9:00 PST", "11/01/2026 01:30:00 ET"] {
        assert_eq!(moments(text, &new_york()), None, "{text}");
    }
    let both = Moments::Twice(at("2026-11-01T05:30:00Z"), at("2026-11-01T06:30:00Z"));
    assert_eq!(moments("11/01/2026 01:30:00", &new_york()), Some(both));
}
