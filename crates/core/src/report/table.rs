//! Tables: the figures table of our forms, and tables of figures people make themselves.

use std::sync::Arc;

use nhip_viet::fold;
use nhip_viet::number;
use nhip_viet::quantity::{Kind, Quantity, quantities};
use rust_decimal::Decimal;

use super::plain_table::one_line;
use super::{Answer, Entry, Part, answer, cells};
use crate::document::{Row, Table};

/// What the columns of a table of figures are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    indicator: usize,
    count_unit: Option<usize>,
    month: Option<usize>,
    cumulative: Option<usize>,
    note: Option<usize>,
    /// The form's own remarks on the row; nobody wrote them.
    remark: Option<usize>,
}

/// How far down the heading row is looked for.
const HEADING_WITHIN: usize = 12;

/// The heading row of a table of figures; `None` if the table is none.
pub(super) fn head(table: &Table) -> Option<(usize, Columns)> {
    table
        .rows
        .iter()
        .take(HEADING_WITHIN)
        .enumerate()
        .find_map(|(at, row)| Some((at, columns(row)?)))
}

fn columns(row: &Row) -> Option<Columns> {
    let mut found = Columns::default();
    let mut indicator = None;
    for (at, cell) in row.cells.iter().enumerate() {
        let heading = fold::key(&cells::text(cell));
        let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
        if heading.is_empty() || heading.len() > 80 {
            continue;
        }
        if has(&["đơn vị tính", "đvt", "đơn vị đếm"]) {
            found.count_unit.get_or_insert(at);
        } else if has(&["lũy kế", "luỹ kế", "cộng dồn", "từ đầu năm"]) {
            found.cumulative.get_or_insert(at);
        } else if has(&[
            "trong tháng",
            "trong kỳ",
            "số lượng",
            "thực hiện tháng",
            "tháng này",
            "số liệu",
        ]) {
            found.month.get_or_insert(at);
        } else if heading == "kiểm tra" {
            found.remark.get_or_insert(at);
        } else if has(&["ghi chú"]) {
            found.note.get_or_insert(at);
        } else if has(&["chỉ tiêu", "nội dung", "hoạt động", "hình thức", "tên "]) {
            indicator.get_or_insert(at);
        }
    }
    found.indicator = indicator?;
    (found.month.is_some() || found.cumulative.is_some()).then_some(found)
}

/// Entries of the rows below the heading. Rows without an indicator are left out.
pub(super) fn entries(table: &Table, from: usize, columns: &Columns) -> Vec<Entry> {
    table
        .rows
        .iter()
        .skip(from + 1)
        .filter_map(|row| entry(row, columns))
        .collect()
}

/// One row, its cells joined by " | " so that every figure has its place in the row's text.
fn entry(row: &Row, columns: &Columns) -> Option<Entry> {
    let shown = |(at, cell)| match columns.remark == Some(at) {
        true => String::new(),
        false => one_line(&cells::text(cell)),
    };
    let texts: Vec<String> = row.cells.iter().enumerate().map(shown).collect();
    let cell = |at: Option<usize>| at.and_then(|at| texts.get(at)).map_or("", String::as_str);
    let indicator = cell(Some(columns.indicator)).trim();
    // A row of column numbers ("A | B | 1 | 2") names no indicator.
    if indicator.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return None;
    }
    let (month, cumulative) = (cell(columns.month), cell(columns.cumulative));
    let text = texts.join(" | ");
    let text = text.trim_end_matches([' ', '|']).to_owned();
    let reader = RowReader {
        texts: &texts,
        sentence: text.as_str().into(),
        indicator,
        count_unit: cell(columns.count_unit),
    };
    let mut found = Vec::new();
    found.extend(
        columns
            .month
            .and_then(|at| reader.quantity(at, Kind::Month)),
    );
    found.extend(
        columns
            .cumulative
            .and_then(|at| reader.quantity(at, Kind::Cumulative)),
    );
    let answer = match (found.is_empty(), answer::is_nil(month)) {
        (false, _) => Answer::Given,
        (true, true) => Answer::Nil,
        (true, false) if answer::is_blank(month) && answer::is_blank(cumulative) => Answer::Blank,
        (true, false) => Answer::Given,
    };
    // Words where a number belongs are still what somebody wrote; so is a note.
    let noted = answer == Answer::Blank && !answer::is_blank(cell(columns.note));
    let worded = answer == Answer::Given && found.is_empty() || noted;
    Some(Entry {
        part: if worded { Part::Other } else { Part::Figures },
        score: 1.0,
        answer: if worded { Answer::Given } else { answer },
        text,
        quantities: found,
        place: cells::place(row),
    })
}

/// Whether a cell holds a figure that a table of figures takes.
pub(super) fn is_value(cell: &str) -> bool {
    value(&one_line(cell)).is_some()
}

struct RowReader<'a> {
    texts: &'a [String],
    sentence: Arc<str>,
    indicator: &'a str,
    count_unit: &'a str,
}

impl RowReader<'_> {
    /// The quantity in a cell, named by the row's indicator and unit.
    fn quantity(&self, at: usize, kind: Kind) -> Option<Quantity> {
        let cell = self.texts.get(at)?;
        let value = value(cell)?;
        let unit = if self.count_unit.is_empty() {
            &value.unit
        } else {
            self.count_unit
        };
        let percent = unit.trim() == "%"
            || self.indicator.contains('%')
            || fold::key(self.indicator).starts_with("tỷ lệ");
        let before: usize = self
            .texts
            .iter()
            .take(at)
            .map(|text| text.chars().count() + 3)
            .sum();
        let start = before + value.start;
        Some(Quantity {
            value: value.value,
            upper: value.upper,
            count_unit: unit.trim().to_owned(),
            what: what(self.indicator),
            approximate: value.approximate,
            kind: if percent { Kind::Percent } else { kind },
            period: None,
            part_of: None,
            sentence: Arc::clone(&self.sentence),
            start,
            end: before + value.end,
        })
    }
}

/// What is counted: the indicator without "Số", "Tổng số". The unit it repeats stays ("Lượt phát
/// thanh" in "lượt"): it may be the fuller name of the unit.
fn what(indicator: &str) -> String {
    let mut rest = indicator.trim();
    for start in ["Tổng số lượng", "Tổng số", "Số lượng", "Số", "-", "+"] {
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

/// A number in a cell.
struct Value {
    value: Decimal,
    upper: Option<Decimal>,
    approximate: bool,
    unit: String,
    /// Characters from the start of the cell.
    start: usize,
    end: usize,
}

/// "1.200", "1.200 tờ", "hơn 100", "2-3". A whole sentence is no value.
fn value(cell: &str) -> Option<Value> {
    if let Some(number) = number::parse(cell) {
        return Some(Value {
            value: number.value,
            upper: None,
            approximate: false,
            unit: String::new(),
            start: 0,
            end: cell.chars().count(),
        });
    }
    if cell.chars().count() > 40 {
        return None;
    }
    let mut found = quantities(cell).into_iter();
    if let Some(first) = found.next() {
        return found.next().is_none().then_some(Value {
            value: first.value,
            upper: first.upper,
            approximate: first.approximate,
            unit: first.count_unit,
            start: first.start,
            end: first.end,
        });
    }
    let at = cell.find(|c: char| c.is_ascii_digit())?;
    let lead = cell.get(..at)?;
    let about =
        ["hơn", "gần", "khoảng", "trên", "ước", "~", "≈"].contains(&fold::key(lead).as_str());
    let number = number::parse(cell.get(at..)?).filter(|_| about)?;
    let start = lead.chars().count();
    Some(Value {
        value: number.value,
        upper: None,
        approximate: true,
        unit: String::new(),
        start,
        end: cell.chars().count(),
    })
}
