//! Tables: where ruled lines make a grid, the letters between them are its cells. Without
//! this the columns of a row would be read through one another.

use super::glyphs::Glyph;
use super::lines::{self, Line};
use super::rules::{MOST, Rule};

/// Rules this close, in points, touch or are one.
const NEAR: f64 = 3.0;
/// Finer grids are millimetre paper.
const MOST_EDGES: usize = 200;

/// A table on a page.
#[derive(Debug)]
pub(super) struct Grid {
    pub page: u32,
    /// Upper edge.
    pub top: f64,
    /// Left edges of the columns, and the right edge of the last one.
    pub edges: Vec<f64>,
    /// Lines of each cell, row by row.
    pub rows: Vec<Vec<Vec<Line>>>,
}

/// Takes the letters of tables out of a page.
pub(super) fn take(rules: &[Rule], letters: &mut Vec<Glyph>, page: u32) -> Vec<Grid> {
    if rules.len() > MOST {
        return Vec::new();
    }
    let mut grids: Vec<Grid> = connected(rules)
        .into_iter()
        .filter_map(|rules| Frame::of(rules)?.fill(letters, page))
        .collect();
    grids.sort_by(|left, right| left.top.total_cmp(&right.top));
    grids
}

impl Grid {
    /// Whether this table, first on its page, goes on from one that was last on the page
    /// before: their columns are the same.
    pub(super) fn continues(&self, earlier: &Grid) -> bool {
        let same = |(one, other): (&f64, &f64)| (one - other).abs() <= NEAR;
        self.page == earlier.last_page() + 1
            && self.edges.len() == earlier.edges.len()
            && self.edges.iter().zip(&earlier.edges).all(same)
    }

    /// Adds the rows of the same table on the next page, without the head printed again.
    pub(super) fn append(&mut self, next: Grid) {
        let head = self.rows.first().map(|row| texts(row));
        let again = next.rows.first().map(|row| texts(row));
        let skip = usize::from(head == again);
        self.rows.extend(next.rows.into_iter().skip(skip));
    }

    fn last_page(&self) -> u32 {
        let lines = self.rows.iter().flatten().flatten();
        lines.map(|line| line.page).max().unwrap_or(self.page)
    }
}

fn texts(row: &[Vec<Line>]) -> Vec<&str> {
    row.iter()
        .flatten()
        .map(|line| line.text.as_str())
        .collect()
}

/// Groups of rules that touch one another.
fn connected(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut left: Vec<Rule> = rules.to_vec();
    let mut groups = Vec::new();
    while let Some(first) = left.pop() {
        let mut group = vec![first];
        let mut next = 0;
        while let Some(rule) = group.get(next).copied() {
            next += 1;
            let (near, far) = left
                .into_iter()
                .partition::<Vec<Rule>, _>(|other| touch(&rule, other));
            group.extend(near);
            left = far;
        }
        groups.push(group);
    }
    groups
}

fn touch(one: &Rule, other: &Rule) -> bool {
    if one.vertical == other.vertical {
        let overlap = one.from.max(other.from) <= one.to.min(other.to) + NEAR;
        return (one.at - other.at).abs() <= NEAR && overlap;
    }
    let within = |rule: &Rule, at: f64| rule.from - NEAR <= at && at <= rule.to + NEAR;
    within(one, other.at) && within(other, one.at)
}

/// The edges of a grid and the rules that make them.
struct Frame {
    columns: Vec<f64>,
    rows: Vec<f64>,
    rules: Vec<Rule>,
}

impl Frame {
    /// A frame of at least two columns; a single column is a box around text.
    fn of(rules: Vec<Rule>) -> Option<Frame> {
        let columns = edges(rules.iter().filter(|rule| rule.vertical));
        let rows = edges(rules.iter().filter(|rule| !rule.vertical));
        let sound =
            (3..MOST_EDGES).contains(&columns.len()) && (2..MOST_EDGES).contains(&rows.len());
        sound.then_some(Frame {
            columns,
            rows,
            rules,
        })
    }

    /// Puts the letters that stand in the grid into its cells; `None` if there are none.
    fn fill(&self, letters: &mut Vec<Glyph>, page: u32) -> Option<Grid> {
        let (height, width) = (self.rows.len() - 1, self.columns.len() - 1);
        let mut cells: Vec<Vec<Vec<Glyph>>> = vec![vec![Vec::new(); width]; height];
        let mut homes = vec![vec![None; width]; height];
        let mut outside = Vec::new();
        for glyph in std::mem::take(letters) {
            let middle = ((glyph.x + glyph.end) / 2.0, glyph.y - 0.3 * glyph.size);
            let place = band(&self.columns, middle.0).zip(band(&self.rows, middle.1));
            let cell = place.and_then(|(column, row)| {
                let home = homes.get_mut(row)?.get_mut(column)?;
                let (row, column) = *home.get_or_insert_with(|| self.home(row, column));
                cells.get_mut(row)?.get_mut(column)
            });
            match cell {
                Some(cell) => cell.push(glyph),
                None => outside.push(glyph),
            }
        }
        *letters = outside;
        let rows: Vec<Vec<Vec<Line>>> = cells
            .into_iter()
            .map(|row| {
                row.into_iter()
                    .map(|cell| lines::of_letters(cell, page))
                    .collect::<Vec<_>>()
            })
            .filter(|row: &Vec<Vec<Line>>| row.iter().any(|cell| !cell.is_empty()))
            .collect();
        let top = self.rows.first().copied().unwrap_or_default();
        (!rows.is_empty()).then(|| Grid {
            page,
            top,
            edges: self.columns.clone(),
            rows,
        })
    }

    /// The first cell of the merged ones a cell belongs to: no rule stands between them.
    fn home(&self, mut row: usize, mut column: usize) -> (usize, usize) {
        while column > 0 && !self.ruled(true, column, row) {
            column -= 1;
        }
        while row > 0 && !self.ruled(false, row, column) {
            row -= 1;
        }
        (row, column)
    }

    /// Whether a rule stands on an edge beside a cell, at the middle of the cell's side.
    fn ruled(&self, vertical: bool, edge: usize, beside: usize) -> bool {
        let (edges, sides) = if vertical {
            (&self.columns, &self.rows)
        } else {
            (&self.rows, &self.columns)
        };
        let (Some(at), Some(from), Some(to)) =
            (edges.get(edge), sides.get(beside), sides.get(beside + 1))
        else {
            return true;
        };
        let middle = (from + to) / 2.0;
        let on_edge = |rule: &&Rule| rule.vertical == vertical && (rule.at - at).abs() <= NEAR;
        self.rules
            .iter()
            .filter(on_edge)
            .any(|rule| rule.passes(middle))
    }
}

/// Distinct places of rules, in order.
fn edges<'r>(rules: impl Iterator<Item = &'r Rule>) -> Vec<f64> {
    let mut places: Vec<f64> = rules.map(|rule| rule.at).collect();
    places.sort_by(f64::total_cmp);
    places.dedup_by(|next, kept| *next - *kept <= NEAR);
    places
}

/// Between which two edges a place lies.
fn band(edges: &[f64], place: f64) -> Option<usize> {
    let after = edges.partition_point(|edge| *edge <= place);
    (after > 0 && after < edges.len()).then(|| after - 1)
}
