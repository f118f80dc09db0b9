//! A style sheet as it is transferred: without comments, indents and lines.

/// The same rules. Comments are cut out; nothing is looked at inside strings, which none of ours spans over lines or
/// begins a comment in.
pub fn without_comments(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(tight).collect()
}

/// A line without the spaces that mean nothing; what goes on in the next line keeps its end.
fn tight(line: &str) -> String {
    match line.strip_suffix(';').and_then(|line| line.split_once(": ")) {
        Some((name, value)) if is_property(name) => format!("{name}:{value};"),
        _ if line.ends_with(['{', '}', ';', ',']) => {
            line.strip_suffix(" {").map_or(line.to_owned(), |line| format!("{line}{{"))
        }
        _ => format!("{line}\n"),
    }
}

fn is_property(name: &str) -> bool {
    name.bytes().all(|byte| byte == b'-' || byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stay_and_comments_go() {
        let sheet =
            "/* Words.\n   More. */\n:root {\n  --a: 1;\n}\n\n.b > .c {\n  color: red; /* why */\n}\n";
        assert_eq!(without_comments(sheet), ":root{--a:1;}.b > .c{color:red;}");
        assert_eq!(without_comments("a{} /* open"), "a{}");
        let long = "a,\nb :hover {\n  grid-template-areas:\n    \"x y\"\n    1fr;\n}";
        assert_eq!(without_comments(long), "a,b :hover{grid-template-areas:\n\"x y\"\n1fr;}");
    }
}
