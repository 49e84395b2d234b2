//! Workbooks (.xlsx, .xls, .ods) and separated values: every sheet a table.
//!
//! The hidden sheet `nhip` of our own forms says which plan, unit and month a workbook is; its
//! rows become properties of the document.

pub(crate) mod cell;
pub(crate) mod csv;
mod excel;
mod ods;

use nhip_core::document::{Block, Cell, Document, Paragraph, Place, Row, Table};
use nhip_core::finding::Finding;

use self::cell::column_name;
use super::error::Fault;
use super::kind::Kind;
use super::limit::Limits;
use super::package::Package;
use super::properties;

/// Name of the hidden sheet whose key/value rows become properties.
pub const HIDDEN_SHEET: &str = "nhip";

/// A sheet as its format's reader gives it: cells with text, in any order.
struct Sheet {
    name: String,
    hidden: bool,
    /// (row, column, text), both from 0; no empty text.
    cells: Vec<(u32, u32, String)>,
    /// Cells whose formula has no stored result.
    blank_formulas: Vec<(u32, u32)>,
}

/// Reads a workbook of a kind.
pub(crate) fn read(kind: Kind, bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
    let mut document = Document::default();
    let sheets = match kind {
        Kind::Xls => excel::xls(bytes, limits)?,
        _ => {
            let mut package = Package::open(bytes, limits)?;
            package.prove_bounded()?;
            document.properties = properties::custom(&mut package, limits)?;
            match kind {
                Kind::Ods => ods::read(&mut package, limits)?,
                _ => excel::xlsx(bytes, limits)?,
            }
        }
    };
    let mut builder = Builder {
        document,
        line: 0,
        cells: 0,
        limits,
    };
    for sheet in sheets {
        builder.add(sheet)?;
    }
    let document = builder.document;
    match document.blocks.is_empty() && document.properties.is_empty() {
        true => Err(Fault::NoText),
        false => Ok(document),
    }
}

struct Builder<'l> {
    document: Document,
    line: u32,
    cells: usize,
    limits: &'l Limits,
}

impl Builder<'_> {
    fn add(&mut self, mut sheet: Sheet) -> Result<(), Fault> {
        sheet.cells.sort_by_key(|(row, column, _)| (*row, *column));
        if sheet.hidden && sheet.name == HIDDEN_SHEET {
            self.properties(sheet);
            return Ok(());
        }
        self.remarks(&sheet);
        let table = self.table(&sheet)?;
        if !table.rows.is_empty() {
            self.document.blocks.push(Block::Table(table));
        }
        Ok(())
    }

    /// Column A names, column B says.
    fn properties(&mut self, sheet: Sheet) {
        let mut name: Option<(u32, String)> = None;
        for (row, column, text) in sheet.cells {
            match (column, name.take()) {
                (0, _) => name = Some((row, text)),
                (1, Some((named, key))) if named == row => {
                    drop(self.document.properties.insert(key, text))
                }
                _ => {}
            }
        }
    }

    fn remarks(&mut self, sheet: &Sheet) {
        let name = &sheet.name;
        if sheet.hidden && !sheet.cells.is_empty() {
            self.document.findings.push(Finding::new(
                "C131",
                format!("Trang tính “{name}” bị ẩn; số liệu trong đó vẫn được đọc, hãy kiểm tra."),
                format!("Sheet “{name}” is hidden; it was read all the same, please check."),
            ));
        }
        if let Some((row, column)) = sheet.blank_formulas.iter().min() {
            let cell = format!("{name}!{}{}", column_name(*column), row + 1);
            let count = sheet.blank_formulas.len();
            let place = Place {
                cell: Some(cell.clone()),
                ..Place::default()
            };
            let finding = Finding::new(
                "C132",
                format!(
                    "{count} ô công thức chưa có kết quả (ô đầu tiên: {cell}); hãy mở bằng Excel hoặc LibreOffice rồi lưu lại."
                ),
                format!(
                    "{count} formula cells have no stored result (the first: {cell}); open the file in Excel or LibreOffice and save it."
                ),
            );
            self.document.findings.push(finding.at(place));
        }
    }

    fn table(&mut self, sheet: &Sheet) -> Result<Table, Fault> {
        let mut table = Table {
            sheet: Some(sheet.name.clone()),
            rows: Vec::new(),
        };
        for cells in sheet.cells.chunk_by(|left, right| left.0 == right.0) {
            let width = cells
                .last()
                .map_or(0, |(_, column, _)| *column as usize + 1);
            self.cells += width;
            if self.cells > self.limits.blocks {
                return Err(Fault::TooMuch);
            }
            let mut row = vec![
                Cell {
                    blocks: Vec::new(),
                    columns: 1
                };
                width
            ];
            for (number, column, text) in cells {
                self.line += 1;
                let cell = format!("{}!{}{}", sheet.name, column_name(*column), number + 1);
                let place = Place {
                    line: self.line,
                    cell: Some(cell),
                    ..Place::default()
                };
                if let Some(slot) = row.get_mut(*column as usize) {
                    let paragraph = Paragraph {
                        place,
                        text: text.clone(),
                        ..Paragraph::default()
                    };
                    slot.blocks.push(Block::Paragraph(paragraph));
                }
            }
            table.rows.push(Row { cells: row });
        }
        Ok(table)
    }
}

/// Counts text against the limits while a sheet is read.
struct Budget {
    cells: usize,
    text: usize,
}

impl Budget {
    fn of(limits: &Limits) -> Budget {
        Budget {
            cells: limits.blocks,
            text: limits.text_bytes,
        }
    }

    fn spend(&mut self, text: usize) -> Result<(), Fault> {
        let left = (self.cells.checked_sub(1), self.text.checked_sub(text));
        let (Some(cells), Some(text)) = left else {
            return Err(Fault::TooMuch);
        };
        *self = Budget { cells, text };
        Ok(())
    }
}
