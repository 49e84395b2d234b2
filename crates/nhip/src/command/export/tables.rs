//! Which tables an export has, and what their columns mean: written into the export itself too.

mod listed;

use std::collections::BTreeMap;
use std::io::Write;

use nhip_core::report::draft::{Column, Field};
use nhip_store::Time;
use nhip_store::backup::{self, Table};
use nhip_store::db::Db;
use nhip_store::unit;
use nhip_store::value::Value as Cells;
use serde_json::{Map, Value};

use self::listed::Cell::{self, As, At, In};
use self::listed::{FIGURES, SHEETS, UNITS};
use super::place::Place;
use super::{sheet, unwritten};
use crate::command::database;
use crate::outcome::Failure;

/// What is in the export, for people.
pub fn guide() -> String {
    let mut text = String::from(
        "DỮ LIỆU XUẤT TỪ NHỊP / DATA EXPORTED FROM NHỊP\r\n\r\n\
         Bảng .csv: UTF-8, dấu phẩy, dòng đầu là tên cột. Ô bắt đầu bằng = + - @ mà không phải số có\r\n\
         thêm dấu nháy ' ở trước để bảng tính không coi là công thức. Không có mật khẩu, phiên đăng nhập, bí mật.\r\n\
         Tables are .csv: UTF-8, commas, column names first. A cell that begins with = + - @ and is no number\r\n\
         has an apostrophe before it, so that no spreadsheet takes it for a formula. No passwords, no secrets.\r\n\r\n\
         tep/ : tệp gốc như đã nhận / files as they came\r\n\
         anh/ : ảnh hoạt động / photos of activities\r\n\
         ke-hoach/, tong-hop/ : JSON theo docs/schema / JSON by docs/schema\r\n",
    );
    let mut add = |file: &str, what: &str, columns: &[(&str, &str)]| {
        text.push_str(&format!("\r\n{file}: {what}\r\n"));
        for (name, meaning) in columns {
            text.push_str(&format!("  {name}: {meaning}\r\n"));
        }
    };
    add(UNITS.0, UNITS.1, &UNITS.2);
    for one in SHEETS.into_iter().flatten() {
        let columns: Vec<(&str, &str)> = one
            .columns
            .iter()
            .map(|(name, _, meaning)| (*name, *meaning))
            .collect();
        add(one.file, one.what, &columns);
    }
    add(FIGURES.0, FIGURES.1, &FIGURES.2);
    text
}

/// Writes every table.
pub async fn write(db: &Db, place: &mut Place) -> Result<(), Failure> {
    units(db, place).await?;
    let tables = backup::tables(db).await?;
    for one in SHEETS.into_iter().flatten() {
        let Some(table) = tables.iter().find(|table| table.name == one.table) else {
            return Err(database::broken(&format!("{}?", one.table)));
        };
        let mut to = place.begin_file(one.file)?;
        let head = one.columns.iter().map(|(name, ..)| *name);
        let head = format!("{}{}", sheet::MARK, sheet::line(head));
        to.write_all(head.as_bytes()).map_err(unwritten)?;
        let mut rows = table.rows(db);
        while let Some(page) = rows.next().await? {
            for row in &page {
                let row = meant(table, row)?;
                let cells = one.columns.iter().map(|(_, cell, _)| shown(&row, *cell));
                let cells: Vec<String> = cells.collect();
                let line = sheet::line(cells.iter().map(String::as_str));
                to.write_all(line.as_bytes()).map_err(unwritten)?;
            }
        }
        to.flush().map_err(unwritten)?;
    }
    let fields = tables.iter().find(|table| table.name == "report_field");
    match fields {
        Some(table) => figures(db, table, place).await,
        None => Err(database::broken("report_field?")),
    }
}

/// A row by the names of its columns.
fn meant(table: &Table, row: &[Cells]) -> Result<Map<String, Value>, Failure> {
    serde_json::from_str(&table.line(row)).map_err(super::ours)
}

fn shown(row: &Map<String, Value>, cell: Cell) -> String {
    match cell {
        As(name) => text(row.get(name)),
        At(name) => row
            .get(name)
            .and_then(Value::as_i64)
            .map_or_else(String::new, |at| {
                Time(at).local().format("%Y-%m-%d %H:%M:%S").to_string()
            }),
        In(name, pointer) => {
            let inside = row.get(name).and_then(Value::as_str);
            let inside: Option<Value> = inside.and_then(|json| serde_json::from_str(json).ok());
            text(inside.as_ref().and_then(|json| json.pointer(pointer)))
        }
    }
}

fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// A line for each spell of each unit.
async fn units(db: &Db, place: &mut Place) -> Result<(), Failure> {
    let (file, _, columns) = UNITS;
    let mut lines = format!(
        "{}{}",
        sheet::MARK,
        sheet::line(columns.map(|(name, _)| name))
    );
    let register = unit::register(db).await?;
    for life in register.lives() {
        for spell in &life.spells {
            let day = |day: Option<chrono::NaiveDate>| {
                day.map_or_else(String::new, |day| day.to_string())
            };
            let (from, to) = (day(spell.valid_from), day(spell.valid_to));
            let aliases = spell.aliases.join("; ");
            lines.push_str(&sheet::line([
                life.id.as_str(),
                &spell.code,
                &spell.name,
                &spell.kind,
                spell.parent.as_deref().unwrap_or_default(),
                &from,
                &to,
                &aliases,
            ]));
        }
    }
    place.file(file, lines.as_bytes())
}

/// The rows of the reports' figures tables, gathered from their boxes.
async fn figures(db: &Db, table: &Table, place: &mut Place) -> Result<(), Failure> {
    let (file, _, columns) = FIGURES;
    let mut found: BTreeMap<(String, usize), [String; 5]> = BTreeMap::new();
    let mut rows = table.rows(db);
    while let Some(page) = rows.next().await? {
        for row in &page {
            let row = meant(table, row)?;
            let field = Field::parse(&text(row.get("name")));
            let value = text(row.get("value"));
            if let Some(Field::Figure(n, column)) = field.filter(|_| !value.is_empty()) {
                let cells = found.entry((text(row.get("report")), n)).or_default();
                let at = Column::ALL.iter().position(|one| *one == column);
                if let Some(cell) = at.and_then(|at| cells.get_mut(at)) {
                    *cell = value;
                }
            }
        }
    }
    let mut to = place.begin_file(file)?;
    let head = format!(
        "{}{}",
        sheet::MARK,
        sheet::line(columns.map(|(name, _)| name))
    );
    to.write_all(head.as_bytes()).map_err(unwritten)?;
    for ((report, n), cells) in found {
        let n = n.to_string();
        let line = [report.as_str(), &n]
            .into_iter()
            .chain(cells.iter().map(String::as_str));
        to.write_all(sheet::line(line).as_bytes())
            .map_err(unwritten)?;
    }
    to.flush().map_err(unwritten)
}
