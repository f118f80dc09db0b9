//! Zones as a browser tells them.

use chrono_tz::Tz;
use model::time::{HOUR, Millis};
use model::zone::{Transition, Zone};

/// The zone of this IANA name, with the changes of its clocks from November 2025 to April 2027.
pub fn zone(name: &str) -> Zone {
    use chrono::{DateTime, Offset, TimeZone};
    let zone: Tz = name.parse().unwrap();
    let offset = |ms: i64| {
        let at = DateTime::from_timestamp_millis(ms).unwrap().naive_utc();
        zone.offset_from_utc_datetime(&at).fix().local_minus_utc()
    };
    let hours: Vec<i64> = (490_000..502_000).map(|hour| hour * HOUR).collect();
    let changes = hours.windows(2).filter(|pair| offset(pair[0]) != offset(pair[1]));
    let changes = changes.map(|pair| Transition { at: Millis(pair[1]), offset_s: offset(pair[1]) });
    Zone::new(name, offset(hours[0]), changes.collect())
}
