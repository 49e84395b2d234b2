//! The rows of a unit list, each with what its columns say, as written.

use std::collections::HashMap;

use nhip_core::document::{Block, Document, Place, Row};
use nhip_core::report::cells;

use super::column::{Column, head};

/// One row that says anything.
pub(super) struct Fields {
    pub place: Place,
    pub code: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub group: String,
    pub kind: String,
    pub parent: Option<String>,
    pub from: String,
    pub to: String,
}

/// The rows below the first heading row of the document; `None` where it has none.
pub(super) fn rows(document: &Document) -> Option<Vec<Fields>> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let mut heads = tables.filter_map(|table| Some((table, head(table)?)));
    let (table, (top, columns)) = heads.next()?;
    let rows = table.rows.iter().skip(top + 1);
    Some(rows.filter_map(|row| fields(row, &columns)).collect())
}

fn fields(row: &Row, columns: &HashMap<Column, usize>) -> Option<Fields> {
    let cell = |column| {
        columns
            .get(&column)
            .and_then(|&at| row.cells.get(at))
            .map(cells::text)
            .unwrap_or_default()
    };
    let (code, name) = (cell(Column::Code), cell(Column::Name));
    if code.is_empty() && name.is_empty() {
        return None;
    }
    let aliases = cell(Column::Aliases);
    let aliases = aliases.split(';').map(|alias| alias.trim().to_owned());
    Some(Fields {
        place: cells::place(row),
        code,
        name,
        aliases: aliases.filter(|alias| !alias.is_empty()).collect(),
        group: cell(Column::Group),
        kind: cell(Column::Kind),
        parent: Some(cell(Column::Parent)).filter(|parent| !parent.is_empty()),
        from: cell(Column::From),
        to: cell(Column::To),
    })
}
