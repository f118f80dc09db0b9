//! User Timing: measures that browser tools and the benchmark read.

use leptos::prelude::window;

/// Runs `work` and records how long it took under `name`. The entry goes to whoever observes, and
/// is not kept: a page that is open all day must not collect them.
pub fn measured<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let Some(performance) = window().performance() else { return work() };
    // Marks fail only for names that the browser reserves.
    let _ = performance.mark(name);
    let result = work();
    let _ = performance.measure_with_start_mark(name, name);
    performance.clear_marks_with_mark_name(name);
    performance.clear_measures_with_measure_name(name);
    result
}
