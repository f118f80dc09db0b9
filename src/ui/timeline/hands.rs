//! What follows hands: all of it is code that comes after the first picture.

use leptos::prelude::*;

use super::chart::Hands;
use super::gestures;
use super::handles::Handles;
use super::overview::Brush;
use super::tooltip::Tooltip;
use super::view_range;
use crate::app::browser::lazy::lazy;

lazy! { late:
    /// The code.
    pub(super) fn hands() -> Hands {
        Hands {
            attach: gestures::attach,
            run: |chart, command| chart.execute(command),
            reveal: |chart| chart.bring_into_view(),
            brush: |chart, strip| view! { <Brush chart strip/> }.into_any(),
            reach: view_range::reach,
            handles: |chart| view! { <Handles chart/> }.into_any(),
            tooltip: |chart| view! { <Tooltip chart=chart/> }.into_any(),
        }
    }
}
