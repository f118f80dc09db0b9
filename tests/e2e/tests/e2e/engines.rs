//! What people do, in the engines of other browsers too: tests of the other files, run again.

use e2e::Engine;

/// Tests of this binary (`file: test, test;`), once in each engine.
macro_rules! again {
    ($($file:ident: $($test:ident),+;)+) => {
        again!(firefox Firefox $($($file $test)+)+);
        again!(webkit WebKit $($($file $test)+)+);
    };
    ($name:ident $engine:ident $($file:ident $test:ident)+) => {
        mod $name {
            $(#[test]
            fn $test() {
                super::Engine::$engine.runs(crate::$file::$test);
            })+
        }
    };
}

again! {
    harness: it_opens_a_page_that_knows_nothing_of_a_visit_before,
        a_browser_that_comes_and_goes_moves_no_pointer_of_another;
    main_job: a_form_filled_in_by_hand_shows_the_agents_day,
        cards_and_totals_of_a_working_day_are_the_truth,
        an_api_on_another_origin_works_with_cors;
    cxone: five_agents_have_a_row_each,
        the_team_view_shows_everyone;
    link: a_link_opens_loads_and_draws,
        a_team_goes_round_in_a_link_with_its_filter_order_hidden_states_and_figures,
        back_and_forward_go_from_agent_to_agent;
    timeline: ctrl_and_the_wheel_zoom_while_the_plain_wheel_leaves_the_view_alone,
        a_drag_pans_and_keeps_the_length,
        the_totals_of_a_dragged_selection_are_the_truth,
        a_selection_goes_round_in_a_link,
        hovering_tells_the_state_and_a_click_marks_its_record_in_the_table,
        a_week_can_be_seen_day_by_day;
    files: an_agent_state_log_that_is_chosen_is_shown,
        an_agent_state_log_that_is_dropped_anywhere_is_shown,
        exported_records_give_the_same_timeline_when_opened_again;
    exports: the_drawing_is_svg_whose_text_is_text,
        the_picture_is_png_at_twice_the_size_of_the_screen,
        a_print_has_what_is_shown_and_no_controls;
    looks: the_form_can_be_filled_in_and_sent_by_keyboard_alone,
        everything_beside_the_timeline_is_met_by_tab,
        keys_zoom_pan_and_fit_the_timeline;
    resume: after_an_expired_token_a_new_one_goes_on_and_keeps_every_record,
        cancel_keeps_what_came_and_resume_fetches_the_rest,
        after_a_final_failure_the_missing_page_is_named_and_resume_fetches_it;
    errors: too_many_requests_are_waited_out_with_a_visible_countdown,
        a_program_that_stops_says_so_and_keeps_the_link;
    locale: dates_times_and_numbers_are_those_of_the_browsers_language;
    sample: explore_sample_data_draws_a_timeline_without_asking_anyone,
        a_worker_takes_the_painting_over;
}
