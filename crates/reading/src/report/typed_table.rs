//! Tables typed in a text: rows of cells parted by bars, tabs or wide gaps.

use std::borrow::Cow;

use nhip_core::document::{Block, Cell, Paragraph, Row, Table};
use nhip_core::report::table::value;

/// Blocks with the tables typed in their paragraphs as tables.
pub(super) fn laid_out(blocks: &[Block]) -> Cow<'_, [Block]> {
    let mut out: Option<Vec<Block>> = None;
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        match table_at(blocks, at) {
            Some((table, next)) => {
                out.get_or_insert_with(|| blocks.get(..at).unwrap_or_default().to_vec())
                    .push(Block::Table(table));
                at = next;
            }
            None => {
                if let Some(out) = &mut out {
                    out.push(block.clone());
                }
                at += 1;
            }
        }
    }
    out.map_or(Cow::Borrowed(blocks), Cow::Owned)
}

/// Rows of the longest table; more are read as text.
const MOST_ROWS: usize = 10_000;
/// Letters of the longest line between two rows that heads those below it.
const LONGEST_SECTION: usize = 60;

/// The table that begins at a block, and the block behind it: at least two rows of as many cells, in
/// most of which figures stand.
fn table_at(blocks: &[Block], from: usize) -> Option<(Table, usize)> {
    let first = cells(paragraph(blocks, from)?)?;
    let width = first.len();
    let mut rows = vec![row(paragraph(blocks, from)?, first)];
    let mut figures = 0;
    let mut at = from + 1;
    while let Some(line) = paragraph(blocks, at).filter(|_| rows.len() < MOST_ROWS) {
        let next = cells(line);
        let inside = paragraph(blocks, at + 1)
            .and_then(cells)
            .is_some_and(|next| next.len() == width);
        match next {
            Some(found) if is_rule(&found) => {}
            Some(mut found) if found.len() == width || found.len() + 1 == width => {
                // The empty cell a line begins with is lost with the white space around it.
                if found.len() < width {
                    found.insert(0, String::new());
                }
                figures += usize::from(found.iter().skip(1).any(|cell| value(cell).is_some()));
                rows.push(row(line, found));
            }
            None if inside && line.text.len() <= LONGEST_SECTION => {
                rows.push(row(line, vec![text(line)]));
            }
            _ => break,
        }
        at += 1;
    }
    let body = rows.len() - 1;
    let whole = body > 0 && figures * 2 >= body && figures > 0;
    whole.then_some((Table { sheet: None, rows }, at))
}

fn paragraph(blocks: &[Block], at: usize) -> Option<&Paragraph> {
    match blocks.get(at)? {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    }
}

fn text(paragraph: &Paragraph) -> String {
    match &paragraph.label {
        Some(label) => format!("{label} {}", paragraph.text),
        None => paragraph.text.clone(),
    }
}

/// The cells of a line, where it has two at least.
fn cells(paragraph: &Paragraph) -> Option<Vec<String>> {
    let line = text(paragraph);
    if line.contains('\n') {
        return None;
    }
    let parted = |parts: Vec<&str>| -> Vec<String> {
        parts
            .into_iter()
            .map(|part| part.trim().to_owned())
            .collect()
    };
    let found = if line.contains('\t') {
        parted(line.trim_end().split('\t').collect())
    } else if line.contains('|') {
        let line = line.trim();
        let line = line.strip_prefix('|').unwrap_or(line);
        parted(line.strip_suffix('|').unwrap_or(line).split('|').collect())
    } else {
        let wide = line
            .trim()
            .split("   ")
            .filter(|part| !part.trim().is_empty());
        parted(wide.collect())
    };
    (found.len() > 1).then_some(found)
}

/// "|---|:--:|" under a heading.
fn is_rule(cells: &[String]) -> bool {
    let dashes =
        |cell: &String| cell.contains('-') && cell.chars().all(|c| matches!(c, '-' | ':' | ' '));
    cells.iter().all(dashes)
}

fn row(paragraph: &Paragraph, cells: Vec<String>) -> Row {
    let cell = |text: String| Cell {
        blocks: vec![Block::Paragraph(Paragraph {
            text,
            place: paragraph.place.clone(),
            ..Paragraph::default()
        })],
        columns: 1,
    };
    Row {
        cells: cells.into_iter().map(cell).collect(),
    }
}
