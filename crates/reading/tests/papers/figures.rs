//! The quantities of a report against its gold: which are found, and in what sense.

use std::fmt;

use nhip_viet::quantity::{Kind, Quantity};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use serde_json::Value;

/// What was counted over some reports.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    /// Figures of the gold.
    pub gold: usize,
    /// Quantities found.
    pub found: usize,
    /// Figures found with their value.
    pub shared: usize,
    /// Of these, read in the right sense.
    pub kinds: usize,
    /// Found as of the month or of days of it, and so added up, though they are none of it.
    pub summed: usize,
}

impl Tally {
    /// Share of what was found that is a figure.
    pub fn precision(self) -> f64 {
        share(self.shared, self.found)
    }

    /// Share of the figures that was found.
    pub fn recall(self) -> f64 {
        share(self.shared, self.gold)
    }

    /// Share of the found figures in the right sense.
    pub fn kind(self) -> f64 {
        share(self.kinds, self.shared)
    }

    /// Together with another.
    pub fn and(self, other: Tally) -> Tally {
        Tally {
            gold: self.gold + other.gold,
            found: self.found + other.found,
            shared: self.shared + other.shared,
            kinds: self.kinds + other.kinds,
            summed: self.summed + other.summed,
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// A report's tally, and every difference.
pub struct Compared {
    /// The tally.
    pub tally: Tally,
    /// What was missed (`-`), invented (`+`), or read in another sense (`~`).
    pub differences: Vec<String>,
}

impl Compared {
    /// Compares what was found with the gold: each figure with the first of its value that stands in
    /// a sentence with the quoted words, or else anywhere. In which sense of the nine it was read is
    /// told apart, and a figure is summed wrongly if it would be added to the month and is none of it.
    pub fn of(gold: &Value, found: &[Quantity]) -> Compared {
        let figures = gold["figures"].as_array().map_or(&[][..], Vec::as_slice);
        let month = month_of(gold);
        let year = format!("{:04}", month.0);
        let mut left: Vec<&Quantity> = found.iter().collect();
        let mut compared = Compared {
            tally: Tally {
                gold: figures.len(),
                found: found.len(),
                ..Tally::default()
            },
            differences: Vec::new(),
        };
        for figure in figures {
            let same = |one: &&Quantity| (Some(one.value), one.upper) == values(figure);
            let quote = plain(figure["quote"].as_str().unwrap_or_default());
            let near = |one: &&Quantity| same(one) && plain(&one.sentence).contains(&quote);
            let place = left.iter().position(near);
            let Some(place) = place.or_else(|| left.iter().position(same)) else {
                compared.differences.push(format!("  - {quote}"));
                continue;
            };
            let one = left.remove(place);
            let wanted = figure["kind"].as_str().unwrap_or_default();
            compared.tally.shared += 1;
            let wrongly = is_added(one, month) && !may_be_added(figure, month);
            compared.tally.summed += usize::from(wrongly);
            if is(one, figure, &year) {
                compared.tally.kinds += 1;
            } else {
                let kind = one.kind;
                compared
                    .differences
                    .push(format!("  ~ {wanted}, not {kind:?}: {quote}"));
            }
        }
        for one in left {
            compared.tally.summed += usize::from(is_added(one, month));
            let (value, kind, text) = (one.value, one.kind, &one.sentence);
            compared
                .differences
                .push(format!("  + {value} ({kind:?}): {text}"));
        }
        compared
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:>5} {:>5} {:>9.3} {:>7.3} {:>6.3} {:>6}",
            self.gold,
            self.found,
            self.precision(),
            self.recall(),
            self.kind(),
            self.summed
        )
    }
}

/// The value of a figure and the upper one of a range.
fn values(figure: &Value) -> (Option<Decimal>, Option<Decimal>) {
    let number = |name: &str| Decimal::from_f64(figure[name].as_f64()?).map(|n| n.normalize());
    match number("value") {
        Some(value) => (Some(value), None),
        None => (number("value_low"), number("value_high")),
    }
}

/// Whether a sense is the one of the gold. A total of another year is another period's figure, and a
/// share by which something has changed is a change.
fn is(one: &Quantity, figure: &Value, year: &str) -> bool {
    let period = figure["period"].as_str().unwrap_or_default();
    let earlier = period.get(..4).is_some_and(|of| of < year);
    match figure["kind"].as_str().unwrap_or_default() {
        "month" => one.kind == Kind::Month,
        "window" => one.kind == Kind::Window,
        "state" => one.kind == Kind::State,
        "cumulative" if earlier => one.kind == Kind::Other,
        "cumulative" => one.kind == Kind::Cumulative,
        "percent" => matches!(one.kind, Kind::Percent | Kind::Change),
        "rate" => one.kind == Kind::Rate,
        "plan" => one.kind == Kind::Plan,
        "other_month" => one.kind == Kind::Other,
        _ => false,
    }
}

/// Whether a figure would be added to the month's: it is the month's, or of days that are.
fn is_added(one: &Quantity, month: (i32, u32)) -> bool {
    let of_month = one
        .period
        .is_none_or(|period| period.is_of(month.0, month.1));
    let flow = matches!(one.kind, Kind::Month | Kind::Window);
    flow && of_month && one.part_of.is_none()
}

/// Whether the gold has it among the month's flows.
fn may_be_added(figure: &Value, (year, month): (i32, u32)) -> bool {
    let period = figure["period"].as_str().unwrap_or_default();
    let ends = period.rsplit("..").next().unwrap_or_default();
    let own = ends.starts_with(&format!("{year:04}-{month:02}"));
    matches!(figure["kind"].as_str(), Some("month" | "window")) && own
}

/// Year and month of a report.
fn month_of(gold: &Value) -> (i32, u32) {
    let mut parts = gold["period"].as_str().unwrap_or_default().split('-');
    let mut number = || parts.next()?.parse::<u32>().ok();
    let (year, month) = (number().unwrap_or_default(), number().unwrap_or_default());
    (i32::try_from(year).unwrap_or_default(), month)
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
