//! The list of units as the office keeps it, a workbook.

use nhip_core::plan::Plan;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::city::{City, CityUnit};

const HEADINGS: [(&str, f64); 7] = [
    ("Mã", 9.0),
    ("Tên đơn vị", 48.0),
    ("Tên gọi khác", 44.0),
    ("Nhóm", 44.0),
    ("Đơn vị cấp trên", 20.0),
    ("Hiệu lực từ", 14.0),
    ("Hiệu lực đến", 14.0),
];

/// Bytes of the list; the same city gives the same bytes.
pub fn workbook(city: &City, plan: &Plan) -> Result<Vec<u8>, String> {
    write(city, plan).map_err(|error| error.to_string())
}

fn write(city: &City, plan: &Plan) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed day: the library would otherwise ask the clock.
    let day = ExcelDateTime::from_ymd(2026, 8, 14)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Đơn vị")?;
    let bold = Format::new().set_bold();
    for (column, (heading, width)) in (0_u16..).zip(HEADINGS) {
        sheet.write_string_with_format(0, column, heading, &bold)?;
        sheet.set_column_width(column, width)?;
    }
    for (row, unit) in (1_u32..).zip(&city.units) {
        for (column, text) in (0_u16..).zip(cells(city, plan, unit)) {
            sheet.write_string(row, column, text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    workbook.save_to_buffer()
}

fn cells(city: &City, plan: &Plan, unit: &CityUnit) -> [String; 7] {
    let group = group(city, plan, unit.group)
        .map(|group| group.1)
        .unwrap_or_default();
    let above = if unit.place == "phường" || unit.place == "xã" {
        ""
    } else {
        "Thành phố Lạc Giang"
    };
    [
        unit.code.clone(),
        unit.name.clone(),
        unit.aliases.join("; "),
        group,
        above.to_owned(),
        "01/07/2025".to_owned(),
        String::new(),
    ]
}

/// Id and name of the plan's unit for a heading number: the one that owes the heading's first task.
pub fn group(city: &City, plan: &Plan, number: usize) -> Option<(String, String)> {
    let first = *city.plan.tasks(number).first()?;
    let owes = |unit: &&nhip_core::plan::PlanUnit| {
        unit.tasks
            .iter()
            .any(|task| task.text.trim_end_matches('.') == first.trim_end_matches('.'))
    };
    plan.units
        .iter()
        .find(owes)
        .map(|unit| (unit.id.clone(), unit.name.clone()))
}
