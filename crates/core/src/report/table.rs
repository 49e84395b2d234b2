//! Tables: the figures table of our forms, and tables of figures people make themselves.

mod columns;
mod parts;
mod value;

use std::collections::HashSet;
use std::sync::Arc;

use nhip_viet::fold;
use nhip_viet::quantity::{Kind, Quantity};

use super::cells::one_line;
use super::{Answer, Entry, Part, answer, cells};
use crate::document::{Row, Table};
use crate::finding::Finding;
use columns::cells_by_column;
pub use columns::{Column, Columns, by_column, head};
pub use value::value;

/// Entries of the rows below the heading. Rows without an indicator are left out. A row below
/// another ("- Nam"), or of a name that stands in the table twice, keeps the name of the one above it.
pub fn entries(
    table: &Table,
    from: usize,
    columns: &Columns,
    findings: &mut Vec<Finding>,
) -> Vec<Entry> {
    let rows: Vec<&Row> = table.rows.iter().skip(from + 1).collect();
    let names: Vec<String> = rows.iter().map(|row| name(row, columns)).collect();
    let (mut known, mut twice) = (HashSet::new(), HashSet::new());
    for name in &names {
        if !known.insert(fold::key(name)) {
            twice.insert(fold::key(name));
        }
    }
    let mut above = "";
    let mut found = Vec::new();
    for (row, name) in rows.into_iter().zip(&names) {
        let below = is_below(name) || twice.contains(&fold::key(name));
        let of = if below { above } else { "" };
        match entry(row, columns, of, findings) {
            Some(part) if is_below(name) => {
                let other = parts::joined(found.last_mut(), part);
                found.extend(other);
            }
            other => found.extend(other),
        }
        if !below && !name.is_empty() {
            above = name;
        }
    }
    if let Some(chosen) = chosen(columns, &found) {
        findings.push(chosen);
    }
    found
}

fn name(row: &Row, columns: &Columns) -> String {
    let texts = by_column(row);
    texts
        .get(columns.indicator)
        .map_or_else(String::new, |text| text.trim().to_owned())
}

/// "- Nam", "+ Nữ", "Trong đó: nữ".
fn is_below(name: &str) -> bool {
    let marked = name.starts_with(['-', '–', '+', '•', '*']);
    marked || fold::key(name).starts_with("trong đó")
}

/// The column of the month beside one of a plan or another month: told, so that somebody looks.
fn chosen(columns: &Columns, entries: &[Entry]) -> Option<Finding> {
    let taken = columns
        .values
        .iter()
        .find(|column| matches!(column.kind, Kind::Month | Kind::Window))?;
    let passed: Vec<&str> = columns
        .values
        .iter()
        .filter(|column| matches!(column.kind, Kind::Plan | Kind::Other))
        .map(|column| column.heading.as_str())
        .collect();
    let place = entries.first()?.place.clone();
    let (taken, passed) = (taken.heading.as_str(), passed.join("”, “"));
    (!passed.is_empty()).then(|| {
        Finding::new(
            "G276",
            format!("bảng số liệu có nhiều cột: đã lấy cột “{taken}” làm kết quả của tháng, không lấy cột “{passed}”"),
            format!("the figures table has several columns: “{taken}” was taken for the month's results, not “{passed}”"),
        )
        .at(place)
    })
}

/// One row, its cells joined by " | " so that every figure has its place in the row's text.
fn entry(row: &Row, columns: &Columns, above: &str, findings: &mut Vec<Finding>) -> Option<Entry> {
    let columns_of = cells_by_column(row);
    let cell_at = |column: usize| columns_of.get(column).copied();
    let remark = columns.remark.and_then(cell_at);
    let shown = |(at, cell)| match remark == Some(at) {
        true => String::new(),
        false => one_line(&cells::text(cell)),
    };
    let texts: Vec<String> = row.cells.iter().enumerate().map(shown).collect();
    let cell = |column: Option<usize>| {
        let at = column.and_then(cell_at);
        at.and_then(|at| texts.get(at)).map_or("", String::as_str)
    };
    let indicator = cell(Some(columns.indicator)).trim();
    // A row of column numbers ("A | B | 1 | 2") names no indicator.
    if indicator.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return None;
    }
    let text = texts.join(" | ");
    let text = text.trim_end_matches([' ', '|']).to_owned();
    let reader = RowReader {
        texts: &texts,
        sentence: text.as_str().into(),
        indicator,
        above,
        count_unit: match cell(columns.count_unit) {
            "" => bracketed(indicator),
            unit => unit,
        },
    };
    let found = reader.quantities(&columns.values, cell_at);
    findings.extend(
        reader
            .other_unit(&found)
            .map(|finding| finding.at(cells::place(row))),
    );
    let written: Vec<&str> = columns
        .values
        .iter()
        .map(|column| cell(Some(column.at)))
        .collect();
    let answer = answer_of(&found, &written);
    // Words where a number belongs are still what somebody wrote; so is a note.
    let noted = answer == Answer::Blank && !answer::is_blank(cell(columns.note));
    let worded = answer == Answer::Given && found.is_empty() || noted;
    Some(Entry {
        part: if worded { Part::Other } else { Part::Figures },
        score: 1.0,
        answer: if worded { Answer::Given } else { answer },
        text,
        quantities: found,
        others: Vec::new(),
        place: cells::place(row),
    })
}

/// How a row answered, by what stands in its columns of figures.
fn answer_of(found: &[Quantity], written: &[&str]) -> Answer {
    match found.is_empty() {
        false => Answer::Given,
        true if written.iter().any(|text| answer::is_nil(text)) => Answer::Nil,
        true if written.iter().all(|text| answer::is_blank(text)) => Answer::Blank,
        true => Answer::Given,
    }
}

/// The unit an indicator names in brackets: "Họp dân (cuộc)".
fn bracketed(indicator: &str) -> &str {
    let inside = indicator
        .strip_suffix(')')
        .and_then(|name| name.rsplit_once('('));
    let unit = inside.map_or("", |(_, unit)| unit.trim());
    match columns::counts(unit) {
        true => unit,
        false => "",
    }
}

/// Whether a cell holds a figure that a table of figures takes.
pub fn is_value(cell: &str) -> bool {
    value(&one_line(cell)).is_some()
}

struct RowReader<'a> {
    texts: &'a [String],
    sentence: Arc<str>,
    indicator: &'a str,
    /// Name of the row this one stands below.
    above: &'a str,
    count_unit: &'a str,
}

impl RowReader<'_> {
    /// The quantities of the columns; one cell over several columns is one figure, and a part of
    /// another column is one of its figure.
    fn quantities(
        &self,
        columns: &[Column],
        cell_at: impl Fn(usize) -> Option<usize>,
    ) -> Vec<Quantity> {
        let (mut found, mut taken): (Vec<Quantity>, Vec<usize>) = (Vec::new(), Vec::new());
        for column in columns {
            let whole = column
                .part_of
                .and_then(|at| taken.iter().position(|one| *one == at));
            let Some(quantity) = cell_at(column.at).and_then(|at| self.quantity(at, column)) else {
                continue;
            };
            if found.last().is_none_or(|last| last.start < quantity.start) {
                taken.push(column.at);
                found.push(Quantity {
                    part_of: whole.filter(|_| quantity.kind == column.kind),
                    ..quantity
                });
            }
        }
        found
    }

    /// The quantity in a cell, named by the row's indicator and unit. A cell that says its own unit
    /// is counted in it.
    fn quantity(&self, at: usize, column: &Column) -> Option<Quantity> {
        let cell = self.texts.get(at)?;
        let value = value(cell)?;
        let unit = match value.unit.trim() {
            "" => self.count_unit.trim(),
            own => own,
        };
        let percent = unit == "%"
            || self.indicator.contains('%')
            || fold::key(self.indicator).starts_with("tỷ lệ");
        let kind = match column.kind {
            Kind::Month | Kind::Window | Kind::Cumulative if percent => Kind::Percent,
            Kind::Month | Kind::Window if stands(self.indicator) => Kind::State,
            kind => kind,
        };
        let before: usize = self
            .texts
            .iter()
            .take(at)
            .map(|text| text.chars().count() + 3)
            .sum();
        Some(Quantity {
            value: value.value,
            upper: value.upper,
            count_unit: if kind == Kind::Percent && unit.is_empty() {
                "%"
            } else {
                unit
            }
            .to_owned(),
            what: self.what(column),
            approximate: value.approximate,
            kind,
            period: column.period.filter(|_| kind == column.kind),
            part_of: None,
            sentence: Arc::clone(&self.sentence),
            start: before + value.start,
            end: before + value.end,
        })
    }

    fn what(&self, column: &Column) -> String {
        let own = what(self.indicator);
        let above = what(self.above);
        let parts = [above.as_str(), own.as_str(), column.part.as_str()];
        let named = parts.iter().filter(|part| !part.is_empty());
        named.copied().collect::<Vec<_>>().join(" ")
    }

    /// "12 buổi" in a row of "tờ".
    fn other_unit(&self, found: &[Quantity]) -> Option<Finding> {
        let row = fold::key(self.count_unit);
        let other = found.iter().find(|quantity| {
            let own = fold::key(&quantity.count_unit);
            let alike = own.contains(&row) || row.contains(&own);
            quantity.kind != Kind::Percent && !row.is_empty() && !alike
        })?;
        let (own, row) = (&other.count_unit, self.count_unit.trim());
        Some(
            Finding::new(
                "C277",
                format!("ô ghi “{own}” nhưng dòng tính bằng “{row}”; đã lấy theo ô, cần kiểm tra"),
                format!("the cell says “{own}”, its row counts in “{row}”; the cell was taken, please check"),
            )
            .quoting(self.sentence.to_string()),
        )
    }
}

/// Rows of what there is, not of what was done: "Hồ sơ đang lưu", "Giấy phép còn hiệu lực".
fn stands(indicator: &str) -> bool {
    let key = fold::key(indicator);
    let words: Vec<&str> = key.split(' ').collect();
    let pair = |first: &str, second: &str| match (first, second) {
        ("thực" | "phát" | "thể" | "xuất" | "tái" | "biểu" | "hoàn", _) => false,
        ("duy", "trì") | ("hiện", "có" | "còn" | "nay" | "quản" | "lưu" | "tại") => true,
        ("còn", "tồn" | "lại" | "hiệu" | "hạn" | "thiếu" | "dùng" | "sử" | "hoạt") => {
            true
        }
        ("đang", _) | ("tồn", "cuối" | "kho" | "đọng" | "kỳ") => true,
        _ => false,
    };
    words
        .windows(2)
        .any(|two| matches!(two, [first, second] if pair(first, second)))
}

/// What is counted: the indicator without "Số", "Tổng số". The unit it repeats stays ("Lượt phát
/// thanh" in "lượt"): it may be the fuller name of the unit.
fn what(indicator: &str) -> String {
    let mut rest = indicator.trim();
    for start in [
        "-",
        "–",
        "+",
        "•",
        "*",
        "Trong đó",
        ":",
        "Tổng số lượng",
        "Tổng số",
        "Số lượng",
        "Số",
    ] {
        if let Some(cut) = strip_word(rest, start) {
            rest = cut;
        }
    }
    rest.to_owned()
}

/// The text after a word it begins with, whatever its case; not in the middle of a word.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let length = word.trim().chars().count();
    let end = text
        .char_indices()
        .nth(length)
        .map_or(text.len(), |(at, _)| at);
    let (start, rest) = text.split_at_checked(end)?;
    let same = length > 0 && fold::key(start) == fold::key(word.trim());
    let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    (same && ends).then(|| rest.trim())
}
