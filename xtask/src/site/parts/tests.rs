use super::*;

fn files() -> Vec<(String, Vec<u8>)> {
    let fetcher = "import { initSync } from \"./shiftline.js\";\n\
        const PARTS = { answer: { file: () => fetch(new URL(\"./split_answer.wasm\", import.meta.url)), \
        sheet: () => style(new URL(\"./answer.css\", import.meta.url)) } };";
    let main = "import { show } from './snippets/shiftline-0f/src/screen/painter.js';\n\
        import * as import1 from \"./__wasm_split.js\";\n\"./__wasm_split.js\": import1,";
    [
        (FETCHER, fetcher),
        ("answer.css", "a{}"),
        ("snippets/shiftline-0f/src/screen/painter.js", "paint"),
        ("split_answer.wasm", "answer"),
        ("split_files.wasm", "files"),
        ("split_form.wasm", "form"),
        (MAIN.0, "main"),
        (MAIN.1, main),
    ]
    .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
    .to_vec()
}

/// A small program in parts.
pub fn program() -> Program {
    Program::of(named(files()).unwrap()).unwrap()
}

fn text(piece: &Piece) -> &str {
    std::str::from_utf8(&piece.bytes).unwrap()
}

#[test]
fn files_find_each_other_by_their_new_names() {
    let program = program();
    let (fetcher, main) = (text(&program.fetcher), text(&program.script));
    assert!(fetcher.contains(&format!("from \"./{}\"", program.script.name)), "{fetcher}");
    let answer = program.part("answer").unwrap();
    let part = format!(
        "fetch(new URL(\"./{}\", import.meta.url), {{ integrity: \"{}\" }})",
        answer.name,
        integrity(b"answer")
    );
    assert!(fetcher.contains(&part), "{fetcher}");
    let sheet = program.sheet("answer").unwrap();
    assert!(sheet.name.starts_with("answer-") && program.sheet("files").is_none(), "{}", sheet.name);
    let checked = format!(
        "style(new URL(\"./{}\", import.meta.url), {{ integrity: \"{}\" }})",
        sheet.name,
        integrity(b"a{}")
    );
    assert!(fetcher.contains(&checked), "{fetcher}");
    assert!(main.contains(&format!("from \"./{}\"", program.fetcher.name)), "{main}");
    let own = program.own_scripts().next().unwrap();
    assert!(own.name.starts_with("painter-") && own.bytes == b"paint", "{}", own.name);
    assert!(main.contains(&format!("import {{ show }} from './{}'", own.name)), "{main}");
    assert!(main.contains("\"./__wasm_split.js\": import1"), "the wasm file itself says so: {main}");
}

#[test]
fn names_change_with_any_of_the_files() {
    let mut others = files();
    others[2].1.push(b'!');
    for (one, other) in named(files()).unwrap().iter().zip(named(others).unwrap()) {
        assert_eq!(one.tools_name, other.tools_name);
        assert_ne!(one.name, other.name);
    }
    assert_eq!(site_name("split_answer.wasm", "0f"), "answer-0f.wasm");
    assert_eq!(site_name(MAIN.0, "0f"), "shiftline-0f_bg.wasm");
    assert_eq!(site_name(FETCHER, "0f"), "parts-0f.js");
    assert_eq!(site_name("snippets/shiftline-0f/src/painter.js", "0f"), "painter-0f.js");
}

#[test]
fn files_are_found_however_deep_they_lie() {
    let folder = tempfile::TempDir::new().unwrap();
    for path in ["main.js", "snippets/a/painter.js"] {
        fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
        fs::write(folder.path().join(path), "").unwrap();
    }
    let mut found = files_of(folder.path()).unwrap();
    found.sort();
    assert_eq!(found, ["main.js", "snippets/a/painter.js"]);
}

#[test]
fn every_file_is_kept_and_a_missing_one_is_an_error() {
    assert_eq!(program().pieces().count(), files().len());
    assert_eq!(program().part("answer").unwrap().bytes, b"answer");
    assert!(program().part("rare").is_none());
    for (missing, _) in files().iter().filter(|(name, _)| [FETCHER, MAIN.0, MAIN.1].contains(&name.as_str()))
    {
        let pieces = named(files()).unwrap();
        let left = pieces.into_iter().filter(|piece| piece.tools_name != *missing).collect();
        assert!(Program::of(left).is_err(), "{missing}");
    }
}
