//! The form as workbook: two sheets to fill, the rest protected, and a hidden one that says
//! which plan, unit and month it is.

use nhip_core::period::Month;
use nhip_core::plan::Plan;
use nhip_core::report::Part as Of;
use nhip_core::report::form::{
    COLUMNS_FIGURES, COLUMNS_REPORT, NIL_MARK, PARTS, SHEET_FIGURES, SHEET_HIDDEN, SHEET_REPORT,
};
use nhip_core::unit::Unit;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, Format, FormatAlign, FormatBorder,
    Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::{
    BLANK_ROWS, COUNT_UNITS, INDICATORS, PROPERTY_CHECK, check, month_words, properties, tasks,
};
use crate::write::measure::lines;
use crate::write::xlsx::{self, sheet::fit};

/// First row of the tables, below title and guide.
const HEAD_ROW: u32 = 4;

struct Formats {
    title: Format,
    head: Format,
    fixed: Format,
    open: Format,
    open_number: Format,
    check: Format,
}

impl Formats {
    fn new() -> Formats {
        let base = || {
            Format::new()
                .set_font_name("Times New Roman")
                .set_font_size(12)
                .set_text_wrap()
                .set_align(FormatAlign::Top)
        };
        let cell = || base().set_border(FormatBorder::Thin);
        let open = || {
            cell()
                .set_unlocked()
                .set_background_color(Color::RGB(0xFF_FB_E6))
        };
        Formats {
            title: base().set_bold().set_font_size(14).unset_text_wrap(),
            head: cell()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0xE7_EE_F5)),
            fixed: cell().set_background_color(Color::RGB(0xF4_F4_F4)),
            open: open(),
            open_number: open().set_num_format("#,##0.##"),
            check: cell().set_italic().set_font_color(Color::RGB(0xB0_1E_1E)),
        }
    }
}

pub(super) fn bytes(plan: &Plan, unit: &Unit, month: Month) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let formats = Formats::new();
    let properties = properties(plan, unit, month);
    let mut about: DocProperties =
        xlsx::properties(&format!("Báo cáo {} – {}", month_words(month), unit.name))?;
    for (key, value) in &properties {
        about = about.set_custom_property(key, value.as_str());
    }
    book.set_properties(&about);
    report(book.add_worksheet(), &formats, plan, unit, month)?;
    figures(book.add_worksheet(), &formats, unit, month)?;
    let hidden = book.add_worksheet();
    hidden.set_name(SHEET_HIDDEN)?;
    let signed = check(&properties);
    let rows = properties
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()));
    for (row, (key, value)) in (0..).zip(rows.chain([(PROPERTY_CHECK, signed.as_str())])) {
        hidden
            .write_string(row, 0, key)?
            .write_string(row, 1, value)?;
    }
    hidden.set_very_hidden(true).protect();
    book.save_to_buffer()
}

/// Title and guide above a table, page set-up, protection.
fn start(
    page: &mut Worksheet,
    formats: &Formats,
    name: &str,
    unit: &Unit,
    month: Month,
    widths: &[f64],
) -> Result<(), XlsxError> {
    page.set_name(name)?;
    page.set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    for (column, width) in (0..).zip(widths) {
        page.set_column_width(column, *width)?;
    }
    let name = unit.name.to_uppercase();
    page.write_string_with_format(0, 0, fit(&name), &formats.title)?;
    let title = format!("Báo cáo {}", month_words(month));
    page.write_string_with_format(1, 0, title, &formats.title)?;
    page.write_string(
        2,
        0,
        "Chỉ ghi vào các ô màu vàng; cột cuối báo ngay chỗ cần xem lại.",
    )?;
    page.set_freeze_panes(HEAD_ROW + 1, 0)?;
    page.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    let allowed = ProtectionOptions {
        format_rows: true,
        format_columns: true,
        ..ProtectionOptions::default()
    };
    page.protect_with_options(&allowed);
    Ok(())
}

/// The tasks and the parts that are no task: one row each.
fn report(
    page: &mut Worksheet,
    formats: &Formats,
    plan: &Plan,
    unit: &Unit,
    month: Month,
) -> Result<(), XlsxError> {
    start(
        page,
        formats,
        SHEET_REPORT,
        unit,
        month,
        &[14.0, 52.0, 14.0, 70.0, 30.0, 30.0],
    )?;
    for (column, title) in (0..).zip(COLUMNS_REPORT.into_iter().chain(["Kiểm tra"])) {
        page.write_string_with_format(HEAD_ROW, column, title, &formats.head)?;
    }
    let tasks = tasks(plan, unit)
        .iter()
        .map(|task| (task.id.as_str(), task.text.as_str()));
    let parts = PARTS
        .iter()
        .filter(|(_, of, _)| *of != Of::Figures)
        .map(|(code, _, name)| (*code, *name));
    let first = HEAD_ROW + 1;
    let mut row = first;
    for (code, text) in tasks.chain(parts) {
        page.write_string_with_format(row, 0, fit(code), &formats.fixed)?;
        page.write_string_with_format(row, 1, fit(text), &formats.fixed)?;
        for column in 2..=4 {
            page.write_blank(row, column, &formats.open)?;
        }
        page.write_formula_with_format(row, 5, report_check(row + 1), &formats.check)?;
        page.set_row_height(row, row_height(text))?;
        row += 1;
    }
    let list = DataValidation::new()
        .allow_list_strings(&[NIL_MARK])?
        .set_input_title("Không phát sinh")?
        .set_input_message("Chọn “x” nếu tháng này không phát sinh; để trống nếu có kết quả.")?
        .set_error_title("Không phát sinh")?
        .set_error_message("Chỉ chọn “x” hoặc để trống.")?;
    page.add_data_validation(first, 2, row.max(first + 1) - 1, 2, &list)?;
    Ok(())
}

/// Height in points that shows a task whole: the workbook of a reader that does not fit rows by
/// itself must not hide half of it.
fn row_height(text: &str) -> f64 {
    const COLUMN_MM: f64 = 94.0; // 52 characters
    let lines = lines(text, COLUMN_MM, 12.0, false).len();
    (f64::from(u16::try_from(lines).unwrap_or(u16::MAX)) * 16.5).clamp(50.0, 400.0)
}

/// Says at once what the consolidation would ask about.
fn report_check(row: u32) -> Formula {
    let text = format!(
        "=IF(AND(C{row}<>\"\",D{row}<>\"\"),\"Vừa chọn Không phát sinh vừa có kết quả\",IF(AND(C{row}=\"\",D{row}=\"\"),\"Chưa trả lời\",\"\"))"
    );
    Formula::new(text).set_result("Chưa trả lời")
}

/// The figures table, the usual indicators filled in.
fn figures(
    page: &mut Worksheet,
    formats: &Formats,
    unit: &Unit,
    month: Month,
) -> Result<(), XlsxError> {
    start(
        page,
        formats,
        SHEET_FIGURES,
        unit,
        month,
        &[6.0, 58.0, 16.0, 16.0, 18.0, 34.0, 34.0],
    )?;
    for (column, title) in (0..).zip(COLUMNS_FIGURES.into_iter().chain(["Kiểm tra"])) {
        page.write_string_with_format(HEAD_ROW, column, title, &formats.head)?;
    }
    let first = HEAD_ROW + 1;
    let mut row = first;
    let known = INDICATORS.iter().map(|(name, count)| (*name, *count));
    for (name, count) in known.chain(std::iter::repeat_n(("", ""), BLANK_ROWS)) {
        page.write_string_with_format(row, 0, (row - HEAD_ROW).to_string(), &formats.fixed)?;
        page.write_string_with_format(row, 1, name, &formats.open)?;
        page.write_string_with_format(row, 2, count, &formats.open)?;
        page.write_blank(row, 3, &formats.open_number)?
            .write_blank(row, 4, &formats.open_number)?;
        page.write_blank(row, 5, &formats.open)?;
        page.write_formula_with_format(row, 6, figures_check(row + 1), &formats.check)?;
        row += 1;
    }
    let last = row - 1;
    let counts = DataValidation::new()
        .allow_list_strings(&COUNT_UNITS)?
        .show_error_message(false);
    page.add_data_validation(first, 2, last, 2, &counts)?;
    let number = DataValidation::new()
        .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
        .set_error_title("Số liệu")?
        .set_error_message(
            "Ghi một số từ 0 trở lên (không ghi chữ, dấu gạch). Không có thì để trống.",
        )?;
    page.add_data_validation(first, 3, last, 4, &number)?;
    Ok(())
}

fn figures_check(row: u32) -> Formula {
    let text = format!(
        "=IF(AND(D{row}<>\"\",B{row}=\"\"),\"Thiếu tên chỉ tiêu\",IF(AND(D{row}<>\"\",C{row}=\"\"),\"Thiếu đơn vị tính\",IF(AND(D{row}<>\"\",E{row}<>\"\",E{row}<D{row}),\"Lũy kế nhỏ hơn trong tháng\",\"\")))"
    );
    Formula::new(text).set_result("")
}
