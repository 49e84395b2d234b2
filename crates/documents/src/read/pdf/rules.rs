//! Ruled lines of a page: stroked lines, and the thin filled boxes that office programs draw
//! instead of them.

use pdf_extract::{Path, PathOp, Transform};

/// A filled box thinner than this, in points, is a line.
const THIN: f64 = 3.0;
/// A shorter line is a mark, not a rule.
const SHORTEST: f64 = 4.0;
/// More rules than this are a drawing.
pub(super) const MOST: usize = 2_000;

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

type Point = (f64, f64);

/// Rules among the lines of a stroked path.
pub(super) fn stroked(path: &Path, ctm: &Transform, top: f64, rules: &mut Vec<Rule>) {
    let mut start: Option<Point> = None;
    let mut last: Option<Point> = None;
    for op in &path.ops {
        let next = match *op {
            PathOp::MoveTo(x, y) => {
                start = Some((x, y));
                last = start;
                continue;
            }
            PathOp::LineTo(x, y) => Some((x, y)),
            PathOp::CurveTo(.., x, y) => {
                last = Some((x, y));
                continue;
            }
            PathOp::Close => start,
            PathOp::Rect(x, y, width, height) => {
                let corners = [
                    (x, y),
                    (x + width, y),
                    (x + width, y + height),
                    (x, y + height),
                    (x, y),
                ];
                for pair in corners.windows(2) {
                    if let [from, to] = pair {
                        line(*from, *to, ctm, top, rules);
                    }
                }
                continue;
            }
        };
        if let (Some(from), Some(to)) = (last, next) {
            line(from, to, ctm, top, rules);
        }
        last = next;
    }
}

/// Rules among the boxes of a filled path.
pub(super) fn filled(path: &Path, ctm: &Transform, top: f64, rules: &mut Vec<Rule>) {
    for op in &path.ops {
        if let PathOp::Rect(x, y, width, height) = *op {
            thin_box((x, y), (x + width, y + height), ctm, top, rules);
        }
    }
    let corners: Vec<Point> = path
        .ops
        .iter()
        .filter_map(|op| match *op {
            PathOp::MoveTo(x, y) | PathOp::LineTo(x, y) => Some((x, y)),
            _ => None,
        })
        .collect();
    if let [first, _, third, _] | [first, _, third, _, _] = corners.as_slice() {
        thin_box(*first, *third, ctm, top, rules);
    }
}

fn thin_box(from: Point, to: Point, ctm: &Transform, top: f64, rules: &mut Vec<Rule>) {
    let (left, above) = place(from, ctm, top);
    let (right, below) = place(to, ctm, top);
    let (width, height) = ((right - left).abs(), (below - above).abs());
    let middle = ((left + right) / 2.0, (above + below) / 2.0);
    if width < THIN && height >= SHORTEST {
        add(true, middle.0, above, below, rules);
    } else if height < THIN && width >= SHORTEST {
        add(false, middle.1, left, right, rules);
    }
}

fn line(from: Point, to: Point, ctm: &Transform, top: f64, rules: &mut Vec<Rule>) {
    let (left, above) = place(from, ctm, top);
    let (right, below) = place(to, ctm, top);
    if (right - left).abs() < 1.0 {
        add(true, left, above, below, rules);
    } else if (below - above).abs() < 1.0 {
        add(false, above, left, right, rules);
    }
}

fn place((x, y): Point, ctm: &Transform, top: f64) -> Point {
    (
        x * ctm.m11 + y * ctm.m21 + ctm.m31,
        top - (x * ctm.m12 + y * ctm.m22 + ctm.m32),
    )
}

fn add(vertical: bool, at: f64, one: f64, other: f64, rules: &mut Vec<Rule>) {
    let (from, to) = (one.min(other), one.max(other));
    let sound = at.is_finite() && from.is_finite() && to.is_finite();
    if sound && to - from >= SHORTEST && rules.len() <= MOST {
        rules.push(Rule {
            vertical,
            at,
            from,
            to,
        });
    }
}
