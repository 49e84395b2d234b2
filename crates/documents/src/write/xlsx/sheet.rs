//! One sheet: frozen head row, widths, filter, rows written one after the other.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use nhip_core::lang::Lang;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
    XlsxError,
};

use crate::write::sign;

/// Rows of a sheet after its head; Excel's own limit is 1,048,576.
pub(in crate::write) const MOST_ROWS: usize = 1_000_000;
/// Characters of a cell, counted in UTF-16 as Excel does.
const MOST_TEXT: usize = 32_767;

/// A cell to be written.
pub(in crate::write) enum Value<'a> {
    Empty,
    Text(&'a str),
    Owned(String),
    Number(Decimal),
    Count(usize),
    Date(NaiveDate),
    /// A formula with the value it has now, for readers that do not calculate.
    Formula(String, Decimal),
}

/// Formats made once per workbook.
pub(in crate::write) struct Formats {
    pub(in crate::write) head: Format,
    pub(in crate::write) text: Format,
    pub(in crate::write) number: Format,
    pub(in crate::write) date: Format,
    pub(in crate::write) total: Format,
}

impl Formats {
    pub(in crate::write) fn new() -> Formats {
        let base = || {
            Format::new()
                .set_font_name("Times New Roman")
                .set_font_size(12)
                .set_align(FormatAlign::Top)
        };
        Formats {
            head: base()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_border(FormatBorder::Thin)
                .set_background_color(Color::RGB(0xE7_EE_F5)),
            text: base().set_text_wrap(),
            // Excel shows the separators of the reader's own language.
            number: base().set_num_format("#,##0.##########"),
            date: base()
                .set_num_format("dd/mm/yyyy")
                .set_align(FormatAlign::Center),
            total: base().set_bold().set_num_format("#,##0.##########"),
        }
    }
}

/// A sheet being written.
pub(in crate::write) struct Sheet<'a> {
    pub(in crate::write) page: &'a mut Worksheet,
    formats: Formats,
    row: u32,
    columns: u16,
}

impl<'a> Sheet<'a> {
    /// A sheet with its head row: titles and widths in characters. A `large` one is kept on disk
    /// while it is written, each row gone from memory with the next.
    pub(in crate::write) fn new(
        book: &'a mut Workbook,
        name: &str,
        columns: &[(&str, f64)],
        large: bool,
    ) -> Result<Sheet<'a>, XlsxError> {
        let formats = Formats::new();
        let page = match large {
            true => book.add_worksheet_with_constant_memory()?,
            false => book.add_worksheet(),
        };
        page.set_name(name)?;
        page.set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        page.set_repeat_rows(0, 0)?.set_freeze_panes(1, 0)?;
        let mut count: u16 = 0;
        for (title, width) in columns {
            page.set_column_width(count, *width)?;
            page.write_string_with_format(0, count, fit(title), &formats.head)?;
            count += 1;
        }
        Ok(Sheet {
            page,
            formats,
            row: 1,
            columns: count,
        })
    }

    /// The next row.
    pub(in crate::write) fn row<'b>(
        &mut self,
        values: impl IntoIterator<Item = Value<'b>>,
    ) -> Result<(), XlsxError> {
        for (column, value) in (0_u16..).zip(values) {
            self.cell(column, value)?;
        }
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, column: u16, value: Value<'_>) -> Result<(), XlsxError> {
        let (row, formats) = (self.row, &self.formats);
        match value {
            Value::Empty => {}
            Value::Text(text) => self.text(column, text)?,
            Value::Owned(text) => self.text(column, &text)?,
            Value::Count(n) => {
                self.page
                    .write_number_with_format(row, column, n as f64, &formats.number)?;
            }
            Value::Number(number) => match number.to_f64() {
                Some(float) => {
                    self.page
                        .write_number_with_format(row, column, float, &formats.number)?;
                }
                None => self.text(column, &number.to_string())?,
            },
            Value::Date(day) => {
                let year = u16::try_from(day.year()).unwrap_or(1900);
                let month = u8::try_from(day.month()).unwrap_or(1);
                let date =
                    ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).unwrap_or(1))?;
                self.page
                    .write_date_with_format(row, column, &date, &formats.date)?;
            }
            Value::Formula(formula, now) => {
                let formula = Formula::new(formula).set_result(now.normalize().to_string());
                self.page
                    .write_formula_with_format(row, column, formula, &formats.total)?;
            }
        }
        Ok(())
    }

    fn text(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        if text.is_empty() {
            return Ok(());
        }
        self.page
            .write_string_with_format(self.row, column, fit(text), &self.formats.text)?;
        Ok(())
    }

    /// Number of the next row, from 0.
    pub(in crate::write) fn next_row(&self) -> u32 {
        self.row
    }

    /// Puts the filter on; the last thing done.
    pub(in crate::write) fn done(self) -> Result<(), XlsxError> {
        let last = self.row.saturating_sub(1).max(1);
        self.page
            .autofilter(0, 0, last, self.columns.saturating_sub(1))?;
        Ok(())
    }
}

/// As much of a text as a cell holds and shows; where something is cut, "…" says so.
pub(in crate::write) fn fit(text: &str) -> Cow<'_, str> {
    let text = sign::clean(text);
    if text.len() <= MOST_TEXT || text.encode_utf16().count() <= MOST_TEXT {
        return text;
    }
    let mut room = MOST_TEXT - 1;
    let kept = text.chars().take_while(|sign| {
        room = room.saturating_sub(sign.len_utf16());
        room > 0
    });
    (kept.collect::<String>() + "…").into()
}

/// "có", "không".
pub(in crate::write) fn yes(yes: bool, lang: Lang) -> &'static str {
    if yes { lang.pick("có", "yes") } else { "" }
}
