//! Tables on a paper: columns, rows, cells, and the short form the PDF template reads.

use serde::Serialize;

use super::{Face, Run};

/// A table with ruled cells; its head rows come again on every page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Columns, left to right.
    pub columns: Vec<Column>,
    /// Head rows.
    pub head: Vec<Vec<Cell>>,
    /// Rows.
    pub rows: Vec<Row>,
    /// Size of the text.
    pub pt: f64,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Column {
    /// Width in mm.
    pub mm: f64,
    /// How its cells are set.
    pub align: Align,
}

/// How cells are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Words.
    Left,
    /// Ordinals, dates, marks.
    Center,
    /// Numbers.
    Right,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Cells; fewer than columns when one spans.
    pub cells: Vec<Cell>,
    /// A total: bold.
    pub bold: bool,
}

impl Row {
    /// An ordinary row.
    pub fn of(cells: Vec<Cell>) -> Row {
        Row { cells, bold: false }
    }
}

/// Characters from which a row may be cut by a page break: it might not fit one page.
const LONG: usize = 900;

/// Says besides whether a page break may cut it.
impl Serialize for Row {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Told<'a> {
            cells: &'a [Cell],
            bold: bool,
            long: bool,
        }
        let length = |cell: &Cell| cell.runs.iter().map(|run| run.text.len()).sum::<usize>();
        let long = self.cells.iter().any(|cell| length(cell) > LONG);
        Told {
            cells: &self.cells,
            bold: self.bold,
            long,
        }
        .serialize(serializer)
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Text.
    pub runs: Vec<Run>,
    /// How many columns it takes.
    pub span: u16,
}

impl Cell {
    /// A cell of plain text.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell {
            runs: vec![Run::new(text, Face::Plain)],
            span: 1,
        }
    }

    /// A cell of several runs.
    pub fn runs(runs: Vec<Run>) -> Cell {
        Cell { runs, span: 1 }
    }

    /// The same over several columns.
    pub fn over(mut self, columns: usize) -> Cell {
        self.span = u16::try_from(columns).unwrap_or(u16::MAX).max(1);
        self
    }
}

/// Short for the PDF template, which reads thousands of them: a string when the cell is one
/// plain run, a list of runs otherwise, a record only when it spans.
impl Serialize for Cell {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Wide<'a> {
            runs: &'a [Run],
            span: u16,
        }
        match self.runs.as_slice() {
            runs if self.span > 1 => Wide {
                runs,
                span: self.span,
            }
            .serialize(serializer),
            [] => serializer.serialize_str(""),
            [run] if run.face == Face::Plain => serializer.serialize_str(&run.text),
            runs => runs.serialize(serializer),
        }
    }
}
