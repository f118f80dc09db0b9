//! Showing parts of a view under a condition.

use std::sync::{Arc, Mutex};

use leptos::either::Either;
use leptos::prelude::*;

/// A condition that follows signals.
pub struct Condition(Box<dyn Fn() -> bool + Send + Sync>);

impl<F: Fn() -> bool + Send + Sync + 'static> From<F> for Condition {
    fn from(condition: F) -> Self {
        Self(Box::new(condition))
    }
}

/// As Leptos' own `Show`, with one type for all conditions: whatever Leptos does for a reactive part
/// is compiled anew for each type of closure, 2 to 6 KB of the site each time.
#[component]
pub fn Show(
    /// Whether the children are there.
    #[prop(into)]
    when: Condition,
    /// What is there instead.
    #[prop(optional, into)]
    fallback: ViewFn,
    /// Built anew each time they are shown.
    children: ChildrenFn,
) -> impl IntoView {
    let when = ArcMemo::new(move |_| when.0());
    let shown = move || if when.get() { Either::Left(children()) } else { Either::Right(fallback.run()) };
    let part: Arc<Mutex<dyn FnMut() -> Either<AnyView, AnyView> + Send>> = Arc::new(Mutex::new(shown));
    part.into_any()
}
