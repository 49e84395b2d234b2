//! Text set in columns: one column after the other, where the lines of a page would be read
//! across both. The two halves of a paper's head, or of its foot, are too short to be columns.

use super::glyphs::Glyph;
use super::lines::{self, Line};

/// A gap this wide, in parts of the font size, may part columns.
const GAP: f64 = 0.9;
/// Lines each column has at least; a column goes on below a heading with fewer.
const LINES: usize = 5;
const LINES_BELOW: usize = 2;
/// Letters of a line in a column, on average.
const LETTERS: usize = 18;
/// Lines begin below one another within so many points.
const STEP: f64 = 4.0;
/// Columns beside columns, and headings between them on one page.
const DEEPEST: usize = 3;
const MOST_BANDS: usize = 30;

/// The lines of a page's letters in the order they are read.
pub(super) fn lines(letters: Vec<Glyph>, page: u32) -> Vec<Line> {
    let rows = lines::rows(letters).into_iter();
    let mut found = Vec::new();
    read(rows.map(Row::of).collect(), page, 0, &mut found);
    found
}

/// Letters that share a baseline.
struct Row {
    glyphs: Vec<Glyph>,
    /// Left and right edges of what no wide gap parts, and how many letters it has.
    pieces: Vec<(f64, f64, usize)>,
}

impl Row {
    fn of(mut glyphs: Vec<Glyph>) -> Row {
        glyphs.sort_by(|left, right| left.x.total_cmp(&right.x));
        let mut pieces: Vec<(f64, f64, usize)> = Vec::new();
        for glyph in glyphs.iter().filter(|glyph| !lines::is_blank(glyph)) {
            match pieces.last_mut() {
                Some((_, end, count)) if glyph.x - *end <= GAP * glyph.size => {
                    *end = end.max(glyph.end);
                    *count += 1;
                }
                _ => pieces.push((glyph.x, glyph.end, 1)),
            }
        }
        Row { glyphs, pieces }
    }

    /// Whether something stands on both sides of a place without a gap.
    fn crosses(&self, place: f64) -> bool {
        let mut pieces = self.pieces.iter();
        pieces.any(|(left, right, _)| *left < place && place < *right)
    }
}

/// Rows that a gap parts in two columns.
struct Band {
    begin: usize,
    end: usize,
    place: f64,
}

fn read(rows: Vec<Row>, page: u32, depth: usize, found: &mut Vec<Line>) {
    let bands = match depth < DEEPEST {
        true => bands(&rows),
        false => Vec::new(),
    };
    let mut rows = rows.into_iter();
    let mut at = 0;
    for band in bands {
        let above = rows.by_ref().take(band.begin - at);
        found.extend(above.filter_map(|row| lines::line(row.glyphs, page)));
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for row in rows.by_ref().take(band.end - band.begin) {
            let (one, other) = row
                .glyphs
                .into_iter()
                .partition(|glyph| glyph.x + glyph.end < 2.0 * band.place);
            left.push(Row::of(one));
            right.push(Row::of(other));
        }
        for side in [left, right] {
            let begin = found.len();
            let edges = edges(&side);
            read(side, page, depth + 1, found);
            for line in found.iter_mut().skip(begin) {
                line.column.get_or_insert(edges);
            }
        }
        at = band.end;
    }
    found.extend(rows.filter_map(|row| lines::line(row.glyphs, page)));
}

/// Edges of what stands in some rows.
fn edges(rows: &[Row]) -> (f64, f64) {
    let pieces = || rows.iter().flat_map(|row| &row.pieces);
    let left = pieces().map(|piece| piece.0).fold(f64::INFINITY, f64::min);
    let right = pieces()
        .map(|piece| piece.1)
        .fold(f64::NEG_INFINITY, f64::max);
    (left, right)
}

/// The bands of a page, from top to bottom: all at the one place that parts most lines.
fn bands(rows: &[Row]) -> Vec<Band> {
    let best = places(rows)
        .into_iter()
        .map(|place| (runs(rows, place, LINES), place))
        .filter(|(runs, _)| !runs.is_empty())
        .max_by_key(|(runs, _)| runs.iter().map(|band| band.end - band.begin).sum::<usize>());
    match best {
        Some((_, place)) => runs(rows, place, LINES_BELOW),
        None => Vec::new(),
    }
}

/// Places where columns may be parted: a little before where several pieces begin.
fn places(rows: &[Row]) -> Vec<f64> {
    let pieces = rows.iter().flat_map(|row| &row.pieces);
    let mut begins: Vec<i64> = pieces
        .map(|piece| (piece.0 / STEP).floor() as i64)
        .collect();
    begins.sort_unstable();
    let same = begins.chunk_by(|one, other| one == other);
    let places = same.filter(|begins| begins.len() >= LINES_BELOW);
    places
        .filter_map(|begins| begins.first())
        .map(|begin| *begin as f64 * STEP - 1.0)
        .collect()
}

/// Runs of rows that nothing crosses at a place, with text in columns on both sides.
fn runs(rows: &[Row], place: f64, least: usize) -> Vec<Band> {
    let mut found = Vec::new();
    let mut begin = 0;
    while begin < rows.len() && found.len() < MOST_BANDS {
        let rest = rows.get(begin..).unwrap_or_default();
        let length = rest.iter().take_while(|row| !row.crosses(place)).count();
        let run = rest.get(..length).unwrap_or_default();
        if is_text(run, place, least) {
            found.push(Band {
                begin,
                end: begin + length,
                place,
            });
        }
        begin += length.max(1);
    }
    found
}

/// Whether rows are text on both sides of a place: enough lines, long ones, that begin below one
/// another and fill their column.
fn is_text(rows: &[Row], place: f64, least: usize) -> bool {
    [true, false].into_iter().all(|left| {
        let side = |piece: &&(f64, f64, usize)| (piece.1 <= place) == left;
        let lines: Vec<(f64, f64, usize)> = rows
            .iter()
            .filter_map(|row| {
                let pieces = row.pieces.iter().filter(side);
                pieces
                    .copied()
                    .reduce(|one, other| (one.0, other.1, one.2 + other.2))
            })
            .collect();
        let begin = lines
            .iter()
            .map(|line| line.0)
            .fold(f64::INFINITY, f64::min);
        let end = lines
            .iter()
            .map(|line| line.1)
            .fold(f64::NEG_INFINITY, f64::max);
        let letters: usize = lines.iter().map(|line| line.2).sum();
        let full = |line: &&(f64, f64, usize)| line.1 - line.0 > 0.8 * (end - begin);
        let filled = lines.iter().filter(full).count();
        lines.len() >= least && letters >= LETTERS * lines.len() && filled * 2 >= lines.len()
    })
}
