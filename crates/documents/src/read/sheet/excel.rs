//! Excel workbooks through calamine: .xlsx streamed cell by cell (a sheet may claim a million
//! rows), .xls as a whole.

use std::collections::HashSet;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};

use nhip_core::finding::Finding;

use super::super::error::Fault;
use super::super::limit::Limits;
use super::super::package::Package;
use super::cell;
use super::{Budget, Sheet, Shown, format};

/// Reads .xlsx; what it may unpack was proved before.
pub(super) fn xlsx(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Fault> {
    contained(|| {
        let mut book = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_fault)?;
        let mut budget = Budget::of(limits);
        let mut sheets = Vec::new();
        for sheet in book.sheets_metadata().to_vec() {
            if sheet.typ == SheetType::WorkSheet {
                let hidden = sheet.visible != SheetVisible::Visible;
                sheets.push(xlsx_sheet(&mut book, sheet.name, hidden, &mut budget)?);
            }
        }
        Ok(sheets)
    })
}

/// A part whose content is to be another one.
type Changed = (&'static str, Vec<u8>);

/// The relations of a workbook with a sheet of Excel 4 macros, which the library refuses as a
/// whole: the sheet becomes one of a kind that is not read. What is to be said of it.
pub(super) fn without_macros(
    package: &mut Package<'_>,
) -> Result<Option<(Changed, Finding)>, Fault> {
    const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
    const KINDS: [&str; 2] = ["/xlMacrosheet\"", "/xlIntlMacrosheet\""];
    let text = package.text(RELATIONS)?.unwrap_or_default();
    if !KINDS.iter().any(|kind| text.contains(kind)) {
        return Ok(None);
    }
    let text = KINDS
        .iter()
        .fold(text, |text, kind| text.replace(kind, "/dialogsheet\""));
    let finding = Finding::new(
        "C135",
        "Tệp Excel có trang macro kiểu cũ (Excel 4); trang đó không được đọc, các trang tính khác đã đọc.",
        "The workbook has a sheet of old macros (Excel 4); that sheet was not read, the others were.",
    );
    Ok(Some(((RELATIONS, text.into_bytes()), finding)))
}

fn xlsx_sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: String,
    hidden: bool,
    budget: &mut Budget,
) -> Result<Sheet, Fault> {
    let mut sheet = Sheet {
        name,
        hidden,
        cells: Vec::new(),
        blank_formulas: Vec::new(),
    };
    let mut blank = HashSet::new();
    let mut reader = book
        .worksheet_cells_reader(&sheet.name)
        .map_err(xlsx_fault)?;
    while let Some((found, style)) = reader.next_cell_with_style_id().map_err(xlsx_fault)? {
        let (row, column) = found.get_position();
        let format = reader
            .styles()
            .get(style)
            .and_then(|style| style.number_format.as_ref());
        let format = format.map_or("", |format| format.format_code.as_str());
        let (text, sort) = cell::formatted(found.get_value().clone(), format);
        budget.spend(text.len())?;
        match text.is_empty() {
            true => drop(blank.insert((row, column))),
            false => sheet.cells.push(Shown {
                row,
                column,
                text,
                sort,
            }),
        }
    }
    drop(reader);
    if !blank.is_empty() {
        let mut reader = book
            .worksheet_cells_reader(&sheet.name)
            .map_err(xlsx_fault)?;
        while let Some(found) = reader.next_formula().map_err(xlsx_fault)? {
            let place = found.get_position();
            if !found.get_value().is_empty() && blank.contains(&place) {
                sheet.blank_formulas.push(place);
            }
        }
    }
    Ok(sheet)
}

/// Reads .xls, in a child process only: the library makes room for every cell between the first
/// and the last one used, and a damaged file may claim four thousand million.
pub(super) fn xls(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Fault> {
    contained(|| {
        let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsError::Password => Fault::Password,
            other => Fault::damaged("Workbook", other),
        })?;
        let mut budget = Budget::of(limits);
        let shapes = format::shapes(bytes, limits.blocks);
        let mut sheets = Vec::new();
        for (number, sheet) in book.sheets_metadata().to_vec().into_iter().enumerate() {
            let hidden = sheet.visible != SheetVisible::Visible;
            let Ok(range) = book.worksheet_range(&sheet.name) else {
                continue;
            };
            let (top, left) = range.start().unwrap_or_default();
            let mut cells = Vec::new();
            for (row, column, value) in range.used_cells() {
                let (row, column) = (top + row as u32, left + column as u32);
                let shape = shapes.get(&(number, row, column)).copied();
                let (text, sort) = cell::shaped(value, shape);
                if !text.is_empty() {
                    budget.spend(text.len())?;
                    cells.push(Shown {
                        row,
                        column,
                        text,
                        sort,
                    });
                }
            }
            sheets.push(Sheet {
                name: sheet.name,
                hidden,
                cells,
                blank_formulas: Vec::new(),
            });
        }
        Ok(sheets)
    })
}

/// A panic of the library is a damaged file, not the end of the program.
fn contained<T>(read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Fault::damaged("Workbook", "unreadable structure")))
}

fn xlsx_fault(error: XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::Password,
        other => Fault::damaged("Workbook", other),
    }
}
