//! The consolidation as workbook: the same content with filters, totals as formulas.
//!
//! Every text is written as a string, so a cell that starts with `=`, `+`, `-` or `@` stays text
//! and no report can smuggle a formula into the workbook.

use nhip_core::consolidation::Consolidation;
use nhip_core::lang::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::sign;

mod figures;
pub(super) mod sheet;
mod sources;
mod text;

/// Units above which sheets are not held in memory.
const LARGE: usize = 1000;

/// Bytes of an .xlsx; the same consolidation gives the same bytes.
pub fn bytes(consolidation: &Consolidation, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties("Nhịp – tổng hợp báo cáo")?);
    let desk = Desk {
        c: consolidation,
        lang,
        names: sources::names(consolidation),
    };
    text::summary(&desk, &mut book)?;
    figures::matrix(&desk, &mut book)?;
    text::reporting(&desk, &mut book)?;
    text::warnings(&desk, &mut book)?;
    sources::figures(&desk, &mut book)?;
    sources::sentences(&desk, &mut book)?;
    book.save_to_buffer()
}

/// Title and program, with one fixed date: a clock would change the bytes.
pub(super) fn properties(title: &str) -> Result<DocProperties, XlsxError> {
    let fixed = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(sign::clean(title))
        .set_author("Nhịp")
        .set_creation_datetime(&fixed))
}

/// What every sheet needs at hand.
struct Desk<'a> {
    c: &'a Consolidation,
    lang: Lang,
    names: std::collections::HashMap<&'a str, &'a str>,
}

impl<'a> Desk<'a> {
    fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(vi, en)
    }

    /// Whether its sheets are too large to be held in memory.
    fn large(&self) -> bool {
        self.c.units.len() > LARGE
    }

    /// The unit's name, or its code where the list does not know it.
    fn name(&self, code: &'a str) -> &'a str {
        self.names.get(code).copied().unwrap_or(code)
    }
}
