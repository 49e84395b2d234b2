//! Quantities: what is counted in a text, how much, and in what sense.
//!
//! Only like with like is ever added up, so each quantity says whether it is a
//! month's figure or a cumulative one, a part of another, a rate or a change.

mod count;
mod indicator;
mod label;
mod lexicon;
mod mention;
mod part;
mod reader;
mod scope;
mod token;

pub use indicator::indicator_key;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// In what sense a number was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A figure of the period reported on; the only kind that is ever added up.
    Month,
    /// A running total ("lũy kế từ đầu năm 96 buổi").
    Cumulative,
    /// A rate ("đạt 98,5%").
    Percent,
    /// A difference from another period ("tăng 12% so với tháng trước").
    Change,
}

/// One counted thing in a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number; the lower one of a range.
    #[serde(with = "rust_decimal::serde::float")]
    pub value: Decimal,
    /// The upper number of a range ("2-3 buổi": 3).
    #[serde(with = "rust_decimal::serde::float_option")]
    pub upper: Option<Decimal>,
    /// Unit of count as written, without the thing counted: "buổi", "lượt người", "tờ rơi", "%".
    pub count_unit: String,
    /// What was counted, as written: "tuyên truyền lưu động"; empty if nothing follows.
    pub what: String,
    /// "hơn", "gần", "khoảng", a range: not to be read as exact.
    pub approximate: bool,
    /// In what sense the number was given.
    pub kind: Kind,
    /// Index, in the same list, of the whole this is a part of ("trong đó ...").
    pub part_of: Option<usize>,
    /// The sentence it stands in, as written.
    pub sentence: String,
    /// First character of the number (with its approximation word left out), counted in
    /// Unicode scalar values from the start of the text that was searched.
    pub start: usize,
    /// One past the last character of the number and its unit of count.
    pub end: usize,
}

/// All quantities of a text, in order of appearance.
///
/// Paragraphs are separated by line breaks. Not quantities: dates, numbers of
/// documents and plans, articles of law, telephone numbers, quarters, names such
/// as COVID-19 and 5K, labels of headings.
pub fn quantities(text: &str) -> Vec<Quantity> {
    reader::read(text)
}
