//! What is read out of a row.

words! {
    so_far(time) = "{time}, so far";
    STARTED_EARLIER = "started earlier";
    over_by(limit, over) = "over {limit} by {over}";
    nth_of_most(nth, most) = "number {nth} of at most {most}";
    over_per_cent(limit) = "over {limit} per cent";
    from_to(from, to) = "{from} to {to}";
    LESS_THAN_A_SECOND = "less than a second";
    NOTHING = "nothing";
    HOUR = "hour";
    HOURS = "hours";
    MINUTE = "minute";
    MINUTES = "minutes";
    SECOND = "second";
    SECONDS = "seconds";
}
