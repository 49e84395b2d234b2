//! The sheets of words: what was written, who reported, what to check.

use nhip_core::finding::Severity;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::Desk;
use super::sheet::{Sheet, Value};
use crate::write::paper::status_word;
use crate::write::paper::text::place;

/// "Tổng hợp": every paragraph below its task, with the units that wrote it.
pub(super) fn summary(desk: &Desk<'_>, book: &mut Workbook) -> Result<(), XlsxError> {
    let columns = [
        (desk.say("Mục", "Part"), 8.0),
        (desk.say("Đơn vị chủ trì", "Owner"), 30.0),
        (desk.say("Nhiệm vụ", "Task"), 45.0),
        (desk.say("Trả lời", "Answer"), 16.0),
        (desk.say("Nội dung", "Text"), 80.0),
        (desk.say("Số đơn vị", "Units"), 10.0),
        (desk.say("Các đơn vị", "Which units"), 50.0),
    ];
    let mut sheet = Sheet::new(
        book,
        desk.say("Tổng hợp", "Summary"),
        &columns,
        desk.large(),
    )?;
    for task in &desk.c.tasks {
        let heading = if task.text.is_empty() {
            task.heading.get(desk.lang)
        } else {
            &task.text
        };
        let mut line = |answer: &'static str, text: &str, units: Vec<&str>| {
            let names: Vec<&str> = units
                .iter()
                .map(|code| desk.names.get(code).copied().unwrap_or(code))
                .collect();
            sheet.row([
                Value::Text(&task.label),
                Value::Text(&task.owner),
                Value::Text(heading),
                Value::Text(answer),
                Value::Text(text),
                Value::Count(units.len()),
                Value::Owned(names.join(", ")),
            ])
        };
        for paragraph in &task.paragraphs {
            let units = paragraph
                .sources
                .iter()
                .map(|source| &*source.unit)
                .collect();
            line(desk.say("Có kết quả", "Given"), &paragraph.text, units)?;
        }
        for (answer, codes) in [
            (desk.say("Không phát sinh", "Nothing"), &task.nil),
            (desk.say("Bỏ trống", "Blank"), &task.blank),
        ] {
            if !codes.is_empty() {
                line(answer, "", codes.iter().map(String::as_str).collect())?;
            }
        }
    }
    sheet.done()
}

/// "Tình hình nộp": every unit, and what became of its report.
pub(super) fn reporting(desk: &Desk<'_>, book: &mut Workbook) -> Result<(), XlsxError> {
    let columns = [
        (desk.say("Mã", "Code"), 12.0),
        (desk.say("Đơn vị", "Unit"), 45.0),
        (desk.say("Nhóm", "Group"), 40.0),
        (desk.say("Kết quả", "Result"), 18.0),
        (desk.say("Số ngày chậm", "Days late"), 10.0),
        (desk.say("Ngày nhận", "Received"), 13.0),
        (desk.say("Tệp", "File"), 45.0),
        (desk.say("Bản không tính", "Not counted"), 35.0),
        (desk.say("Lý do không tổng hợp", "Why left out"), 45.0),
    ];
    let mut sheet = Sheet::new(
        book,
        desk.say("Tình hình nộp", "Who reported"),
        &columns,
        desk.large(),
    )?;
    for unit in &desk.c.units {
        let days = unit.days_late.and_then(|days| usize::try_from(days).ok());
        sheet.row([
            Value::Text(&unit.code),
            Value::Text(&unit.name),
            Value::Text(&unit.group_name),
            Value::Text(status_word(unit.status, desk.lang)),
            days.map_or(Value::Empty, Value::Count),
            unit.received.map_or(Value::Empty, Value::Date),
            unit.file.as_deref().map_or(Value::Empty, Value::Text),
            Value::Owned(unit.superseded.join(", ")),
            unit.reason
                .as_ref()
                .map_or(Value::Empty, |reason| Value::Text(reason.get(desk.lang))),
        ])?;
    }
    sheet.done()
}

/// "Cảnh báo": everything noticed, gravest first.
pub(super) fn warnings(desk: &Desk<'_>, book: &mut Workbook) -> Result<(), XlsxError> {
    let columns = [
        (desk.say("Mã", "Code"), 9.0),
        (desk.say("Mức", "Weight"), 12.0),
        (desk.say("Đơn vị", "Unit"), 40.0),
        (desk.say("Tệp", "File"), 40.0),
        (desk.say("Vị trí", "Place"), 18.0),
        (desk.say("Điểm cần xem lại", "What to check"), 60.0),
        (desk.say("Nguyên văn", "Text"), 60.0),
    ];
    let mut sheet = Sheet::new(
        book,
        desk.say("Cảnh báo", "Warnings"),
        &columns,
        desk.large(),
    )?;
    for finding in &desk.c.warnings {
        let weight = match finding.severity {
            Severity::Error => desk.say("Lỗi", "Error"),
            Severity::Warning => desk.say("Cảnh báo", "Warning"),
            Severity::Note => desk.say("Ghi chú", "Note"),
        };
        let at = finding.place.as_ref().map(|at| place(at, desk.lang));
        sheet.row([
            Value::Text(&finding.code),
            Value::Text(weight),
            finding
                .unit
                .as_deref()
                .map_or(Value::Empty, |code| Value::Text(desk.name(code))),
            finding.file.as_deref().map_or(Value::Empty, Value::Text),
            at.map_or(Value::Empty, Value::Owned),
            Value::Text(finding.text.get(desk.lang)),
            finding.quote.as_deref().map_or(Value::Empty, Value::Text),
        ])?;
    }
    sheet.done()
}
