//! `--received`: a table of files and the days they came in, kept by whoever takes in the post.

use std::collections::HashMap;

use chrono::NaiveDate;
use nhip_core::document::{Block, Cell, Document, Row};
use nhip_core::finding::Finding;
use nhip_viet::fold::key;

use crate::files::Sent;

/// Words that head the column of file names.
const FILE: [&str; 5] = ["tệp", "tập tin", "file", "tên tệp", "tên file"];
/// Words that head the column of days.
const DAY: [&str; 7] = [
    "ngày",
    "ngày nhận",
    "nhận ngày",
    "ngày đến",
    "received",
    "date",
    "date received",
];

/// Puts the days of the table on the files; the findings name rows that could not be used, files
/// that are not there, and files the table does not know, which keep the day of their own time.
pub fn apply(table: &Document, files: &mut [Sent]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut days = read(table, &mut findings);
    for file in files.iter_mut() {
        let own = file.name.rsplit('/').next().unwrap_or_default();
        let known = days
            .remove(&key(&file.name))
            .or_else(|| days.remove(&key(own)));
        match known {
            Some((_, day)) => file.received = Some(day),
            None => findings.push(not_listed(&file.name)),
        }
    }
    let mut left: Vec<String> = days.into_values().map(|(name, _)| name).collect();
    left.sort();
    findings.extend(left.iter().map(|name| not_there(&table.name, name)));
    findings
}

fn read(table: &Document, findings: &mut Vec<Finding>) -> HashMap<String, (String, NaiveDate)> {
    let mut days = HashMap::new();
    let mut columns = (0, 1);
    for row in rows(table) {
        let texts: Vec<String> = row.cells.iter().map(text).collect();
        if let Some(named) = heading(&texts) {
            columns = named;
            continue;
        }
        let at = |column: usize| {
            texts
                .get(column)
                .map(String::as_str)
                .unwrap_or_default()
                .trim()
        };
        let (name, written) = (at(columns.0), at(columns.1));
        match day(written) {
            _ if name.is_empty() => {}
            Some(day) => drop(days.insert(key(name), (name.to_owned(), day))),
            None => findings.push(no_day(&table.name, name, written)),
        }
    }
    days
}

fn rows(table: &Document) -> impl Iterator<Item = &Row> {
    table.blocks.iter().flat_map(|block| match block {
        Block::Table(table) => table.rows.as_slice(),
        Block::Paragraph(_) => &[],
    })
}

fn text(cell: &Cell) -> String {
    let texts = cell.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Block::Table(_) => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// Columns of file and day, when the row names them.
fn heading(texts: &[String]) -> Option<(usize, usize)> {
    let find = |words: &[&str]| {
        texts
            .iter()
            .position(|text| words.contains(&key(text).as_str()))
    };
    find(&FILE).zip(find(&DAY))
}

/// `2026-11-25`, `25/11/2026`, `25-11-2026`, `25.11.2026`, each with or without a time after it.
fn day(written: &str) -> Option<NaiveDate> {
    let first = written.split([' ', 'T']).next()?;
    ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(first, format).ok())
}

fn no_day(table: &str, name: &str, written: &str) -> Finding {
    Finding::new(
        "C402",
        format!("{table}: ngày nhận của “{name}” ghi là “{written}” không hiểu được; hãy ghi như 25/11/2026."),
        format!("{table}: the date received of “{name}”, “{written}”, is not understood; write it like 25/11/2026."),
    )
    .in_file(table)
}

fn not_listed(name: &str) -> Finding {
    Finding::new(
        "C403",
        format!("“{name}” không có trong bảng ngày nhận; tạm lấy ngày giờ của tệp."),
        format!("“{name}” is not in the table of dates received; the file's own time is used."),
    )
    .in_file(name)
}

fn not_there(table: &str, name: &str) -> Finding {
    Finding::new(
        "C404",
        format!("{table}: có ngày nhận của “{name}” nhưng thư mục báo cáo không có tệp này; hãy kiểm tra tên tệp."),
        format!("{table}: a date received is given for “{name}”, but the reports folder has no such file; check its name."),
    )
    .in_file(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nhip_core::document::{Paragraph, Table};

    fn table(rows: &[[&str; 2]]) -> Document {
        let cell = |text: &str| Cell {
            blocks: vec![Block::Paragraph(Paragraph {
                text: text.to_owned(),
                ..Paragraph::default()
            })],
            columns: 1,
        };
        let rows = rows.iter().map(|row| Row {
            cells: row.iter().map(|text| cell(text)).collect(),
        });
        let blocks = vec![Block::Table(Table {
            sheet: None,
            rows: rows.collect(),
        })];
        Document {
            name: "ngay-nhan.csv".to_owned(),
            blocks,
            ..Document::default()
        }
    }

    fn sent(name: &str) -> Sent {
        Sent {
            name: name.to_owned(),
            path: name.into(),
            received: None,
        }
    }

    #[test]
    fn the_days_of_the_table_are_put_on_the_files_in_whatever_order_its_columns_stand() {
        let mut files = [sent("a.docx"), sent("cum/b.docx")];
        let table = table(&[
            ["Ngày nhận", "Tệp"],
            ["25/11/2026", "a.docx"],
            ["2026-11-28", "b.docx"],
        ]);
        assert_eq!(apply(&table, &mut files), []);
        assert_eq!(files[0].received, NaiveDate::from_ymd_opt(2026, 11, 25));
        assert_eq!(files[1].received, NaiveDate::from_ymd_opt(2026, 11, 28));
    }

    #[test]
    fn whatever_does_not_fit_is_named() {
        let mut files = [sent("a.docx"), sent("b.docx")];
        let table = table(&[["a.docx", "31/02/2026"], ["c.docx", "25/11/2026"]]);
        let codes: Vec<String> = apply(&table, &mut files)
            .into_iter()
            .map(|finding| finding.code)
            .collect();
        assert_eq!(codes, ["C402", "C403", "C403", "C404"]);
    }
}
