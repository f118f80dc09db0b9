//! What a link says: everything a colleague needs to see exactly this, and never a secret.
//!
//! ```text
//! ?agent=12,15&start=2026-11-03T00:00:00Z&end=2026-11-04T00:00:00Z&tz=Europe/Berlin&lanes=day
//! ```

mod value;

use std::collections::BTreeSet;

use super::base::BaseUrl;
use super::panel::Panel;
use super::range::Range;
use super::roster::Filter;
use super::row_figures::RowSort;
use super::scope::Selection;
use super::source::SourceKind;
use super::table;
use data::demo::Sample;
use data::query::Agents;
use model::record::AgentId;
use model::sorting::set_of;
use model::time::{Millis, Span};
use scene::rows::LaneMode;
use value::{
    agents, agents_text, decoded, escaped, grouped, grouped_word, hours, hours_text, items, kind, kind_word,
    lanes, list, moment, moment_text, relative, row_sort, selection, selection_text, sort, sort_words,
    span_text,
};

pub use value::lanes_word;

/// A link's query, understood. What a link does not say (or says in a way that cannot be read) is
/// `None` or empty here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Whose time; where ids are named, there is one at least.
    pub agents: Option<Agents>,
    /// The range.
    pub range: Option<Range>,
    /// IANA name of the zone; whether the browser knows it is not checked here.
    pub zone: Option<String>,
    /// The visible part.
    pub view: Option<Span>,
    /// The visible part of each day, as clocks show it, as rows by day show it.
    pub hours: Option<Span>,
    /// What rows stand for.
    pub lanes: Option<LaneMode>,
    /// Codes of the states that are not drawn.
    pub hidden: BTreeSet<String>,
    /// The agent whose rows are open.
    pub open: Option<AgentId>,
    /// Which agents have rows.
    pub filter: Filter,
    /// The order of rows by agent and by day.
    pub sort: RowSort,
    /// Whether rows by agent stand together by team.
    pub grouped: Option<bool>,
    /// The teams whose agents have no rows.
    pub folded: BTreeSet<String>,
    /// The agents whose states have rows of their own below them.
    pub expanded: BTreeSet<AgentId>,
    /// The order of the table of records.
    pub records: Option<table::Sort>,
    /// What is selected.
    pub selection: Option<Selection>,
    /// The moment at which everyone's state is listed.
    pub moment: Option<Millis>,
    /// Whether names are hidden.
    pub names_hidden: bool,
    /// Limits, as [`model::limits::Rules::parse`] reads them; whether they can be read is not checked here.
    pub rules: Option<String>,
    /// The list that is gone to.
    pub panel: Option<Panel>,
    /// Name of the API dialect (`reporting-v2`, `cxone`); whether there is such is not checked here.
    pub api: Option<String>,
    /// What is loaded from.
    pub source: Option<SourceKind>,
    /// Base URL of the API or proxy, or of the archive. It is asked about before it is used.
    pub base: Option<BaseUrl>,
    /// Sample data.
    pub demo: Option<Sample>,
}

/// What `names` says where they are hidden.
const HIDDEN: &str = "hidden";

/// Reads a query string, with or without its `?`. Never fails: unknown keys and what cannot be
/// read are passed over, and of a repeated key the last one counts.
pub fn parse(query: &str) -> Link {
    let mut link = Link::default();
    let (mut start, mut end, mut from, mut to) = (None, None, None, None);
    let (mut row_order, mut old_row_order) = (None, None);
    for pair in query.trim_start_matches('?').split('&') {
        let Some((key, raw)) = pair.split_once('=').filter(|(_, raw)| !raw.is_empty()) else { continue };
        match key {
            "agent" => link.agents = agents(raw).or(link.agents),
            "start" => start = moment(&decoded(raw)).or(start),
            "end" => end = moment(&decoded(raw)).or(end),
            "range" => link.range = relative(raw).or(link.range),
            "tz" => link.zone = Some(decoded(raw)),
            "from" => from = Some(decoded(raw)),
            "to" => to = Some(decoded(raw)),
            "lanes" => link.lanes = lanes(raw).or(link.lanes),
            "hide" => link.hidden = set_of(items(raw)),
            "sel" => link.selection = selection(raw).or(link.selection),
            "open" => link.open = Some(decoded(raw).into()),
            "q" => link.filter.text = decoded(raw),
            "team" => link.filter.team = Some(decoded(raw).into()),
            "was" => link.filter.state = kind(raw).or(link.filter.state),
            "sort" => (row_order, link.records) = sort(raw),
            "group" => link.grouped = grouped(raw).or(link.grouped),
            "fold" => link.folded = set_of(items(raw)),
            "expand" => link.expanded = set_of(items(raw).into_iter().map(Into::into)),
            // Links said it here once.
            "rows" => old_row_order = row_sort(&decoded(raw)).or(old_row_order),
            "at" => link.moment = moment(&decoded(raw)).or(link.moment),
            "names" => link.names_hidden = raw == HIDDEN,
            "rules" => link.rules = Some(decoded(raw)),
            "view" => link.panel = Panel::ALL.into_iter().find(|panel| panel.word() == raw).or(link.panel),
            "api" => link.api = Some(decoded(raw)),
            "source" => link.source = SourceKind::named(raw).or(link.source),
            "base" => link.base = BaseUrl::in_link(&decoded(raw)).or(link.base),
            "demo" => link.demo = raw.parse().ok().or(link.demo),
            _ => {}
        }
    }
    link.sort = row_order.or(old_row_order).unwrap_or_default();
    if let (Some(start), Some(end)) = (start, end) {
        link.range = Some(Range::Typed(Span { start, end }));
    }
    if let (Some(start), Some(end)) = (from, to) {
        link.hours = hours(&start, &end);
        let view = moment(&start).zip(moment(&end)).map(|(start, end)| Span { start, end });
        link.view = view.filter(|span| !span.is_empty());
    }
    link
}

/// Writes a query string without its `?`; empty when the link says nothing. Times outside the years
/// 0 to 9999, and a base on this origin, are left out.
pub fn format(link: &Link) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut part = |key: &str, value: Option<String>| {
        parts.extend(value.filter(|v| !v.is_empty()).map(|value| format!("{key}={value}")));
    };
    part("agent", link.agents.as_ref().map(agents_text));
    match link.range {
        Some(Range::Relative(relative)) => part("range", Some(relative.word().into_owned())),
        Some(Range::Typed(span)) => {
            let (start, end) = (moment_text(span.start), moment_text(span.end));
            if let (Some(start), Some(end)) = (start, end) {
                part("start", Some(start));
                part("end", Some(end));
            }
        }
        None => {}
    }
    part("tz", link.zone.as_deref().map(escaped));
    // Rows by day show a part of each day, other rows a part of the range.
    if let Some((from, to)) = link.hours.map(hours_text).or(link.view.and_then(span_text)) {
        part("from", Some(from));
        part("to", Some(to));
    }
    part("lanes", link.lanes.map(|lanes| lanes_word(lanes).to_owned()));
    part("open", link.open.as_deref().map(escaped));
    part("q", Some(escaped(&link.filter.text)));
    part("team", link.filter.team.as_deref().map(escaped));
    part("was", link.filter.state.map(|kind| kind_word(kind).to_owned()));
    part("sort", Some(sort_words(link.sort, link.records)));
    part("group", link.grouped.map(|grouped| grouped_word(grouped).to_owned()));
    part("fold", Some(list(link.folded.iter().map(String::as_str))));
    part("expand", Some(list(link.expanded.iter().map(|id| &**id))));
    part("hide", Some(list(link.hidden.iter().map(String::as_str))));
    part("sel", link.selection.as_ref().and_then(selection_text));
    part("at", link.moment.and_then(moment_text));
    part("names", link.names_hidden.then(|| HIDDEN.to_owned()));
    part("rules", link.rules.as_deref().map(escaped));
    part("view", link.panel.map(|panel| panel.word().to_owned()));
    part("api", link.api.as_deref().map(escaped));
    part("source", link.source.map(|source| source.word().to_owned()));
    let base = link.base.as_ref().filter(|base| base.is_full());
    part("base", base.map(|base| escaped(base.as_str())));
    part("demo", link.demo.map(|sample| sample.to_string()));
    parts.join("&")
}

#[cfg(test)]
mod tests;
