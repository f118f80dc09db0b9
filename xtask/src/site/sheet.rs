//! A style sheet as it is transferred: without comments, indents and empty lines.

/// The same rules, a line each as before. Comments are cut out; nothing is looked at inside strings, which none of
/// ours spans over lines or begins a comment in.
pub fn without_comments(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stay_and_comments_go() {
        let sheet =
            "/* Words.\n   More. */\n:root {\n  --a: 1;\n}\n\n.b > .c {\n  color: red; /* why */\n}\n";
        assert_eq!(without_comments(sheet), ":root {\n--a: 1;\n}\n.b > .c {\ncolor: red;\n}\n");
        assert_eq!(without_comments("a{} /* open"), "a{}\n");
    }
}
