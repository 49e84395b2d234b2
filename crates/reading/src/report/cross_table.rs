//! Tables whose rows are places or channels and whose columns are what was counted there.

use std::sync::Arc;

use nhip_viet::fold;
use nhip_viet::quantity::{Kind, Quantity, Told, quantities};

use nhip_core::document::{Row, Table};
use nhip_core::report::table::{by_column, value};
use nhip_core::report::{Answer, Entry, Part, cells};

/// A column of figures: the unit and the thing its heading names.
struct Counted {
    at: usize,
    count_unit: String,
    what: String,
    kind: Kind,
}

/// Letters of the longest heading.
const LONGEST_HEADING: usize = 60;

/// The table as one entry, its total first; `None` if it is no such table. What stands in a row is a
/// part of the total's.
pub(super) fn entry(table: &Table, told: Told) -> Option<Entry> {
    let (head, rows) = table.rows.split_first()?;
    let columns = columns(head, rows)?;
    let is_total = |row: &&Row| is_total(row, &columns);
    let total = rows.iter().find(is_total);
    let others = rows.iter().filter(|row| !is_total(row));
    let mut found = Sum {
        told,
        columns: &columns,
        text: String::new(),
        quantities: Vec::new(),
        wholes: vec![None; columns.len()],
    };
    for row in total.into_iter().chain(others) {
        found.row(row, total.is_some());
    }
    Some(Entry {
        part: Part::Figures,
        score: 1.0,
        answer: Answer::Given,
        text: found.text,
        quantities: found.quantities,
        others: Vec::new(),
        place: rows.first().map(cells::place).unwrap_or_default(),
    })
}

/// The columns of figures, if every heading over figures names what is counted.
fn columns(head: &Row, rows: &[Row]) -> Option<Vec<Counted>> {
    let headings = by_column(head);
    let body: Vec<Vec<String>> = rows.iter().map(by_column).collect();
    let numbered = |at: usize| {
        let texts = body.iter().filter_map(|row| row.get(at));
        let written: Vec<&String> = texts.filter(|text| !text.is_empty()).collect();
        let figures = written.iter().filter(|text| value(text).is_some()).count();
        figures > 1 && figures * 10 >= written.len() * 8
    };
    let named = |at: usize| {
        let texts = body.iter().filter_map(|row| row.get(at));
        texts
            .filter(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 1)
            .count()
            > 1
    };
    let columns: Vec<Counted> = headings
        .iter()
        .enumerate()
        .filter(|(at, heading)| numbered(*at) && !is_number(heading))
        .filter_map(|(at, heading)| counted(at, heading))
        .collect();
    let names = (0..headings.len()).any(|at| !numbered(at) && named(at));
    let plain = headings.iter().all(|heading| value(heading).is_none());
    (names && plain && !columns.is_empty()).then_some(columns)
}

/// The column that numbers the rows.
fn is_number(heading: &str) -> bool {
    matches!(
        fold::key(heading).as_str(),
        "tt" | "stt" | "số tt" | "số thứ tự" | "năm" | ""
    )
}

/// "Tờ rơi (tờ)", "Buổi truyền thông", "Tỷ lệ (%)".
fn counted(at: usize, heading: &str) -> Option<Counted> {
    if heading.len() > LONGEST_HEADING || heading.chars().filter(|c| c.is_alphabetic()).count() < 2
    {
        return None;
    }
    let key = fold::key(heading);
    let (name, bracket) = match heading.split_once('(') {
        Some((name, rest)) => (name.trim(), rest.trim_end_matches(')').trim()),
        None => (heading.trim(), ""),
    };
    let percent = key.contains('%') || key.starts_with("tỷ lệ") || key.starts_with("tỉ lệ");
    let plan = key.contains("kế hoạch") || key.contains("chỉ tiêu");
    let read = quantities(&format!("{name}: 1")).into_iter().next();
    let read = read.filter(|read| read.what != name);
    let (unit, what) = read.map_or((String::new(), name.to_owned()), |read| {
        (read.count_unit, read.what)
    });
    let (unit, what) = match bracket {
        "" => (unit, what),
        unit => (unit.to_owned(), name.to_owned()),
    };
    Some(Counted {
        at,
        count_unit: if percent { "%".to_owned() } else { unit },
        what,
        kind: match (percent, plan) {
            (true, _) => Kind::Percent,
            (_, true) => Kind::Plan,
            _ => Kind::Month,
        },
    })
}

/// "Cộng", "Tổng số".
fn is_total(row: &Row, columns: &[Counted]) -> bool {
    let texts = by_column(row);
    let names = texts.iter().enumerate().filter(|(at, text)| {
        let figures = columns.iter().any(|column| column.at == *at);
        !figures && text.chars().any(char::is_alphabetic)
    });
    let mut keys = names.map(|(_, text)| fold::key(text));
    keys.any(|key| key.starts_with("cộng") || key.starts_with("tổng") || key.starts_with("toàn "))
}

/// An entry in the making.
struct Sum<'a> {
    told: Told,
    columns: &'a [Counted],
    text: String,
    quantities: Vec<Quantity>,
    /// The total of each column, by index of its quantity.
    wholes: Vec<Option<usize>>,
}

impl Sum<'_> {
    fn row(&mut self, row: &Row, totalled: bool) {
        let texts = by_column(row);
        let sentence: Arc<str> = texts.join(" | ").into();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let first = self.quantities.is_empty() && totalled;
        let mut start = self.text.chars().count();
        let mut places = Vec::new();
        for text in &texts {
            places.push(start);
            start += text.chars().count() + 3;
        }
        self.text.push_str(&sentence);
        let (own, period) = self.told.own();
        for (at, column) in self.columns.iter().enumerate() {
            let cell = texts.get(column.at).map_or("", String::as_str);
            let Some(value) = value(cell) else { continue };
            let start = places.get(column.at).copied().unwrap_or_default();
            let kind = if column.kind == Kind::Month {
                own
            } else {
                column.kind
            };
            let index = self.quantities.len();
            self.quantities.push(Quantity {
                value: value.value,
                upper: value.upper,
                count_unit: if value.unit.is_empty() {
                    column.count_unit.clone()
                } else {
                    value.unit
                },
                what: column.what.clone(),
                approximate: value.approximate,
                kind,
                period: period.filter(|_| kind == Kind::Window),
                part_of: self.wholes.get(at).copied().flatten(),
                sentence: Arc::clone(&sentence),
                start: start + value.start,
                end: start + value.end,
            });
            if let Some(whole) = self.wholes.get_mut(at).filter(|_| first) {
                *whole = Some(index);
            }
        }
    }
}
