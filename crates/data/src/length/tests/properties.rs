//! Whatever is written comes back.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn whole_numbers_are_rounded_like_all_others(
        count in prop_oneof![
            (-200_000_000_i64..200_000_000).prop_map(|count| count as f64),
            (-4_000_i64..4_000).prop_map(|count| count as f64 / 8.0),
            prop::sample::select(&[-0.0, 99_999_999.0, 1e8, -1e8, 1e15, 9.3e18, f64::INFINITY, f64::NAN][..]),
            any::<f64>(),
        ],
        unit_ms in prop::sample::select(&[1, SECOND, MINUTE, HOUR, DAY, 7 * DAY][..]),
    ) {
        prop_assert_eq!(rounded(count, unit_ms), (count * unit_ms as f64).round() as i64);
    }

    #[test]
    fn any_style_of_a_length_comes_back(total in 0_i64..400 * DAY, negative: bool, style in 0_usize..10) {
        let (days, hours) = (total / DAY, total / HOUR);
        let (h, m, s, f) = (total % DAY / HOUR, total % HOUR / MINUTE, total % MINUTE / SECOND, total % SECOND);
        let text = match style {
            0 => format!("{hours}:{m:02}:{s:02}.{f:03}"),
            1 => format!("{hours:02}:{m:02}:{s:02},{f:03}0"),
            2 => format!("{days}:{h:02}:{m:02}:{s:02}.{f:03}"),
            3 => format!("{days}.{h:02}:{m:02}:{s:02}.{f:03}0000"),
            4 => format!("{}:{s:02}.{f:03}", total / MINUTE),
            5 => format!("P{days}DT{h}H{m}M{s}.{f:03}S"),
            6 => format!("{days}d {h}h {m}m {s}s {f}ms"),
            7 => format!("{hours} hours, {m} minutes and {s}.{f:03} seconds"),
            8 => format!("{hours}h{m:02}m{s:02}.{f:03}s"),
            _ => format!("{days}d {h:02}:{m:02}:{s:02}.{f:03}"),
        };
        let (sign, text) = if negative { (-1, format!("-{text}")) } else { (1, text) };
        prop_assert_eq!(ms(&text), Some(sign * total), "{}", text);
    }

    #[test]
    fn python_writes_negative_lengths_in_its_own_way(total in -400 * 86_400_i64..400 * 86_400) {
        let (days, rest) = (total.div_euclid(86_400), total.rem_euclid(86_400));
        let clock = format!("{}:{:02}:{:02}", rest / 3_600, rest % 3_600 / 60, rest % 60);
        let text = if days == 0 { clock } else { format!("{days} day{}, {clock}", if days.abs() == 1 { "" } else { "s" }) };
        prop_assert_eq!(ms(&text), Some(total * SECOND), "{}", text);
    }

    #[test]
    fn any_style_of_a_number_comes_back(whole in 0_u64..10_000_000, cents in 0_u32..100, style in 0_usize..5) {
        let truth: f64 = format!("{whole}.{cents:02}").parse().unwrap();
        let digits = whole.to_string();
        let groups = digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap());
        let by = |mark: &str| groups.collect::<Vec<_>>().join(mark);
        let text = match style {
            0 => format!("{whole}.{cents:02}"),
            1 => format!("{whole},{cents:02}"),
            2 => format!("{},{cents:02}", by(".")),
            3 => format!("{}.{cents:02}", by(",")),
            _ => format!("{},{cents:02}", by("\u{a0}")),
        };
        for decimal in [Decimal::Point, Decimal::Comma] {
            prop_assert_eq!(bare(&text, decimal), Some(truth), "{}", text);
        }
    }

    #[test]
    fn any_text_is_taken(text in "\\PC{0,16}|[-+()0-9:.,' dhmsPTe]{0,16}|([0-9]{1,20}|days?|[hms:., -]|PT?|AM){0,8}") {
        for decimal in [Decimal::Point, Decimal::Comma] {
            match read(&text, decimal) {
                Some(Length::Bare(number)) => prop_assert!(number.is_finite()),
                Some(Length::Ms(ms)) => prop_assert!(ms.unsigned_abs() < i64::MAX as u64),
                None => {}
            }
        }
        let unit = Unit::of_header(&text).unwrap_or(HeaderUnit::ClockDaysWithoutSeconds);
        let _ = clock_in(&text, unit);
    }
}
