//! Paths as they are written here.

/// Whether a path is written as every path here is: no escapes, nothing doubled, no dots in front.
pub fn is_plain(path: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~=".contains(&byte);
    path.starts_with('/')
        && path.bytes().all(known)
        && !path.contains("//")
        && !path.split('/').any(|segment| segment.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_paths_and_others() {
        for path in [
            "/",
            "/index.html",
            "/shiftline-0123456789abcdef_bg.wasm",
            "/a/b/",
            "/cxone/api",
            "/archive/states/year=2026/a.parquet",
        ] {
            assert!(is_plain(path), "{path}");
        }
        for path in [
            "",
            "*",
            "a",
            "//",
            "/a//b",
            "/..",
            "/a/../b",
            "/.git/config",
            "/%2e%2e/",
            "/a%2fb",
            "/a\\b",
            "/a;b",
            "/%00",
            "/a/.",
        ] {
            assert!(!is_plain(path), "{path}");
        }
    }
}
