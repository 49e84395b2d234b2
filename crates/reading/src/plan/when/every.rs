//! How often: "hằng tháng", "mỗi quý một lần", "02 lần/tuần", "tháng sau".

use nhip_core::plan::Frequency;

use super::When;
use crate::plan::phrase::Phrases;
use crate::plan::word::{self, Word};

const EVERY: [(&str, Frequency); 8] = [
    ("ngày", Frequency::Daily),
    ("tuần", Frequency::Weekly),
    ("tháng", Frequency::Monthly),
    ("quý", Frequency::Quarterly),
    ("năm", Frequency::Yearly),
    ("6 tháng", Frequency::HalfYearly),
    ("06 tháng", Frequency::HalfYearly),
    ("sáu tháng", Frequency::HalfYearly),
];

/// What makes a day come again: frequency, next month, words taken.
pub(super) fn repeats(words: &[Word<'_>], at: usize) -> (Option<Frequency>, bool, usize) {
    static NEXT: Phrases = Phrases::new(
        "của tháng sau liền kề | của tháng kế tiếp | của tháng tiếp theo | \
         tháng sau liền kề | của tháng sau | tháng kế tiếp | tháng tiếp theo | \
         tháng liền kề | tháng sau",
    );
    static QUARTER: Phrases = Phrases::new(
        "của tháng cuối quý | tháng cuối quý | tháng cuối của quý | \
         của tháng cuối mỗi quý | của tháng cuối cùng quý",
    );
    if let Some((_, len)) = NEXT.any(words, at) {
        return (Some(Frequency::Monthly), true, len);
    }
    if let Some((_, len)) = QUARTER.any(words, at) {
        return (Some(Frequency::Quarterly), false, len);
    }
    let of = usize::from(words.get(at).is_some_and(|w| w.key == "của"));
    match every_at(words, at + of) {
        Some((frequency, len)) => (Some(frequency), false, of + len),
        None => (None, false, 0),
    }
}

/// "hằng tháng", "hàng quý", "mỗi quý một lần", "định kỳ 6 tháng", "thường xuyên" as a time of its own.
pub(super) fn every(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    let head = words.get(at)?.key.as_str();
    // "dự toán hằng năm" is a yearly budget, not a yearly duty.
    let of_money = at.checked_sub(2).is_some_and(|b| {
        word::any(
            words,
            b,
            &["dự toán", "ngân sách", "kinh phí", "định mức", "kế hoạch"],
        )
        .is_some()
    });
    if of_money && matches!(head, "hằng" | "hàng") {
        return None;
    }
    let periodic = usize::from(word::phrase(words, at, "định kỳ").is_some()) * 2;
    let found = match head {
        "mỗi" => each_once(words, at),
        "thường" => continuous(words, at),
        _ if words.get(at)?.number().is_some() && periodic == 0 => per(words, at),
        "đột" => word::phrase(words, at, "đột xuất").map(|len| (Frequency::OnRequest, len)),
        _ => every_at(words, at + periodic)
            .or_else(|| bare_period(words, at + periodic).filter(|_| periodic > 0)),
    };
    let (frequency, len) = found?;
    Some((
        When {
            frequency: Some(frequency),
            ..When::default()
        },
        periodic + len,
    ))
}

/// "hằng tháng": how often, and words taken.
pub(super) fn every_at(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    let head = words.get(at)?;
    if !matches!(head.key.as_str(), "hằng" | "hàng" | "mỗi") || !head.tail.is_empty() {
        return None;
    }
    period(words, at + 1).map(|(frequency, len)| (frequency, len + 1))
}

pub(super) fn period(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    EVERY
        .iter()
        .find_map(|(name, frequency)| word::phrase(words, at, name).map(|len| (*frequency, len)))
}

/// After "định kỳ" the period may stand bare: "định kỳ 6 tháng", "định kỳ tháng".
fn bare_period(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    period(words, at).filter(|(f, _)| *f != Frequency::Daily)
}

/// What is counted when something is done again and again.
static TIMES: Phrases = Phrases::new("lần | lớp | buổi | đợt | lượt | cuộc | bài");

/// "02 lần/tuần", "3 buổi/tháng".
fn per(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    words.get(at)?.number()?;
    let (unit, period) = words.get(at + 1)?.key.split_once('/')?;
    let frequency = EVERY
        .iter()
        .find(|(name, _)| *name == period)
        .map(|(_, f)| *f)?;
    TIMES.has(unit).then_some((frequency, 2))
}

/// "mỗi quý một lần", "mỗi tháng ít nhất 02 buổi", not "10 phút mỗi tuần".
fn each_once(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    let (frequency, len) = period(words, at + 1)?;
    let next = at + 1 + len;
    let skip = word::any(words, next, &["ít nhất", "tối thiểu", "không quá"]).map_or(0, |(_, n)| n);
    let count = words
        .get(next + skip)
        .filter(|w| w.key == "một" || w.number().is_some())?;
    let unit = words.get(next + skip + 1).filter(|w| TIMES.has(&w.key));
    (count.tail.is_empty() && unit.is_some()).then_some((frequency, len + skip + 3))
}

/// "Thường xuyên" is a time where it stands first; "tiêm chủng thường xuyên" is not.
fn continuous(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    let alone = at == 0
        || words
            .get(at - 1)
            .is_some_and(|w| w.tail.contains([':', ';', ',', '.']));
    let len = word::phrase(words, at, "thường xuyên").filter(|_| alone)?;
    let closed =
        words.get(at + len - 1).is_some_and(|w| !w.tail.is_empty()) || at + len == words.len();
    closed.then_some((Frequency::Continuous, len))
}

/// "ngày cuối cùng của tháng", "ngày làm việc cuối cùng hằng tháng".
pub(super) fn named_days(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    static LAST: Phrases = Phrases::new(
        "ngày cuối cùng của tháng | ngày cuối tháng | ngày cuối cùng hằng tháng | \
         ngày cuối cùng hàng tháng | ngày làm việc cuối cùng của tháng",
    );
    let (_, len) = LAST.any(words, at)?;
    Some((
        When {
            frequency: Some(Frequency::Monthly),
            ..When::default()
        },
        len,
    ))
}
