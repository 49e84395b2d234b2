//! The numbers of pictures: what a page draws as lines or bars, and shows beside it as a table.
//!
//! No drawing here. Whoever draws takes [`Value::height`]; whoever prints takes [`Value::text`]:
//! both come from the same whole numbers, and a percentage is computed in one place.

mod done;
mod rate;
mod share;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::lang::{Bilingual, Lang};

pub use done::{by_audience, by_channel, by_month, by_task};
pub use rate::{MonthCount, on_time, reporting, statuses};
pub use share::Share;

/// A picture in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// What it shows.
    pub title: Bilingual,
    /// How it is best drawn.
    pub shape: Shape,
    /// Places along the bottom, in order.
    pub labels: Vec<Bilingual>,
    /// Lines, or bars side by side; each has as many values as there are labels.
    pub series: Vec<Series>,
}

/// How a chart is best drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A line over time, from 0 to 100 %.
    Line,
    /// Bars from 0.
    Bars,
    /// Bars of several series on top of one another.
    Stacked,
}

/// One line, or the bars of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Its name.
    pub name: Bilingual,
    /// A value for each label.
    pub values: Vec<Value>,
}

/// One point or bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// So many.
    Count(u64),
    /// So many of so many.
    Share(Share),
    /// Nothing is known: the line breaks, no bar stands. Not 0.
    Gap,
}

impl Value {
    /// How high it stands: a count as it is, a share in tenths of a percent; `None` in a gap.
    pub fn height(self) -> Option<u64> {
        match self {
            Value::Count(count) => Some(count),
            Value::Share(share) => share.permille(),
            Value::Gap => None,
        }
    }

    /// As printed: "12", "28/30 (93,3%)", "–".
    pub fn text(self, lang: Lang) -> String {
        match self {
            Value::Count(count) => count.to_string(),
            Value::Share(share) => share.text(lang),
            Value::Gap => "–".to_owned(),
        }
    }
}

/// A chart as a table: one row a label, one column a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Heading of each column after the first.
    pub head: Vec<String>,
    /// Label and cells of each row.
    pub rows: Vec<(String, Vec<String>)>,
}

impl Chart {
    /// The same numbers as a table.
    pub fn table(&self, lang: Lang) -> Table {
        let row = |(at, label): (usize, &Bilingual)| {
            let cell = |series: &Series| {
                let value = series.values.get(at).copied();
                value.unwrap_or(Value::Gap).text(lang)
            };
            let cells = self.series.iter().map(cell).collect();
            (label.get(lang).to_owned(), cells)
        };
        Table {
            head: self
                .series
                .iter()
                .map(|series| series.name.get(lang).to_owned())
                .collect(),
            rows: self.labels.iter().enumerate().map(row).collect(),
        }
    }

    /// The top of the scale: 1000 (tenths of a percent) for a line, otherwise the highest bar,
    /// or the highest stack; at least 1, so that nothing is divided by 0.
    pub fn top(&self) -> u64 {
        let heights = |at: usize| {
            self.series
                .iter()
                .filter_map(move |series| series.values.get(at)?.height())
        };
        let places = 0..self.labels.len();
        let highest = match self.shape {
            Shape::Line => Some(1_000),
            Shape::Bars => places.flat_map(heights).max(),
            Shape::Stacked => places
                .map(|at| heights(at).fold(0, u64::saturating_add))
                .max(),
        };
        highest.unwrap_or(1).max(1)
    }
}
