//! Find.

words! {
    FIND = "Find";
    PLACEHOLDER = "Agent, reason, lunch > 40 min, 12:05 PM, day, time zone";
    CLOSE = "Close";
    RESULTS = "Results";
    WHAT_CAN_BE_FOUND = "What can be found";
    STRETCHES_FOUND = "Stretches found";
    PREVIOUS_STRETCH = "Previous stretch";
    PREVIOUS_SHIFT_ENTER = "Previous (Shift + Enter)";
    NEXT_STRETCH = "Next stretch";
    NEXT_ENTER = "Next (Enter)";
    CLOSE_ESC = "Close (Esc)";
    NOTHING_FOUND = "Nothing found";
    ONE_RESULT = "1 result";
    results(count) = "{count} results";
    NO_STRETCH = "no stretch";
    ONE_STRETCH = "1 stretch";
    stretches(count) = "{count} stretches";
    nth_of(nth, all) = "{nth} of {all}";
    EXAMPLE_NAME = "Okafor";
    FINDS_NAME = "an agent's name, id or team";
    EXAMPLE_STATE = "lunch";
    FINDS_STATE = "a state or a not ready reason";
    EXAMPLE_LENGTH = "lunch > 40 min";
    FINDS_LENGTH = "stretches longer than a time, also < 30 s";
    EXAMPLE_TIME = "12:05 PM";
    FINDS_TIME = "a time of day";
    EXAMPLE_DAY = "yesterday";
    FINDS_DAY = "a day: wed, 25 nov, 11/25";
    EXAMPLE_ZONE = "Eastern";
    FINDS_ZONE = "a time zone: city, country, PST";
    AGENTS = "Agents";
    STATES_AND_REASONS = "States and reasons";
    STRETCHES = "Stretches";
    TIMES = "Times";
    DAYS = "Days";
    TIME_ZONES = "Time zones";
    longest_of(shown, all) = "longest {shown} of {all}";
    shown_of(shown, all) = "{shown} of {all}";
}
