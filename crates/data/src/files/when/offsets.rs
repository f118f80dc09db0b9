//! Offsets that abbreviations of zones stand for.

/// Quarters of an hour.
const Q: i32 = 900;
/// Hours.
const H: i32 = 3_600;

/// The offsets that an abbreviation is in use for, in seconds east of UTC. Without the letter for
/// standard or summer time (`ET`) it stands for both.
const ZONES: &[(&str, &[i32])] = &[
    ("ACDT", &[42 * Q]),
    ("ACST", &[38 * Q]),
    ("ADT", &[-3 * H, 4 * H]),
    ("AEDT", &[11 * H]),
    ("AEST", &[10 * H]),
    ("AKDT", &[-8 * H]),
    ("AKST", &[-9 * H]),
    ("AMT", &[-4 * H, 4 * H]),
    ("ART", &[-3 * H]),
    ("AST", &[-4 * H, 3 * H]),
    ("AWST", &[8 * H]),
    ("BOT", &[-4 * H]),
    ("BRST", &[-2 * H]),
    ("BRT", &[-3 * H]),
    ("BST", &[H, 6 * H, 11 * H]),
    ("CAT", &[2 * H]),
    ("CDT", &[-5 * H, -4 * H, 42 * Q]),
    ("CEST", &[2 * H]),
    ("CET", &[H]),
    ("CHST", &[10 * H]),
    ("CLST", &[-3 * H]),
    ("CLT", &[-4 * H]),
    ("COT", &[-5 * H]),
    ("CST", &[-6 * H, -5 * H, 8 * H, 38 * Q]),
    ("CT", &[-6 * H, -5 * H]),
    ("EAT", &[3 * H]),
    ("ECT", &[-5 * H]),
    ("EDT", &[-4 * H, 11 * H]),
    ("EEST", &[3 * H]),
    ("EET", &[2 * H]),
    ("EST", &[-5 * H, 10 * H]),
    ("ET", &[-5 * H, -4 * H]),
    ("FJT", &[12 * H]),
    ("GST", &[4 * H]),
    ("HAE", &[-4 * H]),
    ("HDT", &[-9 * H]),
    ("HKT", &[8 * H]),
    ("HNE", &[-5 * H]),
    ("HST", &[-10 * H]),
    ("ICT", &[7 * H]),
    ("IDT", &[3 * H]),
    ("IRST", &[14 * Q]),
    ("IST", &[H, 2 * H, 22 * Q]),
    ("JST", &[9 * H]),
    ("KST", &[34 * Q, 9 * H]),
    ("MDT", &[-6 * H]),
    ("MESZ", &[2 * H]),
    ("MEZ", &[H]),
    ("MMT", &[26 * Q]),
    ("MSK", &[3 * H]),
    ("MST", &[-7 * H, 8 * H]),
    ("MT", &[-7 * H, -6 * H]),
    ("MYT", &[8 * H]),
    ("NDT", &[-10 * Q]),
    ("NPT", &[23 * Q]),
    ("NST", &[-14 * Q]),
    ("NZDT", &[13 * H]),
    ("NZST", &[12 * H]),
    ("PDT", &[-7 * H]),
    ("PET", &[-5 * H]),
    ("PHT", &[8 * H]),
    ("PKT", &[5 * H]),
    ("PST", &[-8 * H, 8 * H]),
    ("PT", &[-8 * H, -7 * H]),
    ("PYST", &[-3 * H]),
    ("PYT", &[-4 * H, -3 * H]),
    ("SAST", &[2 * H]),
    ("SGT", &[8 * H]),
    ("SST", &[-11 * H]),
    ("TRT", &[3 * H]),
    ("UYT", &[-3 * H]),
    ("VET", &[-4 * H]),
    ("WAT", &[H]),
    ("WEST", &[H]),
    ("WET", &[0]),
    ("WIB", &[7 * H]),
    ("WIT", &[9 * H]),
    ("WITA", &[8 * H]),
];

/// Quarters of an hour from UTC−18 to UTC+18.
const COUNT: usize = 145;
static QUARTERS: [i32; COUNT] = quarters();

const fn quarters() -> [i32; COUNT] {
    let mut offsets = [0; COUNT];
    let mut i = 0;
    while i < COUNT {
        offsets[i] = i as i32 * Q - 18 * H;
        i += 1;
    }
    offsets
}

/// The offsets (seconds east of UTC) that an abbreviation in capitals stands for anywhere in the world:
/// `EST` is −5 h in America and was +10 h in Australia. `UTC-05:00` is one of them. Empty when it is not
/// known.
pub fn offsets_of(abbreviation: &str) -> &'static [i32] {
    if abbreviation == "GMT" || abbreviation.starts_with("UTC") {
        let is_it = |offset_s: &i32| text_of(*offset_s) == abbreviation.replace("GMT", "UTC");
        let at = QUARTERS.iter().position(is_it);
        return at.map_or(&[], |at| &QUARTERS[at..=at]);
    }
    let at = ZONES.binary_search_by_key(&abbreviation, |(name, _)| name);
    at.map_or(&[], |at| ZONES[at].1)
}

/// `UTC`, `UTC-05:00`, for an offset of whole minutes.
pub fn text_of(offset_s: i32) -> String {
    let minutes = offset_s.abs() / 60;
    match offset_s {
        0 => "UTC".to_owned(),
        1.. => format!("UTC+{:02}:{:02}", minutes / 60, minutes % 60),
        _ => format!("UTC-{:02}:{:02}", minutes / 60, minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Offset, TimeZone};
    use chrono_tz::{OffsetName, TZ_VARIANTS};

    use super::*;

    #[test]
    fn the_time_zone_database_has_no_abbreviation_that_is_not_known() {
        for tz in TZ_VARIANTS {
            for day in (0..12 * 365).step_by(20) {
                let at = tz.timestamp_opt(1_420_070_400 + day * 86_400, 0).unwrap();
                let name = at.offset().abbreviation().unwrap_or_default().to_uppercase();
                let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase());
                let offset_s = at.offset().fix().local_minus_utc();
                assert!(!is_name || offsets_of(&name).contains(&offset_s), "{tz} {name} {offset_s}");
            }
        }
    }

    #[test]
    fn the_table_is_in_order_and_knows_both_sides_of_the_world() {
        assert!(ZONES.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(offsets_of("EST"), [-5 * H, 10 * H]);
        assert_eq!(offsets_of("ET"), [-5 * H, -4 * H]);
        assert_eq!((offsets_of("UTC"), offsets_of("GMT")), (&[0][..], &[0][..]));
        assert_eq!((offsets_of("UTC-05:00"), offsets_of("UTC+05:45")), (&[-5 * H][..], &[23 * Q][..]));
        for text in ["", "est", "XYZ", "UTC+05:01", "UTC?"] {
            assert!(offsets_of(text).is_empty(), "{text}");
        }
        for offset_s in QUARTERS {
            assert_eq!(offsets_of(&text_of(offset_s)), [offset_s]);
        }
    }
}
