//! Tables that came as text: rows of cells parted by "|" or tabs.

use nhip_core::document::{Block, Cell, Document, Paragraph, Row, Table};

/// Fewer columns are a two-column head or foot.
const COLUMNS: usize = 3;

/// Turns runs of such rows into tables, each cell keeping the line it stood on.
pub(super) fn tables(document: &mut Document) {
    let blocks = std::mem::take(&mut document.blocks);
    let mut run: Vec<Paragraph> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) if is_row(&paragraph, &run) => run.push(paragraph),
            block => {
                flush(&mut document.blocks, &mut run);
                document.blocks.push(block);
            }
        }
    }
    flush(&mut document.blocks, &mut run);
}

fn is_row(paragraph: &Paragraph, run: &[Paragraph]) -> bool {
    let cells = cells(&paragraph.text).len();
    let rule = !run.is_empty() && paragraph.text.chars().all(|c| "|-+: ".contains(c));
    let head = run.first().map(|first| self::cells(&first.text).len());
    rule || (cells >= COLUMNS && head.is_none_or(|head| cells.abs_diff(head) <= 2))
}

/// One row alone is no table.
fn flush(blocks: &mut Vec<Block>, run: &mut Vec<Paragraph>) {
    let rows = std::mem::take(run);
    if rows.len() < 2 {
        blocks.extend(rows.into_iter().map(Block::Paragraph));
        return;
    }
    let rows = rows
        .iter()
        .filter(|row| row.text.chars().any(char::is_alphanumeric))
        .map(row)
        .collect();
    blocks.push(Block::Table(Table { sheet: None, rows }));
}

fn cells(text: &str) -> Vec<&str> {
    let text = text.trim().trim_start_matches('|').trim_end_matches('|');
    text.split(['|', '\t']).map(str::trim).collect()
}

fn row(paragraph: &Paragraph) -> Row {
    let cell = |text: &&str| {
        let paragraph = Paragraph {
            place: paragraph.place.clone(),
            text: (*text).to_owned(),
            ..Paragraph::default()
        };
        Cell {
            blocks: vec![Block::Paragraph(paragraph)],
            columns: 1,
        }
    };
    // A number split off as a label ("1. | Tổ chức …") belongs to the first cell.
    let text = match &paragraph.label {
        Some(label) => format!("{label} {}", paragraph.text),
        None => paragraph.text.clone(),
    };
    // A tab before the first word is a cell left empty.
    let empty = paragraph.lead > 0 && text.contains('\t');
    let first = empty.then_some("");
    Row {
        cells: first.iter().chain(&cells(&text)).map(cell).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nhip_core::document::Place;

    fn document(lines: &[&str]) -> Document {
        let blocks = lines.iter().zip(1..).map(|(text, line)| {
            let place = Place {
                line,
                ..Place::default()
            };
            Block::Paragraph(Paragraph {
                place,
                text: (*text).into(),
                ..Paragraph::default()
            })
        });
        Document {
            blocks: blocks.collect(),
            ..Document::default()
        }
    }

    #[test]
    fn rows_of_cells_become_a_table_and_two_columns_do_not() {
        let mut doc = document(&[
            "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 1 | Hải Khê, ngày 1",
            "STT | Nội dung | Chủ trì",
            "---|---|---",
            "1 | Phát thanh | Trạm Y tế",
            "Hết bảng.",
        ]);
        tables(&mut doc);
        assert_eq!(doc.blocks.len(), 4);
        let Some(Block::Table(table)) = doc.blocks.get(2) else {
            panic!("no table")
        };
        assert_eq!(table.rows.len(), 2);
        assert_eq!(table.rows[1].cells.len(), 3);
    }
}
