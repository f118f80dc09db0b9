//! What figures are of.

words! {
    alone(whose) = ", {whose} alone";
    agents_of(shown, all) = ", {shown} of {all} agents";
    without(states) = ", without {states}";
    of_each_day(dates, hours) = "{dates}, {hours} of each day";
    whole_day(date) = "whole day, {date}";
    whole_range(span) = "whole range, {span}";
}
