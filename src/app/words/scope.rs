//! What figures are of.

words! {
    alone(whose) = ", {whose} alone";
    agents_of(shown, all) = ", {shown} of {all} agents";
    without(states) = ", without {states}";
    of_each_day(dates, hours) = "{dates}, {hours} of each day";
    whole_day(date) = "whole day, {date}";
    whole_range(span) = "whole range, {span}";
    days_fetched(whole, all) = ", {whole} of {all} days fetched";
    agents_fetched(whole, all) = ", {whole} of {all} agents fetched";
    PART_FETCHED = ", a part fetched";
    PART_SO_FAR = "part so far, ";
    days_left_out(days) = "{days} days";
    AGENT_LEFT_OUT = "what is missing of 1 agent";
    agents_left_out(agents) = "what is missing of {agents} agents";
    FIGURES_LEAVE_OUT_IT = "Every figure leaves out what is missing.";
    figures_leave_out(what) = "Every figure leaves out {what}.";
}
