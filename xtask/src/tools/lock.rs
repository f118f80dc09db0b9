//! Versions that `Cargo.lock` has settled on.

/// The version of a package, or of the first of several.
pub fn version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let mut lines = lock.lines();
    lines.find(|line| quoted(line, "name") == Some(package))?;
    quoted(lines.next()?, "version")
}

/// The SHA-256 of a package from a registry.
pub fn checksum<'a>(lock: &'a str, package: &str, version: &str) -> Option<&'a str> {
    let wanted =
        |entry: &&str| value(entry, "name") == Some(package) && value(entry, "version") == Some(version);
    value(lock.split("[[package]]").find(wanted)?, "checksum")
}

/// What stands behind a key in an entry.
fn value<'a>(entry: &'a str, key: &str) -> Option<&'a str> {
    entry.lines().find_map(|line| quoted(line, key))
}

fn quoted<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\
        dependencies = [\n \"wasm-bindgen\",\n]\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";

    #[test]
    fn a_name_is_not_taken_for_a_longer_one() {
        assert_eq!(version(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version(LOCK, "wasm-bindgen-futures"), Some("0.4.80"));
    }

    #[test]
    fn what_is_not_there_has_no_version() {
        assert_eq!(version(LOCK, "wasm"), None);
        assert_eq!(version("name = \"wasm-bindgen\"", "wasm-bindgen"), None);
    }

    #[test]
    fn a_sum_belongs_to_one_version() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"one\"\n\n\
            [[package]]\nname = \"a\"\nversion = \"2.0.0\"\nchecksum = \"two\"\n";
        assert_eq!(checksum(lock, "a", "2.0.0"), Some("two"));
        assert_eq!(checksum(lock, "a", "3.0.0"), None);
        assert_eq!(checksum(LOCK, "wasm-bindgen", "0.2.130"), None);
    }

    #[test]
    fn this_repository_locks_it() {
        let lock = std::fs::read_to_string(crate::paths::root().join("Cargo.lock")).unwrap();
        assert!(version(&lock, "wasm-bindgen").is_some());
    }
}
