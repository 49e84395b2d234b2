//! `nhip figures`: the quantities of a text, as the consolidation would take them.

use std::io::Read;
use std::path::Path;

use clap::ArgMatches;
use nhip_core::document::{Block, Document};
use nhip_viet::fold::nfc;
use nhip_viet::quantity::quantities;

use super::{document, json, required};
use crate::files::reason;
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;
use crate::show;

/// What standard input may hold: a long report is a hundredth of it.
const MOST: u64 = 64 << 20;

/// Finds the quantities and prints them.
pub fn run(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let path = required(matches, "file")?;
    let text = match path == Path::new("-") {
        true => typed()?,
        false => text_of(&document(path)?),
    };
    let found = quantities(&text);
    let shown = match matches.get_flag("json") {
        true => json(&found)?,
        false => show::figures::table(screen, &found),
    };
    screen.print(&shown)?;
    Ok(Outcome::Done)
}

fn typed() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MOST)
        .read_to_end(&mut bytes)
        .map_err(|error| {
            let why = reason(&error);
            Failure::new(
                format!("Không đọc được đầu vào: {}.", why.vi),
                format!("Standard input cannot be read: {}.", why.en),
            )
        })?;
    Ok(nfc(
        String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}')
    ))
}

/// The body's text, a paragraph a line. A row of a table is one line, its cells side by side, as
/// a person reads it.
fn text_of(document: &Document) -> String {
    let mut lines = Vec::new();
    document
        .blocks
        .iter()
        .for_each(|block| lines_of(block, &mut lines));
    lines.join("\n")
}

fn lines_of(block: &Block, lines: &mut Vec<String>) {
    match block {
        Block::Paragraph(paragraph) => {
            let label = paragraph.label.iter().map(|label| format!("{label} "));
            lines.push(label.chain([paragraph.text.clone()]).collect());
        }
        Block::Table(table) => {
            for row in &table.rows {
                let mut cells = Vec::new();
                row.cells
                    .iter()
                    .flat_map(|cell| &cell.blocks)
                    .for_each(|block| lines_of(block, &mut cells));
                cells.retain(|cell| !cell.trim().is_empty());
                lines.push(cells.join(" "));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nhip_core::document::{Cell, Paragraph, Row, Table};

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(Paragraph {
            text: text.to_owned(),
            ..Paragraph::default()
        })
    }

    #[test]
    fn a_row_of_a_table_is_read_as_one_line() {
        let cell = |text| Cell {
            blocks: vec![paragraph(text)],
            columns: 1,
        };
        let row = Row {
            cells: vec![cell("Tờ rơi"), cell(""), cell("1.200 tờ")],
        };
        let document = Document {
            blocks: vec![
                paragraph("một"),
                Block::Table(Table {
                    sheet: None,
                    rows: vec![row],
                }),
            ],
            ..Document::default()
        };
        assert_eq!(text_of(&document), "một\nTờ rơi 1.200 tờ");
    }
}
