//! The numbers of an activity, and what they count.

use nhip_viet::number;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Fields, text, wrong};
use crate::lang::Bilingual;
use crate::personal::Published;

const LONGEST_UNIT: usize = 40;
/// As many as nobody does in a month; a larger number is a slip of the hand.
const MOST: u64 = 1_000_000_000;

/// A number from 0 up; `None` for a blank.
pub(super) fn read(written: &str) -> Result<Option<Decimal>, Bilingual> {
    let written = written.trim();
    if written.is_empty() {
        return Ok(None);
    }
    let read = (written.len() <= 100)
        .then(|| number::parse(written))
        .flatten();
    match read {
        Some(number) if number.value > Decimal::from(MOST) => wrong(
            "Số này quá lớn; hãy kiểm tra lại.",
            "This number is too large; check it.",
        ),
        Some(number) => match number.alternative {
            Some(other) => {
                let (one, other) = (number::grouped(number.value), number::grouped(other));
                wrong(
                    format!(
                        "“{written}” đọc được hai cách; hãy viết {other} hoặc {one} theo cách viết Việt Nam."
                    ),
                    format!(
                        "“{written}” can be read in two ways; write {other} or {one}, as in Vietnamese."
                    ),
                )
            }
            None => Ok(Some(number.value)),
        },
        None => wrong(
            "Hãy ghi một số từ 0 trở lên, như 1.200; nếu không đếm thì để trống.",
            "Write a number from 0 up, like 1.200; leave it blank if nothing was counted.",
        ),
    }
}

/// What was counted: asked for where a number stands, and only there.
pub(super) fn unit(fields: &Fields, published: &Published) -> Result<String, Bilingual> {
    let counted = !fields.count.trim().is_empty();
    let unit = text(fields.count_unit, LONGEST_UNIT, published)?;
    match (counted, unit.is_empty()) {
        (true, true) => wrong(
            "Hãy ghi đơn vị tính, như “buổi”, “tờ rơi”.",
            "Write what was counted, like “buổi”, “tờ rơi”.",
        ),
        (false, false) => wrong(
            "Có đơn vị tính nhưng chưa có số lượng; hãy ghi số lượng hoặc xóa đơn vị tính.",
            "A unit of count without a number; write the number or remove the unit.",
        ),
        _ => Ok(unit),
    }
}

/// A whole number; `None` for a blank.
pub(super) fn people(written: &str) -> Result<Option<u64>, Bilingual> {
    match read(written)? {
        None => Ok(None),
        Some(value) => match value.to_u64().filter(|_| value.is_integer()) {
            Some(people) => Ok(Some(people)),
            None => wrong(
                "Số người phải là số nguyên, như 120.",
                "The number of people is a whole number, like 120.",
            ),
        },
    }
}
