//! Tables set with spaces: a cell belongs to the column it stands below.

use nhip_core::document::Row;

use super::{Is, Line, Typed, row};

/// Spaces between two cells of a line, at least once.
const WIDE: &str = "   ";
/// Spaces between two cells of a line that has a wide gap.
const NARROW: usize = 2;

/// Signs of the shortest rule.
const SHORTEST_RULE: usize = 4;

/// The cells of a line with a wide gap in it; none of another.
pub(super) fn cells(line: &str, lead: usize) -> Vec<Typed> {
    let mut found: Vec<Typed> = Vec::new();
    // A rule below the line may have been joined to it.
    let bare = line.trim_end_matches(['-', '=', '_', '–']);
    let line = if line.len() > bare.len() + SHORTEST_RULE {
        bare
    } else {
        line
    };
    if !line.trim().contains(WIDE) {
        return found;
    }
    let mut spaces = NARROW;
    for (at, c) in line.chars().enumerate() {
        if c.is_whitespace() {
            spaces += 1;
            continue;
        }
        let place = at + lead;
        match found.last_mut().filter(|_| spaces < NARROW) {
            Some(cell) => {
                if spaces > 0 {
                    cell.text.push(' ');
                }
                cell.text.push(c);
                cell.end = place + 1;
            }
            None => found.push(Typed {
                text: c.into(),
                start: place,
                end: place + 1,
            }),
        }
        spaces = 0;
    }
    found
}

/// Rows whose cells stand in the columns of the widest ones. The first lines, which hold no figures,
/// are brought to two.
pub(super) fn placed(lines: &[Line], heads: usize, width: usize) -> Vec<Row> {
    let mut columns: Vec<(usize, usize)> = Vec::new();
    let whole = |line: &&Line| line.figures() > 0 && line.cells.len() == width;
    for line in lines.iter().filter(whole) {
        columns.resize(width, (usize::MAX, 0));
        for (column, cell) in columns.iter_mut().zip(&line.cells) {
            *column = (column.0.min(cell.start), column.1.max(cell.end));
        }
    }
    let texts = |line: &Line| match line.is {
        Is::Section => line.cells.iter().map(|cell| cell.text.clone()).collect(),
        _ if line.cells.len() == width => line.cells.iter().map(|cell| cell.text.clone()).collect(),
        _ => below(&line.cells, &columns),
    };
    let (above, body) = lines.split_at(heads.min(lines.len()));
    let above = above.iter().filter(|line| line.is != Is::Rule);
    let mut headings: Vec<(&Line, Vec<String>)> = above
        .map(|line| (line, below(&line.cells, &columns)))
        .collect();
    while headings.len() > 2 {
        let Some((_, last)) = headings.pop() else {
            break;
        };
        if let Some((_, upper)) = headings.last_mut() {
            upper
                .iter_mut()
                .zip(&last)
                .for_each(|(one, more)| add(one, more));
        }
    }
    let body = body.iter().filter(|line| line.is != Is::Rule);
    headings
        .into_iter()
        .chain(body.map(|line| (line, texts(line))))
        .map(|(line, texts)| row(line.paragraph, texts))
        .collect()
}

/// The text of every column: a cell stands below the column it shares most signs with, or else below
/// the nearest; one between two columns heads both, and stands above the first.
fn below(cells: &[Typed], columns: &[(usize, usize)]) -> Vec<String> {
    let mut texts = vec![String::new(); columns.len()];
    for cell in cells {
        let shared =
            |(start, end): (usize, usize)| cell.end.min(end).saturating_sub(cell.start.max(start));
        let far = |(start, end): (usize, usize)| {
            start.saturating_sub(cell.end) + cell.start.saturating_sub(end)
        };
        let mut best: Option<(usize, usize, usize)> = None;
        for (at, column) in columns.iter().enumerate() {
            let (near, away) = (shared(*column), far(*column));
            let better =
                best.is_none_or(|(_, most, least)| near > most || near == most && away < least);
            if better {
                best = Some((at, near, away));
            }
        }
        if let Some(text) = best.and_then(|(at, ..)| texts.get_mut(at)) {
            add(text, &cell.text);
        }
    }
    texts
}

fn add(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}
