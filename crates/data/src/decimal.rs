//! Decimal numbers as text. `str::parse` reads them too, with a table of ten kilobytes that every answer would
//! have to wait for.

/// Powers of ten that `f64` holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// Exponents beyond are as good as this one.
const FAR: i32 = 10_000;

/// A number as programs write it: `12`, `-12.5`, `.5`, `1e3`; infinite where it is too large. Up to fifteen
/// digits and 22 places are exact, of more the last bit may be another. `None` when it is none.
pub fn parse(text: &str) -> Option<f64> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1.0, &text[1..]),
        b'+' => (1.0, &text[1..]),
        _ => (1.0, text),
    };
    let (mantissa, power) = digits
        .split_once(['e', 'E'])
        .map_or((digits, Some(0)), |(mantissa, power)| (mantissa, exponent(power)));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = || whole.bytes().chain(fraction.bytes());
    if all().next().is_none() || !all().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (mut number, mut left_out) = (0_u64, 0_i32);
    for byte in all() {
        // What no longer fits changes nothing but the size.
        match number.checked_mul(10).and_then(|tens| tens.checked_add(u64::from(byte - b'0'))) {
            Some(more) if left_out == 0 => number = more,
            _ => left_out = left_out.saturating_add(1),
        }
    }
    let places = i32::try_from(fraction.len()).unwrap_or(i32::MAX);
    Some(sign * scaled(number, power?.saturating_add(left_out).saturating_sub(places)))
}

/// What follows `e`.
fn exponent(text: &str) -> Option<i32> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let are_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    are_digits.then(|| sign * digits.parse().unwrap_or(FAR).min(FAR))
}

/// A number with so many zeros behind it, or places of it behind the point.
fn scaled(number: u64, power: i32) -> f64 {
    let (mut value, mut left) = (number as f64, power.unsigned_abs() as usize);
    while left > 0 && value != 0.0 && value.is_finite() {
        let step = left.min(POWERS.len() - 1);
        value = if power < 0 { value / POWERS[step] } else { value * POWERS[step] };
        left -= step;
    }
    value
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "", ".", "-", "+", "e5", "1e", "1e+", "1e1.5", "1.2.3", "1 2", "--1", "0x1", "inf", "NaN", "1,5",
            "१",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn usual_and_odd_numbers_are_read_as_they_stand() {
        for text in [
            "0",
            "-0",
            "+7",
            "007",
            "90",
            "12.007",
            ".5",
            "5.",
            "1e3",
            "1E+3",
            "1.5e-3",
            "0.1",
            "600.250",
            "123456789012345",
            "0.000000000000001",
            "1e22",
            "99999999999999999999e-5",
            "1e400",
            "-1e400",
            "1e-400",
            "0e99999999999",
            "1e99999999999",
        ] {
            assert_eq!(parse(text), text.parse().ok(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn up_to_fifteen_digits_are_exact(number in 0_u64..1_000_000_000_000_000, places in 0_i32..=22) {
            let text = format!("{number}e-{places}");
            prop_assert_eq!(parse(&text), text.parse().ok());
        }

        #[test]
        fn of_more_digits_the_last_bit_may_be_another(whole in "[0-9]{0,25}", fraction in "[0-9]{1,25}", power in -30..30) {
            let text = format!("{whole}.{fraction}e{power}");
            let (read, exact): (f64, f64) = (parse(&text).unwrap(), text.parse().unwrap());
            prop_assert!((read - exact).abs() <= exact * 4.0 * f64::EPSILON, "{text}: {read} {exact}");
        }
    }
}
