//! Tables typed in a text: rows of cells parted by bars, tabs or wide gaps.

mod gaps;

use std::borrow::Cow;

use nhip_core::document::{Block, Cell, Paragraph, Row, Table};
use nhip_core::report::table::value;
use nhip_viet::fold;

/// Blocks with the tables typed in their paragraphs as tables.
pub(super) fn laid_out(blocks: &[Block]) -> Cow<'_, [Block]> {
    let mut out: Option<Vec<Block>> = None;
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let lines = lines_at(blocks, at);
        let run = at + lines.len().max(1);
        match table(&lines) {
            Some((table, first, behind)) => {
                let out = out.get_or_insert_with(|| blocks.get(..at).unwrap_or_default().to_vec());
                out.extend_from_slice(blocks.get(at..at + first).unwrap_or_default());
                out.push(Block::Table(table));
                at += behind;
            }
            None => {
                if let Some(out) = &mut out {
                    out.push(block.clone());
                    out.extend_from_slice(blocks.get(at + 1..run).unwrap_or_default());
                }
                at = run;
            }
        }
    }
    out.map_or(Cow::Borrowed(blocks), Cow::Owned)
}

/// Whether a table is typed in the paragraphs from one on.
pub(super) fn begins(blocks: &[Block], at: usize) -> bool {
    table(&lines_at(blocks, at)).is_some_and(|(_, first, _)| first == 0)
}

/// Rows of the longest table; more are read as text.
const MOST_ROWS: usize = 10_000;
/// Letters of the longest line between two rows that heads those below it.
const LONGEST_SECTION: usize = 60;
/// Rows of the longest heading.
const MOST_HEADS: usize = 3;

/// What parts the cells of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Tabs,
    Bars,
    Gaps,
}

/// A line of a table.
struct Line<'a> {
    paragraph: &'a Paragraph,
    is: Is,
    /// Cells with the sign they begin and end at; of a section its text alone.
    cells: Vec<Typed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    Row(Joint),
    /// Dashes under a heading.
    Rule,
    /// A line of words between two rows.
    Section,
}

/// A cell as typed: its text, and the signs of the line it stands at.
#[derive(Debug, Clone, Default)]
struct Typed {
    text: String,
    start: usize,
    end: usize,
}

impl Line<'_> {
    fn figures(&self) -> usize {
        let behind = self.cells.iter().skip(1);
        behind.filter(|cell| value(&cell.text).is_some()).count()
    }

    fn is_row(&self) -> bool {
        matches!(self.is, Is::Row(_))
    }
}

/// The lines of one kind of table from a block on; none if no line of a table is there.
fn lines_at(blocks: &[Block], from: usize) -> Vec<Line<'_>> {
    let mut lines: Vec<Line> = Vec::new();
    let mut joint = None;
    while let Some(line) = paragraph(blocks, from + lines.len()) {
        if lines.len() >= MOST_ROWS {
            break;
        }
        let own = cells(line);
        if opens_another(&lines, line, own.as_ref()) {
            break;
        }
        let (is, own) = match (own, joint) {
            (Some((of, cells)), None) => (Is::Row(of), cells),
            (Some((of, cells)), Some(known)) if of == known => (Is::Row(of), cells),
            (_, None) => break,
            _ if is_rule(&line.text) => (Is::Rule, Vec::new()),
            (None, Some(known)) => {
                let next = paragraph(blocks, from + lines.len() + 1).and_then(cells);
                let inside = next.is_some_and(|(of, _)| of == known);
                if !inside || line.text.len() > LONGEST_SECTION {
                    break;
                }
                let words = Typed {
                    text: text(line),
                    ..Typed::default()
                };
                (Is::Section, vec![words])
            }
            _ => break,
        };
        if let Is::Row(of) = is {
            joint = Some(of);
        }
        lines.push(Line {
            paragraph: line,
            is,
            cells: own,
        });
    }
    lines
}

/// Whether a row behind an empty line heads another table than the rows above it.
fn opens_another(lines: &[Line], line: &Paragraph, own: Option<&(Joint, Vec<Typed>)>) -> bool {
    let parted = lines
        .last()
        .is_some_and(|last| line.place.line > last.paragraph.place.line + 1);
    let words =
        own.is_some_and(|(_, cells)| cells.iter().skip(1).all(|cell| value(&cell.text).is_none()));
    parted
        && words
        && lines
            .iter()
            .rev()
            .take(MOST_HEADS)
            .any(|line| line.figures() > 0)
}

/// The table some lines hold, its first line, and the one behind it: at least two rows, in most of
/// which figures stand, below a heading of a few.
fn table(lines: &[Line]) -> Option<(Table, usize, usize)> {
    let first = lines.iter().position(|line| line.figures() > 0)?;
    let above = lines.get(..first)?.iter().enumerate().rev();
    let heads = above.filter(|(_, line)| line.is_row()).take(MOST_HEADS);
    let from = heads.last().map_or(first, |(at, _)| at);
    let heading = lines.get(from..first)?.iter();
    let heads = heading.take_while(|line| line.is != Is::Section).count();
    let wide = |line: &Line| line.is_row().then_some(line.cells.len());
    let widest = lines.iter().filter(|line| line.figures() > 0);
    let width = widest.filter_map(wide).max()?;
    let last = lines
        .iter()
        .rposition(|line| line.figures() > 0 || wide(line) == Some(width))?;
    let lines = lines.get(from..=last)?;
    let body = lines.iter().skip(first - from).filter(|line| line.is_row());
    let figures = body.clone().filter(|line| line.figures() > 0).count();
    let rows = lines.iter().filter(|line| line.is_row()).count();
    if rows < 2 || figures * 2 < body.count().min(rows - 1) {
        return None;
    }
    let placed = match lines.first()?.is {
        Is::Row(Joint::Gaps) => gaps::placed(lines, heads, width),
        _ => by_index(lines, heads, width),
    };
    let table = Table {
        sheet: None,
        rows: placed,
    };
    Some((table, from, last + 1))
}

/// Rows of cells parted by one sign each. A row that is one cell short has lost its first, empty
/// one with the white space around it, or its last: figures stand below figures. The second row of a
/// heading names the last columns.
fn by_index(lines: &[Line], heads: usize, width: usize) -> Vec<Row> {
    let mut numbered = vec![0_usize; width + 1];
    for line in lines.iter().filter(|line| line.cells.len() == width) {
        for (at, cell) in line.cells.iter().enumerate() {
            let count = numbered.get_mut(at).filter(|_| value(&cell.text).is_some());
            if let Some(count) = count {
                *count += 1;
            }
        }
    }
    let fits = |cells: &[Typed], shift: usize| {
        let figures = cells.iter().enumerate();
        figures
            .filter(|(_, cell)| value(&cell.text).is_some())
            .filter(|(at, _)| numbered.get(at + shift).is_some_and(|count| *count > 0))
            .count()
    };
    let first = lines.first().and_then(|line| line.cells.first());
    let numbers =
        first.is_some_and(|cell| matches!(&*fold::key(&cell.text), "tt" | "stt" | "số tt"));
    lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.is != Is::Rule)
        .map(|(at, line)| {
            let mut texts: Vec<String> = line.cells.iter().map(|cell| cell.text.clone()).collect();
            let short = line.is_row() && texts.len() < width && line.paragraph.lead == 0;
            let lost = match at {
                0 if heads > 0 => usize::from(heads == 1 && texts.len() + 1 == width && !numbers),
                _ if at < heads => width.saturating_sub(texts.len()),
                _ => usize::from(
                    texts.len() + 1 == width && fits(&line.cells, 1) >= fits(&line.cells, 0),
                ),
            };
            if short && line.cells.first().is_some_and(|cell| !cell.text.is_empty()) {
                texts.splice(0..0, std::iter::repeat_n(String::new(), lost));
            }
            if line.is_row() && texts.len() < width {
                texts.resize(width, String::new());
            }
            row(line.paragraph, texts)
        })
        .collect()
}

fn paragraph(blocks: &[Block], at: usize) -> Option<&Paragraph> {
    match blocks.get(at)? {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    }
}

fn text(paragraph: &Paragraph) -> String {
    match &paragraph.label {
        Some(label) => format!("{label} {}", paragraph.text),
        None => paragraph.text.clone(),
    }
}

/// The cells of a line and what parts them, where it has two at least.
fn cells(paragraph: &Paragraph) -> Option<(Joint, Vec<Typed>)> {
    let line = text(paragraph);
    if line.contains('\n') {
        return None;
    }
    let parted = |parts: std::str::Split<'_, char>, lead: usize| -> Vec<Typed> {
        let empty = std::iter::repeat_n("", lead);
        let texts = empty.chain(parts).enumerate().map(|(at, part)| Typed {
            text: part.trim().to_owned(),
            start: at,
            end: at + 1,
        });
        texts.collect()
    };
    let (joint, found) = if line.contains('\t') {
        let lead = usize::from(paragraph.lead).min(MOST_EMPTY);
        (Joint::Tabs, parted(line.trim_end().split('\t'), lead))
    } else if line.contains('|') {
        let line = line.trim();
        let line = line.strip_prefix('|').unwrap_or(line);
        let line = line.strip_suffix('|').unwrap_or(line);
        (Joint::Bars, parted(line.split('|'), 0))
    } else {
        (Joint::Gaps, gaps::cells(&line, usize::from(paragraph.lead)))
    };
    let written = found.iter().filter(|cell| !cell.text.is_empty()).count();
    let rule = is_rule(&line);
    (found.len() > 1 && written > 0 && !rule).then_some((joint, found))
}

/// Empty cells a line of tabs may begin with.
const MOST_EMPTY: usize = 12;

/// "|---|:--:|", "------" under a heading.
fn is_rule(line: &str) -> bool {
    let drawn = |c: char| matches!(c, '-' | '–' | '=' | '_' | ':' | '+' | '|' | ' ' | '\t');
    line.chars().all(drawn) && line.contains(['-', '=', '_', '–'])
}

fn row(paragraph: &Paragraph, cells: Vec<String>) -> Row {
    let cell = |text: String| Cell {
        blocks: vec![Block::Paragraph(Paragraph {
            text,
            place: paragraph.place.clone(),
            ..Paragraph::default()
        })],
        columns: 1,
    };
    Row {
        cells: cells.into_iter().map(cell).collect(),
    }
}
