//! Which column of a unit list is which, told by its heading row.

use std::collections::HashMap;

use nhip_core::document::Table;
use nhip_core::report::cells;
use nhip_core::unit::name::plain;

/// Headings in the order a list usually has its columns, Vietnamese and English.
const HEADINGS: [(Column, &[&str]); 8] = [
    (
        Column::Code,
        &[
            "mã",
            "mã đơn vị",
            "mã đv",
            "mã số",
            "code",
            "unit code",
            "id",
        ],
    ),
    (
        Column::Aliases,
        &[
            "tên khác",
            "tên gọi khác",
            "aliases",
            "alias",
            "other names",
        ],
    ),
    (
        Column::Name,
        &["tên đơn vị", "tên", "đơn vị", "name", "unit name", "unit"],
    ),
    (
        Column::Group,
        &["nhóm", "nhóm đơn vị", "thuộc nhóm", "group"],
    ),
    (
        Column::Kind,
        &[
            "loại",
            "loại đơn vị",
            "loại hình",
            "kind",
            "unit kind",
            "type",
        ],
    ),
    (
        Column::Parent,
        &["trực thuộc", "đơn vị cấp trên", "cấp trên", "parent"],
    ),
    (
        Column::From,
        &["hiệu lực từ", "từ", "từ ngày", "valid from", "from"],
    ),
    (
        Column::To,
        &["hiệu lực đến", "đến", "đến ngày", "valid to", "to"],
    ),
];

/// How far down the heading row is looked for: lists have a title above it.
const HEADING_WITHIN: usize = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Code,
    Name,
    Aliases,
    Group,
    Kind,
    Parent,
    From,
    To,
}

/// The row that names the columns, and where each column is.
pub(super) fn head(table: &Table) -> Option<(usize, HashMap<Column, usize>)> {
    table
        .rows
        .iter()
        .take(HEADING_WITHIN)
        .enumerate()
        .find_map(|(at, row)| {
            let mut columns = HashMap::new();
            for (place, cell) in row.cells.iter().enumerate() {
                let heading = plain(&cells::text(cell));
                let known = HEADINGS
                    .iter()
                    .find(|(_, names)| names.contains(&heading.as_str()));
                if let Some((column, _)) = known {
                    columns.entry(*column).or_insert(place);
                }
            }
            let usable = columns.contains_key(&Column::Name) && columns.len() >= 2;
            usable.then_some((at, columns))
        })
}
