//! Tables that are no tables of figures: each row is a paragraph.

use nhip_core::document::{Place, Row, Table};
use nhip_core::report::cells::one_line;
use nhip_core::report::table::value;
use nhip_core::report::{answer, cells};
use nhip_viet::fold;
use nhip_viet::quantity::{Quantity, Told, quantities_below};

/// A row of a table that is no table of figures, as one paragraph.
pub(super) struct PlainRow {
    pub text: String,
    pub place: Place,
    /// Characters of the cell under "Kết quả", where there is such a column.
    pub result: Option<(usize, usize)>,
    /// Several cells hold a number alone and no heading says of what: none of them may be added.
    pub unsure: bool,
}

/// Rows that say something, the heading row left out.
pub(super) fn rows(table: &Table) -> Vec<PlainRow> {
    let heading = table
        .rows
        .first()
        .filter(|row| table.rows.len() > 1 && is_heading(row));
    let result = heading.and_then(|row| {
        row.cells
            .iter()
            .position(|cell| fold::key(&cells::text(cell)).contains("kết quả"))
    });
    let rows = table.rows.iter().skip(usize::from(heading.is_some()));
    rows.filter_map(|row| plain_row(row, result, table.sheet.is_some()))
        .collect()
}

fn plain_row(row: &Row, result: Option<usize>, sheet: bool) -> Option<PlainRow> {
    let texts: Vec<String> = row
        .cells
        .iter()
        .map(|cell| one_line(&cells::text(cell)))
        .collect();
    let filled = texts.iter().filter(|text| !answer::is_blank(text)).count();
    // Lone cells of a sheet are its head and foot ("Đơn vị: …", "Người lập").
    let lone = sheet && filled == 1 && !texts.iter().any(|text| text.ends_with('.'));
    if filled == 0 || lone {
        return None;
    }
    let range = result.and_then(|at| {
        let start: usize = texts
            .iter()
            .take(at)
            .map(|text| text.chars().count() + 3)
            .sum();
        Some((start, start + texts.get(at)?.chars().count()))
    });
    let numbers = texts
        .iter()
        .skip(1)
        .filter(|text| value(text).is_some_and(|value| value.unit.is_empty() && value.start == 0));
    Some(PlainRow {
        unsure: range.is_none() && numbers.count() > 1,
        text: texts.join(" | "),
        place: cells::place(row),
        result: range,
    })
}

/// A row that only names its columns: short cells without figures.
fn is_heading(row: &Row) -> bool {
    row.cells.iter().map(cells::text).all(|text| {
        text.split_whitespace().count() <= 6 && !text.contains(|c: char| c.is_ascii_digit())
    })
}

/// The quantities of a text that lie within these characters.
pub(super) fn within(text: &str, (start, end): (usize, usize), told: Told) -> Vec<Quantity> {
    let cell: String = text
        .chars()
        .skip(start)
        .take(end.saturating_sub(start))
        .collect();
    let mut found = quantities_below(&cell, told).0;
    for quantity in &mut found {
        quantity.start += start;
        quantity.end += start;
    }
    found
}
