//! `index.html` as Trunk reads it: what it wants built, joined and copied (`<link data-trunk …>`), and
//! the page without these wishes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// How a wish begins.
const WISH: &str = "<link data-trunk ";

/// The page before anything was built.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The page without its wishes.
    pub html: String,
    /// Style sheets in their order.
    pub sheets: Vec<Sheet>,
    /// Folders whose files lie beside the page under their own names.
    pub folders: Vec<String>,
}

/// A style sheet.
#[derive(Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its path in the repository.
    pub path: String,
    /// The part of the program that it comes with; `None` where the page itself has it.
    pub part: Option<String>,
}

/// Style sheets as they are fetched, each the sheets of one kind in their order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sheets {
    /// What the page begins with.
    pub first: String,
    /// What comes with parts of the program.
    pub parts: BTreeMap<String, String>,
    /// What the page has, too, and wins over all others.
    pub last: String,
}

impl Frame {
    /// Reads the page of a repository.
    ///
    /// # Errors
    /// When it can not be read, or wishes for something that is not known here.
    pub fn read(root: &Path) -> Result<Self> {
        let index = root.join("index.html");
        parse(&fs::read_to_string(&index).with_context(|| format!("reading {}", index.display()))?)
    }

    /// All style sheets as one.
    ///
    /// # Errors
    /// When one can not be read.
    pub fn sheet(&self, root: &Path) -> Result<String> {
        self.sheets.iter().map(|sheet| sheet.read(root)).collect()
    }

    /// Style sheets by when they are fetched.
    ///
    /// # Errors
    /// When one can not be read, or comes with a part and behind those that win over all others.
    pub fn sheets_apart(&self, root: &Path) -> Result<Sheets> {
        let mut sheets = Sheets::default();
        for sheet in &self.sheets {
            let text = sheet.read(root)?;
            match &sheet.part {
                Some(part) if sheets.last.is_empty() => {
                    *sheets.parts.entry(part.clone()).or_default() += &text;
                }
                Some(part) => bail!("{} comes with {part}, and behind what wins over it", sheet.path),
                None if sheets.parts.is_empty() => sheets.first += &text,
                None => sheets.last += &text,
            }
        }
        Ok(sheets)
    }

    /// Copies the folders beside the page.
    ///
    /// # Errors
    /// When one can not be read or written.
    pub fn copy(&self, root: &Path, into: &Path) -> Result<()> {
        self.folders.iter().try_for_each(|folder| copy_folder(&root.join(folder), into))
    }
}

impl Sheet {
    fn read(&self, root: &Path) -> Result<String> {
        fs::read_to_string(root.join(&self.path)).with_context(|| format!("reading {}", self.path))
    }
}

fn parse(html: &str) -> Result<Frame> {
    let mut frame = Frame::default();
    let mut rest = html;
    while let Some((before, wish)) = rest.split_once(WISH) {
        let (wish, after) = wish.split_once('>').context("a link of index.html has no end")?;
        frame.html += before.trim_end_matches(' ');
        rest = after.strip_prefix('\n').unwrap_or(after);
        let href = || attribute(wish, "href").map(str::to_owned).context("a link of index.html lacks href");
        match attribute(wish, "rel") {
            Some("rust") => {}
            Some("css") => {
                frame
                    .sheets
                    .push(Sheet { path: href()?, part: attribute(wish, "data-part").map(str::to_owned) });
            }
            Some("copy-dir") if attribute(wish, "data-target-path") == Some(".") => {
                frame.folders.push(href()?);
            }
            _ => bail!("index.html wants of Trunk what cargo xtask does not know: {WISH}{wish}>"),
        }
    }
    frame.html += rest;
    Ok(frame)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!("{name}=\""))?;
    Some(value.split_once('"')?.0)
}

/// Copies a folder's files, and those of its folders.
///
/// # Errors
/// When one can not be read or written.
pub fn copy_folder(from: &Path, into: &Path) -> Result<()> {
    fs::create_dir_all(into).with_context(|| format!("making {}", into.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let to = into.join(entry.file_name());
        if entry.path().is_dir() { copy_folder(&entry.path(), &to)? } else { copy_file(&entry.path(), &to)? }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("copying {} to {}", from.display(), to.display()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    const HTML: &str = "<head>\n    <title>T</title>\n    <link data-trunk rel=\"rust\" data-wasm-opt=\"0\" />\n    \
        <link data-trunk rel=\"css\" href=\"style/b.css\" />\n    \
        <link data-trunk rel=\"css\" href=\"style/a.css\" data-part=\"late\" />\n    \
        <link data-trunk rel=\"css\" href=\"style/c.css\" data-part=\"late\" />\n    \
        <link data-trunk rel=\"css\" href=\"style/d.css\" />\n    \
        <link data-trunk rel=\"copy-dir\" href=\"public\" data-target-path=\".\" />\n  </head>\n";

    fn repository() -> TempDir {
        let root = TempDir::new().unwrap();
        for (file, text) in [
            ("index.html", HTML),
            ("style/a.css", "a{}\n"),
            ("style/b.css", "b{}\n"),
            ("style/c.css", "c{}\n"),
            ("style/d.css", "d{}\n"),
            ("public/icon.svg", "<svg/>"),
            ("public/icons/small.svg", "<svg/>"),
        ] {
            fs::create_dir_all(root.path().join(file).parent().unwrap()).unwrap();
            fs::write(root.path().join(file), text).unwrap();
        }
        root
    }

    #[test]
    fn wishes_are_taken_out_of_the_page_and_nothing_else_is() {
        let frame = Frame::read(repository().path()).unwrap();
        assert_eq!(frame.html, "<head>\n    <title>T</title>\n  </head>\n");
        let sheets = frame.sheets.iter().map(|sheet| (sheet.path.as_str(), sheet.part.as_deref()));
        let late = Some("late");
        let expected =
            [("style/b.css", None), ("style/a.css", late), ("style/c.css", late), ("style/d.css", None)];
        assert_eq!(sheets.collect::<Vec<_>>(), expected);
        assert_eq!(frame.folders, ["public"]);
    }

    #[test]
    fn sheets_are_joined_in_their_order() {
        let root = repository();
        let frame = Frame::read(root.path()).unwrap();
        assert_eq!(frame.sheet(root.path()).unwrap(), "b{}\na{}\nc{}\nd{}\n");
        let sheets = frame.sheets_apart(root.path()).unwrap();
        assert_eq!((sheets.first.as_str(), sheets.last.as_str()), ("b{}\n", "d{}\n"));
        assert_eq!(sheets.parts, BTreeMap::from([("late".to_owned(), "a{}\nc{}\n".to_owned())]));
    }

    #[test]
    fn a_sheet_of_a_part_behind_those_that_win_is_refused() {
        let root = repository();
        let html = HTML.replace(
            "style/d.css\"",
            "style/d.css\" />\n<link data-trunk rel=\"css\" href=\"style/a.css\" data-part=\"rare\"",
        );
        fs::write(root.path().join("index.html"), html).unwrap();
        assert!(Frame::read(root.path()).unwrap().sheets_apart(root.path()).is_err());
    }

    #[test]
    fn folders_lie_beside_the_page_and_keep_their_shape() {
        let (root, into) = (repository(), TempDir::new().unwrap());
        Frame::read(root.path()).unwrap().copy(root.path(), into.path()).unwrap();
        for file in ["icon.svg", "icons/small.svg"] {
            assert!(into.path().join(file).is_file(), "{file}");
        }
    }

    #[test]
    fn an_unknown_wish_is_refused() {
        for wish in [
            "rel=\"sass\" href=\"a.scss\" />",
            "rel=\"css\" />",
            "rel=\"copy-file\" href=\"a.js\" />",
            "rel=\"copy-dir\" href=\"public\" />",
            "rel=\"css\"",
        ] {
            assert!(parse(&format!("{WISH}{wish}")).is_err(), "{wish}");
        }
    }

    #[test]
    fn the_page_of_this_repository_is_understood() {
        let root = crate::paths::root();
        let frame = Frame::read(&root).unwrap();
        assert!(!frame.html.contains("data-trunk") && frame.sheets_apart(&root).is_ok());
        assert!(frame.folders.iter().all(|path| root.join(path).exists()));
    }

    /// Style sheets below a folder, as paths in the repository.
    fn sheets_in(root: &Path, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap());
        let sheets = entries.flat_map(|entry| {
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            match entry.path() {
                below if below.is_dir() => sheets_in(root, &path),
                file => file.extension().filter(|kind| *kind == "css").map(|_| path).into_iter().collect(),
            }
        });
        sheets.collect()
    }

    #[test]
    fn the_page_has_every_style_sheet_once() {
        let root = crate::paths::root();
        let sheets = Frame::read(&root).unwrap().sheets;
        let mut named: Vec<String> = sheets.into_iter().map(|sheet| sheet.path).collect();
        let mut there = [sheets_in(&root, "style"), sheets_in(&root, "src")].concat();
        // No site has the gallery.
        there.retain(|sheet| !sheet.starts_with("src/ui/gallery/"));
        named.sort();
        there.sort();
        assert_eq!(named, there);
    }
}
