//! Ruled lines of a page: stroked lines, and the thin filled boxes that office programs draw
//! instead of them.

use kurbo::{Affine, BezPath, PathEl, Point};

/// A filled box thinner than this, in points, is a line.
const THIN: f64 = 3.0;
/// A shorter line is a mark, not a rule.
const SHORTEST: f64 = 4.0;
/// More rules than this are a drawing.
pub(super) const MOST: usize = 2_000;
/// Pieces of rules kept of one page: a table of Excel has four for each cell.
const MOST_PIECES: usize = 20_000;
/// Pieces of a rule lie this close to one another, in points.
const JOINT: f64 = 1.0;

/// A horizontal or vertical line; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Runs from top to bottom.
    pub vertical: bool,
    /// Its x if vertical, its y if not.
    pub at: f64,
    /// Where it begins and ends.
    pub from: f64,
    pub to: f64,
}

impl Rule {
    /// Whether it passes a place along its way.
    pub(super) fn passes(&self, place: f64) -> bool {
        self.from - 1.0 <= place && place <= self.to + 1.0
    }
}

/// Rules among the lines of a stroked path.
pub(super) fn stroked(path: &BezPath, place: Affine, rules: &mut Vec<Rule>) {
    let (mut start, mut last) = (Point::ZERO, Point::ZERO);
    for element in path.elements() {
        let next = match *element {
            PathEl::MoveTo(to) => {
                start = place * to;
                last = start;
                continue;
            }
            PathEl::LineTo(to) => place * to,
            PathEl::ClosePath => start,
            PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => {
                last = place * to;
                continue;
            }
        };
        line(last, next, rules);
        last = next;
    }
}

/// Rules among the boxes of a filled path.
pub(super) fn filled(path: &BezPath, place: Affine, rules: &mut Vec<Rule>) {
    let mut corners: Vec<Point> = Vec::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => {
                thin_box(&corners, rules);
                corners = vec![place * to];
            }
            PathEl::LineTo(to) => corners.push(place * to),
            PathEl::ClosePath => {}
            PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => {
                // A round shape is no box: more corners than one has.
                corners.extend([place * to; 6]);
            }
        }
    }
    thin_box(&corners, rules);
}

/// Pieces that go on in one another made one rule: office programs draw a border cell by cell.
pub(super) fn joined(mut pieces: Vec<Rule>) -> Vec<Rule> {
    pieces.sort_by(|one, other| {
        (one.vertical.cmp(&other.vertical)).then(one.at.total_cmp(&other.at))
    });
    let level = |one: &Rule, other: &Rule| {
        one.vertical == other.vertical && (one.at - other.at).abs() < JOINT / 2.0
    };
    let mut rules: Vec<Rule> = Vec::new();
    for piece in pieces.chunk_by_mut(level) {
        piece.sort_by(|one, other| one.from.total_cmp(&other.from));
        let begin = rules.len();
        for next in piece {
            match rules.get_mut(begin..).and_then(<[Rule]>::last_mut) {
                Some(open) if next.from <= open.to + JOINT => open.to = open.to.max(next.to),
                _ => rules.push(*next),
            }
        }
    }
    rules
}

fn thin_box(corners: &[Point], rules: &mut Vec<Rule>) {
    if !(2..=5).contains(&corners.len()) {
        return;
    }
    let edge = |side: fn(&Point) -> f64, pick: fn(f64, f64) -> f64| {
        corners.iter().map(side).reduce(pick).unwrap_or_default()
    };
    let (left, right) = (edge(|at| at.x, f64::min), edge(|at| at.x, f64::max));
    let (above, below) = (edge(|at| at.y, f64::min), edge(|at| at.y, f64::max));
    let (width, height) = (right - left, below - above);
    if width < THIN && height >= SHORTEST {
        add(true, (left + right) / 2.0, above, below, rules);
    } else if height < THIN && width >= SHORTEST {
        add(false, (above + below) / 2.0, left, right, rules);
    }
}

fn line(from: Point, to: Point, rules: &mut Vec<Rule>) {
    if (to.x - from.x).abs() < 1.0 {
        add(true, from.x, from.y, to.y, rules);
    } else if (to.y - from.y).abs() < 1.0 {
        add(false, from.y, from.x, to.x, rules);
    }
}

fn add(vertical: bool, at: f64, one: f64, other: f64, rules: &mut Vec<Rule>) {
    let (from, to) = (one.min(other), one.max(other));
    let sound = at.is_finite() && from.is_finite() && to.is_finite();
    if sound && to - from >= SHORTEST && rules.len() <= MOST_PIECES {
        rules.push(Rule {
            vertical,
            at,
            from,
            to,
        });
    }
}
