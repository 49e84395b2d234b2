//! Quantities: what is counted in a text, how much, and in what sense.
//!
//! Only like with like is ever added up, so each quantity says whether it is a
//! month's figure or a cumulative one, a part of another, a rate or a change.

mod account;
mod count;
mod given;
mod indicator;
mod label;
mod lexicon;
mod mention;
mod other;
mod part;
mod period;
mod reader;
mod scope;
mod share;
mod standing;
#[cfg(test)]
mod tests;
mod token;
mod told;
mod unmarked;

pub use account::{Account, Is, Number};
pub use indicator::{event_of, indicator_key};
pub use other::Other;
pub use period::{Day, Period};
pub use told::Told;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// In what sense a number was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A figure of the period reported on.
    Month,
    /// A figure of the days from one to another ("từ 16/5 đến 15/6"), which
    /// [`Quantity::period`] names. Whether they are the month's is for whoever knows the month:
    /// [`Period::is_of`].
    Window,
    /// What exists or is kept up at the end of the period ("duy trì 9 mô hình", "còn tồn 300 tờ",
    /// the 50 of "45/50 hộ"). States of two months are never added.
    State,
    /// A running total ("lũy kế từ đầu năm 96 buổi"), or a figure of a named quarter or year.
    Cumulative,
    /// A share of a hundred ("đạt 98,5%").
    Percent,
    /// So many for each ("2 lượt/ngày", "mỗi khu phố 2 buổi", "15 phút mỗi lần"); an average, an
    /// index. Never added.
    Rate,
    /// What is planned, aimed at or asked for ("chỉ tiêu 120 buổi", "dự kiến", "đề nghị cấp").
    Plan,
    /// A difference from another period ("tăng 12% so với tháng trước").
    Change,
    /// Another period's own figure ("cùng kỳ 15 ca", "trong tháng 5" in a report on June), and what
    /// was given to the reporter and is no deed of its own ("được tỉnh cấp 500 tờ rơi").
    Other,
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
    /// Unit of count as written, without the thing counted: "buổi", "lượt người", "tờ rơi", "%",
    /// "lượt/ngày". Empty for a bare part ("nam 240", whose whole has the unit) and for a bare
    /// approximate number ("hơn 6.500"). Words of size are in the value: "120 triệu đồng" is
    /// 120000000 "đồng".
    pub count_unit: String,
    /// What was counted, as written: "tuyên truyền lưu động"; taken from the label before a
    /// colon if nothing follows ("Thảo luận nhóm: 7 buổi"); empty if there is none.
    pub what: String,
    /// "hơn", "gần", "khoảng", a range, or a doubt how it was meant ("1,200 tờ rơi", read as
    /// 1200): not to be read as exact.
    pub approximate: bool,
    /// In what sense the number was given.
    pub kind: Kind,
    /// Which days or other month it is of, where the text names them: with [`Kind::Window`] always,
    /// with [`Kind::Other`] sometimes, else never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Index, in the same list, of the whole this is a part of ("trong đó ..."). The whole stands
    /// before it, unless it is a total told behind its parts, and is of the same kind; a month's share of a running total is no part.
    pub part_of: Option<usize>,
    /// The sentence it stands in, as written; of one longer than 4,000 bytes, the words around.
    /// Shared by all quantities of the sentence: it is most of what a month holds in memory.
    pub sentence: Arc<str>,
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
/// as COVID-19 and 5K, labels of headings, ages, times and durations, and whatever stands in
/// quotation marks (a slogan or a title).
///
/// "45/50 hộ" gives two: 45 hộ of the month, and 50 hộ as [`Kind::State`].
pub fn quantities(text: &str) -> Vec<Quantity> {
    quantities_below(text, Told::default()).0
}

/// The same, below what earlier paragraphs told of the period ("Kết quả 6 tháng đầu năm"); and what
/// is told behind the text. It holds until another period is named.
pub fn quantities_below(text: &str, told: Told) -> (Vec<Quantity>, Told) {
    let read = reader::read(text, told, false);
    (read.quantities, read.told)
}

/// The same, with an account of every number in figures: a quantity, something else by name, or
/// nothing anybody understood.
pub fn account(text: &str, told: Told) -> Account {
    reader::read(text, told, true)
}
