//! Tables: nested ones, merged cells, tracked rows.

use nhip_core::document::{Block, Cell, Row, Table};

use super::super::error::Fault;
use super::super::xml::{Ns, Token};
use super::story::Story;

/// Word's own limit of columns; a larger span is not believed.
const MOST_COLUMNS: u16 = 63;

/// Reads `w:tbl`, which has just begun. `None` if no row is left.
pub(super) fn read(story: &mut Story<'_, '_, '_>) -> Result<Option<Table>, Fault> {
    story.shared.tables += 1;
    let number = story.shared.tables;
    let outside = story.xml.depth().saturating_sub(1);
    let mut table = Table::default();
    while story.xml.depth() > outside {
        let Token::Start(element) = story.xml.next()? else {
            continue;
        };
        match (element.ns, element.name()) {
            (Ns::W, "tr") => {
                let place = (number, table.rows.len() + 1);
                table.rows.extend(row(story, place)?);
            }
            (Ns::W, "tblPr" | "tblGrid" | "sdtPr" | "del" | "moveFrom") => story.xml.skip()?,
            _ => {}
        }
    }
    Ok((!table.rows.is_empty()).then_some(table))
}

/// Reads `w:tr`; `None` for a deleted row.
fn row(story: &mut Story<'_, '_, '_>, (table, number): (u32, usize)) -> Result<Option<Row>, Fault> {
    let outside = story.xml.depth().saturating_sub(1);
    let mut row = Row::default();
    let mut deleted = false;
    while story.xml.depth() > outside {
        let Token::Start(element) = story.xml.next()? else {
            continue;
        };
        match (element.ns, element.name()) {
            (Ns::W, "trPr") => {
                let before = row_format(story)?;
                deleted = before.is_none();
                story.shared.count_blocks(before.unwrap_or(0).into())?;
                row.cells.extend((0..before.unwrap_or(0)).map(|_| empty()));
            }
            (Ns::W, "tc") => {
                let column = row.cells.len() + 1;
                let mut cell = cell(story)?;
                mark(
                    &mut cell.blocks,
                    &format!("bảng {table}, dòng {number}, cột {column}"),
                );
                let covered = cell.columns.saturating_sub(1);
                story.shared.count_blocks(covered.into())?;
                row.cells.push(cell);
                row.cells.extend((0..covered).map(|_| empty()));
            }
            (Ns::W, "sdtPr" | "tblPrEx") => story.xml.skip()?,
            _ => {}
        }
    }
    Ok((!deleted && !row.cells.is_empty()).then_some(row))
}

/// Reads `w:trPr`: columns left out before the first cell, `None` if the row was deleted.
fn row_format(story: &mut Story<'_, '_, '_>) -> Result<Option<u16>, Fault> {
    let outside = story.xml.depth().saturating_sub(1);
    let mut before = Some(0);
    while story.xml.depth() > outside {
        let Token::Start(element) = story.xml.next()? else {
            continue;
        };
        match element.name() {
            "gridBefore" => {
                before = before.and(
                    element
                        .number("val")
                        .map(|value: u16| value.min(MOST_COLUMNS)),
                )
            }
            "del" => before = None,
            "trPrChange" => story.xml.skip()?,
            _ => {}
        }
    }
    Ok(before)
}

/// Reads `w:tc`. A cell that only continues a merged one above is empty.
fn cell(story: &mut Story<'_, '_, '_>) -> Result<Cell, Fault> {
    story.shared.count_blocks(1)?;
    let (blocks, merged) = story.cell()?;
    Ok(Cell {
        blocks: if merged.continues { Vec::new() } else { blocks },
        columns: merged.columns.clamp(1, MOST_COLUMNS),
    })
}

/// What `w:tcPr` says of merging.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Merged {
    columns: u16,
    continues: bool,
}

/// Reads `w:tcPr`, which has just begun.
pub(super) fn merged(story: &mut Story<'_, '_, '_>) -> Result<Merged, Fault> {
    let outside = story.xml.depth().saturating_sub(1);
    let mut merged = Merged::default();
    while story.xml.depth() > outside {
        let Token::Start(element) = story.xml.next()? else {
            continue;
        };
        match element.name() {
            "gridSpan" => merged.columns = element.number("val").unwrap_or(1),
            "vMerge" | "hMerge" => {
                merged.continues = element.attr("val").as_deref() != Some("restart")
            }
            "cellDel" => merged.continues = true,
            "tcPrChange" => story.xml.skip()?,
            _ => {}
        }
    }
    Ok(merged)
}

fn empty() -> Cell {
    Cell {
        blocks: Vec::new(),
        columns: 1,
    }
}

/// Says of every paragraph of a cell where it stands; paragraphs of a table inside it have
/// their own place already.
fn mark(blocks: &mut [Block], place: &str) {
    for block in blocks {
        if let Block::Paragraph(paragraph) = block {
            paragraph.place.cell.get_or_insert_with(|| place.to_owned());
        }
    }
}
