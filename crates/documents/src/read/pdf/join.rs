//! Lines to paragraphs, by where they stand: a line that reaches the right edge goes on in the
//! next one unless that is indented or stands off.

use super::Page;
use super::grid::Grid;
use super::lines::Line;

/// A paragraph of a PDF.
pub(super) struct Found {
    pub text: String,
    pub page: u32,
    pub centred: bool,
}

/// Edges of the text on most lines, in points.
struct Column {
    left: f64,
    right: f64,
}

/// What stands on the pages, in reading order.
pub(super) enum Piece {
    Paragraph(Found),
    Table(Grid),
}

/// Joins the lines of pages, and tables that go on over pages. A paragraph cut by a page break
/// is left to `heal`, as for every format.
pub(super) fn pieces(pages: Vec<Page>) -> Vec<Piece> {
    let column = column(pages.iter().flat_map(|page| &page.lines));
    let mut found: Vec<Piece> = Vec::new();
    for page in pages {
        let pitch = pitch(&page.lines);
        let mut lines = page.lines.into_iter().peekable();
        let mut first = true;
        for grid in page.grids {
            let before: Vec<Line> =
                std::iter::from_fn(|| lines.next_if(|line| line.y < grid.top)).collect();
            first &= before.is_empty();
            found.extend(
                flow(before, &column, pitch)
                    .into_iter()
                    .map(Piece::Paragraph),
            );
            match found.last_mut() {
                Some(Piece::Table(earlier)) if first && grid.continues(earlier) => {
                    earlier.append(grid)
                }
                _ => found.push(Piece::Table(grid)),
            }
            first = false;
        }
        found.extend(
            flow(lines.collect(), &column, pitch)
                .into_iter()
                .map(Piece::Paragraph),
        );
    }
    found
}

/// The paragraphs of a cell between two edges.
pub(super) fn cell(lines: Vec<Line>, left: f64, right: f64) -> Vec<Found> {
    let begin = lines
        .iter()
        .map(|line| line.left)
        .fold(f64::INFINITY, f64::min);
    // Room on the right is what it is on the left, where the text is set against that edge.
    let padding = (begin - left).clamp(0.0, 8.0);
    let column = Column {
        left: begin,
        right: right - padding,
    };
    let pitch = pitch(&lines);
    flow(lines, &column, pitch)
}

/// Joins lines that follow one another.
fn flow(lines: Vec<Line>, column: &Column, pitch: f64) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut last: Option<Line> = None;
    for line in lines {
        let own = line.column.map(|(left, right)| Column { left, right });
        let column = own.as_ref().unwrap_or(column);
        let goes_on = last
            .as_ref()
            .is_some_and(|last| joins(last, &line, column, pitch));
        match found.last_mut().filter(|_| goes_on) {
            Some(open) => {
                open.text.push_str(glue(&open.text, &line.text));
                open.text.push_str(&line.text);
            }
            None => {
                let centred = centred(&line, column);
                found.push(Found {
                    text: line.text.clone(),
                    page: line.page,
                    centred,
                });
            }
        }
        last = Some(line);
    }
    found
}

/// Whether a line goes on in the next one.
fn joins(last: &Line, next: &Line, column: &Column, pitch: f64) -> bool {
    if last.column != next.column {
        return false;
    }
    let size = last.size.max(next.size);
    let step = next.y - last.y;
    let apart = step > pitch * 1.35 + 1.0 || step <= 0.0;
    let other_size = (last.size - next.size).abs() > 0.12 * size;
    if apart
        || other_size
        || last.text.contains(" | ")
        || next.text.contains(" | ")
        || begins_item(&next.text)
    {
        return false;
    }
    if centred(last, column) && centred(next, column) {
        let width = (column.right - column.left).max(1.0);
        return (last.right - last.left) / width > 0.7;
    }
    // The first word of the next line would not have fitted any more.
    let first = next
        .text
        .split(' ')
        .next()
        .map_or(0, |word| word.chars().count());
    let room = column.right - last.right;
    let full = room < (first as f64 + 1.0) * 0.5 * size + 0.5 * size;
    let indented = next.left > last.left.min(column.left + 4.0 * size) + 0.6 * size;
    full && !indented
}

/// A dash, a letter or a number with its sign begins an item ("- ", "a) ", "1. ", "II. ");
/// "06-NQ/ThU" and "19 trên" do not.
fn begins_item(text: &str) -> bool {
    let Some((label, rest)) = text.split_once(' ') else {
        return false;
    };
    if matches!(label, "-" | "–" | "+" | "•" | "*" | "▪" | "➢" | "") && !rest.is_empty() {
        return true;
    }
    let Some(inner) = label.strip_suffix(['.', ')', '/']) else {
        return false;
    };
    let inner = inner.trim_start_matches('(');
    let short = (1..=8).contains(&inner.chars().count());
    let numbers = inner.split('.').all(|part| {
        !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    let roman = inner
        .chars()
        .all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L'));
    let letter = inner.chars().count() == 1 && inner.chars().all(char::is_alphabetic);
    short && (numbers || roman || letter)
}

/// What to put between two halves: nothing after a hyphen that belongs to the word
/// ("COVID-" and "19"), a space otherwise.
fn glue(left: &str, right: &str) -> &'static str {
    let mut ends = left.chars().rev();
    let hyphen = ends.next() == Some('-') && ends.next().is_some_and(char::is_alphanumeric);
    let word = right.chars().next().is_some_and(char::is_alphanumeric);
    if hyphen && word { "" } else { " " }
}

fn centred(line: &Line, column: &Column) -> bool {
    let (before, after) = (line.left - column.left, column.right - line.right);
    before > 2.0 * line.size
        && (before - after).abs() < 0.12 * (column.right - column.left)
        && (before - after).abs() < 3.0 * line.size
}

/// The edges: where the text of the longer lines begins and ends.
fn column<'l>(lines: impl Iterator<Item = &'l Line>) -> Column {
    let (mut lefts, mut rights): (Vec<f64>, Vec<f64>) =
        lines.map(|line| (line.left, line.right)).unzip();
    lefts.sort_by(f64::total_cmp);
    rights.sort_by(f64::total_cmp);
    let part = |sorted: &[f64], share: usize| {
        sorted
            .get((sorted.len() * share / 100).min(sorted.len().saturating_sub(1)))
            .copied()
            .unwrap_or(0.0)
    };
    Column {
        left: part(&lefts, 5),
        right: part(&rights, 95),
    }
}

/// The usual distance between lines of a page: the lower median.
fn pitch(page: &[Line]) -> f64 {
    let mut steps: Vec<f64> = page
        .windows(2)
        .filter_map(|pair| match pair {
            [above, below] if below.y > above.y => Some(below.y - above.y),
            _ => None,
        })
        .collect();
    steps.sort_by(f64::total_cmp);
    steps
        .get(steps.len().saturating_sub(1) * 2 / 5)
        .copied()
        .unwrap_or(16.0)
}
