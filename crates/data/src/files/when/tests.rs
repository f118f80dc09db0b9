mod cells;
mod clocks;
mod dates;
mod properties;
mod zones;

use super::*;
use model::time::parse_strict_utc;
use model::zone::Transition;

/// `2026-11-13 09:30:00.500`, and what is not told left out.
fn shown(text: &str, order: DateOrder) -> String {
    match read(text) {
        None => "nothing".to_owned(),
        Some(When::Instant(at, seconds)) => {
            let local = Zone::utc().local(at);
            format!("{}{}", local.format("%Y-%m-%d %H:%M:%S%.fZ"), if seconds { "" } else { " no seconds" })
        }
        Some(When::Wall(wall)) => {
            let local = wall.local(order);
            let clock = match wall.clock {
                Some(clock) if clock.has_seconds => local.format("%Y-%m-%d %H:%M:%S%.f"),
                Some(_) => local.format("%Y-%m-%d %H:%M"),
                None => local.format("%Y-%m-%d"),
            };
            format!("{clock}{}", wall.zone.map(|zone| format!(" {zone}")).unwrap_or_default())
        }
    }
}

fn wall(text: &str) -> Wall {
    match read(text) {
        Some(When::Wall(wall)) => wall,
        other => panic!("{text}: {other:?}"),
    }
}

fn at(text: &str) -> Millis {
    parse_strict_utc(text).unwrap()
}

/// Reads each as this, whatever the order of dates.
fn read_as(expected: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(shown(text, DateOrder::MonthFirst), expected, "{text:?}");
        assert_eq!(shown(text, DateOrder::DayFirst), expected, "{text:?}");
    }
}

fn new_york() -> Zone {
    let change = |text: &str, hours: i32| Transition { at: at(text), offset_s: hours * 3600 };
    let changes = vec![change("2026-03-08T07:00:00Z", -4), change("2026-11-01T06:00:00Z", -5)];
    Zone::new("America/New_York", -5 * 3600, changes)
}
