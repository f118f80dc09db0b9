//! What the API and the timeline know about the segment under the pointer or the marked one.

use std::borrow::Cow;

use leptos::prelude::*;

use super::{Chart, Pointer};
use crate::app::adherence::words::{out_of, planned_at};
use crate::app::limits::words::over_words;
use crate::app::messages::OPEN;
use crate::app::table::part_of;
use crate::app::words::tooltip as words;
use crate::ui::parts::dot::dot;
use crate::ui::show::Show;
use model::dataset::Dataset;
use model::directory::Directory;
use model::format::{date_time, exact_words, isolated, percent, unturned};
use model::index::Total;
use model::lane::Segment;
use model::record::Durations;
use model::sorting::sort_by_key;
use model::state::ActivityId;
use model::time::{Millis, Span};
use model::zone::{Moments, Zone};
use scene::theme::Role;

/// Most states that a mixed column lists.
const MAX_STATES: usize = 6;

/// Room beside the pointer that the widest tooltip takes (the style sheet says how wide that is), in CSS
/// pixels.
const ROOM_PX: f64 = 436.0;

/// One line of a tooltip: what, and its value.
type Fact = (&'static str, String);

/// What a tooltip says.
#[derive(Clone, Debug, PartialEq)]
struct Card {
    title: String,
    role: Role,
    facts: Vec<Fact>,
    mixed: Vec<(String, Role, String)>,
    mixed_title: String,
}

fn title(data: &Dataset, activity: ActivityId) -> String {
    let label = data.catalog.label(activity);
    match &data.catalog.activity(activity).reason {
        Some(reason) => format!("{} · {}", isolated(label), isolated(reason)),
        None => unturned(label).into_owned(),
    }
}

/// When clocks show a time twice, the offset tells which it was.
fn exact_time(t: Millis, zone: &Zone) -> String {
    let time = date_time(t, zone);
    match zone.moments(zone.local(t)) {
        Moments::Twice(..) => format!("{time} {}", zone.offset_text(t)),
        _ => time,
    }
}

fn facts(data: &Dataset, people: &Directory, agent: usize, segment: &Segment, zone: &Zone) -> Vec<Fact> {
    let mut facts = Vec::new();
    if data.agents.len() > 1 {
        facts.push((words::AGENT, people.label(&data.agents[agent].id).to_owned()));
    }
    let start = segment.start();
    let carried = if segment.since.is_some() { words::STARTED_EARLIER } else { "" };
    facts.push((words::START, format!("{}{carried}", exact_time(start, zone))));
    let end = exact_time(segment.span.end, zone);
    if segment.is_open {
        facts.push((words::DURATION, OPEN.to_owned()));
    } else {
        facts.push((words::END, if segment.running { words::so_far(end) } else { end }));
        facts.push((words::DURATION, exact_words(segment.span.end - start)));
    }
    if let Some(ms) = part_of(&data.agents[agent], segment) {
        facts.push((words::PART_OF, words::a_stretch_of(exact_words(ms))));
    }
    if let Some(reported) = segment.reported_ms {
        let of = match data.agents[agent].durations {
            Durations::OfPreviousState => words::REPORTED_OF_STATE_BEFORE,
            Durations::OfOwnState => words::REPORTED_BY_CXONE,
        };
        facts.push((of, exact_words(reported)));
    }
    if segment.is_derived {
        facts.push((words::ROW, words::NO_ROW_OF_ITS_OWN.to_owned()));
    }
    if let Some(detail) = &segment.detail {
        facts.push((words::RECORD, detail.to_string()));
    }
    facts
}

/// `12 changes, mostly Ready (71 %)`, and the breakdown.
fn mixed(
    data: &Dataset,
    chart: Chart,
    column: Span,
    totals: &[(ActivityId, Total)],
) -> (String, Vec<(String, Role, String)>) {
    let mut rows: Vec<_> = totals.iter().filter(|(_, total)| total.count > 0).collect();
    sort_by_key(&mut rows, |(id, total)| (-total.ms, *id));
    let changes: u32 = rows.iter().map(|(_, total)| total.count).sum();
    let share = |ms: i64| percent(ms as f64 / column.len().max(1) as f64);
    let heading = rows.first().map_or_else(String::new, |(id, total)| {
        words::changes_mostly(changes, isolated(data.catalog.label(*id)), share(total.ms))
    });
    let role = |id| chart.legend.with(|legend| legend.role(id));
    let lines = rows.into_iter().take(MAX_STATES);
    (heading, lines.map(|(id, total)| (title(data, *id), role(*id), share(total.ms))).collect())
}

fn hover_card(chart: Chart) -> Option<Card> {
    let pointer = chart.pointer.get()?;
    chart.track_rows();
    let data = chart.shown.data.get()?;
    let hit = chart.hit(pointer.x, pointer.y)?;
    let segment = data.agents.get(hit.agent)?.lane.segment(hit.segment)?;
    let mut card = card(chart, &data, (hit.agent, hit.at), &segment);
    if let Some(totals) = &hit.mixed {
        (card.mixed_title, card.mixed) = mixed(&data, chart, hit.column, totals);
    }
    Some(card)
}

fn marked_card(chart: Chart) -> Option<Card> {
    let (marked, segment) = chart.marked_segment().filter(|_| chart.pinned.get())?;
    let data = chart.shown.data.get()?;
    Some(card(chart, &data, (marked.agent, segment.start()), &segment))
}

/// What was planned at a moment of a stretch, how much of it was out, and which limits it broke.
fn held_against(chart: Chart, agent: usize, segment: &Segment, at: Millis) -> Vec<Fact> {
    let span = Span { start: segment.start(), end: segment.span.end };
    let plans = chart.plans.read();
    let planned = chart.shown.zone.with(|zone| planned_at(&plans, agent, at, zone));
    let mut facts: Vec<Fact> = planned.map(|planned| (words::SCHEDULED, planned)).into_iter().collect();
    facts.extend(out_of(&plans, agent, span).map(|out| (words::OUT_OF_ADHERENCE, out)));
    let overruns = chart.overruns.read();
    let passed = overruns.within(agent, span).iter().filter(|one| one.activity == segment.activity);
    chart.shown.judged.with(|judged| {
        chart.shown.limits.with(|limits| {
            let breaches = passed.filter_map(|one| judged.breaches.get(one.breach));
            facts.extend(
                breaches.filter_map(|breach| Some((words::LIMIT, over_words(breach, &limits.rules)?))),
            );
        });
    });
    facts
}

fn card(chart: Chart, data: &Dataset, (agent, at): (usize, Millis), segment: &Segment) -> Card {
    let (zone, people) = (chart.shown.zone.read(), chart.shown.people.read());
    let mut facts = facts(data, &people, agent, segment, &zone);
    facts.extend(held_against(chart, agent, segment, at));
    Card {
        title: title(data, segment.activity),
        role: chart.legend.with(|legend| legend.role(segment.activity)),
        facts,
        mixed: Vec::new(),
        mixed_title: String::new(),
    }
}

/// One of the texts of a card; the number is that of the fact or of the state.
#[derive(Clone, Copy)]
enum Text {
    Title,
    Name(usize),
    Value(usize),
    MixedTitle,
    State(usize),
    Share(usize),
}

impl Card {
    fn text(&self, which: Text) -> Option<Cow<'_, str>> {
        let text: &str = match which {
            Text::Title => &self.title,
            Text::Name(at) => self.facts.get(at)?.0,
            Text::Value(at) => return Some(unturned(&self.facts.get(at)?.1)),
            Text::MixedTitle => &self.mixed_title,
            Text::State(at) => &self.mixed.get(at)?.0,
            Text::Share(at) => &self.mixed.get(at)?.2,
        };
        Some(text.into())
    }

    /// The colour of a state, or the card's own.
    fn role(&self, state: Option<usize>) -> Option<Role> {
        state.map_or(Some(self.role), |at| Some(self.mixed.get(at)?.1))
    }
}

/// What a card says, as it is now. Its elements stay, and only their words change: made anew with each move of the
/// pointer, they cost more than the rest of it.
fn body(card: Memo<Option<Card>>) -> AnyView {
    let text = move |which: Text| {
        move || card.with(|card| card.as_ref()?.text(which).map(Cow::into_owned)).unwrap_or_default()
    };
    let count =
        move |of: fn(&Card) -> usize| Memo::new(move |_| card.with(|card| card.as_ref().map_or(0, of)));
    let dot_of = move |state: Option<usize>| {
        let role = Memo::new(move |_| card.with(|card| card.as_ref()?.role(state)));
        move || role.get().map(dot)
    };
    let (facts, mixed) = (count(|card| card.facts.len()), count(|card| card.mixed.len()));
    let fact = move |at: usize| {
        view! { <div><dt>{text(Text::Name(at))}</dt><dd><bdi>{text(Text::Value(at))}</bdi></dd></div> }
    };
    let state = move |at: usize| {
        view! {
            <li>
                {dot_of(Some(at))}
                <span class="name"><bdi>{text(Text::State(at))}</bdi></span>
                <b>{text(Text::Share(at))}</b>
            </li>
        }
    };
    view! {
        <p class="tooltip-title">{dot_of(None)}<bdi>{text(Text::Title)}</bdi></p>
        <dl>{move || (0..facts.get()).map(fact).collect_view()}</dl>
        <Show when=move || mixed.get() != 0>
            <p class="tooltip-mixed">{text(Text::MixedTitle)}</p>
            <ul>{move || (0..mixed.get()).map(state).collect_view()}</ul>
        </Show>
    }
    .into_any()
}

/// Where a tooltip for a pointer at `x` is put in a window of that width, and whether it reaches to the
/// left from there: to the right if there is room, else to the left, else wherever it fits.
fn beside(x: f64, width: f64) -> (f64, bool) {
    let last = width - ROOM_PX;
    if x > last && x >= ROOM_PX { (x, true) } else { (x.min(last.max(0.0)), false) }
}

/// The tooltip at the pointer, and the card of the marked segment, which stays until it is closed.
#[component]
pub fn Tooltip(chart: Chart) -> impl IntoView {
    // What it says changes less often than where it is.
    let card = Memo::new(move |_| hover_card(chart));
    let client = move || chart.pointer.get().map_or((0.0, 0.0), |pointer: Pointer| pointer.client);
    let beside = Memo::new(move |_| {
        let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(1_000.0);
        beside(client().0, width)
    });
    let leftwards = move || beside.get().1;
    let place = move || format!("translate({}px,{}px)", beside.get().0, client().1);
    let marked = Memo::new(move |_| marked_card(chart));
    view! {
        <Show when=move || card.with(Option::is_some)>
            <div class="tooltip" class:leftwards=leftwards role="tooltip" style:transform=place>
                {body(card)}
            </div>
        </Show>
        // Whoever walks through the rows hears each stretch there.
        <div aria-live=move || if chart.grid.is_active.get() { "off" } else { "polite" } aria-atomic="true">
            <Show when=move || marked.with(Option::is_some)>
                <div class="pinned" data-testid="pinned">
                    <div class="pinned-body">{body(marked)}</div>
                    <button
                        type="button"
                        class="button icon"
                        aria-label=words::CLOSE_DETAILS
                        title=words::CLOSE_ESC
                        on:click=move |_| chart.run(crate::app::command::Command::Clear)
                    >
                        "✕"
                    </button>
                </div>
            </Show>
        </div>
    }
    .into_any()
}
