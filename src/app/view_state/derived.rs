//! What is worked out of the signals. The code of it comes with that which draws answers, so that a first visit
//! does without: until then there is nothing to work out.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::ViewState;
use crate::app::figures::Figures;
use crate::app::roster::{self, Filter};
use crate::app::row_figures::{RowSort, RowsInput};
use crate::app::scope::{Scope, Seen};
use model::dataset::Dataset;
use model::directory::Directory;
use model::time::Span;
use model::zone::Zone;
use scene::layout::RowKind;
use scene::others::Others;
use scene::rows::StateRows;

/// What the order of rows by agent depends on.
pub(super) struct OrderInput<'a> {
    pub data: &'a Dataset,
    pub people: &'a Directory,
    pub filter: &'a Filter,
    pub sort: roster::Sort,
    /// The figure that they are sorted by upon that.
    pub row_sort: RowSort,
    /// The visible part of the range.
    pub view: Span,
}

/// What figures depend on.
pub(super) struct FiguresInput<'a> {
    pub data: &'a Dataset,
    pub scope: &'a Scope,
    pub zone: &'a Zone,
    pub hidden: &'a BTreeSet<String>,
    pub others: &'a Others,
}

/// How it is worked out.
#[derive(Clone, Copy)]
pub struct Derived {
    pub(super) order: fn(&OrderInput) -> Vec<usize>,
    pub(super) others: fn(&Dataset, Option<usize>) -> Others,
    pub(super) scope: fn(&Seen) -> Scope,
    pub(super) figures: fn(&FiguresInput) -> Figures,
}

impl ViewState {
    /// Works out from now on what follows from the signals.
    pub fn derive(&self) {
        if self.derived.with_untracked(Option::is_none) {
            self.derived.set(Some(Derived { order, others: Others::of, scope: Scope::of, figures }));
        }
    }

    /// Nothing loaded, with everything that follows from the signals.
    pub fn derived() -> Self {
        let shown = Self::new();
        shown.derive();
        shown
    }
}

/// Rows that are sorted by figures have those of the range or the zoom: a selection moves no row.
fn order(input: &OrderInput) -> Vec<usize> {
    let OrderInput { data, people, filter, sort, row_sort, view } = *input;
    let needs_span = filter.state.is_some() || sort.by != roster::SortBy::Name;
    let seen = Some(view.intersect(data.window)).filter(|span| needs_span && !span.is_empty());
    let order = roster::order(data, people, sort, filter, seen.unwrap_or(data.window));
    if row_sort == RowSort::default() {
        return order;
    }
    let legend = StateRows::new(&data.catalog);
    let rows = RowsInput { data, legend: &legend, agent: 0, order: &[], span: view };
    row_sort.apply(order, |&agent| rows.row(&RowKind::Agent { agent }))
}

fn figures(input: &FiguresInput) -> Figures {
    let FiguresInput { data, scope, zone, hidden, others } = *input;
    let shows = |id| hidden.is_empty() || !hidden.contains(others.key(&data.catalog, id));
    Figures::of(data, scope, zone, shows)
}
