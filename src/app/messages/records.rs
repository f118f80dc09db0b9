//! What is odd about records, and what is not in the timeline.

use crate::domain::findings::{Finding, FindingKind, Losses};
use crate::domain::record::RejectReason;
use crate::domain::words::{duration_words, number};

/// Why a row could not be placed.
pub const fn reject_reason(reason: RejectReason) -> &'static str {
    match reason {
        RejectReason::NoTimestamp => "It has no time that can be read.",
        RejectReason::NoState => "It names no agent state.",
        RejectReason::NoAgent => "It names no agent.",
        RejectReason::NotARow => "It is empty or no row at all.",
    }
}

/// What is odd about a record, and what Shiftline makes of it.
pub const fn finding(kind: FindingKind) -> (&'static str, &'static str) {
    match kind {
        FindingKind::DurationDiffers => (
            "Durations that do not fit",
            "The API's duration and the time between two records differ by more than a second, so time is \
             missing between them or the figure is wrong. The timeline goes by the timestamps.",
        ),
        FindingKind::NegativeDuration => {
            ("Durations below zero", "The API's figure is impossible. The timeline goes by the timestamps.")
        }
        FindingKind::Overlap => (
            "States that overlap",
            "A state goes on after the next has begun. The later one is drawn from where it begins.",
        ),
        FindingKind::LoginTwice => (
            "Logins without a logout",
            "The agent logged in while logged in already, so the record of a logout is missing.",
        ),
        FindingKind::UnknownState => (
            "Unknown states",
            "Shiftline does not know these names. They are shown as they came, in a colour of their own.",
        ),
    }
}

/// By how much a finding's figure is off: `31 s too long`; `None` where nothing is measured.
pub fn off_by(finding: &Finding) -> Option<String> {
    let ms = finding.off_by_ms;
    (ms != 0).then(|| format!("{} too {}", duration_words(ms.abs()), if ms > 0 { "long" } else { "short" }))
}

/// What is not in the timeline, beside the rows that could not be placed.
pub fn losses(losses: &Losses) -> Vec<String> {
    let count = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("1 record {one}")),
        n => Some(format!("{} records {many}", number(n))),
    };
    let lines = [
        count(
            losses.duplicates,
            "came twice and is drawn once: pages shift while data arrives.",
            "came more than once and are drawn once: pages shift while data arrives.",
        ),
        count(
            losses.outside,
            "lies outside the range and is not drawn.",
            "lie outside the range and are not drawn.",
        ),
    ];
    lines.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Millis;

    #[test]
    fn nothing_lost_is_nothing_said() {
        assert!(losses(&Losses::default()).is_empty());
        let lost = Losses { duplicates: 1, outside: 1_200, ..Losses::default() };
        assert!(losses(&lost)[0].starts_with("1 record came twice"));
        assert!(losses(&lost)[1].starts_with("1,200 records lie"));
        let finding =
            |off_by_ms| Finding { kind: FindingKind::Overlap, at: Millis(0), segment: 0, off_by_ms };
        assert_eq!(off_by(&finding(-31_000)).as_deref(), Some("31 s too short"));
        assert_eq!(off_by(&finding(0)), None);
    }

    #[test]
    fn odd_records_are_explained() {
        for kind in FindingKind::ALL {
            let (title, text) = finding(kind);
            assert!(!title.ends_with('.') && text.ends_with('.'));
        }
        let reasons =
            [RejectReason::NoTimestamp, RejectReason::NoState, RejectReason::NoAgent, RejectReason::NotARow];
        let words: std::collections::BTreeSet<_> = reasons.map(reject_reason).into();
        assert_eq!(words.len(), reasons.len());
    }
}
