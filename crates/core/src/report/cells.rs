//! Text of table cells and rows, in reading order.

use crate::document::{Block, Cell, Place, Row};

/// All text of a cell, paragraphs and inner tables on lines of their own, trimmed.
pub fn text(cell: &Cell) -> String {
    let mut out = String::new();
    collect(&cell.blocks, &mut out);
    out.truncate(out.trim_end().len());
    match out.len() - out.trim_start().len() {
        0 => out,
        gap => out.split_off(gap),
    }
}

fn collect(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                if !out.is_empty() {
                    out.push('\n');
                }
                if let Some(label) = &paragraph.label {
                    out.push_str(label);
                    out.push(' ');
                }
                out.push_str(&paragraph.text);
            }
            // Readers cap the depth of nesting, so this recursion is bounded.
            Block::Table(table) => {
                table
                    .rows
                    .iter()
                    .flat_map(|row| &row.cells)
                    .for_each(|cell| collect(&cell.blocks, out));
            }
        }
    }
}

/// Where a row stands: the place of its first paragraph.
pub fn place(row: &Row) -> Place {
    row.cells.iter().find_map(place_of_cell).unwrap_or_default()
}

/// Where a cell stands; `None` for an empty one.
pub fn place_of_cell(cell: &Cell) -> Option<Place> {
    cell.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.place.clone()),
        Block::Table(table) => table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .find_map(place_of_cell),
    })
}

/// The lines of a cell as one.
pub fn one_line(text: &str) -> String {
    text.split('\n')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
