//! What is odd about schedules, as groups of data quality.

use leptos::prelude::*;

use crate::app::messages::{plan_finding, plan_remark, row};
use crate::app::plans::Plans;
use crate::app::view_state::ViewState;
use data::schedule::PlanRemarkKind;
use model::directory::Directory;
use model::format::date_to_minute;
use model::schedule::{PlanFinding, PlanFindingKind, PlanFindings};

/// Most examples listed of one kind.
const EXAMPLES: usize = 20;

/// A kind of what is odd: its title, what was done, how often, and examples.
pub type Group = (&'static str, &'static str, usize, AnyView);

/// What is odd between planned activities, of all schedules together.
pub fn plan_findings(shown: ViewState) -> Memo<PlanFindings> {
    Memo::new(move |_| {
        if shown.data.with(Option::is_some) {
            return shown.adhered.with(|adhered| adhered.schedule().findings.clone());
        }
        shown.plans.with(|plans| plans.joining(&[], &Directory::default()).finish().findings)
    })
}

/// All of it, kind by kind.
pub fn plan_groups(shown: ViewState, findings: &PlanFindings) -> Vec<Group> {
    shown.plans.with(|plans| {
        let remarks = PlanRemarkKind::ALL.into_iter().filter_map(|kind| remarks(plans, kind));
        let findings =
            PlanFindingKind::ALL.into_iter().filter_map(|kind| of_kind(shown, plans, findings, kind));
        remarks.chain(findings).collect()
    })
}

/// `plan.csv, Line 7`.
fn place(name: Option<&str>, line: u64) -> impl IntoView + use<> {
    let file = name.map(|name| view! { <bdi>{name.to_owned()}</bdi>", " });
    let line = row(usize::try_from(line).unwrap_or(usize::MAX), None, name.is_some());
    view! { {file}{line} }
}

fn remarks(plans: &Plans, kind: PlanRemarkKind) -> Option<Group> {
    let (title, meaning) = plan_remark(kind);
    let count = plans.sources().iter().map(|source| source.remarks.count(kind)).sum();
    let all = plans.sources().iter().flat_map(|source| {
        let examples = source.remarks.examples.iter().filter(|one| one.kind == kind);
        examples.map(|one| (source.name(), one))
    });
    let examples = all.take(EXAMPLES).map(|(name, one)| {
        view! { <li>{place(name, one.line)}": "<code><bdi>{one.text.clone()}</bdi></code></li> }
    });
    let examples = examples.collect_view().into_any();
    (count > 0).then_some((title, meaning, count, examples))
}

fn of_kind(shown: ViewState, plans: &Plans, findings: &PlanFindings, kind: PlanFindingKind) -> Option<Group> {
    let (title, meaning) = plan_finding(kind);
    let count = findings.count(kind);
    let all = findings.examples.iter().filter(|one| one.kind == kind);
    let examples = all.take(EXAMPLES).map(|PlanFinding { who, source, line, at, .. }| {
        let name = plans.sources().get(*source).and_then(|source| source.name());
        let at = shown.zone.with(|zone| date_to_minute(*at, zone));
        let who = shown.people.with(|people| (!people.is_hidden()).then(|| people.label(who).to_owned()));
        let who = who.map(|who| view! { <bdi>{who}</bdi>", " });
        view! { <li>{place(name, *line)}": "{who}{at}</li> }
    });
    let examples = examples.collect_view().into_any();
    (count > 0).then_some((title, meaning, count, examples))
}
