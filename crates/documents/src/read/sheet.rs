//! Workbooks (.xlsx, .xls, .ods) and separated values: every sheet a table.
//!
//! The hidden sheet `nhip` of our own forms says which plan, unit and month a workbook is; its
//! rows become properties of the document.

pub(crate) mod cell;
pub(crate) mod csv;
mod excel;
mod format;
mod ods;

use nhip_core::document::{Block, Cell, Document, Paragraph, Place, Row, Table};
use nhip_core::finding::Finding;

use super::error::Fault;
use super::habit::{self, At, Slot, Sort};
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
    /// Cells that show something.
    cells: Vec<Shown>,
    /// Cells whose formula has no stored result.
    blank_formulas: Vec<(u32, u32)>,
}

/// What a cell shows; row and column from 0.
struct Shown {
    row: u32,
    column: u32,
    text: String,
    sort: Sort,
}

/// Reads a workbook of a kind.
pub(crate) fn read(kind: Kind, bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
    let mut document = Document::default();
    let mut sheets = match kind {
        Kind::Xls => excel::xls(bytes, limits)?,
        _ => {
            let mut package = Package::open(bytes, limits)?;
            package.prove_bounded()?;
            document.properties = properties::custom(&mut package, limits)?;
            match kind {
                Kind::Ods => ods::read(&mut package, limits)?,
                _ => {
                    let macros = excel::without_macros(&mut package)?;
                    let (changed, told): (Vec<_>, Vec<_>) = macros.into_iter().unzip();
                    document.findings.extend(told);
                    let tidied = package.tidied(&changed)?;
                    excel::xlsx(tidied.as_deref().unwrap_or(bytes), limits)?
                }
            }
        }
    };
    let found = settle(&mut sheets);
    document.findings.extend(found);
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

/// Reads typed numbers by the habits of their columns, and of the file.
fn settle(sheets: &mut [Sheet]) -> Vec<Finding> {
    let mut tables = Vec::with_capacity(sheets.len());
    for Sheet { name, cells, .. } in sheets {
        let mut slots = Vec::with_capacity(cells.len());
        for shown in cells {
            slots.push(Slot {
                column: shown.column as usize,
                at: At::Sheet(name, shown.row, shown.column),
                sort: shown.sort,
                text: &mut shown.text,
            });
        }
        tables.push(slots);
    }
    habit::settle(tables)
}

struct Builder<'l> {
    document: Document,
    line: u32,
    cells: usize,
    limits: &'l Limits,
}

impl Builder<'_> {
    fn add(&mut self, mut sheet: Sheet) -> Result<(), Fault> {
        sheet.cells.sort_by_key(|shown| (shown.row, shown.column));
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
        for Shown {
            row, column, text, ..
        } in sheet.cells
        {
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
            let place = At::Sheet(name, *row, *column).place();
            let cell = place.cell.clone().unwrap_or_default();
            let count = sheet.blank_formulas.len();
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
        for cells in sheet.cells.chunk_by(|left, right| left.row == right.row) {
            let width = cells.last().map_or(0, |shown| shown.column as usize + 1);
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
            for shown in cells {
                self.line += 1;
                let place = Place {
                    line: self.line,
                    ..At::Sheet(&sheet.name, shown.row, shown.column).place()
                };
                if let Some(slot) = row.get_mut(shown.column as usize) {
                    let paragraph = Paragraph {
                        place,
                        text: shown.text.clone(),
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
