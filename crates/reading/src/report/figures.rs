//! The quantities of any document: those of its text, and those of its tables read as tables.

use std::collections::BTreeMap;

use nhip_core::document::{Block, Document, Paragraph, Table};
use nhip_core::report::table;
use nhip_viet::quantity::{Is, Number, Other, Quantity, Told, account, quantities_below};
use serde::{Deserialize, Serialize};

use super::{cross_table, plain_table, typed_table};

/// A document's text in reading order, a paragraph or a row of a table a line, and what is
/// counted in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// The text; cells of a row are joined by " | ".
    pub text: String,
    /// The quantities, in order; their places count in [`Figures::text`].
    pub quantities: Vec<Quantity>,
    /// What every number in figures is, in order; their places count in [`Figures::text`].
    pub numbers: Vec<Number>,
}

/// How much of a text's numbers was understood.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Numbers in figures.
    pub numbers: usize,
    /// Of these, in quantities.
    pub quantities: usize,
    /// Of these, something that counts nothing, by what it is.
    pub other: BTreeMap<Other, usize>,
    /// Those nobody understood.
    pub not_understood: Vec<Unread>,
}

/// A number nobody understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unread {
    /// First character, in Unicode scalar values from the start of the text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The number with the words around it, on its line.
    pub around: String,
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

/// Those of a text.
pub fn of_text(text: &str) -> Figures {
    let read = account(text, Told::default());
    Figures {
        text: text.to_owned(),
        quantities: read.quantities,
        numbers: read.numbers,
    }
}

/// Characters shown on either side of a number nobody understood.
const AROUND: usize = 40;

impl Figures {
    /// How much of the numbers was understood.
    pub fn coverage(&self) -> Coverage {
        let mut coverage = Coverage {
            numbers: self.numbers.len(),
            ..Coverage::default()
        };
        let mut unread = Vec::new();
        for number in &self.numbers {
            match number.is {
                Is::Quantity(_) => coverage.quantities += 1,
                Is::Other(other) => *coverage.other.entry(other).or_default() += 1,
                Is::NotUnderstood => unread.push(*number),
            }
        }
        coverage.not_understood = self.around(&unread);
        coverage
    }

    /// The numbers with the words around them, the text walked once.
    fn around(&self, numbers: &[Number]) -> Vec<Unread> {
        let (mut byte, mut character) = (0, 0);
        let mut walk = |to: usize| {
            let rest = self.text.get(byte..).unwrap_or_default();
            let step = rest.char_indices().nth(to.saturating_sub(character));
            byte += step.map_or(rest.len(), |(at, _)| at);
            character = to;
            byte
        };
        let places: Vec<(usize, usize)> = numbers
            .iter()
            .map(|number| (walk(number.start), walk(number.end)))
            .collect();
        let shown = |(number, (from, to)): (&Number, (usize, usize))| {
            let before = self.text.get(..from).unwrap_or_default();
            let near = before.floor_char_boundary(before.len().saturating_sub(AROUND * 4));
            let before = before.get(near..).unwrap_or_default();
            let before = before.rsplit('\n').next().unwrap_or_default();
            let skipped = before.chars().count().saturating_sub(AROUND);
            let after = self.text.get(to..).unwrap_or_default();
            let after = after.chars().take(AROUND).take_while(|c| *c != '\n');
            let around: String = before
                .chars()
                .skip(skipped)
                .chain(self.text.get(from..to).unwrap_or_default().chars())
                .chain(after)
                .collect();
            Unread {
                start: number.start,
                end: number.end,
                around: around.trim().to_owned(),
            }
        };
        numbers.iter().zip(places).map(shown).collect()
    }
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
        let read = account(&text, told);
        self.append(&text, read.quantities, read.numbers);
        read.told
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
                None if row.unsure => Vec::new(),
                None => quantities_below(&row.text, told).0,
            };
            self.add(&row.text, quantities);
        }
    }

    /// A row of a table: what its figures do not take is what the words say, or numbers a row.
    fn add(&mut self, text: &str, quantities: Vec<Quantity>) {
        let mut numbers = account(text, Told::default()).numbers;
        let mut from = 0;
        let first = text.split(" | ").next().unwrap_or_default();
        let label = match first.chars().any(char::is_alphabetic) {
            true => 0,
            false => first.chars().count(),
        };
        for number in &mut numbers {
            while quantities
                .get(from)
                .is_some_and(|one| one.end <= number.start)
            {
                from += 1;
            }
            let taken = quantities
                .get(from)
                .is_some_and(|one| one.start < number.end);
            number.is = match number.is {
                _ if taken => Is::Quantity(from),
                Is::Quantity(_) => Is::Other(Other::Row),
                _ if number.end <= label => Is::Other(Other::Row),
                is => is,
            };
        }
        self.append(text, quantities, numbers);
    }

    fn append(&mut self, text: &str, quantities: Vec<Quantity>, numbers: Vec<Number>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let before = self.text.chars().count();
        let known = self.quantities.len();
        self.text.push_str(text);
        let numbers = numbers
            .into_iter()
            .map(|number| number.moved(before, known));
        self.numbers.extend(numbers);
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
    use nhip_core::document::{Block, Cell, Document, Paragraph, Row, Table};
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
