use super::*;

fn read(text: &str) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    rows(text, &mut |row| found.push((row.line, row.cells().map(str::to_owned).collect())));
    found
}

#[test]
fn cells_are_elements_or_attributes() {
    let elements = "<?xml version=\"1.0\"?>\n<D><T><A>1 &amp; 2</A><B/></T>\n<T><A><![CDATA[<3>]]></A><C>&#x41;</C></T></D>";
    let cells = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    assert_eq!(header(elements).unwrap(), ["A", "B", "C"]);
    assert_eq!(read(elements), [(2, cells(["1 & 2", "", ""])), (3, cells(["<3>", "", "A"]))]);
    let attributes = "<r:D xmlns:r='x'><r:T A='1 &amp; 2' B=''/>\n<r:T A='&lt;3>' C='A'/></r:D>";
    assert_eq!(read(attributes), [(1, cells(["1 & 2", "", ""])), (2, cells(["<3>", "", "A"]))]);
}

#[test]
fn cells_may_have_attributes_and_rows_the_cells_around_them() {
    let cells = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
    for text in [
        "<D><T><A type='int'>1</A><B type='int'/></T><T><A>2</A><B>3</B></T></D>",
        "<D><T><f name='A'>1</f><f name='B'/></T><T><f name='A'>2</f><f name='B'>3</f></T></D>",
    ] {
        assert_eq!(header(text).unwrap(), ["A", "B"], "{text}");
        assert_eq!(read(text), [(1, cells(["1", ""])), (1, cells(["2", "3"]))], "{text}");
    }
    let text = "<R x='t'><G A='1'><L><D B='2' C='3'/><D B='4' C='5'/></L></G><G A='6'><L><D B='7' C='8'/></L></G></R>";
    assert_eq!(header(text).unwrap(), ["x", "A", "B", "C"]);
    let rows: Vec<String> = read(text).into_iter().map(|(_, cells)| cells.join("")).collect();
    assert_eq!(rows, ["t123", "t145", "t678"]);
}

#[test]
fn cells_of_one_name_and_what_attributes_say_have_columns() {
    for (text, columns, rows) in [
        ("<D><T><A>1</A><A>2</A><B>3</B></T><T><B>4</B><A>5</A></T></D>", "A|A|B", &["1|2|3", "5||4"][..]),
        ("<D><T A='1'><A>2</A><B>3</B></T></D>", "A|A|B", &["1|2|3"]),
        ("<D><T><A unit='ms'>1</A><B Units=''>2</B></T></D>", "A (ms)|B", &["1|2"]),
        ("<D><T><f name='A' unit='s'/><B>2</B></T></D>", "A (s)|B", &["|2"]),
        ("<D><T><A tz='UTC'>1</A><B>2</B></T></D>", "A|A tz|B", &["1|UTC|2"]),
    ] {
        assert_eq!(header(text).unwrap().join("|"), columns, "{text}");
        let read: Vec<String> = read(text).into_iter().map(|(_, cells)| cells.join("|")).collect();
        assert_eq!(read, rows, "{text}");
    }
}

#[test]
fn what_is_broken_is_said() {
    assert_eq!(header("<D><T><A>1</A>"), Err(FileError::CutOff));
    assert_eq!(header("<D></E>"), Err(FileError::NotXml));
    assert!(is_web_page(" <!DOCTYPE HTML><p>") && is_web_page("<!-- x --><html>"));
    assert!(!is_web_page("<?xml version='1.0'?><D/>"));
}
