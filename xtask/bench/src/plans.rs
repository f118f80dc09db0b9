//! Steps of the view beside plans: as many records and planned activities as `bench adherence` judges natively.

use std::fs::{self, File};
use std::io::{BufWriter, Result as Written, Write};
use std::path::Path;

use anyhow::{Context, Result};
use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta};
use cxone_sim::Scenario;

use crate::Bench;
use crate::files::report::{DAY_S, FIRST, Shape};
use crate::goals::{Line, table};
use crate::loading::shown;
use crate::report::thousands;
use crate::steps::{Anchor, LOOK, Steps, anchor, steps};

const SHAPE: Shape = Shape { agents: 500, days: 28, rows_a_day: 72 };

/// Of each agent and day.
const PLANNED_A_DAY: u32 = 21;
const ACTIVITIES: [&str; 3] = ["Open", "Break", "Lunch"];

/// What a step may cost, ms.
const STEP: f64 = 4.0;

/// Whether what was planned is judged and told.
const JUDGED: &str = "document.querySelector('[data-testid=card-adherence]')?.dataset.value > 0";

/// Chooses a report and a plan of it, and prints a table.
///
/// # Errors
/// When the page does not behave as its contract says, or the folder takes no files.
pub async fn measure(bench: &Bench, folder: &Path) -> Result<()> {
    let sim = bench.serve("{}", Scenario::default())?;
    let [report, plan] = ["planned-report.csv", "planned.csv"].map(|name| folder.join(name));
    written(&report, |to| SHAPE.write(to))?;
    written(&plan, planned)?;
    eprintln!(
        "==> a report of {} rows and {} planned activities",
        thousands(SHAPE.rows()),
        thousands(count())
    );
    let tab = bench.tab().await?;
    let bare = anchor(&tab).await?;
    tab.open(sim.url()).await?;
    tab.until("document.getElementById('files') !== null").await?;
    tokio::time::sleep(LOOK).await;
    tab.choose("files", &[&report, &plan]).await?;
    shown(&tab, SHAPE.rows()).await?;
    tab.until(JUDGED).await.context("judging")?;
    tokio::time::sleep(LOOK).await;
    let steps = steps(&tab).await?;
    tab.close().await?;
    for file in [report, plan] {
        fs::remove_file(&file).with_context(|| format!("removing {}", file.display()))?;
    }
    println!("\n{}\n\n{}", bench.about, table("beside plans, by agent", &lines(&steps, &bare)));
    Ok(())
}

fn written(file: &Path, write: impl FnOnce(&mut BufWriter<File>) -> Written<()>) -> Result<()> {
    let create = || {
        let mut to = BufWriter::new(File::create(file)?);
        write(&mut to)?;
        to.flush()
    };
    create().with_context(|| format!("writing {}", file.display()))
}

/// Number of planned activities.
fn count() -> usize {
    (SHAPE.agents * SHAPE.days * PLANNED_A_DAY) as usize
}

/// A plan of each agent's days, activity by activity without a hole.
fn planned(to: &mut impl Write) -> Written<()> {
    writeln!(to, "agent,start,end,activity")?;
    let length = TimeDelta::seconds(i64::from(DAY_S / PLANNED_A_DAY));
    for agent in 0..SHAPE.agents {
        for day in 0..SHAPE.days {
            let mut at =
                NaiveDateTime::new(FIRST + Days::new(u64::from(day)), NaiveTime::MIN) + TimeDelta::hours(8);
            for index in 0..PLANNED_A_DAY {
                let (end, activity) = (at + length, ACTIVITIES[((index + agent) % 3) as usize]);
                let [from, to_] = [at, end].map(|t| t.format("%Y-%m-%dT%H:%M:%S"));
                writeln!(to, "{},{from},{to_},{activity}", Shape::number(agent))?;
                at = end;
            }
        }
    }
    Ok(())
}

fn lines(steps: &Steps, bare: &Anchor) -> Vec<Line> {
    vec![
        Line::told("records", thousands(SHAPE.rows())),
        Line::told("planned activities", thousands(count())),
        Line::spread("zoom step, ms", &steps.zoom, STEP).beside(format!("bare canvas: {}", bare.zoom.cell())),
        Line::spread("pan step, ms", &steps.pan, STEP).beside(format!("bare canvas: {}", bare.pan.cell())),
        Line::told("pointer move, ms", steps.point.cell()),
        Line::told("selection move, ms", steps.select.cell()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_agent_has_a_plan_of_each_day() {
        let mut plan = Vec::new();
        planned(&mut plan).unwrap();
        let plan = String::from_utf8(plan).unwrap();
        assert_eq!(plan.lines().count(), count() + 1);
        let of_last = format!("\n{},", Shape::number(SHAPE.agents - 1));
        assert_eq!(plan.matches(&of_last).count(), (SHAPE.days * PLANNED_A_DAY) as usize);
    }
}
