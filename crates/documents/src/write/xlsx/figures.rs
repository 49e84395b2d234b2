//! "Số liệu": units by indicators, totals as formulas that follow the filter.

use nhip_core::consolidation::UnitTotal;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Workbook, XlsxError, utility::column_number_to_name};
use std::collections::HashMap;

use super::Desk;
use super::sheet::{Sheet, Value};
use crate::write::paper::status_word;
use crate::write::paper::text::upper_first;

/// Columns before the indicators.
const BEFORE: u16 = 4;
/// Indicators beside them; Excel's own limit is 16,384 columns.
const MOST: usize = 16_000;

pub(super) fn matrix(desk: &Desk<'_>, book: &mut Workbook) -> Result<(), XlsxError> {
    let totals = || desk.c.totals.iter().take(MOST);
    let names: Vec<String> = totals()
        .map(|total| format!("{} ({})", upper_first(&total.name), total.count_unit))
        .collect();
    let mut columns = vec![
        (desk.say("Mã", "Code"), 12.0),
        (desk.say("Đơn vị", "Unit"), 45.0),
        (desk.say("Nhóm", "Group"), 35.0),
        (desk.say("Kết quả", "Result"), 16.0),
    ];
    columns.extend(names.iter().map(|name| (name.as_str(), 17.0)));
    let mut sheet = Sheet::new(book, desk.say("Số liệu", "Figures"), &columns, desk.large())?;
    let shares: Vec<HashMap<&str, &UnitTotal>> = totals()
        .map(|total| {
            total
                .by_unit
                .iter()
                .map(|share| (share.unit.as_str(), share))
                .collect()
        })
        .collect();
    for unit in &desk.c.units {
        let before = [
            Value::Text(&unit.code),
            Value::Text(&unit.name),
            Value::Text(&unit.group_name),
            Value::Text(status_word(unit.status, desk.lang)),
        ];
        let values = shares.iter().map(|by_unit| {
            by_unit
                .get(unit.code.as_str())
                .map_or(Value::Empty, |share| Value::Number(share.value))
        });
        sheet.row(before.into_iter().chain(values))?;
    }
    // The filter ends above the totals, so that they stay in sight whatever is filtered.
    let last = sheet.next_row();
    sheet.page.autofilter(
        0,
        0,
        last.saturating_sub(1).max(1),
        columns.len().try_into().unwrap_or(BEFORE) - 1,
    )?;
    let label = [
        Value::Empty,
        Value::Text(desk.say("Tổng cộng (theo bộ lọc)", "Total (as filtered)")),
        Value::Empty,
        Value::Empty,
    ];
    let sums = totals().zip(BEFORE..).map(|(total, column)| {
        let name = column_number_to_name(column);
        let now: Decimal = total.by_unit.iter().map(|share| share.value).sum();
        // 109: a sum over the rows in sight.
        Value::Formula(format!("=SUBTOTAL(109,{name}2:{name}{last})"), now)
    });
    sheet.row(label.into_iter().chain(sums))
}
