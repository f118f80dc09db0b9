//! Schedules: dropped with states, before them and under names of nobody; from the host's files; from the API.

use cxone_sim::{Cxone, EXPORT, Fault, Lookup, Scenario, ScheduleForm};
use e2e::{Page, Visit};
use serde_json::json;

use super::files::drop_files;
use super::{DAY, dense, status};

const STATES: &str = "\
Agent_Session_ID,Agent_No,Agent_Name,Team_No,Bus_No,StateIndex,Start_Date,Working,Available,Outstate_Code,Outstate,Log_State,Skill_No,Skill_Name,Duration
7001,1001,\"Doe, Jane\",5,9,1,11/13/2026 09:00:00,0,1,0,,0,,,3600
7001,1001,\"Doe, Jane\",5,9,2,11/13/2026 10:00:00,0,0,20061,Break,1,,,900
7002,1002,\"Roe, Jan\",5,9,1,11/13/2026 09:00:00,0,1,0,,0,,,3600
";

const PLAN: &str = "\
agent,start,end,activity
1001,2026-11-13T09:00-05:00,2026-11-13T10:00-05:00,Open
1001,2026-11-13T10:00-05:00,2026-11-13T10:15-05:00,Break
jan.roe,2026-11-13T09:00-05:00,2026-11-13T10:00-05:00,Open
1002,2026-11-13T12:00-05:00,2026-11-13T11:00-05:00,Open
1002,soon,2026-11-13T11:00-05:00,Open
";

/// Waits until the page says this somewhere.
async fn until_said(page: &Page, words: &str) {
    let script = "return document.body.textContent.includes(argument)";
    page.until(&format!("the page to say “{words}”"), script, json!(words)).await;
}

/// Waits until so many planned activities are told of in all.
async fn until_activities(page: &Page, count: usize) {
    let script = "const all = [...document.querySelectorAll('[data-testid=schedule]')];
        return all.length > 0 && all.reduce((sum, one) => sum + Number(one.dataset.activities), 0) === argument";
    page.until(&format!("{count} planned activities"), script, json!(count)).await;
}

#[test]
fn states_and_a_schedule_that_are_dropped_together_are_both_shown() {
    Visit::default().run(async |page| {
        page.open("").await;
        drop_files(page, &[("log.csv", STATES), ("plan.csv", PLAN)]).await;
        page.until_records(3).await;
        until_activities(page, 3).await;
        until_said(page, "3 agents, Fri 13 Nov 2026, 3 activities from plan.csv").await;
        until_said(page, "1 name of the schedule matches nobody who is known").await;
        until_said(page, "Planned to end before the beginning: 1").await;
        until_said(page, "Planned without a beginning: 1").await;

        page.js("part('nobody').open = true", json!(null)).await;
        page.choose("jan.roe is", "Roe, Jan").await;
        page.until("nobody to be left", "return !part('nobody')", json!(null)).await;

        page.press("Remove the schedule plan.csv").await;
        page.until("the schedule to go", "return !part('schedule')", json!(null)).await;
        page.until_records(3).await;
    });
}

#[test]
fn a_schedule_waits_for_its_states_and_other_names_may_come_in_a_file() {
    Visit::default().run(async |page| {
        page.open("").await;
        drop_files(page, &[("plan.csv", PLAN)]).await;
        until_activities(page, 3).await;
        drop_files(page, &[("names.csv", "name,agent\njan.roe,1002\n"), ("log.csv", STATES)]).await;
        page.until_records(3).await;
        until_activities(page, 3).await;
        until_said(page, "1 other name of agents, in force for all schedules.").await;
        page.until("nobody to be unknown", "return !part('nobody')", json!(null)).await;
    });
}

#[test]
fn states_that_are_still_being_read_when_a_schedule_is_dropped_come_all_the_same() {
    Visit::default().run(async |page| {
        page.open("").await;
        let script = "for (const [name, text] of argument) {
                const data = new DataTransfer();
                data.items.add(new File([text], name, { type: 'text/csv' }));
                document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
            }";
        page.js(script, json!([["log.csv", STATES], ["plan.csv", PLAN]])).await;
        until_activities(page, 3).await;
        page.until_records(3).await;
    });
}

#[test]
fn what_may_be_either_is_asked_and_unknown_columns_are_chosen() {
    Visit::default().run(async |page| {
        page.open("").await;
        let doubtful = "agent,status,start,end,activity\n1001,x,2026-11-13 09:00,2026-11-13 10:00,Open\n";
        drop_files(page, &[("either.csv", doubtful)]).await;
        page.press("A schedule").await;
        until_activities(page, 1).await;
        until_said(page, "Times that say no zone were read as America/New_York.").await;
        let unknown = "wer;wann;bis;was\n1001;13.11.2026 09:00;13.11.2026 11:00;Offen\n";
        drop_files(page, &[("unknown.csv", unknown)]).await;
        page.press("It is a schedule").await;
        page.choose("wer", "Agent (number, user name, e-mail)").await;
        page.choose("wann", "Start (date and time, or time of day)").await;
        page.choose("bis", "End").await;
        page.choose("was", "Planned activity").await;
        page.press("Read the schedule").await;
        until_activities(page, 2).await;
    });
}

#[test]
fn the_hosts_files_come_with_a_link_and_what_is_missing_is_said_once() {
    let config = json!({ "base": "", "token": false, "api": "cxone", "schedule": "schedules/{agent}.csv" });
    let plan = "start,end,activity\n2026-11-03T14:00Z,2026-11-03T22:45Z,Open\n";
    let visit = Visit {
        config: Some(config.to_string()),
        files: vec![("schedules/100001.csv".to_owned(), plan.to_owned())],
        ..Visit::hosted(Scenario::default())
    };
    visit.run(async |page| {
        page.expect_error("100002.csv");
        page.open(&format!("?agent=100001,100002&{DAY}")).await;
        until_activities(page, 1).await;
        until_said(page, "1 activity from files of this site").await;
        until_said(page, "This site has no schedule for 1 of 2 agents: no plan.").await;
    });
}

fn fetching(cxone: Cxone, faults: Vec<Fault>) -> Visit {
    let config = json!({ "base": "", "token": false, "api": "cxone", "schedules": true });
    Visit {
        config: Some(config.to_string()),
        ..Visit::hosted(Scenario { cxone, faults, ..Scenario::default() })
    }
}

#[test]
fn the_api_is_asked_for_schedules_after_the_states() {
    for schedule in [ScheduleForm::Results, ScheduleForm::Shifts] {
        fetching(Cxone { schedule, ..Cxone::default() }, Vec::new()).run(async |page| {
            page.open(&format!("?agent=100001,100002&{DAY}")).await;
            // Seven activities a day; the day of UTC is that of New York.
            until_activities(page, 14).await;
            until_said(page, "14 activities from the API").await;
            let asked = page.sim.requests(page.sim.url());
            let place = |part: &str| asked.iter().position(|seen| seen.path.ends_with(part)).unwrap();
            let last = asked.iter().rposition(|seen| seen.path.ends_with("state-history")).unwrap();
            assert!(place("wfm-schedule") > last, "the states come first");
        });
    }
}

#[test]
fn schedules_of_wfm_are_exported_where_the_host_says_how() {
    let export = |path: &str| {
        let export = json!({ "path": path, "zone": "UTC" });
        json!({ "base": "", "token": false, "api": "cxone", "schedules": true, "scheduleExport": export })
    };
    let visit = |path: &str, schedule| Visit {
        config: Some(export(path).to_string()),
        ..Visit::hosted(Scenario { cxone: Cxone { schedule, ..Cxone::default() }, ..Scenario::default() })
    };
    for schedule in [ScheduleForm::Results, ScheduleForm::Shifts] {
        visit(EXPORT, schedule).run(async |page| {
            page.open(&format!("?agent=100001,100002&{DAY}")).await;
            // A shift with three intervals in it.
            until_activities(page, 8).await;
            until_said(page, "8 activities from the API").await;
            let asked = page.sim.requests(page.sim.url());
            let exports = asked.iter().filter(|seen| seen.path == EXPORT && seen.method == "POST");
            assert_eq!(exports.count(), 2, "one an agent");
            assert!(!asked.iter().any(|seen| seen.path.ends_with("wfm-schedule")));
            assert!(page.js("return !part('nobody')", json!(null)).await.as_bool().unwrap_or_default());
        });
    }
    visit("/nowhere/schedules/export", ScheduleForm::Results).run(async |page| {
        page.expect_error("/nowhere/schedules/export");
        page.open(&format!("?agent=100001&{DAY}")).await;
        until_said(page, "or the proxy does not let it through").await;
        page.until("the states", "return Number(part('timeline')?.dataset.records) > 0", json!(null)).await;
    });
}

#[test]
fn a_person_may_ask_for_schedules_in_the_form() {
    let config = json!({ "base": "", "token": false, "api": "cxone" });
    Visit { config: Some(config.to_string()), ..Visit::hosted(Scenario::default()) }.run(async |page| {
        page.open(&format!("?agent=100001&{DAY}")).await;
        page.until("the states", "return Number(part('timeline')?.dataset.records) > 0", json!(null)).await;
        let asked = |page: &Page| {
            page.sim.requests(page.sim.url()).iter().any(|seen| seen.path.ends_with("wfm-schedule"))
        };
        assert!(!asked(page), "nobody asked for schedules");
        page.js("document.querySelector('[title=\"Change agent or range\"]').click()", json!(null)).await;
        page.press("Change connection").await;
        page.control("Also fetch schedules").await.click().await.unwrap();
        page.press("Show timeline").await;
        until_activities(page, 7).await;
    });
}

#[test]
fn what_a_tenant_does_not_have_is_said_once_and_states_stay() {
    let absent = Cxone { schedule: ScheduleForm::Absent, ..Cxone::default() };
    let forbidding = Cxone { forbidden: vec![Lookup::Schedules], ..Cxone::default() };
    let failing = Fault { path: Some("wfm-schedule".into()), ..Fault::always(status(404)) };
    for (cxone, faults, words) in [
        (absent, Vec::new(), "this tenant has none here"),
        (forbidding, Vec::new(), "This token may not read schedules."),
        (Cxone::default(), vec![failing], "this tenant has none here"),
    ] {
        fetching(cxone, faults).run(async |page| {
            page.expect_error("wfm-schedule");
            page.open(&format!("?agent=100001&{DAY}")).await;
            until_said(page, words).await;
            page.until("the states", "return Number(part('timeline')?.dataset.records) > 0", json!(null))
                .await;
            let told = "return document.querySelectorAll('[data-testid=schedules-message]').length === 1";
            page.until("one notice", told, json!(null)).await;
        });
    }
}

#[test]
fn a_link_says_that_it_leaves_a_dropped_schedule_out() {
    let root = Scenario { auth: cxone_sim::Auth::None, ..dense(100) };
    Visit::hosted(root).run(async |page| {
        page.open(&super::day()).await;
        page.until_records(100).await;
        drop_files(page, &[("plan.csv", PLAN)]).await;
        until_activities(page, 3).await;
        page.until_records(100).await;
        page.press("Copy link").await;
        until_said(page, "The schedule is not in the link.").await;
    });
}

#[test]
fn the_sample_team_has_a_plan() {
    Visit::default().run(async |page| {
        page.open("?demo=team").await;
        until_said(page, "activities from the sample").await;
        until_said(page, "30 agents").await;
    });
}
