//! A row and its cells.

use crate::dialect::trimmed;

/// A cell: bytes of the row's text, or of what was left of it without its quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub from: usize,
    pub to: usize,
    pub is_unquoted: bool,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Line of the file that it begins on, from 1.
    pub line: usize,
    /// The cell whose quote never closes.
    pub open_quote: Option<usize>,
    pub(super) text: &'a str,
    pub(super) unquoted: &'a str,
    pub(super) cells: &'a [Cell],
    /// Whether all cells stand in its text, with a delimiter between them and no quotes.
    pub(super) is_plain: bool,
}

impl<'a> Row<'a> {
    /// Number of cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// A cell as it stands there; `None` past the last.
    pub fn cell(&self, index: usize) -> Option<&'a str> {
        let cell = self.cells.get(index)?;
        if cell.is_unquoted { &self.unquoted[cell.from..cell.to] } else { &self.text[cell.from..cell.to] }
            .into()
    }

    /// The bytes of a cell; none past the last.
    pub fn bytes(&self, index: usize) -> &'a [u8] {
        let Some(cell) = self.cells.get(index) else { return &[] };
        let text = if cell.is_unquoted { self.unquoted } else { self.text };
        &text.as_bytes()[cell.from..cell.to]
    }

    /// The bytes of cells beside each other, from one to another, with the delimiters between them: nothing else has
    /// the same, and no line break is among them. `None` where the row has quotes, or fewer cells.
    #[inline]
    pub fn run(&self, first: usize, last: usize) -> Option<&'a [u8]> {
        let (first, last) = (self.cells.get(first)?, self.cells.get(last)?);
        self.text.as_bytes().get(first.from..last.to).filter(|_| self.is_plain)
    }

    /// A cell without space around it; `None` when nothing is left.
    pub fn trimmed(&self, index: usize) -> Option<&'a str> {
        self.cell(index).map(trimmed).filter(|cell| !cell.is_empty())
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> {
        let row = *self;
        (0..row.len()).map(move |index| row.cell(index).unwrap_or_default())
    }
}

/// A row whose cells came one by one.
pub struct Whole {
    line: usize,
    text: String,
    cells: Vec<Cell>,
}

impl Whole {
    /// A row that begins on a line, with these cells.
    pub fn new(line: usize, cells: &[String]) -> Self {
        let mut whole = Self { line, text: String::new(), cells: Vec::with_capacity(cells.len()) };
        for cell in cells {
            let from = whole.text.len();
            whole.text.push_str(cell);
            whole.cells.push(Cell { from, to: whole.text.len(), is_unquoted: false });
        }
        whole
    }

    /// The row.
    pub fn row(&self) -> Row<'_> {
        Row {
            line: self.line,
            open_quote: None,
            text: &self.text,
            unquoted: "",
            cells: &self.cells,
            is_plain: false,
        }
    }
}
