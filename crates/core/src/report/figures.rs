//! The quantities of any document: those of its text, and those of its tables read as tables.

use nhip_viet::quantity::{Quantity, Told, quantities_below};

use super::{cross_table, plain_table, table, typed_table};
use crate::document::{Block, Document, Paragraph, Table};

/// A document's text in reading order, a paragraph or a row of a table a line, and what is
/// counted in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// The text; cells of a row are joined by " | ".
    pub text: String,
    /// The quantities, in order; their places count in [`Figures::text`].
    pub quantities: Vec<Quantity>,
}

/// Finds them, as the consolidation would: a row "Tờ rơi | tờ | 1.200 | 9.600" of a table of
/// figures is 1.200 in the month and 9.600 in all, and its number in the first column is nothing.
pub fn figures(document: &Document) -> Figures {
    let (mut found, mut told) = (Figures::default(), Told::default());
    let mut lines: Vec<String> = Vec::new();
    for block in typed_table::laid_out(&document.blocks).iter() {
        match block {
            Block::Paragraph(paragraph) => lines.push(line(paragraph)),
            Block::Table(table) => {
                told = found.prose(&mut lines, told);
                found.table(table, told);
            }
        }
    }
    found.prose(&mut lines, told);
    found
}

fn line(paragraph: &Paragraph) -> String {
    match &paragraph.label {
        Some(label) => format!("{label} {}", paragraph.text),
        None => paragraph.text.clone(),
    }
}

impl Figures {
    /// Paragraphs that follow one another are one text: parts may stand in the lines below.
    fn prose(&mut self, lines: &mut Vec<String>, told: Told) -> Told {
        if lines.is_empty() {
            return told;
        }
        let text = lines.join("\n");
        lines.clear();
        let (found, told) = quantities_below(&text, told);
        self.add(&text, found);
        told
    }

    fn table(&mut self, table: &Table, told: Told) {
        if let Some((at, columns)) = table::head(table, told) {
            for entry in table::entries(table, at, &columns, &mut Vec::new()) {
                self.add(&entry.text, entry.quantities);
            }
            return;
        }
        if let Some(entry) = cross_table::entry(table, told) {
            return self.add(&entry.text, entry.quantities);
        }
        for row in plain_table::rows(table) {
            let quantities = match row.result {
                Some(range) => plain_table::within(&row.text, range, told),
                None => quantities_below(&row.text, told).0,
            };
            self.add(&row.text, quantities);
        }
    }

    fn add(&mut self, text: &str, quantities: Vec<Quantity>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let before = self.text.chars().count();
        let known = self.quantities.len();
        self.text.push_str(text);
        self.quantities
            .extend(quantities.into_iter().map(|quantity| Quantity {
                start: quantity.start + before,
                end: quantity.end + before,
                part_of: quantity.part_of.map(|whole| whole + known),
                ..quantity
            }));
    }
}

#[cfg(test)]
mod tests {
    use super::figures;
    use crate::document::{Block, Cell, Document, Paragraph, Row, Table};
    use nhip_viet::quantity::Kind;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(Paragraph {
            text: text.to_owned(),
            ..Paragraph::default()
        })
    }

    fn table(rows: &[&[&str]]) -> Block {
        let cell = |text: &&str| Cell {
            blocks: vec![paragraph(text)],
            columns: 1,
        };
        let row = |cells: &&[&str]| Row {
            cells: cells.iter().map(cell).collect(),
        };
        Block::Table(Table {
            sheet: None,
            rows: rows.iter().map(row).collect(),
        })
    }

    #[test]
    fn a_table_of_figures_is_read_as_one_and_its_row_numbers_count_nothing() {
        let document = Document {
            blocks: vec![
                paragraph("Phát 300 tờ rơi, trong đó 100 tờ tại chợ."),
                table(&[
                    &[
                        "TT",
                        "Chỉ tiêu",
                        "Đơn vị tính",
                        "Trong tháng",
                        "Lũy kế từ đầu năm",
                    ],
                    &["1", "Buổi tuyên truyền", "buổi", "12", "96"],
                    &["2", "Áp phích", "tấm", "", ""],
                ]),
                paragraph("Thăm 40 hộ, trong đó 5 hộ có lăng quăng."),
            ],
            ..Document::default()
        };
        let found = figures(&document);
        let shown: Vec<_> = found
            .quantities
            .iter()
            .map(|quantity| (quantity.value.to_string(), quantity.kind, quantity.part_of))
            .collect();
        let month = |value: &str, part_of| (value.to_owned(), Kind::Month, part_of);
        assert_eq!(
            shown,
            [
                month("300", None),
                month("100", Some(0)),
                month("12", None),
                ("96".to_owned(), Kind::Cumulative, None),
                month("40", None),
                month("5", Some(4)),
            ]
        );
        let letters: Vec<char> = found.text.chars().collect();
        for quantity in &found.quantities {
            let place: String = letters[quantity.start..quantity.end].iter().collect();
            assert!(place.starts_with(&quantity.value.to_string()), "{place}");
        }
    }
}
