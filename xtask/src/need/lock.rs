//! Versions that `Cargo.lock` has settled on.

/// The version of a package, or of the first of several.
pub fn version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let quoted = |line: &'a str, key: &str| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"');
    let mut lines = lock.lines();
    lines.find(|line| quoted(line, "name") == Some(package))?;
    quoted(lines.next()?, "version")
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
    fn this_repository_locks_it() {
        let lock = std::fs::read_to_string(crate::place::root().join("Cargo.lock")).unwrap();
        assert!(version(&lock, "wasm-bindgen").is_some());
    }
}
