//! What people chose for tables with unknown columns, to be used again for files with the same header:
//! names of columns and of states, and choices, never rows.

use data::files::columns::Preset;

/// Most choices that are kept.
pub const MAX: usize = 20;

/// Reads what was kept; what cannot be read is left out.
pub fn parse(text: &str) -> Vec<Preset> {
    let list: Vec<serde_json::Value> = serde_json::from_str(text).unwrap_or_default();
    list.into_iter().filter_map(|one| serde_json::from_value(one).ok()).take(MAX).collect()
}

/// Writes what is to be kept, the newest first.
pub fn format(presets: &[Preset]) -> String {
    serde_json::to_string(&presets[..presets.len().min(MAX)]).unwrap_or_default()
}

/// Puts a choice first, in the place of one for the same header.
pub fn with(presets: &[Preset], chosen: &Preset) -> Vec<Preset> {
    let mut all = without(presets, chosen);
    all.insert(0, chosen.clone());
    all
}

/// Takes the choice for a header out.
pub fn without(presets: &[Preset], chosen: &Preset) -> Vec<Preset> {
    let header = || chosen.columns.iter().map(|(name, _)| name.as_str());
    presets.iter().filter(|preset| !preset.fits(header())).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use data::files::columns::Role;

    fn preset(names: &[&str], role: Role) -> Preset {
        let columns = names.iter().map(|name| ((*name).to_owned(), role)).collect();
        Preset { columns, ..Preset::default() }
    }

    #[test]
    fn a_header_has_one_choice_and_the_newest_stands_first() {
        let (a, b, again) = (
            preset(&["a", "b"], Role::State),
            preset(&["b"], Role::Start),
            preset(&["a", "b"], Role::Detail),
        );
        let kept = with(&with(&with(&[], &a), &b), &again);
        assert_eq!(kept, [again.clone(), b.clone()]);
        assert_eq!(without(&kept, &a), [b]);
        assert_eq!(parse(&format(&kept)), kept);
    }

    #[test]
    fn only_the_newest_are_written_and_what_is_broken_is_left_out() {
        let many: Vec<Preset> = (0..30).map(|n| preset(&[n.to_string().as_str()], Role::State)).collect();
        assert_eq!(parse(&format(&many)), many[..MAX]);
        let good = format(&[preset(&["a"], Role::State)]);
        let mixed = format!("[5,{{\"columns\":[[\"x\",\"no such role\"]]}},{}", &good[1..]);
        assert_eq!(parse(&mixed), [preset(&["a"], Role::State)]);
        for text in ["", "{}", "null", "[[]]", "\u{0}"] {
            assert!(parse(text).iter().all(|preset| preset.columns.is_empty()), "{text}");
        }
    }
}
