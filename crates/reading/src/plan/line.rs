//! A document as lines and tables, and which of them are head, title, body, foot and annex.

use nhip_core::document::label::{self, Label};
use nhip_core::document::{Block, Cell, Document, Paragraph, Table};
use nhip_viet::fold::folded;

/// One line of text with the label taken off.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Line or paragraph it starts on.
    pub line: u32,
    /// All its lines.
    pub lines: Vec<u32>,
    /// Its label, typed or automatic.
    pub label: Option<Label>,
    /// Text without the label.
    pub text: String,
    /// Text with its label, as printed.
    pub printed: String,
    /// All bold.
    pub bold: bool,
    /// Column of a two-column layout it stood in, from 0.
    pub column: u8,
    /// It goes on from the line before within one paragraph.
    pub continued: bool,
}

/// A line, or a table that is not mere layout.
#[derive(Debug, Clone)]
pub(super) enum Item<'a> {
    /// A line.
    Line(Line),
    /// A table.
    Table(&'a Table),
}

impl<'a> Item<'a> {
    /// The line, if it is one.
    pub fn line(&self) -> Option<&Line> {
        match self {
            Item::Line(line) => Some(line),
            Item::Table(_) => None,
        }
    }

    /// The table, if it is one.
    pub fn table(&self) -> Option<&'a Table> {
        match self {
            Item::Line(_) => None,
            Item::Table(table) => Some(table),
        }
    }
}

/// Everything in reading order; two-column heads and feet set in tables become lines.
pub(super) fn items(document: &Document) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => push(&mut items, paragraph, 0),
            Block::Table(table) if is_layout(table) => {
                for row in &table.rows {
                    for (column, cell) in row.cells.iter().enumerate() {
                        push_cell(&mut items, cell, u8::try_from(column).unwrap_or(u8::MAX));
                    }
                }
            }
            Block::Table(table) => items.push(Item::Table(table)),
        }
    }
    items
}

fn push_cell<'a>(items: &mut Vec<Item<'a>>, cell: &'a Cell, column: u8) {
    for block in &cell.blocks {
        match block {
            Block::Paragraph(paragraph) => push(items, paragraph, column),
            Block::Table(table) => items.push(Item::Table(table)),
        }
    }
}

fn push(items: &mut Vec<Item<'_>>, paragraph: &Paragraph, column: u8) {
    if paragraph.label.is_none() && is_page_number(&paragraph.text) {
        return;
    }
    let (first_label, _) = label::of(paragraph);
    let whole = label::of(paragraph).1;
    // "I." alone: its heading stands on the next line.
    let text = if whole.is_empty() && first_label.is_none() {
        paragraph.text.as_str()
    } else {
        whole
    };
    for (at, piece) in text.split('\n').enumerate() {
        let (label, piece) = match (at, paragraph.label.is_some() || first_label.is_some()) {
            (0, true) => (first_label.clone(), piece.trim()),
            _ => label::split(piece).map_or((None, piece.trim()), |(l, rest)| (Some(l), rest)),
        };
        if piece.is_empty() && label.is_none() {
            continue;
        }
        let printed = label
            .as_ref()
            .map_or(piece.to_owned(), |l| format!("{} {piece}", l.marker));
        let printed = if paragraph.label.is_none() && at == 0 && !text.contains('\n') {
            paragraph.text.trim().to_owned()
        } else {
            printed
        };
        let mut lines = vec![paragraph.place.line];
        lines.extend(&paragraph.place.joined);
        items.push(Item::Line(Line {
            line: paragraph.place.line,
            lines,
            continued: at > 0 && label.is_none(),
            label,
            text: piece.to_owned(),
            printed,
            bold: paragraph.bold,
            column,
        }));
    }
}

/// A number alone on its line is what page numbering left.
fn is_page_number(text: &str) -> bool {
    let bare = text.trim().trim_matches(['-', '–', ' ']);
    (1..=3).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit())
}

/// All text of a cell, paragraphs parted by line breaks.
pub(super) fn cell_text(cell: &Cell) -> String {
    let mut out = Vec::new();
    for block in &cell.blocks {
        match block {
            Block::Paragraph(p) => out.push(match &p.label {
                Some(label) => format!("{label} {}", p.text.trim()),
                None => p.text.trim().to_owned(),
            }),
            Block::Table(table) => {
                out.extend(
                    table
                        .rows
                        .iter()
                        .flat_map(|r| r.cells.iter().map(cell_text)),
                );
            }
        }
    }
    out.retain(|text| !text.trim().is_empty());
    out.join("\n").trim().to_owned()
}

/// First line of a cell, for places.
pub(super) fn cell_line(cell: &Cell) -> Option<u32> {
    cell.blocks.iter().find_map(|block| match block {
        Block::Paragraph(p) => Some(p.place.line),
        Block::Table(_) => None,
    })
}

/// All lines of a cell, each once.
pub(super) fn cell_lines(cell: &Cell) -> Vec<u32> {
    let lines = cell.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(p) => std::iter::once(p.place.line)
            .chain(p.place.joined.iter().copied())
            .collect(),
        Block::Table(table) => table
            .rows
            .iter()
            .flat_map(|r| r.cells.iter().flat_map(cell_lines))
            .collect::<Vec<u32>>(),
    });
    lines.collect()
}

/// A table that only sets head or foot side by side.
fn is_layout(table: &Table) -> bool {
    const SIGNS: [&str; 6] = [
        "cong hoa xa hoi",
        "dang cong san",
        "doc lap",
        "noi nhan",
        "t/m ban",
        "tm. uy ban",
    ];
    table.rows.len() <= 12
        && table.rows.iter().flat_map(|row| &row.cells).any(|cell| {
            let text = folded(&cell_text(cell));
            SIGNS.iter().any(|sign| text.contains(sign))
        })
}

/// A line of a flattened two-column layout as its columns: parted at "|", tabs or wide gaps.
pub(super) fn columns(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for piece in text.split(['|', '\t']) {
        let mut rest = piece;
        while let Some(gap) = rest.find("   ") {
            found.push(rest.get(..gap).unwrap_or_default().trim());
            rest = rest.get(gap..).unwrap_or_default().trim_start();
        }
        found.push(rest.trim());
    }
    found
}
