//! "Nguồn" and "Câu văn": one row for each figure and each paragraph's source.

use nhip_core::consolidation::{Consolidation, Figure};
use nhip_core::report::Part;
use nhip_viet::quantity::Kind;
use rust_xlsxwriter::{Workbook, XlsxError};
use std::collections::HashMap;

use super::Desk;
use super::sheet::{MOST_ROWS, Sheet, Value, yes};
use crate::write::paper::text::place;

/// Names of units by code.
pub(super) fn names(c: &Consolidation) -> HashMap<&str, &str> {
    c.units
        .iter()
        .map(|unit| (unit.code.as_str(), unit.name.as_str()))
        .collect()
}

/// Figures; a second sheet where one is full.
pub(super) fn figures(desk: &Desk<'_>, book: &mut Workbook) -> Result<(), XlsxError> {
    let columns = [
        (desk.say("Nguồn số", "Source"), 9.0),
        (desk.say("Mã", "Code"), 10.0),
        (desk.say("Đơn vị", "Unit"), 36.0),
        (desk.say("Tệp", "File"), 34.0),
        (desk.say("Vị trí", "Place"), 14.0),
        (desk.say("Nhiệm vụ", "Task"), 14.0),
        (desk.say("Giá trị", "Value"), 12.0),
        (desk.say("Đến", "Up to"), 10.0),
        (desk.say("Đơn vị tính", "Unit of count"), 13.0),
        (desk.say("Nội dung đếm", "What"), 36.0),
        (desk.say("Loại", "Kind"), 13.0),
        (desk.say("Ước chừng", "About"), 9.0),
        (desk.say("Là một phần của nguồn", "Part of source"), 11.0),
        (desk.say("Câu nguyên văn", "Sentence"), 70.0),
        (desk.say("Cộng vào chỉ tiêu", "Added to"), 34.0),
        (desk.say("Lý do không cộng", "Why not added"), 40.0),
    ];
    let totals: HashMap<&str, &str> = desk
        .c
        .totals
        .iter()
        .map(|total| (total.key.as_str(), total.name.as_str()))
        .collect();
    let base = desk.say("Nguồn", "Sources");
    let mut chunks = desk.c.figures.chunks(MOST_ROWS).enumerate().peekable();
    if chunks.peek().is_none() {
        return Sheet::new(book, base, &columns, desk.large())?.done();
    }
    for (index, chunk) in chunks {
        let name = if index == 0 {
            base.to_owned()
        } else {
            format!("{base} {}", index + 1)
        };
        let mut sheet = Sheet::new(book, &name, &columns, desk.large())?;
        for figure in chunk {
            sheet.row(figure_row(desk, figure, &totals))?;
        }
        sheet.done()?;
    }
    Ok(())
}

fn figure_row<'a>(
    desk: &Desk<'a>,
    figure: &'a Figure,
    totals: &HashMap<&str, &'a str>,
) -> [Value<'a>; 16] {
    let kind = match figure.kind {
        Kind::Month => desk.say("trong tháng", "month"),
        Kind::Cumulative => desk.say("lũy kế", "cumulative"),
        Kind::Window => desk.say("khoảng ngày", "window"),
        Kind::State => desk.say("hiện có", "state"),
        Kind::Percent => desk.say("tỷ lệ", "percent"),
        Kind::Rate => desk.say("bình quân", "rate"),
        Kind::Plan => desk.say("kế hoạch", "plan"),
        Kind::Change => desk.say("tăng, giảm", "change"),
        Kind::Other => desk.say("kỳ khác", "other period"),
    };
    let total = figure
        .total
        .as_deref()
        .map(|key| totals.get(key).copied().unwrap_or(key));
    [
        Value::Count(figure.n),
        Value::Text(&figure.unit),
        Value::Text(desk.name(&figure.unit)),
        Value::Text(&figure.file),
        Value::Owned(place(&figure.place, desk.lang)),
        Value::Text(part_code(&figure.part)),
        Value::Number(figure.value),
        figure.upper.map_or(Value::Empty, Value::Number),
        Value::Text(&figure.count_unit),
        Value::Text(&figure.what),
        Value::Text(kind),
        Value::Text(yes(figure.approximate, desk.lang)),
        figure.part_of.map_or(Value::Empty, Value::Count),
        Value::Text(&figure.sentence),
        total.map_or(Value::Empty, Value::Text),
        figure
            .not_added
            .as_ref()
            .map_or(Value::Empty, |reason| Value::Text(reason.get(desk.lang))),
    ]
}

/// The task's id, or the form's code of a part that is no task.
fn part_code(part: &Part) -> &str {
    use nhip_core::report::form::PARTS;
    match part {
        Part::Task { task } => task,
        other => PARTS
            .iter()
            .find(|(_, known, _)| known == other)
            .map_or("", |(code, ..)| code),
    }
}

/// Paragraphs: one row per unit that wrote one.
pub(super) fn sentences(desk: &Desk<'_>, book: &mut Workbook) -> Result<(), XlsxError> {
    let columns = [
        (desk.say("Nhiệm vụ", "Task"), 14.0),
        (desk.say("Nội dung", "Text"), 80.0),
        (desk.say("Mã", "Code"), 10.0),
        (desk.say("Đơn vị", "Unit"), 40.0),
        (desk.say("Tệp", "File"), 40.0),
        (desk.say("Vị trí", "Place"), 14.0),
        (desk.say("Mức chắc chắn", "Score"), 10.0),
    ];
    let mut sheet = Sheet::new(
        book,
        desk.say("Câu văn", "Sentences"),
        &columns,
        desk.large(),
    )?;
    let paragraphs = desk
        .c
        .tasks
        .iter()
        .flat_map(|task| task.paragraphs.iter().map(move |p| (task, p)));
    let rows =
        paragraphs.flat_map(|(task, p)| p.sources.iter().map(move |source| (task, p, source)));
    for (task, paragraph, source) in rows.take(MOST_ROWS) {
        let score = rust_decimal::Decimal::try_from(source.score)
            .unwrap_or_default()
            .round_dp(3);
        sheet.row([
            Value::Text(part_code(&task.part)),
            Value::Text(&paragraph.text),
            Value::Text(&source.unit),
            Value::Text(desk.name(&source.unit)),
            Value::Text(&source.file),
            Value::Owned(place(&source.place, desk.lang)),
            Value::Number(score),
        ])?;
    }
    sheet.done()
}
