//! No two files of a crate need each other, but for parents and their children: what a file says can be
//! read from the bottom up.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{code, sources_of};

/// A module as its path in the crate: `["files", "report"]`; the crate's own is empty.
pub type Module = Vec<String>;

/// Which modules of a crate name which.
pub fn named_by(files: &[(String, String)]) -> BTreeMap<Module, BTreeSet<Module>> {
    let modules: BTreeSet<Module> = files.iter().map(|(file, _)| module_of(file)).collect();
    let named = |from: &Module, text: &str| {
        paths(&code(text)).into_iter().filter_map(|path| resolve(&modules, from, &path)).collect()
    };
    files.iter().map(|(file, text)| (module_of(file), named(&module_of(file), text))).collect()
}

/// The same without parents and their children, which belong together.
fn arrows(files: &[(String, String)]) -> BTreeMap<Module, BTreeSet<Module>> {
    let mut arrows = named_by(files);
    for (from, named) in &mut arrows {
        named.retain(|to| !to.starts_with(from) && !from.starts_with(to));
    }
    arrows
}

/// The module of a file, by its path in the crate.
pub fn module_of(file: &str) -> Module {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    let is_root = ["lib", "main", "mod"].contains(&path);
    path.split('/').filter(|_| !is_root).map(str::to_owned).collect()
}

/// The module that a path leads to, as far as it leads through modules.
fn resolve(modules: &BTreeSet<Module>, from: &Module, path: &[String]) -> Option<Module> {
    let (mut at, mut rest) = match path.first()?.as_str() {
        "crate" => (Module::new(), &path[1..]),
        "super" => (from.clone(), path),
        _ => return None,
    };
    while rest.first().is_some_and(|name| name == "super") {
        at.pop()?;
        rest = &rest[1..];
    }
    for name in rest {
        at.push(name.clone());
        if !modules.contains(&at) {
            at.pop();
            break;
        }
    }
    Some(at)
}

/// All paths of a text that begin with `crate` or `super`, those of a group one by one.
fn paths(code: &str) -> Vec<Vec<String>> {
    let words = words(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let begins = ["crate", "super"].contains(&words[at]) && words.get(at + 1) == Some(&"::");
        at = if begins { path(&words, at, &Vec::new(), &mut found) } else { at + 1 };
    }
    found
}

/// Reads a path from `at` on, which `before` leads to; gives the place behind it.
fn path(words: &[&str], mut at: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    loop {
        match words.get(at) {
            Some(&"{") => {
                at += 1;
                while words.get(at).is_some_and(|word| *word != "}") {
                    at = self::path(words, at, &path, found);
                    at += usize::from(words.get(at) == Some(&","));
                }
                return at + 1;
            }
            Some(name) => path.push((*name).to_owned()),
            None => break,
        }
        at += 1;
        if words.get(at) != Some(&"::") {
            break;
        }
        at += 1;
    }
    found.push(path);
    // `as` and a name.
    if words.get(at) == Some(&"as") { at + 2 } else { at }
}

/// Names, `::`, and every other character by itself.
fn words(code: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let length = if rest.starts_with("::") {
            2
        } else if is_name(first) {
            rest.find(|c| !is_name(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        words.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    words
}

/// The modules that a module leads to and that lead back to it.
fn circle<'a>(arrows: &'a BTreeMap<Module, BTreeSet<Module>>, module: &'a Module) -> BTreeSet<&'a Module> {
    let reached = |from: &'a Module| {
        let mut reached = BTreeSet::new();
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            open.extend(arrows.get(at).into_iter().flatten().filter(|to| reached.insert(*to)));
        }
        reached
    };
    reached(module).into_iter().filter(|other| reached(other).contains(module)).collect()
}

/// All circles of a crate, each as the names of its modules.
fn circles(files: &[(String, String)]) -> BTreeSet<String> {
    let arrows = arrows(files);
    let circles = arrows.keys().map(|module| circle(&arrows, module));
    let names =
        circles.map(|circle| circle.iter().map(|module| module.join("::")).collect::<Vec<_>>().join(" "));
    names.filter(|names| !names.is_empty()).collect()
}

#[test]
fn no_files_need_each_other() {
    for root in [
        "crates/model/src",
        "crates/scene/src",
        "crates/data/src",
        "crates/paint/src",
        "crates/proxy/src",
        "crates/archive/src",
        "src",
    ] {
        assert_eq!(circles(&sources_of(Path::new(root))), BTreeSet::new(), "{root}");
    }
}

#[test]
fn the_check_sees_circles() {
    let found = |texts: &[(&str, &str)]| {
        let files = texts.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned()));
        circles(&files.collect::<Vec<_>>()).into_iter().collect::<Vec<_>>()
    };
    assert_eq!(
        found(&[
            ("a.rs", "use crate::{b::{self, C}, d};"),
            ("b/mod.rs", "fn f(a: super::a::A) {}"),
            ("d.rs", "")
        ]),
        ["a b"]
    );
    assert_eq!(
        found(&[
            ("a.rs", "use super::b::c::D;"),
            ("b/mod.rs", ""),
            ("b/c.rs", "use super::super::e;"),
            ("e.rs", "crate::a::f()")
        ]),
        ["a b::c e"]
    );
    // Parent and child; one direction; tests.
    assert!(found(&[("a.rs", "use super::a::b::X;"), ("a/b.rs", "use super::Y;")]).is_empty());
    assert!(
        found(&[("a.rs", "use super::b;"), ("b.rs", "\n#[cfg(test)]\nmod tests { use crate::a; }")])
            .is_empty()
    );
}
