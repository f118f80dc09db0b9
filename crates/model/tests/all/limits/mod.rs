//! Lanes against rules.

mod brute;
mod edges;
mod examples;
mod kinds;
mod text;
mod work;

use model::format::Clock;
use model::limits::{Breach, Excess, Judged, Rules, judge};
use model::plain::clock_text;
use model::zone::Zone;

use super::days::Days;

impl Days {
    pub fn judged(&self, rows: &str, rules: &str) -> Judged {
        judge(&self.load(rows), &Rules::parse(rules).unwrap(), &self.zone)
    }

    /// Each breach as a line: rule, day of the month, from, to, length, how far over, when passed, and what else
    /// is known of it.
    pub fn told(&self, rows: &str, rules: &str) -> Vec<String> {
        let rules_read = Rules::parse(rules).unwrap();
        let tell = |breach: &Breach| tell(breach, &rules_read, &self.zone);
        self.judged(rows, rules).breaches.iter().map(tell).collect()
    }
}

fn tell(breach: &Breach, rules: &Rules, zone: &Zone) -> String {
    let at = |t| clock_text(zone.local(t));
    let over = match breach.excess {
        Excess::Time { over_ms, .. } => format!("over {}", Clock::Stretch.text(over_ms)),
        Excess::Count { limit, count } => format!("{count} of {limit}"),
        Excess::Share { limit_percent, refused, offered } => {
            format!("{refused} of {offered}, {limit_percent}%")
        }
    };
    let kind = rules.list[breach.rule].word();
    let mut told = format!(
        "{kind} {}: {}-{} {} {over} at {}",
        breach.day.format("%d"),
        at(breach.span.start),
        at(breach.span.end),
        Clock::Stretch.text(breach.length_ms),
        at(breach.passed),
    );
    told += &breach.nth.map_or_else(String::new, |nth| format!(" #{nth}"));
    for (is, word) in
        [(breach.so_far, " so far"), (breach.at_least, " at least"), (breach.from_contact, " from contact")]
    {
        told += if is { word } else { "" };
    }
    told
}
