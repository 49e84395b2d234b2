//! Tables that only frame a text, and tables of figures inside the cells of other tables.

use nhip_core::document::{Block, Cell, Table};

/// The blocks with frames unfolded: a table of one column around a text becomes the text. A table
/// of figures inside a cell follows the table it was in, because figures are looked for in the
/// body.
pub(super) fn unfolded(blocks: Vec<Block>) -> Vec<Block> {
    let mut found = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Table(table) if is_frame(&table) => {
                let cells = table.rows.into_iter().flat_map(|row| row.cells);
                found.extend(cells.flat_map(|cell| unfolded(cell.blocks)));
            }
            Block::Table(mut table) => {
                let mut inner = Vec::new();
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| lift(cell, &mut inner));
                found.push(Block::Table(table));
                found.extend(inner);
            }
            paragraph @ Block::Paragraph(_) => found.push(paragraph),
        }
    }
    found
}

/// One column, and more in a cell than its one paragraph.
fn is_frame(table: &Table) -> bool {
    let single = table.rows.iter().all(|row| {
        let mut filled = row.cells.iter().filter(|cell| !cell.blocks.is_empty());
        filled.next();
        // A single wide cell is followed by empty ones.
        filled.next().is_none()
            && row
                .cells
                .first()
                .is_some_and(|cell| usize::from(cell.columns) == row.cells.len())
    });
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    let holds_text =
        |cell: &Cell| cell.blocks.len() > 1 || matches!(cell.blocks.first(), Some(Block::Table(_)));
    single && table.sheet.is_none() && cells.any(holds_text)
}

/// Takes the tables of figures out of a cell.
fn lift(cell: &mut Cell, found: &mut Vec<Block>) {
    for block in std::mem::take(&mut cell.blocks) {
        match block {
            Block::Table(table) if has_figures(&table) => found.push(Block::Table(table)),
            Block::Table(mut table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| lift(cell, found));
                cell.blocks.push(Block::Table(table));
            }
            paragraph @ Block::Paragraph(_) => cell.blocks.push(paragraph),
        }
    }
}

/// Rows of two cells and more, a number alone in one of them.
fn has_figures(table: &Table) -> bool {
    let mut rows = table.rows.iter().skip(1);
    rows.any(|row| row.cells.iter().skip(1).any(is_number))
}

fn is_number(cell: &Cell) -> bool {
    let [Block::Paragraph(paragraph)] = cell.blocks.as_slice() else {
        return false;
    };
    let text = paragraph.text.as_bytes();
    text.iter().any(u8::is_ascii_digit)
        && text
            .iter()
            .all(|byte| byte.is_ascii_digit() || b" .,%".contains(byte))
}
