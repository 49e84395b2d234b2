//! Comma-, semicolon- or tab-separated values as one table.

use nhip_core::document::{Block, Cell, Document, Paragraph, Place, Row, Table};

use super::super::error::Fault;
use super::super::limit::Limits;
use super::super::text::encoding;
use super::cell::column_name;

/// Reads separated values; the separator is the one the first lines use most.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
    let decoded = encoding::decode(bytes);
    if decoded.text.len() > limits.text_bytes {
        return Err(Fault::TooMuch);
    }
    let separator = separator(&decoded.text);
    let mut table = Table::default();
    let mut cells = 0;
    for (line, fields) in records(&decoded.text, separator) {
        cells += fields.len();
        if cells > limits.blocks {
            return Err(Fault::TooMuch);
        }
        if fields.iter().any(|field| !field.is_empty()) {
            let cells = fields.into_iter().enumerate();
            table.rows.push(Row {
                cells: cells
                    .map(|(column, text)| cell(text, line, column))
                    .collect(),
            });
        }
    }
    match table.rows.is_empty() {
        true => Err(Fault::NoText),
        false => Ok(Document {
            blocks: vec![Block::Table(table)],
            findings: decoded.findings,
            ..Document::default()
        }),
    }
}

fn cell(text: String, line: u32, column: usize) -> Cell {
    if text.is_empty() {
        return Cell {
            blocks: Vec::new(),
            columns: 1,
        };
    }
    let cell = Some(format!("{}{line}", column_name(column as u32)));
    let place = Place {
        line,
        cell,
        ..Place::default()
    };
    Cell {
        blocks: vec![Block::Paragraph(Paragraph {
            place,
            text,
            ..Paragraph::default()
        })],
        columns: 1,
    }
}

fn separator(text: &str) -> char {
    let head: Vec<&str> = text.lines().take(20).collect();
    let count = |sign: char| {
        head.iter()
            .map(|line| line.matches(sign).count())
            .sum::<usize>()
    };
    let (tabs, semicolons, commas) = (count('\t'), count(';'), count(','));
    if tabs > 0 && tabs >= semicolons.min(commas) && tabs * 2 >= semicolons.max(commas) {
        '\t'
    } else if semicolons > 0 && semicolons * 2 >= commas {
        // Where the comma is the decimal sign, spreadsheets separate by semicolons.
        ';'
    } else {
        ','
    }
}

/// Records with the line each begins on; fields may be quoted and then hold line breaks.
fn records(text: &str, separator: char) -> Vec<(u32, Vec<String>)> {
    let mut found = Vec::new();
    let mut record = vec![String::new()];
    let (mut line, mut first) = (1, 1);
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        line += u32::from(letter == '\n');
        let Some(field) = record.last_mut() else {
            break;
        };
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' if quoted => quoted = false,
            '"' if field.trim().is_empty() => {
                field.clear();
                quoted = true;
            }
            '\n' if !quoted => {
                found.push((first, trimmed(&mut record)));
                first = line;
            }
            '\r' => {}
            other if other == separator && !quoted => record.push(String::new()),
            other => field.push(other),
        }
    }
    found.push((first, trimmed(&mut record)));
    found
}

fn trimmed(record: &mut Vec<String>) -> Vec<String> {
    let fields = std::mem::replace(record, vec![String::new()]);
    fields
        .into_iter()
        .map(|field| field.trim().to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{records, separator};

    #[test]
    fn quoted_fields_keep_separators_quotes_and_line_breaks() {
        let found = records("a,\"b, \"\"c\"\"\nd\",e\nf,g,h", ',');
        let expected: Vec<(u32, Vec<&str>)> =
            vec![(1, vec!["a", "b, \"c\"\nd", "e"]), (3, vec!["f", "g", "h"])];
        let found: Vec<(u32, Vec<&str>)> = found
            .iter()
            .map(|(line, row)| (*line, row.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_separator_is_the_one_in_use() {
        assert_eq!(separator("ma;ten\n01;Trạm A, B"), ';');
        assert_eq!(separator("ma,ten\n01,Trạm A"), ',');
        assert_eq!(separator("ma\tten\n01\tTrạm A, B"), '\t');
    }
}
