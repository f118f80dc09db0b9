//! Which planned activity fits which state, worked out as pairs are met.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;

use super::table::{Row, States, Table, open_states};
use crate::dataset::Dataset;
use crate::limits::{Names, Pattern, name_of};
use crate::schedule::{PlannedActivity, PlannedId};
use crate::state::{ActivityId, Catalog, StateKind};

/// Tables up to so many pairs have a place for each.
const DENSE: usize = 1 << 22;

/// What holds for activities that are judged alike.
#[derive(Clone, Debug)]
struct Class {
    states: States,
    is_neutral: bool,
    grace_ms: Option<i64>,
}

/// How a planned activity is judged.
#[derive(Clone, Copy, Debug)]
pub struct PlannedAs {
    /// Activities of one class are judged alike.
    pub class: usize,
    /// Whether it is open time.
    pub is_open: bool,
    /// Whether it is neutral.
    pub is_neutral: bool,
    /// Whether only being logged out fits: it is no part of a shift.
    pub is_off: bool,
    /// What is forgiven, in milliseconds, where it differs from the rest.
    pub grace_ms: Option<i64>,
}

/// What fits what.
#[derive(Clone, Debug)]
pub struct Fits<D> {
    data: D,
    classes: Vec<Class>,
    planned: Vec<PlannedAs>,
    unknown: Vec<PlannedId>,
    pairs: Pairs,
    /// The states of open time, by activity, as far as they were asked for.
    open: Vec<Option<bool>>,
    open_states: Vec<States>,
}

#[derive(Clone, Debug)]
enum Pairs {
    Dense(Vec<Option<bool>>),
    Sparse(HashMap<(usize, ActivityId), bool>),
}

impl<D> Fits<D> {
    /// How an activity is judged.
    pub fn planned(&self, id: PlannedId) -> PlannedAs {
        self.planned[id.0 as usize]
    }

    /// Activities of which nothing is known: no row is for them, and no state has such a name. They are neutral.
    pub fn unknown(&self) -> &[PlannedId] {
        &self.unknown
    }
}

impl<D: Deref<Target = Dataset>> Fits<D> {
    /// For the activities of a schedule and the states of a data set.
    pub fn new(activities: &[PlannedActivity], table: &Table, data: D) -> Self {
        let catalog = &data.catalog;
        let rows = table.rows.iter().take(Table::MAX);
        let mut classes: Vec<Class> = rows.map(Class::of).collect();
        // What the source calls open, and what nothing is known of.
        let open = classes.len();
        classes.push(Class { states: open_states(), is_neutral: false, grace_ms: None });
        let neutral = classes.len();
        classes.push(Class { states: States::default(), is_neutral: true, grace_ms: None });
        let named = Named::new(catalog);
        let (mut planned, mut unknown) = (Vec::new(), Vec::new());
        for (id, activity) in activities.iter().enumerate() {
            let (class, is_open) = match table.row(&activity.name) {
                Some(row) => (row, table.rows[row].is_open),
                None if activity.is_open == Some(true) => (open, true),
                None => {
                    let own = named.class(activity);
                    unknown.extend(own.is_none().then_some(PlannedId(id as u32)));
                    let class = if own.is_some() { classes.len() } else { neutral };
                    classes.extend(own);
                    (class, false)
                }
            };
            let Class { states, is_neutral, grace_ms } = &classes[class];
            planned.push(PlannedAs {
                class,
                is_open: activity.is_open.unwrap_or(is_open),
                is_neutral: *is_neutral,
                is_off: states.kinds == [StateKind::LoggedOut] && states.names.is_empty(),
                grace_ms: *grace_ms,
            });
        }
        let rows = table.rows.iter().take(Table::MAX).filter(|row| row.is_open);
        let open_states = rows.map(|row| row.states.clone()).chain([open_states()]).collect();
        let pairs = match classes.len().checked_mul(catalog.len()) {
            Some(pairs) if pairs <= DENSE => Pairs::Dense(vec![None; pairs]),
            _ => Pairs::Sparse(HashMap::new()),
        };
        let open = vec![None; catalog.len()];
        Self { data, classes, planned, unknown, pairs, open, open_states }
    }

    /// Whether a state fits a class.
    #[inline]
    pub fn fit(&mut self, class: usize, activity: ActivityId) -> bool {
        let (states, catalog) = (&self.classes[class].states, &self.data.catalog);
        match &mut self.pairs {
            Pairs::Dense(pairs) => {
                let pair = &mut pairs[class * catalog.len() + activity.column()];
                *pair.get_or_insert_with(|| states.fit(catalog, activity))
            }
            Pairs::Sparse(pairs) => {
                *pairs.entry((class, activity)).or_insert_with(|| states.fit(catalog, activity))
            }
        }
    }

    /// Whether an agent in this state works: it is one of open time.
    #[inline]
    pub fn is_work(&mut self, activity: ActivityId) -> bool {
        let fits = || self.open_states.iter().any(|states| states.fit(&self.data.catalog, activity));
        *self.open[activity.column()].get_or_insert_with(fits)
    }

    /// What a state means.
    #[inline]
    pub fn kind(&self, activity: ActivityId) -> StateKind {
        self.data.catalog.kind(activity)
    }
}

impl Class {
    fn of(row: &Row) -> Self {
        Self { states: row.states.clone(), is_neutral: row.is_neutral, grace_ms: row.grace_ms }
    }
}

/// The names of states, to find those of activities that no row is for.
struct Named {
    names: HashSet<String>,
}

impl Named {
    fn new(catalog: &Catalog) -> Self {
        let known = catalog.activities().filter(|(id, _)| !id.is_absence());
        let names = known.map(|(id, _)| name_of(catalog, id).trim().to_lowercase());
        Self { names: names.collect() }
    }

    /// The class of an activity that a state has the name of.
    fn class(&self, activity: &PlannedActivity) -> Option<Class> {
        let name = activity.name.trim();
        self.names.get(&name.to_lowercase())?;
        let names = Names::new(vec![Pattern::whole(name)?])?;
        Some(Class { states: States { kinds: Vec::new(), names }, is_neutral: false, grace_ms: None })
    }
}
