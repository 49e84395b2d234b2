//! The little of Markdown that plans written or exported as text use: headings, bold lines,
//! pipe tables. Emphasis inside a line stays as written.

use nhip_core::document::{Block, Cell, Paragraph, Place, Row, Table};

/// A heading or a line that is bold as a whole.
pub(super) fn line(mut paragraph: Paragraph) -> Paragraph {
    let marks = paragraph
        .text
        .chars()
        .take_while(|letter| *letter == '#')
        .count();
    if (1..=6).contains(&marks)
        && let Some(title) = paragraph
            .text
            .get(marks..)
            .filter(|rest| rest.starts_with(' '))
    {
        paragraph.level = Some(marks as u8);
        paragraph.text = title.trim().trim_end_matches('#').trim_end().to_owned();
    }
    let inner = paragraph
        .text
        .strip_prefix("**")
        .and_then(|rest| rest.strip_suffix("**"));
    if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains("**")) {
        paragraph.text = inner.trim().to_owned();
        paragraph.bold = true;
    }
    paragraph
}

/// A pipe table that begins at a line: the table and how many lines it takes. Two rows at
/// least: a single line between bars is a line.
pub(super) fn table(lines: &[&str], at: usize, number: u32) -> Option<(Table, usize)> {
    let rows: Vec<&str> = lines
        .get(at..)?
        .iter()
        .copied()
        .take_while(|line| is_row(line))
        .collect();
    if rows.len() < 2 {
        return None;
    }
    let mut table = Table::default();
    for (offset, line) in rows.iter().enumerate() {
        if is_rule(line) {
            continue;
        }
        let row = table.rows.len() + 1;
        let cells = split(line);
        let cells = cells.into_iter().enumerate().map(|(column, text)| {
            let place = Place {
                line: (at + offset + 1) as u32,
                cell: Some(format!("bảng {number}, dòng {row}, cột {}", column + 1)),
                ..Place::default()
            };
            cell(text, place)
        });
        table.rows.push(Row {
            cells: cells.collect(),
        });
    }
    (!table.rows.is_empty()).then_some((table, rows.len()))
}

fn is_row(line: &str) -> bool {
    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
}

/// The line of dashes under a table's head.
fn is_rule(line: &str) -> bool {
    line.contains('-')
        && line
            .chars()
            .all(|letter| matches!(letter, '|' | '-' | ':' | ' '))
}

/// Cells of a row; `\|` is a bar in the text, `<br>` a line break.
fn split(line: &str) -> Vec<String> {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut cells = vec![String::new()];
    let mut letters = inner.chars().peekable();
    while let Some(letter) = letters.next() {
        let Some(last) = cells.last_mut() else { break };
        match letter {
            '\\' if letters.peek() == Some(&'|') => last.extend(letters.next()),
            '|' => cells.push(String::new()),
            other => last.push(other),
        }
    }
    cells
        .iter()
        .map(|cell| {
            cell.replace("<br/>", "<br>")
                .replace("<br>", "\n")
                .trim()
                .to_owned()
        })
        .collect()
}

fn cell(text: String, place: Place) -> Cell {
    let paragraph = line(Paragraph {
        place,
        text,
        ..Paragraph::default()
    });
    let blocks = if paragraph.text.is_empty() {
        Vec::new()
    } else {
        vec![Block::Paragraph(paragraph)]
    };
    Cell { blocks, columns: 1 }
}
