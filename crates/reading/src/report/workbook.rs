//! The sheet "Báo cáo" of a form, and heads of workbooks.

use nhip_core::document::{Block, Document, Row, Table};
use nhip_core::report::{Answer, Entry, Part, answer, cells, form, table};
use nhip_viet::fold;
use nhip_viet::quantity::{Told, quantities};

use super::head::Head;
use super::matching::Matcher;
use super::month;

/// Where the columns of the sheet are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    code: usize,
    nil: Option<usize>,
    text: usize,
    note: Option<usize>,
}

/// How far down the heading row is looked for.
const HEADING_WITHIN: usize = 20;

/// The heading row of the form's sheet; `None` if the table is none.
pub(super) fn head(table: &Table) -> Option<(usize, Columns)> {
    let [code, _, nil, text, note] = form::COLUMNS_REPORT.map(fold::key);
    table
        .rows
        .iter()
        .take(HEADING_WITHIN)
        .enumerate()
        .find_map(|(at, row)| {
            let headings: Vec<String> = row
                .cells
                .iter()
                .map(|cell| fold::key(&cells::text(cell)))
                .collect();
            let column = |wanted: &String| headings.iter().position(|heading| heading == wanted);
            let columns = Columns {
                code: column(&code)?,
                nil: column(&nil),
                text: column(&text)?,
                note: column(&note),
            };
            Some((at, columns))
        })
}

/// Entries of the rows below the heading; `None` for a row without a code of the plan or form.
pub(super) fn entries(
    table: &Table,
    from: usize,
    columns: Columns,
    matcher: &Matcher,
) -> Vec<Entry> {
    let rows = table.rows.iter().skip(from + 1);
    rows.flat_map(|row| row_entries(row, columns, matcher))
        .collect()
}

fn row_entries(row: &Row, columns: Columns, matcher: &Matcher) -> Vec<Entry> {
    let cell = |at: Option<usize>| {
        at.and_then(|at| row.cells.get(at))
            .map(cells::text)
            .unwrap_or_default()
    };
    let code = cell(Some(columns.code));
    let known = matcher.by_id(code.trim()).map(|task| Part::Task {
        task: task.to_owned(),
    });
    let part = known.or_else(|| form::part_of_code(&code));
    let texts = [
        (Some(columns.text), cell(Some(columns.text))),
        (columns.note, cell(columns.note)),
    ];
    let Some(part) = part else {
        // A row somebody added below the form is still what somebody wrote.
        let text = row
            .cells
            .iter()
            .map(cells::text)
            .filter(|text| !answer::is_blank(text));
        let text = text.collect::<Vec<_>>().join(" | ");
        let written = texts.iter().any(|(_, text)| !answer::is_blank(text));
        return written
            .then(|| given(Part::Other, text, row, None))
            .into_iter()
            .collect();
    };
    let mut found: Vec<Entry> = texts
        .into_iter()
        .filter(|(_, text)| !answer::is_blank(text) && !answer::is_nil(text))
        .map(|(at, text)| given(part.clone(), text, row, at))
        .collect();
    let said_nil = answer::is_nil(&cell(Some(columns.text)));
    if said_nil || answer::nil_cell(&cell(columns.nil)) {
        found.insert(
            0,
            Entry {
                answer: Answer::Nil,
                ..given(part, form::NIL.to_owned(), row, columns.nil)
            },
        );
    } else if found.is_empty() {
        found.push(Entry {
            answer: Answer::Blank,
            ..given(part, String::new(), row, Some(columns.text))
        });
    }
    found
}

fn given(part: Part, text: String, row: &Row, at: Option<usize>) -> Entry {
    let place = at
        .and_then(|at| row.cells.get(at))
        .and_then(cells::place_of_cell);
    Entry {
        part,
        score: 1.0,
        answer: Answer::Given,
        quantities: quantities(&text),
        others: Vec::new(),
        text,
        place: place.unwrap_or_else(|| cells::place(row)),
    }
}

/// The head of a workbook: what stands above the heading row of its first sheet.
pub(super) fn paper_head(document: &Document) -> Option<Head> {
    let Block::Table(sheet) = document.blocks.first()? else {
        return None;
    };
    sheet.sheet.as_ref()?;
    let columns = head(sheet)
        .map(|(at, _)| at)
        .or_else(|| table::head(sheet, Told::default()).map(|(at, _)| at));
    let end = columns.unwrap_or(HEADING_WITHIN.min(sheet.rows.len()));
    let mut found = Head::default();
    for cell in sheet.rows.iter().take(end).flat_map(|row| &row.cells) {
        for line in cells::text(cell)
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
        {
            let key = fold::key(line);
            if key.contains("báo cáo")
                || month::in_text(line, None).is_some() && month::date(line).is_none()
            {
                found.title.push_str(line);
                found.title.push(' ');
            } else {
                found.lines.push(line.to_owned());
            }
        }
    }
    let issuers = found
        .lines
        .iter()
        .filter(|line| super::head::can_be_issuer(line));
    found.issuer = match found.lines.iter().find_map(|line| named_unit(line)) {
        Some(name) => vec![name.to_owned()],
        None => issuers.cloned().collect(),
    };
    Some(found)
}

/// "Đơn vị: Phường Bến Ngự", "Đơn vị báo cáo: …", as people head a sheet.
fn named_unit(line: &str) -> Option<&str> {
    let (before, name) = line.split_once(':')?;
    let before = fold::key(before);
    let named = before.starts_with("đơn vị") || before.starts_with("tên đơn vị");
    (named && !name.trim().is_empty()).then(|| name.trim())
}
