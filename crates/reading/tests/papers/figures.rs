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
    /// Found as of the month, and so added up, though they are none of it.
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
    /// a sentence with the quoted words, or else anywhere.
    pub fn of(gold: &Value, found: &[Quantity]) -> Compared {
        let figures = gold["figures"].as_array().map_or(&[][..], Vec::as_slice);
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
            if is(one.kind, wanted) {
                compared.tally.kinds += 1;
            } else {
                compared.tally.summed += usize::from(one.kind == Kind::Month);
                let kind = one.kind;
                compared
                    .differences
                    .push(format!("  ~ {wanted}, not {kind:?}: {quote}"));
            }
        }
        for one in left {
            compared.tally.summed += usize::from(one.kind == Kind::Month);
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

/// Whether a sense is the one of the gold. What stands at the end of the month and what a window of
/// dates counts are of the month.
fn is(kind: Kind, gold: &str) -> bool {
    match kind {
        Kind::Month => matches!(gold, "month" | "state" | "window"),
        Kind::Cumulative => gold == "cumulative",
        Kind::Percent => matches!(gold, "percent" | "rate" | "plan"),
        Kind::Change => gold == "other_month",
    }
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
